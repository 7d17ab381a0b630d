"""Leaving the page with a call: it goes on after a reload and on coming back. Else the browser asks."""

from __future__ import annotations

from playwright.sync_api import Browser, Dialog

from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

_DENIED = """Object.defineProperty(window, "sessionStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
});"""


def talk(workspace: WorkspacePage) -> str:
    call = workspace.ring()
    workspace.page.locator("#toasts").get_by_test_id("accept").click()
    workspace.until(lambda: workspace.interaction(call)["state"] == "TALKING", "an answered call")
    return call


def test_a_call_goes_on_after_a_reload_and_on_coming_back(browser: Browser, client_servers: Servers) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    workspace = WorkspacePage(page).open(client_servers.host_url)
    call = talk(workspace)
    page.reload()
    workspace.ready()
    assert workspace.interaction(call)["state"] == "TALKING"
    page.goto(client_servers.client_origins["explorer"])
    page.go_back()
    workspace.ready()
    assert workspace.interaction(call)["state"] == "TALKING"
    assert asked == []
    context.close()


def test_where_nothing_is_kept_the_browser_asks_before_a_call_is_lost(
    browser: Browser, client_servers: Servers
) -> None:
    context = browser.new_context()
    context.add_init_script(_DENIED)
    page = context.new_page()
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(client_servers.host_url)
    workspace = WorkspacePage(page).ready()
    call = talk(workspace)
    page.reload()
    workspace.ready()
    assert asked == ["beforeunload"]
    assert call not in [each["interactionId"] for each in workspace.state["interactions"]]
    page.reload()
    assert asked == ["beforeunload"], "without a call there is nothing to be asked"
    context.close()
