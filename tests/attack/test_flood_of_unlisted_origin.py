"""An origin that is not listed sends and sends: ten failures a minute, then nothing, and others are served."""

from __future__ import annotations

from scapi.decisions import Reason
from scapi.silences import ALIKE_RECORDED, UNLISTED_FAILURES_A_MINUTE
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, UNLISTED, configuration


def test_ten_failures_a_minute() -> None:
    session = new_session(configuration(ALLOWED))
    attacker, other = Client.opened(session, UNLISTED), Client.opened(session, ALLOWED)
    host = fake_host(session)
    host.time = 30.0
    for _ in range(3):
        before = len(attacker.replies)
        for _ in range(500):
            attacker.request("agent.get")
        assert len(attacker.replies) - before == UNLISTED_FAILURES_A_MINUTE
        assert other.data("agent.get")
        host.advance(60)


def test_a_minute_is_a_minute_whatever_the_clock_does() -> None:
    session = new_session(configuration(ALLOWED))
    attacker = Client.opened(session, UNLISTED)
    host = fake_host(session)
    for second in range(0, 60, 2):
        host.time = float(second)
        attacker.request("agent.get")
    assert len(attacker.replies) == UNLISTED_FAILURES_A_MINUTE


def test_subscribes_unknown_names_and_malformed_messages_count_too() -> None:
    session = new_session(configuration(ALLOWED))
    attacker = Client.opened(session, UNLISTED)
    for number in range(40):
        attacker.send(
            [
                {"event": "subscribe", "data": "agent", "userAgent": "WWE Client"},
                {"request": "no.such", "userAgent": "WWE Client"},
                {"request": 5, "userAgent": "WWE Client"},
                {"event": "unsubscribe", "userAgent": "WWE Client"},
            ][number % 4]
        )
    assert len(attacker.replies) == UNLISTED_FAILURES_A_MINUTE


def test_changing_the_origin_does_not_start_the_count_again() -> None:
    session = new_session(configuration(ALLOWED))
    frame_id = Client.opened(session, UNLISTED).frame_id
    replies = 0
    for number in range(100):
        attacker = Client(session, frame_id, f"https://evil{number}.example")
        replies += attacker.request("agent.get") is not None
    assert replies == UNLISTED_FAILURES_A_MINUTE


def test_the_log_is_not_flooded_and_others_keep_their_entries() -> None:
    session = new_session(configuration(ALLOWED))
    other, attacker = Client.opened(session, ALLOWED), Client.opened(session, UNLISTED)
    other.data("agent.get")
    for _ in range(10_000):
        attacker.request("agent.get")
    assert other.log
    assert len(attacker.log) == 2 * UNLISTED_FAILURES_A_MINUTE + ALIKE_RECORDED
    assert session.service.unheard[attacker.frame_id, Reason.UNLISTED_FLOOD] == 10_000 - UNLISTED_FAILURES_A_MINUTE
    assert attacker.frame.held_back == 10_000
    assert len(attacker.received) == UNLISTED_FAILURES_A_MINUTE


def test_traffic_that_is_not_ours_is_only_counted() -> None:
    session = new_session(configuration(ALLOWED))
    attacker = Client.opened(session, ALLOWED)
    for _ in range(10_000):
        attacker.send({"type": "noise"})
    assert len(attacker.log) == ALIKE_RECORDED
    assert attacker.data("agent.get")
