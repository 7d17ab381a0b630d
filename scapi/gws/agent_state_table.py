"""Agent states as Genesys Web Services defines them, and what they are in the contact centre.

Source: reference, "Agent states". The ids of the system's states are the same on every server, the odd case of one of
them included; those of an administrator's states are made of their names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scapi.centre.agents import AgentState, StateType
from scapi.centre.scenario import Scenario
from scapi.gws.uris import guid
from scapi.values import Json

READY = "Ready"
NOT_READY = "NotReady"
AFTER_CALL_WORK = "AfterCallWork"
AUX_WORK = "AuxWork"
OFFLINE = "Offline"
LOGGED_OUT = "LoggedOut"
LOGGED_IN: Mapping[str, Json] = {"state": "LoggedIn"}
"""What a device shows for a moment after a login: no agent state matches, so there is neither id nor name."""


@dataclass(frozen=True, slots=True)
class Definition:
    """An agent state: ``operation_name`` sets it; ``operation`` is its name in the contact centre."""

    id: str
    operation_name: str
    display_name: str
    state: str
    operation: str
    work_mode: str = ""
    reason: str = ""

    @property
    def setting(self) -> dict[str, Json]:
        """An entry of ``/settings/agent-states``."""
        return _without_empty(
            id=self.id, operationName=self.operation_name, displayName=self.display_name, state=self.state,
            workMode=self.work_mode, reason=self.reason,
        )  # fmt: skip

    @property
    def user_state(self) -> dict[str, Json]:
        """How a device or a channel shows it: who is offline has the state of a device that is logged out."""
        state = LOGGED_OUT if self.operation_name == OFFLINE else self.state
        return _without_empty(
            id=self.id, displayName=self.display_name, state=state, workMode=self.work_mode, reason=self.reason
        )


def _without_empty(**members: str) -> dict[str, Json]:
    return {name: value for name, value in members.items() if value}


SYSTEM: Sequence[Definition] = (
    Definition("9430250E-0A1B-421F-B372-F29E69366DED", READY, "Ready", "Ready", "Ready"),
    Definition("900D55CC-2BB0-431F-8BF9-D3525B383BE6", NOT_READY, "Not Ready", "NotReady", "NotReady"),
    Definition(
        "D3663509-3D82-4DD3-A82E-2EA8EFA02AEF",
        AFTER_CALL_WORK,
        "AfterCallWork",
        "NotReady",
        "AfterCallWork",
        "AfterCallWork",
    ),
    Definition("2B36138D-C564-4562-A8CB-3C32D564F296", AUX_WORK, "AuxWork", "NotReady", "AuxWork", "AuxWork"),
    Definition("0F7F5003-EF26-4D13-A6Ef-D0C7EC819BEB", OFFLINE, "Offline", "Logout", "LogOff"),
)
"""The states that every server has."""

_TYPES: Mapping[str, StateType] = {
    READY: StateType.READY,
    NOT_READY: StateType.NOT_READY,
    AFTER_CALL_WORK: StateType.NOT_READY_AFTER_CALLWORK,
    AUX_WORK: StateType.NOT_READY,
    OFFLINE: StateType.LOGOUT,
}
_SYSTEM_OF_TYPE: Mapping[StateType, str] = {kind: name for name, kind in _TYPES.items() if name != AUX_WORK}
_WITH_REASON: Mapping[StateType, str] = {
    StateType.NOT_READY_ACTION_CODE: "",
    StateType.NOT_READY_AFTER_CALLWORK_ACTION_CODE: AFTER_CALL_WORK,
}
"""States with a reason code are an administrator's; the value is their work mode."""


def definition(state: AgentState) -> Definition | None:
    """What a state of the contact centre is; ``None`` for one that v2 has no name for, such as do not disturb."""
    if state.operation == AUX_WORK:
        return SYSTEM[3]
    name = _SYSTEM_OF_TYPE.get(state.type)
    if name is not None:
        return replace(next(each for each in SYSTEM if each.operation_name == name), operation=state.operation)
    if state.type not in _WITH_REASON:
        return None
    key = guid("agent-state", state.operation)
    work_mode = _WITH_REASON[state.type]
    return Definition(key, state.operation, state.display_name, "NotReady", state.operation, work_mode, state.code)


def definitions(states: Sequence[AgentState]) -> tuple[Definition, ...]:
    """What can be set, in the order of the contact centre's list; each operation name once."""
    found: dict[str, Definition] = {}
    for state in states:
        known = definition(state)
        if known is not None:
            found.setdefault(known.operation_name, known)
    return tuple(found.values())


def with_system_states(scenario: Scenario) -> Scenario:
    """The scenario with every state that v2 has on every server."""
    known = {each.operation_name for each in definitions(scenario.states)}
    more = tuple(
        AgentState(_TYPES[each.operation_name], each.display_name, each.operation)
        for each in SYSTEM
        if each.operation_name not in known
    )
    return replace(scenario, states=(*scenario.states, *more))
