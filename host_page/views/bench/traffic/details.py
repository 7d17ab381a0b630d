"""One message of the traffic log in full: the decision and its rule, the request, the reply, what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import formats, words
from host_page.views.bench.traffic.app_loads import load_of
from host_page.views.bench.traffic.as_code import as_call, as_post
from host_page.views.bench.traffic.entry_file import entry_object
from host_page.views.bench.traffic.filter import has, name, reference, term
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.json_view import Piece, json_pieces, parse, pretty
from host_page.views.ui_state import DetailTab, TrafficView
from scapi.decisions import Verdict
from scapi.frames import Frames
from scapi.resending import frame_of, why_not
from scapi.traffic import Entry, Kind

RELATED = 30
TONES = {
    Verdict.ALLOWED: "ok",
    Verdict.REFUSED: "bad",
    Verdict.RATE_LIMITED: "warn",
    Verdict.QUARANTINED: "quar",
    Verdict.REDACTED: "redact",
    Verdict.FAILED: "bad",
    Verdict.IGNORED: "",
    Verdict.DROPPED: "",
    Verdict.BLOCKED: "",
}
_CODE = frozenset({Kind.REQUEST, Kind.SUBSCRIBE})
_ANSWERED = frozenset({Kind.REQUEST, Kind.SUBSCRIBE, Kind.UNSUBSCRIBE, Kind.REPLY})


@dataclass(frozen=True, slots=True)
class Related:
    """A line of the related messages."""

    seq: int
    time: str
    kind: str
    name: str
    verdict: str
    shape: str


@dataclass(frozen=True, slots=True)
class Tab:
    id: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list can be filtered to: a column of the message, and whether the filter has it already."""

    label: str
    value: str
    term: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class MessageMenu:
    """The menu of a row: a part of what the details show."""

    seq: int
    narrowings: Sequence[Narrowing]
    interaction: str
    asks: bool
    as_post: bool
    as_call: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Details:
    """All that the template of the details needs."""

    seq: int
    name: str
    verdict: str
    tone: str
    tabs: Sequence[Tab]
    tab: str
    reason: str
    reason_text: str
    rule: str
    note: str
    frame: str
    time: str
    left_out: Sequence[str]
    narrowings: Sequence[Narrowing]
    interaction: str
    """The interaction that it is about, by its id."""
    first_label: str
    message: Sequence[Piece]
    message_note: str
    reply: Sequence[Piece]
    reply_note: str
    related: Sequence[Related]
    app: str
    asks: bool
    """Whether it is a request, which can be sent again."""
    as_post: bool
    as_call: bool
    """Whether it can be copied so."""
    copied: str
    """What was copied of it last."""
    why_not: str
    """Why it cannot be sent again."""
    resent: bool
    kept_here: bool
    """Whether the reply was not sent to the app."""


def details(log: ShownLog, frames: Frames, view: TrafficView) -> Details | None:
    """The details of the message that is selected; ``None`` when the log does not have it any more."""
    picked = log.find(view.selected)
    if picked is None or picked.kind is Kind.PAGE:
        return None
    entry, reply = pair(log, picked)
    answered = entry.kind in _ANSWERED
    tab = view.tab
    if tab is DetailTab.REPLY and not answered:
        tab = DetailTab.REQUEST
    related = [_related(other) for other in _related_to(log, picked)]
    first = {Kind.REQUEST: "Request", Kind.EVENT: "Event"}.get(entry.kind, "Message")
    labels = [(DetailTab.DECISION, "Decision"), (DetailTab.REQUEST, first)]
    labels += [(DetailTab.REPLY, "Reply")] if answered else []
    labels += [(DetailTab.RELATED, f"Related {len(related)}")]
    decision = picked.decision
    reason_text = words.reason(decision, picked.left_out)
    message = json_pieces(parse(entry.text), entry.left_out if entry.kind is Kind.EVENT else ())
    return Details(
        seq=picked.seq,
        name=name(picked),
        verdict=decision.verdict.value,
        tone=TONES[decision.verdict],
        tabs=[Tab(each.value, label, each is tab) for each, label in labels],
        tab=tab.value,
        reason="" if decision.reason is None else decision.reason.value,
        reason_text=reason_text,
        rule=decision.rule,
        note="" if decision.note.removeprefix("Error: ") in reason_text else decision.note,
        frame=_frame(log, frames, picked),
        time=_time(picked),
        left_out=picked.left_out,
        narrowings=narrowings(log, picked, view.filter),
        interaction=interaction_of(log, picked),
        first_label=f"{first} as {'sent' if entry.kind is Kind.EVENT else 'received'}",
        message=message if entry.text is not None else (),
        message_note=_missing(entry),
        reply=json_pieces(parse(reply.text), reply.left_out) if reply is not None and reply.text is not None else (),
        reply_note="" if not answered else _missing_reply(reply),
        related=related,
        app=log.label(entry),
        asks=entry.kind is Kind.REQUEST,
        as_post=entry.kind in _CODE and bool(as_post(entry, "")),
        as_call=entry.kind in _CODE and bool(as_call(entry)),
        copied=view.copied,
        why_not=why_not_again(log, frames, entry, view),
        resent=entry.resent,
        kept_here=reply is not None and reply.resent,
    )


def message_menu(log: ShownLog, frames: Frames, view: TrafficView) -> MessageMenu | None:
    """What can be done with the message whose menu is open."""
    picked = log.find(view.menu)
    if picked is None or picked.kind is Kind.PAGE:
        return None
    entry, _ = pair(log, picked)
    return MessageMenu(
        picked.seq,
        narrowings(log, picked, view.filter),
        interaction_of(log, picked),
        entry.kind is Kind.REQUEST,
        entry.kind in _CODE and bool(as_post(entry, "")),
        entry.kind in _CODE and bool(as_call(entry)),
        why_not_again(log, frames, entry, view),
    )


def narrowings(log: ShownLog, picked: Entry, text: str) -> list[Narrowing]:
    """What a filter can be narrowed to, of a message: the columns in which it has something."""
    interaction = interaction_of(log, picked)
    columns = (
        ("Name", "name", name(picked)),
        ("App", "app", log.label(picked)),
        ("Origin", "origin", picked.origin),
        ("Interaction", "interaction", interaction),
        ("Ref", "ref", reference(picked)),
        ("Verdict", "verdict", picked.decision.verdict.value),
    )
    return [
        Narrowing(label, formats.clipped(value, 200), term(column, value), has(text, term(column, value)))
        for label, column, value in columns
        if value
    ]


def interaction_of(log: ShownLog, picked: Entry) -> str:
    """The interaction that a message is about: by itself, or by the request that it answers."""
    found = log.facts(picked).interaction
    if found or picked.answers is None:
        return found
    asked = log.find(picked.answers)
    return "" if asked is None else log.facts(asked).interaction


def why_not_again(log: ShownLog, frames: Frames, entry: Entry, view: TrafficView) -> str:
    """Why a message cannot be sent again; empty when it can."""
    if view.imported is not None:
        return "This log is of a file: none of its apps is here."
    label = log.label(entry)
    return why_not(entry, frame_of(frames, entry, label), label)


def as_json(log: ShownLog, seq: int | None) -> str | None:
    """A message, its decision and its reply as one JSON text."""
    picked = log.find(seq)
    if picked is None:
        return None
    entry, reply = pair(log, picked)
    return pretty(
        {
            "decision": picked.summary(),
            "message": parse(entry.text),
            "reply": None if reply is None else parse(reply.text),
        }
    )


def export(log: ShownLog) -> str:
    """The whole log with its messages, as a file."""
    return pretty([entry_object(entry, log.label(entry)) for entry in log.since()])


def pair(log: ShownLog, picked: Entry) -> tuple[Entry, Entry | None]:
    """What was received and what was sent in answer, whichever of the two is looked at."""
    if picked.kind is Kind.REPLY:
        return log.find(picked.answers) or picked, picked
    replies = (other for other in log.since(picked.seq) if other.answers == picked.seq)
    return picked, next(replies, None) if picked.kind in _ANSWERED else None


def _related_to(log: ShownLog, picked: Entry) -> list[Entry]:
    """The newest messages of the same load of an app with the same reference or the same name; and the other half of a
    request and its answer, whichever load has begun in between."""
    mine = (reference(picked), name(picked))
    asked = picked if picked.answers is None else log.find(picked.answers) or picked
    load = load_of(asked, log.since())
    found = [
        other
        for other in log.since()
        if other.seq != picked.seq
        and other.kind is not Kind.PAGE
        and other.frame == picked.frame
        and (
            asked.seq in (other.answers, other.seq)
            or (other.seq in load and ((mine[0] and reference(other) == mine[0]) or name(other) == mine[1]))
        )
    ]
    return found[-RELATED:]


def _related(entry: Entry) -> Related:
    verdict = entry.decision.verdict
    return Related(
        entry.seq, formats.exact_time(entry.time), entry.kind.value, name(entry), verdict.value, words.SHAPES[verdict]
    )


def _frame(log: ShownLog, frames: Frames, entry: Entry) -> str:
    if not entry.frame:
        return "none that the workspace opened"
    label = log.label(entry)
    named = f"{label}, {entry.frame}" if label else entry.frame
    if not log.is_live(entry):
        return named
    frame = frames.get(entry.frame)
    return f"{named}, closed" if frame is None else f"{named}, {frame.level.value} {frame.mode.value}"


def _time(entry: Entry) -> str:
    parts = [formats.exact_time(entry.time)]
    if entry.ms is not None:
        parts.append(f"{entry.ms:g} ms")
    if entry.reference is not None:
        parts.append(f"ref {reference(entry)}")
    return ", ".join(parts)


def _missing(entry: Entry) -> str:
    return "" if entry.text is not None else "The message was not kept: it was too long, or it was never sent."


def _missing_reply(reply: Entry | None) -> str:
    if reply is None:
        return "None was sent."
    if reply.resent:
        return "Not sent to the app: it has not asked, the request was sent again from here."
    if reply.text is None:
        return "The reply was too long to be kept."
    return "" if reply.decision.allowed else f"Not delivered: {words.reason(reply.decision)}."
