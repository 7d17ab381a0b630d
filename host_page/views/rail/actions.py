"""Actions on the list of interactions itself."""

from __future__ import annotations

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.rail.narrowing import KINDS
from host_page.views.regions import Region
from host_page.views.ui_state import RailView

_SHOWN = (Region.RAIL_HEAD, Region.INTERACTIONS, Region.RAIL_FOOT)


class RailActions(ActionGroup):
    """Narrowing and grouping a long list."""

    @action("rail-text")
    def narrow(self, _: str, fields: Fields) -> None:
        """Something was typed: the list is narrowed to it."""
        self.ui.rail.filter = fields.get("value", "")
        self.page.changed(*_SHOWN)

    @action("rail-kind")
    def narrow_to_kind(self, arg: str, _: Fields) -> None:
        """Narrows the list to one group; nothing is all of them."""
        self.ui.rail.kind = arg if arg in KINDS else ""
        self.page.changed(*_SHOWN)

    @action("rail-group")
    def group(self, _: str, fields: Fields) -> None:
        self.ui.rail.grouped = fields.get("checked") == "true"
        self.page.changed(*_SHOWN)

    @action("rail-clear")
    def clear(self, _: str, __: Fields) -> None:
        """Shows the whole list again."""
        self.ui.rail = RailView()
        self.page.set_value("#rail-text", "")
        self.page.changed(*_SHOWN)
