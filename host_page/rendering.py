"""Brings the page up to date: renders what has changed, once per animation frame, and only if it looks different."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from host_page.bridge import Bridge
from host_page.views.regions import AREA_REGIONS, Region
from scapi.host import Area, Host
from scapi.values import Cancel, Seconds

TRAFFIC_EVERY: Seconds = 0.15
"""How often at most the page follows the traffic, which changes with every message; the agent's actions do not wait."""


class Views(Protocol):
    """What is shown: HTML for each region, the texts of running times by key, the title, the client in view."""

    def render(self, region: Region) -> str: ...

    def times(self) -> Mapping[str, str]: ...

    def due(self) -> AbstractSet[Region]: ...

    def title(self) -> str: ...

    def visible_frame(self) -> str | None: ...


class Rendering:
    """Collects what has changed, and renders it when the page asks for it."""

    def __init__(self, bridge: Bridge, host: Host, views: Views) -> None:
        self._bridge = bridge
        self._host = host
        self._views = views
        self._dirty: set[Region] = set()
        self._shown: dict[Region, str] = {}
        self._traffic_timer: Cancel | None = None
        self._jumped = False
        self._focus = ""
        self._frame = ""
        self._title = ""
        self.when_drawn: Callable[[], None] = lambda: None

    def area_changed(self, area: Area) -> None:
        """Something in the core has changed; called with every message."""
        if area is Area.CLOCK:
            self._jumped = True
        if area is not Area.TRAFFIC:
            self.changed(*AREA_REGIONS[area])
        elif self._traffic_timer is None:
            self._traffic_timer = self._host.call_later(TRAFFIC_EVERY, self._follow_traffic)

    def changed(self, *regions: Region) -> None:
        """Renders these regions with the next animation frame."""
        if not self._dirty:
            self._bridge.drawSoon()
        self._dirty.update(regions)

    def focus(self, selector: str) -> None:
        """Moves the focus after the next rendering, which may be what brings the element."""
        self._focus = selector
        self._bridge.drawSoon()

    def draw(self) -> None:
        """Renders what has changed. A view that fails is told and costs its own region only."""
        dirty, self._dirty = self._dirty, set()
        for region in Region:
            if region in dirty:
                self._draw(region)
        if self._jumped:
            self._jumped = False
            self._set_times()
        self._show_frame()
        self._set_title()
        self.when_drawn()
        if self._focus:
            selector, self._focus = self._focus, ""
            self._bridge.focusOn(selector)

    def tick(self) -> None:
        """Moves the running times on; called once a second."""
        self._set_times()
        self._set_title()
        if due := self._views.due():
            self.changed(*due)

    def _set_times(self) -> None:
        self._bridge.setTimes(json.dumps(dict(self._views.times())))

    def _show_frame(self) -> None:
        frame = self._views.visible_frame() or ""
        if frame != self._frame:
            self._frame = frame
            self._bridge.showFrame(frame)

    def _set_title(self) -> None:
        title = self._views.title()
        if title != self._title:
            self._title = title
            self._bridge.setTitle(title)

    def _follow_traffic(self) -> None:
        self._traffic_timer = None
        self.changed(*AREA_REGIONS[Area.TRAFFIC])

    def _draw(self, region: Region) -> None:
        try:
            html = self._views.render(region)
        except Exception:  # noqa: BLE001 - a bug in one view must not take the others with it, nor the messages
            self._bridge.logError(f"The view of {region.value} failed.\n{traceback.format_exc()}")
            return
        if self._shown.get(region) != html:
            self._shown[region] = html
            self._bridge.morph(region.value, html)
