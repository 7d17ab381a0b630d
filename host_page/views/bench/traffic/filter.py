"""The filter of the traffic panel: words over all columns, ``column:word`` for one of them, ``-word`` to leave out.

What stands in quotation marks is one word, spaces and all; of a column it is then the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from host_page.views import words
from host_page.views.bench.traffic.facts import Facts
from scapi.traffic import Entry

HELP = (
    ("voice.dial", "any column has it, the arguments too"),
    ("ref:17", "the reference is 17"),
    ("origin:8002", "the origin has it"),
    ('app:"My app"', "the app is My app; in quotation marks it is the whole column"),
    ("interaction:8", "about the interaction 8"),
    ("args:gold", "the arguments have it"),
    ("verdict:refused", "allowed, refused, rate-limited, quarantined, redacted, failed, ignored, dropped, blocked"),
    ("frame:frame2", "the frame is frame2"),
    ("kind:event", "request, reply, event, subscribe, unsubscribe, frame, resent"),
    ("-agent", "leaves out what has it"),
)
_TOKEN = re.compile(r'-?(?:[a-z]+:)?"(?:[^"\\]|\\.)*"|\S+')
_PLAIN = re.compile(r"[a-z0-9._@+-]+")


class Reading(Protocol):
    """What a filter has to know of messages besides their entries."""

    def label(self, entry: Entry) -> str:
        """The label of the app that a message is of."""

    def facts(self, entry: Entry) -> Facts:
        """What the message says."""


Column = Callable[[Entry, Reading], str]

COLUMNS: Mapping[str, Column] = {
    "name": lambda entry, _: name(entry),
    "ref": lambda entry, _: reference(entry),
    "origin": lambda entry, _: entry.origin,
    "app": lambda entry, reading: reading.label(entry),
    "frame": lambda entry, _: entry.frame,
    "kind": lambda entry, _: f"{entry.kind.value} resent" if entry.resent else entry.kind.value,
    "verdict": lambda entry, _: entry.decision.verdict.value,
    "reason": lambda entry, _: words.reason(entry.decision, entry.left_out),
    "args": lambda entry, reading: reading.facts(entry).arguments,
    "interaction": lambda entry, reading: reading.facts(entry).interaction,
}
_EXACT = frozenset({"ref", "frame", "interaction"})
_READ = frozenset({"args", "interaction"})
"""Columns for which a message is read, which costs; no other is for a word that its text does not have."""
_SEARCHED = [column for column in COLUMNS if column != "interaction"]
"""What a word without a column is looked for in; the arguments last, for reading them costs the most."""


def name(entry: Entry) -> str:
    """What the message is about: its request or its event, else what kind of message it is."""
    event = f"{entry.event} {entry.event_type}" if entry.event and entry.event_type else entry.event
    return entry.request or event or entry.kind.value


def reference(entry: Entry) -> str:
    return "" if entry.reference is None else str(entry.reference)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter; ``whole`` when it is all of its column."""

    column: str
    word: str
    wanted: bool = True
    whole: bool = False

    def admits(self, entry: Entry, reading: Reading) -> bool:
        columns = [self.column] if self.column else _SEARCHED
        return any(self._is_in(column, entry, reading) for column in columns) is self.wanted

    def _is_in(self, column: str, entry: Entry, reading: Reading) -> bool:
        if column in _READ and not self._may_be_in(entry):
            return False
        text = COLUMNS[column](entry, reading).lower()
        return text == self.word if (self.whole and self.column) or column in _EXACT else self.word in text

    def _may_be_in(self, entry: Entry) -> bool:
        """Whether it is worth the while to read a message: a plain word stands in its text as it is."""
        if entry.text is None:
            return False
        return not _PLAIN.fullmatch(self.word) or self.word in entry.text.lower()


def parse_filter(text: str) -> tuple[Term, ...]:
    """The terms of a filter; all of them must be met. A column that does not exist is part of the word."""
    terms = []
    for part in _TOKEN.findall(text.lower()):
        wanted = not (part.startswith("-") and len(part) > 1)
        bare = part if wanted else part[1:]
        column, colon, word = bare.partition(":")
        if not colon or column not in COLUMNS:
            column, word = "", bare
        word, whole = _unquoted(word)
        if word or (whole and column):
            terms.append(Term(column, word, wanted, whole))
    return tuple(terms)


def term(column: str, word: str) -> str:
    """The term that wants exactly this word in a column."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'{column}:"{escaped}"'


def has(text: str, wanted: str) -> bool:
    """Whether a filter has a term."""
    return wanted.lower() in (each.lower() for each in _tokens(text))


def with_or_without(text: str, wanted: str) -> str:
    """A filter with a term, or without it if it has it."""
    if has(text, wanted):
        return " ".join(each for each in _tokens(text) if each.lower() != wanted.lower())
    return " ".join((*_tokens(text), wanted))


def _tokens(text: str) -> list[str]:
    return re.findall(_TOKEN.pattern, text, re.IGNORECASE)


def _unquoted(word: str) -> tuple[str, bool]:
    """A word without its quotation marks, and whether it had some."""
    if len(word) < 2 or not (word.startswith('"') and word.endswith('"')):
        return word, False
    return re.sub(r"\\(.)", r"\1", word[1:-1]), True
