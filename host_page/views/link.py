"""The link to the contact centre, and the browser tab's part in the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from host_page.views.ui_state import UiState
from scapi.centre.port import Connection
from scapi.page_session import PageSession
from scapi.session import Session
from scapi.values import Json
from scapi.workspace.tabs import TabState

_WORDS = {
    Connection.CONNECTED: ("Connected", "ok"),
    Connection.RECONNECTED: ("Connected", "ok"),
    Connection.DISCONNECTED: ("Connection lost", "warn"),
    Connection.DOWN: ("Down", "bad"),
}
_TABS = {
    TabState.LEADING: ("Leader", "This browser tab holds the session", "simulator, in this tab"),
    TabState.FOLLOWING: ("Following", "Another tab holds the session", "simulator, in the tab that leads"),
    TabState.NEGOTIATING: (
        "Negotiating",
        "The browser tabs settle which of them holds the session",
        "simulator, in the tab that will lead",
    ),
}


@dataclass(frozen=True, slots=True)
class LinkModel:
    text: str
    dot: str
    tab: str
    tab_note: str
    centre: str
    """Where the contact centre is."""
    negotiating: bool


def link_model(session: PageSession) -> LinkModel:
    text, dot = _WORDS[session.workspace.connection]
    tab, note, centre = _TABS[session.tabs.state]
    where = session.contact_centre or centre
    return LinkModel(text, dot, tab, note, where, session.tabs.state is TabState.NEGOTIATING)


def is_lost(session: Session) -> bool:
    return session.workspace.connection in (Connection.DISCONNECTED, Connection.DOWN)


def link_marks(session: Session, ui: UiState) -> Mapping[str, Json]:
    """What the page marks on the controls itself: that the link is lost, and which actions wait for their answers."""
    return {"lost": is_lost(session), "waiting": sorted(f"{name} {arg}" for name, arg in ui.under_way)}
