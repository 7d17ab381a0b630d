"""Draws the parts of the page from the session and from what the page remembers.

The HTML of a part is the content of the element with its id. Everything a template prints is escaped; a template may
use no ``style`` attribute and no event handler, for the page's policy allows neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from host_page.views.apps import room as apps
from host_page.views.apps.model import visible_frame
from host_page.views.bench import room as bench
from host_page.views.bench.options import room as options
from host_page.views.bench.policy import room as policy
from host_page.views.bench.simulator import room as simulator
from host_page.views.bench.simulator.calls import button_code
from host_page.views.bench.traffic import room as traffic
from host_page.views.case import room as case
from host_page.views.compact import Compact
from host_page.views.drawing import Ids, Patch, View
from host_page.views.dues import Dues
from host_page.views.escaping import Escaping
from host_page.views.login import room as login
from host_page.views.moments import Time
from host_page.views.notices import room as notices
from host_page.views.notices.banner import Banner
from host_page.views.rail import room as rail
from host_page.views.rail.model import ringing, timer
from host_page.views.recordings import Recordings
from host_page.views.regions import WITHIN, Region, with_parts
from host_page.views.scene import Scene
from host_page.views.selection import name_of, note_seen, selected
from host_page.views.top import room as top
from host_page.views.ui_state import UiState
from scapi.page_session import PageSession
from scapi.values import Seconds


@cache
def environment(templates: Path) -> Environment:
    """Templates that escape everything and refuse names they were not given; each is read and compiled once."""
    made = Escaping(
        loader=FileSystemLoader(templates),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Compact],
    )
    made.filters["driver_call"] = button_code
    return made


class Renderer:
    """The views of one session."""

    def __init__(self, templates: Path, session: PageSession, ui: UiState) -> None:
        self._session = session
        self._ui = ui
        self._environment = environment(templates)
        scene = Scene(session, ui, Recordings(session.workspace).since)
        banner = Banner(scene)
        self._dues = Dues(scene, banner)
        rooms: Iterable[View] = (
            *top.views(scene),
            *rail.views(scene),
            *case.views(scene),
            *apps.views(scene),
            *notices.views(scene, banner),
            *traffic.views(scene),
            *policy.views(scene),
            *simulator.views(scene),
            *options.views(scene),
            *bench.views(scene),
            *login.views(scene),
        )
        self._views: Mapping[Region, View] = {view.region: view for view in rooms}
        self._shown: str | None = None

    def draw(self, changed: dict[Region, Ids], failed: Callable[[Region], None]) -> list[Patch]:
        """Draws what has changed and can be seen, and takes it out of what has changed.

        A view that fails is told, and costs its own part only.
        """
        self._follow_selection(changed)
        patches: list[Patch] = []
        for region in Region:
            if region in changed and self._is_seen(region):
                try:
                    patches += self._draw(region, changed)
                except Exception:  # noqa: BLE001 - a bug in one view must not take the others with it
                    self._views[region].forget()
                    failed(region)
        return patches

    def due(self) -> Mapping[Region, Seconds]:
        """Parts that will look different by themselves, and in how many seconds of the page they will."""
        return self._dues.due()

    def title(self) -> tuple[str, Time, str]:
        """The title of the browser tab: how many ring, the time of the call that is open, and its name."""
        session = self._session
        waiting = ringing(session)
        shown = next(iter(waiting), None) or selected(session, self._ui)
        before = f"({len(waiting)}) " if waiting else ""
        if shown is None:
            return before, "", "Agent Workspace"
        return before, timer(shown), f" {name_of(shown)} · Agent Workspace"

    def visible_frame(self) -> str | None:
        """The id of the frame whose page is to be seen; every other wrapper is hidden."""
        return visible_frame(self._session, self._ui)

    def _is_seen(self, region: Region) -> bool:
        """Whether a part can be seen; what cannot is drawn when it can, if it has changed."""
        return not any(region is hidden or region in with_parts(hidden) for hidden in self._ui.unseen)

    def _draw(self, region: Region, changed: dict[Region, Ids]) -> list[Patch]:
        ids = changed.pop(region)
        view = self._views.get(region)
        if view is None:
            return []
        if not view.there():
            view.forget()
            return []
        patch, anew = view.draw(self._environment, ids)
        if anew:
            for part in with_parts(region)[1:]:
                self._views[part].forget()
                changed[part] = None
        return [] if patch is None else [patch]

    def _follow_selection(self, changed: dict[Region, Ids]) -> None:
        """Another interaction is shown: what shows it differs, and the lines of both in the list."""
        note_seen(self._session, self._ui)
        shown = selected(self._session, self._ui)
        before, self._shown = self._shown, None if shown is None else shown.id
        if before == self._shown:
            return
        for region in (Region.TOP, Region.CASE, Region.TABS, Region.BANNER):
            for part in with_parts(region):
                changed[part] = None
        both = {each for each in (before, self._shown) if each is not None}
        lines = changed.get(Region.INTERACTIONS, both)
        changed[Region.INTERACTIONS] = None if lines is None else lines | both


__all__ = ["WITHIN", "Renderer", "environment"]
