"""What is said to somebody who does not see the page: rings, ends of calls, data changed by apps. Never timers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from host_page.views import words
from host_page.views.formats import clipped
from scapi.centre.contents import Author, ChatContent
from scapi.centre.conversations import VOICE, WAITING, State
from scapi.centre.port import Connection
from scapi.session import Session
from scapi.values import Seconds
from scapi.workspace.actors import ActorKind

KEYS_NAMED = 5
"""Of those that an app has changed at once; how many there are is said of more."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """``live`` is ``assertive``, ``polite`` or ``log``: the live region that speaks it."""

    live: str
    text: str


class Announcements:
    """Compares the session with how it was last time, and says what is worth saying."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._states: dict[str, tuple[State, str]] = {}
        self._changes: dict[tuple[str, str], Seconds] = {}
        self._agent = session.workspace.presence.state
        self._heard: dict[str, int] = {}
        self._toasts: frozenset[str] = frozenset()
        self._connection = session.workspace.connection
        self.take()

    def take(self) -> list[Announcement]:
        """What has happened since the last call."""
        said = [*self._link(), *self._calls(), *self._data(), *self._messages(), *self._notices()]
        state = self._session.workspace.presence.state
        if state != self._agent:
            self._agent = state
            said.append(Announcement("polite", f"Your state is {state.display_name}."))
        return said

    def _calls(self) -> list[Announcement]:
        interactions = {i.id: i for i in self._session.workspace.interactions}
        now = {key: (interaction.state, interaction.title) for key, interaction in interactions.items()}
        said = []
        for key, (state, title) in now.items():
            before = self._states.get(key, (State.UNKNOWN, ""))[0]
            if state in WAITING and before not in WAITING:
                voice = interactions[key].media == VOICE
                what = f"{title} calls" if voice else f"{words.medium_name(interactions[key].media)}: {title}"
                said.append(Announcement("assertive", f"{what}. Alt A accepts, Alt X rejects."))
            elif state is State.IDLE and interactions[key].media != VOICE and before not in (State.IDLE, State.UNKNOWN):
                said.append(Announcement("polite", f"The conversation with {title} has ended."))
            elif state is State.IDLE and before not in (State.IDLE, State.UNKNOWN):
                said.append(Announcement("assertive", f"The call with {title} has ended."))
        for key, (state, title) in self._states.items():
            if key not in now and state in WAITING:
                said.append(Announcement("assertive", f"{title} does not ring any more."))
        self._states = now
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

    def _messages(self) -> list[Announcement]:
        """What others say in chats."""
        said: list[Announcement] = []
        heard: dict[str, int] = {}
        for interaction in self._session.workspace.interactions:
            content = interaction.conversation.content
            if not isinstance(content, ChatContent):
                continue
            heard[interaction.id] = len(content.messages)
            if interaction.opened:
                new = content.messages[self._heard.get(interaction.id, 0) :]
                spoken = [m for m in new if m.author is not Author.AGENT and not m.history]
                said += [Announcement("log", f"{message.name}: {message.text}") for message in spoken]
        self._heard = heard
        return said

    def _notices(self) -> list[Announcement]:
        """Toasts of apps, with the app's name."""
        opened = self._session.toasts.open() if self._session.tabs.last_active else ()
        new = [toast for toast in opened if toast.id not in self._toasts]
        self._toasts = frozenset(toast.id for toast in opened)
        return [Announcement("polite", f"{toast.label}: {toast.title}. {toast.subject}".strip()) for toast in new]

    def _data(self) -> list[Announcement]:
        said = []
        now: dict[tuple[str, str], Seconds] = {}
        for interaction in self._session.workspace.interactions:
            keys: defaultdict[str, list[str]] = defaultdict(list)
            for key, change in interaction.changes.items():
                now[interaction.id, key] = change.at
                by_app = change.actor.kind is ActorKind.APPLICATION
                if by_app and self._changes.get((interaction.id, key)) != change.at:
                    keys[change.actor.label].append(key)
            for app, changed in keys.items():
                what = map(clipped, changed) if len(changed) <= KEYS_NAMED else [f"{len(changed)} keys"]
                said += [Announcement("polite", f"{app} changed {each}.") for each in what]
        self._changes = now
        return said
