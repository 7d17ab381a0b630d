"""Actions on the client apps and their frames."""

from __future__ import annotations

from collections.abc import Callable

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.apps.model import app_body
from host_page.views.regions import Region
from host_page.views.ui_state import Bench, PagePart


class AppActions(ActionGroup):
    """Which app is seen, and what is done to it."""

    @action("app-select")
    def select(self, arg: str, _: Fields) -> None:
        self.ui.app_tab = arg
        self.page.changed(Region.TABS)

    @action("app-traffic")
    def traffic(self, arg: str, _: Fields) -> None:
        """Shows the messages of one frame."""
        view = self.ui.traffic
        view.filter, view.chip, view.timeline, view.imported = f"frame:{arg}", "", "", None
        view.paused_after, view.offset, view.selected = None, None, None
        self.ui.bench = Bench.OPEN
        self.ui.part = PagePart.BENCH
        self.page.set_value("#traffic-filter", self.ui.traffic.filter)
        self.page.changed(Region.TRAFFIC, Region.SIMULATOR, Region.STRIP, Region.BOTTOM, Region.BANNER)

    @action("app-reload")
    def reload(self, arg: str, _: Fields) -> None:
        self._if_known(arg, self.page.reload_frame)

    @action("app-window")
    def open_window(self, arg: str, _: Fields) -> None:
        self._if_known(arg, self.page.open_window)

    @action("app-copy-entry")
    def copy_entry(self, _: str, __: Fields) -> None:
        """Copies the option that would list the origin of the app in view."""
        body = app_body(self.session, self.ui)
        if body is not None and body.cover is not None:
            self.page.copy_text(body.cover.entry)

    @action("app-uncover")
    def uncover(self, arg: str, _: Fields) -> None:
        """Shows the page of an origin that is not listed; it is refused all the same."""
        self.ui.lifted.add(arg)
        self.page.changed(Region.TABS)

    def _if_known(self, frame_id: str, do: Callable[[str], None]) -> None:
        if self.session.frames.get(frame_id) is not None:
            do(frame_id)
