"""Interactions: conversations of the contact centre as the agent and the clients see them.

An interaction id is a counter of this session ("1", "2", ...), as in the vendor's workspace. The case id is what joins
interactions of one customer matter; it is also attached to the conversation as ``IW_CaseUid``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from scapi.centre.conversations import Conversation, State
from scapi.centre.open_media import ENDS as OPEN_MEDIA_ENDS
from scapi.values import Json, Seconds

ENDS = OPEN_MEDIA_ENDS | {State.CANCELED, State.REJECTED}
"""States in which an interaction is over."""

CASE_KEY = "IW_CaseUid"
BUNDLE_KEY = "IW_BundleUid"
INFORMATION_KEY = "IWAttachedDataInformation"
SYSTEM_KEYS = frozenset({CASE_KEY, BUNDLE_KEY, INFORMATION_KEY})
"""Keys that the workspace itself attaches; nobody else may change them (decided here)."""


class ActorKind(StrEnum):
    AGENT = "agent"
    APPLICATION = "application"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: the agent, a client application (with its origin), or the contact centre."""

    kind: ActorKind
    label: str = ""
    origin: str = ""


AGENT = Actor(ActorKind.AGENT)
CENTRE = Actor(ActorKind.CENTRE)


@dataclass(frozen=True, slots=True)
class DataChange:
    """The last change of one key: who, when (contact centre's clock), and what was there before.

    ``before`` is ``None`` for a key that is new; ``deleted`` keeps a line in view that is gone.
    """

    actor: Actor
    at: Seconds
    before: Json
    deleted: bool = False


@dataclass(slots=True)
class Interaction:
    """One interaction in the agent's list."""

    id: str
    case_id: str
    bundle_id: str
    conversation: Conversation
    information: Mapping[str, Json]
    is_main: bool = True
    parent_id: str | None = None
    previous_state: State = State.UNKNOWN
    opened: bool = False
    """Whether the agent has it open; a call that rings is not opened yet."""
    blocks: dict[str, str] = field(default_factory=dict)
    """Warnings of the applications that block mark done, by origin."""
    changes: dict[str, DataChange] = field(default_factory=dict)
    answers_at: Seconds | None = None
    """When the workspace accepts it in the agent's name (contact centre's clock); ``None`` leaves it to the agent."""

    @property
    def state(self) -> State:
        return self.conversation.state

    @property
    def media(self) -> str:
        return self.conversation.media

    @property
    def live(self) -> bool:
        """Whether its attached data can still be written."""
        return self.conversation.state not in ENDS

    @property
    def user_data(self) -> Mapping[str, Json]:
        """The attached data, the workspace's own keys last."""
        return {
            **self.conversation.user_data,
            INFORMATION_KEY: self.information,
            CASE_KEY: self.case_id,
            BUNDLE_KEY: self.bundle_id,
        }

    @property
    def title(self) -> str:
        """Whom the agent talks to: the contact, else the other party."""
        contact = self.conversation.contact
        if contact is not None and contact.display_name:
            return contact.display_name
        parties = self.conversation.parties
        return parties[0].name if parties else self.conversation.ani or self.conversation.dnis or "Unknown"


class Interactions:
    """The agent's list, in the order of arrival."""

    def __init__(self) -> None:
        self._by_id: dict[str, Interaction] = {}
        self._by_conversation: dict[str, str] = {}
        self._next = 1

    def __iter__(self) -> Iterator[Interaction]:
        return iter(tuple(self._by_id.values()))

    def __len__(self) -> int:
        return len(self._by_id)

    def new_id(self) -> str:
        interaction_id = str(self._next)
        self._next += 1
        return interaction_id

    def add(self, interaction: Interaction) -> None:
        self._by_id[interaction.id] = interaction
        self._by_conversation[interaction.conversation.id] = interaction.id

    def get(self, interaction_id: str) -> Interaction | None:
        return self._by_id.get(interaction_id)

    def of_conversation(self, conversation_id: str) -> Interaction | None:
        interaction_id = self._by_conversation.get(conversation_id)
        return None if interaction_id is None else self._by_id.get(interaction_id)

    def of_case(self, case_id: str) -> tuple[Interaction, ...]:
        return tuple(interaction for interaction in self if interaction.case_id == case_id)

    def export(self) -> object:
        return self._by_id, self._next

    def restore(self, state: Any) -> None:
        self._by_id, self._next = state
        self._by_conversation = {each.conversation.id: each.id for each in self._by_id.values()}

    def remove(self, interaction: Interaction) -> None:
        self._by_id.pop(interaction.id, None)
        self._by_conversation.pop(interaction.conversation.id, None)
