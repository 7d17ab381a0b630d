"""Users, their devices, and who is at a number: what the server knows besides what goes on.

Everybody who sits in the contact centre is a user and has one device, the telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scapi.centre.agents import AgentProfile
from scapi.centre.scenario import Scenario, Seat
from scapi.gws.uris import guid, hexadecimal

AGENT = "ROLE_AGENT"
SUPERVISOR = "ROLE_SUPERVISOR"
ADMIN = "ROLE_ADMIN"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who can log in. ``agent`` is the employee id by which the contact centre knows the agent."""

    id: str
    agent: str
    name: str
    first_name: str
    last_name: str
    roles: tuple[str, ...]
    device_id: str
    number: str

    @property
    def path(self) -> str:
        return f"/users/{self.id}"

    @property
    def device_path(self) -> str:
        return f"/devices/{self.device_id}"

    @property
    def is_admin(self) -> bool:
        return ADMIN in self.roles

    @property
    def manages(self) -> bool:
        """Whether what concerns other users is told: to supervisors and administrators."""
        return ADMIN in self.roles or SUPERVISOR in self.roles


class Roster:
    """Everybody of a contact centre."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.contact_centre_id = guid("contact-center", scenario.name)
        self._users = tuple(_user(seat) for seat in scenario.seats)
        self._by_id = {user.id: user for user in self._users}
        self._by_name = {user.name: user for user in self._users}
        self._by_agent = {user.agent: user for user in self._users}
        self._profiles = {seat.profile.employee_id: seat.profile for seat in (scenario.seat, *scenario.colleagues)}
        self._by_device = {user.device_id: user for user in self._users}

    def __iter__(self) -> Iterator[User]:
        return iter(self._users)

    @property
    def users(self) -> Sequence[User]:
        return self._users

    def user(self, key: str) -> User | None:
        return self._by_id.get(key)

    def named(self, name: str) -> User | None:
        return self._by_name.get(name)

    def agent(self, employee: str) -> User:
        """The user who is an agent; raises ``KeyError`` for one who does not sit here."""
        return self._by_agent[employee]

    def employee(self, employee: str) -> User | None:
        """The same, or ``None``."""
        return self._by_agent.get(employee)

    def profile(self, employee: str) -> AgentProfile | None:
        """An agent of the directory, also one who does not sit here."""
        return self._profiles.get(employee)

    def owner_of(self, device: str) -> User | None:
        return self._by_device.get(device)


def user_id(employee: str) -> str:
    """The id of the user who is an agent."""
    return hexadecimal("user", employee)


def _user(seat: Seat) -> User:
    who = seat.profile
    return User(
        user_id(who.employee_id),
        who.employee_id,
        who.username,
        who.first_name,
        who.last_name,
        who.roles or (AGENT,),
        guid("device", who.employee_id),
        seat.number,
    )
