"""The port between the workspace and a contact centre; the simulator and Genesys Web Services both stand behind it.

A method that changes something gives an :data:`~scapi.values.Answer`: success or failure at once, or later when the
other side is remote. Whatever it changes arrives at the listener as a notification, before the answer where
both are at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from scapi.centre.attachments import Attachment
from scapi.centre.conversations import Contact, Conversation, Notification, RecordingVerb, Verb
from scapi.centre.records import CallbackType
from scapi.values import Answer, Cancel, JsonObject, Seconds


class StateType(StrEnum):
    """Types of agent and media states. Source: reference, type State."""

    LOGOUT = "LOGOUT"
    READY = "READY"
    PARTIAL_READY = "PARTIAL_READY"
    NOT_READY = "NOT_READY"
    NOT_READY_ACTION_CODE = "NOT_READY_ACTION_CODE"
    NOT_READY_AFTER_CALLWORK = "NOT_READY_AFTER_CALLWORK"
    NOT_READY_AFTER_CALLWORK_ACTION_CODE = "NOT_READY_AFTER_CALLWORK_ACTION_CODE"
    DND_ON = "DND_ON"
    OUT_OF_SERVICE = "OUT_OF_SERVICE"
    LOGOUT_DND_ON = "LOGOUT_DND_ON"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class AgentState:
    """A state an agent or a medium can be in; ``code`` is that of a reason."""

    type: StateType
    display_name: str
    operation: str
    code: str = ""

    @property
    def has_reason(self) -> bool:
        return self.type in (StateType.NOT_READY_ACTION_CODE, StateType.NOT_READY_AFTER_CALLWORK_ACTION_CODE)


@dataclass(frozen=True, slots=True)
class Medium:
    """One medium of the agent. The numbers are those of the voice device."""

    name: str
    state: AgentState
    since: Seconds
    number: str = ""
    dynamic_number: str = ""
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class AgentProfile:
    """Who the agent is. Source: reference, type Agent; ``roles`` is of older editions."""

    username: str
    first_name: str
    last_name: str
    employee_id: str
    roles: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class TargetType(StrEnum):
    """Kinds of target. Source: reference, ``consult``."""

    AGENT = "AGENT"
    AGENT_GROUP = "AGENT_GROUP"
    SKILL = "SKILL"
    INTERACTION_QUEUE = "INTERACTION_QUEUE"
    ROUTING_POINT = "ROUTING_POINT"
    CUSTOM_CONTACT = "CUSTOM_CONTACT"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a transfer, conference or consultation goes. ``media`` is that of the consultation, if another."""

    type: TargetType
    destination: str
    media: str | None = None


@dataclass(frozen=True, slots=True)
class StandardResponse:
    """A text that agents insert."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """Somebody or something that can be called: ``destination`` is what the API takes, ``number`` what is dialled."""

    type: TargetType
    name: str
    destination: str
    number: str = ""
    state: StateType = StateType.UNKNOWN


class SipDevice(StrEnum):
    """The two halves of the SIP endpoint that can be muted."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"


class CampaignEvent(StrEnum):
    """What happens to a campaign. Source: reference, "Outbound campaign events"."""

    LOADED = "CampaignLoaded"
    UNLOADED = "CampaignUnloaded"
    STARTED = "CampaignStarted"
    STOPPED = "CampaignStopped"


@dataclass(frozen=True, slots=True)
class CampaignChange:
    """A campaign changed; ``mode`` is told when it starts."""

    event: CampaignEvent
    name: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A loaded campaign as the agent may know it."""

    name: str
    mode: str
    started: bool
    group_name: str
    description: str
    application_id: int


class CentreListener(Protocol):
    """What a contact centre tells the workspace."""

    def campaign_changed(self, change: CampaignChange) -> None:
        """A campaign of the agent was loaded, started, stopped or unloaded."""

    def conversation_changed(self, notification: Notification) -> None:
        """A conversation began, changed or ended."""

    def conversation_updated(self, conversation: Conversation) -> None:
        """Something changed for which clients get no event."""

    def media_changed(self, names: Sequence[str]) -> None:
        """The state of these media changed."""


class ContactCentre(Protocol):
    """What the workspace asks of a contact centre."""

    def listen(self, listener: CentreListener) -> None:
        """Names the one listener; nothing is told before."""

    def now(self) -> Seconds:
        """The contact centre's clock, seconds since the epoch; it may stand still."""

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        """Calls back once after a delay by the contact centre's clock."""

    def profile(self) -> AgentProfile: ...

    def states(self) -> Sequence[AgentState]:
        """The states that can be set, in the order of the state list."""

    def media(self) -> Sequence[Medium]: ...

    def directory(self) -> Sequence[DirectoryEntry]:
        """Agents, groups, skills, queues and routing points that can be targets."""

    def set_state(self, media: Sequence[str], operation: str) -> Answer:
        """Sets the state of these media."""

    def dial(self, destination: str, user_data: JsonObject, extensions: JsonObject) -> Answer: ...

    def call(self, conversation: str, verb: Verb) -> Answer:
        """Answers, rejects, hangs up, holds or resumes."""

    def record(self, conversation: str, verb: RecordingVerb) -> Answer: ...

    def send_dtmf(self, conversation: str, digits: str) -> Answer:
        """Sends digits, ``*`` and ``#`` as tones to the other party of a call."""

    def set_user_data(self, conversation: str, pairs: JsonObject) -> Answer: ...

    def delete_user_data(self, conversation: str, key: str) -> Answer: ...

    def complete(self, conversation: str) -> Answer:
        """Marks a conversation done; the contact centre forgets it."""

    def contacts(self, text: str) -> Sequence[Contact]:
        """Those whose name, firm, number or address has every word of a text, at most 20; none of a blank one."""

    def assign_contact(self, conversation: str, contact: Contact | None) -> Answer:
        """Says who the customer is; ``None`` is nobody known."""

    def transactions(self) -> Mapping[str, Mapping[str, str]]:
        """Options of the transaction objects by name, each as ``section/option``."""

    # several parties

    def consult(self, conversation: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer: ...

    def transfer(self, conversation: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Single-step transfer."""

    def conference(self, conversation: str, target: Target, user_data: JsonObject, extensions: JsonObject) -> Answer:
        """Single-step conference."""

    def complete_transfer(self, consultation: str) -> Answer: ...

    def complete_conference(self, consultation: str) -> Answer: ...

    # open media

    def act(self, conversation: str, verb: Verb) -> Answer:
        """Accepts, rejects, ends, leaves, composes, sends, saves, cancels, or places in queue or workbin."""

    def create_email(self, to: str, user_data: JsonObject) -> Answer: ...

    def reply(self, conversation: str) -> Answer:
        """Begins an answer to an e-mail: an outgoing one of the same case."""

    def edit_draft(self, conversation: str, fields: Mapping[str, str]) -> Answer:
        """Changes ``to``, ``cc``, ``subject`` or ``body`` of an outgoing e-mail."""

    def attach(self, conversation: str, file: Attachment) -> Answer:
        """Puts a file into an outgoing e-mail; one whose name is taken gets another."""

    def detach(self, conversation: str, name: str) -> Answer:
        """Takes a file out of an outgoing e-mail."""

    def insert_response(self, conversation: str, name: str) -> Answer:
        """Inserts a standard response into an outgoing e-mail or says it in a chat."""

    def say(self, conversation: str, text: str) -> Answer:
        """Says something in a chat."""

    def responses(self) -> Sequence[StandardResponse]: ...

    def workbin(self) -> Sequence[Conversation]:
        """What lies in the agent's workbin, oldest first."""

    def pull(self, conversation: str) -> Answer:
        """Takes something out of the workbin."""

    # outbound

    def campaigns(self) -> Sequence[CampaignView]: ...

    def get_preview(self, campaign: str) -> Answer: ...

    def call_record(self, conversation: str, handle: float) -> Answer: ...

    def direct_push(self, start: bool) -> Answer: ...

    def set_call_result(self, conversation: str, result: float) -> Answer: ...

    def set_do_not_call(self, conversation: str, value: bool) -> Answer: ...

    def reschedule(self, conversation: str, handle: float, date: str, kind: CallbackType) -> Answer: ...

    def cancel_reschedule(self, conversation: str) -> Answer: ...

    def update_fields(self, conversation: str, changes: JsonObject) -> Answer: ...

    def muted(self, device: SipDevice) -> bool: ...

    def mute(self, device: SipDevice, mute: bool) -> Answer: ...
