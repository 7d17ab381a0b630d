"""Conversations as a contact centre reports them: calls, open media and outbound records, all in one shape.

The workspace makes interactions of them (:mod:`scapi.workspace.interactions`). The words are the wire's, for the states
and event types of the Service Client API are the common language of both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scapi.centre.contacts import Contact
from scapi.centre.contents import Content
from scapi.values import Json, Seconds
from scapi.words import Word

VOICE = "voice"


class State(Word):
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


OVER = frozenset(
    {
        State.IDLE,
        State.REVOKED,
        State.COMPLETED,
        State.TRANSFER_COMPLETED,
        State.LEFT_CONFERENCE,
        State.CANCELLED,
        State.SENT,
        State.ERROR,
        State.JOIN_FAILED,
        State.CANCELED,
        State.REJECTED,
    }
)
"""States in which the agent no longer takes part; attached data can no longer be written."""


class Happening(Word):
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


class Direction(Word):
    IN = "IN"
    OUT = "OUT"
    UNKNOWN = "UNKNOWN"


class CallType(Word):
    INTERNAL = "INTERNAL"
    INBOUND = "INBOUND"
    OUTBOUND = "OUTBOUND"
    CONSULT = "CONSULT"
    OUTBOUND_PREVIEW = "OUTBOUND_PREVIEW"
    OUTBOUND_PUSH_PREVIEW = "OUTBOUND_PUSH_PREVIEW"
    UNKNOWN = "UNKNOWN"


class Recording(Word):
    STOPPED = "STOPPED"
    RECORDING = "RECORDING"
    PAUSED = "PAUSED"


class RonaState(Word):
    """Why an inbound call was not answered. Source: reference, ``ronaCallState``."""

    REDIRECTED = "REDIRECTED"
    NO_ANSWER = "NO_ANSWER"


class Verb(Word):
    """What an agent can do to a conversation; the guard, the controls of the page and the documentation read them."""

    ANSWER = "answer"
    REJECT = "reject"
    HANG_UP = "hangUp"
    HOLD = "hold"
    RESUME = "resume"
    SWAP = "swap"
    CONSULT = "consult"
    TRANSFER = "transfer"
    CONFERENCE = "conference"
    REMOVE_PARTY = "removeParty"
    COMPLETE_TRANSFER = "completeTransfer"
    COMPLETE_CONFERENCE = "completeConference"
    SEND_DTMF = "sendDtmf"
    START_RECORDING = "startRecording"
    STOP_RECORDING = "stopRecording"
    PAUSE_RECORDING = "pauseRecording"
    RESUME_RECORDING = "resumeRecording"
    # every medium
    SET_DATA = "setUserData"
    ASSIGN_CONTACT = "assignContact"
    MARK_DONE = "markDone"
    # open media
    ACCEPT = "accept"
    END = "end"
    SAY = "say"
    TYPE = "type"
    LEAVE = "leave"
    REPLY = "reply"
    COMPOSE = "compose"
    EDIT = "edit"
    INSERT_RESPONSE = "insertResponse"
    SEND = "send"
    SAVE = "save"
    CANCEL = "cancel"
    PLACE_IN_QUEUE = "placeInQueue"
    PLACE_IN_WORKBIN = "placeInWorkbin"
    # outbound
    CALL_RECORD = "callRecord"
    REJECT_RECORD = "rejectRecord"
    CANCEL_RECORD = "cancelRecord"
    SET_RESULT = "setCallResult"
    MARK_DO_NOT_CALL = "markDoNotCall"
    RESCHEDULE = "reschedule"
    UPDATE_FIELDS = "updateFields"


class FarEndVerb(Word):
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


class Role(Word):
    """What an agent's leg is in its call."""

    PARTY = "party"
    CONSULTATION = "consultation"
    """The agent talks to somebody about another conversation. Whom the agent consults is a party."""


@dataclass(frozen=True)  # without slots, see scapi.replacing
class Conversation:
    """One agent's part in a conversation, its leg, at one moment. Times are seconds of the contact centre's clock.

    ``id`` is the leg's own and of this agent's session; ``uuid`` is that of the call, or of the item, which all legs
    share, as they share ``user_data``. ``agent`` is the employee id of whose leg it is.
    """

    id: str
    media: str
    state: State
    direction: Direction
    call_type: CallType
    parties: tuple[Party, ...]
    user_data: Mapping[str, Json] = field(default_factory=dict)
    uuid: str = ""
    agent: str = ""
    role: Role = Role.PARTY
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
    """What the agent can do to it now, in the order of the medium's table."""
    started: Seconds = 0.0
    state_since: Seconds = 0.0
    answered: bool = False
    tones: str = ""
    """The digits that the agent has sent as tones, oldest first."""
    parent: str | None = None
    """The conversation that it came of: what is consulted about, the e-mail that is answered, the record's preview."""
    content: Content | None = None
    opened: bool = False
    """Whether the agent has it open; what rings or invites is not."""
    expires: Seconds | None = None
    """When the contact centre takes back what rings or invites; ``None`` is never."""

    @property
    def is_consultation(self) -> bool:
        return self.role is Role.CONSULTATION


class Notification(NamedTuple):
    """Something happened to a conversation; ``conversation`` is how it is now.

    ``token`` is that of the operation that brought it about, if one of this agent's session did.
    """

    happening: Happening
    conversation: Conversation
    token: str = ""
