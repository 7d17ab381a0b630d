"""Conversations as a contact centre reports them: calls, open media and outbound records, all in one shape.

The workspace makes interactions of them (:mod:`scapi.workspace.interactions`). The words are the wire's, for the states
and event types of the Service Client API are the common language of both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from scapi.centre.attachments import Attachment
from scapi.centre.records import OutboundContent
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
    # open media
    INVITED = "INVITED"
    ACCEPTED = "ACCEPTED"
    CREATED = "CREATED"
    PULLED = "PULLED"
    REVOKED = "REVOKED"
    COMPLETED = "COMPLETED"
    ERROR = "ERROR"
    SAVED = "SAVED"
    TRANSFERRING = "TRANSFERRING"
    TRANSFER_COMPLETED = "TRANSFER_COMPLETED"
    INVITED_CONFERENCE = "INVITED_CONFERENCE"
    LEFT_CONFERENCE = "LEFT_CONFERENCE"
    # chat
    JOIN_PENDING = "JOIN_PENDING"
    JOIN_FAILED = "JOIN_FAILED"
    HISTORY_IN_PROGRESS = "HISTORY_IN_PROGRESS"
    HISTORY_DONE = "HISTORY_DONE"
    # outgoing e-mail
    CANCELLED = "CANCELLED"
    SENT = "SENT"
    # outbound preview
    PREVIEWING = "PREVIEWING"
    CANCELED = "CANCELED"
    REJECTED = "REJECTED"


WAITING = frozenset({State.RINGING, State.INVITED, State.INVITED_CONFERENCE})
"""States in which a conversation asks to be accepted."""


class Happening(StrEnum):
    """What happened to a conversation. Source: reference, "The interaction eventType field".

    ``REMOVED`` says that it has left the agent; nothing comes after it.
    """

    REMOVED = "REMOVED"
    RINGING = "RINGING"
    DIALING = "DIALING"
    ESTABLISHED = "ESTABLISHED"
    HELD = "HELD"
    RELEASED = "RELEASED"
    PARTY_CHANGED = "PARTY_CHANGED"
    ATTACHED_DATA_CHANGED = "ATTACHED_DATA_CHANGED"
    CALL_RECORDING_STATE_CHANGED = "CALL_RECORDING_STATE_CHANGED"
    CONTACT_CHANGED = "CONTACT_CHANGED"
    CASE_OR_BUNDLE_ID_CHANGED = "CASE_OR_BUNDLE_ID_CHANGED"
    NEW_MESSAGE = "NEW_MESSAGE"
    ERROR = "ERROR"
    UNKNOWN = "UNKNOWN"
    # open media
    INVITED = "INVITED"
    ACCEPTED = "ACCEPTED"
    CREATED = "CREATED"
    COMPOSING = "COMPOSING"
    COMPLETED = "COMPLETED"
    REVOKED = "REVOKED"
    PULLED = "PULLED"
    PULL_FAILED = "PULL_FAILED"
    PULL_WORKBIN_FAILED = "PULL_WORKBIN_FAILED"
    IN_QUEUE_FAILED = "IN_QUEUE_FAILED"
    IN_WORKBIN = "IN_WORKBIN"
    IN_WORKBIN_FAILED = "IN_WORKBIN_FAILED"
    INSERT_STANDARD_RESPONSE = "INSERT_STANDARD_RESPONSE"
    INVITED_CONFERENCE = "INVITED_CONFERENCE"
    LEFT_CONFERENCE = "LEFT_CONFERENCE"
    TRANSFER_COMPLETED = "TRANSFER_COMPLETED"
    # chat and outgoing e-mail
    CANCELED = "CANCELED"
    ENDED = "ENDED"
    JOIN_PENDING = "JOIN_PENDING"
    JOIN_FAILED = "JOIN_FAILED"
    CANCELLED = "CANCELLED"
    SENT = "SENT"
    # outbound preview
    PREVIEWING = "PREVIEWING"
    MARKDONE_APPLY = "MARKDONE_APPLY"
    STATE_CHANGE = "STATE_CHANGE"
    RECORDS_RETRIEVED = "RECORDS_RETRIEVED"


class Direction(StrEnum):
    IN = "IN"
    OUT = "OUT"
    UNKNOWN = "UNKNOWN"


class CallType(StrEnum):
    INTERNAL = "INTERNAL"
    INBOUND = "INBOUND"
    OUTBOUND = "OUTBOUND"
    CONSULT = "CONSULT"
    OUTBOUND_PREVIEW = "OUTBOUND_PREVIEW"
    OUTBOUND_PUSH_PREVIEW = "OUTBOUND_PUSH_PREVIEW"
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
    """What the agent can do to a conversation; the view enables its controls by them."""

    ANSWER = "answer"
    REJECT = "reject"
    HANG_UP = "hangUp"
    HOLD = "hold"
    RESUME = "resume"
    CONSULT = "consult"
    TRANSFER = "transfer"
    CONFERENCE = "conference"
    COMPLETE_TRANSFER = "completeTransfer"
    COMPLETE_CONFERENCE = "completeConference"
    SEND_DTMF = "sendDtmf"
    # open media
    ACCEPT = "accept"
    END = "end"
    SAY = "say"
    LEAVE = "leave"
    REPLY = "reply"
    COMPOSE = "compose"
    SEND = "send"
    SAVE = "save"
    CANCEL = "cancel"
    PLACE_IN_QUEUE = "placeInQueue"
    PLACE_IN_WORKBIN = "placeInWorkbin"
    # outbound preview
    CALL_RECORD = "callRecord"
    REJECT_RECORD = "rejectRecord"
    CANCEL_RECORD = "cancelRecord"
    MARK_DONE = "markDone"


class FarEndVerb(StrEnum):
    """What the other party of a call can do."""

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
class LastContact:
    """When the customer was last in touch, and by which medium; 0 days ago is today."""

    media: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class Contact:
    """The customer, as far as known. ``matched_by`` says in words what it was found by.

    ``id`` is what the contact centre knows it by; without one the contact centre has no such entry.
    """

    display_name: str
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    matched_by: str = ""
    last_contact: LastContact | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class EmailContent:
    """An e-mail. ``original`` is the text that it answers, with its files; ``saved`` the time of the last save."""

    sender: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    body: str = ""
    original: str = ""
    saved: Seconds | None = None
    files: tuple[Attachment, ...] = ()
    original_files: tuple[Attachment, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether there is something that it answers."""
        return bool(self.original or self.original_files)


class Author(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"
    COLLEAGUE = "colleague"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One line of a chat. ``history`` is what was said before the agent joined."""

    at: Seconds
    author: Author
    name: str
    text: str
    history: bool = False


@dataclass(frozen=True, slots=True)
class ChatContent:
    """The transcript, oldest first, and what is known of the customer between two messages."""

    messages: tuple[ChatMessage, ...] = ()
    typing_until: Seconds | None = None
    """Until when the customer counts as writing (contact centre's clock); ``None`` when the customer is not."""
    read: int = 0
    """How many of the messages the customer has read, from the first."""


@dataclass(frozen=True, slots=True)
class WorkItemContent:
    """What a work item, or an item of a custom medium, says."""

    sender: str = ""
    subject: str = ""
    body: str = ""


Content: TypeAlias = EmailContent | ChatContent | WorkItemContent | OutboundContent


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
    candidates: tuple[Contact, ...] = ()
    """Contacts of the same number or address, of whom the agent chooses the one."""
    verbs: tuple[Verb, ...] = ()
    recording_verbs: tuple[RecordingVerb, ...] = ()
    started: Seconds = 0.0
    state_since: Seconds = 0.0
    answered: bool = False
    tones: str = ""
    """The digits that the agent has sent as tones, oldest first."""
    is_consultation: bool = False
    parent: str | None = None
    content: Content | None = None
    capabilities: tuple[str, ...] | None = None
    """Of outbound interactions, as clients read them."""
    opened: bool = False
    """Whether the agent has it open; what rings or invites is not."""
    expires: Seconds | None = None
    """When the contact centre takes back what rings or invites; ``None`` is never."""


@dataclass(frozen=True, slots=True)
class Notification:
    """Something happened to a conversation; ``conversation`` is how it is now."""

    happening: Happening
    conversation: Conversation
