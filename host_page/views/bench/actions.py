"""Actions on the page itself: the workbench, the theme, the parts of a narrow window, notices."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.bench.bench_state import (
    BENCH_HIGHEST,
    BENCH_LOWEST,
    BENCH_NARROWEST,
    BENCH_WIDEST,
    BESIDE_FROM,
    Place,
)
from host_page.views.case.model import is_draft
from host_page.views.regions import Region
from host_page.views.selection import selected
from host_page.views.ui_state import LISTED, Bench, PagePart, Theme
from scapi.values import member

CLOSES_BELOW = 760
"""Height of a window in which the open workbench would leave the stage less than 400 px (also in the style sheet)."""
_BENCH = (Region.STRIP, Region.TRAFFIC, Region.SIMULATOR)
_FEET = {Region.INTERACTIONS: (Region.RAIL_FOOT,), Region.DATA: (Region.DATA_FOOT,)}
"""Where it is told how much of a list is not shown."""
_OPEN, _CLOSE = ".strip-open", "#simulator [data-action=bench]"


class BenchActions(ActionGroup):
    """Only how the page looks."""

    @action("bench")
    def bench(self, arg: str, _: Fields) -> None:
        """Opens or closes the workbench: ``open``, ``closed``, or nothing for the other one."""
        wanted = member(Bench, arg)
        if wanted is None:
            open_now = self.ui.bench is Bench.OPEN
            if self.ui.bench is Bench.AUTO:
                shown = selected(self.session, self.ui)
                composing = shown is not None and is_draft(shown)
                beside = self.ui.bench_place is Place.BESIDE and self.page.viewport_width() >= BESIDE_FROM
                open_now = beside or (self.page.viewport_height() >= CLOSES_BELOW and not composing)
            wanted = Bench.CLOSED if open_now else Bench.OPEN
        self.ui.bench = wanted
        self.page.changed(*_BENCH)
        if arg:  # a button, which has gone with what it closes or opens
            self.page.focus(_CLOSE if wanted is Bench.OPEN else _OPEN)

    @action("bench-height")
    def height(self, arg: str, _: Fields) -> None:
        """Sets the height of the workbench in pixels."""
        if arg.isascii() and arg.isdigit():
            self.ui.bench_height = min(max(BENCH_LOWEST, int(arg)), BENCH_HIGHEST)
            self.page.changed(Region.BENCH)

    @action("bench-width")
    def width(self, arg: str, _: Fields) -> None:
        """Sets the width of the workbench beside the stage, in pixels."""
        if arg.isascii() and arg.isdigit():
            self.ui.bench_width = min(max(BENCH_NARROWEST, int(arg)), BENCH_WIDEST)
            self.page.changed(Region.BENCH)

    @action("bench-place")
    def place(self, arg: str, _: Fields) -> None:
        """Puts the workbench ``below`` the stage or ``beside`` it, where a window is wide enough."""
        wanted = member(Place, arg)
        if wanted is not None:
            self.ui.bench_place = wanted
            self.page.changed(Region.BENCH, Region.SIMULATOR)
            self.page.focus("#simulator [data-action=bench-place]")

    @action("part")
    def part(self, arg: str, _: Fields) -> None:
        """What a narrow window shows."""
        wanted = member(PagePart, arg)
        if wanted is not None:
            self.ui.part = wanted
            self.page.changed(Region.BOTTOM, Region.BANNER, Region.TRAFFIC)

    @action("theme")
    def theme(self, arg: str, _: Fields) -> None:
        wanted = member(Theme, arg)
        if wanted is not None:
            self.ui.theme = wanted
            self.page.set_theme(wanted.value)
            self.page.changed(Region.TOP)

    @action("shortcuts")
    def use_keys(self, arg: str, _: Fields) -> None:
        """Switches the keyboard shortcuts ``on`` or ``off``."""
        self.ui.keys = arg == "on"
        self.page.use_keys(self.ui.keys)
        self.page.changed(Region.TOP)

    @action("more")
    def show_more(self, arg: str, _: Fields) -> None:
        """A list shows more of its rows."""
        region = member(Region, arg)
        if region is not None:
            self.ui.listed[region] += LISTED
            self.page.changed(region, *_FEET.get(region, ()))

    @action("order-hold")
    def hold_order(self, arg: str, _: Fields) -> None:
        """A list is pointed at, or has the focus: it keeps its order."""
        self.ui.held.add(arg)

    @action("order-free")
    def free_order(self, arg: str, _: Fields) -> None:
        """A list is left: it may take its own order again."""
        self.ui.held.discard(arg)
        self.page.changed(Region.RAIL, Region.TOASTS, Region.FAR_ENDS)

    @action("banner-close")
    def close_banner(self, _: str, __: Fields) -> None:
        self.ui.banner_closed = True
        self.page.changed(Region.BANNER)
