"""A session on the simulator: with the driver, the script of its scenario, and what was sent out of it.

A session in front of a real contact centre has none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from scapi.centre.port import ContactCentre
from scapi.centre.scenario import Scenario
from scapi.centre.simulator.centre import Centre
from scapi.configuration import Configuration
from scapi.driver import CALLS, Driver
from scapi.driver.outbox import Outbox
from scapi.driver.script import Script
from scapi.driver.situation_calls import situations_of
from scapi.host import Host
from scapi.page_session import PageSession
from scapi.session import Failed, Published, unheard
from scapi.store import Changes, Store
from scapi.values import Answer, Json
from scapi.workspace.interactions import Interaction
from scapi.workspace.workspace import Workspace

Through: TypeAlias = Callable[[ContactCentre], ContactCentre]
"""Puts something between a workspace and its contact centre, such as a link that is slow or fails."""


class DrivenSession(PageSession):
    """One agent's session on the simulator.

    Without ``centre`` it has a contact centre of its own, in which the colleagues of the scenario who are seated have a
    workspace too, without clients. With one, it is the session of ``agent`` in a centre that others share.
    """

    driver: Driver[DrivenSession]

    def __init__(
        self,
        host: Host,
        configuration: Configuration,
        scenario: Scenario,
        through: Through = lambda port: port,
        centre: Centre | None = None,
        agent: str = "",
        own_origin: str = "",
        when_published: Published = unheard,
        when_failed: Failed = unheard,
    ) -> None:
        store = Store()
        self._agent = agent or scenario.agent.employee_id
        self.simulator = centre or Centre(host, scenario, store)
        clock = self.simulator.clock
        super().__init__(
            host,
            configuration,
            through(self.simulator.port(self.agent)),
            clock,
            store,
            own_origin,
            when_published,
            when_failed,
        )
        others = self.simulator.desks if centre is None else {}
        self._colleagues = {
            other: Workspace(host, self.simulator.port(other), clock, configuration, unheard, store, f"@{other}")
            for other in others
            if other != self._agent
        }
        for workspace in self.colleagues.values():
            workspace.start()
        self.driver = Driver(self, CALLS)
        self.outbox = Outbox(store)
        self.situation_frames: tuple[str, ...] = ()
        """Apps that a situation has opened, which go with the next one."""
        self.script = Script(self)
        self.route_driver_call: Callable[[str, Json], Answer] = self.driver.call

    @property
    def agent(self) -> str:
        return self._agent

    @property
    def colleagues(self) -> Mapping[str, Workspace]:
        return self._colleagues

    @property
    def agents(self) -> tuple[str, ...]:
        return tuple(self.simulator.desks)

    @property
    def chains(self) -> Json:
        return self.simulator.campaigns.left()

    @property
    def script_problems(self) -> tuple[str, ...]:
        return self.script.problems

    @property
    def script_stopped_by(self) -> str:
        name = self.script.situation
        return situations_of(self.simulator.scenario.situations)[name].title if name else ""

    @property
    def clock_runs(self) -> bool:
        return self.simulator.clock.runs

    def tick(self) -> None:
        self.simulator.clock.advance(0)

    def workspaces(self) -> Iterable[Workspace]:
        return (self.workspace, *self.colleagues.values())

    def open_workspace(self) -> None:
        super().open_workspace()
        if self.remote is None and not self.script.begun:
            self.script.start()

    def restore(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        super().restore(rows)
        self.simulator.clock.resume()

    def follow(self, changes: Changes) -> None:
        super().follow(changes)
        if "clock" in changes.rows:
            self.simulator.clock.resume()

    def take_over(self) -> None:
        self.simulator.resume()
        for workspace in self.colleagues.values():
            workspace.link.resume()
        super().take_over()
        self.script.resume()

    def reset(self, situation: str = "") -> None:
        """Back to the scenario's start: interactions, states, clock, and the counters of the policy.

        The scenario's script begins again, unless a ``situation`` is to begin in its place.
        """
        self.script.stop(situation)
        self.clear()
        self.outbox.clear()
        for workspace in self.colleagues.values():
            workspace.clear()
        self.simulator.reset()
        if not situation:
            self.script.start()
        self.repaint()

    def removed(self, interaction: Interaction) -> None:
        self.outbox.note(interaction)
        super().removed(interaction)
