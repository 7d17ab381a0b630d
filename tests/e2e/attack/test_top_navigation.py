"""An embedded page that sends the workspace to another address, or to its own, where it begins anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.attack.conftest import BOTH_SITES
from tests.e2e.sites import Sites

pytestmark = BOTH_SITES

NAVIGATE = """(url) => {
  try { (opener ?? window).top.location = url; } catch (error) { return error.name; }
  return "it went";
}"""


def attack(workspace: AttackedWorkspace, frame: Frame | Page, url: str) -> None:
    """Tries it while a call rings; the page is the same one afterwards, with the call in it."""
    call = workspace.ring()
    workspace.page.evaluate("window.same = true")
    assert frame.evaluate(NAVIGATE, url) == "SecurityError"
    assert workspace.page.evaluate("window.same") is True
    assert workspace.interaction(call)["state"] == "RINGING"
    # The browser says so too; that it does is no harm.
    workspace.complaints = [text for text in workspace.complaints if "initiate navigation" not in text]


@pytest.mark.parametrize("site", ["listed", "unlisted"])
@pytest.mark.parametrize("where", ["the workspace", "elsewhere"])
def test_an_app_does_not_navigate_the_workspace(
    workspace: AttackedWorkspace, sites: Sites, site: str, where: str
) -> None:
    _, frame = workspace.open_client(sites.url(site, "raw.html"))
    attack(workspace, frame, workspace.page.url if where == "the workspace" else sites.url("unlisted", "client.html"))


def test_nor_after_a_click_in_it(workspace: AttackedWorkspace, sites: Sites) -> None:
    """A click is what lets a frame without a box navigate the tab to any address."""
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    workspace.click_in(frame_id, "body")
    workspace.until(lambda: frame.evaluate("navigator.userActivation.isActive"), "the click")
    attack(workspace, frame, sites.url("unlisted", "client.html"))


def test_nor_does_a_page_within_an_app(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "nesting.html"))
    inner = workspace.until(lambda: next(iter(frame.child_frames), None), "the inner frame")
    attack(workspace, inner, workspace.page.url)


def test_nor_does_a_dialog_of_an_app(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    ask(frame, "system.openDialog", "0", sites.url("unlisted", "raw.html"), {})
    (dialog,) = workspace.state["dialogs"]
    attack(workspace, workspace.frame(dialog["frameId"]), workspace.page.url)


def test_nor_does_a_window_that_an_app_opens(workspace: AttackedWorkspace, sites: Sites, browser_name: str) -> None:
    """It is not boxed; what keeps it is that the workspace is not what opened it, nor of its site.

    Firefox lets a window of the workspace's own site navigate it. Nothing is gained: the call is there after a visit.
    """
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    with workspace.page.context.expect_page() as opened:
        frame.evaluate("(url) => { window.open(url); }", sites.url("unlisted", "raw.html"))
    opened.value.wait_for_load_state("load")
    if browser_name == "firefox" and sites.is_near:
        call = workspace.ring()
        workspace.page.evaluate("window.same = true")
        assert opened.value.evaluate(NAVIGATE, workspace.page.url) == "it went"
        workspace.until(lambda: workspace.page.evaluate("window.same !== true"), "the workspace anew")
        assert workspace.ready().interaction(call)["state"] == "RINGING"
    else:
        attack(workspace, opened.value, workspace.page.url)
    opened.value.close()
