"""A page of somebody opens the workspace, to watch it and to send it elsewhere."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.e2e.attack.conftest import BOTH_SITES, attack_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage

pytestmark = BOTH_SITES


def opened_from(page: Page, url: str) -> WorkspacePage:
    with page.expect_popup() as opened:
        page.evaluate("(url) => { window.opened = window.open(url); }", url)
    return WorkspacePage(opened.value).ready()


def test_it_has_no_hold_of_the_workspace(browser: Browser, serve: object, sites: Sites) -> None:
    context = browser.new_context()
    stranger = context.new_page()
    stranger.goto(sites.url("listed", "raw.html"))
    host_url = serve(attack_configuration(sites)).host_url  # type: ignore[operator]
    workspace = opened_from(stranger, host_url)
    workspace.open_client(sites.url("second", "raw.html"))
    call = workspace.ring()
    workspace.page.evaluate("window.same = true")
    seen = stranger.evaluate("() => ({ closed: opened.closed, frames: opened.closed ? 0 : opened.length })")
    assert seen == {"closed": True, "frames": 0}
    stranger.evaluate("(url) => { opened.location = url; }", sites.url("unlisted", "client.html"))
    stranger.evaluate("opened.postMessage({ request: 'agent.get', referenceId: '0', userAgent: 'WWE Client' }, '*')")
    assert workspace.page.evaluate("window.same") is True
    assert workspace.page.evaluate("window.opener") is None
    assert workspace.interaction(call)["state"] == "RINGING"
    assert workspace.traffic(origin=sites.origin("listed")) == []
    context.close()
