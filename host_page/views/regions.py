"""The parts of the page that are rendered, each on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from scapi.host import Area


class Region(StrEnum):
    """A rendered part; its value is the id of the element whose content it is."""

    TOP = "top"
    BANNER = "banner"
    RAIL = "rail"
    CASE = "case"
    TABS = "tabs"
    TOASTS = "toasts"
    TRAFFIC = "traffic"
    SIMULATOR = "simulator"
    STRIP = "strip"
    BOTTOM = "bottom"
    DIALOG = "dialog-bar"
    DOWN = "down"


_ALL_OF_THE_CASE = (
    Region.RAIL,
    Region.CASE,
    Region.TABS,
    Region.TOASTS,
    Region.SIMULATOR,
    Region.BANNER,
    Region.BOTTOM,
    Region.TOP,
)

AREA_REGIONS: Mapping[Area, Sequence[Region]] = {
    Area.AGENT: (Region.TOP, Region.RAIL, Region.CASE),
    Area.INTERACTIONS: _ALL_OF_THE_CASE,
    Area.CASE: (Region.CASE, Region.BANNER),
    Area.FRAMES: (Region.TABS, Region.SIMULATOR, Region.DIALOG),
    Area.TRAFFIC: (Region.TRAFFIC, Region.STRIP, Region.TABS, Region.DIALOG),
    Area.SIMULATOR: (Region.SIMULATOR, Region.STRIP, Region.RAIL),
    # What is lost with the link is disabled wherever it is.
    Area.CONNECTION: (*_ALL_OF_THE_CASE, Region.DIALOG, Region.DOWN),
    Area.NOTICES: (Region.TOASTS, Region.BANNER, Region.TOP),
    Area.POLICY: (Region.TABS,),
    Area.CLOCK: (Region.SIMULATOR, Region.STRIP),
}
"""Which regions show something of an area, and are to be rendered again when it has changed."""
