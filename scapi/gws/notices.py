"""The messages of the notification channels. Source: reference, "CometD notifications"; the vendor's "Asynchronous
Telephony Operations Notifications".
"""

from __future__ import annotations

from collections.abc import Sequence

from scapi.centre.conversations import CallType, Conversation, Happening, State
from scapi.gws.call_resource import CallView, call_resource
from scapi.gws.passwords import ERROR_TEXTS, PasswordError
from scapi.gws.roster import User
from scapi.gws.uris import Uris
from scapi.values import Json, JsonObject

STATUS_CHANGE = "StatusChange"
DTMF_SENT = "DtmfSent"

NOTIFICATION_TYPES = {
    Happening.RINGING: STATUS_CHANGE,
    Happening.DIALING: STATUS_CHANGE,
    Happening.ESTABLISHED: STATUS_CHANGE,
    Happening.HELD: STATUS_CHANGE,
    Happening.RELEASED: STATUS_CHANGE,
    Happening.PARTY_CHANGED: "ParticipantsUpdated",
    Happening.ATTACHED_DATA_CHANGED: "AttachedDataChanged",
    Happening.CALL_RECORDING_STATE_CHANGED: "CallRecordingStateChange",
}
"""What a happening is called; of others nothing is told."""

_BUSINESS = frozenset({CallType.INBOUND, CallType.OUTBOUND, CallType.OUTBOUND_PREVIEW, CallType.OUTBOUND_PUSH_PREVIEW})


def call_message(kind: str, leg: Conversation, view: CallView, user: User, uris: Uris) -> JsonObject:
    """``CallStateChangeMessage``."""
    message: dict[str, Json] = {
        "messageType": "CallStateChangeMessage",
        "notificationType": kind,
        "call": call_resource(leg, view, uris),
        "phoneNumber": user.number,
    }
    extensions = _extensions(kind, leg)
    if extensions:
        message["extensions"] = extensions
    return message


def _extensions(kind: str, leg: Conversation) -> JsonObject:
    """T-Server's extensions of an event; changes of data and a held call were seen without any."""
    if kind != STATUS_CHANGE or leg.state is State.HELD:
        return {}
    extensions: dict[str, Json] = {"BusinessCall": 1 if leg.call_type in _BUSINESS else 0}
    if leg.state in (State.DIALING, State.TALKING):
        extensions["WrapUpTime"] = 0
    if leg.state is State.RINGING and leg.ani:
        extensions["OriginationDN"] = leg.ani
    return extensions


def call_error(leg: Conversation | None, user: User, text: str, uris: Uris) -> JsonObject:
    """An operation on a call, or a dial, that was taken on has failed after all."""
    return {
        "messageType": "ErrorMessage",
        "errorMessage": text,
        "deviceUri": uris.of(user.device_path),
        "phoneNumber": user.number,
        "connectionId": "" if leg is None else leg.connection_id or "",
        "callUuid": "" if leg is None else leg.uuid,
    }


def device_message(devices: Sequence[Json]) -> JsonObject:
    """``DeviceStateChangeMessage``; it has no ``notificationType``."""
    return {"messageType": "DeviceStateChangeMessage", "devices": devices}


def device_error(user: User, text: str, uris: Uris) -> JsonObject:
    """``ErrorMessage`` of a device; a live server sent it without a text, clients show one if there is."""
    return {
        "messageType": "ErrorMessage",
        "devicePath": user.device_path,
        "deviceUri": uris.of(user.device_path),
        "errorMessage": text,
    }


def channel_message(channels: Sequence[Json]) -> JsonObject:
    """``ChannelStateChangeMessageV2``."""
    return {"messageType": "ChannelStateChangeMessageV2", "channels": channels}


def password_message(error: PasswordError | None) -> dict[str, Json]:
    """What came of a change of password; it has no ``messageType``."""
    if error is None:
        return {"notificationType": "PasswordChangeSuccessful"}
    return {
        "notificationType": "PasswordChangeError",
        "errorMessage": ERROR_TEXTS[error],
        "errorCode": error.value,
    }


def password_message_of(user: User, error: PasswordError | None, uris: Uris) -> JsonObject:
    """The same of another user."""
    return {**password_message(error), "userUri": uris.of(user.path), "userId": user.id}
