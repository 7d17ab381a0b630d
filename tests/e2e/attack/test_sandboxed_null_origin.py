"""A sandboxed frame has the origin ``null``, which anybody can have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard, heard_events, post, subscribe
from tests.e2e.attack.conftest import Opened
from tests.e2e.sites import Sites


def configuration(sites: Sites, origins: str) -> str:
    return "\n".join(
        [
            "[interaction-workspace]",
            f"service-client-api.accepted-web-content-origins = {origins}",
            "workspace.web-content = Boxed",
            "[Boxed]",
            "label = Boxed",
            f"url = {sites.url('listed', 'raw.html')}",
            "sandbox = allow-scripts",
            "",
        ]
    )


def boxed(workspace: AttackedWorkspace) -> tuple[str, Frame]:
    """The app of the configuration in a new document; it is not closed between the tests of this file."""
    workspace.call("reset")
    workspace.complaints.clear()
    workspace.since = max((entry["seq"] for entry in workspace.call("traffic")), default=0)
    frame_id = workspace.frame_id_of("Boxed")
    frame = workspace.frame(frame_id)
    frame.goto(frame.url)
    assert frame.evaluate("self.origin") == "null"
    workspace.until(lambda: workspace.subscriptions(frame_id) == [], "a new document")
    return frame_id, frame


@pytest.fixture
def written_out(opened: Opened, sites: Sites) -> Iterator[AttackedWorkspace]:
    workspace = opened(configuration(sites, f"null, {sites.origin('second')}"))
    yield workspace
    workspace.expect_unharmed()


def sandboxed(workspace: AttackedWorkspace, sites: Sites) -> tuple[str, Frame]:
    """A client of a listed origin that is loaded again, in a sandbox."""
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame, "0", "interaction")
    element = workspace.page.locator(f'[data-frame="{frame_id}"] iframe')
    element.evaluate("(frame) => { frame.sandbox = 'allow-scripts'; }")
    frame.goto(frame.url)
    assert frame.evaluate("self.origin") == "null"
    return frame_id, frame


def test_it_is_not_heard_unless_it_is_written_out(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = sandboxed(workspace, sites)
    before = workspace.visible_state()
    workspace.since = workspace.traffic()[-1]["seq"]
    post(frame, "agent.setState", "1", "NotReady")
    post(frame, "agent.get", "2")
    frame.evaluate("subscribe(['agent', 'interaction'], '3')")
    entries = workspace.seen(3, frame=frame_id, reason="NULL_ORIGIN_NOT_LISTED")
    assert {(entry["origin"], entry["verdict"]) for entry in entries} == {("null", "refused")}
    assert workspace.visible_state() == before
    assert workspace.subscriptions(frame_id) == [], "not even those of the page before"
    workspace.ring()
    assert workspace.traffic(direction="out") == []
    assert heard(frame) == []


def test_written_out_it_gets_replies_and_no_events(written_out: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = boxed(written_out)
    assert ask(frame, "agent.get", "0")["data"]["username"] == written_out.state["agent"]["username"]
    assert subscribe(frame, "1", "agent", "interaction", "system", "messenger:news")["subscriptionId"] == 0
    _, other = written_out.open_client(sites.url("second", "raw.html"))
    subscribe(other, "0", "agent", "interaction")
    ask(other, "messenger.broadcastMessage", "1", "news", "hello")
    ask(other, "agent.setState", "2", "NotReady")
    written_out.ring()
    held = written_out.events(frame_id)
    assert {entry["reason"] for entry in held} == {"EVENT_NOT_PERMITTED"}
    assert {entry["event"] for entry in held} == {"agent", "interaction", "messenger:news"}
    written_out.until(lambda: len(heard_events(other)) >= 2, "the events of the other client")
    assert "data" in ask(frame, "agent.get", "2")
    assert heard_events(frame) == []


def test_written_out_it_gets_no_token(written_out: AttackedWorkspace) -> None:
    frame_id, frame = boxed(written_out)
    assert "not allowed" in ask(frame, "auth.getJwtToken", "0")["errorMessage"]
    (entry,) = written_out.traffic(frame=frame_id, kind="request")
    assert entry["reason"] == "REQUEST_MUST_BE_NAMED"
