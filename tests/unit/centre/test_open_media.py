"""The life of open media, as tables and as random walks that no step may break."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scapi.centre.conversations import Happening, State, Verb
from scapi.centre.open_media import CENTRE_STEPS, ENDS, LEAVING, STEPS, CentreVerb, Family, steps
from scapi.decisions import Reason
from scapi.driver.agent_calls import ACTIONS
from scapi.testing import BUILT_IN_SCENARIO, Client, new_session
from scapi.values import Failure
from scapi.workspace import interactions
from tests.support.configurations import ALLOWED, configuration
from tests.support.error_texts import in_closed_list


def test_every_step_leads_somewhere() -> None:
    for family in Family:
        for state, possible in STEPS[family].items():
            for verb, (to, happening) in possible.items():
                known = to in STEPS[family] or to in ENDS or happening in LEAVING
                assert known, (family, state, verb)


def test_an_end_offers_nothing_but_mark_done() -> None:
    for family in Family:
        for state in ENDS:
            assert set(steps(family, state)) <= {Verb.MARK_DONE, Verb.CANCEL}


def test_every_state_in_hand_can_be_left() -> None:
    for family in Family:
        for state, possible in STEPS[family].items():
            assert possible, (family, state)


def test_ends_of_both_layers_agree() -> None:
    assert set(ENDS) <= set(interactions.ENDS)


def test_what_the_centre_does_starts_from_states_that_exist() -> None:
    known = {state for family in Family for state in STEPS[family]}
    for states, (to, happening) in CENTRE_STEPS.values():
        assert states <= known
        assert isinstance(to, State)
        assert isinstance(happening, Happening)


COLLEAGUE = {"type": "AGENT", "destination": "SIP_5001"}
REQUESTS = (
    "interaction.accept",
    "interaction.reject",
    "interaction.markdone",
    "interaction.consult",
    "interaction.singleStepTransfer",
    "interaction.singleStepConference",
    "interaction.completeTransfer",
    "interaction.completeConference",
    "interaction.setUserData",
)
NUMBERS = st.integers(0, 20)
"""Which interaction: mostly one that is there, see ``pick``."""


class OpenMedia(RuleBasedStateMachine):
    """Anything done by anybody, in any order: never a bug, and a failure changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        scenario = BUILT_IN_SCENARIO.read_text(encoding="utf-8") + "\n[[responses]]\nname = 'R'\ntext = 'x'\n"
        self.session = new_session(configuration(ALLOWED), scenario)
        self.client = Client.opened(self.session, ALLOWED)

    def pick(self, number: int) -> str:
        known = [each.id for each in self.session.workspace.interactions]
        return known[number % len(known)] if known and number < 20 else "99"

    def state(self) -> str:
        data: Any = getattr(self.session.driver.call("state", {}), "data", None)
        return json.dumps({name: part for name, part in data.items() if name != "frames"})

    def drive(self, call: str, args: dict[str, Any]) -> None:
        before = self.state()
        outcome = self.session.driver.call(call, args)
        if isinstance(outcome, Failure):
            assert outcome.error
            assert self.state() == before

    @rule(call=st.sampled_from(["email", "chat", "workitem"]), conference=st.booleans())
    def arrive(self, call: str, conference: bool) -> None:
        if len(self.session.workspace.interactions) < 5:
            self.drive(call, {"subject": "s", "conference": conference})

    @rule(fails=st.booleans(), history=st.lists(st.just("x"), max_size=1))
    def chat(self, fails: bool, history: list[str]) -> None:
        if len(self.session.workspace.interactions) < 5:
            self.drive("chat", {"joinFails": fails, "history": history})

    @rule(number=NUMBERS, action=st.sampled_from(ACTIONS))
    def act(self, number: int, action: str) -> None:
        self.drive("act", {"interactionId": self.pick(number), "action": action, "text": "R"})

    @rule(number=NUMBERS, action=st.sampled_from(list(CentreVerb)))
    def customer(self, number: int, action: CentreVerb) -> None:
        self.drive("customer", {"interactionId": self.pick(number), "action": action.value, "text": "x"})

    @rule()
    def pull(self) -> None:
        self.drive("pull", {})

    @rule(number=NUMBERS, name=st.sampled_from(REQUESTS))
    def request(self, number: int, name: str) -> None:
        before = self.state()
        more: list[Any] = [COLLEAGUE] if name.endswith(("consult", "Transfer", "Conference")) else []
        reply = self.client.request(
            name, self.pick(number), *(more if name != "interaction.setUserData" else [{"a": "1"}])
        )
        assert reply is not None
        if "errorMessage" in reply:
            assert in_closed_list(reply["errorMessage"])
            assert self.state() == before

    @rule()
    def write(self) -> None:
        if len(self.session.workspace.interactions) < 5:
            self.client.data("email.create", "a@crm.example")

    @invariant()
    def no_bug(self) -> None:
        assert Reason.INTERNAL_ERROR not in self.session.traffic.by_reason


TestOpenMedia = OpenMedia.TestCase
TestOpenMedia.settings = settings(max_examples=60, stateful_step_count=50)
