"""What the controls of the page do. Each is named in the ``data-action`` of an element.

The agent acts through the same methods of the workspace as the clients do; the simulator's buttons are driver calls.
"""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.action_group import Action
from host_page.views.apps.actions import AppActions
from host_page.views.bench.actions import BenchActions
from host_page.views.bench.policy.actions import PolicyActions
from host_page.views.bench.simulator.actions import SimulatorActions
from host_page.views.bench.simulator.agent_clicks import CLICKS, NO_CALL
from host_page.views.bench.simulator.record_actions import RecordingActions
from host_page.views.bench.simulator.scene_actions import SceneActions
from host_page.views.bench.timeline.actions import TimelineActions
from host_page.views.bench.traffic.actions import TrafficActions
from host_page.views.bench.traffic.log_actions import LogActions
from host_page.views.bench.traffic.message_actions import MessageActions
from host_page.views.case.call.actions import CallActions
from host_page.views.case.contact.actions import ContactActions
from host_page.views.case.data.actions import DataActions
from host_page.views.case.join_actions import JoinActions
from host_page.views.case.mail.actions import MediaActions
from host_page.views.case.mail.file_actions import FileActions
from host_page.views.case.record.actions import RecordActions
from host_page.views.link import is_lost
from host_page.views.notices.actions import NoticeActions
from host_page.views.page import Page
from host_page.views.rail.actions import RailActions
from host_page.views.top.sound_actions import SoundActions
from host_page.views.top.team_actions import TeamActions
from host_page.views.ui_state import UiState
from scapi.page_session import PageSession


class Actions:
    """Every action by its name: a flat table, so that a name from the page can reach nothing else."""

    def __init__(self, session: PageSession, ui: UiState, page: Page) -> None:
        groups = (
            CallActions(session, ui, page),
            JoinActions(session, ui, page),
            MediaActions(session, ui, page),
            FileActions(session, ui, page),
            RecordActions(session, ui, page),
            DataActions(session, ui, page),
            ContactActions(session, ui, page),
            TeamActions(session, ui, page),
            RailActions(session, ui, page),
            AppActions(session, ui, page),
            NoticeActions(session, ui, page),
            SoundActions(session, ui, page),
            BenchActions(session, ui, page),
            TrafficActions(session, ui, page),
            PolicyActions(session, ui, page),
            MessageActions(session, ui, page),
            LogActions(session, ui, page),
            TimelineActions(session, ui, page),
            SimulatorActions(session, ui, page),
            SceneActions(session, ui, page),
            RecordingActions(session, ui, page),
        )
        self._session = session
        self._ui = ui
        self._groups = groups
        self._actions: dict[str, Action] = {}
        self._need_link: set[str] = set()
        for group in groups:
            for declared, action in group.table().items():
                self._actions[declared.name] = action
                if declared.needs_link:
                    self._need_link.add(declared.name)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._actions)

    @property
    def need_link(self) -> frozenset[str]:
        """The actions that ask the contact centre for something; the page disables their controls with the link."""
        return frozenset(self._need_link)

    def leave(self) -> None:
        """The page is left: what was written a moment ago is kept."""
        for group in self._groups:
            group.leave()

    def run(self, name: str, arg: str, fields: Mapping[str, str]) -> None:
        """Runs an action; a name that is none does nothing, for the page may be older than its controls.

        While the link to the contact centre is lost, nothing is asked of it, by a key neither; and what was asked
        and has not been answered is not asked again.
        """
        action = self._actions.get(name)
        if action is None or (name in self._need_link and is_lost(self._session)) or (name, arg) in self._ui.under_way:
            return
        self._record(name, arg, fields)
        before, self._ui.acting = self._ui.acting, (name, arg)
        try:
            action(arg, fields)
        finally:
            self._ui.acting = before

    def _record(self, name: str, arg: str, fields: Mapping[str, str]) -> None:
        """Notes for a recording what the agent does, if one is being made."""
        recorder = self._ui.recorder
        if recorder.on and name in NO_CALL:
            recorder.left_out(NO_CALL[name])
        elif recorder.on and name in CLICKS:
            calls = CLICKS[name](self._session, self._ui, arg, fields)
            now = self._session.workspace.now
            steps = [recorder.drove(now, call.name, call.args, call.made) for call in calls]
            self._ui.recorded[name, arg] = [step for step in steps if step is not None]
