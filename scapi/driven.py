"""A session that can be driven: with the driver, the script of its scenario, and what was sent out of it.

The session itself knows nothing of it, so that a session in front of a real contact centre has no driver.
"""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.scenario import Scenario
from scapi.configuration import Configuration
from scapi.driver import Driver
from scapi.driver.outbox import Outbox
from scapi.driver.script import Script
from scapi.host import Host
from scapi.session import Session, Through
from scapi.values import Answer, Json
from scapi.workspace.interactions import Interaction


class DrivenSession(Session):
    """A session on the simulator."""

    def __init__(
        self, host: Host, configuration: Configuration, scenario: Scenario, through: Through = lambda port: port
    ) -> None:
        super().__init__(host, configuration, scenario, through)
        self.driver = Driver(self)
        self.outbox = Outbox(self.store)
        self.script = Script(self)
        self.route_driver_call: Callable[[str, Json], Answer] = self.driver.call

    def drive(self, name: str, args: Json) -> Answer:
        """A driver call, carried out by the leading tab when it concerns the session."""
        return self.route_driver_call(name, args)

    def open_workspace(self) -> None:
        super().open_workspace()
        if self.remote is None and not self.script.begun:
            self.script.start()

    def take_over(self) -> None:
        super().take_over()
        self.script.resume()

    def reset(self) -> None:
        self.outbox.clear()
        self.script.stop()
        super().reset()
        self.script.start()

    def removed(self, interaction: Interaction) -> None:
        self.outbox.note(interaction)
        super().removed(interaction)
