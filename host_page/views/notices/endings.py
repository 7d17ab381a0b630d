"""The end of a toast: what rang and has ended by itself stays in view for a moment and says how it ended.

The workspace forgets such an interaction at once. What is left is the event, which reaches every tab while the
interaction is still known there.
"""

from __future__ import annotations

from collections.abc import Mapping

from host_page.views.notices.toasts import has_toast
from host_page.views.page import Page
from host_page.views.rail.model import icon
from host_page.views.regions import Region
from host_page.views.selection import name_of
from host_page.views.ui_state import EndedRing, UiState
from scapi.centre.conversations import WAITING, Happening, RonaState
from scapi.session import Session
from scapi.values import Json, Seconds

STAYS: Seconds = 2.0
"""How long the toast stays."""

BACK = "Went back to the queue"
_MEDIA = {Happening.REVOKED: BACK, Happening.CANCELED: "Went to another agent"}


class Endings:
    """Listens to the events of one tab."""

    def __init__(self, session: Session, ui: UiState, page: Page) -> None:
        self._session = session
        self._ui = ui
        self._page = page

    def hear(self, event: str, data: Json) -> None:
        """One event; what the agent has rejected in this page is no news."""
        if event != "interaction" or not isinstance(data, (dict, Mapping)):
            return
        told = data.get("interaction")
        if not isinstance(told, (dict, Mapping)) or told.get("previousState") not in WAITING:
            return  # as nearly all of them
        interaction = self._session.workspace.interactions.get(str(told.get("interactionId")))
        how = _how(data.get("eventType"), told)
        if interaction is None or not how:
            return
        if interaction.conversation.id in self._ui.rejected:
            self._ui.rejected.discard(interaction.conversation.id)
        elif has_toast(self._session, interaction):
            self._keep(EndedRing(interaction.id, name_of(interaction), icon(interaction.conversation), how))

    def _keep(self, ring: EndedRing) -> None:
        self._ui.ended.append(ring)
        self._session.host.call_later(STAYS, lambda: self._let_go(ring))
        self._page.changed(Region.TOASTS)

    def _let_go(self, ring: EndedRing) -> None:
        self._ui.ended.remove(ring)
        self._page.changed(Region.TOASTS)


def _how(event_type: Json, told: Mapping[str, Json]) -> str:
    """How something that rang has ended; empty when it has not."""
    if event_type == Happening.RELEASED:
        return "Caller hung up" if told.get("ronaCallState") == RonaState.NO_ANSWER else BACK
    return next((how for happening, how in _MEDIA.items() if event_type == happening), "")
