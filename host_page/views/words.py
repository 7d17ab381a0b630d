"""Words and shapes for the values of the core: the agent's words, where the wire has its own."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.centre.agents import StateType
from scapi.centre.conversations import CallType, FarEndVerb, State
from scapi.centre.directory import TargetType
from scapi.centre.open_media import CHATS, CentreVerb
from scapi.decisions import Decision, Reason, Verdict
from scapi.protocol.lasting_errors import lasts

MEDIA: Mapping[str, tuple[str, str]] = {
    "voice": ("Voice", "phone"),
    "email": ("E-mail", "mail"),
    "chat": ("Chat", "message-square"),
    "workitem": ("Work item", "inbox"),
    "outboundpreview": ("Outbound preview", "megaphone"),
}
"""Name and icon of a medium."""

DOTS: Mapping[StateType, str] = {
    StateType.READY: "ok",
    StateType.PARTIAL_READY: "half",
    StateType.NOT_READY: "off",
    StateType.NOT_READY_ACTION_CODE: "off",
    StateType.NOT_READY_AFTER_CALLWORK: "warn",
    StateType.NOT_READY_AFTER_CALLWORK_ACTION_CODE: "warn",
    StateType.DND_ON: "bad",
}
"""Form and colour of a state's dot; logged out and the like have the dashed one."""

STATES: Mapping[State, tuple[str, str]] = {
    State.RINGING: ("Ringing", "warn"),
    State.DIALING: ("Dialing", "info"),
    State.TALKING: ("Talking", "ok"),
    State.HELD: ("Held", "warn"),
    State.IDLE: ("Ended", ""),
    State.INVITED: ("Invited", "warn"),
    State.INVITED_CONFERENCE: ("Invited to a conference", "warn"),
    State.ACCEPTED: ("Open", "ok"),
    State.CREATED: ("Draft", "warn"),
    State.SAVED: ("Draft", "warn"),
    State.PULLED: ("Open", "ok"),
    State.ERROR: ("Failed", "bad"),
    State.JOIN_PENDING: ("Joining", "info"),
    State.JOIN_FAILED: ("Not joined", "bad"),
    State.HISTORY_IN_PROGRESS: ("In chat", "ok"),
    State.HISTORY_DONE: ("In chat", "ok"),
    State.PREVIEWING: ("Previewing", "info"),
    State.CANCELED: ("Record cancelled", ""),
    State.REJECTED: ("Record rejected", ""),
    State.CANCELLED: ("Discarded", ""),
    State.SENT: ("Sent", ""),
}
"""Word and tone of a conversation's state; any other is told by its wire word, without a tone."""

CALL_TYPES: Mapping[CallType, str] = {
    CallType.INBOUND: "Inbound",
    CallType.OUTBOUND: "Outbound",
    CallType.INTERNAL: "Internal",
    CallType.CONSULT: "Consultation",
    CallType.OUTBOUND_PREVIEW: "Outbound preview",
    CallType.OUTBOUND_PUSH_PREVIEW: "Outbound preview",
}

TARGETS: Mapping[TargetType, str] = {
    TargetType.AGENT: "Agents",
    TargetType.AGENT_GROUP: "Groups",
    TargetType.SKILL: "Skills",
    TargetType.INTERACTION_QUEUE: "Queues",
    TargetType.ROUTING_POINT: "Routing points",
    TargetType.CUSTOM_CONTACT: "Contacts",
}
"""Headings of the team communicator, in its order."""

FAR_ENDS: Mapping[FarEndVerb, str] = {
    FarEndVerb.ANSWER: "Answer",
    FarEndVerb.BUSY: "Busy",
    FarEndVerb.NO_ANSWER: "No answer",
    FarEndVerb.HANG_UP: "Hang up",
}

CUSTOMERS: Mapping[CentreVerb, str] = {
    CentreVerb.END: "End",
    CentreVerb.REVOKE: "Revoke",
    CentreVerb.TAKE: "Take elsewhere",
    CentreVerb.FAIL: "Fail",
    CentreVerb.TYPE: "Typing",
    CentreVerb.READ: "Read",
}
"""What the other side of open media can do; saying something has a field of its own."""

SHAPES: Mapping[Verdict, str] = {
    Verdict.ALLOWED: "allowed",
    Verdict.REFUSED: "refused",
    Verdict.RATE_LIMITED: "limited",
    Verdict.QUARANTINED: "quarantined",
    Verdict.REDACTED: "redacted",
    Verdict.FAILED: "failed",
    Verdict.IGNORED: "ignored",
    Verdict.DROPPED: "dropped",
    Verdict.BLOCKED: "dropped",
}
"""Class of a verdict's shape in the traffic panel."""

CHIPS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.REFUSED, "Refused"),
    (Verdict.RATE_LIMITED, "Limited"),
    (Verdict.QUARANTINED, "Quarantined"),
    (Verdict.REDACTED, "Redacted"),
    (Verdict.FAILED, "Failed"),
)

REASONS: Mapping[Reason, str] = {
    Reason.ORIGIN_NOT_LISTED: "origin not listed",
    Reason.NULL_ORIGIN_NOT_LISTED: "null origin not listed",
    Reason.UNLISTED_FLOOD: "not listed; more than 10 failures a minute",
    Reason.REQUEST_NOT_LISTED: "request not in its list",
    Reason.REQUEST_MUST_BE_NAMED: "needs to be named",
    Reason.EVENT_NOT_PERMITTED: "event not permitted",
    Reason.KEY_NOT_WRITABLE: "key not writable",
    Reason.URL_NOT_ALLOWED: "address not allowed",
    Reason.OPTION_NOT_READABLE: "options not readable",
    Reason.REQUEST_UNKNOWN: "no such request",
    Reason.REQUEST_NOT_AVAILABLE: "not available in this workspace",
    Reason.REQUEST_MALFORMED: "malformed",
    Reason.BAD_ARGUMENT: "bad argument",
    Reason.REQUEST_FAILED: "not possible now",
    Reason.REPLY_TIMED_OUT: "no answer in time",
    Reason.INTERNAL_ERROR: "error in the workspace",
    Reason.NOT_OURS: "not a message of the API",
    Reason.FORGED_EVENT: "pretends to be the workspace",
    Reason.NOT_TRUSTED: "not sent by a window",
    Reason.WINDOW_NOT_REGISTERED: "window not registered",
    Reason.EMBEDDER_NOT_LISTED: "embedding page not listed",
    Reason.FRAME_GONE: "frame is gone",
    Reason.FRAME_NAVIGATED: "frame has navigated",
    Reason.TEXT_TOO_LONG: "message too long",
    Reason.TOO_DEEP: "nested too deep",
    Reason.TOO_MANY_KEYS: "too many keys",
    Reason.TOO_MANY_MESSAGES: "too many messages a second",
    Reason.TOO_MANY_EARLY_MESSAGES: "too many before the start",
    Reason.TIME_BUDGET_EXHAUSTED: "its time of this second is used up",
    Reason.NOT_SERIALISABLE: "not serialisable",
    Reason.CONTENT_SECURITY_POLICY: "blocked by the page's policy",
}


def medium_name(name: str) -> str:
    return MEDIA.get(name, (name, ""))[0]


def medium_icon(name: str) -> str:
    return MEDIA.get(name, ("", "inbox"))[1]


def state(value: State, media: str = "") -> tuple[str, str]:
    """Word and tone of a conversation's state."""
    if value is State.ACCEPTED and media in CHATS:
        return "In chat", "ok"
    return STATES.get(value) or (value.value.replace("_", " ").capitalize(), "")


def call_type(value: CallType) -> str:
    return CALL_TYPES.get(value, "Call")


def dot(value: StateType) -> str:
    return DOTS.get(value, "none")


def reason(decision: Decision, left_out: tuple[str, ...] = ()) -> str:
    """The reason of a decision in a few words; a limit and a quarantine say their numbers."""
    if left_out or decision.reason is Reason.KEYS_LEFT_OUT:
        number = len(left_out)
        return f"userData: {number} {'key' if number == 1 else 'keys'} left out"
    if decision.reason is None or decision.reason in (Reason.RATE_LIMIT_REACHED, Reason.IN_QUARANTINE):
        return decision.note
    note = decision.note.removeprefix("Error: ")
    if decision.reason is Reason.REQUEST_FAILED and lasts(decision.note):
        return note  # It is not now that it is impossible.
    text = REASONS.get(decision.reason, decision.reason.value)
    return f"{text}: {note}" if note else text
