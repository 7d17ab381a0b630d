"""Clients in windows of their own: opened by a click, served like any other, gone when they are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers


@pytest.fixture
def workspace(
    tab_at: Callable[[Servers], Page], serve: Callable[[str], Servers], sites: Sites
) -> Iterator[WorkspacePage]:
    """A workspace whose only app opens in a window."""
    section = ["[Popup]", "label = Pop-up", f"url = {sites.url('listed', 'raw.html')}", "mode = popup"]
    servers = serve(client_configuration(sites, "workspace.web-content = Popup", *section))
    workspace = WorkspacePage(tab_at(servers)).open(servers.host_url)
    yield workspace
    workspace.let_go()


def open_popup(workspace: WorkspacePage) -> Page:
    with workspace.page.expect_popup() as opened:
        workspace.page.locator("#tabs").get_by_role("button", name="Open window").click()
    opened.value.wait_for_load_state("load")
    return opened.value


def test_no_window_opens_by_itself(workspace: WorkspacePage) -> None:
    assert [page for page in workspace.page.context.pages if page.opener() is not None] == []
    assert workspace.page.locator("#frames iframe").count() == 0


def test_a_client_in_a_window_is_served(workspace: WorkspacePage, sites: Sites) -> None:
    popup = open_popup(workspace)
    reply = popup.evaluate("request('agent.get', '0')")
    assert reply["data"]["username"] == workspace.state["agent"]["username"]
    popup.evaluate("void subscribe('interaction', '1')")
    workspace.seen(kind="subscribe")
    workspace.ring()
    workspace.until(lambda: popup.evaluate("events('interaction').length") > 0, "an event in the window")
    assert {entry["origin"] for entry in workspace.traffic()} == {sites.origin("listed")}
    popup.close()


def test_a_closed_window_leaves_no_subscription(workspace: WorkspacePage) -> None:
    popup = open_popup(workspace)
    popup.evaluate("void subscribe('interaction', '0')")
    (subscribed,) = workspace.seen(kind="subscribe")
    popup.close()
    workspace.until(lambda: workspace.frame_report(subscribed["frame"]) is None, "the end of the client")
    workspace.ring()
    assert workspace.traffic(kind="event") == []


def test_a_closed_window_can_be_opened_again(workspace: WorkspacePage) -> None:
    for _ in range(2):
        frame_id = workspace.frame_id_of("Pop-up")
        popup = open_popup(workspace)
        assert "data" in popup.evaluate("request('agent.get', '0')")
        popup.close()
        workspace.until(lambda gone=frame_id: workspace.frame_report(gone) is None, "the end of the client")
    expect(workspace.page.get_by_role("button", name="Open window")).to_be_visible()


def test_the_windows_go_with_the_workspace(workspace: WorkspacePage) -> None:
    popup = open_popup(workspace)
    workspace.page.reload()
    workspace.until(popup.is_closed, "the end of the window")
    workspace.ready()


def test_an_app_in_a_frame_opens_in_a_window_as_a_second_client(
    lasting_page: Page, client_servers: Servers, sites: Sites
) -> None:
    workspace = WorkspacePage(lasting_page).open(client_servers.host_url)
    workspace.open_client(sites.url("listed", "raw.html"), "In a frame")
    with lasting_page.expect_popup() as opened:
        lasting_page.locator("#tabs").get_by_role("button", name="Open in its own window").click()
    opened.value.wait_for_load_state("load")
    opened.value.evaluate("request('agent.get', '0')")
    assert [frame["mode"] for frame in workspace.state["frames"]] == ["tab", "popup"]
    opened.value.close()
    workspace.until(lambda: len(workspace.state["frames"]) == 1, "the end of the second client")
    workspace.let_go()


def test_accepting_a_call_opens_its_window(lasting_page: Page, serve: Callable[[str], Servers], sites: Sites) -> None:
    section = ["[Popup]", "label = Pop-up", f"url = {sites.url('listed', 'raw.html')}", "mode = popup"]
    servers = serve(client_configuration(sites, "interaction.web-content = Popup", *section))
    workspace = WorkspacePage(lasting_page).open(servers.host_url)
    interaction_id = workspace.ring()
    with lasting_page.expect_popup() as opened:
        lasting_page.locator("#toasts").get_by_role("button", name="Accept").click()
    opened.value.wait_for_load_state("load")
    assert "data" in opened.value.evaluate("request('agent.get', '0')")
    workspace.call("farEnd", {"interactionId": interaction_id, "action": "hangUp"})
    workspace.call("act", {"interactionId": interaction_id, "action": "markDone"})
    workspace.until(opened.value.is_closed, "the end of the window with its interaction")
    workspace.let_go()
