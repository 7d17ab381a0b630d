"""What apps put into the page has the room that there is: toasts as wide as asked for, whole labels in the menu bar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage


@pytest.fixture
def client(workspace: WorkspacePage, sites: Sites) -> Frame:
    return workspace.open_client(sites.url("listed", "raw.html"))[1]


def send(client: Frame, what: str, **parameters: object) -> None:
    answer = client.evaluate("([name, given]) => request(name, name + Math.random(), [given])", [what, parameters])
    assert "errorMessage" not in answer, answer


@pytest.mark.parametrize(("asked", "shown"), [(200, 200), (700, 700), (5000, 1440 - 32)])
def test_a_toast_is_as_wide_as_asked_for_within_the_window(
    workspace: WorkspacePage, client: Frame, asked: int, shown: int
) -> None:
    send(client, "system.popupToast", title="Wide", width=asked)
    toast = workspace.page.locator("#toasts .custom")
    box = toast.bounding_box()
    assert box is not None
    assert round(box["width"]) == shown
    assert box["x"] >= 0
    expect(toast.locator("svg").first).to_be_visible()


@pytest.mark.parametrize("label", ["Time Remaining - 00:12:34", "Callbacks waiting in this queue: 12"])
def test_a_label_in_the_menu_bar_is_whole_where_there_is_room(
    workspace: WorkspacePage, client: Frame, label: str
) -> None:
    workspace.page.set_viewport_size({"width": 1920, "height": 900})
    for name in ("one", "two"):
        send(client, "system.updateViewInApplicationMenuBar", name=name, label=label)
    for text in workspace.page.locator("#top .view .clip").all():
        assert text.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    workspace.page.set_viewport_size({"width": 1440, "height": 900})
    send(client, "system.updateViewInApplicationMenuBar", name="one", label=label * 6)
    assert workspace.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(workspace.page.locator("#agent-button")).to_be_in_viewport()
    expect(workspace.page.locator("#team")).to_be_in_viewport()


def test_what_rings_stands_still_while_notices_of_apps_come_and_go(workspace: WorkspacePage, client: Frame) -> None:
    """Moved in the page, it would begin its animation anew with each of them, and hop under the pointer."""
    workspace.ring()
    toasts = workspace.page.locator("#toasts")
    expect(toasts.get_by_test_id("accept")).to_be_visible()
    toasts.evaluate("""toasts => {
        window.moved = [];
        new MutationObserver((records) => {
            window.moved.push(...records.flatMap(({ removedNodes }) => [...removedNodes]).map((node) => node.id ?? ""));
        }).observe(toasts, { childList: true, subtree: true });
    }""")
    for number in range(5):
        send(client, "system.popupToast", title=f"Notice {number}")
        expect(toasts.get_by_role("heading", name=f"Notice {number}")).to_be_visible()
    moved = workspace.page.evaluate("window.moved")
    assert [name for name in moved if name.startswith("notice-")], "the first notices have made room"
    assert not [name for name in moved if name.startswith("toast-")]
