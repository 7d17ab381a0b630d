"""The port between one agent's workspace and a contact centre; the simulator and a remote server both stand behind it.

The port is asynchronous. An operation is answered at once or later, and what it changes is told to the listener before
or after the answer; either may fail, and an operation that was taken on may fail afterwards (``operation_failed``).
Nobody may read a result that has not come. What has been removed stays removed: a conversation that is pulled again, or
comes back from a queue, is another one of the same uuid.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias, TypeVar

from scapi.centre.acts import Act, Opening
from scapi.centre.agents import AgentProfile, AgentState, Device, Medium, SipDevice
from scapi.centre.centre_error import CentreError
from scapi.centre.contacts import Contact
from scapi.centre.conversations import Conversation, Notification
from scapi.centre.directory import DirectoryEntry, StandardResponse
from scapi.values import Cancel, Eventual, Seconds

Told = TypeVar("Told")

Token: TypeAlias = str
"""Names an operation; the notifications that come of it carry it. Empty where nobody asks."""


class Connection(StrEnum):
    """State of the link to the contact centre; the first is never told in an event."""

    CONNECTED = "CONNECTED"
    DISCONNECTED = "DISCONNECTED"
    RECONNECTED = "RECONNECTED"
    DOWN = "DOWN"


LOST = frozenset({Connection.DISCONNECTED, Connection.DOWN})
"""States in which nothing can be asked."""


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


NOBODY = AgentProfile("", "", "", "")
"""Who the agent is before the contact centre has said so."""


@dataclass(frozen=True, slots=True)
class CentreView:
    """What the agent may know of the contact centre besides conversations: all of it, as it is now."""

    profile: AgentProfile = NOBODY
    states: tuple[AgentState, ...] = ()
    """The states that can be set, in the order of the state list."""
    media: tuple[Medium, ...] = ()
    device: Device | None = None
    directory: tuple[DirectoryEntry, ...] = ()
    """Agents, groups, skills, queues and routing points that can be targets."""
    responses: tuple[StandardResponse, ...] = ()
    campaigns: tuple[CampaignView, ...] = ()
    workbin: tuple[Conversation, ...] = ()
    """What lies in the agent's workbin, oldest first."""
    muted: frozenset[SipDevice] = frozenset()
    transactions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Options of the transaction objects by name, each as ``section/option``."""


@dataclass(frozen=True, slots=True)
class Done:
    """An operation was taken on.

    ``started`` is the conversation that it began, if any; ``failed`` says for which media a state could not be set
    while it was for others.
    """

    started: str | None = None
    failed: Mapping[str, CentreError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """The contacts that were looked for."""

    contacts: tuple[Contact, ...]


Result: TypeAlias = "Done | CentreError"
PortAnswer: TypeAlias = "Result | Eventual[Result]"
FoundAnswer: TypeAlias = "Found | CentreError | Eventual[Found | CentreError]"


class Clock(Protocol):
    """The clock of a session: the simulator's, which can be turned by hand, or that of the page."""

    def now(self) -> Seconds:
        """Seconds since the epoch; it may stand still."""

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        """Calls back once after a delay by this clock."""


class CentreListener(Protocol):
    """What a contact centre tells the workspace."""

    def restored(self, view: CentreView, conversations: Sequence[Conversation]) -> None:
        """All there is: after the start, and again after each reconnection. What is not in it is gone."""

    def connection_changed(self, state: Connection) -> None:
        """The link to the contact centre was lost, or is there again."""

    def conversation_changed(self, notification: Notification) -> None:
        """A conversation began, changed or ended."""

    def conversation_updated(self, conversation: Conversation, token: Token = "") -> None:
        """Something changed for which clients get no event: what can be done, or what the content is."""

    def operation_failed(self, conversation: str | None, error: CentreError, token: Token) -> None:
        """An operation that had been taken on has failed after all."""

    def media_changed(self, media: Sequence[Medium]) -> None:
        """These media have another state."""

    def device_changed(self, device: Device) -> None:
        """The telephone has another state."""

    def mute_changed(self, muted: frozenset[SipDevice]) -> None:
        """These halves of the SIP endpoint are muted now."""

    def campaign_changed(self, change: CampaignChange, campaigns: Sequence[CampaignView]) -> None:
        """A campaign of the agent was loaded, started, stopped or unloaded; ``campaigns`` are all there are now."""

    def workbin_changed(self, kept: Sequence[Conversation]) -> None:
        """What lies in the agent's workbin now, oldest first."""

    def directory_changed(self, entries: Sequence[DirectoryEntry]) -> None:
        """The directory, or the state of somebody in it, is another."""


class ContactCentre(Protocol):
    """What the workspace of one agent asks of a contact centre."""

    def start(self, listener: CentreListener) -> PortAnswer:
        """Begins the agent's session: ``restored`` tells what there is, then everything that changes is told."""

    def stop(self) -> PortAnswer:
        """Ends the session: nothing is told any more. Agent and conversations stay as they are."""

    def do(self, conversation: str, act: Act, token: Token = "") -> PortAnswer:
        """Does something to a conversation, if that is possible now."""

    def open(self, opening: Opening, token: Token = "") -> PortAnswer:
        """Begins a conversation: dials, opens an e-mail, asks for a record, pulls from the workbin."""

    def set_state(self, media: Sequence[str], operation: str) -> PortAnswer:
        """Sets the state of these media. When it could be set for some only, ``failed`` says why not for others."""

    def mute(self, device: SipDevice, on: bool) -> PortAnswer:
        """Mutes half of the SIP endpoint, or lets it be heard again."""

    def direct_push(self, on: bool) -> PortAnswer:
        """Asks for direct push preview records, or for no more of them."""

    def do_not_disturb(self, on: bool) -> PortAnswer:
        """Keeps calls from the telephone, or lets them come again."""

    def forward(self, destination: str) -> PortAnswer:
        """Lets calls go to another number; an empty one ends that."""

    def contacts(self, text: str) -> FoundAnswer:
        """Those whose name, firm, number or address has every word of a text, at most 20; none of a blank one."""
