"""The life of open media, as tables and as random walks that no step may break."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scapi.centre.conversations import OVER, Verb
from scapi.centre.open_media import CENTRE_STEPS, REFUSABLE, STEPS, CentreVerb, Family
from scapi.decisions import Reason
from scapi.driver.agent_calls import ACTIONS
from scapi.testing import BUILT_IN_SCENARIO, Client, new_session
from scapi.values import Failure
from tests.support.configurations import ALLOWED, configuration
from tests.support.error_texts import in_closed_list


def test_every_step_leads_to_a_state_of_its_family_or_leaves() -> None:
    for family in Family:
        for table in (STEPS[family], CENTRE_STEPS[family]):
            for state, rows in table.items():
                for verb, row in rows.items():
                    for step in row:
                        assert step.leaves or step.to is None or step.to in STEPS[family], (family, state, verb)


def test_what_is_over_offers_nothing_but_its_end() -> None:
    for family in Family:
        for state, rows in STEPS[family].items():
            if state in OVER:
                assert set(rows) <= {Verb.MARK_DONE, Verb.CANCEL}, (family, state)


def test_no_state_is_without_a_way_on() -> None:
    for family in Family:
        for state, rows in STEPS[family].items():
            assert rows, (family, state)


def test_what_the_other_side_does_starts_from_states_that_exist() -> None:
    for family in Family:
        assert set(CENTRE_STEPS[family]) <= set(STEPS[family])


def test_what_can_be_refused_with_an_event_can_be_done() -> None:
    verbs = {verb for states in STEPS.values() for rows in states.values() for verb in rows}
    assert set(REFUSABLE) <= verbs


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

    def state(self) -> object:
        """Everything that the session keeps."""
        return self.session.store.export()

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
