"""Toasts of client apps, and the messages that are kept of them. The app and its origin are always told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from host_page.views.formats import clipped
from host_page.views.moments import Form, Running
from host_page.views.places import Place, Where
from scapi.session import Session
from scapi.workspace.toasts import Toast

LOG_IN = Place("log-in", Where.ELSEWHERE)
SHOWN = 3
MESSAGE_CHARACTERS = 300
MESSAGE_PAIRS = 5
"""What the panel shows of a message; there are up to two hundred."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One toast of an app; ``buttons`` are in the order in which they are drawn."""

    id: str
    icon: str
    label: str
    origin: str
    title: str
    subject: str
    message: str
    pairs: Sequence[tuple[str, str]]
    buttons: Sequence[tuple[int, str]]
    width: int | None
    closes_ms: int


@dataclass(frozen=True, slots=True)
class Notices:
    notices: Sequence[Notice]
    more: int


@dataclass(frozen=True, slots=True)
class Message:
    """A line of the messages panel."""

    notice: Notice
    time: Running
    unread: bool


@dataclass(frozen=True, slots=True)
class Messages:
    messages: Sequence[Message]
    unread: int


def notices_model(session: Session) -> Notices:
    """The newest toast of each origin and, where there is room, more of the newest; oldest of them first.

    Of the tabs of a session, the one that the agent was in last shows them.
    """
    opened = session.toasts.open() if session.tabs.last_active else ()
    newest = {toast.origin: toast for toast in opened}
    by_age = sorted(opened, key=lambda toast: (newest[toast.origin] is toast, opened.index(toast)))
    shown = by_age[-SHOWN:]
    return Notices([_notice(toast) for toast in opened if toast in shown], len(opened) - len(shown))


def messages_model(session: Session) -> Messages:
    """The messages, newest first."""
    told = session.toasts.messages
    messages = [
        Message(_short(_notice(each.toast)), Running(Form.AGO, each.at, own=True), not each.read) for each in told
    ]
    return Messages(messages, unread_messages(session))


def unread_messages(session: Session) -> int:
    return sum(not each.read for each in session.toasts.messages)


def _short(notice: Notice) -> Notice:
    short = partial(clipped, characters=MESSAGE_CHARACTERS)
    return replace(
        notice,
        title=short(notice.title),
        subject=short(notice.subject),
        message=short(notice.message),
        pairs=[(short(key), short(value)) for key, value in notice.pairs[:MESSAGE_PAIRS]],
    )


def _notice(toast: Toast) -> Notice:
    return Notice(
        toast.id,
        toast.icon,
        toast.label,
        toast.origin,
        toast.title,
        toast.subject,
        toast.message,
        tuple(toast.pairs.items()),
        toast.drawn,
        toast.width,
        round(toast.auto_close * 1000),
    )
