"""One session of the workspace: puts the parts together, and takes them back to the start."""

from __future__ import annotations

from scapi.centre.scenario import Scenario
from scapi.centre.simulator import Simulator
from scapi.configuration import Configuration, ConfigurationError, Problem, fatal
from scapi.driver import Driver
from scapi.frames import Frames
from scapi.host import Area, Host
from scapi.namespaces import handlers
from scapi.outlet import Outlet
from scapi.policy.rules import Policy, parse_policy
from scapi.service import Service
from scapi.traffic import TrafficLog
from scapi.workspace.client_frames import ClientFrames
from scapi.workspace.interactions import Interaction
from scapi.workspace.web_applications import agent_placeholders, parse_web_applications
from scapi.workspace.workspace import Workspace


class Session:
    """The service, the workspace and the simulator of one page.

    Raises :class:`~scapi.configuration.ConfigurationError` when a fatal problem is in the configuration; all others are
    in ``problems`` and the rest of the configuration works.
    """

    def __init__(self, host: Host, configuration: Configuration, scenario: Scenario) -> None:
        self.host = host
        self.configuration = configuration
        self.policy: Policy = parse_policy(configuration)
        applications, application_problems = parse_web_applications(configuration)
        self.problems: tuple[Problem, ...] = (
            *configuration.problems,
            *self.policy.problems,
            *application_problems,
        )
        stopping = fatal(self.problems)
        if stopping is not None:
            raise ConfigurationError(stopping)
        self.traffic = TrafficLog()
        self.frames = Frames()
        self.outlet = Outlet(host, self.policy, self.frames, self.traffic)
        self.service = Service(host, self.policy, self.frames, self.traffic, self.outlet)
        self.simulator = Simulator(host, scenario)
        self.workspace = Workspace(host, self.simulator, configuration, self.outlet.publish)
        self.client_frames = ClientFrames(
            host,
            self.frames,
            applications,
            lambda: dict(agent_placeholders(self.simulator.profile())),
            self.service.frame_closed,
        )
        self.workspace.when_opened = self._opened
        self.workspace.when_removed = self._removed
        self.service.handle_with(handlers(self.workspace, self.policy, self.outlet))
        self.driver = Driver(self)

    def open_workspace(self) -> None:
        """Opens the web applications of the workspace level; the page calls it when it is ready."""
        self.client_frames.open_workspace()

    def reset(self) -> None:
        """Back to the scenario's start: interactions, states, clock, and the counters of the policy."""
        self.workspace.clear()
        self.simulator.reset()
        self.policy.limiter.clear()
        for area in Area:
            self.host.changed(area)

    def _opened(self, interaction: Interaction) -> None:
        self.client_frames.open_interaction(interaction.id)

    def _removed(self, interaction: Interaction) -> None:
        self.client_frames.close_interaction(interaction.id)
