"""Agents as a contact centre knows them: who one is, the states of the media, and the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scapi.values import Seconds


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


LOGGED_OUT = frozenset({StateType.LOGOUT, StateType.LOGOUT_DND_ON})
"""Types of a medium that the agent is logged out of."""
ABSENT = LOGGED_OUT | {StateType.OUT_OF_SERVICE, StateType.UNKNOWN}
"""Types of a medium that nothing can be begun with."""


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

    @property
    def absent(self) -> bool:
        """Whether the agent is logged out of it, or it does not work."""
        return self.state.type in ABSENT


@dataclass(frozen=True, slots=True)
class Device:
    """The agent's telephone. Source: Genesys Web Services, device resource.

    ``forward_to`` is the number to which calls go instead; empty when they are not forwarded.
    """

    number: str
    in_service: bool = True
    do_not_disturb: bool = False
    forward_to: str = ""


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


class SipDevice(StrEnum):
    """The two halves of the SIP endpoint that can be muted."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
