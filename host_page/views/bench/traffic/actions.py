"""Actions of the traffic panel: narrowing the list, moving in it, and looking at one message."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.bench.traffic.filter import with_or_without
from host_page.views.bench.traffic.model import HEAD_HEIGHT, ROW_HEIGHT, matching_entries, neighbour
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.regions import Region
from host_page.views.ui_state import DetailTab
from scapi.decisions import Verdict
from scapi.values import member


class TrafficActions(ActionGroup):
    """Changes what of the log is seen, and nothing else."""

    @action("traffic-filter")
    def filter(self, _: str, fields: Fields) -> None:
        self.ui.traffic.filter = str(fields.get("value", ""))
        self._from_the_end()

    @action("traffic-only")
    def only(self, arg: str, _: Fields) -> None:
        """Adds a term to the filter, or takes it out of it."""
        self.ui.traffic.filter = with_or_without(self.ui.traffic.filter, arg)
        self.page.set_value("#traffic-filter", self.ui.traffic.filter)
        self._from_the_end()

    @action("traffic-unfilter")
    def unfilter(self, _: str, __: Fields) -> None:
        """Takes every term out of the filter."""
        self.ui.traffic.filter = ""
        self.page.set_value("#traffic-filter", "")
        self.page.focus("#traffic-filter")
        self._from_the_end()

    @action("traffic-chip")
    def chip(self, arg: str, _: Fields) -> None:
        """Narrows to one verdict; the one that is chosen, or nothing, lifts it."""
        verdict = member(Verdict, arg)
        chosen = "" if verdict is None else verdict.value
        self.ui.traffic.chip = "" if chosen == self.ui.traffic.chip else chosen
        self._from_the_end()

    @action("traffic-pair")
    def pair(self, _: str, __: Fields) -> None:
        self.ui.traffic.paired = not self.ui.traffic.paired
        self._from_the_end()

    @action("traffic-pause")
    def pause(self, _: str, __: Fields) -> None:
        """Freezes the list, or lets it go on; what arrives meanwhile is kept and counted."""
        view = self.ui.traffic
        view.paused_after = self._log.newest if view.paused_after is None else None
        self.page.changed(Region.TRAFFIC)

    @action("traffic-scroll")
    def scroll(self, _: str, fields: Fields) -> None:
        """The list was scrolled: pixels from the ``top``, in view (``height``) and in all (``whole``)."""
        view = self.ui.traffic
        before = (view.offset, view.rows)
        top, height, whole = (max(0, number(fields.get(name))) for name in ("top", "height", "whole"))
        view.rows = max(1, (height - HEAD_HEIGHT) // ROW_HEIGHT)
        if top + height >= whole - ROW_HEIGHT // 2:
            view.offset = None
        else:
            if view.offset is None:
                view.seen = len(matching_entries(self._log, view))
            view.offset = top // ROW_HEIGHT
        if (view.offset, view.rows) != before:
            self.page.changed(Region.TRAFFIC)

    @action("traffic-follow")
    def follow(self, _: str, __: Fields) -> None:
        """Back to the newest."""
        self._from_the_end()

    @action("traffic-select")
    def select(self, arg: str, _: Fields) -> None:
        """Shows the details of a message; of the one that is shown, closes them."""
        seq = number(arg)
        self._show(None if self.ui.traffic.selected == seq else seq)

    @action("traffic-move")
    def move(self, arg: str, _: Fields) -> None:
        """An arrow key: ``next``, ``previous``, ``first`` or ``last``."""
        view = self.ui.traffic
        entries = matching_entries(self._log, view)
        entry = neighbour(entries, view.selected, arg)
        if entry is None:
            return
        self._show(entry.seq)
        position = entries.index(entry)
        first = max(0, len(entries) - view.rows) if view.offset is None else view.offset
        if not first <= position < first + view.rows:
            view.seen = len(entries)
            view.offset = max(0, position - view.rows // 2)
        self.page.focus(f"#message-{entry.seq}")

    @action("traffic-close")
    def close(self, _: str, __: Fields) -> None:
        seq, editor = self.ui.traffic.selected, self.ui.traffic.editor
        if editor is not None:  # what is being written is given up first
            self.ui.traffic.editor = None
            self.page.changed(Region.TRAFFIC)
            self.page.focus("#details-edit")
            return
        self._show(None)
        if seq is not None:
            self.page.focus(f"#message-{seq}")

    @action("traffic-tab")
    def tab(self, arg: str, _: Fields) -> None:
        wanted = member(DetailTab, arg)
        if wanted is not None:
            self.ui.traffic.tab = wanted
            self.page.changed(Region.TRAFFIC)

    @action("traffic-help")
    def help(self, _: str, __: Fields) -> None:
        self.ui.traffic.help = not self.ui.traffic.help
        self.page.changed(Region.TRAFFIC)

    @property
    def _log(self) -> ShownLog:
        return ShownLog(self.session.traffic, self.session.frames, self.ui.traffic)

    def _show(self, seq: int | None) -> None:
        view = self.ui.traffic
        if view.selected != seq:
            view.copied, view.editor, view.problem = "", None, ""
        view.selected = seq
        self.page.changed(Region.TRAFFIC)

    def _from_the_end(self) -> None:
        self.ui.traffic.offset = None
        self.page.changed(Region.TRAFFIC)


def number(given: object) -> int:
    """A number of pixels or of a message; the page may give it as text, or with a fraction."""
    try:
        return int(float(str(given)))
    except (ValueError, OverflowError):
        return 0
