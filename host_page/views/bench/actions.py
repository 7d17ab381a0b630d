"""Actions on the page itself: the workbench, the theme, the parts of a narrow window, notices."""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.action_group import Action, ActionGroup, Fields
from host_page.views.regions import Region
from host_page.views.ui_state import BENCH_HIGHEST, BENCH_LOWEST, Bench, PagePart, Theme
from scapi.values import member

CLOSES_BELOW = 760
"""Height of a window in which the open workbench would leave the stage less than 400 px (also in the style sheet)."""
_BENCH = (Region.STRIP, Region.TRAFFIC, Region.SIMULATOR)
_OPEN, _CLOSE = ".strip-open", "#simulator [data-action=bench]"


class BenchActions(ActionGroup):
    """Only how the page looks."""

    def table(self) -> Mapping[str, Action]:
        return {
            "bench": self.bench,
            "bench-height": self.height,
            "part": self.part,
            "theme": self.theme,
            "banner-close": self.close_banner,
            "order-hold": lambda arg, _: self.ui.held.add(arg),
            "order-free": self.free_order,
        }

    def bench(self, arg: str, _: Fields) -> None:
        """Opens or closes the workbench: ``open``, ``closed``, or nothing for the other one."""
        wanted = member(Bench, arg)
        if wanted is None:
            open_now = self.ui.bench is Bench.OPEN
            if self.ui.bench is Bench.AUTO:
                open_now = self.page.viewport_height() >= CLOSES_BELOW
            wanted = Bench.CLOSED if open_now else Bench.OPEN
        self.ui.bench = wanted
        self.page.changed(*_BENCH)
        if arg:  # a button, which has gone with what it closes or opens
            self.page.focus(_CLOSE if wanted is Bench.OPEN else _OPEN)

    def height(self, arg: str, _: Fields) -> None:
        """Sets the height of the workbench in pixels."""
        if arg.isascii() and arg.isdigit():
            self.ui.bench_height = min(max(BENCH_LOWEST, int(arg)), BENCH_HIGHEST)
            self.page.changed(Region.TRAFFIC)

    def part(self, arg: str, _: Fields) -> None:
        """What a narrow window shows."""
        wanted = member(PagePart, arg)
        if wanted is not None:
            self.ui.part = wanted
            self.page.changed(Region.BOTTOM, Region.BANNER, Region.TRAFFIC)

    def theme(self, arg: str, _: Fields) -> None:
        wanted = member(Theme, arg)
        if wanted is not None:
            self.ui.theme = wanted
            self.page.set_theme(wanted.value)
            self.page.changed(Region.TOP)
            # Of the two buttons the one that is not in use is hidden.
            self.page.focus(".to-light" if wanted is Theme.DARK else ".to-dark")

    def free_order(self, arg: str, _: Fields) -> None:
        """A list is left: it may take its own order again."""
        self.ui.held.discard(arg)
        self.page.changed(Region.RAIL, Region.TOASTS)

    def close_banner(self, _: str, __: Fields) -> None:
        self.ui.banner_closed = True
        self.page.changed(Region.BANNER)
