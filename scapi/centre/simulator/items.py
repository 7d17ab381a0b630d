"""The simulator's open media: how e-mails, chats, work items and media of any name come, go on and leave.

What is possible is looked up in the tables of :mod:`scapi.centre.open_media`. What only chats have is in
:mod:`scapi.centre.simulator.chats`, what only outgoing e-mails have in :mod:`scapi.centre.simulator.drafts`. Customers,
colleagues at whose place nobody sits and the contact centre itself are played by the driver.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from scapi.centre.acts import Conference, Consult, Transfer
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import Contact, Match
from scapi.centre.contents import Content
from scapi.centre.conversations import CallType, Conversation, Direction, Happening, Party, Role, State, Verb
from scapi.centre.directory import DirectoryEntry, Target
from scapi.centre.open_media import CHATS, STEPS, CentreVerb, centre_rows, family
from scapi.centre.port import Done, Result
from scapi.centre.simulator.board import Board
from scapi.centre.simulator.chats import Chats, Joining
from scapi.centre.simulator.desk import Desk
from scapi.centre.simulator.exchange import Exchange
from scapi.centre.simulator.guard import Guard
from scapi.centre.simulator.members import AgentLeg, Call, FarEnd, fits, weight_of
from scapi.centre.simulator.refusals import PULL, Refusals
from scapi.centre.simulator.routing import Routing
from scapi.centre.steps import Step
from scapi.values import JsonObject, Seconds

_TAKEN_BACK = Step(State.REVOKED, Happening.REVOKED, leaves=True)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that comes in. After ``no_answer_after``, else the scenario's time, the invitation is taken back."""

    media: str
    sender: str
    content: Content
    user_data: JsonObject = field(default_factory=dict)
    contact: Contact | None = None
    queue: str = ""
    conference: bool = False
    joining: Joining | None = None
    """How joining it goes; of chats."""
    no_answer_after: Seconds | None = None


class Items:
    """Makes and moves open media."""

    def __init__(
        self, board: Board, guard: Guard, exchange: Exchange, routing: Routing, chats: Chats, refusals: Refusals
    ) -> None:
        self._board = board
        self._guard = guard
        self._exchange = exchange
        self._routing = routing
        self._chats = chats
        self._refusals = refusals

    # ── something comes in ───────────────────────────────────────────────────────────────────────────────────────────

    def arrive(self, desk: Desk | None, arrival: Arrival) -> str | CentreError:
        """The agent is invited, or it waits in its queue. Gives the uuid of the item."""
        if desk is not None and desk.medium(arrival.media) is None:
            return CentreError(ErrorKind.UNKNOWN_MEDIUM, arrival.media)
        if desk is not None and desk.absent(arrival.media):
            return CentreError(ErrorKind.LOGGED_OUT, arrival.media)
        if not fits(weight_of(arrival.user_data), len(arrival.user_data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        customer = self._exchange.contacts.of_address(arrival.sender)
        if arrival.contact is not None:
            customer = Match(arrival.contact)
        call = Call(
            self._board.new_id()[:16],
            arrival.media,
            (FarEnd(self.customer(arrival.sender, customer)),),
            dict(arrival.user_data),
            weight_of(arrival.user_data),
            arrival.queue,
            content=arrival.content,
        )
        self._board.calls.put(call.uuid, call)
        if desk is None:
            self._routing.wait(call.uuid, arrival.queue, customer.contact)
        else:
            self.invite(desk, call, customer, arrival)
        return call.uuid

    def invite(self, desk: Desk, call: Call, customer: Match, arrival: Arrival | None = None) -> Conversation:
        """Offers an item to an agent."""
        conference = arrival is not None and arrival.conference
        leg = self.new_leg(
            desk, call, State.INVITED_CONFERENCE if conference else State.INVITED, Direction.IN, customer
        )
        leg = replace(
            leg,
            content=call.content if arrival is None else arrival.content,
            queue=call.queue,
            expires=self._exchange.expiry(None if arrival is None else arrival.no_answer_after),
        )
        if arrival is not None and arrival.joining is not None:
            self._chats.will_join(leg.id, arrival.joining)
        return self._board.begin(call, leg, Happening.INVITED_CONFERENCE if conference else Happening.INVITED)

    def new_leg(self, desk: Desk, call: Call, state: State, direction: Direction, customer: Match) -> Conversation:
        """A leg of an item that is not on the board yet."""
        now = self._board.clock.now()
        return Conversation(
            self._board.new_id()[:16], call.media, state, direction, CallType.UNKNOWN, self._board.parties(call, ""),
            call.user_data, uuid=call.uuid, agent=desk.agent, contact=customer.contact, candidates=customer.candidates,
            started=now, state_since=now, content=call.content,
        )  # fmt: skip

    # ── what the agent does ──────────────────────────────────────────────────────────────────────────────────────────

    def accept(self, leg: Conversation, step: Step) -> Result:
        """The agent takes on what is offered; what is on its way from another agent arrives with it."""
        self._routing.taken(leg)
        self._handed_over(leg, taken=True)
        leg = self._board.take(self._board.legs[leg.id], step, answered=True, opened=True)
        if leg.media in CHATS:
            self._chats.join(leg)
        return Done()

    def reject(self, leg: Conversation, step: Step) -> Result:
        """The agent does not want it: it goes back to where it came from."""
        self._not_taken(leg)
        self._board.take(self._chats.quiet(leg), step)
        return Done()

    def end(self, leg: Conversation, step: Step) -> Result:
        """Ends a chat for everybody, or a consultation."""
        for other in tuple(self._board.others(leg)):
            ended = self._guard.step(other, Verb.END)
            if isinstance(ended, CentreError):  # invited, and not there yet
                ended = _TAKEN_BACK
            self._board.take(self._chats.quiet(other), ended)
        self._board.take(self._chats.quiet(leg), step)
        return Done()

    def leave(self, leg: Conversation, step: Step) -> Result:
        """Leaves a chat to the others."""
        self._board.take(self._chats.quiet(leg), step)
        self._board.tell_parties(leg.uuid)
        return Done()

    def put_away(self, leg: Conversation, step: Step) -> Result:
        """Puts an item into the agent's workbin, or in a queue from which others take it."""
        if step.told is Happening.IN_WORKBIN:
            self._board.desks[leg.agent].put_away(replace(leg, state=State.SAVED, verbs=(), opened=False))
            self._board.take(leg, step)
            return Done()
        if leg.queue and self._exchange.members(leg.queue):
            self._routing.wait(leg.uuid, leg.queue, leg.contact)
        self._board.take(leg, step)
        return Done()

    def complete(self, leg: Conversation, step: Step) -> Result:
        self._board.take(leg, step)
        return Done()

    def transfer(self, leg: Conversation, act: Transfer, step: Step) -> Result:
        """Hands an item over; one that goes to an agent who sits here is on its way until that agent has decided."""
        to = self._reachable(leg, act.target)
        if isinstance(to, CentreError):
            return to
        if not self._fits(leg, act.user_data):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        leg = self._written(leg, act.user_data)
        desk = self._exchange.desk_at(to)
        if desk is not None:
            leg = self._board.update(replace(leg, state=State.TRANSFERRING, state_since=self._board.clock.now()))
            self.invite(desk, self._board.call_of(leg), Match(leg.contact, leg.candidates), self._as_it_is(leg))
            return Done()
        if self._exchange.staffed(to):
            self._routing.wait(leg.uuid, to.name, leg.contact)
        self._board.take(self._chats.quiet(leg), step)
        return Done()

    def conference(self, leg: Conversation, act: Conference) -> Result:
        """Somebody joins a chat."""
        to = self._reachable(leg, act.target)
        if isinstance(to, CentreError):
            return to
        if not self._fits(leg, act.user_data):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        leg = self._written(leg, act.user_data)
        self._bring(leg, to)
        return Done()

    def consult(self, leg: Conversation, media: str, act: Consult) -> Result:
        """A conversation of open media with somebody inside, about another; the agent takes part at once."""
        desk = self._board.desks[leg.agent]
        to = self._exchange.target(leg.agent, act.target)
        if isinstance(to, CentreError):
            return to
        if desk.absent(media):
            return CentreError(ErrorKind.LOGGED_OUT, media)
        party = self._exchange.party(to.dialled)
        asked = (each for child in self._board.children(leg.id) if child.is_consultation for each in child.parties)
        if any(each.phone_number == party.phone_number for each in asked):
            return CentreError(ErrorKind.ALREADY_A_PARTY, to.destination)
        data = {**leg.user_data, **act.user_data}
        if not fits(weight_of(data), len(data)):
            return CentreError(ErrorKind.TOO_LARGE, "userData")
        content = self._chats.nothing_said() if media in CHATS else leg.content if media == leg.media else None
        call = Call(self._board.new_id()[:16], media, (), data, weight_of(data), content=content)
        consultation = self.new_leg(desk, call, State.ACCEPTED, Direction.OUT, Match(leg.contact))
        consultation = replace(
            consultation, role=Role.CONSULTATION, parent=leg.id, opened=True, answered=True, parties=(party,)
        )
        consultation = self._board.begin(call, consultation, Happening.ACCEPTED)
        other = self._exchange.desk_at(to)
        if other is not None and not other.absent(media):
            self.invite(other, self._board.call_of(consultation), Match(leg.contact))
        else:
            self._board.join(call.uuid, FarEnd(party))
        return Done(consultation.id)

    def complete_consultation(self, leg: Conversation, step: Step, act: Verb) -> Result:
        """Ends a consultation by handing over to, or conferring with, the consulted party."""
        original = self._board.legs[leg.parent or ""]
        meant = Verb.TRANSFER if act is Verb.COMPLETE_TRANSFER else Verb.CONFERENCE
        original_step = self._guard.step(original, meant)
        if isinstance(original_step, CentreError):
            return original_step
        if meant is Verb.TRANSFER and (refused := self._refusals.of_act(original, meant)) is not None:
            return refused
        call = self._board.call_of(leg)
        far_ends, desks = call.far_ends, [self._board.desks[self._board.legs[key].agent] for key in call.legs]
        for other in tuple(self._board.others(leg)):
            self._board.take(self._chats.quiet(other), _TAKEN_BACK)
        self._board.take(leg, step)
        original = self._board.legs[original.id]
        for desk in desks:
            if desk.agent != leg.agent:
                self.invite(desk, self._board.call_of(original), Match(original.contact), self._as_it_is(original))
        if meant is Verb.TRANSFER:
            self._board.take(self._chats.quiet(original), original_step)
            self._board.tell_parties(original.uuid)
        else:
            self._board.join(original.uuid, *far_ends)
            self._board.tell_parties(original.uuid)
        return Done()

    def remove_party(self, leg: Conversation, number: str) -> Result:
        """Takes one of several parties out of a chat."""
        for member in self._board.call_of(leg).members:
            if member != AgentLeg(leg.id) and self._board.party_of(member).phone_number == number:
                if isinstance(member, AgentLeg):
                    other = self._board.legs[member.id]
                    left = Step(State.LEFT_CONFERENCE, Happening.LEFT_CONFERENCE, leaves=True)
                    self._board.take(self._chats.quiet(other), left)
                else:
                    self._board.part(leg.uuid, member)
                self._board.tell_parties(leg.uuid)
                return Done()
        known = ", ".join(party.phone_number for party in leg.parties)
        return CentreError(ErrorKind.BAD_VALUE, "number", f"one of {known}")

    def pull(self, desk: Desk, uuid: str) -> Result:
        """Takes something out of the workbin; it is another conversation of the same item."""
        kept = desk.kept(uuid)
        if kept is None:
            return CentreError(ErrorKind.UNKNOWN_CONVERSATION, uuid)
        if desk.absent(kept.media):
            return CentreError(ErrorKind.LOGGED_OUT, kept.media)
        members = tuple(FarEnd(party) for party in kept.parties)
        call = Call(
            kept.uuid, kept.media, members, kept.user_data, weight_of(kept.user_data), kept.queue, content=kept.content
        )
        now = self._board.clock.now()
        if self._refusals.take(PULL):
            # It comes and goes unopened: the agent gets nothing to look at.
            failed = replace(kept, id=self._board.new_id()[:16], opened=False)
            self._board.remove(self._board.begin(call, failed, Happening.PULL_WORKBIN_FAILED))
            return CentreError(ErrorKind.REFUSED)
        pulled = replace(
            kept, id=self._board.new_id()[:16], state=State.PULLED, state_since=now, opened=True, answered=True
        )
        desk.take_out(uuid)
        return Done(self._board.begin(call, pulled, Happening.PULLED).id)

    # ── the other side ───────────────────────────────────────────────────────────────────────────────────────────────

    def play(self, leg: Conversation, verb: CentreVerb, text: str = "") -> Result:
        """What the customer, a colleague or the contact centre does."""
        row = centre_rows(leg).get(verb, ())
        step = next((step for step in row if self._guard.holds(leg, step)), None)
        if step is None:
            return CentreError(ErrorKind.WRONG_STATE, leg.state.value, verb.value)
        if verb in (CentreVerb.SAY, CentreVerb.TYPE, CentreVerb.READ):
            self._chats.customer(leg, verb, text)
        elif verb is CentreVerb.END:
            self.end(leg, step)
        else:
            if verb is CentreVerb.REVOKE:
                self._routing.given_up(leg.uuid)
            self._handed_over(leg, taken=False)
            self._board.take(self._chats.quiet(leg), step)
            self._board.tell_parties(leg.uuid)
        return Done()

    def taken_back(self, leg: Conversation) -> None:
        """The agent has not accepted in time."""
        self._not_taken(leg)
        for step in centre_rows(leg).get(CentreVerb.REVOKE, ()):
            self._board.take(self._chats.quiet(leg), step)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _not_taken(self, leg: Conversation) -> None:
        self._routing.not_taken(leg)
        self._handed_over(leg, taken=False)

    def _handed_over(self, leg: Conversation, *, taken: bool) -> None:
        """Something was on its way to this agent: it has arrived, or goes back to whoever sent it."""
        for other in tuple(self._board.others(leg)):
            if other.state is not State.TRANSFERRING:
                continue
            if taken:
                step = STEPS[family(other)][State.ACCEPTED][Verb.TRANSFER][0]
                self._board.take(self._chats.quiet(other), step)
            else:
                self._board.update(replace(other, state=State.ACCEPTED, state_since=self._board.clock.now()))
                listener = self._board.listeners.get(other.agent)
                if listener is not None:
                    listener.operation_failed(other.id, CentreError(ErrorKind.UNREACHABLE_TARGET), "")

    def _reachable(self, leg: Conversation, target: Target) -> DirectoryEntry | CentreError:
        to = self._exchange.target(leg.agent, target)
        if isinstance(to, CentreError):
            return to
        party = self._exchange.party(to.dialled).phone_number
        if any(each.phone_number == party for each in leg.parties):
            return CentreError(ErrorKind.ALREADY_A_PARTY, to.destination)
        desk = self._exchange.desk_at(to)
        if desk is not None and desk.absent(leg.media):
            return CentreError(ErrorKind.UNREACHABLE_TARGET, to.destination)
        return to

    def _bring(self, leg: Conversation, to: DirectoryEntry) -> None:
        """Somebody comes into a chat."""
        desk = self._exchange.desk_at(to)
        if desk is not None:
            arrival = replace(self._as_it_is(leg), conference=True)
            self.invite(desk, self._board.call_of(leg), Match(leg.contact, leg.candidates), arrival)
        else:
            self._board.join(leg.uuid, FarEnd(self._exchange.party(to.dialled)))
        self._board.tell_parties(leg.uuid)

    def _as_it_is(self, leg: Conversation) -> Arrival:
        """An item as another agent gets it."""
        return Arrival(leg.media, "", self._chats.as_others_see(leg.content or self._chats.nothing_said()))

    def _fits(self, leg: Conversation, user_data: JsonObject) -> bool:
        data = {**leg.user_data, **user_data}
        return fits(weight_of(data), len(data))

    def _written(self, leg: Conversation, user_data: JsonObject) -> Conversation:
        if user_data:
            self._board.write(leg.uuid, {**leg.user_data, **user_data})
        return self._board.legs[leg.id]

    def customer(self, address: str, customer: Match) -> Party:
        """The party at an address: a colleague, the contact by name, or just the address."""
        party = self._exchange.party(address)
        if party.type != "AGENT" and customer.contact is not None:
            return Party(customer.contact.display_name, address)
        return party
