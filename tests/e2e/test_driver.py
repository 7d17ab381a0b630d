"""``window.workspace.call``: what other tools build on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, Page

from tests.e2e.workspace_page import HeldStart, WorkspacePage
from tools.server import Servers


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("workspace.call('rign', {})", "There is no driver call 'rign'; known are .*ring"),
        ("workspace.call('constructor', {})", "There is no driver call 'constructor'"),
        ("workspace.call(17)", "must be a string, not number"),
        ("workspace.call('ring', {})", "ring: ani must be .*, not nothing"),
        ("workspace.call('ring', {ani: 5})", "ring: ani must be"),
        ("workspace.call('ring', {ani: '1', anis: '2'})", "ring has no argument 'anis'"),
        ("workspace.call('ring', [])", "arguments of ring must be an object"),
        ("workspace.call('ring', {ani: 1n})", "must be JSON"),
        ("workspace.call('farEnd', {interactionId: 'none', action: 'answer'})", "."),
        ("workspace.call('openClient', {label: 'x', url: 'javascript:alert(1)'})", "http"),
    ],
)
def test_a_wrong_call_is_rejected_with_what_was_expected(workspace: WorkspacePage, expression: str, text: str) -> None:
    with pytest.raises(Error, match=re.compile(text)) as caught:
        workspace.page.evaluate(expression)
    assert "Traceback" not in str(caught.value)


def test_a_call_before_the_page_is_ready_waits(page: Page, client_servers: Servers) -> None:
    start = HeldStart(page)
    page.goto(client_servers.host_url, wait_until="commit")
    page.locator("html[data-workspace=booting]").wait_for(state="attached")
    WorkspacePage(page).until(lambda: page.evaluate("self.workspace !== undefined"), "the driver")
    page.evaluate("() => { self.asked = workspace.call('state'); }")
    start.let_go()
    state = page.evaluate("asked")
    assert page.locator("html").get_attribute("data-workspace") == "ready"
    assert state["agent"]["state"]["type"] == "READY"


def test_the_driver_cannot_be_replaced(workspace: WorkspacePage) -> None:
    kept = workspace.page.evaluate("""() => {
        const { call } = workspace;
        try { workspace.call = null; } catch {}
        try { window.workspace = null; } catch {}
        return window.workspace.call === call;
    }""")
    assert kept


def test_reset_takes_everything_back(workspace: WorkspacePage) -> None:
    workspace.ring()
    workspace.call("reset")
    assert workspace.state["interactions"] == []
