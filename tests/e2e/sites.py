"""Sites of the tests' own clients: one server for each origin, all with the same pages and the client library."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

from tools.http_server import SiteServer
from tools.paths import ROOT
from tools.static_site import StaticSite

PAGES = Path(__file__).parent / "pages"


class Sites:
    """Origins by name; ``localhost`` is used by the host alone, so each of these is cross-site to it."""

    def __init__(self, names: Sequence[str]) -> None:
        folders = [PAGES, ROOT / "client_iframes" / "library"]
        self._servers = {name: SiteServer("127.0.0.1", _free_port(), StaticSite(folders)) for name in names}

    def start(self) -> None:
        for server in self._servers.values():
            server.start()

    def stop(self) -> None:
        for server in self._servers.values():
            server.stop()

    def origin(self, name: str) -> str:
        return f"http://127.0.0.1:{self._servers[name].server_address[1]}"

    def url(self, name: str, page: str) -> str:
        return f"{self.origin(name)}/{page}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
