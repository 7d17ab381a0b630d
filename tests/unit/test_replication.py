"""Tabs of one session, joined by a channel in memory that keeps the order of what is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import pytest

from scapi.centre.attachments import attachment
from scapi.centre.conversations import Verb
from scapi.centre.port import Found
from scapi.codec import KIND, Contents
from scapi.driven import DrivenSession
from scapi.protocol import errors
from scapi.replication import Replication
from scapi.tab_messages import Command
from scapi.testing import Client, FakeHost, fake_host, new_session
from scapi.values import Eventual, Failure, Json, Outcome, Success, when_answered
from scapi.workspace.tabs import TabState

ORIGIN = "http://crm.example"
BUILD = "packages-1"
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
    build: str = BUILD
    rows: dict[str, Json] = field(default_factory=dict)
    stores: int = 0
    alive: bool = True
    watched: set[str] = field(default_factory=set)
    replication: Replication = field(init=False)

    def __post_init__(self) -> None:
        self.name = f"tab{len(self.network.tabs)}"
        self.replication = Replication(self.session, self, self.name, self.build)
        self.network.tabs.append(self)

    def broadcast(self, text: str) -> None:
        self.network.sent.append((self, text))

    def keep(self, rows: str) -> None:
        self.keep_at_once(rows)
        self.stores += 1

    def keep_at_once(self, rows: str) -> None:
        new = json.loads(rows)
        if "" in new:
            self.rows = {}
        self.rows = {name: row for name, row in {**self.rows, **new}.items() if row is not None}

    def watch(self, tab: str) -> None:
        self.watched.add(tab)

    @property
    def stored(self) -> str:
        return json.dumps(self.rows, sort_keys=True)  # a database has an order of its own

    def reloaded(self) -> Tab:
        """The page of this tab, loaded again with what was kept; it leads."""
        self.alive = False
        tab = self.network.tab()
        assert tab.replication.resume(self.stored)
        tab.replication.lead()
        return tab

    def client(self) -> Client:
        return Client.opened(self.session, ORIGIN)

    @property
    def states(self) -> dict[str, str]:
        return {each.id: each.state.value for each in self.session.workspace.interactions}


@dataclass
class Network:
    tabs: list[Tab] = field(default_factory=list)
    sent: list[tuple[Tab, str]] = field(default_factory=list)

    def tab(self, options: str = "", build: str = BUILD) -> Tab:
        # Ids of different tabs differ, as random ones do.
        host = ReadingHost(_numbers=count(1000 * len(self.tabs)))
        if self.tabs:
            host.time = max(fake_host(tab.session).time for tab in self.tabs)
        return Tab(self, new_session(CONFIGURATION.replace("[App]", f"{options}\n[App]"), host=host), build)

    def advance(self, seconds: float) -> None:
        """Time passes in every tab."""
        for tab in self.tabs:
            if tab.alive:
                fake_host(tab.session).advance(seconds)
        self.deliver()

    def crash(self, tab: Tab) -> None:
        """A tab is gone without a word; the browser tells those that wait for its lock."""
        tab.alive = False
        for other in self.tabs:
            if other.alive and tab.name in other.watched:
                other.replication.gone(tab.name)
        self.deliver()

    def follower(self, options: str = "") -> Tab:
        tab = self.tab(options)
        tab.replication.follow()
        self.deliver()
        return tab

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


def test_a_new_tab_is_told_the_whole_once_and_nothing_of_what_was_before(network: Network, leader: Tab) -> None:
    ring(network, leader)
    leader.replication.flush()  # nobody hears of it
    late = network.tab()
    late.replication.follow()
    ((_, hello),) = network.sent
    network.sent.clear()
    leader.replication.receive(hello)
    assert [json.loads(text)["message"][KIND] for _, text in network.sent] == ["Whole"]


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
        seen.append((json.loads(text)["message"]["$"] == "Turn", len(client.replies)))

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
    reloaded = leader.reloaded()
    assert reloaded.states == {"1": "RINGING"}
    assert ring(network, reloaded, "+49111") is not None
    assert list(reloaded.states) == ["1", "2"]


def test_a_reload_keeps_the_order_in_which_everything_came(network: Network, leader: Tab) -> None:
    for number in range(12):
        ring(network, leader, str(number))
    leader.session.workspace.handling.set_user_data("3", {"changed": "later"})
    leader.replication.leave()
    reloaded = leader.reloaded()
    assert list(reloaded.states) == [str(number) for number in range(1, 13)]
    assert {name: list(rows) for name, rows in reloaded.session.store.export().items() if name != "tabs"} == {
        name: list(rows) for name, rows in leader.session.store.export().items() if name != "tabs"
    }


def test_changes_are_collected_before_they_are_kept_for_a_reload(network: Network, leader: Tab) -> None:
    fake_host(leader.session).advance(1)
    before = leader.stores
    for number in range(5):
        ring(network, leader, str(number))
        leader.replication.flush()
    assert leader.stores == before
    fake_host(leader.session).advance(1)
    assert leader.stores == before + 1
    assert len(leader.reloaded().states) == 5


def test_a_page_that_goes_keeps_what_was_not_kept_yet(network: Network, leader: Tab) -> None:
    ring(network, leader)
    leader.replication.flush()
    leader.replication.leave()
    before = leader.stores
    fake_host(leader.session).advance(1)
    assert leader.stores == before
    assert leader.reloaded().states == {"1": "RINGING"}


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
    for text in ("nonsense", "[]", "{}", json.dumps({"build": BUILD, "tab": "x", "message": {"$": "Turn"}})):
        leader.replication.receive(text)
        follower.replication.receive(text)
    answer = follower.replication._ask(lambda number, until: Command(number, "Session.reset", {}, until), Contents())
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


# ── turns ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def same(leader: Tab, follower: Tab) -> bool:
    return leader.session.store.export() == follower.session.store.export()


class ReadingHost(FakeHost):
    """Calls back when an event has been posted."""

    when_posted: Callable[[], None] = staticmethod(lambda: None)

    def post(self, frame_id: str, target_origin: str, text: str) -> None:
        super().post(frame_id, target_origin, text)
        if '"event"' in text:
            self.when_posted()


def test_a_client_that_reads_when_it_hears_an_event_reads_what_the_event_says(
    network: Network, leader: Tab, follower: Tab
) -> None:
    client = follower.client()
    client.subscribe("interaction")
    read: list[tuple[Json, Json]] = []
    known = len(client.events)

    def look() -> None:
        nonlocal known
        for event in client.events[known:]:
            known = len(client.events)
            shown = client.data("interaction.getByInteractionId", event["data"]["interaction"]["interactionId"])
            read.append((event["data"]["interaction"]["state"], shown["state"]))

    host = fake_host(follower.session)
    assert isinstance(host, ReadingHost)
    host.when_posted = look
    ring(network, leader)
    leader.session.workspace.telephony.answer("1")
    leader.session.workspace.telephony.hold("1")
    leader.replication.flush()
    network.deliver()
    assert len(read) >= 3
    assert all(said == shown for said, shown in read), read


def test_one_turn_is_one_message_and_nothing_without_a_change(network: Network, leader: Tab, follower: Tab) -> None:
    leader.session.drive("ring", {"ani": "1"})
    leader.replication.flush()
    assert len(network.sent) == 1
    network.deliver()
    leader.replication.flush()
    assert network.sent == []


def test_the_message_of_a_change_does_not_grow_with_the_number_of_interactions(
    network: Network, leader: Tab, follower: Tab
) -> None:
    def size_of_a_change() -> int:
        leader.replication.flush()
        network.deliver()
        leader.session.workspace.handling.set_user_data("1", {"k": str(len(leader.states))})
        leader.replication.flush()
        size = sum(len(text) for _, text in network.sent)
        network.deliver()
        return size

    ring(network, leader)
    alone = size_of_a_change()
    for number in range(100):
        ring(network, leader, str(number))
    assert size_of_a_change() < alone * 1.1


def test_a_long_text_crosses_once(network: Network, leader: Tab, follower: Tab) -> None:
    body = "long " * 10_000
    leader.session.drive("email", {"body": body})
    leader.replication.flush()
    assert sum(len(text) for _, text in network.sent) > len(body)
    network.deliver()
    leader.session.drive("act", {"interactionId": "1", "action": "accept"})
    leader.replication.flush()
    assert sum(len(text) for _, text in network.sent) < len(body) / 2
    network.deliver()
    assert same(leader, follower)


def test_a_follower_that_missed_a_turn_asks_for_the_whole(network: Network, leader: Tab, follower: Tab) -> None:
    ring(network, leader)
    leader.session.workspace.telephony.answer("1")
    leader.replication.flush()
    network.sent.clear()  # lost
    leader.session.workspace.telephony.hold("1")
    leader.replication.flush()
    network.deliver()
    assert follower.states == {"1": "HELD"}
    assert same(leader, follower)


def test_tabs_of_another_build_do_not_hear_each_other(network: Network, leader: Tab) -> None:
    other = network.tab(build="packages-2")
    other.replication.follow()
    ring(network, leader)
    assert other.states == {}
    assert not other.replication.resume(leader.stored)


@pytest.mark.parametrize(("hours", "goes_on"), [(11.9, True), (12.1, False), (-1, False)])
def test_what_was_kept_long_ago_is_not_gone_on_with(network: Network, leader: Tab, hours: float, goes_on: bool) -> None:
    ring(network, leader)
    leader.replication.leave()
    late = network.tab()
    fake_host(late.session).time += hours * 3600
    assert late.replication.resume(leader.stored) is goes_on


@pytest.mark.parametrize("damage", ["", "no JSON", "{}", "[]", '{"meta": 1}', "missing", "kind", "cell"])
def test_what_was_kept_and_is_damaged_is_not_gone_on_with(network: Network, leader: Tab, damage: str) -> None:
    ring(network, leader)
    leader.session.drive("email", {"body": "long " * 1_000})
    leader.replication.leave()
    rows = dict(leader.rows)
    if damage == "missing":
        rows = {name: row for name, row in rows.items() if not name.startswith("#")}
        assert len(rows) < len(leader.rows)
    if damage == "kind":
        rows = {name: [0, {"$": "Nothing"}] if name.startswith("interactions/") else row for name, row in rows.items()}
    if damage == "cell":
        del rows["script/"]
    late = network.tab()
    before = late.session.store.export()
    assert not late.replication.resume(json.dumps(rows) if damage in ("missing", "kind", "cell") else damage)
    assert late.session.store.export() == before


def test_a_takeover_is_possible_after_every_message(network: Network) -> None:
    """Wherever the leader is lost, the follower has a state that was, and everything can be gone on with."""

    def session(lose_after: int) -> tuple[Tab, int]:
        network = Network()
        leader = network.tab()
        leader.replication.lead()
        follower = network.follower()
        delivered = 0
        for drive in (
            lambda: leader.session.drive("ring", {"ani": "1"}),
            lambda: leader.session.workspace.telephony.answer("1"),
            lambda: leader.session.workspace.handling.set_user_data("1", {"a": "b"}),
            lambda: leader.session.workspace.telephony.dial("5001", {}, {}),
            lambda: leader.session.workspace.telephony.hang_up("1"),
            lambda: leader.session.workspace.marking_done.mark_done("1"),
        ):
            drive()
            leader.replication.flush()
            for source, text in network.sent:
                if source is leader and delivered < lose_after:
                    follower.replication.receive(text)
                    delivered += 1
            network.sent.clear()
        leader.alive = False
        follower.replication.lead()
        return follower, delivered

    _, messages = session(1_000)
    assert messages == 6
    for lose_after in range(messages + 1):
        tab, _ = session(lose_after)
        assert (not tab.states) == (lose_after == 0)
        assert isinstance(tab.session.drive("ring", {"ani": "9"}), Success)
        for interaction in tuple(tab.session.workspace.interactions):
            if interaction.state.value == "RINGING":
                tab.session.workspace.telephony.answer(interaction.id)
            if interaction.state.value not in ("ENDED", "UNKNOWN"):
                tab.session.workspace.telephony.hang_up(interaction.id)
            tab.session.workspace.marking_done.mark_done(interaction.id)
        assert tab.states == {}


# ── what tabs have in common ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_agent_who_works_in_another_tab_is_not_logged_out(network: Network) -> None:
    option = "security.inactivity-timeout = 5"
    leader = network.tab(option)
    leader.replication.lead()
    follower = network.follower(option)
    for _ in range(8):
        network.advance(60)
        follower.session.inactivity.activity()
        network.deliver()
    assert not leader.session.inactivity.warning
    assert follower.session.inactivity.left == 300
    network.advance(250)
    assert leader.session.inactivity.warning
    leader.replication.flush()
    network.deliver()
    assert follower.session.inactivity.warning
    network.advance(60)
    assert leader.session.workspace.presence.state.type.value == "LOGOUT"


def test_the_token_of_every_tab_is_signed_by_one_key(network: Network, leader: Tab, follower: Tab) -> None:
    assert leader.session.tokens.key == follower.session.tokens.key != b""
    network.crash(leader)
    key = follower.session.tokens.key
    follower.replication.lead()
    assert follower.session.tokens.key == key


def toast(client: Client, network: Network, **parameters: Json) -> str:
    client.request("system.popupToast", {"title": "News", **parameters})
    network.deliver()
    return str(client.replies[-1]["data"])


def test_a_toast_is_that_of_all_tabs_and_its_click_reaches_its_origin(
    network: Network, leader: Tab, follower: Tab
) -> None:
    client = follower.client()
    client.subscribe("system")
    first, second = toast(client, network), toast(leader.client(), network)
    assert first != second
    assert [each.id for each in leader.session.toasts.open()] == [first, second]
    leader.session.toasts.press(first, 0)
    leader.replication.flush()
    network.deliver()
    assert [event["data"]["customToastId"] for event in client.events] == [first]
    assert [each.id for each in follower.session.toasts.open()] == [second]


def test_toasts_go_with_their_tab_and_close_in_the_tab_that_takes_over(
    network: Network, leader: Tab, follower: Tab
) -> None:
    toast(leader.client(), network)
    kept = toast(follower.client(), network, autoCloseTimeout=5_000)
    network.crash(leader)
    follower.replication.lead()
    for tab in follower.watched:
        follower.replication.gone(tab)
    assert [each.id for each in follower.session.toasts.open()] == [kept]
    network.advance(5)
    assert follower.session.toasts.open() == ()


def test_a_block_stands_while_a_client_of_its_origin_is_in_any_tab(
    network: Network, leader: Tab, follower: Tab
) -> None:
    ring(network, leader)
    one, other = leader.client(), follower.client()
    one.request("agent.get")
    other.request("interaction.blockMarkdone", "1", "Not yet")
    network.deliver()

    def blocks() -> int:
        interaction = leader.session.workspace.interactions.get("1")
        assert interaction is not None
        return len(interaction.blocks)

    assert blocks() == 1
    follower.session.close_frame(other.frame.id)
    network.deliver()
    assert blocks() == 1
    leader.session.close_frame(one.frame.id)
    assert blocks() == 0


@pytest.mark.parametrize("says_goodbye", [True, False])
def test_a_tab_that_is_gone_leaves_no_block_and_no_toast_and_is_told_nothing(
    network: Network, leader: Tab, follower: Tab, says_goodbye: bool
) -> None:
    ring(network, leader)
    client = follower.client()
    client.request("interaction.blockMarkdone", "1", "Not yet")
    network.deliver()
    toast(client, network)
    if says_goodbye:
        follower.replication.leave()
        network.deliver()
    else:
        network.crash(follower)
    interaction = leader.session.workspace.interactions.get("1")
    assert interaction is not None
    assert interaction.blocks == {}
    assert leader.session.toasts.open() == ()
    follower.alive = False
    leader.session.drive("ring", {"ani": "2"})
    leader.replication.flush()
    assert network.sent == []
