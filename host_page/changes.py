"""What has changed since the page was drawn last, and whoever tells of it: the core, the actions, the page itself."""

from __future__ import annotations

from host_page.bridge import Bridge
from host_page.views.drawing import Ids
from host_page.views.regions import AREA_REGIONS, COUNTS, MESSAGES, OF_FRAMES, Region, with_parts
from scapi.host import Area


class Changes:
    """Collects, and asks the page to draw with its next animation frame."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._asked = False
        self._focus = ""
        self._told: dict[tuple[Area, str], None] = {}
        """Areas with the one interaction or frame that has changed; what that means for the page is for its drawing."""
        self._regions: dict[Region, Ids] = {}
        self.traffic_is_new = False
        """Messages came that are not seen yet; the panel follows these at a pace of its own."""
        self.clock_jumped = True
        """Whether the contact centre's clock may have jumped."""
        self.only_traffic = False
        """Whether nothing is to be drawn but what follows the traffic."""
        self.traffic_waits = False
        """Whether something that follows the traffic is to be seen with the next drawing."""
        self._traffic: set[str] = set()

    def area(self, area: Area, of: str = "") -> None:
        """Something in the core has changed; called with every message."""
        if area is Area.TRAFFIC:
            self.traffic_is_new = True
            if of:
                self._traffic.add(of)
            return
        if area is Area.CLOCK:
            self.clock_jumped = True
        self._told[area, of] = None
        self.ask()

    @property
    def regions(self) -> dict[Region, Ids]:
        """The parts that may look different, with the ids of the interactions or frames that have changed."""
        told, self._told = self._told, {}
        for area, of in told:
            for region in AREA_REGIONS[area]:
                self._note(region, frozenset({of}) if of else None)
        return self._regions

    def mark(self, *regions: Region) -> None:
        """These parts may look different, whatever has changed."""
        for region in regions:
            self._note(region, None)
        self.ask()

    def mark_messages(self) -> None:
        """The messages that came meanwhile are to be seen, with whatever is drawn next."""
        self.traffic_is_new, self.traffic_waits = False, True
        for region in MESSAGES:
            self._note_one(region, None)

    def mark_counts(self) -> None:
        """What counts messages is to be brought up to date, with whatever is drawn next."""
        self.traffic_waits = True
        frames, self._traffic = frozenset(self._traffic), set()
        for region in COUNTS:
            self._note(region, frames if region in OF_FRAMES else None)

    def follow(self) -> None:
        """Has the page draw what follows the traffic, for nothing else has been drawn."""
        self.only_traffic = not self._asked or self.only_traffic
        self._ask()

    def focus(self, selector: str) -> None:
        """The focus is to be moved after the next drawing, which may be what brings the element."""
        self._focus = selector
        self.ask()

    def take_focus(self) -> str:
        selector, self._focus = self._focus, ""
        return selector

    def drawn(self) -> None:
        """What changes from now on is for the next drawing."""
        self._asked = self.only_traffic = self.traffic_waits = False

    def ask(self) -> None:
        """Has the page draw soon, once."""
        self.only_traffic = False
        self._ask()

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            self._bridge.drawSoon()

    def _note(self, region: Region, ids: Ids) -> None:
        for part in with_parts(region):
            self._note_one(part, ids)

    def _note_one(self, part: Region, ids: Ids) -> None:
        before = self._regions.get(part, frozenset())
        self._regions[part] = None if before is None or ids is None else before | ids
