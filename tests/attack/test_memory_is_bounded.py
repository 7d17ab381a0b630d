"""What a client can make the workspace remember has an end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from scapi.frames import SUBSCRIPTIONS_KEPT
from scapi.policy.rate_limits import Counter, Limits, RateLimiter
from scapi.testing import Client, new_session
from scapi.traffic import CAPACITY
from tests.support.configurations import ALLOWED, configuration

LONG = "x" * 1_000_000


def size(value: Any, seen: set[int]) -> int:
    """Bytes that a value holds, roughly."""
    if id(value) in seen:
        return 0
    seen.add(id(value))
    parts: Iterable[Any] = ()
    if isinstance(value, Mapping):
        parts = [*value, *value.values()]
    elif is_dataclass(value):
        parts = [getattr(value, each.name) for each in fields(value)]
    elif isinstance(value, Iterable) and not isinstance(value, str):
        parts = value
    return sys.getsizeof(value) + sum(size(part, seen) for part in parts)


@pytest.fixture
def client() -> Client:
    return Client.opened(new_session(configuration(ALLOWED)), ALLOWED)


def test_subscriptions(client: Client) -> None:
    for _ in range(3 * SUBSCRIPTIONS_KEPT):
        client.subscribe("agent")
    kept = list(client.frame.subscriptions)
    assert len(kept) == SUBSCRIPTIONS_KEPT
    assert kept[-1] == 3 * SUBSCRIPTIONS_KEPT - 1, "the oldest ended"
    client.data("agent.setState", "NotReady")
    assert len(client.events) == 1


def test_references(client: Client) -> None:
    for number in range(2000):
        client.request("agent.getState", referenceId=f"own-{number}")
    assert size(client.frame.watch, set()) < 2_000


def test_traffic(client: Client) -> None:
    for _ in range(CAPACITY):
        client.request("agent.getState")
    traffic = client.session.traffic
    assert len(traffic) == CAPACITY
    assert traffic.total == traffic.dropped + CAPACITY
    assert traffic.dropped >= CAPACITY


MESSAGES: dict[str, dict[str, Any]] = {
    "request": {"request": LONG},
    "reference": {"request": "agent.getState", "referenceId": LONG},
    "nested reference": {"request": "agent.getState", "referenceId": [LONG]},
    "parameter": {"request": "agent.setState", "parameters": [LONG]},
    "name of an interaction": {"request": "voice.answer", "parameters": [LONG]},
    "key": {"request": "interaction.deleteUserData", "parameters": ["1", LONG]},
    "event": {"event": "subscribe", "data": LONG},
    "events": {"event": "subscribe", "data": [f"{number}{LONG[:1000]}" for number in range(1000)]},
    "subscription": {"event": "unsubscribe", "data": LONG},
    "not ours": {"request": LONG, "userAgent": LONG},
    "forged": {"event": LONG},
    "unknown member": {"request": "agent.getState", LONG: LONG},
    "channel": {"request": "messenger.broadcastMessage", "parameters": [LONG, LONG]},
    "option": {"request": "configuration.getOption", "parameters": [[LONG]]},
    "medium": {"request": "media.getMediaByName", "parameters": [LONG]},
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_long_texts_of_a_client_are_not_kept(client: Client, message: dict[str, Any]) -> None:
    client.subscribe("agent")
    for number in range(3):
        client.send({"userAgent": "WWE Client", "referenceId": str(number), **message})
    kept = size((list(client.session.traffic.since()), client.frame), set())
    assert kept < 300_000


def test_keys_left_out_are_not_kept_without_end() -> None:
    client = Client.opened(new_session(configuration(ALLOWED, "user-data.read-allowed = a")), ALLOWED)
    client.subscribe("interaction")
    for call in range(10):
        client.data("voice.dial", "5001", {f"{call} {number}{LONG[:1000]}": 1 for number in range(100)})
    client.data("interaction.getInteractions")
    assert size(list(client.session.traffic.since()), set()) < 1_000_000, "with every key it would be five times that"


def test_counters_of_origins() -> None:
    limiter = RateLimiter(Limits(default=1, quarantine_delay=30))
    for number in range(30_000):
        for _ in range(2):
            limiter.admit("agent.get", f"https://h{number}.example", now=float(number))
    assert size(limiter._usage, set()) < 2_000_000


def test_a_quarantine_for_ever_is_not_forgotten_for_the_sake_of_memory() -> None:
    limiter = RateLimiter(Limits(default=1, quarantine_delay=0))
    for _ in range(2):
        limiter.admit("agent.get", "https://first.example", now=0.0)
    for number in range(10_000):
        limiter.admit("agent.get", f"https://h{number}.example", now=float(number))
    assert not limiter.admit("agent.get", "https://first.example", now=1e9).allowed


def test_counters_that_are_forgotten_are_told() -> None:
    """Other tabs and the database of a reload forget them, too."""
    limiter = RateLimiter(Limits(default=1))
    told: list[Counter] = []
    limiter.when_forgotten = told.extend
    for number in range(5_000):
        limiter.admit("agent.get", f"https://h{number}.example", now=float(number))
    assert len(told) > 4_000
    assert set(told).isdisjoint(limiter.counters)
    assert len(told) + len(limiter.counters) == 5_000


def test_a_frame_leaves_nothing_behind(client: Client) -> None:
    session = client.session
    for _ in range(200):
        other = Client.opened(session, "https://evil.example")
        other.request("agent.get")
        other.send({})
        session.driver.call("closeClient", {"frameId": other.frame_id})
    assert len(session.frames) == 1
    assert len(session.service.unheard) == 0
    silences = session.service.silences
    assert len(silences._failures) == len(silences._noise) == len(silences._told) == 0


def test_closed_interactions_leave_nothing_behind(client: Client) -> None:
    session = client.session

    def call_and_close(times: int) -> dict[str, int]:
        for _ in range(times):
            client.data("voice.dial", "5001", {"k": "v"})
            call = client.data("interaction.getInteractions")[-1]["interactionId"]
            client.data("voice.hangUp", call)
            client.data("interaction.markdone", call)
        return dict(session.store.sizes())

    once = call_and_close(1)
    assert call_and_close(100) == once
    assert once["interactions"] == once["calls"] == once["legs"] == 0
    index = session.workspace.interactions._index
    kept = (index.by_conversation, index._by_case, index._by_parent, index._waiting, index._talking, index._live)
    assert [len(each) for each in kept] == [0] * len(kept)
