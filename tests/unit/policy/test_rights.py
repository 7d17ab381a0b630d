"""The rights of an origin: the same as asking the list each time, worked out once, replaced while frames live."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.decisions import Reason
from scapi.frames import Frame
from scapi.policy.events import READ_REQUESTS
from scapi.policy.in_force import ORIGINS_REMEMBERED, Policy, parse_policy
from scapi.policy.permissions import Permissions
from scapi.policy.rights import resolve
from scapi.protocol.registry import BY_SPELLING
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Json, Success
from tests.support.configurations import configuration

A, B, C = "https://a.example", "https://b.example", "https://c.example"
LISTS = [
    "",
    A,
    "*",
    f"{A} (agent.get), *",
    f"null (*), {A} (*, auth.getJwtToken)",
    f"{A} (voice.*), {A} (agent.getState)",
]


def policy(origins: str, *options: str) -> Policy:
    return parse_policy(parse_configuration(configuration(origins, *options)))


@pytest.mark.parametrize("origins", LISTS)
@pytest.mark.parametrize("origin", [A, B, "null", "", "https://a.example/", "file://", "HTTPS://A.EXAMPLE", "*"])
def test_rights_are_the_decisions_of_the_list(origins: str, origin: str) -> None:
    permissions = policy(origins).permissions
    rights = resolve(permissions, origin)
    assert rights.listed == permissions.listed(origin)
    assert rights.entries == permissions.entries_for(origin)
    for spelling, request in BY_SPELLING.items():
        assert rights.requests[spelling] == permissions.decide(origin, request.permitted)
    for event, needed in READ_REQUESTS.items():
        reads = any(rights.requests[name].allowed for name in needed)
        assert rights.may_receive(event).allowed == (rights.listed.allowed and reads and origin != "null")
    assert rights.may_receive("system").allowed == (rights.listed.allowed and origin != "null")


@pytest.mark.parametrize(
    "origin",
    ["", "*", "null", "file://", "https://", "https://a.example/", "https://A.example", "https://a.example:443",
     "https://a.example ", "https://a.example\n", "javascript:alert(1)", "https://user@a.example", "about:blank",
     "https://a.example.", "chrome-extension://abc", "https://a.example#", "https://a..example"],
)  # fmt: skip
def test_a_wildcard_admits_no_malformed_origin(origin: str) -> None:
    """What no browser reports is no origin, and ``*`` is for origins. ``https://a.example.`` is one, of its own."""
    rights = policy("*").rights(origin)
    assert rights.listed.allowed == (origin == "https://a.example.")
    if not rights.listed.allowed:
        assert not any(decision.allowed for decision in rights.requests.values())
        assert not rights.may_receive("system").allowed
        session = new_session(configuration("*"))
        client = Client(session, Client.opened(session, A).frame_id, origin)
        reply = client.request("agent.get")
        assert reply is None or reply["errorMessage"] == "Error: This origin is not accepted."


def test_only_a_wildcard_counts_by_frame() -> None:
    found = policy(f"{A}, *")
    assert [found.rights(origin).by_wildcard for origin in (A, B, "null")] == [False, True, False]


def test_rights_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty frames that hear an event, and a request, ask the list nothing any more."""
    session = new_session(configuration(A))
    clients = [Client.opened(session, A) for _ in range(50)]
    for client in clients:
        client.subscribe("agent", "interaction")
    asked: list[str] = []
    original = Permissions.entries_for

    def entries_for(self: Permissions, origin: str) -> object:
        asked.append(origin)
        return original(self, origin)

    monkeypatch.setattr(Permissions, "entries_for", entries_for)
    monkeypatch.setattr(Permissions, "decide_by", entries_for)
    for _ in range(10):
        clients[0].request("agent.get")
        session.outlet.publish("agent", {"eventType": "STATE_CHANGED"})
    assert asked == []
    assert [len(client.events) for client in clients] == [10] * 50


def test_a_crowd_of_origins_is_forgotten_and_costs_the_others_nothing() -> None:
    session = new_session(configuration("*"))
    client = Client.opened(session, A)
    client.request("agent.get")
    held = client.frame.rights
    for number in range(2 * ORIGINS_REMEMBERED):
        session.policy.rights(f"https://h{number}.example")
    assert len(session.policy._book) == ORIGINS_REMEMBERED
    assert session.policy.rights(B) is session.policy.rights(B), "worked out once"
    client.request("agent.get")
    assert client.frame.rights is held is not None


@pytest.mark.parametrize("message", [{"request": "agent.get"}, {"hello": 1}], ids=["ours", "not ours"])
def test_a_frame_that_goes_elsewhere_leaves_its_rights_behind(message: dict[str, Json]) -> None:
    session = new_session(configuration(f"{A}, {C} (agent.get)"))
    client = Client.opened(session, A)
    client.data("voice.dial", "5001")
    for origin, listed in ((B, False), (C, True), (A, True)):
        moved = Client(session, client.frame_id, origin)
        moved.send({"userAgent": "WWE Client", **message})
        rights = session.outlet.rights(client.frame)
        assert rights is not None
        assert (rights.origin, rights.listed.allowed) == (origin, listed)
        reply = moved.request("voice.dial", "5001")
        assert reply is not None
        assert ("errorMessage" not in reply) == (origin == A)


class TestReplaced:
    """Another policy comes while frames live."""

    def test_lost_rights_end_at_once(self) -> None:
        session = new_session(configuration(f"{A}, {B}"))
        a, b = Client.opened(session, A), Client.opened(session, B)
        for client in (a, b):
            client.subscribe("agent")
        session.service.replace_policy(policy(f"{A} (agent.get)"))
        session.workspace.presence.set_state("NotReady")
        assert [event["event"] for event in a.events] == ["agent"]
        assert b.events == []
        assert b.log[-1].decision.reason is Reason.ORIGIN_NOT_LISTED
        assert "not allowed" in a.error("agent.getState")
        assert "not accepted" in b.error("agent.get")

    def test_gained_rights_count_at_once_and_subscriptions_stay(self) -> None:
        session = new_session(configuration(f"{A} (voice.dial)"))
        a, b = Client.opened(session, A), Client.opened(session, B)
        a.subscribe("agent")
        assert "not accepted" in b.error("agent.get")
        session.service.replace_policy(policy(f"{A}, {B}"))
        session.workspace.presence.set_state("NotReady")
        assert [event["event"] for event in a.events] == ["agent"]
        assert b.data("agent.get")

    def test_counters_and_quarantines_stay(self) -> None:
        session = new_session(configuration(A, "rate-limit = 2"))
        client = Client.opened(session, A)
        for _ in range(3):
            client.request("agent.get")
        client.request("agent.getState")
        session.service.replace_policy(policy(A, "rate-limit = 2", "rate-limit.agent.getState = 1"))
        assert client.request("agent.get") is None, "in quarantine still"
        assert "rate limit" in client.error("agent.getState"), "one was counted, and the limit is 1 now"
        fake_host(session).advance(60)
        assert client.data("agent.get")

    def test_user_data_and_options_follow(self) -> None:
        session = new_session(configuration(A, "x = 1"))
        client = Client.opened(session, A)
        client.data("voice.dial", "5001", {"k": "v"})
        readers = f"option.read-allowed-web-content-origin = {B}"
        rules = ("user-data.read-allowed = other", "user-data.write-allowed = other", readers)
        session.service.replace_policy(policy(A, *rules))
        assert "k" not in client.data("interaction.getInteractions")[0]["userData"]
        assert "not writable" in client.error("interaction.setUserData", "1", {"k": "w"})
        assert "may not read options" in client.error("configuration.getOption", "x")
        assert "configuration.getOption" not in client.data("system.getAllowedServices")

    def test_data_on_its_way_does_not_reach_who_has_lost_the_right(self) -> None:
        session = new_session(configuration(A))
        client = Client.opened(session, A)
        waiting = {"agent.get": Eventual(), "voice.dial": Eventual()}
        session.service.handle_with({name: lambda _, __, e=each: e for name, each in waiting.items()})
        client.request("agent.get")
        client.request("voice.dial", "5001")
        session.service.replace_policy(policy(B))
        waiting["agent.get"].settle(Success({"secret": 1}))
        waiting["voice.dial"].settle(Success())
        refused, done = client.replies
        assert refused["errorMessage"] == "Error: The request 'agent.get' is not allowed for this origin."
        assert "errorMessage" not in done, "what was done is not told as a failure"

    def test_an_unlisted_frame_that_is_listed_now_is_served(self) -> None:
        session = new_session(configuration(""))
        client = Client.opened(session, C)
        client.request("agent.get")
        assert client.frame.rights is not None
        assert not client.frame.rights.listed.allowed
        session.service.replace_policy(policy(C))
        assert client.data("agent.get")


def test_a_frame_that_was_not_heard_has_no_rights() -> None:
    session = new_session(configuration(A))
    assert session.outlet.rights(Frame("frame1", "", "")) is None
