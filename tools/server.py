"""The host and the three sample sites, each on a port of its own, in one process.

``localhost`` and ``127.0.0.1`` are different sites for a browser, so the clients' frames are really isolated from the
host. Tests start the same servers in their own process::

    with Servers(port=0) as servers:
        page.goto(servers.host_url)
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Mount, Route

from tools.app_answers import AppAnswers
from tools.changes_app import OTHER_APPS, Changes
from tools.gws_address import API, GwsAddress
from tools.listening import (
    LOOPBACK,
    LOOPBACK_6,
    addresses_of,
    free_port,
    has_ipv6,
    is_every_address,
    is_loopback,
    listen,
)
from tools.live_texts import LiveTexts
from tools.messages import USAGE, Failure, say
from tools.paths import BUILT_IN_CONFIGURATION, BUILT_IN_SCENARIO, ROOT, SITE
from tools.served_files import Source, built_in_configuration, built_in_scenario, supplied_scenarios
from tools.site_app import LOCALHOST, HostNames, client_application, host_application
from tools.site_server import SiteServer, Tls
from tools.watched_files import folder_digest, text_digest

if TYPE_CHECKING:
    from tools.gws_proxy import GwsProxy

CLIENT_NAMES = ("explorer", "restricted", "unlisted")
_PORTS = 1 + len(CLIENT_NAMES)
_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are, given the port of the host."""

    port: int
    host_name: str = LOCALHOST
    scheme: str = "http"

    @property
    def host_url(self) -> str:
        name = f"[{self.host_name}]" if ":" in self.host_name else self.host_name
        return f"{self.scheme}://{name}:{self.port}/"

    @property
    def client_origins(self) -> dict[str, str]:
        """Origins of the sample sites by name."""
        return {name: f"http://{LOOPBACK}:{self.port + 1 + index}" for index, name in enumerate(CLIENT_NAMES)}


class Servers:
    """The host and the sample clients, which start and stop together.

    ``port`` 0 takes four free ones in a row. ``configuration`` and ``scenario`` replace the built-in texts; ``site``
    and ``clients`` are the folders of the built page and of the sample clients. ``host`` is the name or address at
    which the page is served in place of ``localhost``, ``tls`` what it is served with; the sample clients stay where
    they are. Configuration and scenario are read anew for each request; the page is told when they change, or the
    sample clients, or what is in the folders ``watched``, of which the other apps are; with such folders also what is
    in the way of an app among the headers of its server. With ``gws`` the page stands in front of that server, in place
    of the simulator.
    """

    def __init__(
        self,
        port: int = 0,
        configuration: Source | None = None,
        scenario: Source | None = None,
        site: Path = SITE,
        clients: Path = ROOT / "client_iframes",
        host: str | None = None,
        tls: Tls | None = None,
        watched: Sequence[Path] = (),
        gws: GwsAddress | None = None,
    ) -> None:
        self._wanted_port = port
        self._configuration = configuration
        self._scenario = scenario
        self._site = site
        self._clients = clients
        self._host = None if host is None or is_loopback(host) else host
        self._bind_to = host
        self._tls = tls
        self._watched = tuple(watched)
        self._changes: Changes | None = None
        self._gws = gws
        self._proxy: GwsProxy | None = None
        self._running: list[SiteServer] = []
        self._addresses: Addresses | None = None

    @property
    def addresses(self) -> Addresses:
        if self._addresses is None:
            raise RuntimeError("the servers are not started")
        return self._addresses

    @property
    def host_url(self) -> str:
        return self.addresses.host_url

    @property
    def host_origin(self) -> str:
        return self.host_url.rstrip("/")

    @property
    def client_origins(self) -> dict[str, str]:
        return self.addresses.client_origins

    def start(self) -> None:
        """Returns when every address answers; a taken port is a :class:`Failure` that names it."""
        if self._tls is not None:
            self._tls.check()
        port, host_sockets, client_sockets = self._sockets()
        name = LOCALHOST if self._host is None or is_every_address(self._host) else self._host
        self._addresses = Addresses(port, name, "http" if self._tls is None else "https")
        folders = [self._clients / "explorer", self._clients / "library", self._clients]
        self._running = [
            SiteServer(host_sockets, self._host_application(self._addresses), self._tls, lifespan=True),
            SiteServer(client_sockets, client_application(folders)),
        ]
        for server in self._running:
            server.start()

    def stop(self) -> None:
        if self._changes is not None:
            self._changes.close()
        if self._proxy is not None:
            self._proxy.stop()
        for server in self._running:
            server.begin_to_stop()
        for server in self._running:
            server.stop()
        self._running = []
        self._addresses = None

    def __enter__(self) -> Servers:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _host_application(self, addresses: Addresses) -> Starlette:
        built_in = (
            built_in_configuration(BUILT_IN_CONFIGURATION, addresses.client_origins),
            built_in_scenario(BUILT_IN_SCENARIO),
        )
        texts = LiveTexts(self._configuration or built_in[0], self._scenario or built_in[1], built_in)

        answers = AppAnswers(self.host_origin, [*addresses.client_origins.values()], say)

        def state() -> Mapping[str, object]:
            samples = folder_digest(self._clients)
            apps = dict.fromkeys(addresses.client_origins.values(), samples)
            others = text_digest(folder_digest(folder) for folder in self._watched) if self._watched else ""
            told = texts.state() | {"apps": apps | ({OTHER_APPS: others} if others else {})}
            return told | {"answers": answers.state(texts.configuration, others)} if self._watched else told

        self._changes = Changes(state)
        names = HostNames(addresses.host_name, any_name=self._host is not None and is_every_address(self._host))
        place: dict[str, object] = {}
        routes: list[Route | Mount] = [self._changes.route]
        when_closed = None
        if self._gws is not None:
            from tools import gws_proxy  # here, for its HTTP client takes long to load

            self._proxy = gws_proxy.GwsProxy(self._gws)
            place["gws"] = {"path": f"{gws_proxy.PATH}{API}", "server": self._gws.origin}
            routes.append(Mount(gws_proxy.PATH, self._proxy))
            when_closed = self._proxy.close
        documents = {
            "/workspace.json": lambda: json.dumps({**texts.document(), **place}).encode(),
            "/scenarios.json": lambda: json.dumps(supplied_scenarios()).encode(),
        }
        return host_application(self._site, documents, texts.headers, names, routes, when_closed)

    def _sockets(self) -> tuple[int, list[socket.socket], list[socket.socket]]:
        """The port, and listening sockets of the host and of the clients on the ones after it."""
        if self._wanted_port:
            return (self._wanted_port, *self._listening(self._wanted_port))
        for _ in range(_ATTEMPTS):
            candidate = free_port()
            if candidate + _PORTS > 65535:
                continue
            try:
                return (candidate, *self._listening(candidate))
            except Failure:
                continue
        raise Failure(f"No {_PORTS} free ports in a row were found.", USAGE)

    def _listening(self, port: int) -> tuple[list[socket.socket], list[socket.socket]]:
        with ExitStack() as opened:
            hosts = [opened.enter_context(listen(address, port)) for address in self._host_addresses()]
            clients = [opened.enter_context(listen(LOOPBACK, port + 1 + at)) for at in range(len(CLIENT_NAMES))]
            opened.pop_all()  # all are there: they stay open
        return hosts, clients

    def _host_addresses(self) -> list[str]:
        """``localhost`` may mean an IPv6 address; a machine without IPv6 does without."""
        if self._bind_to is None or self._bind_to == LOCALHOST:
            return [LOOPBACK, LOOPBACK_6] if has_ipv6() else [LOOPBACK]
        return list(addresses_of(self._bind_to))
