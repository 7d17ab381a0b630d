"""The traffic panel: which messages match, and the few rows of them that are in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from host_page.views import formats, words
from host_page.views.bench.traffic.filter import HELP, name, parse_filter, reference
from host_page.views.ui_state import TrafficView
from scapi.decisions import Verdict
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
    frame: str
    verdict: str
    shape: str
    reason: str
    ms: str
    selected: bool


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
    """All that the table's template needs."""

    rows: Sequence[Row]
    chips: Sequence[Chip]
    matching: int
    total: int
    above: int
    below: int
    dropped: int
    new: int
    first: int
    focus: int | None
    help: Sequence[tuple[str, str]]


def matching_entries(traffic: TrafficLog, view: TrafficView) -> list[Entry]:
    """The entries that the filter, the chip, pairing and pause let through, oldest first."""
    terms = parse_filter(view.filter)
    last = view.paused_after
    found = []
    for entry in traffic.since():
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


def traffic_model(traffic: TrafficLog, view: TrafficView) -> TrafficModel:
    """The rows around the ones in view, and how much is above and below them."""
    entries = matching_entries(traffic, view)
    size = len(entries)
    highest = max(0, size - view.rows)
    first = highest if view.offset is None else min(max(0, view.offset), highest)
    start, end = max(0, first - MARGIN), min(size, first + view.rows + MARGIN)
    shown = [_row(entry, start + number, view.selected) for number, entry in enumerate(entries[start:end])]
    selected_shown = any(row.selected for row in shown)
    focus = view.selected if selected_shown else shown[first - start].seq if shown else None
    counts = traffic.by_verdict
    total = sum(counts.values())
    chips = [Chip("", "All", total, "", not view.chip)]
    chips += [Chip(v.value, label, counts[v], words.SHAPES[v], view.chip == v.value) for v, label in words.CHIPS]
    return TrafficModel(
        shown, chips, size, total, start * ROW_HEIGHT, (size - end) * ROW_HEIGHT, traffic.dropped,
        0 if view.offset is None else max(0, size - view.seen), first, focus, HELP if view.help else (),
    )  # fmt: skip


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


def _row(entry: Entry, position: int, selected: int | None) -> Row:
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
        frame=entry.frame,
        verdict=verdict.value,
        shape=words.SHAPES[verdict],
        reason=words.reason(entry.decision, entry.left_out if verdict is Verdict.REDACTED else ()),
        ms="" if entry.ms is None else f"{entry.ms:g}",
        selected=entry.seq == selected,
    )
