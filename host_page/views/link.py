"""The link to the contact centre and the browser tab's part in the session; and what is lost with the link."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape

from scapi.centre.port import Connection
from scapi.session import Session
from scapi.workspace.tabs import TabState

NEEDS_LINK = frozenset(
    {
        "accept", "reject", "accept-oldest", "reject-oldest", "hang-up", "hold", "resume", "mute", "dtmf", "record",
        "mark-done", "close-anyway", "call-again", "set-state", "set-media-state", "state-of-type", "dial",
        "team-submit", "data-edit", "data-save", "data-add", "data-create", "data-delete", "data-undo",
        "contact-search", "contact-query", "contact-submit", "contact-choose", "contact-remove", "join-consult",
        "join-transfer", "join-conference", "join-submit", "join-complete", "join-back", "media-act",
        "email-reply", "email-new", "email-send", "email-edit", "email-choose", "email-attach", "email-detach",
        "response", "chat-say", "workbin-pull", "record-call",
        "record-save", "record-result", "record-again", "record-again-cancel", "record-do-not-call", "campaign-get",
        "campaign-direct",
    }
)  # fmt: skip
"""Actions that ask the contact centre for something."""

_WORDS = {
    Connection.CONNECTED: ("Connected", "ok"),
    Connection.RECONNECTED: ("Connected", "ok"),
    Connection.DISCONNECTED: ("Connection lost", "warn"),
    Connection.DOWN: ("Down", "bad"),
}
_TABS = {
    TabState.LEADING: ("Leader", "This browser tab holds the session"),
    TabState.FOLLOWING: ("Following", "Another tab holds the session"),
    TabState.NEGOTIATING: ("Negotiating", "The browser tabs settle which of them holds the session"),
}
_ACTION = re.compile(r'data-action="([a-z-]+)"')
_RUNS = re.compile(r'data-action="([a-z-]+)"(?: data-arg="([^"]*)")?')
_OPENS = re.compile(r'popovertarget="(?:join-[a-z]+|keypad)" aria-haspopup="dialog"')


@dataclass(frozen=True, slots=True)
class LinkModel:
    text: str
    dot: str
    tab: str
    tab_note: str
    negotiating: bool


def link_model(session: Session) -> LinkModel:
    text, dot = _WORDS[session.workspace.connection]
    tab, note = _TABS[session.tabs.state]
    return LinkModel(text, dot, tab, note, session.tabs.state is TabState.NEGOTIATING)


def is_lost(session: Session) -> bool:
    return session.workspace.connection in (Connection.DISCONNECTED, Connection.DOWN)


def without_link(html: str) -> str:
    """Rendered HTML in which all that needs the link is disabled in its place.

    In rendered HTML a quotation mark is the template's own, for every other one is escaped.
    """

    def disabled(found: re.Match[str]) -> str:
        if found[1] not in NEEDS_LINK:
            return found[0]
        return f'{found[0]} aria-disabled="true" data-link="lost"'

    return _OPENS.sub('aria-disabled="true" data-link="lost"', _ACTION.sub(disabled, html))


def with_waiting(html: str, under_way: Collection[tuple[str, str]]) -> str:
    """Rendered HTML in which the controls whose actions have not been answered say so."""

    def waiting(found: re.Match[str]) -> str:
        if (found[1], unescape(found[2] or "")) not in under_way:
            return found[0]
        return f'{found[0]} aria-busy="true" aria-disabled="true"'

    return _RUNS.sub(waiting, html) if under_way else html
