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


AREA_REGIONS: Mapping[Area, Sequence[Region]] = {
    Area.AGENT: (Region.TOP, Region.RAIL, Region.CASE),
    Area.INTERACTIONS: (
        Region.RAIL,
        Region.CASE,
        Region.TABS,
        Region.TOASTS,
        Region.SIMULATOR,
        Region.BANNER,
        Region.BOTTOM,
        Region.TOP,
    ),
    Area.CASE: (Region.CASE, Region.BANNER),
    Area.FRAMES: (Region.TABS, Region.SIMULATOR),
    Area.TRAFFIC: (Region.TRAFFIC, Region.STRIP, Region.TABS),
    Area.SIMULATOR: (Region.SIMULATOR, Region.STRIP),
    Area.CONNECTION: (Region.TOP, Region.BANNER),
    Area.NOTICES: (Region.TOASTS, Region.BANNER),
}
"""Which regions show something of an area, and are to be rendered again when it has changed."""
