"""What goes with a rendering but is not rendered: announcements, the dialog, what is remembered for the next start."""

from __future__ import annotations

import json

from host_page.bridge import Bridge
from host_page.traffic_keeping import KEEPS
from host_page.views.announcements import Announcements
from host_page.views.apps.dialogs import dialog_model
from host_page.views.bench.bench_state import (
    BENCH_HEIGHT,
    BENCH_HIGHEST,
    BENCH_LOWEST,
    BENCH_NARROWEST,
    BENCH_WIDEST,
    Place,
)
from host_page.views.top.known_targets import FAVOURITES, RECENT, read_targets, written_targets
from host_page.views.top.sound_policy import SILENCED, SOUND, read_silenced, read_sound
from host_page.views.ui_state import Theme, TrafficView, UiState
from scapi.page_session import PageSession
from scapi.values import member

THEME = "theme"
KEYS = "keys"
_BENCH, _WIDTH, _PLACE = "bench", "bench-width", "bench-place"


class Surroundings:
    """Brought up to date after each rendering."""

    def __init__(self, bridge: Bridge, session: PageSession, ui: UiState) -> None:
        self._bridge = bridge
        self._ui = ui
        self._announcements = Announcements(session)
        self._bench = _of_bench(ui)
        self._session = session
        self._dialog = ""
        self._known = (ui.favourites, ui.recent)
        self._calls_here = False

    def update(self) -> None:
        for announcement in self._announcements.take():
            self._bridge.announce(announcement.live, announcement.text)
        self._show_dialog()
        bench = _of_bench(self._ui)
        for name, text in bench.items():
            if text != self._bench[name]:
                self._bridge.remember(name, text)
        self._bench = bench
        known = (self._ui.favourites, self._ui.recent)
        for name, before, now in zip((FAVOURITES, RECENT), self._known, known, strict=True):
            if now != before:
                self._bridge.remember(name, written_targets(now))
        self._known = known
        self._tell_of_calls()

    def _tell_of_calls(self) -> None:
        """Whether calls would end with this page, if nothing of it were kept: they are in the simulator of this tab."""
        session = self._session
        here = session.remote is None and not session.contact_centre and bool(session.workspace.interactions.talking)
        if here != self._calls_here:
            self._calls_here = here
            self._bridge.callsAreHere(here)

    def _show_dialog(self) -> None:
        """Shows the topmost dialog, once."""
        dialog = dialog_model(self._session)
        members = ("id", "frame", "label", "width", "height")
        text = "" if dialog is None else json.dumps({name: getattr(dialog, name) for name in members})
        if text != self._dialog:
            self._dialog = text
            self._bridge.showDialog(text)


def _of_bench(ui: UiState) -> dict[str, str]:
    """What is remembered of the workbench, by name."""
    return {_BENCH: str(ui.bench_height), _WIDTH: str(ui.bench_width), _PLACE: ui.bench_place.value}


def _pixels(text: str, lowest: int, highest: int) -> int | None:
    sensible = text.isascii() and text.isdigit() and lowest <= int(text) <= highest
    return int(text) if sensible else None


def remembered(bridge: Bridge) -> UiState:
    """The state of the page as it was left, as far as it is remembered; what makes no sense is forgotten."""
    return UiState(
        theme=member(Theme, bridge.recall(THEME)) or Theme.SYSTEM,
        keys=bridge.recall(KEYS) != "off",
        bench_height=_pixels(bridge.recall(_BENCH), BENCH_LOWEST, BENCH_HIGHEST) or BENCH_HEIGHT,
        bench_width=_pixels(bridge.recall(_WIDTH), BENCH_NARROWEST, BENCH_WIDEST),
        bench_place=member(Place, bridge.recall(_PLACE)) or Place.BELOW,
        sound=read_sound(bridge.recall(SOUND)),
        traffic=TrafficView(keeps=bridge.recall(KEEPS) != "off"),
        silenced=read_silenced(bridge.recall(SILENCED)),
        favourites=read_targets(bridge.recall(FAVOURITES)),
        recent=read_targets(bridge.recall(RECENT)),
    )
