"""A session as the page, its tools and the tests have it: with a driver, whatever contact centre is behind it.

The session itself knows nothing of a driver. What the page has to know of its contact centre is here, too.
:mod:`scapi.driven` is a session on the simulator, :mod:`scapi.gws_session` one in front of Genesys Web Services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from scapi.session import Session
from scapi.signing_in import SigningIn
from scapi.values import Answer, Json
from scapi.workspace.workspace import Workspace


class Calls(Protocol):
    """Runs driver calls."""

    def call(self, name: str, args: Json) -> Answer:
        """Runs one call; a failure has changed nothing."""


class PageSession(Session):
    """Whoever derives from it has a ``driver``, and ``route_driver_call`` that leads there."""

    driver: Calls
    route_driver_call: Callable[[str, Json], Answer]

    def drive(self, name: str, args: Json) -> Answer:
        """A driver call, carried out by the leading tab when it concerns the session."""
        return self.route_driver_call(name, args)

    signing_in: SigningIn | None = None
    """Who the user is to a server that wants to know."""

    @property
    def admits(self) -> bool:
        """Whether clients may come: the contact centre knows whose session this is."""
        return True

    # ── what differs from one contact centre to the other ────────────────────────────────────────────────────────────

    @property
    def contact_centre(self) -> str:
        """Which contact centre is behind it, where that is not the simulator: the page cannot drive it then."""
        return ""

    @property
    def agent(self) -> str:
        """The employee id of the agent of the page."""
        return self.workspace.known.profile.employee_id

    @property
    def colleagues(self) -> Mapping[str, Workspace]:
        """Workspaces of other agents, without clients, in which the driver acts."""
        return {}

    @property
    def agents(self) -> tuple[str, ...]:
        """The employee ids of everybody who has a workspace here."""
        return (self.agent,)

    @property
    def chains(self) -> Json:
        """How many chains of records each campaign still has, by name."""
        return {}

    @property
    def script_stopped_by(self) -> str:
        """The title of the situation for which the script of the scenario does not run; empty when it does."""
        return ""

    @property
    def script_problems(self) -> tuple[str, ...]:
        """Lines about steps of the scenario's script that have failed: when, which call, and why."""
        return ()

    @property
    def clock_runs(self) -> bool:
        """Whether the contact centre's clock goes by itself."""
        return True

    def tick(self) -> None:
        """A second or so has passed: timers of hidden tabs are slow."""
