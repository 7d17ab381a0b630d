"""Driver calls that wait for what apps do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.driven import DrivenSession
from scapi.testing import Client, fake_host, new_session
from scapi.values import Eventual, Failure, Outcome, Success
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration

TEXT = configuration(f"{ALLOWED}, {RESTRICTED} (agent.*)")


@pytest.fixture
def session() -> DrivenSession:
    return new_session(TEXT)


class Waited:
    """What has come of a driver call so far."""

    def __init__(self, session: DrivenSession, name: str, **args: Any) -> None:
        self._outcome: list[Outcome] = []
        answer = session.driver.call(name, args)
        if isinstance(answer, Eventual):
            answer.when_settled(self._outcome.append)
        else:
            self._outcome.append(answer)

    @property
    def waits(self) -> bool:
        return not self._outcome

    @property
    def data(self) -> Any:
        (outcome,) = self._outcome
        assert isinstance(outcome, Success), outcome
        return json.loads(json.dumps(outcome.data))

    @property
    def error(self) -> str:
        (outcome,) = self._outcome
        assert isinstance(outcome, Failure), outcome
        return outcome.error


def test_an_app_is_waited_for_until_it_has_subscribed(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    waited = Waited(session, "waitForApp", label="My app", event="interaction")
    client.data("agent.get")
    client.subscribe("agent")
    assert waited.waits
    client.subscribe("interaction")
    assert waited.data["frameId"] == client.frame_id
    assert waited.data["subscriptions"] == ["agent", "interaction"]


def test_an_app_that_has_subscribed_is_not_waited_for(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    for args in ({}, {"frameId": client.frame_id}, {"origin": ALLOWED}, {"event": "interaction"}):
        assert Waited(session, "waitForApp", **args).data["frameId"] == client.frame_id


def test_a_first_ring_after_waiting_reaches_the_app(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    waited = Waited(session, "waitForApp", label="My app", event="interaction")
    client.subscribe("interaction")
    assert not waited.waits
    session.driver.call("ring", {"ani": "1"})
    assert "RINGING" in [event["data"]["eventType"] for event in client.events]


def test_what_was_there_instead_of_the_app_is_told(session: DrivenSession) -> None:
    silent = Client.opened(session, RESTRICTED, "Silent")
    unlisted = Client.opened(session, UNLISTED, "Unlisted")
    other = Client.opened(session, ALLOWED, "Other")
    unlisted.subscribe("interaction")
    other.subscribe("agent")
    waited = Waited(session, "waitForApp", event="interaction", timeout=3)
    fake_host(session).advance(2.9)
    assert waited.waits
    fake_host(session).advance(0.1)
    assert waited.error == (
        "waitForApp: no app has subscribed to 'interaction' within 3 s. "
        f"There: {silent.frame_id} 'Silent': no message yet from {RESTRICTED}, "
        f"{unlisted.frame_id} 'Unlisted': {UNLISTED} is not listed, "
        f"{other.frame_id} 'Other': {ALLOWED} subscribed to 'agent'."
    )


def test_without_any_app_that_is_told(session: DrivenSession) -> None:
    waited = Waited(session, "waitForApp", frameId="frame7", label="My app", origin=ALLOWED)
    fake_host(session).advance(10)
    assert waited.error == (
        f"waitForApp: no app frame7 with the label 'My app' of {ALLOWED} has subscribed to anything within 10 s. "
        "There is no app."
    )


def test_a_request_is_waited_for_until_it_is_answered(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    waited = Waited(session, "waitForRequest", request="voice.dial", origin=ALLOWED)
    client.data("agent.get")
    assert waited.waits
    client.data("voice.dial", "5001")
    assert (waited.data["request"], waited.data["verdict"]) == ("voice.dial", "allowed")
    assert waited.data["message"]["parameters"] == ["5001"]
    assert waited.data["reply"]["referenceId"] == waited.data["referenceId"]


def test_a_request_that_came_before_is_found_and_since_asks_for_the_next(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.data("agent.get")
    first = Waited(session, "waitForRequest", request="agent.get").data
    second = Waited(session, "waitForRequest", request="agent.get", since=first["seq"])
    assert second.waits
    client.data("agent.get")
    assert second.data["seq"] > first["seq"]


def test_a_request_that_was_held_back_is_one(session: DrivenSession) -> None:
    client = Client.opened(session, RESTRICTED)
    waited = Waited(session, "waitForRequest", request="voice.dial")
    client.error("voice.dial", "5001")
    assert (waited.data["verdict"], waited.data["reason"]) == ("refused", "REQUEST_NOT_LISTED")
    assert waited.data["reply"]["errorMessage"]


def test_what_was_asked_instead_is_told(session: DrivenSession) -> None:
    allowed, restricted = Client.opened(session, ALLOWED), Client.opened(session, RESTRICTED)
    waited = Waited(session, "waitForRequest", request="voice.dial", frameId=allowed.frame_id)
    allowed.data("agent.get")
    restricted.error("voice.dial", "5001")
    fake_host(session).advance(10)
    assert waited.error == (
        f"waitForRequest: no 'voice.dial' of an app {allowed.frame_id} within 10 s. "
        "There: 'agent.get', 'voice.dial' (REQUEST_NOT_LISTED)."
    )


def test_an_event_is_waited_for_until_it_reaches_an_app(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    waited = Waited(session, "waitForEvent", event="interaction", eventType="RINGING", interactionId="2")
    session.driver.call("ring", {"ani": "1"})
    assert waited.waits
    session.driver.call("ring", {"ani": "2"})
    assert waited.data["frame"] == client.frame_id
    assert waited.data["message"]["data"]["interaction"]["ani"] == "2"


def test_an_event_that_was_held_back_has_not_reached_the_app(session: DrivenSession) -> None:
    client = Client.opened(session, RESTRICTED)
    client.subscribe("interaction")
    waited = Waited(session, "waitForEvent", event="interaction", timeout=1)
    session.driver.call("ring", {"ani": "1"})
    fake_host(session).advance(1)
    assert waited.error.startswith("waitForEvent: no 'interaction' to an app within 1 s. There: 'interaction ADDED' (")
    assert "EVENT_NOT_PERMITTED" in waited.error


def test_without_any_event_that_is_told(session: DrivenSession) -> None:
    waited = Waited(session, "waitForEvent", event="media", eventType="STATE_CHANGED")
    fake_host(session).advance(10)
    assert waited.error == "waitForEvent: no 'media STATE_CHANGED' to an app within 10 s. No event was sent."


def test_nobody_waits_any_longer_than_needed(session: DrivenSession) -> None:
    client, timers = Client.opened(session, ALLOWED), fake_host(session).timers
    waited = Waited(session, "waitForApp")
    late = Waited(session, "waitForApp", event="messenger:x", timeout=2)
    assert len(session.traffic.listeners) == 2
    client.subscribe("agent")
    assert waited.data["frameId"] == client.frame_id
    assert len(session.traffic.listeners) == 1
    fake_host(session).advance(2)
    assert late.error
    assert session.traffic.listeners == []
    assert fake_host(session).timers == timers


@pytest.mark.parametrize("call", ["waitForApp", "waitForRequest", "waitForEvent"])
@pytest.mark.parametrize("timeout", [0, -1, 601])
def test_a_time_that_makes_no_sense_is_refused(session: DrivenSession, call: str, timeout: float) -> None:
    args = {"waitForRequest": {"request": "agent.get"}, "waitForEvent": {"event": "agent"}}.get(call, {})
    error = Waited(session, call, timeout=timeout, **args).error
    assert error == f"{call}: timeout must be seconds above 0, at most 600, not {timeout}."
