"""What every resource reads and changes: the contact centre, its users and their lines, passwords, clients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scapi.centre.simulator.centre import Centre
from scapi.gws.agent_line import AgentLine
from scapi.gws.bayeux import Bayeux
from scapi.gws.call_operations import CallOperations
from scapi.gws.passwords import Passwords
from scapi.gws.roster import Roster, User
from scapi.gws.server_options import ServerOptions
from scapi.gws.web_sessions import WebSessions


@dataclass(frozen=True, slots=True)
class ContactCentreState:
    """The parts of one server."""

    centre: Centre
    roster: Roster
    options: ServerOptions
    passwords: Passwords
    sessions: WebSessions
    bayeux: Bayeux
    lines: dict[str, AgentLine]
    calls: CallOperations
    session_begun: Callable[[], None]
    """To be told when an agent has logged in."""

    def line(self, user: User) -> AgentLine:
        """The line of a user."""
        return self.lines[user.id]
