"""A boxed app that asks the workspace to open its page again, outside of the box."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, post
from tests.e2e.attack.conftest import Opened
from tests.e2e.sites import Sites


@pytest.fixture
def boxed(opened: Opened, sites: Sites) -> Iterator[AttackedWorkspace]:
    """A workspace with an app that has no origin but may open dialogs; its origin may do everything."""
    lines = (
        "[interaction-workspace]",
        "service-client-api.accepted-web-content-origins = null (system.openDialog), *",
        "workspace.web-content = Boxed",
        "[Boxed]",
        "label = Boxed",
        f"url = {sites.url('listed', 'raw.html')}",
        "sandbox = allow-scripts",
        "",
    )
    workspace = opened("\n".join(lines))
    workspace.call("reset")
    workspace.complaints.clear()
    yield workspace
    workspace.expect_unharmed()


def app(workspace: AttackedWorkspace) -> Frame:
    return workspace.frame(workspace.frame_id_of("Boxed"))


def test_a_dialog_is_in_the_box_of_its_opener(boxed: AttackedWorkspace, sites: Sites) -> None:
    page = app(boxed)
    assert page.evaluate("self.origin") == "null"
    ask(page, "system.openDialog", "outer", sites.url("listed", "raw.html"), {})
    outer = boxed.frame(boxed.state["dialogs"][0]["frameId"])
    ask(outer, "system.openDialog", "inner", sites.url("listed", "raw.html"), {})
    for dialog in boxed.state["dialogs"]:
        frame = boxed.frame(dialog["frameId"])
        assert frame.evaluate("self.origin") == "null"
        element = boxed.page.locator(f'[data-frame="{dialog["frameId"]}"] iframe')
        assert element.get_attribute("sandbox") == "allow-scripts"
        post(frame, "agent.get", "9")
        (refused,) = boxed.seen(frame=dialog["frameId"], request="agent.get", kind="request")
        assert (refused["origin"], refused["verdict"]) == ("null", "refused")


def test_no_window_is_opened_for_a_boxed_app(boxed: AttackedWorkspace) -> None:
    tabs = boxed.page.locator("#tabs")
    assert tabs.get_by_role("button", name="Reload this app").is_visible()
    assert tabs.get_by_role("button", name="Open in its own window").count() == 0
    boxed.page.evaluate("(id) => workspaceBridge.ask('action', 'app-window', id, '{}')", boxed.frame_id_of("Boxed"))
    assert [frame["mode"] for frame in boxed.state["frames"] if frame["level"] == "workspace"] == ["tab"]
    assert boxed.page.context.pages.count(boxed.page) == 1
