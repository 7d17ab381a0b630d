"""Windows that are not wide, and 200 % zoom, which is the same: everything that can be done is still there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

CONTROLS = ("traffic-help", "traffic-pause", "traffic-clear", "sim-reset")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all widths; the workspace starts in each."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1024, 720, 390])
def test_what_can_be_done_in_the_workbench_is_in_view(page: Page, servers: Servers, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    workspace = WorkspacePage(page).open(servers.host_url)
    if width < 900:
        page.get_by_role("navigation").get_by_role("button", name="Workbench").click()
    expect(page.locator("#traffic-more-button")).to_be_in_viewport(ratio=1)
    for control in CONTROLS:
        button = page.locator(f"#bench [data-action={control}]")
        expect(button).to_be_visible()
        expect(button).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls to the side"
    assert workspace.complaints == []
