"""Keeps the traffic log of this tab for a reload of its page, and brings back what was kept of the pages before.

What is written is what the log has, block by block and a moment after it came, so that no message waits for it.
Blocks are encrypted and bounded by ``traffic_store.js``, as the state of the session is by ``session_store.js``. The
driver never sees what came before the page was loaded: its log begins with the page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice

from host_page.bridge import Bridge
from host_page.changes import Changes
from host_page.views.bench.traffic.entry_file import kept_object
from host_page.views.bench.traffic.saved_log import page_object, read_kept
from host_page.views.regions import Region
from host_page.views.ui_state import UiState
from scapi.host import Host
from scapi.session import Session
from scapi.traffic import Entry, Kind
from scapi.values import Cancel, Json, Seconds

KEEP_AFTER: Seconds = 2.0
"""How long messages are collected before they are kept."""
MOST_KEPT = 1_000
"""Messages of the pages before that are shown, the newest."""
BLOCK = 250
"""Messages that are written at once, the newest of those that came meanwhile."""
LONGEST_KEPT = 4_096
"""Characters of a message up to which its text is kept."""
KEEPS = "traffic"
_ASKED = frozenset({Kind.REQUEST, Kind.SUBSCRIBE, Kind.UNSUBSCRIBE})


class TrafficKeeping:
    """The log of one page."""

    def __init__(self, bridge: Bridge, host: Host, session: Session, ui: UiState, changes: Changes) -> None:
        self._bridge = bridge
        self._host = host
        self._log = session.traffic
        self._frames = session.frames
        self._ui = ui
        self._changes = changes
        self._loaded = host.wall_clock()
        self._kept = 0
        """The last message that is kept."""
        self._begun = False
        """Whether anything of this page is kept."""
        self._timer: Cancel | None = None
        self._told = ui.traffic.keeps

    def follow(self) -> None:
        """Messages may have come; called after whatever may have brought some, so it must be cheap."""
        if self._timer is None and self._log.total > self._kept and self._ui.traffic.keeps:
            self._timer = self._host.call_later(KEEP_AFTER, self._keep)

    def leave(self) -> None:
        """The page goes: what is not kept yet is left with the tab, whether it is answered or not."""
        if self._ui.traffic.keeps:
            entries = self._unkept()
            self._bridge.keepTrafficAtOnce(self._block(entries) if entries else "")

    def update(self) -> None:
        """Remembers whether the log is to be kept; after each drawing."""
        keeps = self._ui.traffic.keeps
        if keeps != self._told:
            self._told = keeps
            self._bridge.remember(KEEPS, "" if keeps else "off")
            self._kept, self._begun = self._log.total, False

    def found(self, text: str) -> None:
        """What the pages before have kept: a JSON array of blocks."""
        if not self._ui.traffic.keeps:
            return
        earlier = read_kept(json.loads(text), self._loaded, MOST_KEPT)
        if earlier is not None:
            self._ui.traffic.earlier = earlier
            self._changes.mark(Region.TRAFFIC)

    def _keep(self) -> None:
        self._timer = None
        if not self._ui.traffic.keeps:
            return
        entries = self._unkept()
        # What is not answered yet is kept when it is, so that each message is written once.
        complete = next((place for place, each in enumerate(entries) if _waits(each)), len(entries))
        if complete:
            self._bridge.keepTraffic(self._block(entries[:complete]))
        if complete < len(entries):
            self.follow()

    def _unkept(self) -> Sequence[Entry]:
        """The newest messages that are not kept."""
        after = max(self._kept, self._log.total - BLOCK)
        return tuple(islice(self._log.since(after), BLOCK))

    def _block(self, entries: Sequence[Entry]) -> str:
        """Messages as they are written; the first of a page say when it was loaded."""
        rows: list[Json] = [] if self._begun else [page_object(self._loaded)]
        rows += [kept_object(each, self._frames.label(each.frame), LONGEST_KEPT) for each in entries]
        self._begun, self._kept = True, entries[-1].seq
        return json.dumps(rows, separators=(",", ":"))


def _waits(entry: Entry) -> bool:
    return entry.kind in _ASKED and entry.ms is None and entry.decision.allowed
