"""Who and what is at a number: the directory of the simulator, as each agent sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import ContactBook
from scapi.centre.conversations import VOICE, Party
from scapi.centre.directory import DirectoryEntry, Target, TargetType
from scapi.centre.scenario import Scenario
from scapi.centre.simulator.clock import SimulatorClock
from scapi.centre.simulator.desk import Desk
from scapi.values import Seconds


class Exchange:
    """Looks up numbers, targets and parties."""

    def __init__(self, scenario: Scenario, desks: Mapping[str, Desk], clock: SimulatorClock) -> None:
        self.scenario = scenario
        self.contacts = ContactBook(scenario.contacts)
        self._desks = desks
        self._clock = clock
        self._entries = scenario.directory()
        self._by_text: dict[str, DirectoryEntry] = {}
        for entry in self._entries:
            for text in (entry.number, entry.destination):
                if text:
                    self._by_text.setdefault(text, entry)
        self._parties = {seat.number: seat.party for seat in (scenario.seat, *scenario.colleagues)}
        self._parties |= {seat.profile.employee_id: seat.party for seat in (scenario.seat, *scenario.colleagues)}

    def directory(self, agent: str) -> tuple[DirectoryEntry, ...]:
        """Everybody and everything that an agent can reach, with the states of those who sit here."""
        return tuple(self._as_now(entry) for entry in self._entries if entry.destination != agent)

    def entry(self, text: str) -> DirectoryEntry | None:
        """The directory entry of a number or a destination."""
        return self._by_text.get(text)

    def entry_or_number(self, text: str) -> DirectoryEntry:
        """The same; a text that the directory does not have is a number outside."""
        return self.entry(text) or DirectoryEntry(TargetType.CUSTOM_CONTACT, text, text, text)

    def target(self, agent: str, target: Target) -> DirectoryEntry | CentreError:
        """What a target of an agent means; a custom contact is any number, but not the agent's own."""
        if target.type is TargetType.CUSTOM_CONTACT:
            found: DirectoryEntry | None = self.entry_or_number(target.destination)
        else:
            found = next(
                (e for e in self._entries if e.type is target.type and e.destination == target.destination), None
            )
        if found is None:
            return CentreError(ErrorKind.UNKNOWN_TARGET, target.destination)
        desk = self.desk_at(found)
        if desk is not None and desk.agent == agent:
            return CentreError(ErrorKind.OWN_NUMBER)
        return found

    def desk_at(self, entry: DirectoryEntry) -> Desk | None:
        """The desk at an entry, if an agent sits there."""
        if entry.type is not TargetType.AGENT:
            return None
        return self._desks.get(entry.destination)

    def members(self, name: str) -> list[Desk]:
        """The desks that a group, skill, queue or routing point of this name reaches."""
        return [desk for desk in self._desks.values() if name in desk.seat.member_of]

    def staffed(self, entry: DirectoryEntry) -> bool:
        """Whether agents who sit here are behind a group, skill, queue or routing point."""
        return entry.type not in (TargetType.AGENT, TargetType.CUSTOM_CONTACT) and bool(self.members(entry.name))

    def party(self, number: str) -> Party:
        """Who answers at a number."""
        return self._parties.get(number) or Party(number, number)

    def expiry(self, no_answer_after: Seconds | None) -> Seconds | None:
        """When something that comes now goes back; without a time of its own, after the scenario's. 0 is never."""
        after = self.scenario.no_answer_after if no_answer_after is None else no_answer_after
        return self._clock.now() + after if after > 0 else None

    def _as_now(self, entry: DirectoryEntry) -> DirectoryEntry:
        desk = self.desk_at(entry)
        voice = None if desk is None else desk.medium(VOICE)
        return entry if voice is None else replace(entry, state=voice.state.type)
