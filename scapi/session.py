"""One session of the workspace: puts the parts together, and takes them back to the start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scapi.centre.port import StateType
from scapi.centre.scenario import Scenario
from scapi.centre.simulator import Simulator
from scapi.commands import Remote, Shared
from scapi.configuration import Configuration, ConfigurationError, Problem, fatal
from scapi.driver import Driver
from scapi.driver.outbox import Outbox
from scapi.driver.script import Script
from scapi.frames import Frames
from scapi.host import Area, Host
from scapi.namespaces import handlers
from scapi.option_checks import option_problems
from scapi.outlet import Outlet
from scapi.policy.rules import Policy, parse_policy
from scapi.protocol.registry import BY_SPELLING
from scapi.service import Service
from scapi.traffic import TrafficLog
from scapi.values import Answer, Json
from scapi.workspace.auto_answer import AutoAnswer, check_auto_answer
from scapi.workspace.client_frames import ClientFrames
from scapi.workspace.dialogs import Dialogs
from scapi.workspace.inactivity import Inactivity, inactivity_timeout
from scapi.workspace.interactions import Interaction
from scapi.workspace.joining import Joining
from scapi.workspace.menu_bar import MenuBar
from scapi.workspace.outbound import Outbound
from scapi.workspace.parts import Parts
from scapi.workspace.tabs import Tabs
from scapi.workspace.telephony import Telephony
from scapi.workspace.toasts import Toasts
from scapi.workspace.tokens import Tokens
from scapi.workspace.web_applications import agent_placeholders, parse_web_applications
from scapi.workspace.workspace import Workspace


class Session:
    """The service, the workspace and the simulator of one page.

    Raises :class:`~scapi.configuration.ConfigurationError` when a fatal problem is in the configuration; all others are
    in ``problems`` and the rest of the configuration works.
    """

    def __init__(self, host: Host, configuration: Configuration, scenario: Scenario, own_origin: str = "") -> None:
        """``own_origin`` is that of the page, which no client may have."""
        self.host = host
        self.own_origin = own_origin
        self.configuration = configuration
        self.policy: Policy = parse_policy(configuration)
        applications, application_problems = parse_web_applications(configuration, own_origin)
        self.problems: tuple[Problem, ...] = (
            *configuration.problems,
            *option_problems(configuration),
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
        self.workspace = Workspace(host, self.simulator, configuration, self.outlet.publish_everywhere)
        self._shared = Shared()
        self.simulator.shared = self._shared
        self.service.shared = self._shared
        self.workspace.share(self._shared)
        self.client_frames = ClientFrames(
            host,
            self.frames,
            applications,
            self._placeholders,
            self.close_frame,
        )
        self.workspace.when_opened = self._opened
        self.workspace.when_removed = self._removed
        check_auto_answer(configuration)
        self.auto_answer = AutoAnswer(self.workspace)
        self.workspace.when_changed = self.auto_answer.note
        self.telephony = Telephony(self.workspace)
        self.joining = Joining(self.workspace)
        self.outbound = Outbound(self.workspace)
        self.toasts = Toasts(host, self._publish_to, _toast_width(configuration))
        self.menu_bar = MenuBar(host)
        self.dialogs = Dialogs(host, self.frames, self._placeholders, self.close_frame, self._may_send, own_origin)
        self.tabs = Tabs(host, self.outlet.publish)
        self.tokens = Tokens(host, self.simulator.profile())
        self.inactivity = Inactivity(host, inactivity_timeout(configuration), self._log_out)
        parts = Parts(
            host, self.policy, self.outlet, self.workspace, self.telephony, self.joining, self.outbound, self.toasts,
            self.dialogs, self.menu_bar, self.tabs, self.tokens, self.inactivity,
        )  # fmt: skip
        self.service.handle_with(handlers(parts))
        self.driver = Driver(self)
        self.outbox = Outbox()
        self.script = Script(self)
        self.route_driver_call: Callable[[str, Json], Answer] = self.driver.call

    def open_workspace(self) -> None:
        """Opens the web applications of the workspace level; the page calls it when it is ready."""
        self.client_frames.open_workspace()
        if self.remote is None and not self.script.begun:
            self.script.start()

    # ── tabs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def remote(self) -> Remote | None:
        """How commands reach the leading tab; ``None`` in that tab itself."""
        return self._shared.remote

    @remote.setter
    def remote(self, remote: Remote | None) -> None:
        self._shared.remote = remote

    def drive(self, name: str, args: Json) -> Answer:
        """A driver call, carried out by the leading tab when it concerns the session."""
        return self.route_driver_call(name, args)

    def commanded(self, part: str) -> object | None:
        """The part of the session that a command's name means."""
        known = (
            self.workspace, self.workspace.presence, self.telephony, self.joining, self.outbound, self.simulator,
            self.service,
        )  # fmt: skip
        return next((each for each in known if type(each).__name__ == part), None)

    def export(self) -> object:
        """Everything that the tabs of a session share."""
        limiter = self.policy.limiter.export(self.host.monotonic(), self.host.wall_clock())
        return self.simulator.export(), self.workspace.export(), limiter, self.script.export(), self.outbox.export()

    def restore(self, state: Any) -> None:
        """Takes over what another tab had, and opens and closes the clients of interactions accordingly."""
        simulator, workspace, limiter, script, outbox = state
        self.simulator.restore(simulator)
        self.workspace.restore(workspace)
        self.policy.limiter.restore(limiter, self.host.monotonic(), self.host.wall_clock())
        self.script.restore(script)
        self.outbox.restore(outbox)
        opened = {each.id for each in self.workspace.interactions if each.opened}
        shown = {frame.interaction_id for frame in self.frames if frame.interaction_id is not None}
        for interaction_id in sorted(opened - shown):
            self.client_frames.open_interaction(interaction_id)
        for interaction_id in shown - opened:
            self.client_frames.close_interaction(interaction_id or "")

    def take_over(self) -> None:
        """This tab goes on with what another had begun: the script, and what waits to be answered or taken back."""
        self.script.resume()
        self.simulator.resume()
        self.auto_answer.resume()

    def reset(self) -> None:
        """Back to the scenario's start: interactions, states, clock, and the counters of the policy."""
        self.workspace.clear()
        self.outbox.clear()
        self.auto_answer.clear()
        self.toasts.clear()
        self.dialogs.clear()
        self.menu_bar.clear()
        self.script.stop()
        self.simulator.reset()
        self.script.start()
        self.policy.limiter.clear()
        self.service.forget_failures()
        for area in Area:
            self.host.changed(area)

    def close_frame(self, frame_id: str) -> None:
        """Closes a frame, and with it what its page put into the workspace."""
        frame = self.frames.get(frame_id)
        self.service.frame_closed(frame_id)
        self.toasts.close_of_frame(frame_id)
        self.menu_bar.close_of_frame(frame_id)
        self.dialogs.close_of_frame(frame_id)
        origin = None if frame is None else frame.origin
        if origin is not None and all(other.origin != origin for other in self.frames):
            self.workspace.lift_blocks_of(origin)

    def _placeholders(self) -> dict[str, str]:
        return dict(agent_placeholders(self.simulator.profile()))

    def _may_send(self, origin: str, request: str) -> bool:
        return self.policy.permissions.decide(origin, BY_SPELLING[request].permitted).allowed

    def _publish_to(self, event: str, data: Json, origin: str) -> None:
        self.outlet.publish(event, data, only_to=origin)

    def _log_out(self) -> None:
        """The agent has done nothing for too long."""
        log_out = next((state for state in self.workspace.presence.states if state.type is StateType.LOGOUT), None)
        if log_out is not None:
            self.workspace.presence.set_state(log_out.operation)

    def _opened(self, interaction: Interaction) -> None:
        self.client_frames.open_interaction(interaction.id)

    def _removed(self, interaction: Interaction) -> None:
        self.outbox.note(interaction)
        self.client_frames.close_interaction(interaction.id)


def _toast_width(configuration: Configuration) -> int | None:
    """The option ``service-client-api.toast.width``, in pixels."""
    option = configuration.option("service-client-api.toast.width")
    if option is None or not option.value:
        return None
    return configuration.whole_number(option, "a whole number of pixels")
