"""Whether the agent can see a client, and bringing one to the front."""

from __future__ import annotations

from host_page.bridge import Bridge
from host_page.client_windows import ClientWindows
from host_page.views.apps.dialogs import dialog_model
from host_page.views.page import Page
from host_page.views.regions import Region
from host_page.views.selection import selected
from host_page.views.ui_state import PagePart, UiState
from scapi.frames import Frame, Level, Mode
from scapi.page_session import PageSession
from scapi.signing_in import SignInState


class Visibility:
    """Answers for one page."""

    def __init__(self, bridge: Bridge, session: PageSession, ui: UiState, windows: ClientWindows, page: Page) -> None:
        self._bridge = bridge
        self._session = session
        self._ui = ui
        self._windows = windows
        self._page = page

    def is_visible(self, frame_id: str) -> bool:
        """Whether the agent can see a frame now.

        The client of a tab is seen when its tab is the selected one, no cover hides it, its panel is shown (a narrow
        page shows one panel at a time) and the page itself is visible. A dialog's is seen while its dialog is the
        topmost. A hidden client and one in the background never are. The page that embeds the workspace is seen when
        the workspace is. The login of a session that has ended covers all of the page. What another window covers
        cannot be known: a pop-up counts as visible until it is closed.
        """
        frame = self._session.frames.get(frame_id)
        if frame is None:
            return False
        if frame.mode is Mode.POPUP:
            return self._windows.is_open(frame_id)
        if not self._bridge.pageVisible():
            return False
        if frame.level is Level.EMBEDDER:
            return True
        signing_in = self._session.signing_in
        if signing_in is not None and signing_in.state is SignInState.NEEDED:
            return False
        if frame.level is Level.DIALOG:
            dialog = dialog_model(self._session)
            return dialog is not None and dialog.frame == frame_id and bool(self._bridge.frameShown(frame_id))
        return frame.mode is Mode.TAB and bool(self._bridge.frameShown(frame_id))

    def bring_to_front(self, frame_id: str) -> None:
        """Shows the tab of a frame with the case that it belongs to, or its window; what has neither stays hidden."""
        frame = self._session.frames.get(frame_id)
        if frame is None or frame.level in (Level.EMBEDDER, Level.DIALOG):
            return
        if frame.mode is Mode.POPUP:
            self._windows.open_popup(frame_id)
        elif frame.mode is Mode.TAB:
            self._show_case_of(frame)
            self._ui.app_tab = frame_id
            self._ui.part = PagePart.APPS
            self._page.changed(Region.TABS, Region.BOTTOM, Region.BANNER, Region.TRAFFIC)

    def _show_case_of(self, frame: Frame) -> None:
        interaction = self._session.workspace.interactions.get(frame.interaction_id or "")
        shown = selected(self._session, self._ui)
        if interaction is not None and (shown is None or shown.case_id != interaction.case_id):
            self._session.workspace.handling.select_case(interaction.case_id)
            self._page.changed(Region.RAIL, Region.CASE)
