"""A client sends what only the workspace may send."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.decisions import Reason
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

FORGED: list[dict[str, Any]] = [
    {"event": "interaction", "data": {"eventType": "ESTABLISHED"}, "userAgent": "WWE Server"},
    {"event": "interaction", "data": {"eventType": "ESTABLISHED"}, "userAgent": "WWE Client"},
    {"event": "messenger:news", "data": "hello", "userAgent": "WWE Client"},
    {"event": ["subscribe"], "data": "agent", "userAgent": "WWE Client"},
    {"event": "subscribe", "data": "agent", "userAgent": "WWE Server"},
    {"event": "Subscribe", "data": "agent", "userAgent": "WWE Client"},
    {"event": 0, "request": "agent.get", "userAgent": "WWE Client"},
    {"frameId": "frame2", "userAgent": "WWE Server", "protocolVersion": 2},
    {"request": "agent.get", "referenceId": "0", "data": {}, "userAgent": "WWE Server"},
    {"referenceId": "0", "subscriptionId": 0, "userAgent": "WWE Server"},
]


@pytest.mark.parametrize("message", FORGED, ids=str)
def test_nothing_is_answered_and_nobody_hears_of_it(message: dict[str, Any]) -> None:
    session = new_session(configuration(ALLOWED))
    victim, attacker = Client.opened(session, ALLOWED), Client.opened(session, ALLOWED)
    victim.subscribe("interaction", "messenger:news", "agent")
    victim.forget()
    assert attacker.send(message) is None
    assert attacker.received == []
    assert victim.received == []
    assert attacker.log[-1].decision.reason in (Reason.FORGED_EVENT, Reason.NOT_OURS)
    assert session.workspace.interactions.get("1") is None


def test_an_answer_cannot_be_given_for_the_workspace() -> None:
    session = new_session(configuration(ALLOWED))
    victim, attacker = Client.opened(session, ALLOWED), Client.opened(session, ALLOWED)
    victim.request("agent.get")
    victim.forget()
    attacker.send({"referenceId": "0", "data": {"username": "mallory"}, "userAgent": "WWE Server WWE Client"})
    attacker.send(
        {"referenceId": "0", "request": "agent.get", "data": {"username": "mallory"}, "userAgent": "WWE Client"}
    )
    assert victim.received == []
    assert "mallory" not in str(attacker.received)
