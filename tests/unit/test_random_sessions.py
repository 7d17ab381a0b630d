"""Random sessions of three agents at one contact centre, and what must hold after every step.

An agent has at most one established call; what is offered can be done; what is not offered changes nothing; the
selected case exists; every call has somebody; each workspace shows what its centre has; and when everything has ended,
nothing is left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scapi.centre.acts import (
    Act,
    AssignContact,
    CallRecord,
    CancelReschedule,
    Conference,
    Consult,
    InsertResponse,
    Pull,
    RemoveParty,
    Reschedule,
    SaveDraft,
    Say,
    SendTones,
    SetCallResult,
    SetData,
    SetDoNotCall,
    Step,
    Transfer,
    Typing,
    UpdateFields,
)
from scapi.centre.calls import IN_CALL
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.contacts import Contact
from scapi.centre.contents import EmailContent
from scapi.centre.conversations import OVER, VOICE, Conversation, FarEndVerb, State, Verb
from scapi.centre.directory import Target, TargetType
from scapi.centre.open_media import CentreVerb
from scapi.centre.previews import MEDIUM as PREVIEW
from scapi.centre.records import CallbackType, OutboundContent
from scapi.centre.simulator.guard import Guard
from scapi.driven import DrivenSession
from scapi.protocol import errors
from scapi.testing import Client, FakeHost, new_centre, new_session
from scapi.values import Failure, Success
from tests.support.agents import NUMBERS, SERVICE, several_agents
from tests.support.configurations import ALLOWED, configuration

STEPS = 60
AT_ONCE = 6
CAMPAIGN = "C"
ARRIVALS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("ring", {"ani": "1"}),
    ("ring", {"ani": "+4930", "noAnswerAfter": 30}),
    ("ring", {"ani": "2", "queue": SERVICE}),
    ("chat", {}),
    ("chat", {"conference": True, "history": ["Hello"], "joinTakes": 5}),
    ("chat", {"queue": SERVICE}),
    ("email", {"subject": "S", "files": [{"name": "a.txt", "text": "a"}]}),
    ("workitem", {"noAnswerAfter": 30}),
    ("pushPreview", {"campaign": CAMPAIGN}),
    ("pushPreview", {"campaign": CAMPAIGN, "direct": True}),
)
OPENINGS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("voice.dial", ("+4931",)),
    ("voice.dial", (NUMBERS["SIP_5001"],)),
    ("voice.dial", (NUMBERS["SIP_5002"],)),
    ("voice.dial", ("8001",)),
    ("email.create", ("x@crm.example",)),
    ("outbound.getPreviewRecord", (CAMPAIGN,)),
)
EXPECTED = frozenset({ErrorKind.MARKED_DO_NOT_CALL, ErrorKind.NOT_RESCHEDULED})
"""What an act that is offered may still fail by: what has been decided about the record before."""
WAYS_OUT = (
    Verb.CANCEL_RECORD, Verb.REJECT, Verb.HANG_UP, Verb.END, Verb.CANCEL, Verb.MARK_DONE, Verb.LEAVE,
)  # fmt: skip


class World:
    """Three agents, their pages and their centre."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.centre = new_centre(several_agents())
        self.guard = Guard(self.centre.board)
        self.sessions: list[DrivenSession] = [self._session(agent, place) for place, agent in enumerate(NUMBERS)]
        self.clients = [Client.opened(session, ALLOWED) for session in self.sessions]
        self.numbers = 0
        self._drive("campaign", action="load", name=CAMPAIGN)
        self._drive("campaign", action="start", name=CAMPAIGN)

    def _session(self, agent: str, place: int) -> DrivenSession:
        host = FakeHost()
        for _ in range(10_000 * (place + 1)):
            host.new_uuid()  # ids of different pages differ, as random ones do
        return new_session(configuration(ALLOWED), several_agents(), host, centre=self.centre, agent=agent)

    def _drive(self, call: str, **args: Any) -> None:
        assert isinstance(self.sessions[0].driver.call(call, args), Success)

    # ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def step(self) -> None:
        steps: tuple[tuple[int, Callable[[], None]], ...] = (
            (3, self.arrive),
            (2, self.open),
            (10, self.do_what_is_offered),
            (4, self.try_what_is_not_offered),
            (4, self.far_end),
            (1, self.change_state),
            (1, self.advance),
            (1, self.lose_and_find_the_link),
        )
        weights = [weight for weight, _ in steps]
        self.random.choices([step for _, step in steps], weights)[0]()

    def arrive(self) -> None:
        session = self.random.choice(self.sessions)
        if len(session.workspace.interactions) < AT_ONCE:
            name, args = self.random.choice(ARRIVALS)
            outcome = session.driver.call(name, dict(args))
            assert isinstance(outcome, (Success, Failure))
            assert not isinstance(outcome, Failure) or outcome.error != errors.INTERNAL

    def open(self) -> None:
        place = self.random.randrange(len(self.sessions))
        if len(self.sessions[place].workspace.interactions) < AT_ONCE:
            request, parameters = self.random.choice(OPENINGS)
            reply = self.clients[place].request(request, *parameters)
            assert reply is not None
            assert reply.get("errorMessage") != errors.INTERNAL
        kept = self.sessions[place].workspace.known.workbin
        if kept and self.random.random() < 0.5:
            self.centre.port(self.sessions[place].agent).open(Pull(kept[0].uuid))

    def do_what_is_offered(self) -> None:
        leg = self._any_leg()
        if leg is None or not leg.verbs:
            return
        verb = self.random.choice(leg.verbs)
        if verb is Verb.SEND and isinstance(leg.content, EmailContent) and not leg.content.to:
            self._do(leg, SaveDraft("x@crm.example", "", "", ""))
            leg = self.centre.board.legs[leg.id]
        result = self._do(leg, self._act(leg, verb))
        assert not isinstance(result, CentreError) or result.kind in EXPECTED, (verb, leg.state, str(result))

    def try_what_is_not_offered(self) -> None:
        leg = self._any_leg()
        if leg is None:
            return
        verb = self.random.choice([verb for verb in Verb if verb not in leg.verbs])
        before = self._state()
        result = self._do(leg, self._act(leg, verb))
        assert isinstance(result, CentreError), (verb, leg.state)
        assert result.kind in (ErrorKind.WRONG_STATE, ErrorKind.LOGGED_OUT)
        assert self._state() == before

    def far_end(self) -> None:
        leg = self._any_leg()
        if leg is None:
            return
        before = self._state()
        if leg.media == VOICE:
            result = self.centre.far_end(leg.id, self.random.choice(list(FarEndVerb)))
        elif leg.media == PREVIEW:
            return
        else:
            result = self.centre.play(leg.id, self.random.choice(list(CentreVerb)), "x")
        assert not isinstance(result, CentreError) or self._state() == before

    def change_state(self) -> None:
        client = self.random.choice(self.clients)
        client.data("agent.setState", self.random.choice(["Ready", "Ready", "NotReady", "Dnd", "LogOff"]))

    def advance(self) -> None:
        self.centre.clock.advance(self.random.choice([1, 40]))

    def lose_and_find_the_link(self) -> None:
        session = self.random.choice(self.sessions)
        session.driver.call("connection", {"state": "DISCONNECTED"})
        self.far_end()
        session.driver.call("connection", {"state": "RECONNECTED"})

    # ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────────

    def check(self) -> None:
        board = self.centre.board
        for session in self.sessions:
            legs = list(board.legs_of(session.agent))
            assert sum(leg.media == VOICE and leg.state is State.TALKING for leg in legs) <= 1
            shown = {each.conversation.id: each.conversation for each in session.workspace.interactions}
            assert shown == {leg.id: leg for leg in legs}
            selected = session.workspace.cases.selected
            assert selected is None or session.workspace.interactions.of_case(selected)
            assert not legs or selected is not None or not any(leg.opened for leg in legs)
            for case in {each.case_id for each in session.workspace.interactions}:
                led = [each for each in session.workspace.interactions.of_case(case) if each.is_main]
                assert len(led) <= 1
        for leg in board.legs:
            assert leg.verbs == self.guard.possible(leg), (leg.state, leg.media)
            if leg.state not in OVER:
                call = board.calls[leg.uuid]
                assert leg.id in call.legs
                assert leg.user_data == call.user_data
                assert leg.state not in IN_CALL or leg.parties == board.parties(call, leg.id)
        for call in board.calls:
            assert call.legs or call.uuid in board.waiting
            assert all(key in board.legs for key in call.legs)
        for waiting in board.waiting:
            assert waiting.uuid in board.calls

    def end_everything(self) -> None:
        for client in self.clients:
            client.data("agent.setState", "NotReady")  # so that nothing more comes out of a queue
        for waiting in self.centre.board.waiting:
            self.centre.routing.given_up(waiting.uuid)
        for _ in range(4):
            for leg in reversed(list(self.centre.board.legs)):
                for verb in WAYS_OUT:
                    known = self.centre.board.leg(leg.id)
                    if known is not None and verb in known.verbs:
                        self._do(known, Step(verb))
        for session in self.sessions:
            for kept in session.workspace.known.workbin:
                self.centre.desks[session.agent].take_out(kept.uuid)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def sizes(self) -> Mapping[str, Mapping[str, int]]:
        """Rows by table; the outbox remembers what was sent, which is bounded."""
        sizes = {session.agent: session.store.sizes() for session in self.sessions} | {"": self.centre.store.sizes()}
        return {whose: {name: size for name, size in of.items() if name != "outbox"} for whose, of in sizes.items()}

    def _state(self) -> Any:
        return [session.store.export() for session in self.sessions], self.centre.store.export()

    def _any_leg(self) -> Conversation | None:
        legs = list(self.centre.board.legs)
        return self.random.choice(legs) if legs else None

    def _do(self, leg: Conversation, act: Act) -> Any:
        return self.centre.port(leg.agent).do(leg.id, act)

    def _somebody(self) -> Target:
        """Somebody who takes part in nothing yet."""
        self.numbers += 1
        return Target(TargetType.CUSTOM_CONTACT, f"+4940{self.numbers}")

    def _act(self, leg: Conversation, verb: Verb) -> Act:
        """An act of a verb, with arguments that are right."""
        handle = leg.content.active if isinstance(leg.content, OutboundContent) else 1
        to = self._somebody()
        desk = self.centre.desks[leg.agent]
        medium = next((m for m in (leg.media, VOICE, "chat", "email") if m != PREVIEW and not desk.absent(m)), VOICE)
        pairs = {self.random.choice("ABC"): str(self.random.random())}
        number = leg.parties[-1].phone_number if leg.parties else ""
        made: Mapping[Verb, Act] = {
            Verb.SEND_DTMF: SendTones("1"),
            Verb.SET_DATA: SetData(pairs),
            Verb.ASSIGN_CONTACT: AssignContact(self.random.choice([None, Contact("N", id="1")])),
            Verb.CONSULT: Consult(Target(to.type, to.destination, medium), pairs, {}),
            Verb.TRANSFER: Transfer(to, pairs, {}),
            Verb.CONFERENCE: Conference(to, pairs, {}),
            Verb.REMOVE_PARTY: RemoveParty(number),
            Verb.SAY: Say("Yes"),
            Verb.TYPE: Typing(True),
            Verb.EDIT: SaveDraft("x@crm.example", "", "S", "B"),
            Verb.INSERT_RESPONSE: InsertResponse("Greeting"),
            Verb.CALL_RECORD: CallRecord(handle),
            Verb.SET_RESULT: SetCallResult(6),
            Verb.MARK_DO_NOT_CALL: SetDoNotCall(self.random.random() < 0.5),
            Verb.RESCHEDULE: self.random.choice(
                [Reschedule(handle, "1/1/2030 1:1", CallbackType.CAMPAIGN), CancelReschedule()]
            ),
            Verb.UPDATE_FIELDS: UpdateFields({"GSW_CUSTOM_STRING": "x"}),
        }
        return made.get(verb) or Step(verb)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32))
def test_a_random_session_of_three_agents(seed: int) -> None:
    world = World(seed)
    before = world.sizes()
    for _ in range(STEPS):
        world.step()
        world.check()
    world.end_everything()
    world.check()
    assert list(world.centre.board.legs) == []
    assert world.sizes() == before
