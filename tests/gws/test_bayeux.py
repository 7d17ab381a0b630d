"""Bayeux with long polling: sessions, subscriptions, what is told, and what becomes of slow and vanished clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from scapi.gws import topics
from scapi.gws.bayeux import MOST_SESSIONS, MOST_SUBSCRIPTIONS
from scapi.gws.bayeux_message import MOST_MESSAGES
from scapi.gws.gws_server import GwsServer, Later
from scapi.testing import FakeHost
from tests.support.gws import BASE, PASSWORD, Agent, as_json, new_server

HANDSHAKE = {"channel": "/meta/handshake", "version": "1.0", "supportedConnectionTypes": ["long-polling"], "id": "1"}
BEGIN_ANEW = {"reconnect": "handshake", "interval": 0}


class Raw:
    """A client that says exactly what it is told to."""

    def __init__(self, server: GwsServer, host: FakeHost, name: str = "anna", **handshake: Any) -> None:
        self.agent = Agent(server, host, name)
        self.host = host
        self.shaken = self.agent.meta({**HANDSHAKE, **handshake})[0]
        self.id = self.shaken.get("clientId", "")

    def one(self, channel: str, **members: Any) -> Any:
        """The reply to one message that is answered at once."""
        replies = self.agent.meta({"channel": channel, "clientId": self.id, **members})
        assert not isinstance(replies, Later)
        return replies[-1]

    def subscribe(self, *patterns: str) -> None:
        for pattern in patterns:
            assert self.one("/meta/subscribe", subscription=pattern)["successful"]

    def connect(self, **members: Any) -> Any:
        """The answer to a connect: the messages, or what comes later."""
        connect = {"channel": "/meta/connect", "clientId": self.id, "connectionType": "long-polling", **members}
        return self.agent.meta(connect)

    def held(self, **members: Any) -> list[Any]:
        """Connects, and gives the list into which the answer comes."""
        later = self.connect(**members)
        assert isinstance(later, Later)
        answers: list[Any] = []
        later.response.when_settled(lambda response: answers.extend(as_json(response.content)))
        return answers


@pytest.fixture
def client(server: GwsServer, host: FakeHost) -> Raw:
    return Raw(server, host)


def publish(server: GwsServer, topic: str = topics.CALLS, **data: Any) -> None:
    server.state.bayeux.publish([server.state.roster.agent("1001")], topic, lambda _: data)


# ── handshake ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_handshake(client: Raw) -> None:
    shaken = dict(client.shaken)
    assert len(shaken.pop("clientId")) == 32
    assert shaken == {
        "channel": "/meta/handshake",
        "id": "1",
        "successful": True,
        "version": "1.0",
        "minimumVersion": "1.0",
        "supportedConnectionTypes": ["long-polling"],
        "advice": {"reconnect": "retry", "interval": 0, "timeout": 30000},
    }


@pytest.mark.parametrize("types", [["websocket"], [], None, "long-polling", 5])
def test_no_transport_in_common(server: GwsServer, host: FakeHost, types: Any) -> None:
    shaken = Raw(server, host, supportedConnectionTypes=types).shaken
    assert not shaken["successful"]
    assert shaken["error"].startswith("406:")
    assert shaken["advice"] == {"reconnect": "none"}
    assert len(server.state.bayeux) == 0


def test_sessions_of_one_user_are_bounded(server: GwsServer, host: FakeHost) -> None:
    anna = Agent(server, host, "anna")
    shaken = [anna.meta(HANDSHAKE)[0]["successful"] for _ in range(MOST_SESSIONS + 1)]
    assert shaken == [True] * MOST_SESSIONS + [False]
    assert Raw(server, host, "boris").shaken["successful"]


@pytest.mark.parametrize("sub_path", ["", "/", "/handshake", "/connect", "/a/b"])
def test_sub_paths_of_the_endpoint(server: GwsServer, host: FakeHost, sub_path: str) -> None:
    assert Agent(server, host, "anna").meta(HANDSHAKE, sub_path=sub_path)[0]["successful"]


def test_a_message_may_come_without_an_array(server: GwsServer, host: FakeHost) -> None:
    response = Agent(server, host, "anna").response("POST", "/notifications", HANDSHAKE)
    assert as_json(response.content)[0]["successful"]


@pytest.mark.parametrize("body", [[], [1], {}, [{"channel": 5}], "x", None, [HANDSHAKE] * (MOST_MESSAGES + 1)])
def test_what_is_no_message_is_refused(server: GwsServer, host: FakeHost, body: Any) -> None:
    agent = Agent(server, host, "anna")
    response = agent.response("POST", "/notifications", body, **{"content-type": "application/json"})
    assert response.status == 400
    assert len(server.state.bayeux) == 0


# ── subscriptions ────────────────────────────────────────────────────────────────────────────────────────────────────

TOPICS = ("/v2/me", "/v2/me/devices", "/v2/me/calls", "/v2/users")


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("/**", TOPICS),
        ("/v2/**", TOPICS),
        ("/v2/me/**", ("/v2/me/devices", "/v2/me/calls")),
        ("/v2/me/*", ("/v2/me/devices", "/v2/me/calls")),
        ("/v2/*", ("/v2/me", "/v2/users")),
        ("/*", ()),
        ("/v2/me", ("/v2/me",)),
        ("/v2/me/call", ()),
    ],
)
def test_globs(pattern: str, matched: tuple[str, ...]) -> None:
    assert topics.is_subscribable(pattern)
    assert tuple(topic for topic in TOPICS if topics.matches(pattern, topic)) == matched


@pytest.mark.parametrize(
    "pattern",
    ["", "v2/me", "/", "//", "/v2/", "/v2//me", "/v2/*/calls", "/v2/me*", "/v2/***", "/meta/connect", "/meta/**",
     "/service/x", "/v2 /me", "/v2/é/x", "/" + "x" * 300, None, 5, ["/v2/me", ""], [], {}],
)  # fmt: skip
def test_no_channels_to_subscribe_to(client: Raw, pattern: Any) -> None:
    reply = client.one("/meta/subscribe", subscription=pattern)
    assert not reply["successful"]
    assert reply["error"].startswith("403:")


def test_several_channels_at_once_and_the_end_of_one(server: GwsServer, client: Raw) -> None:
    assert client.one("/meta/subscribe", subscription=["/v2/me", "/v2/me/*"], id="7") == {
        "channel": "/meta/subscribe", "clientId": client.id, "id": "7", "successful": True,
        "subscription": ["/v2/me", "/v2/me/*"],
    }  # fmt: skip
    assert client.one("/meta/unsubscribe", subscription="/v2/me")["successful"]
    publish(server, topics.ME, a=1)
    publish(server, topics.CALLS, b=2)
    assert client.connect()[0] == {"channel": topics.CALLS, "data": {"b": 2}}


def test_subscriptions_are_bounded(client: Raw) -> None:
    client.subscribe(*(f"/x/{number}" for number in range(MOST_SUBSCRIPTIONS)))
    assert not client.one("/meta/subscribe", subscription="/v2/me")["successful"]
    assert client.one("/meta/subscribe", subscription="/x/0")["successful"], "it has that one"


def test_other_users_are_a_matter_of_supervisors(server: GwsServer, host: FakeHost, client: Raw) -> None:
    assert client.one("/meta/subscribe", subscription="/v2/users")["error"].startswith("403:/v2/users:")
    assert Raw(server, host, "carla").one("/meta/subscribe", subscription="/v2/users")["successful"]


def test_nobody_hears_what_is_for_another(server: GwsServer, host: FakeHost) -> None:
    boris = Raw(server, host, "boris")
    boris.subscribe("/**")
    publish(server, a=1)
    assert len(boris.connect(advice={"timeout": 0})) == 1


@pytest.mark.parametrize("channel", ["/v2/me/calls", "/x", "/service/x", "/meta/unknown"])
def test_clients_do_not_publish(server: GwsServer, client: Raw, channel: str) -> None:
    client.subscribe("/**")
    reply = client.one(channel, data={"call": {}})
    assert not reply["successful"]
    assert reply["error"].startswith(f"403:{channel}:")
    assert len(client.connect(advice={"timeout": 0})) == 1


# ── connect ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_connect_is_held_until_there_is_something(server: GwsServer, host: FakeHost, client: Raw) -> None:
    client.subscribe("/v2/me/*")
    answers = client.held(id="9")
    host.advance(20)
    assert answers == []
    publish(server, a=1)
    publish(server, b=2)
    assert answers == [], "what comes of one operation goes out together"
    host.advance(0)
    assert [each.get("data") for each in answers] == [{"a": 1}, {"b": 2}, None]
    assert {name: answers[-1][name] for name in ("channel", "id", "successful", "clientId")} == {
        "channel": "/meta/connect", "id": "9", "successful": True, "clientId": client.id,
    }  # fmt: skip


def test_a_connect_is_answered_when_the_time_is_up(host: FakeHost, client: Raw) -> None:
    answers = client.held()
    host.advance(29.9)
    assert answers == []
    host.advance(0.2)
    assert [each["successful"] for each in answers] == [True]


@pytest.mark.parametrize(("timeout", "seconds"), [(5000, 5.0), (90_000, 30.0), ("soon", 30.0), (True, 30.0)])
def test_a_client_may_be_less_patient(host: FakeHost, client: Raw, timeout: Any, seconds: float) -> None:
    answers = client.held(advice={"timeout": timeout})
    host.advance(seconds - 0.1)
    assert answers == []
    host.advance(0.2)
    assert len(answers) == 1


def test_the_first_connect_of_a_client_is_answered_at_once(client: Raw) -> None:
    """A CometD client asks for that with a timeout of 0."""
    assert client.connect(advice={"timeout": 0})[0]["successful"]


def test_a_connect_with_other_messages_is_not_held(client: Raw) -> None:
    messages: list[Mapping[str, Any]] = [
        {"channel": "/meta/subscribe", "clientId": client.id, "subscription": "/v2/me"},
        {"channel": "/meta/connect", "clientId": client.id, "connectionType": "long-polling"},
    ]
    assert [each["channel"] for each in client.agent.meta(*messages)] == ["/meta/subscribe", "/meta/connect"]


def test_another_connect_takes_the_place_of_the_first(server: GwsServer, host: FakeHost, client: Raw) -> None:
    client.subscribe("/v2/**")
    first, second = client.held(), client.held()
    assert [each["successful"] for each in first] == [True]
    publish(server, a=1)
    host.advance(0)
    assert second[0]["data"] == {"a": 1}


def test_what_is_told_between_two_connects_is_kept(server: GwsServer, client: Raw) -> None:
    client.subscribe("/v2/**")
    publish(server, a=1)
    messages = client.connect()
    assert [each.get("data") for each in messages] == [{"a": 1}, None]


# ── clients that go ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("client_id", ["", "0" * 32, None, 5])
def test_an_unknown_client_begins_anew(client: Raw, client_id: Any) -> None:
    for channel in ("/meta/connect", "/meta/subscribe", "/v2/me"):
        reply = client.one(channel, clientId=client_id)
        assert not reply["successful"]
        assert reply["error"] == "402::Unknown client"
        assert reply["advice"] == BEGIN_ANEW


def test_the_client_of_another_user_is_unknown(server: GwsServer, host: FakeHost, client: Raw) -> None:
    boris = Raw(server, host, "boris")
    assert boris.one("/meta/disconnect", clientId=client.id)["error"].startswith("402:")
    assert len(server.state.bayeux) == 2


def test_disconnect(server: GwsServer, host: FakeHost, client: Raw) -> None:
    answers = client.held()
    assert client.one("/meta/disconnect")["successful"]
    assert answers[0]["successful"] is False
    assert len(server.state.bayeux) == host.timers == 0


def test_a_client_that_stays_away_is_dropped(server: GwsServer, host: FakeHost, client: Raw) -> None:
    client.connect(advice={"timeout": 0})
    host.advance(9.9)
    client.connect(advice={"timeout": 0})
    host.advance(10.1)
    assert client.one("/meta/connect")["advice"] == BEGIN_ANEW
    assert len(server.state.bayeux) == 0


def test_a_client_whose_connection_is_gone_may_come_back(server: GwsServer, host: FakeHost, client: Raw) -> None:
    client.subscribe("/v2/**")
    later = client.connect()
    assert isinstance(later, Later)
    later.give_up()
    host.advance(9)
    publish(server, a=1)
    assert client.connect()[0]["data"] == {"a": 1}
    later = client.connect()
    assert isinstance(later, Later)
    later.give_up()
    host.advance(11)
    assert len(server.state.bayeux) == 0


def test_who_waits_is_never_too_slow(host: FakeHost) -> None:
    server = new_server(host, queue_length=5)
    client = Raw(server, host)
    client.subscribe("/v2/**")
    answers = client.held()
    for number in range(5):
        publish(server, number=number)
    assert answers == []
    publish(server, number=5)
    assert [each.get("data", {}).get("number") for each in answers] == [0, 1, 2, 3, 4, None]
    assert client.connect()[0]["data"] == {"number": 5}


def test_a_slow_client_is_dropped_and_its_calls_are_kept(host: FakeHost) -> None:
    server = new_server(host, queue_length=5)
    slow = Raw(server, host)
    slow.subscribe("/v2/**")
    anna = Agent(server, host, "anna").log_in()
    anna.dial("+49301234")
    for number in range(6):
        anna.on_call("SendDtmf", digits=str(number))
    assert server.state.bayeux.dropped == 1
    assert slow.one("/meta/connect")["advice"] == BEGIN_ANEW
    assert anna.call_states() == ["Dialing", *["DtmfSent"] * 6], "who listens hears everything"
    assert len(anna.calls) == 1


def test_a_session_that_is_killed_recovers(server: GwsServer, host: FakeHost, anna: Agent, boris: Agent) -> None:
    anna.dial("5002")
    assert server.state.bayeux.drop(server.state.roster.agent("1001")) == 1
    assert anna.advice == BEGIN_ANEW
    boris.on_call("Answer")
    anna.heard()
    anna.listen("/v2/me/**")
    assert anna.calls[0]["state"] == "Established", "what was missed is read"
    boris.on_call("Hangup")
    assert anna.call_states() == ["Released"]


def test_the_end_of_the_server_answers_who_waits(server: GwsServer, host: FakeHost, client: Raw) -> None:
    answers = client.held()
    server.stop()
    assert answers[0]["advice"] == BEGIN_ANEW
    refused = Raw(server, host).shaken
    assert (refused["successful"], refused["error"]) == (False, "503::The server ends")
    assert refused["advice"] == {"reconnect": "handshake", "interval": 1000}, "another one may take its place"


def test_nothing_is_left_of_ten_thousand_connects(server: GwsServer, host: FakeHost, client: Raw) -> None:
    client.subscribe("/v2/**")
    for _ in range(10_000):
        client.held()
        publish(server, a=1)
        host.advance(0)
    assert host.timers == 1


# ── the extension ack ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def careful(server: GwsServer, host: FakeHost) -> Raw:
    client = Raw(server, host, ext={"ack": True})
    client.subscribe("/v2/**")
    return client


def test_the_extension_is_only_used_when_asked_for(server: GwsServer, client: Raw, careful: Raw) -> None:
    assert "ext" not in client.shaken
    assert careful.shaken["ext"] == {"ack": True}
    assert "ext" not in client.connect(advice={"timeout": 0})[-1]


def test_what_was_not_acknowledged_comes_again(server: GwsServer, careful: Raw) -> None:
    publish(server, a=1)
    first = careful.connect(ext={"ack": -1})
    assert first[0]["data"] == {"a": 1}
    publish(server, b=2)
    again = careful.connect(ext={"ack": -1})  # the answer was lost on its way
    assert [each.get("data") for each in again] == [{"a": 1}, {"b": 2}, None]
    after = careful.connect(ext={"ack": again[-1]["ext"]["ack"]}, advice={"timeout": 0})
    assert [each.get("data") for each in after] == [None]


@pytest.mark.parametrize("ack", [None, "1", {}, 10**9])
def test_odd_acknowledgements(server: GwsServer, careful: Raw, ack: Any) -> None:
    publish(server, a=1)
    careful.connect()
    assert careful.connect(ext={"ack": ack}, advice={"timeout": 0})[-1]["successful"]


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_addresses_are_those_by_which_the_client_knows_the_server(anna: Agent) -> None:
    anna.dial("5002")
    data = anna.told("/v2/me/calls")[0]
    assert data["call"]["uri"].startswith(f"{BASE}/api/v2/me/calls/")


def test_basic_credentials_without_a_cookie_are_enough(server: GwsServer, host: FakeHost) -> None:
    agent = Agent(server, host, "anna", PASSWORD)
    shaken = agent.meta(HANDSHAKE)[0]
    agent.jar.clear()
    reply = agent.meta({"channel": "/meta/subscribe", "clientId": shaken["clientId"], "subscription": "/v2/me"})[0]
    assert reply["successful"]
