"""What a request can be asked for in which state: every request on every kind of interaction, in both directions.

``POSSIBLE`` is written by hand after the reference; what is not in it must fail with the right text and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.conformance.case import NOTHING, Ask, Case, Fails, words_of
from tests.conformance.situations import CAMPAIGN, words
from tests.conformance.stage import WARNING

VOICE, EMAIL, CHAT, ITEM, PREVIEW = "voice", "email", "chat", "workitem", "outboundpreview"


@dataclass(frozen=True, slots=True)
class Subject:
    """An interaction in a state, by the situation that has it."""

    label: str
    situation: str
    media: str
    state: str
    outbound: bool = False


SUBJECTS: tuple[Subject, ...] = (
    Subject("RINGING", "ringing", VOICE, "RINGING"),
    Subject("DIALING", "dialing", VOICE, "DIALING"),
    Subject("TALKING", "talking", VOICE, "TALKING"),
    Subject("HELD", "held", VOICE, "HELD"),
    Subject("IDLE", "released", VOICE, "IDLE"),
    Subject("consultation-DIALING", "consulting-dialing", VOICE, "DIALING"),
    Subject("consultation-TALKING", "consulting", VOICE, "TALKING"),
    Subject("email-INVITED", "email-invited", EMAIL, "INVITED"),
    Subject("email-ACCEPTED", "email-accepted", EMAIL, "ACCEPTED"),
    Subject("email-PULLED", "email-pulled", EMAIL, "PULLED"),
    Subject("email-CREATED", "draft", EMAIL, "CREATED"),
    Subject("email-SAVED", "draft-saved", EMAIL, "SAVED"),
    Subject("chat-INVITED", "chat-invited", CHAT, "INVITED"),
    Subject("chat-INVITED_CONFERENCE", "chat-conference-invited", CHAT, "INVITED_CONFERENCE"),
    Subject("chat-ACCEPTED", "chatting", CHAT, "ACCEPTED"),
    Subject("chat-HISTORY_DONE", "chat-history", CHAT, "HISTORY_DONE"),
    Subject("chat-consultation", "chat-consulting", CHAT, "ACCEPTED"),
    Subject("chat-IDLE", "chat-ended", CHAT, "IDLE"),
    Subject("chat-JOIN_FAILED", "chat-not-joined", CHAT, "JOIN_FAILED"),
    Subject("workitem-INVITED", "item-invited", ITEM, "INVITED"),
    Subject("workitem-ACCEPTED", "item-accepted", ITEM, "ACCEPTED"),
    Subject("workitem-ERROR", "item-failed", ITEM, "ERROR"),
    Subject("pull-PREVIEWING", "pull", PREVIEW, "PREVIEWING", True),
    Subject("push-INVITED", "push-invited", PREVIEW, "INVITED", True),
    Subject("push-PREVIEWING", "push", PREVIEW, "PREVIEWING", True),
    Subject("direct-INVITED", "direct-invited", PREVIEW, "INVITED", True),
    Subject("direct-PREVIEWING", "direct", PREVIEW, "PREVIEWING", True),
    Subject("record-REJECTED", "record-rejected", PREVIEW, "REJECTED", True),
    Subject("record-CANCELED", "record-cancelled", PREVIEW, "CANCELED", True),
    Subject("pull-call-DIALING", "pull-dialing", VOICE, "DIALING", True),
    Subject("pull-call-TALKING", "pull-talking", VOICE, "TALKING", True),
    Subject("push-call-TALKING", "push-talking", VOICE, "TALKING", True),
    Subject("direct-call-TALKING", "direct-talking", VOICE, "TALKING", True),
    Subject("pull-call-IDLE", "pull-released", VOICE, "IDLE", True),
)
_LABELS = frozenset(subject.label for subject in SUBJECTS)

_OUTBOUND_TALKING = {"pull-call-TALKING", "push-call-TALKING", "direct-call-TALKING"}
_TALKING = {"TALKING", "consultation-TALKING", *_OUTBOUND_TALKING}
_INVITED = {s.label for s in SUBJECTS if s.state in ("INVITED", "INVITED_CONFERENCE")}
_OVER = {s.label for s in SUBJECTS if s.state in ("IDLE", "JOIN_FAILED", "ERROR", "REJECTED", "CANCELED")}
_IN_HAND = {"email-ACCEPTED", "email-PULLED", "workitem-ACCEPTED"}
_CHATTING = {"chat-ACCEPTED", "chat-HISTORY_DONE"}
_PREVIEWING = {"pull-PREVIEWING", "push-PREVIEWING", "direct-PREVIEWING"}
_CALLED = {"pull-call-DIALING", "pull-call-IDLE", *_OUTBOUND_TALKING}
_OUTBOUND = {s.label for s in SUBJECTS if s.outbound}
_IN_AGENTS_HAND = {s.label for s in SUBJECTS if s.outbound and s.state not in ("INVITED", "REJECTED", "CANCELED")}
_CALLS_IN_PROGRESS = {s.label for s in SUBJECTS if s.media == VOICE and s.state != "IDLE"}

Text = Callable[[Subject], str]


def _state(participle: str) -> Text:
    return lambda subject: f"Error: The interaction cannot be {participle} in the state {subject.state}."


def _voice(participle: str) -> Text:
    """Of calls only."""

    def text(subject: Subject) -> str:
        if subject.media == VOICE:
            return _state(participle)(subject)
        return f"Error: An interaction of the medium '{subject.media}' cannot be {participle}."

    return text


def _recording(verb: str) -> Text:
    def text(subject: Subject) -> str:
        if subject.media == VOICE:
            return _state(f"asked to {verb} the recording")(subject)
        return f"Error: An interaction of the medium '{subject.media}' cannot be recorded."

    return text


def _consult(subject: Subject) -> str:
    if subject.media == PREVIEW:
        return f"Error: An interaction of the medium '{subject.media}' cannot be consulted about by this medium."
    return _state("consulted about")(subject)


def _outbound(participle: str) -> Text:
    """Of outbound interactions only."""

    def text(subject: Subject) -> str:
        if not subject.outbound:
            return "Error: The interaction is not an outbound one."
        return _state(participle)(subject)

    return text


@dataclass(frozen=True, slots=True)
class Rule:
    """When one request is possible, and what it says otherwise. ``arguments`` follow the interaction."""

    possible: frozenset[str]
    otherwise: Text
    arguments: Sequence[Any] = ()


def _rule(possible: set[str], otherwise: Text, *arguments: Any) -> Rule:
    return Rule(frozenset(possible), otherwise, arguments)


COLLEAGUE = {"type": "AGENT", "destination": "SIP_5002"}
RULES: Mapping[str, Rule] = {
    "voice.answer": _rule({"RINGING"}, _voice("answered")),
    "voice.hangUp": _rule(_CALLS_IN_PROGRESS, _voice("released")),
    "voice.hold": _rule(_TALKING - {"direct-call-TALKING"}, _voice("held")),
    "voice.resume": _rule({"HELD"}, _voice("resumed")),
    "voice.startCallRecording": _rule({*_TALKING, "HELD"}, _recording("start")),
    "voice.stopCallRecording": _rule(set(), _recording("stop")),
    "voice.pauseCallRecording": _rule(set(), _recording("pause")),
    "voice.resumeCallRecording": _rule(set(), _recording("resume")),
    "interaction.accept": _rule({"RINGING", *_INVITED}, _state("accepted")),
    "interaction.reject": _rule({"RINGING", *_INVITED}, _state("rejected")),
    "interaction.markdone": _rule({*_OVER, *_IN_HAND}, _state("marked done")),
    "interaction.setUserData": _rule(set(_LABELS) - _OVER, _state("changed"), {"Key1": "new"}),
    "interaction.deleteUserData": _rule(set(_LABELS) - _OVER, _state("changed"), "Key1"),
    "interaction.singleStepTransfer": _rule(
        {"TALKING", "HELD", *_OUTBOUND_TALKING, *_IN_HAND, *_CHATTING}, _state("transferred"), COLLEAGUE
    ),
    "interaction.singleStepConference": _rule(
        {"TALKING", *_OUTBOUND_TALKING, *_CHATTING}, _state("conferenced"), COLLEAGUE
    ),
    "interaction.consult": _rule(
        {"TALKING", "HELD", *_OUTBOUND_TALKING, *_CHATTING, *_IN_HAND, "email-CREATED", "email-SAVED"},
        _consult,
        COLLEAGUE,
    ),
    "interaction.completeTransfer": _rule(
        {"consultation-TALKING", "chat-consultation"}, _state("completed as a transfer")
    ),
    "interaction.completeConference": _rule(
        {"consultation-TALKING", "chat-consultation"}, _state("completed as a conference")
    ),
    "outbound.callPreviewRecord": _rule(_PREVIEWING, _outbound("called"), "$handle"),
    "outbound.rejectPreviewRecord": _rule(_PREVIEWING, _outbound("rejected")),
    "outbound.cancelPreviewRecord": _rule(_PREVIEWING, _outbound("cancelled")),
    "outbound.setCallResult": _rule(_CALLED, _outbound("given a call result"), 33),
    "outbound.setDoNotCall": _rule(_CALLED, _outbound("marked do not call")),
    "outbound.removeDoNotCall": _rule(_CALLED, _outbound("marked do not call")),
    "outbound.getCallResult": _rule(_OUTBOUND, _outbound("")),
    "outbound.getChainedRecords": _rule(_OUTBOUND, _outbound("")),
    "outbound.getRecordFields": _rule(_OUTBOUND, _outbound("")),
    "outbound.updateRecordFields": _rule(_IN_AGENTS_HAND, _outbound("changed"), {"GSW_FROM": "10:15"}),
    "outbound.rescheduleRecord": _rule(
        _IN_AGENTS_HAND, _outbound("rescheduled"), "$handle", "6/5/2027 9:7", "CAMPAIGN"
    ),
}
_READS = frozenset({"outbound.getCallResult", "outbound.getChainedRecords", "outbound.getRecordFields"})
_NO_TRACE = frozenset(
    {"outbound.setDoNotCall", "outbound.removeDoNotCall", "outbound.rescheduleRecord", "interaction.deleteUserData"}
)
"""Leave no trace in what the agent's list shows: a record's mark and schedule, and a key that was not there."""

_NOT_FOUND = Fails("Error: Interaction not found.")
_LOGGED_OUT = Fails("Error: The agent is logged out of this medium.")


def _recorded(verb: str, recording: str) -> str:
    state = f"TALKING, recording {recording}"
    return f"Error: The interaction cannot be asked to {verb} the recording in the state {state}."


@dataclass(frozen=True, slots=True)
class Special:
    """A wrong state that is not that of the interaction alone."""

    request: str
    label: str
    situation: str
    arguments: Sequence[Any]
    answer: Any


SPECIALS: tuple[Special, ...] = (
    Special("email.create", "logged-out", "logged-out", ("a@crm.example",), _LOGGED_OUT),
    Special("voice.dial", "logged-out", "logged-out", ("5001",), _LOGGED_OUT),
    Special("voice.dialEx", "logged-out", "logged-out", ("5001", None, {}), _LOGGED_OUT),
    Special(
        "outbound.getPreviewRecord", "not-loaded", "idle", (CAMPAIGN,), Fails("Error: Campaign not found.")
    ),
    Special(
        "outbound.getPreviewRecord", "not-started", "loaded", (CAMPAIGN,),
        Fails(f"Error: The campaign '{CAMPAIGN}' is not started."),
    ),
    Special(
        "outbound.getPreviewRecord", "push-preview", "pushing", (CAMPAIGN,),
        Fails(f"Error: The campaign '{CAMPAIGN}' runs in the mode 'PushPreview'."),
    ),
    Special(
        "outbound.getPreviewRecord", "no-record-left", "used-up", (CAMPAIGN,),
        Fails(f"Error: The campaign '{CAMPAIGN}' has no record left."),
    ),
    Special(
        "outbound.rejectPreviewRecord", "none-open", "started", (),
        Fails("Error: There is not exactly one open preview; the interaction must be named."),
    ),
    Special(
        "outbound.rejectPreviewRecord", "two-open", "two-previews", (),
        Fails("Error: There is not exactly one open preview; the interaction must be named."),
    ),
    Special(
        "outbound.cancelPreviewRecord", "none-open", "started", (),
        Fails("Error: There is not exactly one open preview; the interaction must be named."),
    ),
    Special(
        "outbound.cancelPreviewRecord", "two-open", "two-previews", (),
        Fails("Error: There is not exactly one open preview; the interaction must be named."),
    ),
    Special(
        "outbound.setCallResult", "do-not-call", "not-to-call", ("$it", 33),
        Fails("Error: The record is marked do not call."),
    ),
    Special(
        "outbound.cancelReschedule", "not-rescheduled", "pull-talking", ("$it",),
        Fails("Error: The record is not rescheduled."),
    ),
    Special(
        "outbound.cancelReschedule", "not-outbound", "talking", ("$it",),
        Fails("Error: The interaction is not an outbound one."),
    ),
    Special(
        "voice.startCallRecording", "RECORDING", "recording", ("$it",),
        Fails(_recorded("start", "RECORDING")),
    ),
    Special(
        "voice.resumeCallRecording", "RECORDING", "recording", ("$it",),
        Fails(_recorded("resume", "RECORDING")),
    ),
    Special(
        "voice.pauseCallRecording", "PAUSED", "paused", ("$it",),
        Fails(_recorded("pause", "PAUSED")),
    ),
    Special("system.updateToast", "closed", "idle", ("wweCustomToast0", {"title": "x"}), False),
    Special("system.closeToast", "closed", "idle", ("wweCustomToast0",), False),
    Special("system.closeDialog", "closed", "idle", ("wweCustomDialog1",), False),
    Special("system.closeViewInApplicationMenuBar", "closed", "idle", ("crm",), False),
    Special("interaction.getByInteractionId", "gone", "idle", ("1",), None),
    Special("configuration.getContextualOption", "gone", "idle", ("voice.*", "1"), _NOT_FOUND),
    Special("interaction.selectCaseByCaseId", "gone", "idle", ("1",), Fails("Error: Case not found.")),
    Special("interaction.blockMarkdone", "gone", "idle", ("1", WARNING), _NOT_FOUND),
    Special("interaction.unblockMarkdone", "gone", "idle", ("1",), _NOT_FOUND),
)  # fmt: skip

STATELESS: Mapping[str, str] = {
    "agent.get": "reads",
    "agent.getState": "reads",
    "agent.getStateList": "reads",
    "agent.setState": "possible in every state",
    "auth.getJwtToken": "reads",
    "auth.getPureCloudToken": "always fails",
    "configuration.getOption": "reads",
    "interaction.getInteractions": "reads",
    "interaction.getByBundleId": "reads; nothing is an empty array",
    "interaction.getByCaseId": "reads; nothing is an empty array",
    "media.getMediaList": "reads",
    "media.getMediaByName": "reads",
    "media.setState": "possible in every state",
    "messenger.broadcastMessage": "possible at any time",
    "outbound.getCampaigns": "reads",
    "outbound.startDirectPushPreview": "possible at any time",
    "outbound.stopDirectPushPreview": "possible at any time",
    "outbound.getListOfCallResults": "reads",
    "system.getAllowedServices": "reads",
    "system.triggerActivity": "possible at any time",
    "system.popupToast": "possible at any time",
    "system.openDialog": "possible at any time",
    "system.updateViewInApplicationMenuBar": "possible at any time",
    "system.amIVisible": "reads",
    "system.isFrameLeading": "reads",
    "system.isFrameFollowing": "reads",
    "system.isFrameNegotiating": "reads",
    "system.isFrameLeadingOrNegotiating": "reads",
    "system.isLastActiveFrame": "reads",
    "voice.isMicrophoneMute": "reads",
    "voice.muteMicrophone": "possible at any time",
    "voice.unmuteMicrophone": "possible at any time",
    "voice.isSpeakerMute": "reads",
    "voice.muteSpeaker": "possible at any time",
    "voice.unmuteSpeaker": "possible at any time",
}
"""Requests that cannot come in a wrong state, and why."""


def cases() -> list[Case]:
    """Each request on each subject, then the wrong states that are special."""
    found = []
    for name, rule in RULES.items():
        for subject in SUBJECTS:
            arguments = ("$it", *rule.arguments)
            if not subject.outbound:
                arguments = tuple(1 if argument == "$handle" else argument for argument in arguments)
            when = f"when {words(subject.situation)}"
            if subject.label in rule.possible:
                reply = object if name in _READS else NOTHING
                found.append(
                    Case(
                        f"{name}/success:{subject.label}",
                        f"{when}: {words_of(NOTHING) if reply is NOTHING else 'the documented result'}",
                        subject.situation, (Ask(name, arguments, reply),),
                        changed=name not in _READS | _NO_TRACE,
                    )
                )  # fmt: skip
            else:
                answer = Fails(rule.otherwise(subject))
                found.append(
                    Case(
                        f"{name}/wrong-state:{subject.label}", f"{when}: {words_of(answer)}",
                        subject.situation, (Ask(name, arguments, answer),), unchanged=True,
                    )
                )  # fmt: skip
    for special in SPECIALS:
        found.append(
            Case(
                f"{special.request}/wrong-state:{special.label}",
                f"when {words(special.situation)}: {words_of(special.answer)}",
                special.situation, (Ask(special.request, special.arguments, special.answer),), unchanged=True,
            )
        )  # fmt: skip
    return found
