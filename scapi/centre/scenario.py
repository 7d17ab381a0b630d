"""Scenario files: who the agent is, who else is there, and what the contact centre has, in TOML.

A mistake names the file, the line and the key, and says what was expected; nothing is guessed, and all mistakes
are told at once. A scenario may build on another one (:mod:`scapi.centre.scenario_bases`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias, TypeVar

from scapi.centre.agents import AgentProfile, AgentState, Medium, StateType
from scapi.centre.campaigns import CampaignSpec
from scapi.centre.contacts import Contact, LastContact
from scapi.centre.conversations import VOICE, Party
from scapi.centre.directory import DirectoryEntry, StandardResponse, TargetType
from scapi.centre.scenario_bases import read_layers
from scapi.centre.scenario_error import Book
from scapi.centre.scenario_outbound import read_campaigns, read_time_zones
from scapi.centre.scenario_reader import Table, no_others, only_once
from scapi.centre.scenario_script import ScriptStep, read_script
from scapi.centre.situations import Situation, read_situations
from scapi.values import Seconds

Built = TypeVar("Built")
CallCheck: TypeAlias = Callable[[Sequence[ScriptStep], Sequence[Situation], Book], None]

DEFAULT_ADDRESS = "agent@workspace.example"
"""What outgoing e-mails are from when the scenario does not say."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An agent of the contact centre. One who is not ``seated`` is played by the driver, as any far end is.

    ``member_of`` are the names of the groups, skills, queues and routing points that reach the agent.
    """

    profile: AgentProfile
    number: str
    media: tuple[Medium, ...]
    state: StateType = StateType.READY
    member_of: frozenset[str] = frozenset()
    seated: bool = True

    @property
    def party(self) -> Party:
        """The agent as others see it."""
        who = self.profile
        return Party(
            self.number, self.number, "AGENT", who.username, who.first_name, who.last_name, f"/users/{who.username}"
        )


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that the simulator begins with."""

    name: str
    seat: Seat
    """The agent of the page."""
    states: tuple[AgentState, ...]
    colleagues: tuple[Seat, ...] = ()
    places: tuple[DirectoryEntry, ...] = ()
    contacts: tuple[Contact, ...] = ()
    responses: tuple[StandardResponse, ...] = ()
    campaigns: tuple[CampaignSpec, ...] = ()
    time_zones: Mapping[str, str] = field(default_factory=dict)
    transactions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Options by the name of the transaction object, each as ``section/option``."""
    script: tuple[ScriptStep, ...] = ()
    email_address: str = DEFAULT_ADDRESS
    situations: tuple[Situation, ...] = ()
    no_answer_after: Seconds = 0.0
    """After how long what the agent does not accept goes back to its queue; 0 is never."""

    @property
    def agent(self) -> AgentProfile:
        return self.seat.profile

    @property
    def media(self) -> tuple[Medium, ...]:
        return self.seat.media

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Those who sit in the contact centre, the agent of the page first."""
        return (self.seat, *(colleague for colleague in self.colleagues if colleague.seated))

    def directory(self) -> tuple[DirectoryEntry, ...]:
        """Everybody and everything that can be a target: colleagues first, the agent of the page last of the agents."""
        agents = tuple(
            DirectoryEntry(TargetType.AGENT, each.profile.full_name, each.profile.employee_id, each.number, each.state)
            for each in (*self.colleagues, self.seat)
        )
        return agents + self.places


_PLACES: Mapping[str, TargetType] = {
    "groups": TargetType.AGENT_GROUP,
    "skills": TargetType.SKILL,
    "queues": TargetType.INTERACTION_QUEUE,
    "routingPoints": TargetType.ROUTING_POINT,
}
_NO_STATE = AgentState(StateType.UNKNOWN, "", "")
"""Stands for a state that is not there, while errors are being gathered."""
_REPORTED_ONLY = frozenset(
    {StateType.PARTIAL_READY, StateType.OUT_OF_SERVICE, StateType.LOGOUT_DND_ON, StateType.UNKNOWN}
)


def unchecked(_: Sequence[ScriptStep], __: Sequence[Situation], ___: Book) -> None:
    """The calls of a script are not looked at."""


def parse_scenario(
    text: str, name: str = "scenario", bases: Sequence[tuple[str, str]] = (), check_calls: CallCheck = unchecked
) -> Scenario:
    """Reads a scenario; raises :class:`ScenarioError` with everything that is wrong.

    ``bases`` are the scenarios that it builds on, nearest first, each with its name and text. ``check_calls`` notes
    what is wrong with the calls of the script and of situations, which the contact centre itself does not know.
    """
    book = Book((name, *(source for source, _ in bases)))
    root = read_layers(text, name, bases, book)
    scenario = _read(root, name, book, check_calls)
    book.close()
    if scenario is None:
        raise ValueError("what has no error has been read")
    return scenario


def _read(root: Table, name: str, book: Book, check_calls: CallCheck) -> Scenario | None:
    """The scenario, or what stands for it while errors are being gathered."""
    all_of = partial(_all, root, book)
    own = root.table_or_none("agent")
    agent = None if own is None else _profile(own)
    states = all_of("states", _state)
    operations = {state.operation: state for state in states}
    media = all_of("media", lambda table: _medium(table, operations))
    for key in ("states", "media"):
        if not root.tables(key):
            root.wrong(key, f"at least one [[{key}]]")
    for key, identity in (("states", "operation"), ("media", "name")):
        _unique(root, key, identity)
    everywhere = tuple(place for key, kind in _PLACES.items() for place in all_of(key, partial(_place, kind=kind)))
    reachable = frozenset(place.name for place in everywhere)
    number = next((medium.number for medium in media if medium.number), "")
    colleagues = all_of("agents", lambda table: _colleague(table, media, states, reachable))
    agents = root.tables("agents")
    for key in ("employeeId", "number"):
        only_once(agents, key)
    for table in agents:
        if agent is not None and table.named("employeeId") == agent.employee_id:
            table.wrong("employeeId", f"another one than that of the agent, {agent.employee_id!r}")
    for key in _PLACES:
        only_once(root.tables(key), "name")
    contacts = all_of("contacts", _contact)
    responses = all_of("responses", lambda table: StandardResponse(table.text("name"), table.text("text")))
    campaigns = read_campaigns(root)
    time_zones = read_time_zones(root)
    transactions = dict(all_of("transactions", lambda table: (table.text("name"), table.string_map("options"))))
    script, situations = read_script(root), read_situations(root)
    check_calls(script, situations, book)
    member_of: frozenset[str] = frozenset()
    if own is not None:
        member_of = _member_of(own, reachable)
        own.refuse_others("number", "state", "seated")
    address, no_answer_after = root.text("emailAddress", DEFAULT_ADDRESS), _seconds(root, "noAnswerAfter")
    root.refuse_others("extends", "without")
    if agent is None:
        return None
    return Scenario(
        name,
        Seat(agent, number, media, _state_type(media), member_of),
        states,
        colleagues,
        everywhere,
        tuple(replace(each, id=str(number)) for number, each in enumerate(contacts, start=1)),
        responses,
        campaigns,
        time_zones,
        transactions,
        script,
        address,
        situations,
        no_answer_after,
    )


def _all(root: Table, book: Book, key: str, build: Callable[[Table], Built]) -> tuple[Built, ...]:
    built = []
    for table in root.tables(key):
        with book.collecting():
            built.append(build(table))
            table.refuse_others()
    return tuple(built)


def _unique(root: Table, key: str, identity: str) -> None:
    tables = root.tables(key)
    names = [table.named(identity) for table in tables]
    for position, name in enumerate(names):
        if name is not None and name in names[:position]:
            tables[position].wrong("", f"{name!r} only once in [[{key}]]")


def _seconds(table: Table, key: str) -> Seconds:
    seconds = table.number(key, 0.0)
    if not 0 <= seconds < math.inf:
        table.wrong(key, "seconds, 0 for never")
    return seconds


def _profile(table: Table) -> AgentProfile:
    return AgentProfile(
        table.text("username"),
        table.text("firstName"),
        table.text("lastName"),
        table.text("employeeId"),
        table.texts("roles"),
    )


def _state(table: Table) -> AgentState:
    kind = table.choice("type", StateType)
    if kind in _REPORTED_ONLY:
        table.wrong("type", "a state that can be set")
    return AgentState(kind, table.text("displayName"), table.text("operation"), table.text("code", ""))


def _medium(table: Table, operations: Mapping[str, AgentState]) -> Medium:
    named = table.text("state")
    if named not in operations:
        known = ", ".join(operations) or "there is none"
        table.wrong("state", f"the operation of a state: {known}; {no_others([named], operations)}")
    return Medium(
        table.text("name"),
        operations.get(named, _NO_STATE),
        0.0,
        table.text("number", ""),
        table.text("dynamicPhoneNumber", ""),
        table.whole_number("capacity", 1),
    )


def _colleague(table: Table, media: tuple[Medium, ...], states: tuple[AgentState, ...], names: frozenset[str]) -> Seat:
    """Another agent, with the media of the first; one that is seated needs a state of the list."""
    number = table.text("number")
    kind = table.choice("state", StateType, StateType.READY)
    seated = table.flag("seated")
    state = next((state for state in states if state.type is kind), None)
    if seated and state is None:
        table.wrong("state", "the type of one of the [[states]], for an agent who is seated")
    own = tuple(
        replace(medium, state=state or medium.state, number=number if medium.name == VOICE else "", dynamic_number="")
        for medium in media
    )
    return Seat(_profile(table), number, own, kind, _member_of(table, names), seated)


def _member_of(table: Table, names: frozenset[str]) -> frozenset[str]:
    """What reaches an agent: names of groups, skills, queues and routing points."""
    given = table.texts("memberOf")
    unknown = [name for name in given if name not in names]
    if unknown:
        table.wrong("memberOf", f"names of groups, skills, queues or routing points, {no_others(unknown, names)}")
    return frozenset(given)


def _state_type(media: Sequence[Medium]) -> StateType:
    voice = next((medium for medium in media if medium.name == VOICE), None)
    return StateType.UNKNOWN if voice is None else voice.state.type


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
