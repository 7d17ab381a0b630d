"""Reads who the agent is, the states and the telephone, and the directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scapi.centre.agents import AgentProfile, AgentState, Device, Medium, StateType
from scapi.centre.conversations import VOICE, Party
from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.gws.agent_state_table import AFTER_CALL_WORK, OFFLINE
from scapi.values import Json, JsonObject, Seconds

DO_NOT_DISTURB = AgentState(StateType.DND_ON, "Do Not Disturb", "DoNotDisturbOn")
"""In v2 that is no agent state but one of the telephone; here the agent chooses it in the same list."""
_OUT_OF_SERVICE = AgentState(StateType.OUT_OF_SERVICE, "Out of service", "")
_LOGOUT_DND = AgentState(StateType.LOGOUT_DND_ON, "Logged out, do not disturb", "")
_UNKNOWN = AgentState(StateType.UNKNOWN, "Unknown", "")
_LOGGED_OUT = AgentState(StateType.LOGOUT, "Logged out", OFFLINE)

_TARGETS: Mapping[str, TargetType] = {
    "User": TargetType.AGENT,
    "BusinessUnit": TargetType.AGENT_GROUP,
    "Skill": TargetType.SKILL,
    "Queue": TargetType.INTERACTION_QUEUE,
    "RoutingPoint": TargetType.ROUTING_POINT,
}


@dataclass(frozen=True, slots=True)
class Person:
    """A contact of the directory who is a user."""

    employee_id: str
    user_name: str
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Directory:
    """The internal directory: what can be a target, and who is at which number."""

    entries: tuple[DirectoryEntry, ...] = ()
    people: Mapping[str, Person] | None = None

    def party(self, number: str) -> Party:
        """Who answers at a number."""
        person = (self.people or {}).get(number)
        if person is None:
            return Party(number, number)
        path = f"/users/{person.user_name}"
        return Party(number, number, "AGENT", person.user_name, person.first_name, person.last_name, path)


@dataclass(frozen=True, slots=True)
class StateDefinition:
    """An agent state of ``/settings/agent-states``."""

    state: AgentState
    shown: str
    work_mode: str
    reason: str


def read_definitions(content: JsonObject) -> tuple[StateDefinition, ...]:
    """The states that can be set, in the server's order."""
    found = []
    for each in objects(content, "settings"):
        operation, shown = text(each, "operationName"), text(each, "state")
        work_mode, reason = text(each, "workMode"), text(each, "reason")
        if operation and shown:
            kind = _state_type(shown, work_mode, reason)
            state = AgentState(kind, text(each, "displayName") or operation, operation, reason)
            found.append(StateDefinition(state, shown, work_mode, reason))
    return tuple(found)


def _state_type(shown: str, work_mode: str, reason: str) -> StateType:
    match shown:
        case "Ready":
            return StateType.READY
        case "Logout" | "LoggedOut":
            return StateType.LOGOUT
        case "NotReady" if work_mode == AFTER_CALL_WORK:
            return StateType.NOT_READY_AFTER_CALLWORK_ACTION_CODE if reason else StateType.NOT_READY_AFTER_CALLWORK
        case "NotReady":
            return StateType.NOT_READY_ACTION_CODE if reason else StateType.NOT_READY
    return StateType.UNKNOWN


def read_user_state(user_state: JsonObject, known: Sequence[StateDefinition]) -> AgentState:
    """The agent state that a ``userState`` is: that of the same state, work mode and reason, if one is defined."""
    shown = text(user_state, "state")
    if shown == "LoggedOut":
        shown = "Logout"
    work_mode, reason = text(user_state, "workMode"), text(user_state, "reason")
    for each in known:
        if (each.shown, each.work_mode, each.reason) == (shown, work_mode, reason):
            return each.state
    if shown == "Logout":
        return _LOGGED_OUT
    name = text(user_state, "displayName") or shown or _UNKNOWN.display_name
    return AgentState(_state_type(shown, work_mode, reason), name, "", reason)


def read_device(resource: JsonObject) -> Device:
    """The telephone."""
    return Device(
        text(resource, "phoneNumber"),
        text(resource, "deviceState") != "Inactive",
        text(resource, "doNotDisturb") == "On",
        text(resource, "forwardTo"),
    )


def read_voice(resource: JsonObject, known: Sequence[StateDefinition], since: Seconds) -> Medium:
    """The medium voice, as the telephone shows it."""
    device = read_device(resource)
    chosen = read_user_state(_object(resource, "userState"), known)
    state = chosen
    if not device.in_service:
        state = _OUT_OF_SERVICE
    elif device.do_not_disturb:
        state = _LOGOUT_DND if chosen.type is StateType.LOGOUT else DO_NOT_DISTURB
    return Medium(VOICE, state, since, device.number)


def read_channel(resource: JsonObject, known: Sequence[StateDefinition], since: Seconds) -> Medium | None:
    """Another medium, as its channel shows it; ``None`` for voice, which the telephone shows."""
    name = text(resource, "channel")
    if not name or name == VOICE:
        return None
    state = read_user_state(_object(resource, "userState"), known)
    if text(resource, "dndState") == "On":
        state = _LOGOUT_DND if state.type is StateType.LOGOUT else DO_NOT_DISTURB
    return Medium(name, state, since)


def read_directory(content: JsonObject, own_user: str) -> tuple[Directory, Person | None]:
    """The directory without the agent, who is given besides."""
    entries, people = [], {}
    own = None
    for each in objects(content, "contacts"):
        kind = _TARGETS.get(text(each, "type"))
        numbers = objects(each, "phoneNumbers")
        number = text(numbers[0], "phoneNumber") if numbers else ""
        person = Person(
            text(each, "employeeId"), text(each, "userName"), text(each, "firstName"), text(each, "lastName")
        )
        if kind is TargetType.AGENT and number:
            people[number] = person
        if text(each, "id") == own_user:
            own = person
        elif kind is not None:
            destination = person.employee_id if kind is TargetType.AGENT and person.employee_id else text(each, "name")
            entries.append(DirectoryEntry(kind, text(each, "name"), destination, number))
    return Directory(tuple(entries), people), own


def read_profile(user: JsonObject, own: Person | None) -> AgentProfile:
    """Who the agent is; without an employee id the user name stands for it."""
    roles = user.get("roles")
    return AgentProfile(
        text(user, "userName"),
        text(user, "firstName"),
        text(user, "lastName"),
        (own.employee_id if own is not None else "") or text(user, "userName"),
        tuple(str(role) for role in roles) if isinstance(roles, list) else (),
    )


def text(resource: JsonObject, name: str) -> str:
    """A text member; empty when it is none."""
    value = resource.get(name)
    return value if isinstance(value, str) else ""


def _object(resource: JsonObject, name: str) -> JsonObject:
    value = resource.get(name)
    return value if isinstance(value, Mapping) else {}


def objects(resource: JsonObject, name: str) -> list[JsonObject]:
    value: Json = resource.get(name)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
