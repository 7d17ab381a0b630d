"""Tabs of one browser in front of a server of Genesys Web Services: they share cookies, a session, and a wire."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from scapi.configuration import parse_configuration
from scapi.gws.gws_server import GwsServer
from scapi.gws_session import GwsSession
from scapi.replication import Replication
from scapi.testing import Client, FakeHost
from scapi.values import Json
from tests.support.gws import PASSWORD, Agent
from tests.support.gws_link import BayeuxLoop, PageHost, Wire, WireRest
from tests.support.link import Site
from tests.support.memory_link import ORIGINS

ORIGIN = ORIGINS[Site.ALLOWED]
CONFIGURATION = f"""
[interaction-workspace]
service-client-api.accepted-web-content-origins = {ORIGIN}
"""
BUILD = "packages-1"


class CookieUser(Agent):
    """Whoever sits at the browser: known to the server by a cookie alone, after a login."""

    def __init__(self, server: GwsServer, host: FakeHost) -> None:
        super().__init__(server, host, "nobody")
        self.credentials = ""

    def log_in_as(self, name: str, password: str = PASSWORD) -> int:
        """As the page does with what is typed in; gives the HTTP status."""
        self.jar.clear()
        credentials = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
        return self.response("GET", "/me", authorization=credentials).status


@dataclass
class GwsTab:
    """One tab; implements the channel between them."""

    browser: GwsBrowser
    name: str
    session: GwsSession
    rest: WireRest
    rows: dict[str, Json] = field(default_factory=dict)
    alive: bool = True
    replication: Replication = field(init=False)

    def __post_init__(self) -> None:
        self.replication = Replication(self.session, self, self.name, BUILD)

    def broadcast(self, text: str) -> None:
        self.browser.sent.append((self, text))

    def keep(self, rows: str) -> None:
        self.keep_at_once(rows)

    def keep_at_once(self, rows: str) -> None:
        new = json.loads(rows)
        if "" in new:
            self.rows = {}
        self.rows = {name: row for name, row in {**self.rows, **new}.items() if row is not None}

    def watch(self, tab: str) -> None:
        """Nobody is told of a tab that is gone but by :meth:`GwsBrowser.crash`."""

    def client(self, *events: str) -> Client:
        """A client app in this tab that hears these events."""
        client = Client.opened(self.session, ORIGIN)
        if events:
            client.subscribe(*events)
        return client

    def interactions(self) -> list[tuple[str, str]]:
        """By id and state."""
        return [(each.id, each.state.value) for each in self.session.workspace.interactions]


class GwsBrowser:
    """Its tabs, and the user of all of them."""

    def __init__(self, server: GwsServer, host: FakeHost) -> None:
        self.host = host
        self.user = CookieUser(server, host)
        self.wire = Wire(host)
        self.tabs: list[GwsTab] = []
        self.sent: list[tuple[GwsTab, str]] = []
        self._numbers = count(1)

    def tab(self, configuration: str = CONFIGURATION) -> GwsTab:
        """A tab that does not know its part yet."""
        page, rest = PageHost(self.host), WireRest(self.user, self.wire)
        channel = BayeuxLoop(self.user, self.wire)
        session = GwsSession(page, parse_configuration(configuration), rest, channel, "http://gws.example")
        made = GwsTab(self, f"tab{next(self._numbers)}", session, rest)
        self.tabs.append(made)
        return made

    def leader(self) -> GwsTab:
        tab = self.tab()
        tab.replication.lead()
        self.settle()
        return tab

    def follower(self) -> GwsTab:
        tab = self.tab()
        tab.replication.follow()
        self.settle()
        return tab

    def reloaded(self, tab: GwsTab) -> GwsTab:
        """The page of a tab, loaded again with what was kept; it leads."""
        tab.replication.leave()
        self._end(tab)
        again = self.tab()
        assert again.replication.resume(json.dumps(tab.rows, sort_keys=True))
        again.replication.lead()
        self.settle()
        return again

    def crash(self, tab: GwsTab, heir: GwsTab) -> None:
        """A tab is gone without a word, and another one leads."""
        self._end(tab)
        heir.replication.gone(tab.name)
        heir.replication.lead()
        self.settle()

    def log_in(self, tab: GwsTab, name: str = "anna") -> None:
        """The user logs in, in a tab."""
        assert self.user.log_in_as(name) == 200
        tab.session.signing_in.signed_in()  # type: ignore[union-attr]
        self.settle()

    def settle(self) -> None:
        """Everything that is on its way arrives, and what comes of it."""
        for _ in range(3):
            self.wire.let_through()
            for tab in self.tabs:
                if tab.alive:
                    tab.replication.flush()
            while self.sent:
                source, text = self.sent.pop(0)
                for tab in self.tabs:
                    if tab is not source and tab.alive:
                        tab.replication.receive(text)

    def advance(self, seconds: float) -> None:
        self.host.advance(seconds)
        self.settle()

    def _end(self, tab: GwsTab) -> None:
        tab.alive = False
        tab.session.client.stop()
        tab.session.host.call_later = lambda *_: lambda: None  # type: ignore[method-assign]


def state_of(tab: GwsTab) -> Any:
    """What the driver tells of a tab."""
    outcome: Any = tab.session.driver.call("state", {})
    return outcome.data
