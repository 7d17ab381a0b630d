"""The parts of the page that are drawn, each on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from scapi.host import Area
from scapi.words import Word


class Region(Word):
    """A part that is drawn; its value is the id of the element whose content it is. What is within comes after."""

    TOP = "top"
    TEAM = "team-list"
    AGENT = "agent"
    MESSAGES = "messages-list"
    BANNER = "banner"
    RAIL = "rail"
    RAIL_HEAD = "rail-head"
    INTERACTIONS = "interactions"
    RAIL_FOOT = "rail-foot"
    CHANNELS = "channels"
    CASE = "case"
    CASE_MAIN = "case-main"
    CHAT_LOG = "chat-log"
    DATA = "data"
    DATA_FOOT = "data-foot"
    CONTACT = "contact-card"
    CONSULT_LIST = "join-consult-list"
    TRANSFER_LIST = "join-transfer-list"
    TABS = "tabs"
    APP_TABS = "app-tabs"
    APP_BAR = "app-bar"
    PERMISSION = "permission-lines"
    APP_BODY = "app-body"
    TOASTS = "toasts"
    TRAFFIC = "traffic"
    CHIPS = "traffic-chips"
    TRAFFIC_ROWS = "traffic-rows"
    TRAFFIC_NOTES = "traffic-notes"
    DETAILS = "details-place"
    POLICY = "policy"
    MESSAGE_MENU = "message-menu-items"
    TIMELINE = "timeline"
    SIMULATOR = "simulator"
    SIM_BODY = "sim-panel"
    FAR_ENDS = "far-ends"
    SIM_CALL = "sim-call"
    OPTIONS = "options-list"
    BENCH = "bench-edge"
    STRIP = "strip"
    BOTTOM = "bottom"
    DIALOG = "dialog-bar"
    DOWN = "down"
    LOGIN = "login"


WITHIN: Mapping[Region, Sequence[Region]] = {
    Region.TOP: (Region.TEAM, Region.AGENT, Region.MESSAGES, Region.OPTIONS),
    Region.RAIL: (Region.RAIL_HEAD, Region.INTERACTIONS, Region.RAIL_FOOT, Region.CHANNELS),
    Region.CASE: (
        Region.CASE_MAIN,
        Region.CHAT_LOG,
        Region.DATA,
        Region.DATA_FOOT,
        Region.CONTACT,
        Region.CONSULT_LIST,
        Region.TRANSFER_LIST,
    ),
    Region.CASE_MAIN: (Region.CHAT_LOG,),
    Region.TABS: (Region.APP_TABS, Region.APP_BAR, Region.PERMISSION, Region.APP_BODY),
    Region.APP_BAR: (Region.PERMISSION,),
    Region.TRAFFIC: (
        Region.CHIPS,
        Region.TRAFFIC_ROWS,
        Region.TRAFFIC_NOTES,
        Region.DETAILS,
        Region.MESSAGE_MENU,
        Region.TIMELINE,
    ),
    Region.SIMULATOR: (Region.SIM_BODY, Region.FAR_ENDS, Region.SIM_CALL),
    Region.SIM_BODY: (Region.FAR_ENDS,),
}
"""The parts within a part: a change of the whole may be a change of each. Their elements are marked ``data-part``, and
left alone when the whole is drawn."""

POPOVERS: Mapping[str, Region] = {
    "messages": Region.MESSAGES,
    "permission": Region.PERMISSION,
    "options": Region.OPTIONS,
    "message-menu": Region.MESSAGE_MENU,
    "join-consult": Region.CONSULT_LIST,
    "join-transfer": Region.TRANSFER_LIST,
}
"""What is drawn only while the element with this id is open."""

_LINKED = (
    Region.TOP,
    Region.AGENT,
    Region.BANNER,
    Region.RAIL_HEAD,
    Region.CHANNELS,
    Region.CASE,
    Region.TOASTS,
    Region.SIMULATOR,
    Region.DIALOG,
    Region.DOWN,
    Region.BOTTOM,
)

AREA_REGIONS: Mapping[Area, Sequence[Region]] = {
    Area.AGENT: (Region.AGENT, Region.CHANNELS, Region.CASE),
    Area.INTERACTIONS: (
        Region.TOP,
        Region.BANNER,
        Region.RAIL,
        Region.CASE,
        Region.TABS,
        Region.TOASTS,
        Region.FAR_ENDS,
        Region.SIM_BODY,
        Region.TIMELINE,
        Region.POLICY,
        Region.BOTTOM,
    ),
    Area.CASE: (Region.CASE, Region.TABS, Region.BANNER),
    Area.FRAMES: (Region.TABS, Region.SIM_BODY, Region.DIALOG, Region.DETAILS, Region.POLICY),
    Area.TRAFFIC: (Region.TRAFFIC, Region.STRIP, Region.APP_TABS, Region.APP_BAR, Region.APP_BODY, Region.DIALOG),
    Area.DIRECTORY: (Region.TEAM, Region.SIM_BODY, Region.CONSULT_LIST, Region.TRANSFER_LIST),
    Area.WORKBIN: (Region.CHANNELS,),
    Area.SIMULATOR: (Region.SIMULATOR, Region.STRIP, Region.CHANNELS),
    Area.CONNECTION: _LINKED,
    Area.NOTICES: (Region.TOP, Region.MESSAGES, Region.TOASTS),
    Area.POLICY: (Region.APP_BAR, Region.PERMISSION, Region.OPTIONS, Region.POLICY),
    Area.SIGN_IN: (Region.LOGIN,),
    Area.CLOCK: (Region.SIMULATOR, Region.STRIP, Region.CASE),
}
"""Which parts show something of an area, and may look different when it has changed."""


OF_FRAMES = frozenset({Region.APP_TABS, Region.APP_BAR, Region.APP_BODY})
"""What shows something of single frames; the rest of what follows the traffic shows all messages."""


@cache
def with_parts(region: Region) -> tuple[Region, ...]:
    """A part and all that is within it."""
    return (region, *dict.fromkeys(part for each in WITHIN.get(region, ()) for part in with_parts(each)))


COUNTS = (Region.CHIPS, *AREA_REGIONS[Area.TRAFFIC][1:])
"""What counts messages, or tells of an app how it fares."""
MESSAGES = tuple(part for part in with_parts(Region.TRAFFIC) if part not in COUNTS)
"""What shows the messages themselves, each part of it."""
