"""A window that the workspace did not make, even one with a listed origin, does not exist."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason
from scapi.silences import ALIKE_RECORDED
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, UNLISTED, configuration


@pytest.mark.parametrize("origin", [ALLOWED, UNLISTED, "null", ""])
@pytest.mark.parametrize("frame_id", ["", "frame99", "frame0", "Frame1", "frame1 ", "__proto__", "embedder"])
def test_it_gets_no_answer(frame_id: str, origin: str) -> None:
    session = new_session(configuration(ALLOWED))
    sibling = Client.opened(session, ALLOWED)
    sibling.subscribe("interaction")
    sibling.forget()
    client = Client(session, frame_id, origin)
    assert client.request("voice.dial", "5001") is None
    assert client.subscribe("interaction") is None
    assert client.unsubscribe(0) is None
    assert [entry.decision.reason for entry in client.log] == [Reason.WINDOW_NOT_REGISTERED] * 3
    assert sibling.received == []
    assert list(sibling.frame.subscriptions) == [0]
    assert session.workspace.interactions.get("1") is None


def test_a_flood_of_it_is_counted_and_not_recorded() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client(session, "", ALLOWED)
    for _ in range(1000):
        client.request("agent.get")
    assert session.service.unheard["", Reason.WINDOW_NOT_REGISTERED] == 1000
    assert len(client.log) == ALIKE_RECORDED
    assert client.log[-1].decision.note.endswith("further ones are only counted")
    assert fake_host(session).posted == []


def test_a_closed_frame_is_not_heard_any_more() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    session.driver.call("closeClient", {"frameId": client.frame_id})
    client.forget()
    session.driver.call("ring", {"ani": "1"})
    assert client.request("agent.get") is None
    assert client.received == []


def test_the_page_that_embeds_the_workspace_is_heard_when_its_origin_is_listed_only() -> None:
    for origin, heard in ((ALLOWED, True), (UNLISTED, False)):
        session = new_session(configuration(ALLOWED))
        session.client_frames.embedded()
        client = Client(session, "embedder", origin)
        reply = client.request("system.getAllowedServices")
        assert (reply is not None) == heard
        assert heard or [entry.decision.reason for entry in client.log] == [Reason.EMBEDDER_NOT_LISTED]
