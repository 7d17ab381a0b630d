"""The verb ``serve``: the built page and its sample clients, until somebody ends it."""

from __future__ import annotations

import time
import webbrowser
from contextlib import suppress
from pathlib import Path

from tools.gws_address import GwsAddress, read_address
from tools.listening import is_loopback
from tools.messages import USAGE, Failure, say
from tools.pages import build
from tools.paths import BUILT_IN_CONFIGURATION, BUILT_IN_SCENARIO
from tools.served_files import NamedText, built_in_configuration, built_in_scenario, check_start, read_named_text
from tools.server import Addresses, Servers
from tools.site_server import Tls

_LOOK_EVERY = 0.5
"""Seconds; on Windows a signal is seen only between two waits."""


def serve(
    port: int,
    host: str | None,
    tls: Tls | None,
    config: Path | None,
    scenario: Path | None,
    gws: str | None = None,
    *,
    open_page: bool,
) -> int:
    """Serves until SIGINT or SIGTERM, both of which arrive here as ``KeyboardInterrupt``.

    ``gws`` is the address of a server of Genesys Web Services that the page is to stand in front of.
    """
    server = None if gws is None else read_address(gws)
    if server is not None:
        _check_way_of_passwords(server, host, tls)
    given_configuration = None if config is None else read_named_text(config)
    given_scenario = None if scenario is None else read_named_text(scenario)
    _tell_problems(port, given_configuration, given_scenario)
    build()
    with Servers(port, given_configuration, given_scenario, host=host, tls=tls, gws=server) as servers:
        _tell_others(host, tls)
        print(f"Workspace ready: {servers.host_url}", flush=True)
        if open_page:
            webbrowser.open(servers.host_url)
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(_LOOK_EVERY)
    return 0


def _check_way_of_passwords(server: GwsAddress, host: str | None, tls: Tls | None) -> None:
    """Passwords go from the browser to this machine, and from here to the server."""
    if host is not None and not is_loopback(host) and tls is None:
        raise Failure("--gws with --host needs --tls-cert and --tls-key: passwords would be sent unprotected.", USAGE)
    if server.is_open_on_the_way:
        say(f"serve: passwords are sent to {server.origin} without TLS: whoever is on the way can read them.")


def _tell_others(host: str | None, tls: Tls | None) -> None:
    """Says what it means to be reachable from other machines."""
    if host is not None and not is_loopback(host):
        say(f"serve: other machines can open the page at {host} and read its configuration and scenario.")
        if tls is None:
            say("serve: without TLS their browsers give the page less: it starts slowly there, and tabs share nothing.")


def _tell_problems(port: int, configuration: NamedText | None, scenario: NamedText | None) -> None:
    """Says what is wrong with these texts; the page shows it too, and at which line."""
    origins = Addresses(port).client_origins
    problems = check_start(
        configuration or built_in_configuration(BUILT_IN_CONFIGURATION, origins),
        scenario or built_in_scenario(BUILT_IN_SCENARIO),
    )
    for problem in problems:
        say(f"serve: {problem}")
