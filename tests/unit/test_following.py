"""Leader and follower compared after every random step: clocks of their own, messages that come one at a time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from scapi.driver import CALLS
from scapi.replication import LOCAL_DRIVER_CALLS
from scapi.testing import fake_host
from scapi.values import when_answered
from tests.unit.test_replication import Network, Tab, same

INTERACTIONS = st.sampled_from(["1", "2", "3"])
VERBS = st.sampled_from(["accept", "hold", "retrieve", "hangUp", "reject", "markDone"])


class Tabs(RuleBasedStateMachine):
    """Two tabs, of which the one that leads may be lost at any step, and another comes."""

    def __init__(self) -> None:
        super().__init__()
        self.network = Network()
        self.leader = self.network.tab()
        self.leader.replication.lead()
        self.follower = self.network.follower()
        self.whole = self.leader.session.store.export()
        self.answers = 0
        self.asked = 0

    def tab(self, follows: bool) -> Tab:
        return self.follower if follows else self.leader

    def drive(self, follows: bool, name: str, **args: Any) -> None:
        self.asked += 1

        def answered(_: object) -> None:
            self.answers += 1

        when_answered(self.tab(follows).session.drive(name, args), answered)
        self.leader.replication.flush()

    @rule(follows=st.booleans(), ani=st.sampled_from(["1", "5001"]))
    def ring(self, follows: bool, ani: str) -> None:
        self.drive(follows, "ring", ani=ani, noAnswerAfter=30)

    @rule(follows=st.booleans())
    def chat(self, follows: bool) -> None:
        self.drive(follows, "chat", body="a long question " * 50)

    @rule(follows=st.booleans(), interaction=INTERACTIONS, action=VERBS)
    def act(self, follows: bool, interaction: str, action: str) -> None:
        self.drive(follows, "act", interactionId=interaction, action=action)

    @rule(follows=st.booleans(), interaction=INTERACTIONS, text=st.sampled_from(["a", "b" * 600]))
    def attach(self, follows: bool, interaction: str, text: str) -> None:
        self.drive(follows, "attach", interactionId=interaction, userData={"key": text})

    @rule(follows=st.booleans(), interaction=INTERACTIONS)
    def far_end_leaves(self, follows: bool, interaction: str) -> None:
        self.drive(follows, "farEnd", interactionId=interaction, action="hangUp")

    @rule(follows=st.booleans())
    def a_client_asks(self, follows: bool) -> None:
        tab = self.tab(follows)
        client = tab.client()
        client.request("system.popupToast", {"title": "T", "autoCloseTimeout": 5_000})
        client.request("interaction.blockMarkdone", "1", "Wait.")
        client.request("agent.get")
        tab.session.close_frame(client.frame.id)
        tab.replication.flush()  # as at the end of whatever the page does

    @rule(seconds=st.sampled_from([0.5, 4.0, 31.0]))
    def time_passes(self, seconds: float) -> None:
        for tab in (self.leader, self.follower):
            fake_host(tab.session).advance(seconds)
        self.leader.replication.flush()

    @rule(messages=st.integers(1, 3))
    def some_messages_come(self, messages: int) -> None:
        for _ in range(min(messages, len(self.network.sent))):
            source, text = self.network.sent.pop(0)
            for tab in (self.leader, self.follower):
                if tab is not source:
                    tab.replication.receive(text)

    @rule()
    def a_message_is_lost(self) -> None:
        if self.network.sent:
            self.network.sent.pop(0)

    @rule()
    def all_comes(self) -> None:
        self.network.deliver()
        fake_host(self.leader.session).advance(0)
        self.leader.replication.flush()
        self.network.deliver()

    @rule(with_its_words=st.booleans())
    def the_leader_is_lost(self, with_its_words: bool) -> None:
        if with_its_words:
            self.network.deliver()
        self.network.sent.clear()
        lost, self.leader = self.leader, self.follower
        lost.alive = False
        self.leader.replication.lead()
        self.leader.replication.gone(lost.name)
        self.follower = self.network.follower()
        assert same(self.leader, self.follower)

    @invariant()
    def whoever_has_heard_all_has_the_same(self) -> None:
        leader, follower = self.leader.replication, self.follower.replication
        heard = (follower._epoch, follower._seq) == (leader._epoch, leader._seq)
        if heard and not self.network.sent:
            assert same(self.leader, self.follower)
            assert self.leader.states == self.follower.states

    @invariant()
    def the_clients_of_interactions_are_open(self) -> None:
        for tab in (self.leader, self.follower):
            opened = {each.id for each in tab.session.workspace.interactions if each.opened}
            shown = {frame.interaction_id for frame in tab.session.frames if frame.interaction_id is not None}
            assert shown == opened

    def teardown(self) -> None:
        """In the end everybody has been answered, and has the same."""
        for _ in range(2):
            self.all_comes()
            for tab in (self.leader, self.follower):
                fake_host(tab.session).advance(10)
            self.leader.replication.flush()
        self.all_comes()
        self.leader.session.workspace.telephony.dial("5001", {}, {})
        self.leader.replication.flush()
        self.all_comes()
        assert same(self.leader, self.follower)
        assert self.answers == self.asked


Tabs.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestTabs = Tabs.TestCase


@pytest.mark.parametrize("name", sorted(LOCAL_DRIVER_CALLS - {"openClient", "closeClient", "say"}))
def test_what_is_about_a_tab_is_answered_there(name: str) -> None:
    """No other tab is asked."""
    network = Network()
    network.tab().replication.lead()
    follower = network.follower()
    network.sent.clear()
    follower.session.drive(name, {})
    assert not network.sent


def test_what_is_about_a_tab_is_so_by_these_names() -> None:
    assert CALLS.keys() >= LOCAL_DRIVER_CALLS
