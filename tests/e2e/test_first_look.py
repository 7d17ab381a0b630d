"""What helps in the first minutes: why an app says nothing, which options count, which call a button makes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.listening import free_port
from tools.server import Servers


def test_a_silent_app_is_explained_and_one_that_speaks_is_not(
    lasting_page: Page, serve: Callable[[str], Servers], sites: Sites
) -> None:
    """One app's server is not running, the other one is there and says nothing until it is asked to."""
    gone = f"http://127.0.0.1:{free_port()}/app.html"
    sections = ["[Gone]", f"url = {gone}", "[Quiet]", f"url = {sites.url('listed', 'raw.html')}"]
    servers = serve(client_configuration(sites, "workspace.web-content = Gone, Quiet", *sections))
    workspace = WorkspacePage(lasting_page).open(servers.host_url)
    trouble = lasting_page.get_by_test_id("app-trouble")
    expect(trouble).to_contain_text(gone, timeout=10_000)
    expect(trouble).to_contain_text("is not running")
    lasting_page.get_by_role("tab", name="Quiet").click()
    expect(trouble).to_contain_text(f"data-host-origin must be {servers.host_origin}")
    workspace.frame(workspace.frame_id_of("Quiet")).evaluate("request('agent.get', '0')")
    expect(trouble).to_have_count(0)
    workspace.let_go()


def test_options_that_count_are_shown_with_their_place(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.locator("#settings-button").click()
    page.get_by_test_id("show-options").click()
    table = page.get_by_test_id("options-table")
    expect(table).to_be_visible()
    origins = table.get_by_role("row", name="accepted-web-content-origins")
    expect(origins).to_contain_text("test.cfg, line 2")
    lines = "(cell) => { const all = new Range(); all.selectNodeContents(cell); return all.getClientRects().length; }"
    assert origins.get_by_role("cell").nth(1).evaluate(lines) == 1, "where it is from is one line"
    expect(table.get_by_role("row", name="toast.width")).to_contain_text("default")
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()
    page.keyboard.press("Escape")


def test_a_button_of_the_simulator_shows_its_driver_call(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.get_by_test_id("copy-as-code").click()
    page.get_by_test_id("ring").click()
    expect(page.get_by_test_id("copied-call")).to_contain_text('await workspace.call("ring", {"ani": ')
    assert workspace.state["interactions"] == []
    page.get_by_test_id("copy-as-code").click()


def test_a_first_ring_after_waiting_reaches_an_app_that_has_just_begun(
    lasting_page: Page, serve: Callable[[str], Servers], sites: Sites
) -> None:
    """The example of the documentation, from the first line on."""
    section = ["[MyApp]", "label = My app", f"url = {sites.url('listed', 'subscribes-later.html')}"]
    servers = serve(client_configuration(sites, "workspace.web-content = MyApp", *section))
    workspace = WorkspacePage(lasting_page).open(servers.host_url)
    frame = workspace.call("waitForApp", {"label": "My app", "event": "interaction"})
    call = workspace.ring("+44 20 7946 0123")
    event = workspace.call("waitForEvent", {"event": "interaction", "eventType": "RINGING", "interactionId": call})
    assert event["frame"] == frame["frameId"]
    assert event["message"]["data"]["interaction"]["ani"] == "+44 20 7946 0123"
    workspace.let_go()
