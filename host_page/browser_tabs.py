"""The tabs of the session in the browser: the channel between them, and what the election brings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from host_page.bridge import Bridge
from host_page.start_texts import StartTexts
from scapi.host import Host
from scapi.page_session import PageSession
from scapi.replication import Replication

ANSWER_WITHIN = 3.0
"""Seconds in which a leading tab tells a new one the state; after them it opens without."""


class BrowserTabs:
    """Implements :class:`scapi.replication.Channel` and opens the workspace when this tab knows its part."""

    def __init__(
        self, bridge: Bridge, host: Host, session: PageSession, texts: StartTexts, when_known: Callable[[], None]
    ) -> None:
        """``when_known`` is called once, when this tab knows its part."""
        self._bridge = bridge
        self._host = host
        self._key = session_key(texts, bridge.build)
        self._name = host.new_uuid()
        self._opened = False
        self._when_known = when_known
        self.replication = Replication(session, self, self._name, bridge.build)
        self.replication.when_synchronised = self._known

    def join(self) -> None:
        """Asks the browser for this tab's part."""
        self._bridge.joinTabs(self._key, self._name)

    def broadcast(self, text: str) -> None:
        self._bridge.broadcast(text)

    def keep(self, rows: str) -> None:
        self._bridge.keepRows(rows)

    def keep_at_once(self, rows: str) -> None:
        self._bridge.keepRowsAtOnce(rows)

    def watch(self, tab: str) -> None:
        self._bridge.watchTab(tab)

    def leading(self, stored: str) -> None:
        """This tab leads, at once or because the leader has gone."""
        if stored and not self.replication.resume(stored) and not self._opened:
            self._bridge.logError("The session before the reload cannot be gone on with; this is a new one.")
        self.replication.lead()

    def following(self) -> None:
        """Another tab leads; this one opens when it has told the state."""
        self.replication.follow()
        self._host.call_later(ANSWER_WITHIN, self._known)

    def _known(self) -> None:
        if not self._opened:
            self._opened = True
            self._when_known()


def session_key(texts: StartTexts, build: str) -> str:
    """Tells sessions apart: tabs share one only when they started from the same scenario, or in front of the same
    server, and from the same file of options, by the same build. What that file says may change while a session lives
    (:mod:`host_page.live_files`)."""
    centre = [each.text for each in texts.scenario.all] if texts.gws is None else [texts.gws.server]
    joined = "\0".join((build, texts.configuration.name, *centre))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]
