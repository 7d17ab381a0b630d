"""The traffic panel: which messages match, and the few rows of them that are in the page."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from host_page.views import formats, words
from host_page.views.bench.traffic.filter import name, parse_filter, reference
from host_page.views.ui_state import TrafficView
from scapi.decisions import Verdict
from scapi.frames import Frame
from scapi.traffic import Direction, Entry, Kind, TrafficLog

ROW_HEIGHT = 26
HEAD_HEIGHT = 27
"""Pixels of the table's rows and of its head (also in the style sheet)."""
MARGIN = 20
"""Rows kept in the page above and below those in view, so that scrolling shows no gap before the next rendering."""

_ICONS: Mapping[Kind, tuple[str, str]] = {
    Kind.REQUEST: ("arrow-right", "request"),
    Kind.SUBSCRIBE: ("arrow-right", "subscribe"),
    Kind.UNSUBSCRIBE: ("arrow-right", "unsubscribe"),
    Kind.REPLY: ("arrow-left", "reply"),
    Kind.FRAME: ("app-window", "frame"),
    Kind.EVENT: ("zap", "event"),
    Kind.OTHER: ("circle-dot", "message"),
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
    reference: str
    origin: str
    address: str
    app: str
    """The app's label, where its origin alone does not tell which app it is."""
    frame: str
    verdict: str
    shape: str
    reason: str
    ms: str
    selected: bool
    focus: bool
    """Whether the Tab key stops there."""


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

    rows: Sequence[Row]
    matching: int
    total: int
    above: int
    below: int
    dropped: int
    new: int
    first: int
    focus: int | None


def matching_entries(traffic: TrafficLog, view: TrafficView, after: int = 0) -> list[Entry]:
    """The entries ``after`` a number that the filter, the chip, pairing and pause let through, oldest first."""
    terms = parse_filter(view.filter)
    last = view.paused_after
    found = []
    for entry in traffic.since(after):
        if last is not None and entry.seq > last:
            break
        if view.chip and entry.decision.verdict.value != view.chip:
            continue
        # A reply that did not arrive is more than its request can tell, so it keeps its line.
        if view.paired and entry.kind is Kind.REPLY and entry.decision.allowed:
            continue
        if all(term.admits(entry) for term in terms):
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
    traffic: TrafficLog,
    view: TrafficView,
    entries: Sequence[Entry] | None = None,
    labels: Mapping[str, str] | None = None,
) -> TrafficModel:
    """The rows around the ones in view; ``entries`` are those that match, if they are known, ``labels`` those of apps
    whose origin does not tell which of them it is."""
    entries = matching_entries(traffic, view) if entries is None else entries
    size = len(entries)
    highest = max(0, size - view.rows)
    first = highest if view.offset is None else min(max(0, view.offset), highest)
    start, end = max(0, first - MARGIN), min(size, first + view.rows + MARGIN)
    shown = entries[start:end]
    in_view = any(entry.seq == view.selected for entry in shown)
    focus = view.selected if in_view else shown[first - start].seq if shown else None
    named = labels or {}
    rows = [
        _row(entry, start + number, view.selected, focus, named.get(entry.frame, ""))
        for number, entry in enumerate(shown)
    ]
    above, below = start * ROW_HEIGHT, (size - end) * ROW_HEIGHT
    return TrafficModel(
        rows,
        size, sum(traffic.by_verdict.values()), above, below, traffic.dropped,
        0 if view.offset is None else max(0, size - view.seen), first, focus,
    )  # fmt: skip


def traffic_chips(traffic: TrafficLog, view: TrafficView) -> list[Chip]:
    counts = traffic.by_verdict
    every = Chip("", "All", sum(counts.values()), "", not view.chip)
    return [
        every,
        *(Chip(v.value, label, counts[v], words.SHAPES[v], view.chip == v.value) for v, label in words.CHIPS),
    ]


class Matching:
    """The entries that match, kept as the log grows: only what is new, or was completed, is looked at."""

    def __init__(self, traffic: TrafficLog) -> None:
        self._traffic = traffic
        self._asked: tuple[object, ...] = ()
        self._found: list[Entry] = []
        self._until = 0
        """The last entry that was looked at."""

    def entries(self, view: TrafficView) -> Sequence[Entry]:
        traffic = self._traffic
        asked = (view.filter, view.chip, view.paired, view.paused_after)
        if asked != self._asked:
            self._asked, self._until = asked, 0
            self._found = []
        after = min(self._until, traffic.amended_from - 1)
        first, last = (bisect_right(self._found, seq, key=_seq) for seq in (traffic.oldest - 1, after))
        self._found = [*self._found[first:last], *matching_entries(traffic, view, after)]
        self._until, traffic.amended_from = traffic.total, sys.maxsize
        return self._found


def _seq(entry: Entry) -> int:
    return entry.seq


def entry_of(traffic: TrafficLog, seq: int | None) -> Entry | None:
    """The entry of a number, if the log still has it."""
    if seq is None:
        return None
    entry = next(traffic.since(seq - 1), None)
    return entry if entry is not None and entry.seq == seq else None


def neighbour(entries: Sequence[Entry], seq: int | None, step: str) -> Entry | None:
    """The entry that an arrow key goes to: ``next``, ``previous``, ``first`` or ``last``."""
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


def _row(entry: Entry, position: int, selected: int | None, focus: int | None, app: str) -> Row:
    icon, kind = _ICONS[entry.kind]
    if entry.kind is Kind.FRAME and entry.direction is Direction.OUT:
        icon = "arrow-left"
    text, _, detail = name(entry).partition(" ")
    if entry.kind in (Kind.SUBSCRIBE, Kind.UNSUBSCRIBE):
        text, detail = entry.kind.value, entry.event or ""
    elif entry.kind is Kind.FRAME:
        text, detail = "frame identity" if entry.direction is Direction.OUT else "frame", ""
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
        reference=reference(entry),
        origin=entry.origin,
        address=formats.address(entry.origin),
        app=formats.clipped(app),
        frame=entry.frame,
        verdict=verdict.value,
        shape=words.SHAPES[verdict],
        reason=words.reason(entry.decision, entry.left_out if verdict is Verdict.REDACTED else ()),
        ms="" if entry.ms is None else f"{entry.ms:g}",
        selected=entry.seq == selected,
        focus=entry.seq == focus,
    )
