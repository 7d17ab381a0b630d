"""Actions of the team communicator in the top bar."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.regions import Region
from host_page.views.top.communicator import TEAM, chosen, is_address, size
from host_page.views.ui_state import Communicator, PagePart

INPUT = "#team"
CASE = "#case"


class TeamActions(ActionGroup):
    """Finding somebody, and calling them."""

    @action("team-focus")
    def focus(self, _: str, __: Fields) -> None:
        self.page.focus(INPUT)

    @action("team-query")
    def query(self, _: str, fields: Fields) -> None:
        """Something was typed: the list follows it."""
        self.ui.errors.pop(TEAM.spot, None)
        self.ui.communicator = Communicator(str(fields.get("value", "")))
        self.page.changed(Region.TOP)

    @action("team-move")
    def move(self, arg: str, _: Fields) -> None:
        """Marks the ``next`` or the ``previous`` line, round the ends."""
        lines = size(self.session, self.ui.communicator)
        if lines:
            step = 1 if arg == "next" else -1
            self.ui.communicator.marked = (min(self.ui.communicator.marked, lines - 1) + step) % lines
            self.page.changed(Region.TOP)

    @action("team-close")
    def close(self, _: str, __: Fields) -> None:
        """Empties the box."""
        self.ui.errors.pop(TEAM.spot, None)
        self.ui.communicator = Communicator()
        self.page.set_value(INPUT, "")
        self.page.changed(Region.TOP)

    @action("team-submit", link=True)
    def submit(self, _: str, fields: Fields) -> None:
        """Enter: calls the line that is marked."""
        self.ui.communicator.text = fields.get("team", self.ui.communicator.text)
        destination = chosen(self.session, self.ui.communicator)
        if destination is not None and self.ui.communicator.text.strip():
            self.dial(destination, {})

    @action("dial", link=True, told=TEAM)
    def dial(self, arg: str, _: Fields) -> None:
        """Calls a destination, or begins an e-mail to an address."""
        regions = (Region.TOP, Region.RAIL, Region.CASE, Region.BOTTOM)
        if is_address(arg):
            self.ask(regions, self.workspace.media.create_email(arg, {}), self._called)
            return
        self.ask(regions, self.workspace.telephony.dial(arg, {}, {}), self._called)

    def _called(self) -> None:
        self.ui.chosen = None
        self.ui.part = PagePart.CASE
        self.close("", {})
        self.page.focus(CASE)  # the list is open as long as the focus is in the box
