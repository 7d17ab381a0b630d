"""One session of the workspace: puts the parts together, and takes them back to the start."""

from __future__ import annotations

from typing import Any

from scapi.centre.agents import StateType
from scapi.centre.port import Clock, ContactCentre
from scapi.commands import Remote, Shared
from scapi.configuration import Configuration, ConfigurationError, Problem, fatal
from scapi.frames import Frames
from scapi.host import Host
from scapi.namespaces import handlers
from scapi.option_checks import option_problems
from scapi.outlet import Outlet
from scapi.policy.in_force import Policy, parse_policy
from scapi.protocol.registry import BY_SPELLING
from scapi.service import Service
from scapi.store import Store
from scapi.traffic import TrafficLog
from scapi.values import Json
from scapi.workspace.auto_answer import AutoAnswer, check_auto_answer
from scapi.workspace.client_frames import ClientFrames
from scapi.workspace.dialogs import Dialogs
from scapi.workspace.inactivity import Inactivity, inactivity_timeout
from scapi.workspace.interactions import Interaction
from scapi.workspace.menu_bar import MenuBar
from scapi.workspace.parts import Parts
from scapi.workspace.tabs import Tabs
from scapi.workspace.toasts import Toasts
from scapi.workspace.tokens import Tokens
from scapi.workspace.web_applications import agent_placeholders, parse_web_applications
from scapi.workspace.workspace import Workspace


class Session:
    """The service and the workspace of one page, in front of a contact centre.

    Raises :class:`~scapi.configuration.ConfigurationError` when a fatal problem is in the configuration; all others are
    in ``problems`` and the rest of the configuration works.
    """

    def __init__(
        self,
        host: Host,
        configuration: Configuration,
        centre: ContactCentre,
        clock: Clock,
        store: Store,
        own_origin: str = "",
    ) -> None:
        """``own_origin`` is that of the page, which no client may have."""
        self.host = host
        self.store = store
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
        self.workspace = Workspace(host, centre, clock, configuration, self.outlet.publish_everywhere, store)
        self._shared = Shared()
        self.service.shared = self._shared
        self.workspace.share(self._shared)
        self.client_frames = ClientFrames(
            host,
            self.frames,
            applications,
            self._placeholders,
            self.close_frame,
        )
        self.workspace.arrivals.when_opened = self._opened
        self.workspace.arrivals.when_removed = self.removed
        check_auto_answer(configuration)
        self.auto_answer = AutoAnswer(self.workspace)
        self.workspace.arrivals.when_changed = self.auto_answer.note
        self.toasts = Toasts(host, self._publish_to, _toast_width(configuration))
        self.menu_bar = MenuBar(host)
        self.dialogs = Dialogs(host, self.frames, self._placeholders, self.close_frame, self._may_send, own_origin)
        self.tabs = Tabs(host, self.outlet.publish)
        self.tokens = Tokens(host, lambda: self.workspace.known.profile)
        self.inactivity = Inactivity(host, inactivity_timeout(configuration), self._log_out)
        parts = Parts(
            host, self.policy, self.outlet, self.workspace, self.toasts, self.dialogs, self.menu_bar, self.tabs,
            self.tokens, self.inactivity,
        )  # fmt: skip
        self.service.handle_with(handlers(parts))
        self.workspace.start()

    def open_workspace(self) -> None:
        """Opens the web applications of the workspace level; the page calls it when it is ready."""
        self.client_frames.open_workspace()

    # ── tabs ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def remote(self) -> Remote | None:
        """How commands reach the leading tab; ``None`` in that tab itself."""
        return self._shared.remote

    @remote.setter
    def remote(self, remote: Remote | None) -> None:
        self._shared.remote = remote

    def commanded(self, part: str) -> object | None:
        """The part of the session that a command's name means."""
        known = (*self.workspace.parts, self.service)
        return next((each for each in known if type(each).__name__ == part), None)

    def export(self) -> object:
        """Everything that the tabs of a session share."""
        limiter = self.policy.limiter.export(self.host.monotonic(), self.host.wall_clock())
        return self.store.export(), limiter

    def restore(self, state: Any) -> None:
        """Takes over what another tab had, and opens and closes the clients of interactions accordingly."""
        rows, limiter = state
        self.store.restore(rows)
        self.policy.limiter.restore(limiter, self.host.monotonic(), self.host.wall_clock())
        self.workspace.resume()
        opened = {each.id for each in self.workspace.interactions if each.opened}
        shown = {frame.interaction_id for frame in self.frames if frame.interaction_id is not None}
        for interaction_id in sorted(opened - shown):
            self.client_frames.open_interaction(interaction_id)
        for interaction_id in shown - opened:
            self.client_frames.close_interaction(interaction_id or "")

    def take_over(self) -> None:
        """This tab goes on with what another had begun: what waits to be answered, taken back, or given up."""
        self.workspace.link.resume()
        self.auto_answer.resume()

    def clear(self) -> None:
        """Nothing is open, and the counters of the policy are at their start."""
        self.workspace.clear()
        self.auto_answer.clear()
        self.toasts.clear()
        self.dialogs.clear()
        self.menu_bar.clear()
        self.policy.limiter.clear()
        self.service.forget_failures()

    def close_frame(self, frame_id: str) -> None:
        """Closes a frame, and with it what its page put into the workspace."""
        frame = self.frames.get(frame_id)
        self.service.frame_closed(frame_id)
        self.toasts.close_of_frame(frame_id)
        self.menu_bar.close_of_frame(frame_id)
        self.dialogs.close_of_frame(frame_id)
        origin = None if frame is None else frame.origin
        if origin is not None and all(other.origin != origin for other in self.frames):
            self.workspace.marking_done.lift_blocks_of(origin)

    def _placeholders(self) -> dict[str, str]:
        return dict(agent_placeholders(self.workspace.known.profile))

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

    def removed(self, interaction: Interaction) -> None:
        """An interaction has left the agent, and its applications with it."""
        self.client_frames.close_interaction(interaction.id)


def _toast_width(configuration: Configuration) -> int | None:
    """The option ``service-client-api.toast.width``, in pixels."""
    option = configuration.option("service-client-api.toast.width")
    if option is None or not option.value:
        return None
    return configuration.whole_number(option, "a whole number of pixels")
