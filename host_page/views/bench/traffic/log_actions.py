"""What can be done with the whole log: cleared, saved as a file, shown from one, kept over a reload or not."""

from __future__ import annotations

import base64
import binascii

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.bench.traffic.actions import number
from host_page.views.bench.traffic.details import export
from host_page.views.bench.traffic.saved_log import LARGEST_FILE, FileProblem, read_file
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.regions import Region

FILE_NAME = 80
"""Characters of the name of a file."""


class LogActions(ActionGroup):
    """The *More* menu of the panel."""

    @action("traffic-clear")
    def clear(self, _: str, __: Fields) -> None:
        """Forgets the log, also what was kept of the pages before; of a file that is shown, only that it is."""
        if self.ui.traffic.imported is not None:
            self.live("", {})
            return
        self.session.traffic.clear()
        self.ui.traffic.earlier = None
        self._begin_anew()
        self.page.forget_traffic()
        self.page.changed(Region.TRAFFIC, Region.STRIP)

    @action("traffic-export")
    def export(self, _: str, __: Fields) -> None:
        log = ShownLog(self.session.traffic, self.session.frames, self.ui.traffic)
        self.page.download("traffic.json", "application/json", export(log).encode(errors="replace"))

    @action("traffic-open")
    def open(self, _: str, __: Fields) -> None:
        """Has a saved log chosen."""
        self.page.choose_files("#traffic-file")

    @action("traffic-import")
    def import_file(self, _: str, fields: Fields) -> None:
        """Shows the log of a file; what is wrong with it is told, and what was shown stays."""
        name, data = fields.get("name", "")[:FILE_NAME], fields.get("data")
        view = self.ui.traffic
        try:
            view.imported = read_file(name, self._content(name, data, number(fields.get("size"))))
        except FileProblem as problem:
            view.problem = str(problem)
        else:
            self._begin_anew()
            view.offset, view.seen = 0, 0
        self.page.changed(Region.TRAFFIC)

    @action("traffic-live")
    def live(self, _: str, __: Fields) -> None:
        """Back to the messages of this page."""
        self.ui.traffic.imported = None
        self._begin_anew()
        self.page.changed(Region.TRAFFIC)
        self.page.focus("#traffic-list")

    @action("traffic-problem-close")
    def close_problem(self, _: str, __: Fields) -> None:
        self.ui.traffic.problem = ""
        self.page.changed(Region.TRAFFIC)
        self.page.focus("#traffic-list")

    @action("traffic-keep")
    def keep(self, arg: str, _: Fields) -> None:
        """Keeps the log over reloads (``on``) or not (``off``); then what was kept is forgotten, too."""
        self.ui.traffic.keeps = arg == "on"
        if not self.ui.traffic.keeps:
            self.page.forget_traffic()
        self.page.changed(Region.TRAFFIC)

    @staticmethod
    def _content(name: str, data: str | None, size: int) -> bytes:
        """The content of a file; the page gives none of one that is too large, or that it could not read."""
        if data is None:
            too_large = size > LARGEST_FILE
            why = f"too large: at most {LARGEST_FILE // 1024 // 1024} MB" if too_large else "not readable"
            raise FileProblem(f"{name} is {why}.")
        try:
            return base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError):
            raise FileProblem(f"{name} is not readable.") from None

    def _begin_anew(self) -> None:
        """Another log is shown: nothing of the one before is selected."""
        view = self.ui.traffic
        view.selected, view.offset, view.paused_after = None, None, None
        view.copied, view.editor, view.problem = "", None, ""
