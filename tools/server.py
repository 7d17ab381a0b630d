"""The host and the three sample sites, each on a port of its own, in one process.

``localhost`` and ``127.0.0.1`` are different sites for a browser, so the clients' frames are really isolated from the
host. Tests start the same servers in their own process::

    with Servers(port=0) as servers:
        page.goto(servers.host_url)
"""

from __future__ import annotations

import errno
import json
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tools.http_server import SiteServer
from tools.messages import USAGE, Failure
from tools.paths import BUILT_IN_CONFIGURATION, BUILT_IN_SCENARIO, ROOT, SITE
from tools.served_files import NamedText, built_in_configuration, built_in_scenario, security_headers
from tools.static_site import StaticSite, document

CLIENT_NAMES = ("explorer", "restricted", "unlisted")
_LOOPBACK = "127.0.0.1"
_LOOPBACK_6 = "::1"
_HOST_NAMES = frozenset({"localhost", _LOOPBACK, _LOOPBACK_6})
_PORTS = 1 + len(CLIENT_NAMES)
_ATTEMPTS = 50


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are, given the port of the host."""

    port: int

    @property
    def host_url(self) -> str:
        return f"http://localhost:{self.port}/"

    @property
    def client_origins(self) -> dict[str, str]:
        """Origins of the sample sites by name."""
        return {name: f"http://{_LOOPBACK}:{self.port + 1 + index}" for index, name in enumerate(CLIENT_NAMES)}


class Servers:
    """Four servers that start and stop together.

    ``port`` 0 takes four free ones in a row. ``configuration`` and ``scenario`` replace the built-in texts;
    ``site`` and ``clients`` are the folders of the built page and of the sample clients.
    """

    def __init__(
        self,
        port: int = 0,
        configuration: NamedText | None = None,
        scenario: NamedText | None = None,
        site: Path = SITE,
        clients: Path = ROOT / "client_iframes",
    ) -> None:
        self._wanted_port = port
        self._configuration = configuration
        self._scenario = scenario
        self._site = site
        self._clients = clients
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
        running = _bound_to(self._wanted_port, self._sites)
        self._addresses = Addresses(running[0].server_address[1])
        self._running = running
        for server in running:
            server.start()

    def stop(self) -> None:
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

    def _sites(self, addresses: Addresses) -> Sequence[StaticSite]:
        """The host's site and the clients' sites, in the order of their ports."""
        client = StaticSite([self._clients / "explorer", self._clients / "library", self._clients])
        return (self._host_site(addresses), *(client for _ in CLIENT_NAMES))

    def _host_site(self, addresses: Addresses) -> StaticSite:
        own_configuration = built_in_configuration(BUILT_IN_CONFIGURATION, addresses.client_origins)
        own_scenario = built_in_scenario(BUILT_IN_SCENARIO)
        configuration = self._configuration or own_configuration
        scenario = self._scenario or own_scenario
        answer = {
            "configuration": configuration.as_json(),
            "scenario": scenario.as_json(),
            "builtIn": {"configuration": own_configuration.as_json(), "scenario": own_scenario.as_json()},
        }
        return StaticSite(
            folders=[self._site],
            headers=security_headers(configuration),
            documents={"/workspace.json": document("application/json", json.dumps(answer).encode(), kept=False)},
            host_names=_HOST_NAMES,
        )


def _bound_to(port: int, sites: Callable[[Addresses], Sequence[StaticSite]]) -> list[SiteServer]:
    """Servers on this port and the ones after it; on free ones when the port is 0."""
    if port:
        return _bind(port, sites)
    for _ in range(_ATTEMPTS):
        candidate = _free_port()
        if candidate + _PORTS > 65535:
            continue
        try:
            return _bind(candidate, sites)
        except Failure:
            continue
    raise Failure(f"No {_PORTS} free ports in a row were found.", USAGE)


def _bind(port: int, sites: Callable[[Addresses], Sequence[StaticSite]]) -> list[SiteServer]:
    bound: list[SiteServer] = []
    try:
        for index, site in enumerate(sites(Addresses(port))):
            bound.append(_server(_LOOPBACK, port + index, site))
            if index == 0:
                bound += _on_ipv6(port, site)
    except BaseException:
        for server in bound:
            server.server_close()
        raise
    return bound


def _on_ipv6(port: int, site: StaticSite) -> list[SiteServer]:
    """The host once more, since ``localhost`` may mean this address; a machine without IPv6 does without."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind((_LOOPBACK_6, 0))
    except OSError:
        return []
    return [_server(_LOOPBACK_6, port, site)]


def _server(address: str, port: int, site: StaticSite) -> SiteServer:
    try:
        return SiteServer(address, port, site)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            text = f"Port {port} is in use. Free it, or choose others with --port ({_PORTS} in a row are needed)."
        else:
            text = f"Port {port} cannot be used: {error.strerror}. Choose others with --port."
        raise Failure(text, USAGE) from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        return int(probe.getsockname()[1])
