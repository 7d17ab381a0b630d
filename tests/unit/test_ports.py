"""The MessagePort of a client: who gets one, what it carries, and when it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.configuration import parse_configuration
from scapi.decisions import Reason
from scapi.policy.in_force import parse_policy
from scapi.protocol.messages import CLIENT
from scapi.protocol.replies import TOGETHER
from scapi.testing import Client, FakeHost, fake_host, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration

ORIGINS = f"{ALLOWED}, {RESTRICTED} (agent.get), null"


class PortClient(Client):
    """A client that asks for a port with its first message, as the library does, and can speak by both."""

    def ask(self) -> None:
        self.request("agent.get", messagePort=True)

    def take(self) -> None:
        self.send({"messagePort": "taken", "userAgent": CLIENT})

    def by_port(self, name: str, *parameters: Any, number: int = 1, reference: str = "p") -> None:
        message = {"request": name, "parameters": list(parameters), "referenceId": reference, "userAgent": CLIENT}
        self.session.service.receive(f"{self.frame_id}/{number}", self.origin, json.dumps(message))

    def subscribe_by_port(self, event: str, number: int = 1) -> None:
        message = {"event": "subscribe", "data": event, "referenceId": "s", "userAgent": CLIENT}
        self.session.service.receive(f"{self.frame_id}/{number}", self.origin, json.dumps(message))

    def at(self, number: int = 1) -> list[Any]:
        """What was posted to the port."""
        return [posted.message for posted in self.host.sent_to(f"{self.frame_id}/{number}")]

    def at_window(self) -> list[Any]:
        return [posted.message for posted in self.host.sent_to(self.frame_id)]

    @property
    def host(self) -> FakeHost:
        return fake_host(self.session)


@pytest.fixture
def client() -> PortClient:
    return opened(ALLOWED)


def opened(origin: str) -> PortClient:
    session = new_session(configuration(ORIGINS))
    return PortClient(session, Client.opened(session, origin).frame_id, origin)


@pytest.fixture
def on_port(client: PortClient) -> PortClient:
    client.ask()
    client.take()
    client.host.posted.clear()
    return client


def told(messages: list[Any]) -> list[str]:
    return [message["messagePort"] for message in messages if "messagePort" in message]


def test_who_asks_is_offered_a_port_and_whoever_takes_it_is_heard_by_it(client: PortClient) -> None:
    client.ask()
    assert told(client.at_window()) == ["offered"]
    assert client.host.ports == {client.frame_id: (1, False)}
    client.take()
    assert client.host.ports == {client.frame_id: (1, True)}
    assert told(client.at_window()) == ["offered", "taken"], "the last message by the window"
    client.by_port("agent.get")
    (reply,) = client.at()
    assert reply["data"]["username"]


def test_the_offer_says_how_many_messages_may_go_together(client: PortClient) -> None:
    client.ask()
    client.take()
    offered, taken = (message for message in client.at_window() if "messagePort" in message)
    assert (offered["together"], "together" in taken) == (TOGETHER, False)


def test_a_subscribe_may_ask_too(client: PortClient) -> None:
    client.subscribe("agent", messagePort=True)
    assert told(client.at_window()) == ["offered"]


@pytest.mark.parametrize("wish", [False, None, 1, "true", "offered", {}])
def test_only_true_asks(client: PortClient, wish: Any) -> None:
    client.request("agent.get", messagePort=wish)
    assert client.host.ports == {}


@pytest.mark.parametrize("origin", [UNLISTED, "null"])
def test_who_may_not_call_or_has_no_origin_gets_none(origin: str) -> None:
    client = opened(origin)
    client.ask()
    assert client.host.ports == {}
    client.take()
    assert client.host.ports == {}


def test_a_port_that_was_not_offered_cannot_be_taken(client: PortClient) -> None:
    client.take()
    assert client.host.ports == {}
    assert client.log[-1].decision.reason is Reason.NOT_OURS


def test_another_origin_cannot_take_it(client: PortClient) -> None:
    client.ask()
    other = PortClient(client.session, client.frame_id, RESTRICTED)
    other.take()
    assert client.host.ports == {}
    assert client.frame.port is None


def test_it_is_taken_once(on_port: PortClient) -> None:
    on_port.take()
    assert told(on_port.at_window()) == []


def test_the_policy_counts_for_each_message(on_port: PortClient) -> None:
    rules = parse_policy(parse_configuration(configuration(f"{ALLOWED} (agent.getState)")))
    on_port.session.service.replace_policy(rules)
    on_port.by_port("agent.get", reference="0")
    on_port.by_port("agent.getState", reference="1")
    assert ["errorMessage" in reply for reply in on_port.at() if "request" in reply] == [True, False]


def test_requests_by_both_ways_share_one_rate_limit() -> None:
    session = new_session(configuration(ALLOWED, "rate-limit = 3"))
    client = PortClient(session, Client.opened(session, ALLOWED).frame_id, ALLOWED)
    client.ask()
    client.take()
    client.by_port("agent.get")
    client.by_port("agent.get")
    client.by_port("agent.get")
    assert ["errorMessage" in reply for reply in client.at()] == [False, False, True]


def test_what_was_asked_by_the_window_is_answered_by_the_port_once_it_is_taken(client: PortClient) -> None:
    client.subscribe("agent", messagePort=True)
    client.take()
    client.host.posted.clear()
    client.by_port("agent.setState", "NotReady")
    events = [message for message in client.at() if "event" in message]
    assert len(events) == 1
    assert client.at_window() == []


def test_who_speaks_by_the_window_after_that_is_answered_there(on_port: PortClient) -> None:
    on_port.request("agent.get")
    assert [reply["referenceId"] for reply in on_port.at_window()] == ["1"]
    assert on_port.at() == []


def test_an_event_comes_once_by_each_way_that_subscribed(on_port: PortClient) -> None:
    on_port.subscribe_by_port("agent")
    on_port.subscribe_by_port("agent")
    on_port.subscribe("agent")
    on_port.host.posted.clear()
    on_port.by_port("agent.setState", "NotReady")
    assert [len([m for m in way if "event" in m]) for way in (on_port.at(), on_port.at_window())] == [1, 1]


def test_a_text_goes_where_the_client_reads(on_port: PortClient) -> None:
    on_port.session.driver.call("say", {"frameId": on_port.frame_id, "text": "wwe hello"})
    assert on_port.at() == ["wwe hello"]


def test_hello_again_ends_the_port_before(on_port: PortClient) -> None:
    on_port.ask()
    assert on_port.host.ports == {on_port.frame_id: (2, False)}
    on_port.host.posted.clear()
    on_port.by_port("agent.get", number=1)
    assert on_port.host.posted == []
    assert on_port.log[-1].decision.reason is Reason.FRAME_NAVIGATED
    on_port.take()
    on_port.by_port("agent.get", number=2)
    assert len(on_port.at(2)) == 1


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_port_that_does_not_exist_says_nothing(client: PortClient, number: int) -> None:
    client.by_port("agent.get", number=number or 7)
    assert client.host.posted == []


@pytest.mark.parametrize("seconds", [0, 60])
def test_a_load_event_ends_a_port_whoever_has_it_now(on_port: PortClient, seconds: int) -> None:
    on_port.host.advance(seconds)
    on_port.loaded()
    assert on_port.host.ports == {}
    assert told(on_port.at()) == ["closed"]
    on_port.by_port("agent.get")
    assert len(on_port.at()) == 1


def test_its_document_goes_on_by_the_window_and_may_ask_again(client: PortClient) -> None:
    client.subscribe("agent", messagePort=True)
    client.take()
    client.loaded()
    client.host.posted.clear()
    client.data("agent.setState", "NotReady")
    assert len([m for m in client.at_window() if "event" in m]) == 1, "what it has subscribed to lives on"
    client.ask()
    client.take()
    client.by_port("agent.setState", "Ready", number=2)
    assert len([m for m in client.at(2) if "event" in m]) == 1


def test_one_that_is_not_taken_yet_outlives_it_for_the_taker_is_seen(client: PortClient) -> None:
    client.ask()
    client.loaded()
    client.take()
    client.by_port("agent.get")
    assert len(client.at()) == 1


def test_another_origin_in_the_window_ends_it_at_once(on_port: PortClient) -> None:
    other = PortClient(on_port.session, on_port.frame_id, RESTRICTED)
    other.request("agent.get")
    assert on_port.host.ports == {}
    assert [reply["referenceId"] for reply in other.at_window() if "request" in reply] == ["0"]


def test_a_late_answer_to_a_document_that_has_gone_reaches_nobody(on_port: PortClient) -> None:
    other = PortClient(on_port.session, on_port.frame_id, RESTRICTED)
    other.request("agent.get")
    on_port.host.posted.clear()
    on_port.by_port("agent.get")
    assert on_port.host.posted == []


def test_events_of_the_document_before_do_not_reach_the_next_one(on_port: PortClient) -> None:
    on_port.subscribe_by_port("agent")
    on_port.host.advance(60)
    on_port.loaded()
    on_port.host.advance(60)
    on_port.loaded()
    on_port.host.posted.clear()
    Client.opened(on_port.session, ALLOWED).data("agent.setState", "NotReady")
    assert [m for m in (*on_port.at(), *on_port.at_window()) if "event" in m] == []


def test_the_log_tells_of_the_port(on_port: PortClient) -> None:
    notes = [entry.decision.note for entry in on_port.log if entry.decision.note.startswith("MessagePort")]
    assert notes == ["MessagePort 1 offered", "MessagePort 1 taken"]
