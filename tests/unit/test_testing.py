"""What the package gives to the tests of its users."""

from __future__ import annotations

import pytest

from scapi.host import Area, Host
from scapi.testing import Client, FakeHost, fake_host, new_session
from tests.support.configurations import ALLOWED, UNLISTED, configuration


def test_timers_fire_in_order_at_their_time() -> None:
    host: Host = FakeHost()
    assert isinstance(host, FakeHost)
    fired: list[tuple[str, float]] = []
    host.call_later(5, lambda: fired.append(("late", host.time)))
    host.call_later(1, lambda: host.call_later(1, lambda: fired.append(("chained", host.time))))
    cancel = host.call_later(3, lambda: fired.append(("never", host.time)))
    cancel()
    cancel()
    host.advance(4)
    assert fired == [("chained", 2.0)]
    host.advance(10)
    assert fired == [("chained", 2.0), ("late", 5.0)]
    assert (host.time, host.timers, host.wall_clock() - host.epoch) == (14.0, 0, 14.0)


def test_ids_are_counted() -> None:
    host = FakeHost()
    assert host.new_uuid() != host.new_uuid()
    assert len(host.new_uuid()) == 36


def test_a_client_reads_what_a_browser_would_give_it() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.data("agent.get")
    assert [set(message) & {"frameId", "data"} for message in client.received] == [{"data"}, {"frameId"}]
    assert Client(session, client.frame_id, UNLISTED).received == []
    assert len(fake_host(session).sent_to(client.frame_id)) == 2
    client.forget()
    assert client.received == []
    assert Area.TRAFFIC in fake_host(session).areas


def test_helpers_say_what_went_wrong() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    with pytest.raises(AssertionError, match=r"voice\.hold did not succeed"):
        client.data("voice.hold", "1")
    with pytest.raises(AssertionError, match=r"agent\.get did not fail"):
        client.error("agent.get")
    with pytest.raises(ValueError, match="no frame for"):
        Client.opened(session, "file://")
    with pytest.raises(LookupError, match="frame99"):
        _ = Client(session, "frame99", ALLOWED).frame


def test_envelope_can_be_changed() -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    reply = client.request("agent.get", referenceId="mine", protocolVersion=None)
    assert reply is not None
    assert reply["referenceId"] == "mine"
    assert client.request("agent.get", userAgent="somebody else") is None
