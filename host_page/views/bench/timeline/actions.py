"""Opens and closes the time line."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.bench.actions import CLOSES_BELOW
from host_page.views.regions import Region
from host_page.views.ui_state import Bench, PagePart


class TimelineActions(ActionGroup):
    """The time line stands where the list of messages is."""

    @action("timeline")
    def open(self, arg: str, _: Fields) -> None:
        """Shows the time line of an interaction, and with it the workbench."""
        if not arg:
            return
        self.ui.traffic.timeline = arg
        self.ui.traffic.selected = None
        if self.ui.bench is not Bench.AUTO or self.page.viewport_height() < CLOSES_BELOW:
            self.ui.bench = Bench.OPEN
        self.ui.part = PagePart.BENCH
        self.page.changed(Region.STRIP, Region.BOTTOM, Region.BANNER, Region.TRAFFIC, Region.SIMULATOR)
        self.page.focus("#timeline")

    @action("timeline-close")
    def close(self, _: str, __: Fields) -> None:
        """Back to the list of messages."""
        self.ui.traffic.timeline = ""
        self.page.changed(Region.TRAFFIC)
        self.page.focus("#traffic-list")
