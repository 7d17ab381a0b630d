"""Has the page sound as the views decide, and keeps what the agent has chosen to hear."""

from __future__ import annotations

from host_page.bridge import Bridge
from host_page.changes import Changes
from host_page.views.regions import Region
from host_page.views.top.sound_policy import (
    SILENCED,
    SOUND,
    SoundPolicy,
    read_silenced,
    read_sound,
    written_silenced,
    written_sound,
)
from host_page.views.ui_state import UiState
from scapi.session import Session


class SoundController:
    """Brought up to date after each rendering."""

    def __init__(self, bridge: Bridge, session: Session, ui: UiState, changes: Changes) -> None:
        self._bridge = bridge
        self._session = session
        self._ui = ui
        self._changes = changes
        self._sounds = SoundPolicy(session, ui)
        self._rings = False
        self._sound = ui.sound
        self._silenced = ui.silenced
        self._last_active = session.tabs.last_active

    def update(self) -> None:
        tries = self._sound_changed()
        self._share()
        rings = self._sounds.rings()
        volume = self._ui.sound.volume
        if rings and (tries or not self._rings):
            self._bridge.sound("ring", volume)
        elif self._rings and not rings:
            self._bridge.sound("stop", volume)
        self._rings = rings
        came = self._sounds.note(page_visible=bool(self._bridge.pageVisible()))
        if came or (tries and self._ui.sound.on and not rings):
            self._bridge.sound("note", volume)

    def blocked(self, blocked: bool) -> None:
        """The browser keeps the page quiet until somebody clicks in it, or has stopped doing so."""
        self._ui.sound_blocked = blocked
        self._changes.mark(Region.TOP)

    def _share(self) -> None:
        """A tab that the agent comes to sounds as the one did where the agent was before."""
        came = self._session.tabs.last_active and not self._last_active
        self._last_active = self._session.tabs.last_active
        if came:
            self._sound = self._ui.sound = read_sound(self._bridge.recall(SOUND))
            self._silenced = self._ui.silenced = read_silenced(self._bridge.recall(SILENCED))
            self._changes.mark(Region.TOP)

    def _sound_changed(self) -> bool:
        """Remembers what has changed; gives whether it is how it sounds, which the agent then wants to hear."""
        if self._ui.silenced != self._silenced:
            self._silenced = self._ui.silenced
            self._bridge.remember(SILENCED, written_silenced(self._silenced))
        changed = self._ui.sound != self._sound
        if changed:
            self._sound = self._ui.sound
            self._bridge.remember(SOUND, written_sound(self._sound))
        return changed
