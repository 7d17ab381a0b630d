"""A traffic log that does not grow any more: one of a file, or what was kept of the page before a reload."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from host_page.views.bench.traffic.entry_file import EntryProblem, read_entry
from host_page.views.bench.traffic.facts import FactBook
from scapi.decisions import ALLOWED, Verdict
from scapi.traffic import CAPACITY, Direction, Entry, Kind
from scapi.values import Json, Seconds

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of a file that is read: twice what a full log takes, for it is indented."""
MOST_ENTRIES = 2 * CAPACITY
"""Entries of a file: a full log, and what was kept before it."""


class FileProblem(ValueError):
    """Why a file cannot be shown, for whoever has chosen it."""


@dataclass(frozen=True, slots=True)
class SavedLog:
    """Entries by ascending number, with the label of the app of each."""

    entries: Sequence[Entry]
    apps: Sequence[str]
    name: str = ""
    """The file that it is of."""
    by_verdict: Counter[Verdict] = field(default_factory=Counter)
    facts: FactBook = field(default_factory=FactBook, compare=False)

    def since(self, seq: int) -> Iterator[Entry]:
        """The entries after a number, oldest first."""
        return islice(self.entries, bisect_right(self.entries, seq, key=_seq), None)

    def label(self, entry: Entry) -> str:
        place = bisect_right(self.entries, entry.seq - 1, key=_seq)
        return self.apps[place] if place < len(self.apps) else ""

    @property
    def messages(self) -> int:
        """Entries that are messages."""
        return sum(self.by_verdict.values())

    @property
    def last(self) -> Seconds:
        """When its last message came, or was sent."""
        return self.entries[-1].time


def _seq(entry: Entry) -> int:
    return entry.seq


def saved(entries: Sequence[Entry], apps: Sequence[str], name: str = "") -> SavedLog:
    counted = Counter(entry.decision.verdict for entry in entries if entry.kind is not Kind.PAGE)
    return SavedLog(tuple(entries), tuple(apps), name, counted)


def read_file(name: str, data: bytes) -> SavedLog:
    """The log that a file has saved. Raises :class:`FileProblem` with the place and what was expected."""
    if len(data) > LARGEST_FILE:
        raise FileProblem(f"{name} is too large: at most {LARGEST_FILE // 1024 // 1024} MB.")
    try:
        given = json.loads(data)
    except json.JSONDecodeError as error:
        raise FileProblem(f"{name}, line {error.lineno}, column {error.colno}: {error.msg}; expected JSON.") from None
    except (UnicodeDecodeError, RecursionError):
        raise FileProblem(f"{name} is not a saved traffic log: expected JSON in UTF-8.") from None
    if not isinstance(given, list):
        raise FileProblem(f"{name} is not a saved traffic log: expected an array of messages.")
    if not given:
        raise FileProblem(f"{name} has no messages.")
    if len(given) > MOST_ENTRIES:
        raise FileProblem(f"{name} has {len(given)} messages; at most {MOST_ENTRIES} can be shown.")
    entries: list[Entry] = []
    apps: list[str] = []
    for place, each in enumerate(given, 1):
        try:
            entry, app = read_entry(each)
        except EntryProblem as problem:
            raise FileProblem(f"{name}, message {place}: {problem}.") from None
        if entries and entry.seq <= entries[-1].seq:
            before = entries[-1].seq
            raise FileProblem(f"{name}, message {place}: seq must be greater than {before} before it, not {entry.seq}.")
        entries.append(entry)
        apps.append(app)
    return saved(entries, apps, name)


def read_kept(blocks: Iterable[object], loaded: Seconds, most: int) -> SavedLog | None:
    """What pages before this one have kept, the newest ``most``; ``loaded`` is when this page was.

    Numbers count back from the loading of this page, which is 0. What cannot be read is left out with its block.
    """
    pages: list[list[tuple[Entry, str]]] = [[]]
    times: list[Seconds] = [0.0]
    for block in blocks:
        try:
            read = [(item, None) if _is_page(item) else (item, read_entry(item)) for item in _items(block)]
        except EntryProblem:
            continue
        for item, entry in read:
            if entry is None:
                pages.append([])
                times.append(float(item["time"]) / 1000)  # type: ignore[index]
            else:
                pages[-1].append(entry)
    rows: list[tuple[Entry, str, int]] = []
    for time, page in zip(times, pages, strict=True):
        if page and rows:
            rows.append((_loaded_at(time), "", 0))
        rows += [(entry, app, id(page)) for entry, app in page]
    if not rows:
        return None
    rows = [*rows[-most:], (_loaded_at(loaded), "", 0)]
    first = 1 - len(rows)
    numbers = {(page, entry.seq): first + place for place, (entry, _, page) in enumerate(rows)}
    entries = [
        entry._replace(seq=first + place, answers=None if entry.answers is None else numbers.get((page, entry.answers)))
        for place, (entry, _, page) in enumerate(rows)
    ]
    return saved(entries, [app for _, app, _ in rows])


def _loaded_at(time: Seconds) -> Entry:
    return Entry(0, time, Direction.OUT, "", "", Kind.PAGE, ALLOWED)


def page_object(loaded: Seconds) -> dict[str, Json]:
    """Where the messages of a page begin that was loaded then."""
    return {"kind": Kind.PAGE.value, "time": round(loaded * 1000)}


def _is_page(item: object) -> bool:
    return isinstance(item, dict) and item.get("kind") == Kind.PAGE.value and isinstance(item.get("time"), int)


def _items(block: object) -> Iterable[object]:
    if not isinstance(block, list):
        raise EntryProblem("a block must be an array")
    return block
