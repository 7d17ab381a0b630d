"""Acts of the port as requests: the operation that the server offers for each, and its body.

Read from the same table as the server's. What v2 has no operation for is an error that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scapi.centre.acts import (
    Act,
    Conference,
    Consult,
    DeleteData,
    Dial,
    Opening,
    RemoveParty,
    SendTones,
    SetData,
    Step,
    Transfer,
)
from scapi.centre.calls import TONES
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE, Party, Verb
from scapi.centre.directory import DirectoryEntry, Target, TargetType
from scapi.gws.client.call_reader import CallFacts
from scapi.gws.operation_table import BY_NAME, CALL, DEVICE, DEVICE_CALLS, OPERATIONS
from scapi.gws.uris import ROOT
from scapi.values import Json, JsonObject

STEPS = frozenset(
    {
        Verb.ANSWER, Verb.REJECT, Verb.HANG_UP, Verb.HOLD, Verb.RESUME, Verb.SWAP, Verb.COMPLETE_TRANSFER,
        Verb.COMPLETE_CONFERENCE, Verb.START_RECORDING, Verb.STOP_RECORDING, Verb.PAUSE_RECORDING,
        Verb.RESUME_RECORDING,
    }
)  # fmt: skip
"""Verbs that a step carries out at a call."""


@dataclass(frozen=True, slots=True)
class Post:
    """A ``POST`` to a path below ``/api/v2``."""

    path: str
    name: str
    parameters: JsonObject = field(default_factory=dict)

    @property
    def body(self) -> JsonObject:
        return {"operationName": self.name, **self.parameters}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom the agent can reach: the directory, and the agent's own numbers."""

    entries: tuple[DirectoryEntry, ...]
    own: frozenset[str]

    def number(self, target: Target) -> str | CentreError:
        """The number that a target is dialled by; a custom contact is any number but the agent's own."""
        if target.media not in (None, VOICE):
            return CentreError(ErrorKind.NOT_OFFERED, target.media or "")
        if target.destination in self.own:
            return CentreError(ErrorKind.OWN_NUMBER)
        for entry in self.entries:
            named = target.destination in (entry.destination, entry.number)
            if named and target.type in (entry.type, TargetType.CUSTOM_CONTACT):
                return entry.dialled
        if target.type is TargetType.CUSTOM_CONTACT:
            return target.destination
        return CentreError(ErrorKind.UNKNOWN_TARGET, target.destination)


def request_of(act: Act, call: CallFacts, other: CallFacts | None, reach: Reach) -> Post | CentreError:
    """The request that does something to a call; ``other`` is the other one of a consultation."""
    verb = act.verb
    if verb is Verb.ASSIGN_CONTACT:
        return CentreError(ErrorKind.NOT_OFFERED, verb.value)
    name = call.operation(verb)
    if name is None:
        return CentreError(ErrorKind.WRONG_STATE, call.state.value)
    match act:
        case Step() if verb in STEPS:
            return _step(name, call, other)
        case SendTones():
            if not act.digits or not TONES.issuperset(act.digits):
                return CentreError(ErrorKind.BAD_VALUE, "digits", "digits, * and #")
            return _post(call, name, digits=act.digits)
        case SetData():
            return _post(call, name, userData=act.pairs)
        case DeleteData():
            return _post(call, OPERATIONS[VOICE, "deleteData"].name, key=act.key)
        case Consult() | Transfer() | Conference():
            return _joined(act, name, call, reach)
        case RemoveParty():
            if act.number not in _numbers(call.parties):
                return CentreError(ErrorKind.BAD_VALUE, "number", f"one of {', '.join(_numbers(call.parties))}")
            return _post(call, name, participant=act.number)
    return CentreError(ErrorKind.NOT_OFFERED, verb.value)


def dial_request(opening: Opening, device: str, reach: Reach) -> Post | CentreError:
    """The request that dials; v2 has nothing else that begins a call."""
    if not isinstance(opening, Dial):
        return CentreError(ErrorKind.NOT_OFFERED, type(opening).__name__)
    number = reach.number(Target(TargetType.CUSTOM_CONTACT, opening.destination))
    if isinstance(number, CentreError):
        return number
    if opening.extensions:
        return CentreError(ErrorKind.NOT_OFFERED, "extensions")
    row = OPERATIONS[VOICE, "dial"]
    return Post(DEVICE_CALLS.replace("{id}", device), row.name, _with_data({"phoneNumber": number}, opening.user_data))


def device_request(act: str, device: str, **parameters: Json) -> Post:
    """The request of an operation of the telephone, by its act in the table."""
    return Post(DEVICE.replace("{id}", device), OPERATIONS[VOICE, act].name, parameters)


def mute_request(call: CallFacts, *, on: bool) -> Post | CentreError:
    """Mutes the agent's part of a call, where the switch supports that."""
    name = OPERATIONS[VOICE, "mute" if on else "unmute"].name
    if name not in call.capabilities:
        return CentreError(ErrorKind.NOT_OFFERED, name)
    return _post(call, name)


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _post(call: CallFacts, name: str, **parameters: Json) -> Post:
    if (CALL, name) not in BY_NAME:
        raise ValueError(f"the table has no operation {name!r}")
    return Post(CALL.replace("{id}", call.id), name, parameters)


def _step(name: str, call: CallFacts, other: CallFacts | None) -> Post | CentreError:
    if name != OPERATIONS[VOICE, "swap"].name:
        return _post(call, name)
    if other is None:
        return CentreError(ErrorKind.WRONG_STATE, call.state.value)
    return _post(call, name, otherCallUri=f"{ROOT}{CALL.replace('{id}', other.id)}")


def _joined(act: Consult | Transfer | Conference, name: str, call: CallFacts, reach: Reach) -> Post | CentreError:
    number = reach.number(act.target)
    if isinstance(number, CentreError):
        return number
    if number in _numbers(call.parties):
        return CentreError(ErrorKind.ALREADY_A_PARTY, act.target.destination)
    if act.extensions:
        return CentreError(ErrorKind.NOT_OFFERED, "extensions")
    return _post(call, name, **_with_data({"phoneNumber": number}, act.user_data))


def _with_data(destination: Json, user_data: JsonObject) -> dict[str, Json]:
    parameters: dict[str, Json] = {"destination": destination}
    if user_data:
        parameters["userData"] = user_data
    return parameters


def _numbers(parties: tuple[Party, ...]) -> list[str]:
    return [party.phone_number for party in parties]


CONSEQUENCES: Mapping[Verb, frozenset[str]] = {
    Verb.ANSWER: frozenset({"Established"}),
    Verb.REJECT: frozenset({"Released"}),
    Verb.HANG_UP: frozenset({"Released"}),
    Verb.HOLD: frozenset({"Held"}),
    Verb.RESUME: frozenset({"Established"}),
    Verb.SWAP: frozenset({"Held", "Established"}),
    Verb.CONSULT: frozenset({"Held"}),
    Verb.TRANSFER: frozenset({"Released"}),
    Verb.COMPLETE_TRANSFER: frozenset({"Released"}),
    Verb.COMPLETE_CONFERENCE: frozenset({"Released"}),
    Verb.CONFERENCE: frozenset({"ParticipantsUpdated"}),
    Verb.REMOVE_PARTY: frozenset({"ParticipantsUpdated"}),
    Verb.SEND_DTMF: frozenset({"DtmfSent"}),
    Verb.SET_DATA: frozenset({"AttachedDataChanged"}),
    Verb.START_RECORDING: frozenset({"CallRecordingStateChange"}),
    Verb.STOP_RECORDING: frozenset({"CallRecordingStateChange"}),
    Verb.PAUSE_RECORDING: frozenset({"CallRecordingStateChange"}),
    Verb.RESUME_RECORDING: frozenset({"CallRecordingStateChange"}),
}
"""What is told of a call when a verb was carried out: the notification type, or the state of a ``StatusChange``."""


def changes_nothing(act: Act, facts: CallFacts) -> bool:
    """What asks for nothing is done: no pairs to set, or a key that is not there."""
    if facts.operation(Verb.SET_DATA) is None:
        return False
    if isinstance(act, SetData):
        return not act.pairs
    return isinstance(act, DeleteData) and act.key not in facts.user_data
