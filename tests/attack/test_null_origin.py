"""A sandboxed frame (or a data: page) has the origin ``null``, which anybody can have."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, configuration


@pytest.mark.parametrize("origins", ["*", ALLOWED, "", "* (*)", "null.example", "http://null", f"*, {ALLOWED}"])
def test_null_is_silent_unless_it_is_written_out(origins: str) -> None:
    session = new_session(configuration(origins))
    client = Client.opened(session, "null")
    for name in ("agent.get", "system.getAllowedServices", "voice.dial"):
        assert client.request(name, "5001") is None
    assert client.subscribe("agent") is None
    assert fake_host(session).posted == []
    assert {entry.decision.reason for entry in client.log} == {Reason.NULL_ORIGIN_NOT_LISTED}
    assert client.frame.subscriptions == {}
    assert session.workspace.interactions.get("1") is None


@pytest.fixture
def written_out() -> Client:
    return Client.opened(new_session(configuration("null (agent.*, voice.*, auth.getJwtToken), *")), "null")


def test_written_out_it_gets_replies_to_any_target(written_out: Client) -> None:
    assert written_out.data("agent.get")["username"] == "elena.brandt"
    assert {posted.target_origin for posted in fake_host(written_out.session).posted} == {"*"}


def test_written_out_it_gets_no_events(written_out: Client) -> None:
    reply = written_out.subscribe("agent", "interaction", "media", "system", "messenger:news")
    assert reply is not None
    assert reply["subscriptionId"] == 0
    other = Client.opened(written_out.session, ALLOWED)
    other.data("agent.setState", "NotReady")
    other.data("messenger.broadcastMessage", "news", "x")
    written_out.session.driver.call("connection", {"state": "DOWN"})
    written_out.session.driver.call("ring", {"ani": "1"})
    assert written_out.events == []
    held = [entry.decision.reason for entry in written_out.log if entry.kind.value == "event"]
    assert held
    assert set(held) == {Reason.EVENT_NOT_PERMITTED}


def test_written_out_it_gets_no_token(written_out: Client) -> None:
    assert "not allowed" in written_out.error("auth.getJwtToken")
    assert written_out.log[-1].decision.allowed  # the reply
    assert written_out.log[0].decision.reason is Reason.REQUEST_MUST_BE_NAMED


def test_written_out_it_has_its_own_filters_only(written_out: Client) -> None:
    assert "not allowed" in written_out.error("interaction.getInteractions")


@pytest.mark.parametrize("origin", ["NULL", "Null", " null", "null ", "null:80", "http://null", "undefined", ""])
def test_what_only_looks_like_null_is_not_null(origin: str) -> None:
    session = new_session(configuration("null"))
    client = Client.opened(session, "https://x.example")
    client.origin = origin
    reply = client.request("agent.get")
    assert reply is not None
    assert reply["errorMessage"] == "Error: This origin is not accepted."


def test_a_frame_that_was_listed_and_is_null_now_loses_its_subscriptions() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("agent")
    Client(session, client.frame_id, "null").request("agent.get")
    Client.opened(session, ALLOWED).data("agent.setState", "NotReady")
    assert client.frame.subscriptions == {}
    assert client.events == []
