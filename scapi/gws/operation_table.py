"""Everything that can be asked by ``POST``: where, by which name and with what. Server and client read the same rows.

Source: reference, "Session and device operations" and "Call operations". A key is the medium and the act; ``*`` is no
medium. What is marked *ours* is documented nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from scapi.values import Json

VOICE = "voice"
ANY = "*"

ME = "/me"
USER = "/users/{id}"
CHANNEL = "/me/channels/{id}"
DEVICE = "/me/devices/{id}"
DEVICE_CALLS = "/me/devices/{id}/calls"
CALL = "/me/calls/{id}"


class Shape(Enum):
    """What a parameter may be; the value says it in words."""

    TEXT = "a string that is not empty"
    TEXTS = "an array of strings"
    MAP = "an object"
    DESTINATION = "an object with a phoneNumber"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of an operation."""

    name: str
    shape: Shape
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One row: the path below ``/api/v2``, the ``operationName`` and the body besides it."""

    path: str
    name: str
    body: tuple[Field, ...] = ()


DESTINATION = Field("destination", Shape.DESTINATION)
LOCATION = Field("location", Shape.TEXT, optional=True)
USER_DATA = Field("userData", Shape.MAP)
MORE_DATA = Field("userData", Shape.MAP, optional=True)
CONSULT_CALL = Field("consultCallUri", Shape.TEXT, optional=True)
WRAP_UP = Field("wrapUpTime", Shape.TEXT, optional=True)
_TO = (DESTINATION, LOCATION, MORE_DATA)

_STEPS: Mapping[str, str] = {
    "answer": "Answer",
    "reject": "Reject",
    "hangUp": "Hangup",
    "hold": "Hold",
    "resume": "Retrieve",
    "mute": "MuteCall",
    "unmute": "UnmuteCall",
    "startRecording": "StartCallRecording",
    "stopRecording": "StopCallRecording",
    "pauseRecording": "PauseCallRecording",
    "resumeRecording": "ResumeCallRecording",
    "deleteAllData": "DeleteUserData",
    "clear": "ClearCall",
}
"""Acts on a call that need nothing but their name."""

OPERATIONS: Mapping[tuple[str, str], Operation] = {
    **{(VOICE, act): Operation(CALL, name) for act, name in _STEPS.items()},
    (VOICE, "dial"): Operation(DEVICE_CALLS, "Dial", _TO),
    (VOICE, "sendDtmf"): Operation(CALL, "SendDtmf", (Field("digits", Shape.TEXT),)),
    (VOICE, "attachData"): Operation(CALL, "AttachUserData", (USER_DATA,)),
    (VOICE, "setData"): Operation(CALL, "UpdateUserData", (USER_DATA,)),
    (VOICE, "deleteData"): Operation(CALL, "DeleteUserDataPair", (Field("key", Shape.TEXT),)),
    (VOICE, "consult"): Operation(CALL, "InitiateTransfer", _TO),
    (VOICE, "consultToConfer"): Operation(CALL, "InitiateConference", _TO),
    (VOICE, "completeTransfer"): Operation(CALL, "CompleteTransfer", (CONSULT_CALL,)),
    (VOICE, "completeConference"): Operation(CALL, "CompleteConference", (CONSULT_CALL,)),
    (VOICE, "transfer"): Operation(CALL, "SingleStepTransfer", _TO),
    (VOICE, "conference"): Operation(CALL, "SingleStepConference", _TO),
    (VOICE, "swap"): Operation(CALL, "SwapCalls", (Field("otherCallUri", Shape.TEXT),)),
    (VOICE, "removeParty"): Operation(CALL, "RemoveParticipantFromConference", (Field("participant", Shape.TEXT),)),
    (VOICE, "doNotDisturbOn"): Operation(DEVICE, "DoNotDisturbOn"),
    (VOICE, "doNotDisturbOff"): Operation(DEVICE, "DoNotDisturbOff"),
    (VOICE, "forwardOn"): Operation(DEVICE, "ForwardCallsOn", (Field("destination", Shape.TEXT),)),
    (VOICE, "forwardOff"): Operation(DEVICE, "ForwardCallsOff"),
    (ANY, "start"): Operation(
        ME,
        "StartContactCenterSession",
        (
            Field("channels", Shape.TEXTS),
            Field("place", Shape.TEXT, optional=True),
            Field("devicePath", Shape.TEXT, optional=True),
        ),
    ),
    (ANY, "end"): Operation(ME, "EndContactCenterSession"),
    (ANY, "doNotDisturbOn"): Operation(ME, "DoNotDisturbOn"),
    (ANY, "doNotDisturbOff"): Operation(ME, "DoNotDisturbOff"),
    # Ours: the result is documented (topics /v2/me and /v2/users), the operation is not.
    (ANY, "changePassword"): Operation(
        ME, "ChangePassword", (Field("oldPassword", Shape.TEXT), Field("newPassword", Shape.TEXT))
    ),
    (ANY, "changePasswordOfOther"): Operation(USER, "ChangePassword", (Field("newPassword", Shape.TEXT),)),
}

STATE_PATHS = (ME, CHANNEL)
"""Where the operation of an agent state is posted; its ``operationName`` is the administrator's."""

_OTHER_PATHS: Mapping[str, str] = {"/devices/{id}/calls": DEVICE_CALLS}
"""Older addresses of the same operations."""


def path_of(path: str) -> str:
    """The path of the table that an address has the operations of."""
    return _OTHER_PATHS.get(path, path)


BY_NAME: Mapping[tuple[str, str], tuple[str, str]] = {
    (operation.path, operation.name): key for key, operation in OPERATIONS.items()
}
"""Medium and act by path and ``operationName``."""


def fits(shape: Shape, value: Json) -> bool:
    """Whether a value is what a parameter may be."""
    match shape:
        case Shape.TEXT:
            return isinstance(value, str) and bool(value.strip())
        case Shape.TEXTS:
            return _is_array(value) and all(isinstance(each, str) for each in value)  # type: ignore[union-attr]
        case Shape.MAP:
            return isinstance(value, Mapping)
        case Shape.DESTINATION:
            return isinstance(value, Mapping) and fits(Shape.TEXT, value.get("phoneNumber"))


def _is_array(value: Json) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
