"""Features of the browser that no section delegates: not for an app, nor for what it embeds."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

ALLOWED = "(feature) => document.featurePolicy.allowsFeature(feature)"


def test_only_what_is_delegated(page: Page, serve: Callable[[str], Servers], sites: Sites, browser_name: str) -> None:
    """Firefox reads no ``Permissions-Policy``: there a frame has what its ``allow`` names, and the page itself all."""
    sections = (
        "workspace.web-content = Camera, Plain",
        "[Camera]",
        f"url = {sites.url('listed', 'raw.html')}",
        "allow = camera; geolocation 'none'",
        "[Plain]",
        f"url = {sites.url('second', 'raw.html')}",
    )
    workspace = WorkspacePage(page).open(serve(client_configuration(sites, *sections)).host_url)
    camera, plain = (workspace.frame(workspace.frame_id_of(label)) for label in ("Camera", "Plain"))
    assert [frame.evaluate(ALLOWED, "camera") for frame in (camera, plain)] == [True, False]
    reads_headers = browser_name != "firefox"
    for frame in (camera, plain, *([workspace.page.main_frame] if reads_headers else [])):
        assert not any(frame.evaluate(ALLOWED, feature) for feature in ("microphone", "geolocation", "usb"))
    if reads_headers:
        assert workspace.page.main_frame.evaluate(ALLOWED, "clipboard-write"), "the page copies what it is asked to"
        assert workspace.page.evaluate("originAgentCluster") is True
    assert workspace.complaints == []
