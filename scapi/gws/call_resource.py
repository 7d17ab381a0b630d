"""The call resource. Source: reference, "Call", with the vendor's "Call Resource" and "Dial"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scapi.centre.conversations import CallType, Conversation, Recording, State
from scapi.gws.call_capabilities import STATES
from scapi.gws.phone_numbers import PhoneNumber, phone_number
from scapi.gws.uris import Uris
from scapi.values import Json, Seconds

_CALL_TYPES = {
    CallType.INTERNAL: "Internal",
    CallType.INBOUND: "Inbound",
    CallType.OUTBOUND: "Outbound",
    CallType.CONSULT: "Consult",
    CallType.OUTBOUND_PREVIEW: "Outbound",
    CallType.OUTBOUND_PUSH_PREVIEW: "Outbound",
    CallType.UNKNOWN: "Unknown",
}
_RECORDINGS = {
    Recording.RECORDING: "Recording",
    Recording.PAUSED: "Paused",
    Recording.STOPPED: "Stopped",
}


@dataclass(frozen=True, slots=True)
class CallView:
    """What the resource says besides the conversation.

    ``id`` stays that of the call's beginning, also when the agent is transferred into another call; ``parent_id`` is
    that of the call that a consultation is about. ``device_path`` is the agent's, ``now`` the contact centre's clock,
    ``capabilities`` what can be done now.
    """

    id: str
    device_path: str
    now: Seconds
    capabilities: tuple[str, ...] = ()
    muted: bool = False
    parent_id: str | None = None
    participants_as_objects: bool = True
    recording: bool = True

    @property
    def path(self) -> str:
        return f"/calls/{self.id}"


def call_resource(leg: Conversation, view: CallView, uris: Uris) -> dict[str, Json]:
    """The resource, as the agent has the call now."""
    numbers = [phone_number(party.phone_number) for party in leg.parties]
    resource: dict[str, Json] = {
        "id": view.id,
        "callUuid": leg.uuid,
        "connId": leg.connection_id or "",
        "state": STATES.get(leg.state, "Released"),
        "deviceUri": uris.of(view.device_path),
        **participants(numbers, as_objects=view.participants_as_objects),
        "dnis": leg.dnis or "",
        "callType": _CALL_TYPES[leg.call_type],
        "capabilities": list(view.capabilities),
        "duration": str(max(0, int(view.now - leg.started))),
        "mute": "On" if view.muted else "Off",
        "supervisorListeningIn": False,
        "monitoredUserMuted": False,
        "monitoring": False,
        "uri": uris.of(f"/me{view.path}"),
        "path": view.path,
    }
    if leg.ani and not view.participants_as_objects:
        resource["ani"] = leg.ani
    if view.recording:
        resource["recordingState"] = _RECORDINGS[leg.recording or Recording.STOPPED]
    if leg.user_data:
        resource["userData"] = leg.user_data
    if view.parent_id is not None:
        parent = f"/calls/{view.parent_id}"
        resource |= {"parentCallUri": uris.of(f"/me{parent}"), "parentCallPath": parent}
    return resource


def participants(numbers: Sequence[PhoneNumber], *, as_objects: bool) -> dict[str, Json]:
    """The other parties, in the newer format (objects) or the older one (numbers, and objects beside them)."""
    if as_objects:
        return {"participants": [_participant(number, older=False) for number in numbers]}
    return {
        "participants": [number.digits for number in numbers],
        "participantsInfo": [_participant(number, older=True) for number in numbers],
    }


def _participant(number: PhoneNumber, *, older: bool) -> dict[str, Json]:
    # The newer samples leave e164Number empty for an extension, the older ones repeat the digits.
    member: dict[str, Json] = {
        "digits": number.digits,
        "formattedPhoneNumber": number.formatted,
        "e164Number": number.digits if older or number.international else "",
    }
    if not older:
        member["phoneNumber"] = number.digits
    if older:  # the oldest sample has these of an extension, too
        member |= {"isValidNumber": number.international, "location": None}
    if older or number.international:
        member |= {"country": number.country_object, "E164digits": number.digits}
    if number.international:
        member |= {"location": "", "localPhoneNumber": number.local}
    return member


def is_over(leg: Conversation) -> bool:
    """Whether a call is released: it is no longer among the calls then."""
    return leg.state not in STATES or leg.state is State.IDLE
