"""The agent's state and that of each medium, with the menus that change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.formats import duration, initials
from host_page.views.moments import Form, Running, Time
from host_page.views.places import Place, Spot, Where, Whose
from host_page.views.ui_state import UiState
from scapi.centre.agents import AgentState, Medium, StateType
from scapi.session import Session

STATE, MEDIUM_STATE = Place("state", Where.ELSEWHERE), Place("state", Where.ELSEWHERE, Whose.MEDIUM)
_REASONS_OF = {
    StateType.NOT_READY_ACTION_CODE: StateType.NOT_READY,
    StateType.NOT_READY_AFTER_CALLWORK_ACTION_CODE: StateType.NOT_READY_AFTER_CALLWORK,
}
KEYS = {
    StateType.READY: "Alt R",
    StateType.NOT_READY: "Alt N",
    StateType.NOT_READY_AFTER_CALLWORK: "Alt W",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A state that can be chosen."""

    operation: str
    label: str
    dot: str
    checked: bool
    key: str = ""
    reasons: Sequence[Choice] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """The states of the contact centre's list, reasons under their state, logging out last."""

    choices: Sequence[Choice]
    log_out: Choice | None
    error: str
    busy: bool


@dataclass(frozen=True, slots=True)
class Agent:
    name: str
    initials: str
    state: str
    dot: str
    time: Time
    disabled: bool
    menu: Menu


@dataclass(frozen=True, slots=True)
class Channel:
    """One medium."""

    name: str
    label: str
    icon: str
    note: str
    second: str
    state: str
    dot: str
    disabled: bool
    menu: Menu


def agent_model(session: Session, ui: UiState) -> Agent:
    presence = session.workspace.presence
    name = session.workspace.known.profile.full_name
    state = presence.state
    label = state.display_name
    if state.type is StateType.PARTIAL_READY:
        ready = [words.medium_name(m.name) for m in presence.media if m.state.type is StateType.READY]
        label = f"Ready for {', '.join(ready).lower()}"
    gone = state.type is StateType.OUT_OF_SERVICE
    menu = _menu(session, ui, state, STATE.spot, True)
    return Agent(name, initials(name), label, words.dot(state.type), state_time(session), gone, menu)


def channels(session: Session, ui: UiState) -> list[Channel]:
    return [_channel(session, ui, medium) for medium in session.workspace.presence.media]


def state_time(session: Session) -> Time:
    """How long the agent is in the state; it stands still while an interaction is handled."""
    since, earliest = session.workspace.presence.since, session.workspace.interactions.earliest
    return Running(Form.DURATION, since) if earliest is None else duration(max(0.0, earliest - since))


def handled(session: Session) -> tuple[int, ...]:
    """How many interactions of each medium the agent handles."""
    return tuple(session.workspace.interactions.handled(medium.name) for medium in session.workspace.presence.media)


def operation_of(states: Sequence[AgentState], kind: StateType) -> str | None:
    """The operation that leads to the first state of a type."""
    return next((state.operation for state in states if state.type is kind), None)


def _channel(session: Session, ui: UiState, medium: Medium) -> Channel:
    live = session.workspace.interactions.handled(medium.name)
    note = medium.number or (f"{live} of {medium.capacity}" if medium.capacity > 1 else "")
    return Channel(
        name=medium.name,
        label=words.medium_name(medium.name),
        icon=words.medium_icon(medium.name),
        note=note,
        second=medium.dynamic_number,
        state=medium.state.display_name,
        dot=words.dot(medium.state.type),
        disabled=medium.state.type is StateType.OUT_OF_SERVICE,
        menu=_menu(session, ui, medium.state, MEDIUM_STATE.of(medium.name), False),
    )


def _menu(session: Session, ui: UiState, current: AgentState, spot: Spot, keys: bool) -> Menu:
    states = session.workspace.presence.states
    choices = []
    for state in states:
        if state.type in _REASONS_OF and any(other.type is _REASONS_OF[state.type] for other in states):
            continue
        if state.type is StateType.LOGOUT:
            continue
        reasons = [_choice(r, current) for r in states if _REASONS_OF.get(r.type) is state.type]
        first = operation_of(states, state.type) == state.operation
        choices.append(_choice(state, current, KEYS.get(state.type, "") if keys and first else "", reasons))
    out = next((state for state in states if state.type is StateType.LOGOUT), None)
    return Menu(choices, None if out is None else _choice(out, current), ui.errors.get(spot, ""), spot in ui.busy)


def _choice(state: AgentState, current: AgentState, key: str = "", reasons: Sequence[Choice] = ()) -> Choice:
    checked = state.operation == current.operation
    return Choice(state.operation, state.display_name, words.dot(state.type), checked, key, reasons)
