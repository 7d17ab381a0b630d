"""Scenario files: who the agent is, who else is there, and what the contact centre has, in TOML.

A mistake names the file, the line and the key, and says what was expected; nothing is guessed.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from scapi.centre.campaigns import CampaignSpec
from scapi.centre.conversations import Contact, LastContact
from scapi.centre.port import (
    AgentProfile,
    AgentState,
    DirectoryEntry,
    Medium,
    StandardResponse,
    StateType,
    TargetType,
)
from scapi.centre.scenario_outbound import read_campaigns, read_time_zones
from scapi.centre.scenario_reader import ScenarioError, Table
from scapi.centre.scenario_script import ScriptStep, read_script
from scapi.values import Seconds

Built = TypeVar("Built")


DEFAULT_ADDRESS = "agent@workspace.example"
"""What outgoing e-mails are from when the scenario does not say."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another agent."""

    profile: AgentProfile
    number: str
    state: StateType = StateType.READY


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that the simulator begins with."""

    name: str
    agent: AgentProfile
    states: tuple[AgentState, ...]
    media: tuple[Medium, ...]
    colleagues: tuple[Colleague, ...] = ()
    places: tuple[DirectoryEntry, ...] = ()
    contacts: tuple[Contact, ...] = ()
    responses: tuple[StandardResponse, ...] = ()
    campaigns: tuple[CampaignSpec, ...] = ()
    time_zones: Mapping[str, str] = field(default_factory=dict)
    transactions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Options by the name of the transaction object, each as ``section/option``."""
    script: tuple[ScriptStep, ...] = ()
    email_address: str = DEFAULT_ADDRESS
    no_answer_after: Seconds = 0.0
    """After how long what the agent does not accept goes back to its queue; 0 is never."""

    def directory(self) -> tuple[DirectoryEntry, ...]:
        """Everybody and everything that can be a target, agents first."""
        agents = tuple(
            DirectoryEntry(TargetType.AGENT, c.profile.full_name, c.profile.employee_id, c.number, c.state)
            for c in self.colleagues
        )
        return agents + self.places


_PLACES: Mapping[str, TargetType] = {
    "groups": TargetType.AGENT_GROUP,
    "skills": TargetType.SKILL,
    "queues": TargetType.INTERACTION_QUEUE,
    "routingPoints": TargetType.ROUTING_POINT,
}
_REPORTED_ONLY = frozenset(
    {StateType.PARTIAL_READY, StateType.OUT_OF_SERVICE, StateType.LOGOUT_DND_ON, StateType.UNKNOWN}
)


def parse_scenario(text: str, name: str = "scenario") -> Scenario:
    """Reads a scenario; raises :class:`ScenarioError`."""
    try:
        root = Table(name, text, (), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError.of_toml(name, text, str(error)) from None
    agent = _profile(root.table("agent"))
    states = _all(root, "states", _state)
    operations = {state.operation: state for state in states}
    media = _all(root, "media", lambda table: _medium(table, operations))
    for key in ("states", "media"):
        if not root.tables(key):
            raise root.error(key, f"at least one [[{key}]]")
    for key, names in (
        ("states", [state.operation for state in states]),
        ("media", [medium.name for medium in media]),
    ):
        _unique(root, key, names)
    places = [_all(root, key, lambda t, k=kind: _place(t, k)) for key, kind in _PLACES.items()]  # type: ignore[misc]
    scenario = Scenario(
        name,
        agent,
        states,
        media,
        _all(root, "agents", _colleague),
        tuple(place for kind in places for place in kind),
        tuple(replace(each, id=str(number)) for number, each in enumerate(_all(root, "contacts", _contact), start=1)),
        _all(root, "responses", lambda table: StandardResponse(table.text("name"), table.text("text"))),
        read_campaigns(root),
        read_time_zones(root),
        {table.text("name"): table.string_map("options") for table in root.tables("transactions")},
        read_script(root),
        root.text("emailAddress", DEFAULT_ADDRESS),
        _seconds(root, "noAnswerAfter"),
    )
    root.refuse_others()
    return scenario


def _all(root: Table, key: str, build: Callable[[Table], Built]) -> tuple[Built, ...]:
    built = []
    for table in root.tables(key):
        built.append(build(table))
        table.refuse_others()
    return tuple(built)


def _unique(root: Table, key: str, names: Sequence[str]) -> None:
    for position, name in enumerate(names):
        if name in names[:position]:
            raise root.tables(key)[position].error("", f"{name!r} only once in [[{key}]]")


def _seconds(table: Table, key: str) -> Seconds:
    seconds = table.number(key, 0.0)
    if not 0 <= seconds < math.inf:
        raise table.error(key, "seconds, 0 for never")
    return seconds


def _profile(table: Table) -> AgentProfile:
    profile = AgentProfile(
        table.text("username"),
        table.text("firstName"),
        table.text("lastName"),
        table.text("employeeId"),
        table.texts("roles"),
    )
    table.refuse_others("number", "state")
    return profile


def _state(table: Table) -> AgentState:
    kind = table.choice("type", StateType)
    if kind in _REPORTED_ONLY:
        raise table.error("type", "a state that can be set")
    return AgentState(kind, table.text("displayName"), table.text("operation"), table.text("code", ""))


def _medium(table: Table, operations: Mapping[str, AgentState]) -> Medium:
    state = operations.get(table.text("state"))
    if state is None:
        raise table.error("state", f"the operation of a state: {', '.join(operations) or 'there is none'}")
    return Medium(
        table.text("name"),
        state,
        0.0,
        table.text("number", ""),
        table.text("dynamicPhoneNumber", ""),
        table.whole_number("capacity", 1),
    )


def _colleague(table: Table) -> Colleague:
    number = table.text("number")
    state = table.choice("state", StateType, StateType.READY)
    return Colleague(_profile(table), number, state)


def _place(table: Table, kind: TargetType) -> DirectoryEntry:
    name = table.text("name")
    return DirectoryEntry(kind, name, name, table.text("number", ""))


def _contact(table: Table) -> Contact:
    return Contact(
        table.text("displayName"),
        table.text("firstName", ""),
        table.text("lastName", ""),
        table.text("company", ""),
        table.texts("phones"),
        table.texts("emails"),
        last_contact=_last_contact(table),
    )


def _last_contact(table: Table) -> LastContact | None:
    """When the customer was last in touch; written in one line, so that a mistake is named at its key."""
    given = table.values("lastContact")
    if not given:
        return None
    match given:
        case {"media": str(media), "daysAgo": int(days), **others} if media and not others:
            if days >= 0 and not isinstance(days, bool):
                return LastContact(media, days)
    raise table.error("lastContact", 'a medium and a whole number of days, such as {media = "email", daysAgo = 3}')
