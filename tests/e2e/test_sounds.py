"""What is heard, in real tabs: the page tells by its ``data-sounding`` and ``data-notes`` what it plays."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, CDPSession, expect

from tests.e2e.workspace_page import PATIENCE_SECONDS, WorkspacePage, open_tab
from tools.paths import BUILT_IN_SCENARIO
from tools.server import Servers

RINGS_AT_ONCE = """
[[script]]
at = 0
call = "ring"
args = {ani = "+4930111111"}
"""


def expect_ring(workspace: WorkspacePage) -> None:
    expect(workspace.page.locator("html")).to_have_attribute("data-sounding", "ring")


def expect_quiet(workspace: WorkspacePage) -> None:
    expect(workspace.page.locator("html")).not_to_have_attribute("data-sounding", "ring")


def expect_notes(workspace: WorkspacePage, count: int) -> None:
    expect(workspace.page.locator("html")).to_have_attribute("data-notes", str(count))


def waits_for(session: CDPSession, expression: str) -> bool:
    """Whether an expression becomes true in a page that is only watched: what Playwright asks itself counts as use."""
    condition = f"""new Promise((resolve) => {{
        const end = performance.now() + {PATIENCE_SECONDS * 1000};
        const look = () => {{
            const found = Boolean({expression});
            if (found || performance.now() > end) resolve(found); else setTimeout(look, 20);
        }};
        look();
    }})"""
    asked = {"expression": condition, "awaitPromise": True, "returnByValue": True}
    return bool(session.send("Runtime.evaluate", asked)["result"]["value"])


def test_a_page_that_nobody_has_used_says_that_it_is_quiet_and_rings_after_a_click(
    tabs_context: BrowserContext, serve: Callable[..., Servers]
) -> None:
    servers = serve("[interaction-workspace]\n", BUILT_IN_SCENARIO.read_text(encoding="utf-8") + RINGS_AT_ONCE)
    page = tabs_context.new_page()
    session = tabs_context.new_cdp_session(page)
    page.goto(servers.host_url)
    assert waits_for(session, "document.querySelector('.bell-note')")
    assert waits_for(session, "document.documentElement.dataset.sounding === undefined")
    page.mouse.click(500, 300)
    assert waits_for(session, "document.documentElement.dataset.sounding === 'ring'")
    expect(page.locator(".bell-note")).to_have_count(0)


def test_it_rings_until_the_call_is_accepted_or_the_bell_is_clicked(new_workspace: WorkspacePage) -> None:
    page = new_workspace.page
    new_workspace.ring("+4930111111")
    expect_ring(new_workspace)
    page.keyboard.press("Alt+KeyA")
    expect_quiet(new_workspace)
    new_workspace.ring("+4930222222")
    expect_ring(new_workspace)
    page.locator("#messages-button").click()
    expect_quiet(new_workspace)
    expect(page.locator("#messages")).to_be_visible()
    page.keyboard.press("Escape")
    caller = new_workspace.ring("+4930333333")
    expect_ring(new_workspace)
    new_workspace.call("farEnd", {"interactionId": caller, "action": "hangUp"})
    expect_quiet(new_workspace)
    for count in (1, 2):
        new_workspace.call("email", {"subject": "Invoice"})
        expect_notes(new_workspace, count)
    assert new_workspace.complaints == []


def test_one_of_two_tabs_rings_wherever_the_agent_goes(tabs_context: BrowserContext, client_servers: Servers) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    first.ring()
    expect_ring(second)
    expect_quiet(first)
    expect(second.page.locator("#toasts .toast")).to_have_count(1)
    expect(first.page.locator("#toasts .toast")).to_have_count(0)
    first.page.locator("#case").click()
    expect_ring(first)
    expect_quiet(second)
    expect(second.page.locator("#toasts .toast")).to_have_count(0)
    first.page.locator("#messages-button").click()
    expect_quiet(first)
    second.page.locator("#case").click()
    expect(second.page.locator("#toasts .toast")).to_have_count(1)
    expect_quiet(second)
    second.ring("+4930222222")
    expect_ring(second)
    second.page.close()
    expect_ring(first)


def test_sound_that_is_off_stays_off_after_a_reload(tabs_context: BrowserContext, client_servers: Servers) -> None:
    workspace = open_tab(tabs_context, client_servers)
    page = workspace.page
    page.locator("#messages-button").click()
    page.get_by_role("switch", name="Sound").click()
    expect(page.get_by_role("slider", name="Volume")).to_be_disabled()
    page.reload()
    workspace.ready()
    workspace.ring()
    expect(page.locator("#toasts .toast")).to_have_count(1)
    expect_quiet(workspace)
    page.get_by_role("button", name="Messages, sound off").click()
    page.get_by_role("switch", name="Sound").click()
    expect_quiet(workspace)  # the click on the bell was meant for this call
    workspace.ring("+4930222222")
    expect_ring(workspace)
    page.get_by_role("slider", name="Volume").fill("0")
    expect_quiet(workspace)
    assert workspace.complaints == []
