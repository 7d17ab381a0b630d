"""Which messages of a frame are of one load of its app: their references begin anew with each.

The log knows of no load event, so the documents of a frame are told apart as those of a pop-up are, of which the page
sees none either (:mod:`scapi.document_watch`). An app with ids of its own, which never begin anew, has one load here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from host_page.views.bench.traffic.shown_log import EVERYTHING
from scapi.document_watch import DocumentWatch, Heard, step
from scapi.traffic import Direction, Entry, Kind


def load_of(picked: Entry, entries: Iterable[Entry]) -> range:
    """The numbers of the entries, oldest first, that are of the same load of its app as ``picked``."""
    begins, watch, said = EVERYTHING, DocumentWatch(), [EVERYTHING]
    for entry in entries:
        if entry.kind is Kind.PAGE:  # every app was loaded with the page
            start, watch, said = entry.seq, DocumentWatch(), [entry.seq]
        elif entry.frame == picked.frame and entry.direction is Direction.IN and not entry.resent:
            said.append(entry.seq)
            before = watch.begins.place
            watch = step(watch, Heard(entry.origin, entry.reference, entry.time, shows_loads=False))
            if watch.begins.place == before:
                continue
            start = said[watch.begins.place]
        else:
            continue
        if start > picked.seq:
            return range(begins, start)
        begins = start
    return range(begins, sys.maxsize)
