"""The switch of the simulator: who is in which call, and what comes of what agents and far ends do.

What is possible is looked up in the tables of :mod:`scapi.centre.calls`. As at a real switch, answering, resuming or
dialling holds the established call first. A number at which an agent sits rings at that agent's desk; every other one
is a far end that the driver plays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scapi.centre.acts import Dial
from scapi.centre.calls import FAR_END_STEPS, RECORDING_STEPS, TONES
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import Contact, Match
from scapi.centre.contents import Content
from scapi.centre.conversations import (
    VOICE,
    CallType,
    Conversation,
    Direction,
    FarEndVerb,
    Happening,
    Recording,
    Role,
    RonaState,
    State,
    Verb,
)
from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.centre.port import Done, Result
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.guard import Guard, pair
from scapi.centre.simulator.members import AgentLeg, Call, FarEnd, Member, weight_of
from scapi.centre.simulator.routing import Routing
from scapi.centre.steps import Row, Step
from scapi.values import JsonObject, Seconds

TONES_KEPT = 64


class Switch:
    """Makes and moves calls."""

    def __init__(self, board: Board, guard: Guard, exchange: Exchange, routing: Routing) -> None:
        self._board = board
        self._guard = guard
        self._exchange = exchange
        self._routing = routing
        self.when_answered: Callable[[Conversation], None] = lambda _: None
        """A dialled call was answered: a record's preview may leave."""

    # ── calls begin ──────────────────────────────────────────────────────────────────────────────────────────────────

    def dial(self, desk: Desk, opening: Dial) -> Result:
        """The agent calls a destination."""
        destination = opening.destination.strip()
        if desk.absent(VOICE):
            return CentreError(ErrorKind.LOGGED_OUT, VOICE)
        if destination in (desk.seat.number, desk.agent):
            return CentreError(ErrorKind.OWN_NUMBER)
        entry = self._exchange.entry(destination)
        kind = CallType.OUTBOUND if entry is None else CallType.INTERNAL
        to = entry or DirectoryEntry(TargetType.CUSTOM_CONTACT, destination, destination, destination)
        leg = self.start(desk, to, kind, opening.user_data, opening.extensions)
        return Done(leg.id)

    def start(
        self,
        desk: Desk,
        to: DirectoryEntry,
        kind: CallType,
        user_data: JsonObject,
        extensions: JsonObject | None = None,
        *,
        contact: Contact | None = None,
        parent: Conversation | None = None,
        content: Content | None = None,
    ) -> Conversation:
        """A new call of an agent; the established one is held first."""
        self.hold_established(desk.agent)
        number = to.dialled
        customer = Match(contact)
        if kind is CallType.OUTBOUND and contact is None:
            customer = self._exchange.contacts.of_number(number)
        call = self._new_call(user_data, extensions or {})
        leg = replace(
            self._leg(desk, State.DIALING, Direction.OUT, kind, call),
            parties=(self._exchange.party(number),),
            dnis=number,
            ani=desk.seat.number or None,
            contact=customer.contact,
            candidates=customer.candidates,
            role=Role.CONSULTATION if kind is CallType.CONSULT else Role.PARTY,
            parent=None if parent is None else parent.id,
            content=content,
            opened=True,
        )
        leg = self._board.begin(call, leg, Happening.DIALING)
        if not self.connect(call.uuid, to, leg.ani or "", kind):
            self._end(leg, FAR_END_STEPS[State.DIALING][FarEndVerb.BUSY])
        return self._board.leg(leg.id) or leg

    def connect(
        self,
        uuid: str,
        to: DirectoryEntry,
        ani: str,
        kind: CallType,
        *,
        answered: bool = False,
        contact: Contact | None = None,
        leaving: str = "",
    ) -> bool:
        """Lets a call reach somebody: a desk rings, a queue takes it, or a far end is there. Tells whether it could.

        ``answered`` is for a far end that is brought into a call in which it talks at once, ``leaving`` is the leg of
        an agent whose place is taken.
        """
        desk = self._exchange.desk_at(to)
        if desk is not None and desk.state.device.forward_to:
            to = self._exchange.entry_or_number(desk.state.device.forward_to)
            desk = self._exchange.desk_at(to)
        if desk is not None:
            if not desk.reachable or self._takes_part(desk.agent, uuid):
                return False
            self.ring_at(desk, uuid, ani=ani, dnis=to.dialled, kind=kind, contact=contact, leaving=leaving)
        elif self._exchange.staffed(to):
            self._routing.wait(uuid, to.name, contact)
        else:
            self._board.join(uuid, FarEnd(self._exchange.party(to.dialled), answered))
        return True

    def arrive(
        self,
        desk: Desk | None,
        queue: DirectoryEntry | None,
        ani: str,
        dnis: str | None,
        user_data: JsonObject,
        contact: Contact | None,
        kind: CallType | None,
        no_answer_after: Seconds | None = None,
    ) -> str | CentreError:
        """Somebody calls: a desk rings, or the call waits in a queue. Gives the uuid of the call."""
        if desk is not None and desk.absent(VOICE):
            return CentreError(ErrorKind.LOGGED_OUT, VOICE)
        caller = self._exchange.entry(ani)
        internal = caller is not None and caller.type is TargetType.AGENT
        kind = kind or (CallType.INTERNAL if internal else CallType.INBOUND)
        call = replace(self._new_call(user_data, {}), members=(FarEnd(self._exchange.party(ani)),))
        self._board.calls.put(call.uuid, call)
        if desk is None and queue is not None:
            self._routing.wait(call.uuid, queue.name, contact)
        elif desk is not None:
            called = dnis or desk.seat.number or None
            entry = self._exchange.entry(called) if called else None
            queue_name = "" if entry is None or entry.type is TargetType.AGENT else entry.name
            self.ring_at(
                desk, call.uuid, ani=ani, dnis=called, kind=kind, queue=queue_name, contact=contact,
                no_answer_after=no_answer_after,
            )  # fmt: skip
        return call.uuid

    def ring_at(
        self,
        desk: Desk,
        uuid: str,
        *,
        ani: str,
        dnis: str | None,
        kind: CallType,
        queue: str = "",
        contact: Contact | None = None,
        no_answer_after: Seconds | None = None,
        leaving: str = "",
    ) -> Conversation:
        """A desk rings."""
        call = self._board.calls[uuid]
        customer = self._exchange.contacts.of_number(ani) if contact is None else Match(contact)
        direction = Direction.UNKNOWN if kind is CallType.UNKNOWN else Direction.IN
        leg = replace(
            self._leg(desk, State.RINGING, direction, kind, call),
            parties=self._board.parties(call, leaving),
            ani=ani,
            dnis=dnis,
            contact=customer.contact,
            candidates=customer.candidates,
            queue=queue,
            expires=self._exchange.expiry(no_answer_after),
        )
        return self._board.begin(call, leg, Happening.RINGING)

    # ── what an agent does to one call ───────────────────────────────────────────────────────────────────────────────

    def answer(self, leg: Conversation, step: Step) -> Result:
        self.hold_established(leg.agent)
        self._routing.taken(leg)
        self._established(self._board.leg(leg.id) or leg, step)
        for other in tuple(self._board.others(leg)):
            if other.state is State.DIALING:
                self.hold_established(other.agent)
                other = replace(other, parties=self._board.parties(self._board.call_of(other), other.id))
                self._established(other, FAR_END_STEPS[State.DIALING][FarEndVerb.ANSWER][0])
        return Done()

    def hang_up(self, leg: Conversation, step: Step) -> Result:
        """Leaves the call; a ringing one goes back to its queue."""
        ringing = leg.state is State.RINGING
        rona = RonaState.REDIRECTED if ringing else None
        uuid = leg.uuid
        if ringing:
            self._routing.not_taken(leg)
        self._release(leg, step, rona)
        self._after_parting(uuid)
        return Done()

    def hold(self, leg: Conversation, step: Step) -> Result:
        self._board.take(leg, step)
        return Done()

    def resume(self, leg: Conversation, step: Step) -> Result:
        self.hold_established(leg.agent)
        self._established(leg, step)
        return Done()

    def swap(self, leg: Conversation, step: Step) -> Result:
        """Takes up the other of a consultation and what it is about, and holds this one; or the other way round."""
        other = pair(self._board, leg)
        if other is None:
            return CentreError(ErrorKind.WRONG_STATE, leg.state.value)
        held, talked = (leg, other) if leg.state is State.TALKING else (other, leg)
        hold, resume = self._guard.step(held, Verb.HOLD), self._guard.step(talked, Verb.RESUME)
        if isinstance(hold, CentreError):
            return hold
        if isinstance(resume, CentreError):
            return resume
        self._board.take(held, hold)
        self._established(talked, resume)
        return Done()

    def send_tones(self, leg: Conversation, digits: str) -> Result:
        """Sends tones; clients get no event of it."""
        if not digits or not TONES.issuperset(digits):
            return CentreError(ErrorKind.BAD_VALUE, "digits", "digits, * and #")
        self._board.update(replace(leg, tones=f"{leg.tones}{digits}"[-TONES_KEPT:]))
        return Done()

    def record(self, leg: Conversation, verb: Verb, step: Step) -> Result:
        self._board.take(leg, step, recording=RECORDING_STEPS[verb])
        return Done()

    def remove_party(self, leg: Conversation, number: str) -> Result:
        """Takes one of several parties out of a call."""
        member = self._member(leg, number)
        if member is None:
            return CentreError(ErrorKind.BAD_VALUE, "number", f"one of {_numbers(leg)}")
        self._take_out(leg.uuid, member)
        return Done()

    # ── the far ends ─────────────────────────────────────────────────────────────────────────────────────────────────

    def far_end(self, leg: Conversation, verb: FarEndVerb, party: str | None = None) -> Result:
        """What another party does, as seen from one leg; ``party`` is the number of one of several."""
        row = FAR_END_STEPS.get(leg.state, {}).get(verb)
        if row is None:
            possible = ", ".join(FAR_END_STEPS.get(leg.state, {})) or "nothing"
            return CentreError(ErrorKind.WRONG_STATE, leg.state.value, f"one of {possible}")
        member = self._member(leg, party)
        if member is None:
            return CentreError(ErrorKind.BAD_VALUE, "party", f"one of {_numbers(leg)}")
        if leg.state is State.RINGING and verb is FarEndVerb.NO_ANSWER:  # the switch takes it back
            self._routing.not_taken(leg)
            self._end(leg, row, RonaState.REDIRECTED)
        elif isinstance(member, AgentLeg):
            return self._agent_as_far_end(self._board.legs[member.id], verb)
        elif verb is FarEndVerb.ANSWER:
            self.hold_established(leg.agent)  # of two calls that were dialled, one may have been answered before
            self._connected(leg.uuid, member)
            self._established(self._board.leg(leg.id) or leg, row[0])
        elif len(self._board.call_of(leg).members) > 2:
            self._take_out(leg.uuid, member)
        else:
            self._routing.given_up(leg.uuid)
            self._end(leg, row, RonaState.NO_ANSWER if leg.state is State.RINGING else None)
        return Done()

    def _agent_as_far_end(self, leg: Conversation, verb: FarEndVerb) -> Result:
        """The other party is an agent who sits here: does what the agent would do."""
        meant = {FarEndVerb.ANSWER: Verb.ANSWER, FarEndVerb.HANG_UP: Verb.HANG_UP}.get(verb, Verb.REJECT)
        step = self._guard.step(leg, meant)
        if isinstance(step, CentreError):
            return step
        return self.answer(leg, step) if meant is Verb.ANSWER else self.hang_up(leg, step)

    # ── what others of the simulator need ────────────────────────────────────────────────────────────────────────────

    def hold_established(self, agent: str) -> None:
        """Holds the established call of an agent, as a switch does before another is taken up."""
        for leg in self._board.legs_of(agent):
            if leg.media == VOICE and leg.state is State.TALKING:
                self._board.take(leg, Step(State.HELD, Happening.HELD))

    def release(self, leg: Conversation, step: Step) -> None:
        """An agent's part in a call ends; the others' does not."""
        self._release(leg, step, None)

    def establish(self, leg: Conversation) -> Conversation:
        """Takes a held leg back; another established call of the agent is held first."""
        if leg.state is not State.HELD:
            return leg
        self.hold_established(leg.agent)
        return self._established(leg, Step(State.TALKING, Happening.ESTABLISHED))

    def after_parting(self, uuid: str) -> None:
        """Somebody has left a call: those who stay are told, and one who stays alone is released."""
        self._after_parting(uuid)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _new_call(self, user_data: JsonObject, extensions: JsonObject) -> Call:
        return Call(self._board.new_id(), VOICE, (), dict(user_data), weight_of(user_data), extensions=extensions)

    def _leg(self, desk: Desk, state: State, direction: Direction, kind: CallType, call: Call) -> Conversation:
        now = self._board.clock.now()
        return Conversation(
            self._board.new_id(), VOICE, state, direction, kind, (), call.user_data, uuid=call.uuid, agent=desk.agent,
            connection_id=call.uuid[:16].lower(), started=now, state_since=now,
        )  # fmt: skip

    def _takes_part(self, agent: str, uuid: str) -> bool:
        return any(self._board.legs[key].agent == agent for key in self._board.calls[uuid].legs)

    def _established(self, leg: Conversation, step: Step) -> Conversation:
        dialled = leg.state is State.DIALING
        leg = self._board.take(leg, step, answered=True, opened=True)
        if dialled:
            self.when_answered(leg)
        return leg

    def _release(self, leg: Conversation, step: Step, rona: RonaState | None) -> None:
        recording = None if leg.recording is None else Recording.STOPPED
        self._board.take(leg, step, rona=rona, recording=recording)

    def _end(self, leg: Conversation, row: Row, rona: RonaState | None = None) -> None:
        """The whole call ends for a leg that is alone with the party that ended it."""
        uuid = leg.uuid
        self._release(leg, self._first(leg, row), rona)
        self._after_parting(uuid)

    def _first(self, leg: Conversation, row: Row) -> Step:
        """The step of a far end's row that holds for a leg whose other parties are gone."""
        alone = replace(leg, parties=leg.parties[:1])
        return next(step for step in row if self._guard.holds(alone, step))

    def _after_parting(self, uuid: str) -> None:
        call = self._board.calls.get(uuid)
        if call is None:
            return
        waiting = self._board.waiting.get(uuid)
        in_queue = waiting is not None and not waiting.at
        if len(call.members) + in_queue > 1:
            if not call.legs and not in_queue:
                self._board.calls.remove(uuid)
            self._board.tell_parties(uuid)
            return
        self._routing.given_up(uuid)
        for key in call.legs:
            leg = self._board.legs[key]
            if leg.state is State.RINGING:
                self._end(leg, FAR_END_STEPS[State.RINGING][FarEndVerb.HANG_UP], RonaState.NO_ANSWER)
            else:
                self._end(leg, FAR_END_STEPS[leg.state][FarEndVerb.HANG_UP])

    def _take_out(self, uuid: str, member: Member) -> None:
        if isinstance(member, AgentLeg):
            leg = self._board.legs[member.id]
            row = FAR_END_STEPS[leg.state][FarEndVerb.HANG_UP]
            self._release(leg, self._first(leg, row), None)
        else:
            self._board.part(uuid, member)
        self._after_parting(uuid)

    def _member(self, leg: Conversation, number: str | None) -> Member | None:
        """Another member of the call of a leg, by its number; without one the first."""
        for member in self._board.call_of(leg).members:
            if member != AgentLeg(leg.id) and number in (None, self._board.party_of(member).phone_number):
                return member
        return None

    def _connected(self, uuid: str, far: FarEnd) -> None:
        call = self._board.calls[uuid]
        members = tuple(replace(far, answered=True) if member == far else member for member in call.members)
        self._board.calls.put(uuid, replace(call, members=members))


def _numbers(leg: Conversation) -> str:
    return ", ".join(party.phone_number for party in leg.parties)
