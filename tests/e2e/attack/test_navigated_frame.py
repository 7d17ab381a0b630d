"""A client goes to another origin, by its own link or by a redirect, and back: nothing of the first page follows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard, heard_events, subscribe
from tests.e2e.sites import Sites


@pytest.mark.parametrize("site", ["unlisted", "second", "reader"])
def test_subscriptions_do_not_follow_a_frame(workspace: AttackedWorkspace, sites: Sites, site: str) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame, "0", "interaction", "agent", "messenger:news")
    frame.goto(sites.url(site, "raw.html"))
    workspace.ring()
    assert {entry["origin"] for entry in workspace.events(frame_id)} <= {sites.origin("listed")}, "as target origin"
    ask(frame, "agent.get", "0")
    assert workspace.subscriptions(frame_id) == []
    before = len(workspace.events(frame_id))
    workspace.ring()
    assert len(workspace.events(frame_id)) == before
    assert "data" in ask(frame, "agent.get", "1") or site == "unlisted"
    assert heard_events(frame) == []


@pytest.mark.parametrize("site", ["unlisted", "second"])
def test_nor_do_they_come_back(workspace: AttackedWorkspace, sites: Sites, site: str) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame, "0", "interaction")
    frame.goto(sites.url(site, "raw.html"))
    frame.evaluate("send('hello')")
    workspace.seen(frame=frame_id, reason="NOT_OURS", origin=sites.origin(site))
    assert workspace.subscriptions(frame_id) == [], "one message of another origin is enough"
    frame.goto(sites.url("listed", "raw.html"))
    assert "data" in ask(frame, "agent.get", "0")
    workspace.ring()
    assert workspace.events(frame_id) == []
    assert heard_events(frame) == []


def test_an_event_on_its_way_does_not_reach_the_page_that_is_loading(
    workspace: AttackedWorkspace, sites: Sites
) -> None:
    """Before its load event nobody knows that another page is there: the target origin keeps the event from it."""
    held: list[Route] = []
    workspace.page.route("**/slow.svg", lambda route: held.append(route))
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame, "0", "interaction")
    frame.goto(sites.url("unlisted", "slow.html"), wait_until="commit")
    workspace.until(lambda: held, "the request for the slow image")
    workspace.ring()
    assert {entry["origin"] for entry in workspace.events(frame_id)} == {sites.origin("listed")}
    held[0].continue_()
    workspace.page.unroute("**/slow.svg")
    frame.wait_for_load_state("load")
    assert "errorMessage" in ask(frame, "agent.get", "0")
    assert workspace.subscriptions(frame_id) == []
    assert [message.get("referenceId") for message in heard(frame)] == ["0"]


def test_permissions_are_those_of_the_page_that_speaks(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    assert "errorMessage" not in ask(frame, "agent.setState", "0", "NotReady")
    frame.goto(sites.url("reader", "raw.html"))
    assert "not allowed" in ask(frame, "agent.setState", "0", "Ready")["errorMessage"]
    frame.goto(sites.url("unlisted", "raw.html"))
    assert "not accepted" in ask(frame, "agent.get", "0")["errorMessage"]
    assert workspace.state["agent"]["state"]["operationName"] == "NotReady"
