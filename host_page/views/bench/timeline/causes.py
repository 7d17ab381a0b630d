"""What the page is doing now, and for whom: what happens in one call into Python has one cause.

A message of a client is a cause of its own, which the traffic log tells. Everything else that reaches Python (a
control of the page, a driver call, a timer) is noted here, if anything came of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

MOST_TURNS = 500
"""Turns that are remembered, the last ones."""
MESSAGES = frozenset({"message", "waited"})
"""Calls that bring a message of a client."""
_SIMULATOR = "sim-"
_TAKES_OVER = frozenset({"tab-leading", "tab-message"})
_WHO: Mapping[str, str] = {
    "timer": "By time",
    "tab-message": "Another tab",
    "tab-leading": "This tab leads",
    "loaded": "An app has loaded",
    "gws-told": "Contact centre",
    "gws-answered": "Contact centre",
    "files": "A file has changed",
}


class Turn(NamedTuple):
    """One call: who, and what of it; the messages after ``started`` and up to ``ended`` came of it."""

    number: int
    who: str
    what: str
    started: int
    ended: int
    takes_over: bool = False
    """Whether it brings what another tab, or the page before, has had already."""


class Causes:
    """The calls into Python, one after the other."""

    def __init__(self) -> None:
        self._number = 0
        self._kind = ""
        self._what = ""
        self._started = 0
        self._turns: deque[Turn] = deque(maxlen=MOST_TURNS)

    def begin(self, kind: str, what: str, total: int) -> None:
        """A call begins; ``total`` is the number of the last message of the log. Called often, so it must be cheap."""
        if total > self._started and self._kind not in MESSAGES:
            self._turns.append(self._turn(total))
        self._number += 1
        self._kind, self._what, self._started = kind, what, total

    @property
    def now(self) -> Turn:
        """The call that is going on."""
        return self._turn(self._started)

    def of(self, seq: int) -> Turn | None:
        """The call that a message came of, if it is known and was no message of a client."""
        place = bisect_left(self._turns, seq, key=_ended)
        if place < len(self._turns):
            found = self._turns[place]
            return found if found.started < seq else None
        return self._turn(seq) if seq > self._started and self._kind not in MESSAGES else None

    def _turn(self, ended: int) -> Turn:
        who, what = _WHO.get(self._kind, ""), ""
        if self._kind == "action":
            in_simulator = self._what.startswith(_SIMULATOR)
            who = "Simulator" if in_simulator else "In the page"
            what = self._what.removeprefix(_SIMULATOR).replace("-", " ")
        elif self._kind == "call":
            who, what = "Driver", self._what
        return Turn(self._number, who, what, self._started, ended, self._kind in _TAKES_OVER)


def _ended(turn: Turn) -> int:
    return turn.ended
