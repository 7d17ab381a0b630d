"""The page comes up: ready, quiet, and within its own policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.e2e.workspace_page import HeldStart, WorkspacePage
from tools.server import Servers


def test_the_page_becomes_ready_without_a_complaint_of_the_browser(page: Page, servers: Servers) -> None:
    workspace = WorkspacePage(page).open(servers.host_url)
    workspace.until(lambda: all(frame["origin"] for frame in workspace.state["frames"]), "a message of each client")
    assert workspace.complaints == []
    assert workspace.traffic(reason="CONTENT_SECURITY_POLICY") == []
    assert workspace.state["problems"] == []
    expect(page.locator("html")).to_have_attribute("data-start", "snapshot")
    expect(page.locator("[data-boot-note]")).to_be_empty()


def test_the_clients_of_the_configuration_are_open(sample: WorkspacePage) -> None:
    assert [frame["label"] for frame in sample.state["frames"]] == ["API Explorer", "Restricted", "Not listed"]
    expect(sample.page.locator("#frames iframe")).to_have_count(3)
    expect(sample.page.locator("#frames > :not([hidden])")).to_have_count(1)


def test_a_frame_is_named_by_its_label_and_origin(sample: WorkspacePage, servers: Servers) -> None:
    origin = servers.client_origins["explorer"]
    expect(sample.page.locator("#frames iframe").first).to_have_attribute("title", f"API Explorer, {origin}")


def test_no_other_string_becomes_code_or_markup(workspace: WorkspacePage) -> None:
    # In a task of its own, since what the debugger runs directly may evaluate strings.
    refused = workspace.page.evaluate("""() => new Promise((resolve) => setTimeout(() => {
        const attempts = {
            eval: () => eval("1"),
            Function: () => Function("return 1")(),
            innerHTML: () => { document.createElement("p").innerHTML = "<p>x</p>"; },
            src: () => { document.createElement("script").src = "/bridge.js"; },
            policy: () => trustedTypes.createPolicy("workspace", { createHTML: (html) => html }),
        };
        const isRefused = (attempt) => { try { attempt(); return false; } catch { return true; } };
        resolve(Object.keys(attempts).filter((name) => isRefused(attempts[name])));
    }))""")
    assert refused == ["eval", "Function", "innerHTML", "src", "policy"]


def test_a_violation_of_the_policy_shows_in_the_traffic_log(workspace: WorkspacePage) -> None:
    workspace.page.evaluate("fetch('https://example.invalid/').catch(() => {})")

    def blocked() -> list[str]:
        return [entry["note"] for entry in workspace.seen(reason="CONTENT_SECURITY_POLICY", verdict="blocked")]

    workspace.until(lambda: [note for note in blocked() if "connect-src: https://example.invalid" in note], "its entry")


def test_a_second_tab_of_another_visitor_starts_on_its_own(browser: Browser, servers: Servers) -> None:
    context = browser.new_context()
    workspace = WorkspacePage(context.new_page()).open(servers.host_url)
    assert workspace.state["interactions"] == []
    context.close()


def test_two_starts_have_nothing_in_common_that_nobody_may_guess(browser: Browser, servers: Servers) -> None:
    seen = []
    for _ in range(2):
        context = browser.new_context()
        workspace = WorkspacePage(context.new_page()).open(servers.host_url)
        expect(workspace.page.locator("html")).to_have_attribute("data-start", "snapshot")
        interaction = workspace.interaction(workspace.ring())
        seen.append((interaction["callUuid"], interaction["interactionId"]))
        context.close()
    assert seen[0][0] != seen[1][0]


def test_a_string_that_a_tool_evaluates_too_early_is_no_failure_of_the_start(page: Page, servers: Servers) -> None:
    """The page's policy refuses it; the tool is told, and the page starts."""
    start = HeldStart(page)
    page.goto(servers.host_url, wait_until="commit")
    page.locator("html[data-step=python]").wait_for(state="attached")
    with pytest.raises(Error):
        page.wait_for_function("window.workspace !== undefined && never", timeout=1000)
    page.evaluate("() => { setTimeout(() => eval('1 + 1')); Promise.resolve().then(() => eval('1 + 1')); }")
    expect(page.locator("html")).to_have_attribute("data-workspace", "booting")
    start.let_go()
    WorkspacePage(page).ready()


@pytest.mark.parametrize(
    ("missing", "named"),
    [("delete self.BroadcastChannel", "BroadcastChannel"), ("delete HTMLElement.prototype.popover", "popovers")],
)
def test_an_old_browser_is_told_which_versions_will_do(page: Page, servers: Servers, missing: str, named: str) -> None:
    page.add_init_script(missing)
    page.goto(servers.host_url, wait_until="commit")
    failure = page.locator("#failure")
    expect(failure).to_be_visible()
    expect(failure.locator("h1")).to_have_text("This browser is too old")
    expect(failure).to_contain_text("Chrome or Edge 120, Firefox 125, Safari 17.4")
    expect(failure).to_contain_text(f"What it lacks: {named}.")
    expect(page.locator("html")).to_have_attribute("data-workspace", "failed")
