"""Tabs of one session, joined by a channel in memory that keeps the order of what is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count

import pytest

from scapi.centre.attachments import attachment
from scapi.centre.conversations import Verb
from scapi.centre.port import Found
from scapi.driven import DrivenSession
from scapi.protocol import errors
from scapi.replication import Replication
from scapi.testing import Client, FakeHost, fake_host, new_session
from scapi.values import Eventual, Failure, Outcome, Success, when_answered
from scapi.workspace.tabs import TabState

ORIGIN = "http://crm.example"
CONFIGURATION = f"""
[interaction-workspace]
service-client-api.accepted-web-content-origins = {ORIGIN}
service-client-api.rate-limit.agent.get = 2
interaction.web-content = App
[App]
url = {ORIGIN}/
"""
AUTO_ANSWER = "voice.auto-answer = true\nvoice.auto-answer.timer = 10"


@dataclass
class Tab:
    """A tab of the session; implements the channel."""

    network: Network
    session: DrivenSession
    stored: str = ""
    stores: int = 0
    alive: bool = True
    replication: Replication = field(init=False)

    def __post_init__(self) -> None:
        self.replication = Replication(self.session, self, f"tab{len(self.network.tabs)}")
        fake_host(self.session).when_changed = self.replication.changed
        self.network.tabs.append(self)

    def broadcast(self, text: str) -> None:
        self.network.sent.append((self, text))

    def store(self, text: str) -> None:
        self.stored = text
        self.stores += 1

    def store_at_once(self, text: str) -> None:
        self.stored = text

    def client(self) -> Client:
        return Client.opened(self.session, ORIGIN)

    @property
    def states(self) -> dict[str, str]:
        return {each.id: each.state.value for each in self.session.workspace.interactions}


@dataclass
class Network:
    tabs: list[Tab] = field(default_factory=list)
    sent: list[tuple[Tab, str]] = field(default_factory=list)

    def tab(self, options: str = "") -> Tab:
        # Ids of different tabs differ, as random ones do.
        host = FakeHost(_numbers=count(1000 * len(self.tabs)))
        return Tab(self, new_session(CONFIGURATION.replace("[App]", f"{options}\n[App]"), host=host))

    def deliver(self) -> None:
        """Everything that was sent arrives, and what comes of it."""
        while self.sent:
            source, text = self.sent.pop(0)
            for tab in self.tabs:
                if tab is not source and tab.alive:
                    tab.replication.receive(text)


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def leader(network: Network) -> Tab:
    tab = network.tab()
    tab.replication.lead()
    return tab


@pytest.fixture
def follower(network: Network, leader: Tab) -> Tab:
    tab = network.tab()
    tab.replication.follow()
    network.deliver()
    return tab


def ring(network: Network, tab: Tab, ani: str = "+4930123456") -> Outcome | None:
    """A driver call in a tab, and its answer."""
    answers: list[Outcome] = []
    when_answered(tab.session.drive("ring", {"ani": ani}), answers.append)
    network.deliver()
    return answers[0] if answers else None


def test_a_new_tab_shows_what_is_there(network: Network, leader: Tab) -> None:
    ring(network, leader)
    late = network.tab()
    late.replication.follow()
    network.deliver()
    assert late.states == {"1": "RINGING"}
    assert late.session.tabs.state is TabState.FOLLOWING


def test_what_a_follower_asks_is_done_by_the_leader_and_seen_by_both(
    network: Network, leader: Tab, follower: Tab
) -> None:
    assert ring(network, follower) is not None
    client = follower.client()
    client.subscribe("interaction")
    network.deliver()
    client.request("voice.answer", "1")
    assert client.events == []
    network.deliver()
    assert leader.states == follower.states == {"1": "TALKING"}
    assert client.events[0]["data"]["eventType"] == "ESTABLISHED"
    assert [reply.get("request") for reply in client.replies] == [None, "voice.answer"]


def test_events_reach_the_clients_of_every_tab_once(network: Network, leader: Tab, follower: Tab) -> None:
    clients = [tab.client() for tab in (leader, follower)]
    for client in clients:
        client.subscribe("agent")
    network.deliver()
    clients[1].request("agent.setState", "NotReady")
    network.deliver()
    for client in clients:
        assert [event["data"]["mediaState"] for event in client.events] == ["NOT_READY"]


def test_the_state_is_sent_before_the_reply_leaves(network: Network, leader: Tab, follower: Tab) -> None:
    client = leader.client()
    client.request("agent.get")
    replies = len(client.replies)
    seen: list[tuple[bool, int]] = []

    def broadcast(text: str) -> None:
        seen.append((json.loads(text)["kind"] == "state", len(client.replies)))

    leader.broadcast = broadcast  # type: ignore[method-assign]
    client.request("voice.dial", "5001")
    states = [count for state, count in seen if state]
    assert states == [replies]
    assert len(client.replies) == replies + 1


def test_a_follower_takes_over_with_calls_data_and_quarantines(network: Network, leader: Tab, follower: Tab) -> None:
    client = follower.client()
    client.subscribe("interaction")
    client.request("voice.dial", "5001", {"key": "value"})
    for _ in range(3):
        client.request("agent.get")
        network.deliver()
    assert "rate limit" in client.replies[-1]["errorMessage"]
    leader.alive = False
    follower.replication.lead()
    client.forget()
    client.request("agent.get")
    assert client.replies == []
    assert client.data("interaction.getByInteractionId", "1")["userData"]["key"] == "value"
    client.request("voice.hangUp", "1")
    assert [event["data"]["eventType"] for event in client.events] == ["RELEASED"]


def test_no_tab_gets_more_than_the_limit(network: Network, leader: Tab, follower: Tab) -> None:
    clients = [leader.client(), follower.client()]
    for client in (*clients, *clients):
        client.request("agent.get")
        network.deliver()
    passed = [reply for client in clients for reply in client.replies if "data" in reply]
    assert len(passed) == 2


def test_what_was_asked_of_a_lost_leader_fails(network: Network, leader: Tab, follower: Tab) -> None:
    leader.alive = False
    outcomes: list[Outcome] = []
    answer = follower.session.workspace.telephony.dial("5001", {}, {})
    assert isinstance(answer, Eventual)
    when_answered(answer, outcomes.append)
    network.deliver()
    follower.replication.lead()
    assert outcomes == [Failure(errors.LEADER_LOST)]
    assert follower.states == {}


def test_clients_of_interactions_open_and_close_in_every_tab(network: Network, leader: Tab, follower: Tab) -> None:
    ring(network, leader)
    leader.session.workspace.telephony.answer("1")
    leader.replication.flush()
    network.deliver()
    assert [frame.interaction_id for frame in follower.session.frames] == ["1"]
    leader.session.workspace.telephony.hang_up("1")
    leader.session.workspace.marking_done.mark_done("1")
    leader.replication.flush()
    network.deliver()
    assert list(follower.session.frames) == []


def test_a_broadcast_reaches_the_clients_of_other_tabs(network: Network, leader: Tab, follower: Tab) -> None:
    sender, receiver = leader.client(), follower.client()
    for client in (sender, receiver):
        client.subscribe("messenger:news")
    sender.request("messenger.broadcastMessage", "news", {"n": 1})
    network.deliver()
    assert [event["data"] for event in receiver.events] == [{"n": 1}]
    assert sender.events == []


def test_a_reload_of_the_last_tab_goes_on_with_what_was_stored(network: Network, leader: Tab) -> None:
    ring(network, leader)
    leader.replication.leave()
    leader.alive = False
    reloaded = network.tab()
    reloaded.replication.resume(leader.stored)
    reloaded.replication.lead()
    assert reloaded.states == {"1": "RINGING"}
    assert ring(network, reloaded, "+49111") is not None
    assert list(reloaded.states) == ["1", "2"]


def test_changes_are_collected_before_they_are_kept_for_a_reload(network: Network, leader: Tab) -> None:
    fake_host(leader.session).advance(1)
    before = leader.stores
    for number in range(5):
        ring(network, leader, str(number))
        leader.replication.flush()
    assert leader.stores == before
    fake_host(leader.session).advance(1)
    assert leader.stores == before + 1
    reloaded = network.tab()
    reloaded.replication.resume(leader.stored)
    assert len(reloaded.states) == 5


def test_a_page_that_goes_keeps_what_was_not_kept_yet(network: Network, leader: Tab) -> None:
    ring(network, leader)
    leader.replication.flush()
    leader.replication.leave()
    before = leader.stores
    fake_host(leader.session).advance(1)
    assert leader.stores == before
    reloaded = network.tab()
    reloaded.replication.resume(leader.stored)
    assert reloaded.states == {"1": "RINGING"}


def test_a_follower_answers_nothing_by_itself_until_it_leads(network: Network) -> None:
    leader, follower = network.tab(AUTO_ANSWER), network.tab(AUTO_ANSWER)
    leader.replication.lead()
    follower.replication.follow()
    network.deliver()
    ring(network, leader)
    leader.replication.flush()
    network.deliver()
    fake_host(follower.session).advance(60)
    assert follower.states == {"1": "RINGING"}
    leader.alive = False
    follower.replication.lead()
    fake_host(follower.session).advance(0)
    assert follower.states == {"1": "TALKING"}


def test_a_waiting_time_goes_on_in_the_tab_that_takes_over(network: Network, leader: Tab, follower: Tab) -> None:
    leader.session.drive("ring", {"ani": "1", "noAnswerAfter": 20})
    leader.replication.flush()
    network.deliver()
    for tab in (leader, follower):
        fake_host(tab.session).time += 15
    leader.alive = False
    follower.replication.lead()
    fake_host(follower.session).advance(4)
    assert follower.states == {"1": "RINGING"}
    fake_host(follower.session).advance(1)
    assert follower.states == {}


def test_a_visible_follower_keeps_the_leaders_time(network: Network, leader: Tab, follower: Tab) -> None:
    fired: list[str] = []
    clock = leader.session.simulator.clock
    clock.call_at(clock.now() + 5, lambda: fired.append("step"))
    # The leader is hidden: its own timers do not come, but its clock goes on.
    fake_host(leader.session).time += 10
    follower.replication.tick()
    network.deliver()
    assert fired == ["step"]


def test_an_unknown_command_or_kind_harms_nothing(network: Network, leader: Tab, follower: Tab) -> None:
    follower.replication._send("nonsense")
    answer = follower.replication._command("Session.reset", (), {})
    outcomes: list[Outcome] = []
    when_answered(answer, outcomes.append)
    network.deliver()
    assert outcomes == [Failure(errors.INTERNAL)]


def test_a_follower_says_who_the_customer_is(network: Network, leader: Tab, follower: Tab) -> None:
    ring(network, leader, "0113 496 0999")
    marta = follower.session.workspace.contacts("marta")
    assert isinstance(marta, Found)
    (found,) = marta.contacts
    answers: list[Outcome] = []
    when_answered(follower.session.workspace.handling.assign_contact("1", found), answers.append)
    assert answers == []
    network.deliver()
    assert not isinstance(answers[0], Failure)
    shown = [tab.session.workspace.interactions.get("1").conversation.contact for tab in (leader, follower)]  # type: ignore[union-attr]
    assert shown == [found, found]


def test_a_follower_sees_that_the_customer_types_and_reads(network: Network, leader: Tab, follower: Tab) -> None:
    driver = leader.session.driver
    driver.call("chat", {"body": "Hello"})
    driver.call("act", {"interactionId": "1", "action": "accept"})
    for action in ("type", "read"):
        driver.call("customer", {"interactionId": "1", "action": action})
    leader.replication.flush()
    network.deliver()
    contents = [tab.session.workspace.interactions.get("1").conversation.content for tab in (leader, follower)]  # type: ignore[union-attr]
    assert contents[0] == contents[1]
    assert contents[1].typing_until is not None  # type: ignore[union-attr]
    assert contents[1].read == 1  # type: ignore[union-attr]


def test_a_follower_attaches_files_and_inherits_what_was_sent(network: Network, leader: Tab, follower: Tab) -> None:
    media = follower.session.workspace.media
    for answer in (
        media.create_email("a@crm.example", {}),
        follower.session.drive("email", {"files": [{"name": "b.txt", "text": "x"}]}),
    ):
        network.deliver()
        assert isinstance(answer, Eventual)
    draft = follower.session.workspace.interactions.get("1")
    assert draft is not None
    for name in ("a.txt", "b.txt"):
        media.attach(draft.id, attachment(name, "text/plain", b"x"))
    media.detach(draft.id, "a.txt")
    network.deliver()
    contents = [tab.session.workspace.interactions.get("1").conversation.content for tab in (leader, follower)]  # type: ignore[union-attr]
    assert contents[0] == contents[1]
    assert [file.name for file in contents[1].files] == ["b.txt"]  # type: ignore[union-attr]
    media.step(draft.id, Verb.SEND)
    network.deliver()
    leader.alive = False
    follower.replication.lead()
    read = follower.session.drive("readEmail", {"interactionId": "1"})
    assert isinstance(read, Success)
    assert read.data["sent"] is True  # type: ignore[index, call-overload]
