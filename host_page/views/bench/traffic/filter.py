"""The filter of the traffic panel: words over all columns, ``column:word`` for one of them, ``-word`` to leave out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from host_page.views import words
from scapi.traffic import Entry

HELP = (
    ("voice.dial", "any column has it"),
    ("ref:17", "the reference is 17"),
    ("origin:8002", "the origin has it"),
    ("verdict:refused", "allowed, refused, rate-limited, quarantined, redacted, failed, ignored, dropped, blocked"),
    ("frame:frame2", "the frame is frame2"),
    ("kind:event", "request, reply, event, subscribe, unsubscribe, frame"),
    ("-agent", "leaves out what has it"),
)

Column = Callable[[Entry], str]

COLUMNS: Mapping[str, Column] = {
    "name": lambda entry: name(entry),
    "ref": lambda entry: reference(entry),
    "origin": lambda entry: entry.origin,
    "frame": lambda entry: entry.frame,
    "kind": lambda entry: entry.kind.value,
    "verdict": lambda entry: entry.decision.verdict.value,
    "reason": lambda entry: words.reason(entry.decision, entry.left_out),
}
_EXACT = frozenset({"ref", "frame"})


def name(entry: Entry) -> str:
    """What the message is about: its request or its event, else what kind of message it is."""
    event = f"{entry.event} {entry.event_type}" if entry.event and entry.event_type else entry.event
    return entry.request or event or entry.kind.value


def reference(entry: Entry) -> str:
    return "" if entry.reference is None else str(entry.reference)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter."""

    column: str
    word: str
    wanted: bool = True

    def admits(self, entry: Entry) -> bool:
        if self.column:
            text = COLUMNS[self.column](entry).lower()
            found = text == self.word if self.column in _EXACT else self.word in text
        else:
            found = any(self.word in column(entry).lower() for column in COLUMNS.values())
        return found is self.wanted


def parse_filter(text: str) -> tuple[Term, ...]:
    """The terms of a filter; all of them must be met. A column that does not exist is part of the word."""
    terms = []
    for part in text.lower().split():
        wanted = not (part.startswith("-") and len(part) > 1)
        bare = part if wanted else part[1:]
        column, colon, word = bare.partition(":")
        if colon and column in COLUMNS:
            if word:
                terms.append(Term(column, word, wanted))
        else:
            terms.append(Term("", bare, wanted))
    return tuple(terms)
