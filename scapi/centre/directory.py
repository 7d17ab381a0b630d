"""The directory of a contact centre: whom and what the agent can reach."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scapi.centre.agents import StateType


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
class DirectoryEntry:
    """Somebody or something that can be called: ``destination`` is what the API takes, ``number`` what is dialled."""

    type: TargetType
    name: str
    destination: str
    number: str
    state: StateType = StateType.UNKNOWN

    @property
    def dialled(self) -> str:
        """What is dialled to reach it."""
        return self.number or self.destination


@dataclass(frozen=True, slots=True)
class StandardResponse:
    """A text that agents insert."""

    name: str
    text: str
