"""Conversations as a contact centre reports them: calls now, and open media in the same shape.

The workspace makes interactions of them (:mod:`scapi.workspace.interactions`). The words are the wire's, for the states
and event types of the Service Client API are the common language of both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scapi.values import Json, Seconds

VOICE = "voice"


class State(StrEnum):
    """State of a conversation. Source: reference, type Interaction, property ``state``."""

    UNKNOWN = "UNKNOWN"
    IDLE = "IDLE"
    RINGING = "RINGING"
    DIALING = "DIALING"
    TALKING = "TALKING"
    HELD = "HELD"


class Happening(StrEnum):
    """What happened to a conversation. Source: reference, "The interaction eventType field"."""

    RINGING = "RINGING"
    DIALING = "DIALING"
    ESTABLISHED = "ESTABLISHED"
    HELD = "HELD"
    RELEASED = "RELEASED"
    PARTY_CHANGED = "PARTY_CHANGED"
    ATTACHED_DATA_CHANGED = "ATTACHED_DATA_CHANGED"
    CALL_RECORDING_STATE_CHANGED = "CALL_RECORDING_STATE_CHANGED"
    CONTACT_CHANGED = "CONTACT_CHANGED"


class Direction(StrEnum):
    IN = "IN"
    OUT = "OUT"
    UNKNOWN = "UNKNOWN"


class CallType(StrEnum):
    INTERNAL = "INTERNAL"
    INBOUND = "INBOUND"
    OUTBOUND = "OUTBOUND"
    CONSULT = "CONSULT"
    UNKNOWN = "UNKNOWN"


class Recording(StrEnum):
    STOPPED = "STOPPED"
    RECORDING = "RECORDING"
    PAUSED = "PAUSED"


class RecordingVerb(StrEnum):
    """What can be asked of the recording."""

    START = "start"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"


class RonaState(StrEnum):
    """Why an inbound call was not answered. Source: reference, ``ronaCallState``."""

    REDIRECTED = "REDIRECTED"
    NO_ANSWER = "NO_ANSWER"


class Verb(StrEnum):
    """What can be done to a call; the view enables its controls by them."""

    ANSWER = "answer"
    REJECT = "reject"
    HANG_UP = "hangUp"
    HOLD = "hold"
    RESUME = "resume"


class FarEndVerb(StrEnum):
    """What the other party can do."""

    ANSWER = "answer"
    HANG_UP = "hangUp"
    BUSY = "busy"
    NO_ANSWER = "noAnswer"


@dataclass(frozen=True, slots=True)
class Party:
    """The other side. A person of this contact centre has a user name, names and a path; others have not."""

    name: str
    phone_number: str
    type: str = "EXTERNAL"
    username: str = ""
    first_name: str = ""
    last_name: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """The customer, as far as known. ``matched_by`` says in words what it was found by."""

    display_name: str
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    matched_by: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation at one moment. Times are seconds of the contact centre's clock."""

    id: str
    media: str
    state: State
    direction: Direction
    call_type: CallType
    parties: tuple[Party, ...]
    user_data: Mapping[str, Json] = field(default_factory=dict)
    ani: str | None = None
    dnis: str | None = None
    queue: str = ""
    connection_id: str | None = None
    recording: Recording | None = None
    rona: RonaState | None = None
    contact: Contact | None = None
    verbs: tuple[Verb, ...] = ()
    recording_verbs: tuple[RecordingVerb, ...] = ()
    started: Seconds = 0.0
    state_since: Seconds = 0.0
    answered: bool = False
    is_consultation: bool = False
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """Something happened to a conversation; ``conversation`` is how it is now."""

    happening: Happening
    conversation: Conversation
