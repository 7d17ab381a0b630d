"""Reads the call resource of any server: both formats of participants, both styles of ids.

Source: reference, "Call". What a server leaves out is unknown; nothing is made up but what the words of the port need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scapi.centre.calls import STEPS
from scapi.centre.conversations import CallType, Direction, Party, Recording, State, Verb
from scapi.gws.uris import last_segment
from scapi.values import Json, JsonObject, Seconds

STATES: Mapping[str, State] = {
    "Ringing": State.RINGING,
    "Dialing": State.DIALING,
    "Established": State.TALKING,
    "Held": State.HELD,
    "Released": State.IDLE,
    "Completed": State.IDLE,
}
"""States that were seen; another one is taken for ``UNKNOWN``."""

_CALL_TYPES: Mapping[str, CallType] = {
    "Internal": CallType.INTERNAL,
    "Inbound": CallType.INBOUND,
    "Outbound": CallType.OUTBOUND,
    "Consult": CallType.CONSULT,
}
_RECORDINGS: Mapping[str, Recording] = {
    "Recording": Recording.RECORDING,
    "Paused": Recording.PAUSED,
    "Stopped": Recording.STOPPED,
}

OPERATIONS_OF: Mapping[Verb, tuple[str, ...]] = {
    Verb.ANSWER: ("Answer",),
    Verb.REJECT: ("Reject", "ClearCall"),
    Verb.HANG_UP: ("Hangup",),
    Verb.HOLD: ("Hold",),
    Verb.RESUME: ("Retrieve",),
    Verb.SWAP: ("SwapCalls",),
    Verb.CONSULT: ("InitiateTransfer", "InitiateConference"),
    Verb.TRANSFER: ("SingleStepTransfer",),
    Verb.CONFERENCE: ("SingleStepConference",),
    Verb.REMOVE_PARTY: ("RemoveParticipantFromConference",),
    Verb.COMPLETE_TRANSFER: ("CompleteTransfer",),
    Verb.COMPLETE_CONFERENCE: ("CompleteConference",),
    Verb.SEND_DTMF: ("SendDtmf",),
    Verb.START_RECORDING: ("StartCallRecording",),
    Verb.STOP_RECORDING: ("StopCallRecording",),
    Verb.PAUSE_RECORDING: ("PauseCallRecording",),
    Verb.RESUME_RECORDING: ("ResumeCallRecording",),
    Verb.SET_DATA: ("UpdateUserData", "AttachUserData"),
}
"""The operations that do what a verb says; the first that is offered is taken."""
_COMPLETING = frozenset({Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE})
_WHILE_RINGING: Mapping[Verb, tuple[str, ...]] = {**OPERATIONS_OF, Verb.HANG_UP: ("Reject", "ClearCall")}
_WHILE_HELD: Mapping[Verb, tuple[str, ...]] = {**OPERATIONS_OF, Verb.RESUME: ("Retrieve", "SwapCalls")}
_WHILE_TALKING: Mapping[Verb, tuple[str, ...]] = {
    verb: names for verb, names in OPERATIONS_OF.items() if verb is not Verb.REJECT
}
_BY_STATE: Mapping[State, Mapping[Verb, tuple[str, ...]]] = {
    State.RINGING: _WHILE_RINGING,
    State.HELD: _WHILE_HELD,
    State.TALKING: _WHILE_TALKING,
    State.DIALING: _WHILE_TALKING,
}


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What one call resource says."""

    id: str
    uuid: str
    connection_id: str
    state: State
    call_type: CallType
    parties: tuple[Party, ...]
    dnis: str
    ani: str
    user_data: Mapping[str, Json]
    capabilities: frozenset[str]
    recording: Recording | None
    muted: bool
    duration: Seconds
    parent_id: str

    def operation(self, verb: Verb) -> str | None:
        """The operation that the server offers for a verb now.

        Servers offer what completes at both calls of a consultation; the workspace completes the consultation.
        """
        if verb in _COMPLETING and self.call_type is not CallType.CONSULT and not self.parent_id:
            return None
        names = _BY_STATE.get(self.state, {}).get(verb, ())
        return next((name for name in names if name in self.capabilities), None)

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done, in the order of the table of calls."""
        if self.state is State.IDLE:
            return (Verb.MARK_DONE,)
        possible = [verb for verb in OPERATIONS_OF if self.operation(verb) is not None]
        ordered = [verb for verb in STEPS.get(self.state, {}) if verb in possible]
        return (*ordered, *(verb for verb in possible if verb not in ordered))

    def direction(self, own_number: str) -> Direction:
        """Who has called whom: an internal call that rang, or whose number is the agent's, came in."""
        if self.call_type is CallType.INBOUND or self.state is State.RINGING:
            return Direction.IN
        if self.call_type is CallType.OUTBOUND or self.state is State.DIALING:
            return Direction.OUT
        return Direction.IN if self.dnis == own_number else Direction.OUT


def read_call(resource: JsonObject, party_of: Callable[[str], Party]) -> CallFacts | None:
    """What a call resource says; ``None`` for one that has no id."""
    key = _text(resource, "id")
    if not key:
        return None
    given = resource.get("userData")
    capabilities = resource.get("capabilities")
    duration = _text(resource, "duration")
    return CallFacts(
        key,
        _text(resource, "callUuid") or key,
        _text(resource, "connId"),
        STATES.get(_text(resource, "state"), State.UNKNOWN),
        _CALL_TYPES.get(_text(resource, "callType"), CallType.UNKNOWN),
        tuple(party_of(number) for number in participant_numbers(resource)),
        _text(resource, "dnis"),
        _text(resource, "ani"),
        given if isinstance(given, Mapping) else {},
        frozenset(str(each) for each in capabilities) if isinstance(capabilities, list) else frozenset(),
        _RECORDINGS.get(_text(resource, "recordingState")),
        _text(resource, "mute") == "On",
        float(duration) if duration.isascii() and duration.isdigit() and len(duration) < 12 else 0.0,
        last_segment(_text(resource, "parentCallPath") or _text(resource, "parentCallUri")),
    )


def participant_numbers(resource: JsonObject) -> list[str]:
    """The numbers of the participants: objects in newer servers, numbers in older ones."""
    participants = resource.get("participants")
    if not isinstance(participants, list):
        return []
    numbers = []
    for each in participants:
        if isinstance(each, Mapping):
            numbers.append(_text(each, "digits") or _text(each, "phoneNumber"))
        elif isinstance(each, str):
            numbers.append(each)
    return [number for number in numbers if number]


def _text(resource: JsonObject, name: str) -> str:
    value = resource.get(name)
    return value if isinstance(value, str) else ""
