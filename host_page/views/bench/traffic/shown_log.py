"""What the traffic panel shows: the log of this page after what was kept of the pages before, or one of a file.

Numbers of the page's own messages are positive; those before it was loaded count back from 0.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from host_page.views.bench.traffic.facts import FactBook, Facts
from host_page.views.bench.traffic.saved_log import SavedLog
from host_page.views.ui_state import TrafficView
from scapi.decisions import Verdict
from scapi.frames import Frames
from scapi.traffic import Entry, TrafficLog

EVERYTHING = -sys.maxsize
"""A number before that of any message."""


class ShownLog:
    """Reads three logs as one."""

    def __init__(self, live: TrafficLog, frames: Frames, view: TrafficView) -> None:
        self.live = live
        self._frames = frames
        self._view = view
        self._facts = FactBook()

    @property
    def source(self) -> SavedLog | None:
        """What is shown besides, or in the place of, the messages of this page."""
        return self._view.imported or self._view.earlier

    def since(self, seq: int = EVERYTHING) -> Iterator[Entry]:
        """The entries after a number, oldest first."""
        if self._view.imported is not None:
            return self._view.imported.since(seq)
        if self._view.earlier is None or seq >= 0:
            return self.live.since(max(0, seq))
        return chain(self._view.earlier.since(seq), self.live.since())

    def find(self, seq: int | None) -> Entry | None:
        """The entry of a number, if the log still has it."""
        if seq is None:
            return None
        entry = next(self.since(seq - 1), None)
        return entry if entry is not None and entry.seq == seq else None

    @property
    def oldest(self) -> int:
        """The number of the oldest entry."""
        source = self.source
        return self.live.oldest if source is None else source.entries[0].seq

    @property
    def newest(self) -> int:
        """The number of the newest entry."""
        imported = self._view.imported
        return self.live.total if imported is None else imported.entries[-1].seq

    @property
    def by_verdict(self) -> Counter[Verdict]:
        if self._view.imported is not None:
            return self._view.imported.by_verdict
        if self._view.earlier is not None:
            return self.live.by_verdict + self._view.earlier.by_verdict
        return self.live.by_verdict

    @property
    def dropped(self) -> int:
        return 0 if self._view.imported is not None else self.live.dropped

    def label(self, entry: Entry) -> str:
        """The label of the app that a message is of, or was."""
        saved = self._saved(entry)
        return self._frames.label(entry.frame) if saved is None else saved.label(entry)

    def facts(self, entry: Entry) -> Facts:
        """What a message says."""
        saved = self._saved(entry)
        return (self._facts if saved is None else saved.facts).of(entry)

    @property
    def has_own(self) -> bool:
        """Whether the messages of this page are among those that are shown."""
        return self._view.imported is None

    def is_live(self, entry: Entry) -> bool:
        """Whether a message is of this page."""
        return self._saved(entry) is None

    def _saved(self, entry: Entry) -> SavedLog | None:
        """Which saved log an entry is of."""
        if self._view.imported is not None:
            return self._view.imported
        return self._view.earlier if entry.seq <= 0 else None
