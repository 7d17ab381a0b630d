"""What is said to somebody who does not see the page: rings, ends of calls, data changed by apps. Never timers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.formats import clipped
from host_page.views.touched import Change, Touched
from scapi.centre.contents import Author, ChatContent, ChatMessage
from scapi.centre.conversations import VOICE, WAITING, State
from scapi.centre.port import Connection
from scapi.session import Session
from scapi.workspace.actors import ActorKind
from scapi.workspace.interactions import Interaction

KEYS_NAMED = 5
"""Of those that an app has changed at once; how many there are is said of more."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """``live`` is ``assertive``, ``polite`` or ``log``: the live region that speaks it."""

    live: str
    text: str


class Announcements:
    """Compares what has changed with how it was last time, and says what is worth saying."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._touched = Touched(session.workspace.interactions)
        self._agent = session.workspace.presence.state
        self._toasts: frozenset[str] = frozenset()
        self._connection = session.workspace.connection
        self._notices()

    def take(self) -> list[Announcement]:
        """What has happened since the last call."""
        touched = self._touched.take()
        said = [*self._link(), *_calls(touched), *_data(touched), *_messages(touched), *self._notices()]
        state = self._session.workspace.presence.state
        if state != self._agent:
            self._agent = state
            said.append(Announcement("polite", f"Your state is {state.display_name}."))
        return said

    def _link(self) -> list[Announcement]:
        connection = self._session.workspace.connection
        before, self._connection = self._connection, connection
        if connection is before:
            return []
        texts = {
            Connection.DISCONNECTED: "The connection to the contact centre is lost.",
            Connection.RECONNECTED: "Connected again.",
            Connection.DOWN: "The connection to the contact centre is down.",
        }
        return [Announcement("assertive", texts[connection])] if connection in texts else []

    def _notices(self) -> list[Announcement]:
        """Toasts of apps, with the app's name."""
        opened = self._session.toasts.open() if self._session.tabs.last_active else ()
        new = [toast for toast in opened if toast.id not in self._toasts]
        self._toasts = frozenset(toast.id for toast in opened)
        return [Announcement("polite", f"{toast.label}: {toast.title}. {toast.subject}".strip()) for toast in new]


def _calls(touched: Sequence[Change]) -> list[Announcement]:
    said, ended = [], []
    for before, now in touched:
        was = State.UNKNOWN if before is None else before.state
        if now is None:
            if before is not None and was in WAITING:
                ended.append(Announcement("assertive", f"{before.title} does not ring any more."))
        elif now.state in WAITING and was not in WAITING:
            voice = now.media == VOICE
            what = f"{now.title} calls" if voice else f"{words.medium_name(now.media)}: {now.title}"
            said.append(Announcement("assertive", f"{what}. Alt A accepts, Alt X rejects."))
        elif now.state is State.IDLE and was not in (State.IDLE, State.UNKNOWN):
            live, what = ("assertive", "call") if now.media == VOICE else ("polite", "conversation")
            said.append(Announcement(live, f"The {what} with {now.title} has ended."))
    return said + ended


def _messages(touched: Sequence[Change]) -> list[Announcement]:
    """What others say in chats."""
    said: list[Announcement] = []
    for before, now in touched:
        if now is None or not now.opened:
            continue
        new = _chat(now)[len(_chat(before)) :]
        spoken = [message for message in new if message.author is not Author.AGENT and not message.history]
        said += [Announcement("log", f"{message.name}: {message.text}") for message in spoken]
    return said


def _chat(interaction: Interaction | None) -> Sequence[ChatMessage]:
    content = None if interaction is None else interaction.conversation.content
    return content.messages if isinstance(content, ChatContent) else ()


def _data(touched: Sequence[Change]) -> list[Announcement]:
    said = []
    for before, now in touched:
        keys: defaultdict[str, list[str]] = defaultdict(list)
        known = {} if before is None else before.changes
        for key, change in now.changes.items() if now is not None else ():
            is_new = key not in known or known[key].at != change.at
            if is_new and change.actor.kind is ActorKind.APPLICATION:
                keys[change.actor.label].append(key)
        for app, changed in keys.items():
            what = map(clipped, changed) if len(changed) <= KEYS_NAMED else [f"{len(changed)} keys"]
            said += [Announcement("polite", f"{app} changed {each}.") for each in what]
    return said
