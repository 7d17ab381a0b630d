"""What is said to somebody who does not see the page: rings, ends of calls, data changed by apps. Never timers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from host_page.views import words
from host_page.views.changed import Changed
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
        self._changes: dict[str, dict[str, Seconds]] = {}
        self._changed = Changed(session.workspace.interactions)
        self._agent = session.workspace.presence.state
        self._heard: dict[str, int] = {}
        self._toasts: frozenset[str] = frozenset()
        self._connection = session.workspace.connection
        self.take()

    def take(self) -> list[Announcement]:
        """What has happened since the last call."""
        changed = self._changed.take()
        said = [
            *self._link(),
            *self._calls(changed),
            *self._data(changed),
            *self._messages(changed),
            *self._notices(),
        ]
        state = self._session.workspace.presence.state
        if state != self._agent:
            self._agent = state
            said.append(Announcement("polite", f"Your state is {state.display_name}."))
        return said

    def _calls(self, changed: Sequence[str]) -> list[Announcement]:
        said, gone = [], []
        for key in changed:
            interaction = self._session.workspace.interactions.get(key)
            before, name = self._states.pop(key, (State.UNKNOWN, ""))
            if interaction is None:
                if before in WAITING:
                    gone.append(Announcement("assertive", f"{name} does not ring any more."))
                continue
            state, title, media = interaction.state, interaction.title, interaction.media
            self._states[key] = state, title
            if state in WAITING and before not in WAITING:
                what = f"{title} calls" if media == VOICE else f"{words.medium_name(media)}: {title}"
                said.append(Announcement("assertive", f"{what}. Alt A accepts, Alt X rejects."))
            elif state is State.IDLE and media != VOICE and before not in (State.IDLE, State.UNKNOWN):
                said.append(Announcement("polite", f"The conversation with {title} has ended."))
            elif state is State.IDLE and before not in (State.IDLE, State.UNKNOWN):
                said.append(Announcement("assertive", f"The call with {title} has ended."))
        return [*said, *gone]

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

    def _messages(self, changed: Sequence[str]) -> list[Announcement]:
        """What others say in chats."""
        said: list[Announcement] = []
        for key in changed:
            heard = self._heard.pop(key, 0)
            interaction = self._session.workspace.interactions.get(key)
            content = None if interaction is None else interaction.conversation.content
            if interaction is None or not isinstance(content, ChatContent):
                continue
            self._heard[key] = len(content.messages)
            if interaction.opened:
                new = content.messages[heard:]
                spoken = [m for m in new if m.author is not Author.AGENT and not m.history]
                said += [Announcement("log", f"{message.name}: {message.text}") for message in spoken]
        return said

    def _notices(self) -> list[Announcement]:
        """Toasts of apps, with the app's name."""
        opened = self._session.toasts.open() if self._session.tabs.last_active else ()
        new = [toast for toast in opened if toast.id not in self._toasts]
        self._toasts = frozenset(toast.id for toast in opened)
        return [Announcement("polite", f"{toast.label}: {toast.title}. {toast.subject}".strip()) for toast in new]

    def _data(self, changed: Sequence[str]) -> list[Announcement]:
        said = []
        for interaction_id in changed:
            known = self._changes.pop(interaction_id, {})
            interaction = self._session.workspace.interactions.get(interaction_id)
            if interaction is None:
                continue
            keys: defaultdict[str, list[str]] = defaultdict(list)
            for key, change in interaction.changes.items():
                if change.actor.kind is ActorKind.APPLICATION and known.get(key) != change.at:
                    keys[change.actor.label].append(key)
            self._changes[interaction_id] = {key: change.at for key, change in interaction.changes.items()}
            for app, those in keys.items():
                what = map(clipped, those) if len(those) <= KEYS_NAMED else [f"{len(those)} keys"]
                said += [Announcement("polite", f"{app} changed {each}.") for each in what]
        return said
