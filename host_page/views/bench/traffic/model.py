"""The traffic panel: which messages match, and the few rows of them that are in the page."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from host_page.views import formats, words
from host_page.views.bench.traffic.filter import name, parse_filter, reference
from host_page.views.bench.traffic.shown_log import EVERYTHING, ShownLog
from host_page.views.ui_state import TrafficView
from scapi.decisions import Verdict
from scapi.frames import Frame
from scapi.traffic import Direction, Entry, Kind

ROW_HEIGHT = 26
HEAD_HEIGHT = 27
"""Pixels of the table's rows and of its head (also in the style sheet)."""
MARGIN = 20
"""Rows kept in the page above and below those in view, so that scrolling shows no gap before the next rendering. While
messages come in and the newest are followed, no row is made only for that."""

_ICONS: Mapping[Kind, tuple[str, str]] = {
    Kind.REQUEST: ("arrow-right", "request"),
    Kind.SUBSCRIBE: ("arrow-right", "subscribe"),
    Kind.UNSUBSCRIBE: ("arrow-right", "unsubscribe"),
    Kind.REPLY: ("arrow-left", "reply"),
    Kind.FRAME: ("app-window", "frame"),
    Kind.EVENT: ("zap", "event"),
    Kind.OTHER: ("circle-dot", "message"),
    Kind.PAGE: ("rotate-cw", "page"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One message as the table shows it."""

    seq: int
    position: int
    time: str
    icon: str
    kind: str
    name: str
    detail: str
    arguments: str
    """What the message says, cut."""
    reference: str
    origin: str
    address: str
    app: str
    shared: bool
    """Whether its origin alone does not tell which app it is."""
    frame: str
    verdict: str
    shape: str
    reason: str
    ms: str
    resent: bool
    selected: bool
    focus: bool
    """Whether the Tab key stops there."""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line among the rows: the page was loaded again."""

    seq: int
    position: int
    loaded: str
    """When that was."""


@dataclass(frozen=True, slots=True)
class Spacer:
    """Stands for the rows above or below that are not in the page; ``height`` in pixels."""

    where: str
    height: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A verdict that the list can be narrowed to."""

    value: str
    label: str
    count: int
    shape: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class TrafficModel:
    """The rows around the ones in view, and what is told about the others."""

    rows: Sequence[Row | Divider]
    matching: int
    total: int
    above: int
    below: int
    dropped: int
    new: int
    first: int
    focus: int | None


def matching_entries(log: ShownLog, view: TrafficView, after: int = EVERYTHING) -> list[Entry]:
    """The entries ``after`` a number that the filter, the chip, pairing and pause let through, oldest first.

    That the page was loaded again is told where something that matches came before it.
    """
    terms = parse_filter(view.filter)
    last = view.paused_after
    found: list[Entry] = []
    for entry in log.since(after):
        if last is not None and entry.seq > last:
            break
        if entry.kind is Kind.PAGE:
            if found:
                found.append(entry)
            continue
        if view.chip and entry.decision.verdict.value != view.chip:
            continue
        # A reply that did not arrive is more than its request can tell, so it keeps its line.
        if view.paired and entry.kind is Kind.REPLY and entry.decision.allowed:
            continue
        if all(term.admits(entry, log) for term in terms):
            found.append(entry)
    return found


def shared_labels(frames: Iterable[Frame]) -> Mapping[str, str]:
    """The labels of the apps that have their origin in common with another, by their frames."""
    of_origin: dict[str, list[Frame]] = {}
    for frame in frames:
        if frame.origin is not None:
            of_origin.setdefault(frame.origin, []).append(frame)
    return {frame.id: frame.label for several in of_origin.values() if len(several) > 1 for frame in several}


def traffic_model(
    log: ShownLog,
    view: TrafficView,
    entries: Sequence[Entry] | None = None,
    shared: Collection[str] = (),
    book: RowBook | None = None,
    gone: int = 0,
) -> TrafficModel:
    """The rows around the ones in view; ``entries`` are those that match, if they are known, ``shared`` the frames of
    apps whose origin does not tell which of them it is, ``book`` the rows as they were before, ``gone`` how many were
    before the first entry."""
    entries = matching_entries(log, view) if entries is None else entries
    size = len(entries)
    highest = max(0, size - view.rows)
    first = highest if view.offset is None else min(max(0, view.offset), highest)
    book = book or RowBook()
    above = book.above(entries, first) if view.flows and view.offset is None else MARGIN
    start, end = max(0, first - above), min(size, first + view.rows + MARGIN)
    shown = entries[start:end]
    in_view = any(entry.seq == view.selected for entry in shown)
    messages = (entry.seq for entry in shown[first - start :] if entry.kind is not Kind.PAGE)
    focus = view.selected if in_view else next(messages, None)
    rows = book.rows(log, shown, gone + start, view.selected, focus, shared)
    return TrafficModel(
        rows,
        size, sum(log.by_verdict.values()), start * ROW_HEIGHT, (size - end) * ROW_HEIGHT, log.dropped,
        0 if view.offset is None else max(0, size - view.seen), first, focus,
    )  # fmt: skip


class RowBook:
    """The rows as they were made last; one is made anew when its message, or what is seen around it, has changed."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[tuple[object, ...], Row | Divider]] = {}

    def above(self, entries: Sequence[Entry], first: int) -> int:
        """How many rows there are already right above a place, as far as the margin reaches."""
        highest = min(MARGIN, first)
        return next((n for n in range(highest) if entries[first - 1 - n].seq not in self._made), highest)

    def rows(
        self,
        log: ShownLog,
        entries: Sequence[Entry],
        start: int,
        selected: int | None,
        focus: int | None,
        shared: Collection[str],
    ) -> list[Row | Divider]:
        """A row for each entry, the first of which has the place ``start`` among all there have been."""
        before, self._made = self._made, {}
        for position, entry in enumerate(entries, start):
            seq = entry.seq
            asked = (entry, position, log.label(entry), seq == selected, seq == focus, entry.frame in shared)
            known = before.get(seq)
            self._made[seq] = (asked, _row(log, *asked)) if known is None or known[0] != asked else known
        return [row for _, row in self._made.values()]


def traffic_chips(log: ShownLog, view: TrafficView) -> list[Chip]:
    counts = log.by_verdict
    every = Chip("", "All", sum(counts.values()), "", not view.chip)
    return [
        every,
        *(Chip(v.value, label, counts[v], words.SHAPES[v], view.chip == v.value) for v, label in words.CHIPS),
    ]


class Matching:
    """The entries that match, kept as the log grows: only what is new, or was completed, is looked at."""

    def __init__(self, log: ShownLog) -> None:
        self._log = log
        self._asked: tuple[object, ...] = ()
        self._found: list[Entry] = []
        self._until = EVERYTHING
        """The last entry that was looked at."""
        self.gone = 0
        """How many of those that matched the log does not have any more: the others keep their places."""

    def entries(self, view: TrafficView) -> Sequence[Entry]:
        log, live = self._log, self._log.live
        asked = (view.filter, view.chip, view.paired, view.paused_after, id(log.source))
        if asked != self._asked:
            self._asked, self._until = asked, EVERYTHING
            self._found, self.gone = [], 0
        after = min(self._until, live.amended_from - 1)
        first, last = (bisect_right(self._found, seq, key=_seq) for seq in (log.oldest - 1, after))
        self.gone = self.gone + first if first < len(self._found) else 0  # a log that was cleared begins anew
        self._found = [*self._found[first:last], *matching_entries(log, view, after)]
        self._until, live.amended_from = log.newest, sys.maxsize
        return self._found


def _seq(entry: Entry) -> int:
    return entry.seq


def neighbour(entries: Sequence[Entry], seq: int | None, step: str) -> Entry | None:
    """The message that an arrow key goes to: ``next``, ``previous``, ``first`` or ``last``."""
    entries = [entry for entry in entries if entry.kind is not Kind.PAGE]
    if not entries:
        return None
    position = next((at for at, entry in enumerate(entries) if entry.seq == seq), None)
    match step:
        case "first":
            wanted = 0
        case "next" if position is not None:
            wanted = position + 1
        case "previous" if position is not None:
            wanted = position - 1
        case _:
            wanted = len(entries) - 1
    return entries[min(max(0, wanted), len(entries) - 1)]


def _about_frame(log: ShownLog, entry: Entry) -> str:
    """What a message about the frame itself is called: it tells of its port, of its id, or where it has gone."""
    if log.facts(entry).of_port:
        return "MessagePort"
    return "frame identity" if entry.direction is Direction.OUT else "frame"


def _row(
    log: ShownLog, entry: Entry, position: int, label: str, selected: bool, focus: bool, shared: bool
) -> Row | Divider:
    if entry.kind is Kind.PAGE:
        return Divider(entry.seq, position + 2, formats.clock_time(entry.time))
    icon, kind = _ICONS[entry.kind]
    if entry.kind is Kind.FRAME and entry.direction is Direction.OUT:
        icon = "arrow-left"
    text, _, detail = name(entry).partition(" ")
    if entry.kind in (Kind.SUBSCRIBE, Kind.UNSUBSCRIBE):
        text, detail = entry.kind.value, entry.event or ""
    elif entry.kind is Kind.FRAME:
        text, detail = _about_frame(log, entry), ""
    elif entry.kind is Kind.OTHER:
        text, detail = entry.request or "message", ""
    verdict = entry.decision.verdict
    return Row(
        seq=entry.seq,
        position=position + 2,
        time=formats.exact_time(entry.time),
        icon=icon,
        kind=kind,
        name=text,
        detail=detail,
        arguments=log.facts(entry).arguments,
        reference=reference(entry),
        origin=entry.origin,
        address=formats.address(entry.origin),
        app=formats.clipped(label),
        shared=shared,
        frame=entry.frame,
        verdict=verdict.value,
        shape=words.SHAPES[verdict],
        reason=words.reason(entry.decision, entry.left_out if verdict is Verdict.REDACTED else ()),
        ms="" if entry.ms is None else f"{entry.ms:g}",
        resent=entry.resent,
        selected=selected,
        focus=focus,
    )
