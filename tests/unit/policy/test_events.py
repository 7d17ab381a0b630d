"""Which permission lets an origin hear which events."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason
from scapi.policy.events import READ_REQUESTS, requests_for
from scapi.protocol.registry import REQUEST_NAMES
from scapi.testing import new_session
from tests.support.configurations import configuration

A = "https://a.example"
EVENTS = [*READ_REQUESTS, "messenger:x"]


@pytest.mark.parametrize("event", EVENTS)
def test_any_one_of_the_requests_is_enough(event: str) -> None:
    needed = requests_for(event)
    assert needed
    for name in sorted(REQUEST_NAMES):
        outlet = new_session(configuration(f"{A} ({name})")).outlet
        decision = outlet.may_receive(A, event)
        assert decision.allowed == (name in needed), name
        assert decision.allowed or decision.reason is Reason.EVENT_NOT_PERMITTED


def test_system_and_unknown_events_need_no_request() -> None:
    outlet = new_session(configuration(f"{A} (agent.get)")).outlet
    assert outlet.may_receive(A, "system").allowed
    assert outlet.may_receive("https://b.example", "system").reason is Reason.ORIGIN_NOT_LISTED
    assert outlet.may_receive("null", "system").reason is Reason.NULL_ORIGIN_NOT_LISTED


def test_every_request_named_exists() -> None:
    assert {name for event in EVENTS for name in requests_for(event)} <= REQUEST_NAMES
