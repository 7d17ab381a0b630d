"""Addresses that would run as script in the workspace's page, or that are no pages at all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.sites import Sites

URLS = [
    "javascript:window.injected=1",
    "JavaScript:window.injected=1",
    "java\tscript:window.injected=1",
    "\njavascript:window.injected=1",
    " javascript:window.injected=1",
    "javascript://listed.example/%0awindow.injected=1",
    "data:text/html,<script>top.injected=1</script>",
    "blob:http://localhost/1",
    "about:srcdoc",
    "file:///etc/passwd",
    "vbscript:x",
]
RELATIVE = ["//attacker.example", "/index.html", "index.html"]
"""Of the workspace's own page, if they were not those of the page that asks."""
IMAGES = ["data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='window.injected=1'/>"]


def expect_nothing_ran(workspace: AttackedWorkspace, frames: int) -> None:
    assert workspace.page.evaluate("window.injected") is None
    assert workspace.page.locator("iframe").count() == frames
    assert workspace.page.locator("[src^='javascript' i], [href^='javascript' i], [action], embed, object").count() == 0


def test_the_driver_opens_no_such_page(workspace: AttackedWorkspace) -> None:
    for url in (*URLS, *RELATIVE):
        with pytest.raises(Error, match="url must begin with http:// or https://"):
            workspace.call("openClient", {"label": "x", "url": url})
    assert workspace.state["frames"] == []
    expect_nothing_ran(workspace, 0)


def test_no_such_dialog(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    for number, url in enumerate(URLS):
        reply = ask(frame, "system.openDialog", str(number), url, {"label": "x"})
        assert reply["errorMessage"] == "Error: The url must begin with http:// or https://.", url
    assert {entry["reason"] for entry in workspace.traffic(frame=frame_id, kind="request")} == {"URL_NOT_ALLOWED"}
    assert workspace.state["dialogs"] == []
    expect_nothing_ran(workspace, 1)


def test_no_dialog_of_the_workspace_itself(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    own = workspace.page.evaluate("location.origin")
    for number, url in enumerate((own, f"{own}/index.html", f"{own.upper()}/")):
        reply = ask(frame, "system.openDialog", str(number), url, {"label": "x"})
        assert reply["errorMessage"] == "Error: The url must begin with http:// or https://.", url
    assert ask(frame, "system.openDialog", "relative", "/raw.html", {})["data"] == "wweCustomDialog1"
    (dialog,) = workspace.state["dialogs"]
    assert workspace.frame(dialog["frameId"]).url == sites.url("listed", "raw.html"), "of the page that asks"


def test_no_such_icon(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    for number, url in enumerate(URLS):
        for name, parameters in (
            ("system.popupToast", {"title": "x"}),
            ("system.updateViewInApplicationMenuBar", {"name": "x", "label": "x"}),
        ):
            reply = ask(frame, name, f"{name}{number}", {**parameters, "iconUrl": url})
            assert reply["errorMessage"].startswith("Error: The iconUrl must begin with http://"), url
    assert {entry["reason"] for entry in workspace.traffic(frame=frame_id, kind="request")} == {"URL_NOT_ALLOWED"}
    state = workspace.state
    assert (state["toasts"], state["views"]) == ([], [])
    expect_nothing_ran(workspace, 1)


def test_an_image_is_an_image(workspace: AttackedWorkspace, sites: Sites) -> None:
    """``data:image/`` is allowed for icons; as an image a picture of vectors runs no script."""
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    for number, url in enumerate(IMAGES):
        ask(frame, "system.popupToast", f"toast{number}", {"title": "x", "iconUrl": url})
        ask(
            frame, "system.updateViewInApplicationMenuBar", f"view{number}", {"name": "x", "label": "x", "iconUrl": url}
        )
    expect_nothing_ran(workspace, 1)


def test_a_client_cannot_send_the_workspace_elsewhere(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.page.url
    outcome = frame.evaluate("""() => {
        try { top.location.href = "javascript:window.injected=1"; } catch (error) { return error.name; }
        return "";
    }""")
    assert outcome in ("SecurityError", "")
    assert "data" in ask(frame, "agent.get", "0")
    assert workspace.page.url == before
    assert workspace.page.evaluate("window.injected") is None
    workspace.complaints = [text for text in workspace.complaints if "navigat" not in text.lower()]
