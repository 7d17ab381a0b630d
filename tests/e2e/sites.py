"""Sites of the tests' own clients: one server for each origin, all with the same pages and the client library."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

from tools.listening import LOOPBACK, listen
from tools.paths import ROOT
from tools.site_app import LOCALHOST, client_application
from tools.site_server import SiteServer

PAGES = Path(__file__).parent / "pages"


class Sites:
    """Origins by name, each on another site than the host; under ``localhost`` they are others, on the host's site."""

    def __init__(self, names: Sequence[str]) -> None:
        self._host = LOOPBACK
        folders = [PAGES, ROOT / "client_iframes" / "library"]
        self._servers = {name: SiteServer([listen(LOOPBACK)], client_application(folders)) for name in names}

    def start(self) -> None:
        for server in self._servers.values():
            server.start()

    def stop(self) -> None:
        for server in self._servers.values():
            server.begin_to_stop()
        for server in self._servers.values():
            server.stop()

    def origin(self, name: str) -> str:
        return f"http://{self._host}:{self._servers[name].port}"

    @property
    def is_near(self) -> bool:
        return self._host == LOCALHOST

    @property
    def near(self) -> Sites:
        """The same pages on the site of the host, whose browser may run them in one process with it."""
        near = copy(self)
        near._host = LOCALHOST
        return near

    def near_origin(self, name: str) -> str:
        return self.near.origin(name)

    def url(self, name: str, page: str) -> str:
        return f"{self.origin(name)}/{page}"
