"""One message of the traffic log in full: the decision and its rule, the request, the reply, what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import formats, words
from host_page.views.bench.traffic.filter import name, reference
from host_page.views.bench.traffic.model import entry_of
from host_page.views.json_view import Piece, json_pieces, parse, pretty
from host_page.views.ui_state import DetailTab
from scapi.decisions import Verdict
from scapi.frames import Frames
from scapi.traffic import Entry, Kind, TrafficLog

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
    first_label: str
    message: Sequence[Piece]
    message_note: str
    reply: Sequence[Piece]
    reply_note: str
    related: Sequence[Related]


def details(traffic: TrafficLog, frames: Frames, seq: int | None, tab: DetailTab) -> Details | None:
    """The details of an entry; ``None`` when the log does not have it any more."""
    picked = entry_of(traffic, seq)
    if picked is None:
        return None
    entry, reply = _pair(traffic, picked)
    answered = entry.kind in _ANSWERED
    if tab is DetailTab.REPLY and not answered:
        tab = DetailTab.REQUEST
    related = [_related(other) for other in _related_to(traffic, picked)]
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
        frame=_frame(frames, picked.frame),
        time=_time(picked),
        left_out=picked.left_out,
        first_label=f"{first} as {'sent' if entry.kind is Kind.EVENT else 'received'}",
        message=message if entry.text is not None else (),
        message_note=_missing(entry),
        reply=json_pieces(parse(reply.text), reply.left_out) if reply is not None and reply.text is not None else (),
        reply_note="" if not answered else _missing_reply(reply),
        related=related,
    )


def as_json(traffic: TrafficLog, seq: int | None) -> str | None:
    """A message, its decision and its reply as one JSON text."""
    picked = entry_of(traffic, seq)
    if picked is None:
        return None
    entry, reply = _pair(traffic, picked)
    return pretty(
        {
            "decision": picked.summary(),
            "message": parse(entry.text),
            "reply": None if reply is None else parse(reply.text),
        }
    )


def export(traffic: TrafficLog) -> str:
    """The whole log with its messages, as a file."""
    return pretty([{**entry.summary(), "message": parse(entry.text)} for entry in traffic.since()])


def _pair(traffic: TrafficLog, picked: Entry) -> tuple[Entry, Entry | None]:
    """What was received and what was sent in answer, whichever of the two is looked at."""
    if picked.kind is Kind.REPLY:
        return entry_of(traffic, picked.answers) or picked, picked
    replies = (other for other in traffic.since(picked.seq) if other.answers == picked.seq)
    return picked, next(replies, None) if picked.kind in _ANSWERED else None


def _related_to(traffic: TrafficLog, picked: Entry) -> list[Entry]:
    """The newest messages of the same frame with the same reference or the same name."""
    mine = (reference(picked), name(picked))
    found = [
        other
        for other in traffic.since()
        if other.seq != picked.seq
        and other.frame == picked.frame
        and (other.answers == picked.seq or (mine[0] and reference(other) == mine[0]) or name(other) == mine[1])
    ]
    return found[-RELATED:]


def _related(entry: Entry) -> Related:
    verdict = entry.decision.verdict
    return Related(
        entry.seq, formats.exact_time(entry.time), entry.kind.value, name(entry), verdict.value, words.SHAPES[verdict]
    )


def _frame(frames: Frames, frame_id: str) -> str:
    frame = frames.get(frame_id)
    if frame is None:
        return f"{frame_id}, closed" if frame_id else "none that the workspace opened"
    return f"{frame.label}, {frame.id}, {frame.level.value} {frame.mode.value}"


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
    if reply.text is None:
        return "The reply was too long to be kept."
    return "" if reply.decision.allowed else f"Not delivered: {words.reason(reply.decision)}."
