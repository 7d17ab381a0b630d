"""The agent's state: that of each medium, and the one over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scapi.centre.agents import ABSENT, AgentState, Medium, StateType
from scapi.centre.port import CentreView, Clock, Done
from scapi.commands import Remote, Shared, command
from scapi.protocol import errors
from scapi.store import Cell, Store
from scapi.values import Answer, Failure, Json, Seconds
from scapi.workspace.failures import failure_of
from scapi.workspace.link import CentreLink
from scapi.workspace.wire import medium_object, state_changed

PARTLY_READY = AgentState(StateType.PARTIAL_READY, "Partly ready", "")
NOT_READY = AgentState(StateType.NOT_READY, "Not ready", "")
UNKNOWN = AgentState(StateType.UNKNOWN, "Unknown", "")


@dataclass(frozen=True, slots=True)
class PresenceState:
    """The joint state, since when, and what went wrong when it was set last."""

    state: AgentState
    since: Seconds
    failed: Mapping[str, str] = field(default_factory=dict)


def overall_state(media: Sequence[Medium]) -> AgentState:
    """One state for all media: the common one, else partly ready when any is ready, else not ready.

    Media that are logged out or out of service do not count unless all are. Source: the types are the reference's;
    how they are joined is decided here.
    """
    if not media:
        return UNKNOWN
    counted = [medium.state for medium in media if medium.state.type not in ABSENT] or [m.state for m in media]
    if all(state == counted[0] for state in counted):
        partly = counted[0].type is StateType.READY and len(counted) < len(media)
        return PARTLY_READY if partly else counted[0]
    if any(state.type is StateType.READY for state in counted):
        return PARTLY_READY
    return NOT_READY


class Presence:
    """Reads and sets states, and tells the clients when they change."""

    def __init__(
        self, publish: Callable[[str, Json], None], clock: Clock, shared: Shared, store: Store, name: str
    ) -> None:
        self._shared = shared
        self._publish = publish
        self._clock = clock
        self._cell: Cell[PresenceState] = store.cell(
            f"presence{name}", PresenceState, PresenceState(UNKNOWN, clock.now())
        )
        self._view: Callable[[], CentreView] = CentreView
        self._link: CentreLink | None = None

    def connect(self, link: CentreLink, view: Callable[[], CentreView]) -> None:
        """Where states are set, and what is known of them."""
        self._link = link
        self._view = view

    @property
    def remote(self) -> Remote | None:
        return self._shared.remote

    @property
    def state(self) -> AgentState:
        """The one state over all media."""
        return self._cell.value.state

    @property
    def since(self) -> Seconds:
        return self._cell.value.since

    @property
    def states(self) -> Sequence[AgentState]:
        """The states that can be set."""
        return self._view().states

    @property
    def media(self) -> Sequence[Medium]:
        return self._view().media

    @property
    def failed(self) -> Mapping[str, str]:
        """Why the state of a medium could not be set with those of others, by medium; until the next time."""
        return self._cell.value.failed

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

    def begin(self) -> None:
        """The joint state of what is known now, without an event."""
        self._cell.set(PresenceState(overall_state(self.media), self._clock.now()))

    def media_changed(self, changed: Sequence[Medium]) -> None:
        """Publishes what changed: an event for each medium, then one for the agent if the joint state is another."""
        for medium in changed:
            data = {**state_changed(medium.state), "media": medium.name, "name": medium.name}
            self._publish("media", data)
        state = overall_state(self.media)
        if state != self.state:
            self._cell.set(replace(self._cell.value, state=state, since=self._clock.now()))
            self._publish("agent", state_changed(state))

    def media_objects(self) -> Json:
        return [medium_object(medium) for medium in self.media]

    def _set(self, names: Sequence[str], operation: str) -> Answer:
        if not any(state.operation == operation for state in self.states):
            return Failure(errors.unknown_state(operation))
        if self._link is None:
            return Failure(errors.NO_LINK)
        return self._link.set_state(names, operation, self._told)

    def _told(self, done: Done) -> None:
        """States were set; for some media perhaps not."""
        failed = {name: failure_of(error).error for name, error in done.failed.items()}
        if failed != dict(self.failed):
            self._cell.set(replace(self._cell.value, failed=failed))
