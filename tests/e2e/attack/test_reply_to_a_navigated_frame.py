"""A client asks and is gone before the answer: the page that took its place must not read it.

The replies are kept back in the page until the other document is there, as a slow contact centre would.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard, post
from tests.e2e.sites import Sites

KEEP = """() => {
    window.kept = { post: workspaceBridge.post, calls: [] };
    workspaceBridge.post = (...call) => { kept.calls.push(call); };
}"""
DELIVER = "() => { for (const call of kept.calls.splice(0)) kept.post(...call); }"
PUT_BACK = "() => { workspaceBridge.post = kept.post; delete window.kept; }"


@pytest.fixture
def slow(workspace: AttackedWorkspace) -> Iterator[AttackedWorkspace]:
    workspace.page.evaluate(KEEP)
    yield workspace
    workspace.page.evaluate(PUT_BACK)


def test_a_reply_arrives_when_the_page_has_stayed(slow: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = slow.open_client(sites.url("listed", "raw.html"))
    post(frame, "agent.get", "0")
    slow.seen(frame=frame_id, kind="reply")
    assert heard(frame) == []
    slow.page.evaluate(DELIVER)
    slow.until(lambda: any("data" in message for message in heard(frame)), "the reply")


@pytest.mark.parametrize("site", ["unlisted", "second", "reader"])
def test_a_reply_does_not_reach_another_origin(slow: AttackedWorkspace, sites: Sites, site: str) -> None:
    frame_id, frame = slow.open_client(sites.url("listed", "raw.html"))
    post(frame, "agent.get", "0")
    slow.seen(frame=frame_id, kind="reply")
    frame.goto(sites.url(site, "raw.html"))
    slow.page.evaluate(DELIVER)
    slow.page.evaluate(PUT_BACK)
    ask(frame, "agent.get", "1")
    slow.page.evaluate(KEEP)
    assert [message["referenceId"] for message in heard(frame) if "referenceId" in message] == ["1"]


def test_a_reply_to_a_frame_that_is_gone_reaches_nobody(slow: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = slow.open_client(sites.url("listed", "raw.html"))
    post(frame, "agent.get", "0")
    slow.seen(frame=frame_id, kind="reply")
    slow.call("closeClient", {"frameId": frame_id})
    slow.until(frame.is_detached, "the end of the frame")
    _, other = slow.open_client(sites.url("listed", "raw.html"))
    slow.page.evaluate(DELIVER)
    post(other, "agent.getState", "1")
    slow.seen(2, kind="reply")
    slow.page.evaluate(DELIVER)
    slow.until(lambda: heard(other), "the other client's own reply")
    assert [message["referenceId"] for message in heard(other) if "referenceId" in message] == ["1"]
