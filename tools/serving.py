"""The verb ``serve``: the built page and its sample clients, until somebody ends it."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tools.gws_address import GwsAddress, read_address
from tools.listening import is_loopback
from tools.messages import USAGE, Failure, say
from tools.pages import build
from tools.paths import BUILT_IN_CONFIGURATION, BUILT_IN_SCENARIO
from tools.served_files import (
    NamedText,
    Source,
    built_in_configuration,
    built_in_scenario,
    check_start,
    read_scenario,
)
from tools.server import Addresses, Servers
from tools.site_server import Tls
from tools.watched_files import WatchedFile

_LOOK_EVERY = 0.5
"""Seconds; on Windows a signal is seen only between two waits."""


def serve(
    port: int,
    host: str | None,
    tls: Tls | None,
    config: Path | None,
    scenario: Path | None,
    watched: Sequence[Path] = (),
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
    for folder in watched:
        if not folder.is_dir():
            raise Failure(f"--watch {folder}: not a folder.", USAGE)
    texts = Texts(
        None if config is None else WatchedFile(config),
        None if scenario is None else WatchedFile(scenario, read_scenario),
        Addresses(port).client_origins,
    )
    starts = texts.tell_problems()
    build()
    with Servers(port, texts.configuration, texts.scenario, host=host, tls=tls, watched=watched, gws=server) as servers:
        _tell_others(host, tls)
        _tell_ready(servers.host_url, starts=starts)
        if open_page:
            webbrowser.open(servers.host_url)
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(_LOOK_EVERY)
                if texts.have_changed():
                    started, starts = starts, texts.tell_problems()
                    if starts and not started:
                        _tell_ready(servers.host_url, starts=True)
    return 0


class Texts:
    """The user's configuration and scenario, as the terminal has told of them last."""

    def __init__(
        self, configuration: WatchedFile | None, scenario: WatchedFile | None, client_origins: Mapping[str, str]
    ) -> None:
        self.configuration = configuration
        self.scenario = scenario
        self._built_in = (
            built_in_configuration(BUILT_IN_CONFIGURATION, client_origins),
            built_in_scenario(BUILT_IN_SCENARIO),
        )
        self._told = self._now()

    def have_changed(self) -> bool:
        """Whether a text is other than when it was asked last; which file that is, is said."""
        before, self._told = self._told, self._now()
        for (old, problem), (new, told), source in zip(before, self._told, self._sources(), strict=True):
            if told and told != problem:
                say(f"serve: {told} The page goes on with the text before it.")
            elif new != old:
                say(f"serve: {source.read().name} has changed.")
        return before != self._told

    def tell_problems(self) -> bool:
        """Says what is wrong, which the page shows too, and at which line; gives whether the page starts."""
        configuration, scenario = (source.read() for source in self._sources())
        check = check_start(configuration, scenario)
        for problem in check.problems:
            say(f"serve: {problem}")
        return check.starts

    def _sources(self) -> tuple[Source, Source]:
        return self.configuration or self._built_in[0], self.scenario or self._built_in[1]

    def _now(self) -> tuple[tuple[NamedText, str], ...]:
        return tuple((source.read(), source.problem) for source in self._sources())


def _tell_ready(url: str, *, starts: bool) -> None:
    if starts:
        print(f"Workspace ready: {url}", flush=True)
    else:
        say(f"serve: The workspace cannot start like this. {url} shows why, and starts when the file has been mended.")


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
