"""One HTTP server on one address, in threads of its own: keep-alive, conditional requests, a clean end."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tools.messages import say
from tools.static_site import Document, StaticSite

_ALLOWED = "GET, HEAD"
_IDLE_SECONDS = 120


class SiteServer(ThreadingHTTPServer):
    """Serves a site on an IPv4 or IPv6 address from the moment it is started to the moment it is stopped."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: str, port: int, site: StaticSite) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.site = site
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        super().__init__((address, port), _Handler)

    def server_bind(self) -> None:
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        super().server_bind()

    def start(self) -> None:
        name = f"http {self.server_address[0]!s}:{self.server_address[1]}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name=name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends listening and every open connection; returns when the address is free."""
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            with suppress(OSError):  # it may have gone by itself
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):  # a browser that left is no news
            say(f"serve: {type(error).__name__}: {error}")


class _Handler(BaseHTTPRequestHandler):
    """Answers with a document of the site or says why not."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = _IDLE_SECONDS
    server: SiteServer
    _kept = True
    """Whether a browser may keep what is being answered, to ask again with its tag."""

    def do_GET(self) -> None:
        self._kept = True
        if self._has_body():
            self._bad_request("A request of this kind has no body.")
            return
        if len(self.headers.get_all("Host", [])) > 1:
            self._bad_request("A request has one Host.")
            return
        if not self.server.site.accepts_host(self.headers.get("Host")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain="This site has another name.")
            return
        found = self.server.site.find(self.path)
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif found.etag in self.headers.get("If-None-Match", ""):
            self._send_head(HTTPStatus.NOT_MODIFIED, found)
        else:
            self._send_head(HTTPStatus.OK, found)
            if self.command != "HEAD":
                self.wfile.write(found.body)

    do_HEAD = do_GET

    def _has_body(self) -> bool:
        """Whether a body follows, or may: left unread it would be answered as a request of its own."""
        return "Transfer-Encoding" in self.headers or any(
            length.strip() != "0" for length in self.headers.get_all("Content-Length", [])
        )

    def _bad_request(self, explain: str) -> None:
        self.close_connection = True
        self.send_error(HTTPStatus.BAD_REQUEST, explain=explain)

    def _refuse(self) -> None:
        self.close_connection = True  # its body was not read
        body = f"Only {_ALLOWED}.\n".encode()
        self.send_response(HTTPStatus.METHOD_NOT_ALLOWED)
        self.send_header("Allow", _ALLOWED)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse

    def _send_head(self, status: HTTPStatus, found: Document) -> None:
        self._kept = found.kept
        self.send_response(status)
        if status == HTTPStatus.OK:
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
        self.send_header("ETag", found.etag)
        self.end_headers()

    def end_headers(self) -> None:
        # Here, so that errors carry them too.
        self.send_header("Cache-Control", "no-cache" if self._kept else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in self.server.site.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "agent-workspace"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the traffic panel is the log that people read."""
