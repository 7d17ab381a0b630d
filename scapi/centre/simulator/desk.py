"""The desk of one agent: the states of the media, the telephone, what is muted, the workbin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from scapi.centre.agents import ABSENT, LOGGED_OUT, AgentState, Device, Medium, SipDevice, StateType
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import VOICE, Conversation, Party
from scapi.centre.port import CentreListener, Done, Result
from scapi.centre.scenario import Seat
from scapi.store import Store, Table
from scapi.values import Seconds

_OUT_OF_SERVICE = AgentState(StateType.OUT_OF_SERVICE, "Out of service", "")
_LOGOUT_DND = AgentState(StateType.LOGOUT_DND_ON, "Logged out, do not disturb", "")
_DND = AgentState(StateType.DND_ON, "Do not disturb", "")
_UNKNOWN = AgentState(StateType.UNKNOWN, "Unknown", "")


@dataclass(frozen=True, slots=True)
class DeskState:
    """What changes at a desk.

    ``media`` are as they are told; ``chosen`` are the states that the agent has set, which a device that is out of
    service or a state that is not known covers.
    """

    media: tuple[Medium, ...]
    chosen: Mapping[str, AgentState]
    device: Device
    muted: frozenset[SipDevice] = frozenset()
    direct_push: bool = True
    unknown: frozenset[str] = frozenset()
    """Media whose state the contact centre does not know."""


class Desk:
    """One agent's desk. Whoever is told of changes is asked for anew each time: the agent's link may be down."""

    def __init__(
        self,
        store: Table[DeskState],
        workbin: Table[Conversation],
        seat: Seat,
        states: Sequence[AgentState],
        now: Callable[[], Seconds],
        listener: Callable[[], CentreListener | None],
    ) -> None:
        self.seat = seat
        self.states = tuple(states)
        self.when_available: Callable[[], None] = lambda: None
        """The agent has become ready on a medium, or has set a state again."""
        self.when_media_changed: Callable[[Sequence[Medium]], None] = lambda _: None
        self._table = store
        self._workbin = workbin
        self._now = now
        self._listener = listener
        self.begin()

    def begin(self) -> None:
        """The scenario's start."""
        now = self._now()
        media = tuple(replace(medium, since=now) for medium in self.seat.media)
        chosen = {medium.name: medium.state for medium in media}
        dnd = chosen.get(VOICE, _UNKNOWN).type is StateType.DND_ON
        self._put(DeskState(media, chosen, Device(self.seat.number, do_not_disturb=dnd)))
        for item in self.workbin:
            self._workbin.remove(item.id)

    @property
    def agent(self) -> str:
        return self.seat.profile.employee_id

    @property
    def state(self) -> DeskState:
        return self._table[self.agent]

    @property
    def media(self) -> tuple[Medium, ...]:
        return self.state.media

    @property
    def party(self) -> Party:
        """The agent as others see it."""
        return self.seat.party

    def medium(self, name: str) -> Medium | None:
        return next((medium for medium in self.media if medium.name == name), None)

    def absent(self, medium: str) -> bool:
        """Whether the agent does not have a medium, is logged out of it, or it does not work."""
        known = self.medium(medium)
        return known is None or known.absent

    @property
    def reachable(self) -> bool:
        """Whether calls come through to the telephone."""
        device = self.state.device
        return device.in_service and not device.do_not_disturb and not self.absent(VOICE)

    # ── states ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def set_state(self, media: Sequence[str], operation: str) -> Result:
        """Sets the state of these media, where it can be set."""
        state = next((state for state in self.states if state.operation == operation), None)
        if state is None:
            return CentreError(ErrorKind.UNKNOWN_STATE, operation)
        failed: dict[str, CentreError] = {}
        for name in media:
            if self.medium(name) is None:
                failed[name] = CentreError(ErrorKind.UNKNOWN_MEDIUM, name)
            elif name == VOICE and not self.state.device.in_service:
                failed[name] = CentreError(ErrorKind.REFUSED, text=f"Device '{self.seat.number}' is not registered.")
        given = [name for name in media if name not in failed]
        if failed and not given:
            return next(iter(failed.values()))
        known = self.state
        device = known.device
        if VOICE in given and state.type not in LOGGED_OUT:
            device = replace(device, do_not_disturb=state.type is StateType.DND_ON)
        chosen = {**known.chosen, **dict.fromkeys(given, state)}
        self._change(replace(known, chosen=chosen, device=device, unknown=known.unknown - set(given)))
        self.when_available()
        return Done(failed=failed)

    def change_device(self, device: Device) -> None:
        """The telephone has another state."""
        self._change(replace(self.state, device=device))
        self.when_available()

    def forget_state(self, medium: str) -> Result:
        """The contact centre no longer knows the state of a medium, until the agent sets one."""
        if self.medium(medium) is None:
            return CentreError(ErrorKind.UNKNOWN_MEDIUM, medium)
        self._change(replace(self.state, unknown=self.state.unknown | {medium}))
        return Done()

    def mute(self, device: SipDevice, on: bool) -> Result:
        muted = self.state.muted | {device} if on else self.state.muted - {device}
        self._put(replace(self.state, muted=muted))
        listener = self._listener()
        if listener is not None:
            listener.mute_changed(muted)
        return Done()

    def direct_push(self, on: bool) -> Result:
        self._put(replace(self.state, direct_push=on))
        return Done()

    # ── workbin ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def workbin(self) -> tuple[Conversation, ...]:
        """What the agent has put away, oldest first."""
        return tuple(item for item in self._workbin if item.agent == self.agent)

    def put_away(self, item: Conversation) -> None:
        self._workbin.put(item.uuid, item)
        self._tell_workbin()

    def kept(self, uuid: str) -> Conversation | None:
        item = self._workbin.get(uuid)
        return item if item is not None and item.agent == self.agent else None

    def take_out(self, uuid: str) -> None:
        self._workbin.remove(uuid)
        self._tell_workbin()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _put(self, state: DeskState) -> None:
        self._table.put(self.agent, state)

    def _change(self, state: DeskState) -> None:
        """Keeps a state and tells of the media that it shows otherwise."""
        before, now = self.state, self._now()
        changed = []
        media = []
        for medium in before.media:
            shown = _shown(medium.name, state)
            if shown != medium.state:
                medium = replace(medium, state=shown, since=now)
                changed.append(medium)
            media.append(medium)
        self._put(replace(state, media=tuple(media)))
        listener = self._listener()
        if listener is not None and state.device != before.device:
            listener.device_changed(state.device)
        if changed:
            if listener is not None:
                listener.media_changed(changed)
            self.when_media_changed(changed)

    def _tell_workbin(self) -> None:
        listener = self._listener()
        if listener is not None:
            listener.workbin_changed(self.workbin)


def _shown(medium: str, state: DeskState) -> AgentState:
    """The state of a medium as it is told."""
    chosen = state.chosen[medium]
    if medium in state.unknown:
        return _UNKNOWN
    if medium != VOICE:
        return chosen
    if not state.device.in_service:
        return _OUT_OF_SERVICE
    if state.device.do_not_disturb and chosen.type is StateType.LOGOUT:
        return _LOGOUT_DND
    if state.device.do_not_disturb and chosen.type not in ABSENT and chosen.type is not StateType.DND_ON:
        return _DND
    return chosen


def desks(
    store: Store,
    seats: Sequence[Seat],
    states: Sequence[AgentState],
    now: Callable[[], Seconds],
    listener: Callable[[str], CentreListener | None],
) -> dict[str, Desk]:
    """The desks of those who sit in the contact centre, by employee id."""
    rows: Table[DeskState] = store.table("desks", DeskState)
    workbin: Table[Conversation] = store.table("workbin", Conversation)
    found = {}
    for seat in seats:
        employee = seat.profile.employee_id

        def of_seat(agent: str = employee) -> CentreListener | None:
            return listener(agent)

        found[employee] = Desk(rows, workbin, seat, states, now, of_seat)
    return found
