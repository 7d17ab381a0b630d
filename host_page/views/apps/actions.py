"""Actions on the client apps and their frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from host_page.views.action_group import Action, ActionGroup, Fields
from host_page.views.apps.model import apps_model
from host_page.views.regions import Region
from host_page.views.ui_state import Bench, PagePart, TrafficView


class AppActions(ActionGroup):
    """Which app is seen, and what is done to it."""

    def table(self) -> Mapping[str, Action]:
        return {
            "app-select": self.select,
            "app-traffic": self.traffic,
            "app-reload": lambda arg, _: self._if_known(arg, self.page.reload_frame),
            "app-window": lambda arg, _: self._if_known(arg, self.page.open_window),
            "app-copy-entry": self.copy_entry,
            "app-uncover": self.uncover,
        }

    def select(self, arg: str, _: Fields) -> None:
        self.ui.tab = arg
        self.page.changed(Region.TABS)

    def traffic(self, arg: str, _: Fields) -> None:
        """Shows the messages of one frame."""
        self.ui.traffic = TrafficView(filter=f"frame:{arg}", rows=self.ui.traffic.rows)
        self.ui.bench = Bench.OPEN
        self.ui.part = PagePart.BENCH
        self.page.set_value("#traffic-filter", self.ui.traffic.filter)
        self.page.changed(Region.TRAFFIC, Region.SIMULATOR, Region.STRIP, Region.BOTTOM)

    def copy_entry(self, _: str, __: Fields) -> None:
        """Copies the option that would list the origin of the app in view."""
        bar = apps_model(self.session, self.ui).bar
        if bar is not None and bar.cover is not None:
            self.page.copy_text(bar.cover.entry)

    def uncover(self, arg: str, _: Fields) -> None:
        """Shows the page of an origin that is not listed; it is refused all the same."""
        self.ui.lifted.add(arg)
        self.page.changed(Region.TABS)

    def _if_known(self, frame_id: str, do: Callable[[str], None]) -> None:
        if self.session.frames.get(frame_id) is not None:
            do(frame_id)
