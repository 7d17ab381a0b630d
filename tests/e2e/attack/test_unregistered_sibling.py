"""A frame that the workspace did not make, on an origin that it admits, talks to it: an advertisement in a client."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard
from tests.e2e.attack.conftest import BOTH_SITES
from tests.e2e.sites import Sites

pytestmark = BOTH_SITES

EMBED = """(url) => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.addEventListener("load", () => resolve());
    frame.src = url;
    document.body.append(frame);
})"""


def sibling(workspace: AttackedWorkspace, client: Frame, url: str) -> Frame:
    client.evaluate(EMBED, url)
    (inner,) = client.child_frames
    return inner


@pytest.mark.parametrize("site", ["listed", "second"])
def test_an_allowed_origin_within_a_client_is_not_heard(workspace: AttackedWorkspace, sites: Sites, site: str) -> None:
    frame_id, client = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.visible_state()
    inner = sibling(workspace, client, sites.url(site, "raw.html"))
    inner.evaluate("""(frameId) => {
        const envelope = { userAgent: "WWE Client", protocolVersion: 2, frameId };
        top.postMessage({ request: "agent.setState", parameters: ["NotReady"], referenceId: "0", ...envelope }, "*");
        top.postMessage({ event: "subscribe", data: ["agent", "interaction"], referenceId: "1", ...envelope }, "*");
        top.postMessage({ request: "voice.dial", parameters: ["5001"], referenceId: "2", ...envelope }, "*");
    }""", frame_id)  # fmt: skip
    entries = workspace.seen(reason="WINDOW_NOT_REGISTERED")
    assert {(entry["frame"], entry["origin"], entry["verdict"]) for entry in entries} == {
        ("", sites.origin(site), "ignored")
    }
    assert workspace.visible_state() == before
    workspace.ring()
    assert workspace.traffic(direction="out") == []
    assert "data" in ask(client, "agent.get", "0"), "the client around it is served"
    assert heard(inner) == []


def test_a_client_cannot_lend_its_window(workspace: AttackedWorkspace, sites: Sites) -> None:
    """``postMessage`` called through the client's window is still sent by the window whose script calls it."""
    frame_id, client = workspace.open_client(sites.url("listed", "raw.html"))
    inner = sibling(workspace, client, sites.url("listed", "raw.html"))
    inner.evaluate("""() => {
        const message = { request: "agent.get", referenceId: "0", userAgent: "WWE Client" };
        parent.top.postMessage(message, "*");
        parent.parent.postMessage(message, "*");
    }""")
    workspace.seen(reason="WINDOW_NOT_REGISTERED")
    assert workspace.traffic(frame=frame_id) == []
