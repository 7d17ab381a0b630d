"""A client claims to be another frame; only the window that sent the message counts."""

from __future__ import annotations

import pytest

from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, configuration


@pytest.mark.parametrize("member", ["frameId", "frame", "origin", "source", "windowId"])
def test_the_claimed_frame_gets_nothing_and_lends_no_rights(member: str) -> None:
    session = new_session(configuration(f"{ALLOWED}, {RESTRICTED} (agent.get)"))
    victim, attacker = Client.opened(session, ALLOWED), Client.opened(session, RESTRICTED)
    victim.request("agent.get")
    victim.forget()
    claim = victim.frame_id if member.startswith("frame") else ALLOWED
    refused = attacker.request("voice.dial", "5001", **{member: claim})
    assert refused is not None
    assert "not allowed" in refused["errorMessage"]
    subscribed = attacker.subscribe("interaction", **{member: claim})
    assert subscribed is not None
    assert subscribed["subscriptionId"] == 0
    assert victim.received == []
    assert victim.frame.subscriptions == {}
    assert {entry.frame for entry in attacker.log} == {attacker.frame_id}
    assert session.workspace.interactions.get("1") is None


def test_an_unlisted_frame_cannot_borrow_a_listed_one() -> None:
    session = new_session(configuration(ALLOWED))
    victim = Client.opened(session, ALLOWED)
    attacker = Client.opened(session, "https://evil.example")
    reply = attacker.request("agent.get", frameId=victim.frame_id, origin=ALLOWED)
    assert reply is not None
    assert reply["errorMessage"] == "Error: This origin is not accepted."
    assert victim.received == []


def test_frame_ids_are_never_used_again() -> None:
    session = new_session(configuration(ALLOWED))
    seen = set()
    for _ in range(20):
        client = Client.opened(session, ALLOWED)
        client.subscribe("interaction")
        assert client.frame_id not in seen
        seen.add(client.frame_id)
        session.driver.call("closeClient", {"frameId": client.frame_id})
        assert client.request("agent.get") is None
        assert client.log[-1].decision.reason == "WINDOW_NOT_REGISTERED"
