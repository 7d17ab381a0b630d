"""The views that client apps put into the menu bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views.formats import in_hexadecimal
from host_page.views.top.colours import readable
from scapi.session import Session

IN_THE_BAR = 3
"""How many have room; the others are in a menu."""


@dataclass(frozen=True, slots=True)
class BarView:
    """One view, its colours checked."""

    id: str
    frame: str
    label: str
    short: str
    icon: str
    tooltip: str
    colours: str


@dataclass(frozen=True, slots=True)
class BarViews:
    shown: Sequence[BarView]
    more: Sequence[BarView]


def menu_views(session: Session) -> BarViews:
    """The views in the order in which they came."""
    views = []
    for view in session.menu_bar.views():
        label, ground = readable(view.label_colour, view.ground_colour)
        colours = f"--view-label:{label};--view-ground:{ground}" if ground else ""
        tooltip = "\n".join(part for part in (view.tooltip or view.label or view.name, view.origin) if part)
        key = in_hexadecimal(f"{view.origin} {view.name}")
        short = "" if view.icon else view.short_label
        views.append(BarView(key, view.frame, view.label, short, view.icon, tooltip, colours))
    return BarViews(views[:IN_THE_BAR], views[IN_THE_BAR:])
