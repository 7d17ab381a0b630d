"""Documents come and go in a frame; what they asked for goes with them."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers


def subscriptions(workspace: WorkspacePage, frame_id: str) -> list[str]:
    report = workspace.frame_report(frame_id)
    assert report is not None
    return list(report["subscriptions"])


def subscribe(frame: Frame, name: str = "interaction", reference: str = "0") -> None:
    frame.evaluate("([name, reference]) => { subscribe(name, reference); return reply(reference); }", [name, reference])


def rings_heard(frame: Frame) -> int:
    count: int = frame.evaluate("events('interaction').filter((e) => e.data.eventType === 'RINGING').length")
    return count


def test_a_subscription_sent_before_the_load_event_survives_it(workspace: WorkspacePage, sites: Sites) -> None:
    held: list[Route] = []
    workspace.page.route("**/slow.svg", lambda route: held.append(route))
    url = sites.url("listed", "subscribes-at-once.html")
    frame_id = workspace.call("openClient", {"label": "Early", "url": url})["frameId"]
    workspace.seen(frame=frame_id, kind="subscribe")
    workspace.until(lambda: held, "the request for the slow image")
    held[0].continue_()
    frame = workspace.frame(frame_id)
    workspace.ring()
    workspace.until(lambda: rings_heard(frame) == 1, "one ring")
    workspace.page.unroute("**/slow.svg")


def test_a_subscription_sent_after_the_load_event_survives(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "subscribes-later.html"))
    workspace.seen(frame=frame_id, kind="subscribe")
    workspace.ring()
    workspace.until(lambda: rings_heard(frame) == 1, "one ring")


@pytest.mark.parametrize("page", ["subscribes-at-once.html", "subscribes-later.html"])
def test_a_client_that_loads_again_has_one_subscription(workspace: WorkspacePage, sites: Sites, page: str) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", page))
    workspace.seen(frame=frame_id, kind="subscribe")
    frame.evaluate("location.reload()")
    workspace.seen(2, frame=frame_id, kind="subscribe")
    frame.wait_for_load_state("load")
    workspace.ring()
    workspace.until(lambda: rings_heard(frame) == 1, "one ring")
    assert len(workspace.traffic(frame=frame_id, kind="event", eventType="RINGING")) == 1


def test_a_page_that_does_not_subscribe_gets_nothing_of_the_one_before(workspace: WorkspacePage, sites: Sites) -> None:
    opened = time.monotonic()
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame)
    assert subscriptions(workspace, frame_id) == ["interaction"]
    # Who speaks long after one load event, and just before the next, may be the page that loads.
    workspace.page.wait_for_timeout(1000 * (time.monotonic() - opened))
    frame.goto(sites.url("listed", "client.html"))
    workspace.until(lambda: subscriptions(workspace, frame_id) == [], "the end of the subscription")
    expect(workspace.page.locator(".app-bar")).to_contain_text("not confirmed")
    workspace.ring()
    assert workspace.traffic(frame=frame_id, kind="event") == []


def test_a_frame_that_goes_to_another_origin_and_back_is_not_subscribed(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame)
    frame.goto(sites.url("unlisted", "raw.html"))
    frame.evaluate("request('agent.get', '7')")
    workspace.seen(frame=frame_id, origin=sites.origin("unlisted"), verdict="refused")
    assert subscriptions(workspace, frame_id) == []
    frame.goto(sites.url("listed", "raw.html"))
    frame.evaluate("request('agent.get', '0')")
    workspace.ring()
    assert workspace.traffic(frame=frame_id, kind="event") == []
    assert rings_heard(frame) == 0


def test_what_a_frame_may_do_follows_the_origin_of_each_message(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("reader", "raw.html"))
    assert "errorMessage" in frame.evaluate("request('agent.setState', '0', ['NotReady'])")
    frame.goto(sites.url("listed", "raw.html"))
    assert "errorMessage" not in frame.evaluate("request('agent.setState', '0', ['NotReady'])")


def test_reloading_the_workspace_leaves_no_ghosts(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame)
    workspace.page.reload()
    workspace.ready()
    assert workspace.state["frames"] == []
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame)
    workspace.ring()
    workspace.until(lambda: rings_heard(frame) == 1, "one ring")
    assert {entry["frame"] for entry in workspace.traffic()} == {frame_id}


def test_a_closed_client_is_gone_with_its_frame(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    subscribe(frame)
    workspace.call("closeClient", {"frameId": frame_id})
    workspace.until(frame.is_detached, "the end of the frame")
    workspace.ring()
    assert workspace.traffic(kind="event") == []


def test_a_frame_within_a_client_is_not_a_client(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "nesting.html"))
    inner = workspace.until(lambda: next(iter(frame.child_frames), None), "the inner frame")
    inner.evaluate(
        "top.postMessage({request: 'agent.get', referenceId: '0', userAgent: 'WWE Client', frameId: 'frame1'}, '*')"
    )
    (entry,) = workspace.seen(reason="WINDOW_NOT_REGISTERED")
    assert entry["origin"] == sites.origin("listed")
    assert entry["frame"] == ""


def test_a_sandboxed_client_has_no_origin_and_is_not_heard(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    workspace.page.locator(f'[data-frame="{frame_id}"] iframe').evaluate(
        "(frame) => { frame.sandbox = 'allow-scripts'; }"
    )
    frame.evaluate("location.reload()")
    started = "self.origin === 'null' && typeof request === 'function'"
    workspace.until(lambda: frame.evaluate(started), "a page without an origin")
    frame.evaluate("void request('agent.get', '0')")
    (entry,) = workspace.seen(reason="NULL_ORIGIN_NOT_LISTED")
    assert (entry["frame"], entry["origin"]) == (frame_id, "null")


def test_an_app_of_the_interaction_comes_when_it_is_opened_and_goes_with_it(
    tab_at: Callable[[Servers], Page], serve: Callable[[str], Servers], sites: Sites
) -> None:
    section = ["[Pop]", "label = Screen pop", f"url = {sites.url('listed', 'raw.html')}?call=$Interaction.Id$"]
    servers = serve(client_configuration(sites, "interaction.web-content = Pop", *section))
    page = tab_at(servers)
    workspace = WorkspacePage(page).open(servers.host_url)
    interaction_id = workspace.ring()
    assert workspace.state["frames"] == []
    page.locator("#toasts").get_by_role("button", name="Accept").click()
    frame = workspace.frame(workspace.frame_id_of("Screen pop"))
    assert frame.url.endswith(f"?call={interaction_id}")
    expect(page.locator("#frames > :not([hidden])")).to_have_count(1)
    page.locator("#case").get_by_role("button", name="Hang up").click()
    page.locator("#mark-done").click()
    expect(page.locator("#frames iframe")).to_have_count(0)
    assert workspace.state["frames"] == []
    workspace.let_go()


def test_an_app_is_reloaded_by_its_button(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html") + "#part")
    subscribe(frame)
    workspace.page.locator("#tabs").get_by_role("button", name="Reload this app").click()
    workspace.until(frame.is_detached, "the end of the old document")
    frame = workspace.frame(frame_id)
    workspace.until(lambda: subscriptions(workspace, frame_id) == [], "the end of the subscription")
    subscribe(frame)
    workspace.ring()
    workspace.until(lambda: rings_heard(frame) == 1, "one ring")
