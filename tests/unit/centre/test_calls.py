"""The life of a call, as a table: complete, closed, and the only thing that decides."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scapi.centre.calls import AGENT_STEPS, FAR_END_STEPS, LIVE, RECORDABLE, RECORDING_STEPS, recording_verbs
from scapi.centre.conversations import FarEndVerb, Happening, Recording, State, Verb
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

SHOWN_BY = {
    Happening.ESTABLISHED: State.TALKING,
    Happening.HELD: State.HELD,
    Happening.RELEASED: State.IDLE,
}


def test_every_step_leads_to_a_state_that_has_steps() -> None:
    for table in (AGENT_STEPS, FAR_END_STEPS):
        assert set(table) == LIVE | {State.IDLE}
        for steps in table.values():
            for state, happening in steps.values():
                assert state in table
                assert SHOWN_BY[happening] is state


def test_every_live_call_can_end_and_an_ended_one_can_do_nothing() -> None:
    for state in LIVE:
        assert (State.IDLE, Happening.RELEASED) in AGENT_STEPS[state].values()
        assert (State.IDLE, Happening.RELEASED) in FAR_END_STEPS[state].values()
    assert not AGENT_STEPS[State.IDLE]
    assert not FAR_END_STEPS[State.IDLE]


def test_recording() -> None:
    assert set(RECORDING_STEPS) == set(Recording)
    for recording, steps in RECORDING_STEPS.items():
        assert recording not in steps.values()
        assert all(recording_verbs(state, recording) == tuple(steps) for state in RECORDABLE)
        assert all(recording_verbs(state, recording) == () for state in set(State) - RECORDABLE)
    assert recording_verbs(State.TALKING, None) == (Verb.START_RECORDING,)


NAMES = {
    Verb.ANSWER: "voice.answer",
    Verb.REJECT: "interaction.reject",
    Verb.HANG_UP: "voice.hangUp",
    Verb.HOLD: "voice.hold",
    Verb.RESUME: "voice.resume",
}


class Calls(RuleBasedStateMachine):
    """Anything done to any number of calls, beside a model that only knows the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.session = new_session(configuration(ALLOWED))
        self.client = Client.opened(self.session, ALLOWED)
        self.states: dict[str, State] = {}
        self.opened: set[str] = set()
        self.next = 1

    def _hold_others(self) -> None:
        for call, state in self.states.items():
            if state is State.TALKING:
                self.states[call] = State.HELD

    def _move(self, call: str, state: State) -> None:
        if state is State.TALKING:
            self._hold_others()
            self.opened.add(call)
        self.states[call] = state
        if state is State.IDLE and call not in self.opened:
            del self.states[call]

    @rule()
    def dial(self) -> None:
        self.client.data("voice.dial", "5001")
        self._hold_others()
        self.states[str(self.next)] = State.DIALING
        self.opened.add(str(self.next))
        self.next += 1

    @rule()
    def ring(self) -> None:
        self.session.driver.call("ring", {"ani": "1"})
        self.states[str(self.next)] = State.RINGING
        self.next += 1

    @rule(number=st.integers(1, 5), verb=st.sampled_from(list(NAMES)))
    def act(self, number: int, verb: Verb) -> None:
        call = str(number)
        reply = self.client.request(NAMES[verb], call)
        step = AGENT_STEPS[self.states[call]].get(verb) if call in self.states else None
        assert reply is not None
        assert ("errorMessage" in reply) == (step is None)
        if step is not None:
            self._move(call, step[0])

    @rule(number=st.integers(1, 5), verb=st.sampled_from(list(FarEndVerb)))
    def far_end(self, number: int, verb: FarEndVerb) -> None:
        call = str(number)
        outcome = self.session.driver.call("farEnd", {"interactionId": call, "action": verb.value})
        step = FAR_END_STEPS[self.states[call]].get(verb) if call in self.states else None
        assert hasattr(outcome, "error") == (step is None)
        if step is not None:
            self._move(call, step[0])

    @rule(number=st.integers(1, 5))
    def mark_done(self, number: int) -> None:
        call = str(number)
        reply = self.client.request("interaction.markdone", call)
        assert reply is not None
        possible = self.states.get(call) is State.IDLE
        assert ("errorMessage" not in reply) == possible
        if possible:
            del self.states[call]

    @invariant()
    def both_agree(self) -> None:
        shown = self.client.data("interaction.getInteractions")
        assert {each["interactionId"]: each["state"] for each in shown} == self.states
        assert list(self.states.values()).count(State.TALKING) <= 1

    @invariant()
    def every_event_tells_of_a_change(self) -> None:
        for each in self.session.workspace.interactions:
            assert each.previous_state is not each.state or each.state is State.UNKNOWN


TestCalls = Calls.TestCase
