"""Which messages of a frame are of one load of its app: their references begin anew with each.

The log knows of no load event. A load begins with a page that was loaded again, with another origin, and, since the
published library counts from 0 in every document, with a 0 after a higher number or before one. An app with one id
for all, or with ids that never begin anew, has one load here.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable

from host_page.views.bench.traffic.shown_log import EVERYTHING
from scapi.traffic import Direction, Entry, Kind

_ZERO = ("0", 0)
_DIGITS = 15
"""Digits of a number that counts; longer ones are ids of the app's own."""


def load_of(picked: Entry, entries: Iterable[Entry]) -> range:
    """The numbers of the entries, oldest first, that are of the same load of its app as ``picked``."""
    mine = [entry for entry in entries if entry.kind is Kind.PAGE or _is_said_in(entry, picked.frame)]
    befores, afters = [None, *mine], [*mine[1:], None]
    starts = [one.seq for before, one, after in zip(befores, mine, afters, strict=False) if _begins(before, one, after)]
    at = bisect_right(starts, picked.seq)
    return range(starts[at - 1] if at else EVERYTHING, starts[at] if at < len(starts) else sys.maxsize)


def _is_said_in(entry: Entry, frame: str) -> bool:
    return (
        entry.frame == frame
        and entry.direction is Direction.IN
        and entry.reference is not None
        and not entry.resent  # by the developer, not by the app
    )


def _begins(before: Entry | None, entry: Entry, after: Entry | None) -> bool:
    """Whether a load begins here, given the messages around it."""
    if entry.kind is Kind.PAGE:
        return True
    if before is None or before.kind is Kind.PAGE:
        return False
    return before.origin != entry.origin or (entry.reference in _ZERO and (_number(before) > 0 or _number(after) > 0))


def _number(entry: Entry | None) -> int:
    """The number that a reference counts with, -1 for one that does not."""
    text = "" if entry is None else str(entry.reference)
    return int(text) if len(text) <= _DIGITS and text.isascii() and text.isdigit() else -1
