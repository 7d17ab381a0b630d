"""Counting in the tab that leads: a follower always answers, whatever the leader does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scapi.configuration import parse_configuration
from scapi.decisions import ALLOWED, Decision, Reason, Verdict, decision_object
from scapi.policy.in_force import parse_policy
from scapi.service import REPLY_WITHIN
from scapi.testing import Client, fake_host, new_session
from scapi.values import Answer, Eventual, Failure, Outcome, Success
from tests.support.configurations import ALLOWED as ORIGIN
from tests.support.configurations import configuration

LIMITED = Decision(Verdict.RATE_LIMITED, Reason.RATE_LIMIT_REACHED, "rule", "note")
QUARANTINED = Decision(Verdict.QUARANTINED, Reason.IN_QUARANTINE, "rule", "note")


class Follower:
    """A client in a following tab, and the leading tab as the test plays it."""

    def __init__(self, origins: str = ORIGIN) -> None:
        self.session = new_session(configuration(origins, "rate-limit.voice.dial = 5"))
        self.client = Client.opened(self.session, ORIGIN)
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.counted = Eventual()
        self.session.service.shared.remote = self._remote
        self.dialled: list[str] = []
        self.session.service.handle_with({"voice.dial": self._dial})

    def _dial(self, _: object, arguments: Any) -> Answer:
        self.dialled.append(arguments.text("destination"))
        return Success()

    def _remote(self, name: str, args: tuple[Any, ...], _: dict[str, Any]) -> Answer:
        self.asked.append((name, args))
        return self.counted

    def count(self, decision: Decision) -> None:
        self.counted.settle(Success(decision_object(decision)))


@pytest.mark.parametrize("counted", [ALLOWED, LIMITED, QUARANTINED], ids=lambda decision: decision.verdict.value)
def test_a_hung_leader_costs_a_failure_in_time_and_nothing_is_done_later(counted: Decision) -> None:
    """Findings 3 and 4, V13."""
    follower = Follower()
    assert follower.client.request("voice.dial", "1") is None
    host = fake_host(follower.session)
    host.advance(REPLY_WITHIN - 0.01)
    assert follower.client.replies == []
    host.advance(0.02)
    error = "Error: The contact centre did not answer in time."
    assert [reply["errorMessage"] for reply in follower.client.replies] == [error]
    assert follower.client.log[0].decision.reason is Reason.REPLY_TIMED_OUT
    host.advance(600)
    follower.count(counted)
    assert follower.dialled == []
    assert follower.client.log[0].decision.reason is Reason.REPLY_TIMED_OUT, "what it was told stays in the log"
    assert follower.client.frame.held_back == 0
    assert len(follower.client.replies) == 1
    assert host.timers == 0


@pytest.mark.parametrize(
    ("told", "error", "verdict"),
    [
        (Success(decision_object(LIMITED)), "The rate limit for the request", Verdict.RATE_LIMITED),
        (
            Failure("Error: The leading browser tab was closed before it answered."),
            "Error: The leading",
            Verdict.FAILED,
        ),
        (Success({"verdict": "no such"}), "Error: Internal error.", Verdict.FAILED),
        (Success(None), "Error: Internal error.", Verdict.FAILED),
    ],
)
def test_what_the_leader_does_not_admit_is_not_done(told: Outcome, error: str, verdict: Verdict) -> None:
    follower = Follower()
    follower.client.request("voice.dial", "1")
    follower.counted.settle(told)
    assert [reply["errorMessage"].startswith(error) for reply in follower.client.replies] == [True]
    assert follower.client.log[0].decision.verdict is verdict
    assert follower.dialled == []
    assert fake_host(follower.session).timers == 0


def test_what_the_leader_admits_is_done_and_answered_from_its_arrival_on() -> None:
    follower = Follower()
    follower.client.request("voice.dial", "1")
    fake_host(follower.session).advance(2)
    follower.count(ALLOWED)
    assert follower.dialled == ["1"]
    assert len(follower.client.replies) == 1
    assert follower.client.log[0].ms == 2000
    assert follower.asked == [("Service.admit", ("voice.dial", ORIGIN, ""))]


def test_the_time_of_the_leader_is_not_given_again_to_the_handler() -> None:
    follower = Follower()
    follower.session.service.handle_with({"voice.dial": lambda _, __: Eventual()})
    follower.client.request("voice.dial", "1")
    host = fake_host(follower.session)
    host.advance(8)
    follower.count(ALLOWED)
    host.advance(1.01)
    assert len(follower.client.replies) == 1


def test_a_request_in_quarantine_is_left_unanswered() -> None:
    follower = Follower()
    follower.client.request("voice.dial", "1")
    follower.count(QUARANTINED)
    fake_host(follower.session).advance(60)
    assert follower.client.replies == []
    assert follower.client.log[0].decision == QUARANTINED


def test_only_what_is_permitted_and_limited_is_asked_for() -> None:
    follower = Follower(f"{ORIGIN} (voice.dial, agent.get)")
    for name in ("agent.get", "voice.hold", "no.such"):
        assert follower.client.request(name) is not None
    assert follower.asked == []


def test_under_a_wildcard_the_frame_is_named() -> None:
    follower = Follower("*")
    follower.client.request("voice.dial", "1")
    assert follower.asked == [("Service.admit", ("voice.dial", ORIGIN, follower.client.frame.place))]


@pytest.mark.parametrize("waited", [0.0, 4.0, 8.9])
def test_the_time_runs_from_the_arrival_in_the_page(waited: float) -> None:
    session = new_session(configuration(ORIGIN))
    client = Client.opened(session, ORIGIN)
    session.service.handle_with({"agent.get": lambda _, __: Eventual()})
    session.service.receive(client.frame_id, ORIGIN, TEXT, waited)
    host = fake_host(session)
    host.advance(REPLY_WITHIN - waited - 0.05)
    assert client.replies == []
    host.advance(0.1)
    assert len(client.replies) == 1


TEXT = '{"request": "agent.get", "referenceId": "0", "userAgent": "WWE Client"}'


@pytest.mark.parametrize("waited", [9.0, 30.0])
def test_what_waited_too_long_is_not_done_any_more(waited: float) -> None:
    session = new_session(configuration(ORIGIN))
    client = Client.opened(session, ORIGIN)
    done: list[str] = []

    def handler(*_: object) -> Answer:
        done.append("done")
        return Success()

    handlers: dict[str, Callable[..., Answer]] = {"agent.get": handler}
    session.service.handle_with(handlers)
    session.service.receive(client.frame_id, ORIGIN, TEXT, waited)
    assert done == []
    assert [reply["errorMessage"] for reply in client.replies] == ["Error: The contact centre did not answer in time."]


def test_a_right_that_is_lost_while_the_leader_counts_is_lost() -> None:
    follower = Follower()
    follower.client.request("voice.dial", "1")
    follower.session.service.replace_policy(parse_policy(parse_configuration(configuration("https://other.example"))))
    follower.count(ALLOWED)
    assert follower.dialled == []
    assert [reply["errorMessage"] for reply in follower.client.replies] == ["Error: This origin is not accepted."]
