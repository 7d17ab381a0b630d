"""An app takes the agent's tab out of the workspace, by a door that the browser leaves open: nothing is gained by it.

The history of a tab is that of its frames too, and a pop-up needs its opener. When the agent is back, the calls are
there, and whoever was in quarantine still is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.e2e.attack.attacked_workspace import post
from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

LIMIT = (
    "service-client-api.rate-limit.agent.getStateList = 1",
    "service-client-api.rate-limit-quarantine-delay = 0",
    "workspace.web-content = App",
    "[App]",
    "label = App",
)
NAVIGATE_OPENER = """(url) => {
    try {
        opener.location = url;
        return true;
    } catch {
        return false;
    }
}"""
LAST_KEPT = """() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("agent-workspace");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const reading = opening.result.transaction("sessions").objectStore("sessions").getAll();
        reading.onerror = () => reject(reading.error);
        reading.onsuccess = () => { opening.result.close(); resolve(Math.max(0, ...reading.result)); };
    };
})"""
"""When a session was written last, in ms since the epoch."""
Opened = Callable[[str], WorkspacePage]


@pytest.fixture
def opened(browser: Browser, serve: Callable[[str], Servers], sites: Sites) -> Iterator[Opened]:
    """A workspace with a call, and with one app, which has a certain option."""
    context = browser.new_context()

    def with_option(option: str) -> WorkspacePage:
        text = client_configuration(sites, *LIMIT, f"url = {sites.url('listed', 'raw.html')}", option)
        page = context.new_page()
        page.goto(sites.url("unlisted", "client.html"))  # somewhere to go back to
        workspace = WorkspacePage(page).open(serve(text).host_url)
        workspace.ring()
        return workspace

    yield with_option
    context.close()


def into_quarantine(workspace: WorkspacePage, page: Frame | Page) -> None:
    """Until it is kept, too: Firefox loses what is on its way into the database when the page goes."""
    reader = workspace.page.context.new_page()
    reader.goto(urljoin(workspace.page.url, "/workspace.json"))  # of the same origin, with the database as it is
    page.evaluate("request('agent.getStateList', 'one')")
    before = workspace.page.evaluate("Date.now()")
    reply = page.evaluate("request('agent.getStateList', 'two')")
    assert "rate limit" in reply["errorMessage"]
    workspace.until(lambda: reader.evaluate(LAST_KEPT) >= before, "the quarantine is kept")
    reader.close()


def expect_all_as_before(workspace: WorkspacePage, client: Frame) -> None:
    (call,) = workspace.state["interactions"]
    assert call["state"] == "RINGING"
    post(client, "agent.getStateList", "three")
    (entry,) = workspace.seen(request="agent.getStateList", kind="request")
    assert entry["verdict"] == "quarantined"


def test_by_going_back_in_the_history(opened: Opened) -> None:
    workspace = opened("sandbox = none")
    url = workspace.page.url
    app = workspace.frame(workspace.frame_id_of("App"))
    into_quarantine(workspace, app)
    workspace.page.evaluate("window.same = true")
    app.evaluate("setTimeout(() => history.back(), 0)")
    workspace.until(lambda: workspace.page.evaluate("window.same !== true"), "another document")
    workspace.page.goto(url)
    workspace.ready()
    expect_all_as_before(workspace, workspace.frame(workspace.frame_id_of("App")))


@pytest.mark.parametrize("where", ["the workspace", "elsewhere"])
def test_by_the_opener_of_a_window(opened: Opened, sites: Sites, browser_name: str, where: str) -> None:
    """A window needs its opener, and can send it away: the button that opens one says so. Firefox does not let it."""
    workspace = opened("mode = popup")
    url = workspace.page.url
    button = workspace.page.locator("#tabs").get_by_role("button", name="Open window")
    assert "it can send this tab to another address" in (button.get_attribute("title") or "")
    with workspace.page.expect_popup() as window:
        button.click()
    popup = window.value
    popup.wait_for_load_state("load")
    into_quarantine(workspace, popup)
    workspace.page.evaluate("window.same = true")
    elsewhere = sites.url("unlisted", "client.html")
    went = popup.evaluate(NAVIGATE_OPENER, url if where == "the workspace" else elsewhere)
    assert went is (browser_name != "firefox")
    if not went:
        assert workspace.page.evaluate("window.same") is True
        return
    if where == "elsewhere":
        workspace.page.wait_for_url(elsewhere)
        workspace.page.goto(url)
    workspace.until(lambda: workspace.page.evaluate("window.same !== true"), "another document")
    workspace.ready()
    assert popup.is_closed() or popup.evaluate("!opener || opener.closed"), "it has no hold of the new document"
    _, app = workspace.open_client(sites.url("listed", "raw.html"))
    expect_all_as_before(workspace, app)
