"""The simulator's board: every call and every leg as it is now, and the one way to tell that one changed.

Legs are told to the port of the agent whose they are. What can be done to a leg is derived from the tables when it is
told, and at the end of each turn again for those on which something else depends (:meth:`Board.turn`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from scapi.centre.conversations import OVER, WAITING, Conversation, Happening, Notification, Party, State, Verb
from scapi.centre.port import CentreListener, Token
from scapi.centre.simulator.clock import SimulatorClock
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.members import AgentLeg, Call, FarEnd, Member, Waiting, weight_after
from scapi.centre.steps import Step
from scapi.host import Host
from scapi.replacing import replaced
from scapi.store import Store, Table
from scapi.values import Cancel, Json

Possible = Callable[[Conversation], tuple[Verb, ...]]


class Board:
    """What the desks of the simulator share."""

    def __init__(self, host: Host, store: Store, clock: SimulatorClock, desks: Mapping[str, Desk]) -> None:
        self._host = host
        self.clock = clock
        self.desks = desks
        self.calls: Table[Call] = store.table("calls", Call)
        self.legs: Table[Conversation] = store.table("legs", Conversation)
        self.waiting: Table[Waiting] = store.table("waiting", Waiting)
        self.listeners: dict[str, CentreListener] = {}
        """By the employee id of the agent; those whose link is up."""
        self.possible: Possible = lambda _: ()
        self.when_expired: Callable[[Conversation], None] = lambda _: None
        self.when_settled: Callable[[], None] = lambda: None
        self._of_agent: dict[str, dict[str, None]] = {}
        self._children: dict[str, dict[str, None]] = {}
        self._expiries: dict[str, Cancel] = {}
        self._stale: dict[str, None] = {}
        self._depth = 0
        self._token: Token = ""
        self.legs.watch(self._index)

    def clear(self) -> None:
        """Forgets every conversation, without a word."""
        self.calls.clear()
        self.legs.clear()
        self.waiting.clear()
        self._stale.clear()
        for cancel in self._expiries.values():
            cancel()
        self._expiries.clear()

    def resume(self) -> None:
        """Goes on with what the tables have: another tab of the session has put it there."""
        for leg in self.legs:
            self._watch(leg)

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def leg(self, conversation: str | None) -> Conversation | None:
        return self.legs.get(conversation or "")

    def call_of(self, leg: Conversation) -> Call:
        return self.calls[leg.uuid]

    def legs_of(self, agent: str) -> Iterator[Conversation]:
        """The legs of an agent, in the order in which they came."""
        return (self.legs[key] for key in tuple(self._of_agent.get(agent, ())) if key in self.legs)

    def children(self, conversation: str) -> Iterator[Conversation]:
        """What came of a conversation: consultations about it, answers to it, calls of its record."""
        return (self.legs[key] for key in tuple(self._children.get(conversation, ())) if key in self.legs)

    def others(self, leg: Conversation) -> Iterator[Conversation]:
        """The legs of other agents in the same call."""
        return (self.legs[key] for key in self.call_of(leg).legs if key != leg.id and key in self.legs)

    def parties(self, call: Call, leg: str) -> tuple[Party, ...]:
        """Who else takes part, as one leg sees it."""
        return tuple(self.party_of(member) for member in call.members if member != AgentLeg(leg))

    def party_of(self, member: Member) -> Party:
        if isinstance(member, FarEnd):
            return member.party
        return self.desks[self.legs[member.id].agent].party

    # ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def turn(self, token: Token = "") -> _Turn:
        """Everything that one operation does; at its end what has become possible, or impossible, is told."""
        return _Turn(self, token)

    def begin_turn(self, token: Token) -> Token:
        """Gives the token of the turn around it."""
        before, self._token = self._token, token
        self._depth += 1
        return before

    def end_turn(self, before: Token, *, settle: bool) -> None:
        try:
            if settle and self._depth == 1:
                self._settle()
        finally:
            self._depth -= 1
            self._token = before

    def new_id(self) -> str:
        """An id in the form of a call UUID of the switch."""
        return self._host.new_uuid().replace("-", "").upper()

    def begin(self, call: Call, leg: Conversation, happening: Happening) -> Conversation:
        """A new leg of a call, new or not."""
        self.calls.put(call.uuid, replace(call, members=(*call.members, AgentLeg(leg.id))))
        leg = replace(leg, uuid=call.uuid, user_data=call.user_data)
        self.legs.put(leg.id, leg)
        return self.tell(leg, happening)

    def tell(self, leg: Conversation, happening: Happening) -> Conversation:
        """Keeps a leg as it is now and tells what happened; one that is removed is forgotten."""
        leg = self._keep(leg, removed=happening is Happening.REMOVED)
        self._notify(leg, happening)
        return leg

    def update(self, leg: Conversation) -> Conversation:
        """Keeps a leg and tells that something changed for which clients get no event."""
        leg = self._keep(leg, removed=False)
        listener = self.listeners.get(leg.agent)
        if listener is not None:
            listener.conversation_updated(leg, self._token)
        return leg

    def take(self, leg: Conversation, step: Step, **changes: object) -> Conversation:
        """Takes a step of a table: the state, the event, and the end if the step leaves."""
        state = leg.state if step.to is None else step.to
        since = leg.state_since if state is leg.state else self.clock.now()
        if step.by_way_of is not None and leg.state is not step.by_way_of:
            leg = self.update(replace(leg, state=step.by_way_of, state_since=since))
        leg = replace(leg, state=state, state_since=since, **changes)  # type: ignore[arg-type]
        leg = self.update(leg) if step.told is None and not step.leaves else leg
        if step.told is not None:
            leg = self.tell(leg, step.told)
        if state in OVER:
            self._part(leg)
        if step.leaves:
            leg = self.remove(leg)
        return leg

    def move(self, leg: Conversation, state: State, happening: Happening) -> Conversation:
        """A step that no table has a verb for, for nobody asks for it."""
        return self.take(leg, Step(state, happening))

    def remove(self, leg: Conversation, verbs: tuple[Verb, ...] = ()) -> Conversation:
        """The conversation leaves the agent; ``verbs`` are the last that are told of it."""
        leg = self.tell(replace(leg, verbs=verbs), Happening.REMOVED)
        self._part(leg)
        return leg

    def join(self, uuid: str, *members: Member) -> Call:
        """More members of a call."""
        call = self.calls[uuid]
        return self.calls.put(uuid, replace(call, members=(*call.members, *members)))

    def part(self, uuid: str, member: Member) -> None:
        """A member has gone. A call in which no agent is left is forgotten, unless it waits in a queue."""
        call = self.calls.get(uuid)
        if call is None or member not in call.members:
            return
        call = replace(call, members=tuple(each for each in call.members if each != member))
        self.calls.put(uuid, call)
        self._forget_if_deserted(call)

    def wait(self, waiting: Waiting) -> None:
        """A call, or an item, begins to wait in a queue, or goes on waiting."""
        self.waiting.put(waiting.uuid, waiting)

    def no_longer_waits(self, uuid: str) -> None:
        if self.waiting.remove(uuid) is not None and uuid in self.calls:
            self._forget_if_deserted(self.calls[uuid])

    def write(self, uuid: str, data: Mapping[str, Json], weight: int | None = None) -> None:
        """The attached data of a call is this now, of a weight if that is known; every leg of it is told."""
        call = self.calls[uuid]
        weight = weight_after(call, data) if weight is None else weight
        self.calls.put(uuid, replaced(call, user_data=data, weight=weight))
        for key in call.legs:
            # What can be done does not depend on the data, so that nothing else of the leg changes.
            leg = self.legs.put(key, replaced(self.legs[key], user_data=data))
            self._notify(leg, Happening.ATTACHED_DATA_CHANGED)

    def write_one(self, leg: Conversation, data: Mapping[str, Json]) -> None:
        """The same through a leg that may be over already, and may have other content too."""
        if leg.state in OVER:
            self.tell(replace(leg, user_data=data), Happening.ATTACHED_DATA_CHANGED)
        else:
            self._keep(leg, removed=False)
            self.write(leg.uuid, data)

    def tell_parties(self, uuid: str, *, but: str = "") -> None:
        """The members of a call have changed: every leg of it that is in it is told."""
        call = self.calls.get(uuid)
        for key in () if call is None else call.legs:
            leg = self.legs[key]
            if call is not None and key != but and (parties := self.parties(call, key)) != leg.parties:
                self.tell(replace(leg, parties=parties), Happening.PARTY_CHANGED)

    def depends(self, *conversations: str | None) -> None:
        """Something changed on which it depends what can be done to these."""
        for conversation in conversations:
            if conversation is not None and conversation in self.legs:
                self._stale[conversation] = None

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _keep(self, leg: Conversation, *, removed: bool) -> Conversation:
        if leg.expires is not None and leg.state not in WAITING:
            leg = replace(leg, expires=None)
        if removed:
            self.depends(leg.parent, *self._children.get(leg.id, ()))
            self.legs.remove(leg.id)
            self._stale.pop(leg.id, None)
        else:
            self.legs.put(leg.id, leg)  # what can be done is looked up on the board
            verbs = self.possible(leg)
            if verbs != leg.verbs:
                leg = self.legs.put(leg.id, replace(leg, verbs=verbs))
            self._stale.pop(leg.id, None)
        self._watch(leg)
        self.depends(leg.parent, *self._children.get(leg.id, ()))
        self.depends(*(child for child in self._children.get(leg.parent or "", ()) if child != leg.id))
        return leg

    def _notify(self, leg: Conversation, happening: Happening) -> None:
        listener = self.listeners.get(leg.agent)
        if listener is not None:
            listener.conversation_changed(Notification(happening, leg, self._token))

    def _settle(self) -> None:
        """Tells again every leg whose set of verbs is another now."""
        self.when_settled()
        while self._stale:
            key, _ = self._stale.popitem()
            leg = self.legs.get(key)
            if leg is not None and self.possible(leg) != leg.verbs:
                self.update(leg)

    def _part(self, leg: Conversation) -> None:
        self.part(leg.uuid, AgentLeg(leg.id))

    def _forget_if_deserted(self, call: Call) -> None:
        if not call.legs and call.uuid not in self.waiting:
            self.calls.remove(call.uuid)

    def _index(self, key: str, before: Conversation | None, leg: Conversation | None) -> None:
        """Follows the table of legs, whoever changes it."""
        if before is None and leg is not None:
            self._of_agent.setdefault(leg.agent, {})[key] = None
            if leg.parent is not None:
                self._children.setdefault(leg.parent, {})[key] = None
        elif before is not None and leg is None:
            _drop(self._of_agent, before.agent, key)
            _drop(self._children, before.parent or "", key)

    def _watch(self, leg: Conversation) -> None:
        """Waits for the time at which a conversation is taken back, while it rings or invites."""
        due = leg.expires if leg.id in self.legs else None
        if due is None:
            self._expiries.pop(leg.id, lambda: None)()
        elif leg.id not in self._expiries:
            self._expiries[leg.id] = self.clock.call_at(due, lambda: self._expire(leg.id))

    def _expire(self, conversation: str) -> None:
        self._expiries.pop(conversation, None)
        leg = self.legs.get(conversation)
        if leg is not None:
            with self.turn():
                self.when_expired(leg)


class _Turn:
    """What a ``with`` statement enters and leaves; one that fails tells nothing at its end."""

    __slots__ = ("_before", "_board", "_token")

    def __init__(self, board: Board, token: Token) -> None:
        self._board = board
        self._token = token
        self._before: Token = ""

    def __enter__(self) -> None:
        self._before = self._board.begin_turn(self._token)

    def __exit__(self, failed: type[BaseException] | None, _: object, __: object) -> None:
        self._board.end_turn(self._before, settle=failed is None)


def _drop(index: dict[str, dict[str, None]], of: str, key: str) -> None:
    """Takes a key out of an index; what it was of is forgotten with its last one."""
    keys = index.get(of, {})
    keys.pop(key, None)
    if not keys:
        index.pop(of, None)
