"""The agent's state: that of each medium, and the one over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scapi.centre.port import AgentState, ContactCentre, Medium, StateType
from scapi.commands import Remote, Shared, command
from scapi.protocol import errors
from scapi.values import Answer, Failure, Json, Seconds
from scapi.workspace.wire import medium_object, state_changed

PARTLY_READY = AgentState(StateType.PARTIAL_READY, "Partly ready", "")
NOT_READY = AgentState(StateType.NOT_READY, "Not ready", "")
UNKNOWN = AgentState(StateType.UNKNOWN, "Unknown", "")
_ABSENT = frozenset({StateType.LOGOUT, StateType.OUT_OF_SERVICE})


def overall_state(media: Sequence[Medium]) -> AgentState:
    """One state for all media: the common one, else partly ready when any is ready, else not ready.

    Media that are logged out or out of service do not count unless all are. Source: the types are the reference's;
    how they are joined is decided here.
    """
    if not media:
        return UNKNOWN
    counted = [medium.state for medium in media if medium.state.type not in _ABSENT] or [m.state for m in media]
    if all(state == counted[0] for state in counted):
        partly = counted[0].type is StateType.READY and len(counted) < len(media)
        return PARTLY_READY if partly else counted[0]
    if any(state.type is StateType.READY for state in counted):
        return PARTLY_READY
    return NOT_READY


class Presence:
    """Reads and sets states, and tells the clients when they change."""

    def __init__(self, centre: ContactCentre, publish: Callable[[str, Json], None], shared: Shared) -> None:
        self._shared = shared
        self._centre = centre
        self._publish = publish
        self.state = overall_state(centre.media())
        self.since: Seconds = centre.now()

    @property
    def remote(self) -> Remote | None:
        return self._shared.remote

    def share(self, shared: Shared) -> None:
        self._shared = shared

    def export(self) -> object:
        return self.state, self.since

    def restore(self, state: Any) -> None:
        self.state, self.since = state

    @property
    def states(self) -> Sequence[AgentState]:
        """The states that can be set."""
        return self._centre.states()

    @property
    def media(self) -> Sequence[Medium]:
        return self._centre.media()

    def medium(self, name: str) -> Medium | None:
        return next((medium for medium in self.media if medium.name == name), None)

    @command
    def set_state(self, operation: str) -> Answer:
        """Sets the state of the agent on every medium that is in service."""
        in_service = [m.name for m in self.media if m.state.type is not StateType.OUT_OF_SERVICE]
        return self._set(in_service, operation)

    @command
    def set_media_state(self, name: str, operation: str) -> Answer:
        """Sets the state of one medium."""
        if self.medium(name) is None:
            return Failure(errors.MEDIA_NOT_FOUND)
        return self._set([name], operation)

    def media_changed(self, names: Sequence[str]) -> None:
        """Publishes what changed: an event for each medium, then one for the agent if the joint state is another."""
        for name in names:
            medium = self.medium(name)
            if medium is not None:
                self._publish("media", {**state_changed(medium.state), "media": name, "name": name})
        state = overall_state(self.media)
        if state != self.state:
            self.state = state
            self.since = self._centre.now()
            self._publish("agent", state_changed(state))

    def media_objects(self) -> Json:
        return [medium_object(medium) for medium in self.media]

    def _set(self, names: Sequence[str], operation: str) -> Answer:
        if not any(state.operation == operation for state in self.states):
            return Failure(errors.unknown_state(operation))
        return self._centre.set_state(names, operation)
