"""What is said to somebody who does not see the page: rings, ends of calls, data changed by apps. Never timers."""

from __future__ import annotations

from dataclasses import dataclass

from scapi.centre.conversations import State
from scapi.session import Session
from scapi.values import Seconds
from scapi.workspace.interactions import ActorKind


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
        self.take()

    def take(self) -> list[Announcement]:
        """What has happened since the last call."""
        said = [*self._calls(), *self._data()]
        state = self._session.workspace.presence.state
        if state != self._agent:
            self._agent = state
            said.append(Announcement("polite", f"Your state is {state.display_name}."))
        return said

    def _calls(self) -> list[Announcement]:
        now = {i.id: (i.state, i.title) for i in self._session.workspace.interactions}
        said = []
        for key, (state, title) in now.items():
            before = self._states.get(key, (State.UNKNOWN, ""))[0]
            if state is State.RINGING and before is not State.RINGING:
                said.append(Announcement("assertive", f"{title} calls. Alt A accepts, Alt X rejects."))
            elif state is State.IDLE and before not in (State.IDLE, State.UNKNOWN):
                said.append(Announcement("assertive", f"The call with {title} has ended."))
        for key, (state, title) in self._states.items():
            if key not in now and state is State.RINGING:
                said.append(Announcement("assertive", f"{title} does not ring any more."))
        self._states = now
        return said

    def _data(self) -> list[Announcement]:
        said = []
        now: dict[tuple[str, str], Seconds] = {}
        for interaction in self._session.workspace.interactions:
            for key, change in interaction.changes.items():
                now[interaction.id, key] = change.at
                by_app = change.actor.kind is ActorKind.APPLICATION
                if by_app and self._changes.get((interaction.id, key)) != change.at:
                    said.append(Announcement("polite", f"{change.actor.label} changed {key}."))
        self._changes = now
        return said
