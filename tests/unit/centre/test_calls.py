"""The life of a call, as a table: closed, and the only thing that decides."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scapi.centre.calls import FAR_END_STEPS, RECORDING_STEPS, STEPS
from scapi.centre.conversations import FarEndVerb, Happening, Recording, State, Verb
from scapi.centre.steps import Row, Step
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration
from tests.unit.centre.simulator.scenes import ORDINARY

SHOWN_BY = {
    Happening.ESTABLISHED: State.TALKING,
    Happening.HELD: State.HELD,
    Happening.RELEASED: State.IDLE,
}


def test_every_step_leads_to_a_state_that_has_steps_and_is_told() -> None:
    assert set(STEPS) == set(FAR_END_STEPS)
    for table in (STEPS, FAR_END_STEPS):
        for state, rows in table.items():
            for row in rows.values():
                for step in row:
                    assert step.to is None or step.to in table
                    if step.to not in (None, state):
                        assert step.told is not None
                        assert SHOWN_BY[step.told] is step.to


def test_every_live_call_can_end_and_an_ended_one_stays_so() -> None:
    for state in set(STEPS) - {State.IDLE}:
        for row in (STEPS[state][Verb.HANG_UP], FAR_END_STEPS[state][FarEndVerb.HANG_UP]):
            assert (row[-1].to, row[-1].told) == (State.IDLE, Happening.RELEASED)
    assert {step.to for row in STEPS[State.IDLE].values() for step in row} == {None, State.IDLE}
    assert not FAR_END_STEPS[State.IDLE]


def test_recording() -> None:
    assert set(RECORDING_STEPS.values()) == set(Recording)
    for state, rows in STEPS.items():
        possible = set(RECORDING_STEPS) & set(rows)
        assert possible == (set(RECORDING_STEPS) if state in (State.TALKING, State.HELD) else set())


def ordinary(row: Row) -> Step | None:
    """The step of a row for a call that is nothing special."""
    return next((step for step in row if ORDINARY.issuperset(step.when)), None)


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
        self.next = 1

    def _hold_others(self) -> None:
        for call, state in self.states.items():
            if state is State.TALKING:
                self.states[call] = State.HELD

    def _move(self, call: str, step: Step) -> None:
        if step.to is State.TALKING:
            self._hold_others()
        self.states[call] = step.to or self.states[call]
        if step.leaves:
            del self.states[call]

    @rule()
    def dial(self) -> None:
        self.client.data("voice.dial", "5001")
        self._hold_others()
        self.states[str(self.next)] = State.DIALING
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
        step = ordinary(STEPS[self.states[call]].get(verb, ())) if call in self.states else None
        assert reply is not None
        assert ("errorMessage" in reply) == (step is None)
        if step is not None:
            self._move(call, step)

    @rule(number=st.integers(1, 5), verb=st.sampled_from(list(FarEndVerb)))
    def far_end(self, number: int, verb: FarEndVerb) -> None:
        call = str(number)
        outcome = self.session.driver.call("farEnd", {"interactionId": call, "action": verb.value})
        step = ordinary(FAR_END_STEPS[self.states[call]].get(verb, ())) if call in self.states else None
        assert hasattr(outcome, "error") == (step is None)
        if step is not None:
            self._move(call, step)

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
