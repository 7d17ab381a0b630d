"""The tabs of the session in the browser: the channel between them, and what the election brings."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from host_page.bridge import Bridge
from host_page.start_texts import StartTexts
from scapi.driven import DrivenSession
from scapi.host import Host
from scapi.replication import Replication

ANSWER_WITHIN = 3.0
"""Seconds in which a leading tab tells a new one the state; after them it opens without."""


class BrowserTabs:
    """Implements :class:`scapi.replication.Channel` and opens the workspace when this tab knows its part."""

    def __init__(self, bridge: Bridge, host: Host, session: DrivenSession, texts: StartTexts) -> None:
        self._bridge = bridge
        self._host = host
        self._session = session
        self._key = session_key(texts)
        self._opened = False
        self.when_known: Callable[[], None] = lambda: None
        self.replication = Replication(session, self, host.new_uuid())
        self.replication.when_synchronised = self._known

    def join(self) -> None:
        """Asks the browser for this tab's part."""
        self._bridge.joinTabs(self._key)

    def broadcast(self, text: str) -> None:
        self._bridge.broadcast(text)

    def store(self, text: str) -> None:
        self._bridge.storeSession(text)

    def store_at_once(self, text: str) -> None:
        self._bridge.storeSessionAtOnce(text)

    def leading(self, stored: str) -> None:
        """This tab leads, at once or because the leader has gone."""
        if stored:
            try:
                self.replication.resume(stored)
            except Exception as error:  # noqa: BLE001 what an earlier version of the page kept must not stop this one
                self._bridge.logError(f"The session before the reload cannot be gone on with: {error!r}")
                self._session.reset()
        self.replication.lead()

    def following(self) -> None:
        """Another tab leads; this one opens when it has told the state."""
        self.replication.follow()
        self._host.call_later(ANSWER_WITHIN, self._known)

    def _known(self) -> None:
        if not self._opened:
            self._opened = True
            self.when_known()


def session_key(texts: StartTexts) -> str:
    """Tells sessions of different configurations apart: tabs share one only when they started from the same texts."""
    joined = "\0".join((texts.configuration.text, texts.scenario.text))
    return f"{zlib.crc32(joined.encode('utf-8')):08x}"
