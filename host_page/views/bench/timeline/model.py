"""The time line of one interaction: what became of it, what was asked and told about it, and what came of what.

Read from two sources: the steps that the page has noted (:mod:`host_page.views.bench.timeline.histories`) and the
traffic log. What happened between a request and its reply came of that request; what happened in one call into the page
came of whoever made it. Each is indented below its cause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from host_page.views import formats, words
from host_page.views.bench.timeline.causes import Causes, Turn
from host_page.views.bench.timeline.histories import History, Step
from host_page.views.bench.traffic.filter import name
from host_page.views.bench.traffic.shown_log import EVERYTHING, ShownLog
from scapi.decisions import Verdict
from scapi.traffic import Entry, Kind

MOST_LINES = 500
"""Lines that are shown, the newest."""
Group: TypeAlias = "Asked | Turn | None"
"""What something came of."""


@dataclass(frozen=True, slots=True)
class Link:
    """A message of the log: to whom it went, or the word for it, and what became of it."""

    seq: int
    label: str
    shape: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; an ``effect`` stands below what it came of."""

    time: str
    kind: str
    """cause, request, step, event or page: how it looks."""
    icon: str
    text: str
    detail: str
    effect: bool
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    interaction: str
    title: str
    lines: Sequence[Line]
    left_out: int
    """Older lines that are not shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the number of its reply; of one that waits for it, that of the last message."""

    entry: Entry
    until: int


def timeline(log: ShownLog, histories: Mapping[str, History], causes: Causes, interaction: str) -> Timeline:
    """Everything about an interaction, oldest first."""
    history = histories.get(interaction)
    steps = tuple(history.steps) if history is not None and log.has_own else ()
    since = history.since if history is not None and history.since is not None and log.has_own else EVERYTHING
    lines = tuple(_lines(log, steps, causes, interaction, since))
    title = history.title if history is not None else ""
    return Timeline(interaction, title, lines[-MOST_LINES:], max(0, len(lines) - MOST_LINES))


def _lines(log: ShownLog, steps: Sequence[Step], causes: Causes, interaction: str, since: int) -> Iterator[Line]:
    asked, about = _messages(log, interaction, since)
    starts = [each.entry.seq for each in asked]
    told: set[int] = set()
    """Requests that have their line."""
    current: object = None
    pending: Line | None = None
    for what in _in_order(about, steps):
        if isinstance(what, Entry) and what.kind is Kind.REQUEST:
            if what.seq not in told:
                yield from _given(pending)
                pending = None
                told.add(what.seq)
                current = what.seq
                yield _request(log, what)
            continue
        cause = _cause(what, asked, starts, causes)
        key = cause.entry.seq if isinstance(cause, Asked) else -cause.number if cause is not None else None
        if key != current:
            yield from _given(pending)
            pending, current = None, key
            if isinstance(cause, Asked) and cause.entry.seq not in told:
                told.add(cause.entry.seq)
                yield _request(log, cause.entry)
            elif isinstance(cause, Turn) and cause.who:
                yield _turn(cause, what)
        effect = isinstance(cause, Asked) or (isinstance(cause, Turn) and bool(cause.who))
        line = _step(what, effect) if isinstance(what, Step) else _event(log, what, effect)
        if pending is not None and line.kind == pending.kind == "event" and _same(line, pending):
            pending = replace(pending, links=(*pending.links, *line.links))
            continue
        yield from _given(pending)
        pending = line
    yield from _given(pending)


def _messages(log: ShownLog, interaction: str, since: int) -> tuple[list[Asked], list[Entry]]:
    """All requests with their replies, and the messages about the interaction that came ``since``: ids are used again
    after a reset."""
    open_requests: dict[int, Entry] = {}
    until: dict[int, int] = {}
    about: dict[int, Entry] = {}
    last = 0
    for entry in log.since(since):
        last = entry.seq
        if entry.kind is Kind.REQUEST:
            open_requests[entry.seq] = entry
        elif entry.kind is Kind.REPLY and entry.answers in open_requests:
            until[entry.answers] = entry.seq
        if entry.kind is Kind.PAGE:
            about[entry.seq] = entry
        elif entry.kind in (Kind.REQUEST, Kind.EVENT, Kind.REPLY) and log.facts(entry).interaction == interaction:
            found = entry if entry.kind is not Kind.REPLY else open_requests.get(entry.answers or 0)
            if found is not None:
                about[found.seq] = found
    asked = [Asked(entry, until.get(seq, last)) for seq, entry in open_requests.items() if _carried_out(entry)]
    ordered = [about[seq] for seq in sorted(about)]
    while ordered and ordered[0].kind is Kind.PAGE:
        ordered.pop(0)  # nothing is told of it before
    return asked, ordered


def _carried_out(entry: Entry) -> bool:
    return entry.decision.verdict in (Verdict.ALLOWED, Verdict.REDACTED)


def _in_order(entries: Sequence[Entry], steps: Sequence[Step]) -> Iterator[Entry | Step]:
    """Messages and steps as they happened: a step comes after the message that was the last one then."""
    left = list(reversed(steps))
    for entry in entries:
        while left and left[-1].after < entry.seq:
            yield left.pop()
        yield entry
    yield from reversed(left)


def _cause(what: Entry | Step, asked: Sequence[Asked], starts: Sequence[int], causes: Causes) -> Group:
    """The newest request that was being carried out then, else the call into the page."""
    if isinstance(what, Entry) and what.kind is Kind.PAGE:
        return None
    at = what.seq if isinstance(what, Entry) else what.after
    before = bisect_right(starts, at - 1 if isinstance(what, Entry) else at)
    for each in reversed(asked[max(0, before - _AT_ONCE) : before]):
        if at < each.until:
            return each
    return what.turn if isinstance(what, Step) else causes.of(what.seq)


_AT_ONCE = 20
"""Requests that may be waiting for their replies at the same time."""


def _given(line: Line | None) -> Iterator[Line]:
    if line is not None:
        yield line


def _same(line: Line, pending: Line) -> bool:
    return (line.text, line.effect, line.detail) == (pending.text, pending.effect, pending.detail)


def _link(entry: Entry, label: str) -> Link:
    verdict = entry.decision.verdict
    return Link(entry.seq, label, words.SHAPES[verdict], verdict.value)


def _request(log: ShownLog, entry: Entry) -> Line:
    app = log.label(entry) or entry.origin
    again = ", sent again" if entry.resent else ""
    link = _link(entry, f"{name(entry)} {log.facts(entry).arguments}".strip())
    return Line(formats.exact_time(entry.time), "request", "arrow-right", app, again.strip(", "), False, (link,))


def _turn(turn: Turn, what: Entry | Step) -> Line:
    at = what.time if isinstance(what, Entry) else what.at
    return Line(formats.exact_time(at), "cause", "circle-dot", turn.who, turn.what, False)


def _step(step: Step, effect: bool) -> Line:
    by = f"by {step.who}" if step.who else ""
    return Line(formats.exact_time(step.at), "step", step.icon, step.text, by, effect)


def _event(log: ShownLog, entry: Entry, effect: bool) -> Line:
    if entry.kind is Kind.PAGE:
        return Line(formats.exact_time(entry.time), "page", "rotate-cw", "Page loaded again", "", False)
    to = _link(entry, log.label(entry) or entry.origin)
    text = entry.event_type or entry.event or "event"
    return Line(formats.exact_time(entry.time), "event", "zap", text, "to", effect, (to,))
