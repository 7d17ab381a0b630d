"""The server of an app, with the headers that a test wants."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def header_server(headers: Mapping[str, str], garbage: bytes = b"") -> Iterator[str]:
    """Answers with these headers, as they are then, and an empty page, or with ``garbage``; gives the origin."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if garbage:
                self.wfile.write(garbage)
                return
            self.send_response(200)
            for name, value in {"Content-Type": "text/html", "Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
