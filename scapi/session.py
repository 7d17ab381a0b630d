"""One session of the workspace: puts the parts together, and takes them back to the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from scapi.centre.agents import StateType
from scapi.centre.port import Clock, ContactCentre
from scapi.commands import Remote, Shared
from scapi.configuration import Configuration, Problem
from scapi.frames import Frame, Frames
from scapi.host import Area, Host
from scapi.namespaces import handlers
from scapi.outlet import Outlet
from scapi.policy.in_force import Policy
from scapi.protocol.registry import BY_SPELLING
from scapi.service import Service
from scapi.settings import OptionChange, option_changes, read_settings
from scapi.shared_limits import SharedLimits
from scapi.store import Changes, Store, Table
from scapi.traffic import TrafficLog
from scapi.tried_options import TriedOptions
from scapi.values import Json
from scapi.violations import Violations
from scapi.workspace.auto_answer import AutoAnswer
from scapi.workspace.client_frames import ClientFrames
from scapi.workspace.dialogs import Dialogs
from scapi.workspace.inactivity import Inactivity
from scapi.workspace.interactions import Interaction
from scapi.workspace.menu_bar import MenuBar
from scapi.workspace.parts import Parts
from scapi.workspace.tabs import Tabs
from scapi.workspace.toasts import Toasts
from scapi.workspace.tokens import Tokens
from scapi.workspace.web_applications import agent_placeholders
from scapi.workspace.workspace import Workspace

AREAS: Mapping[str, tuple[Area, ...]] = {
    "legs": (Area.SIMULATOR,),
    "cases": (Area.CASE,),
    "known": (Area.AGENT, Area.CASE, Area.WORKBIN, Area.DIRECTORY, Area.SIMULATOR),
    "presence": (Area.AGENT,),
    "connection": (Area.CONNECTION,),
    "inactivity": (Area.CONNECTION,),
    "signing-in": (Area.SIGN_IN,),
    "clock": (Area.CLOCK, Area.SIMULATOR),
    "usage": (Area.POLICY,),
    "toasts": (Area.NOTICES,),
    "messages": (Area.NOTICES,),
    "script": (Area.SIMULATOR,),
    "campaigns": (Area.SIMULATOR,),
    "tried": (Area.POLICY,),
}
"""What the views show of each table that they show; of interactions they are told one by one."""


Admitted: TypeAlias = Callable[[Sequence[Frame]], None]
Published: TypeAlias = Callable[[str, Json], None]
Failed: TypeAlias = Callable[[Interaction | None, str], None]


def unheard(*_: object) -> None:
    """Nobody listens."""


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
        when_published: Published = unheard,
        when_failed: Failed = unheard,
    ) -> None:
        """``own_origin`` is that of the page, which no client may have. The page hears every event of its tab, and of
        what failed that the agent did not just ask for, with the interaction if it is of one."""
        self.host = host
        self.store = store
        self.own_origin = own_origin
        settings = read_settings(configuration, own_origin)
        self.configuration = configuration
        self.policy: Policy = settings.policy
        self.problems: tuple[Problem, ...] = settings.problems
        self.traffic = TrafficLog()
        self.violations = Violations(host, self.traffic, own_origin)
        self.frames = Frames()
        self.outlet = Outlet(host, self.policy, self.frames, self.traffic, when_published)
        self.service = Service(host, self.policy, self.frames, self.traffic, self.outlet)
        self.workspace = Workspace(host, centre, clock, configuration, self.outlet.publish_everywhere, store)
        self._shared = Shared()
        self.service.shared = self._shared
        self.workspace.share(self._shared)
        self.client_frames = ClientFrames(
            host,
            self.frames,
            settings.applications,
            self._placeholders,
            self.close_frame,
        )
        self.workspace.arrivals.when_opened = self._opened
        self.workspace.arrivals.when_removed = self.removed
        self.auto_answer = AutoAnswer(self.workspace)
        self.workspace.arrivals.when_changed = self.auto_answer.note
        self.workspace.arrivals.when_failed = when_failed
        self.toasts = Toasts(host, self._publish_to, settings.toast_width, store, self._shared)
        self.menu_bar = MenuBar(host)
        self.dialogs = Dialogs(host, self.frames, self._placeholders, self.close_frame, self._may_send, own_origin)
        self.tabs = Tabs(host, self.outlet.publish)
        self.tokens = Tokens(host, lambda: self.workspace.known.profile, store)
        self.inactivity = Inactivity(host, settings.inactivity, self._log_out, store, self._shared)
        self.tried = TriedOptions(configuration, store, self._shared, self._take)
        self._limits = SharedLimits(host, self.policy.limiter, store)
        self.when_client_left: Callable[[], None] = lambda: None
        """A client of this tab, which follows, is gone."""
        self.when_admitted: Admitted = unheard
        """Another configuration lists the origins of these frames, which it did not before."""
        self._origins: Table[tuple[str, ...]] = store.table("tabs", tuple[str, ...])
        parts = Parts(
            host, self.policy, self.outlet, self.workspace, self.toasts, self.dialogs, self.menu_bar, self.tabs,
            self.tokens, self.inactivity,
        )  # fmt: skip
        self.service.handle_with(handlers(parts))
        self.service.when_moved = self._client_left
        self.begin()

    def begin(self) -> None:
        """The agent's session at the contact centre begins with this one; called once, when all parts are there."""
        self.workspace.start()

    def open_workspace(self) -> None:
        """Opens the web applications of the workspace level; the page calls it when it is ready."""
        self.client_frames.open_workspace()

    def reconfigure(self, configuration: Configuration) -> tuple[OptionChange, ...]:
        """Takes another configuration while clients live; gives what differs.

        Raises :class:`~scapi.configuration.ConfigurationError` for one that cannot be used, and keeps the one
        before it. Apps whose section is as it was notice nothing but their rights; calls, counters and quarantines
        stay. What was tried without the file is tried no more.
        """
        changes = self._take(configuration)
        self.tried.file_is(configuration)
        return changes

    def _take(self, configuration: Configuration) -> tuple[OptionChange, ...]:
        """Puts a configuration into force."""
        settings = read_settings(configuration, self.own_origin)
        changes = option_changes(self.configuration, configuration)
        refused = [frame for frame in self.frames if frame.origin and not self.service.is_listed(frame.origin)]
        self.configuration = configuration
        self.problems = settings.problems
        for workspace in self.workspaces():
            workspace.reconfigure(configuration)
        self.service.replace_policy(settings.policy)
        self.toasts.default_width = settings.toast_width
        self.inactivity.timeout = settings.inactivity
        self.client_frames.replace(
            settings.applications, [each.id for each in self.workspace.interactions if each.opened]
        )
        self.repaint()
        admitted = [frame for frame in refused if frame.origin and self.service.is_listed(frame.origin)]
        admitted = [frame for frame in admitted if self.frames.get(frame.id) is frame]
        if admitted:
            self.when_admitted(admitted)
        return changes

    def workspaces(self) -> Iterable[Workspace]:
        """Every workspace that this configuration is of."""
        return (self.workspace,)

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
        known = (*self.workspace.parts, self.service, self.inactivity, self.toasts, self.tried)
        return next((each for each in known if type(each).__name__ == part), None)

    def restore(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Takes over everything that another tab had, or this one before its page was loaded again."""
        self.store.restore(rows)
        self._limits.resume()
        if self.tried.options:
            self.tried.resume()
        self._show_clients()
        self.repaint()

    def follow(self, changes: Changes) -> None:
        """Takes over what the leading tab has changed."""
        self.store.apply(changes)
        tables = {**changes.rows, **changes.removed}
        if "usage" in tables:
            self._limits.resume()
        if "interactions" in tables:
            self._show_clients()
        if "tried" in tables:
            self.tried.resume()
        for area in dict.fromkeys(area for table in tables for area in AREAS.get(table, ())):
            self.host.changed(area)
        for each in (*changes.rows.get("interactions", {}), *changes.removed.get("interactions", ())):
            self.host.changed(Area.INTERACTIONS, each)

    def repaint(self) -> None:
        """Everything that is shown may be other than it was."""
        for area in Area:
            self.host.changed(area)

    def _show_clients(self) -> None:
        """Opens and closes the clients of interactions as these have come and gone."""
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
        self.toasts.resume()

    def begin_to_lead(self) -> None:
        """This tab leads from now on: it makes the session's key, and counts the agent's inactivity."""
        _ = self.tokens.key
        self.inactivity.resume()
        self.note_origins(self.tabs.name, self.origins)

    @property
    def origins(self) -> tuple[str, ...]:
        """Which origins have clients in this tab, in the order in which these were opened."""
        return tuple(dict.fromkeys(frame.origin for frame in self.frames if frame.origin is not None))

    @property
    def known_tabs(self) -> tuple[str, ...]:
        """The tabs that have told of their origins."""
        return self._origins.keys()

    def note_origins(self, tab: str, origins: Iterable[str]) -> None:
        """A tab has clients of these origins; what applications that are gone from every tab have blocked is free."""
        told = tuple(origins)
        if told != (self._origins.get(tab) or ()):
            if told:
                self._origins.put(tab, told)
            else:
                self._origins.remove(tab)
        others = (self._origins[other] for other in self._origins.keys() if other != self.tabs.name)  # noqa: SIM118
        self.workspace.marking_done.lift_blocks_but_of({*self.origins, *(each for told in others for each in told)})

    def tab_gone(self, tab: str) -> None:
        """Another tab is gone, and its clients with it."""
        self.toasts.close_of_tab(tab)
        self.note_origins(tab, ())

    def clear(self) -> None:
        """Nothing is open, and the counters of the policy are at their start."""
        self.workspace.clear()
        self.auto_answer.clear()
        self.toasts.clear()
        self.dialogs.clear()
        self.menu_bar.clear()
        self.policy.limiter.clear()
        self.service.forget_failures()
        if self.tried.options:
            self.tried.back()

    def close_frame(self, frame_id: str) -> None:
        """Closes a frame, and with it what its page put into the workspace."""
        self.service.frame_closed(frame_id)
        self.toasts.close_of_frame(frame_id, self.tabs.name)
        self.menu_bar.close_of_frame(frame_id)
        self.dialogs.close_of_frame(frame_id)
        self._client_left()

    def _client_left(self) -> None:
        """What an application has blocked is free when its origin is in no frame of any tab any more."""
        if self.remote is None:
            self.note_origins(self.tabs.name, self.origins)
        else:
            self.when_client_left()

    def _placeholders(self) -> dict[str, str]:
        return dict(agent_placeholders(self.workspace.known.profile))

    def _may_send(self, origin: str, request: str) -> bool:
        return self.policy.permissions.decide(origin, BY_SPELLING[request].permitted).allowed

    def _publish_to(self, event: str, data: Json, origin: str) -> None:
        self.outlet.publish_everywhere(event, data, only_to=origin)

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
