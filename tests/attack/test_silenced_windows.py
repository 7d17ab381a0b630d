"""An unlisted window that has had its share of a minute is not even looked at: the page is told whom to silence, and
until when; and nobody is silenced who may speak."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.decisions import Reason
from scapi.policy.in_force import parse_policy
from scapi.silences import UNLISTED_FAILURES_A_MINUTE, UNLISTED_UNHEARD_A_MINUTE
from scapi.testing import Client, FakeHost, fake_host, new_session
from tests.support.configurations import ALLOWED, UNLISTED, configuration


@pytest.fixture
def attacker() -> Client:
    return Client.opened(new_session(configuration(ALLOWED)), UNLISTED)


def host_of(client: Client) -> FakeHost:
    return fake_host(client.session)


def send(client: Client, count: int) -> None:
    for _ in range(count):
        client.request("agent.get")


@pytest.mark.parametrize("time", [0.0, 30.0, 59.0, 120.5])
def test_with_the_last_failure_the_window_is_silenced_until_the_minute_is_over(attacker: Client, time: float) -> None:
    host = host_of(attacker)
    host.time = time
    send(attacker, UNLISTED_FAILURES_A_MINUTE - 1)
    assert host.silences == {}
    send(attacker, 1)
    assert len(attacker.replies) == UNLISTED_FAILURES_A_MINUTE, "the last failure is still told"
    assert host.silences == {(attacker.frame_id, UNLISTED): (time // 60 + 1) * 60}


def test_when_the_silence_ends_the_origin_has_its_failures_again(attacker: Client) -> None:
    host = host_of(attacker)
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    host.time = host.silences.pop((attacker.frame_id, UNLISTED))
    attacker.forget()
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    assert len(attacker.replies) == UNLISTED_FAILURES_A_MINUTE
    assert host.silences[attacker.frame_id, UNLISTED] == host.time + 60


def test_each_origin_that_the_window_goes_to_is_silenced_too(attacker: Client) -> None:
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    attacker.new_document("https://hop.example")
    send(attacker, 1)
    assert attacker.replies == []
    assert set(host_of(attacker).silences) == {
        (attacker.frame_id, origin) for origin in (UNLISTED, "https://hop.example")
    }


def test_a_listed_origin_in_the_same_window_is_heard(attacker: Client) -> None:
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    attacker.new_document(ALLOWED)
    assert attacker.data("agent.get")
    assert (attacker.frame_id, ALLOWED) not in host_of(attacker).silences


def test_noise_uses_up_what_is_looked_at_as_well(attacker: Client) -> None:
    for _ in range(UNLISTED_UNHEARD_A_MINUTE - 1):
        attacker.send([[], []])
    assert host_of(attacker).silences == {}
    attacker.send("noise")
    assert host_of(attacker).silences == {(attacker.frame_id, UNLISTED): 60.0}


def test_so_does_what_the_page_has_dropped_by_its_count(attacker: Client) -> None:
    service = attacker.session.service
    service.not_heard(attacker.frame_id, UNLISTED, Reason.TOO_MANY_KEYS, times=UNLISTED_UNHEARD_A_MINUTE)
    assert host_of(attacker).silences == {(attacker.frame_id, UNLISTED): 60.0}


def test_what_was_silenced_does_not_prolong_the_silence(attacker: Client) -> None:
    host = host_of(attacker)
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    host.silences.clear()
    host.time = 60.0
    attacker.session.service.not_heard(attacker.frame_id, UNLISTED, Reason.UNLISTED_FLOOD, times=100_000)
    assert host.silences == {}
    assert attacker.session.service.unheard[attacker.frame_id, Reason.UNLISTED_FLOOD] == 100_000
    assert attacker.frame.held_back == UNLISTED_FAILURES_A_MINUTE + 100_000


def test_a_listed_origin_is_never_silenced() -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    for _ in range(200):
        client.send({"noise": 1})
        client.request("no.such")
    client.session.service.not_heard(client.frame_id, ALLOWED, Reason.TOO_MANY_MESSAGES, times=10_000)
    assert host_of(client).silences == {}


def test_an_opaque_origin_that_is_not_listed_is_silenced_without_an_answer() -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), "null")
    send(client, UNLISTED_UNHEARD_A_MINUTE)
    assert client.replies == []
    assert host_of(client).silences == {(client.frame_id, "null"): 60.0}


def test_other_rules_and_a_reset_end_every_silence(attacker: Client) -> None:
    session, host = attacker.session, host_of(attacker)
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    session.driver.call("reset", {})
    assert host.silences == {}
    send(attacker, UNLISTED_FAILURES_A_MINUTE)
    assert host.silences
    session.service.replace_policy(parse_policy(parse_configuration(configuration(UNLISTED))))
    assert host.silences == {}
    assert attacker.data("agent.get")
