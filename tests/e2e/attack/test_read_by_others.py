"""What is not heard is not read either, by nobody: reading a message is what makes a short one dear.

Pyodide listens to the messages of the page's window, since it posts one to itself whenever it wants to be woken up. It
would read those of all frames and take the text of that one for its own, whoever has sent it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.attack.conftest import BOTH_SITES
from tests.e2e.attack.test_unregistered_sibling import sibling
from tests.e2e.sites import Sites

pytestmark = BOTH_SITES

WATCH = """() => {
    const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data");
    self.stopWatching = () => Object.defineProperty(MessageEvent.prototype, "data", data);
    self.readFrom = [];
    Object.defineProperty(MessageEvent.prototype, "data", { ...data, get() {
        if (this.type === "message" && this.origin && this.source !== self) {
            readFrom.push(this.origin);
        }
        return data.get.call(this);
    } });
}"""
SEND = "(messages) => messages.forEach((message) => top.postMessage(message, '*'))"
WAKE_UP = "_si"
REQUEST = {"request": "agent.get", "referenceId": "0", "userAgent": "WWE Client"}


@pytest.fixture
def watched(workspace: AttackedWorkspace) -> Iterator[AttackedWorkspace]:
    """Keeps the origins of the messages that anybody in the page has read."""
    workspace.page.evaluate(WATCH)
    yield workspace
    workspace.page.evaluate("stopWatching()")


def test_nobody_reads_what_a_window_sends_that_is_not_heard(watched: AttackedWorkspace, sites: Sites) -> None:
    _, client = watched.open_client(sites.url("listed", "raw.html"))
    inner = sibling(watched, client, sites.url("second", "raw.html"))
    watched.page.evaluate("readFrom.length = 0")
    inner.evaluate(SEND, [REQUEST, WAKE_UP, {"much": [[]] * 1000}])
    watched.seen(reason="WINDOW_NOT_REGISTERED")
    assert "data" in ask(client, "agent.get", "1")
    assert watched.page.evaluate("[...new Set(readFrom)]") == [sites.origin("listed")]


def test_nobody_reads_what_is_silenced(watched: AttackedWorkspace, sites: Sites) -> None:
    """A silence ends with the minute, which may turn here once, but not twice."""
    frame_id, unlisted = watched.open_client(sites.url("unlisted", "raw.html"))
    _, client = watched.open_client(sites.url("listed", "raw.html"))

    def flooded() -> bool:
        """More than once where the machine is so slow that most of it is dropped for want of time."""
        unlisted.evaluate(SEND, [{**REQUEST, "referenceId": str(number)} for number in range(30)])
        return bool(watched.traffic(frame=frame_id, reason="UNLISTED_FLOOD"))

    def read_of_the_silenced(attempt: int) -> list[str]:
        watched.until(flooded, "the silence")
        assert "data" in ask(client, "agent.get", f"{attempt} before")
        watched.page.evaluate("readFrom.length = 0")
        unlisted.evaluate(SEND, [REQUEST, WAKE_UP, {"much": [[]] * 1000}])
        assert "data" in ask(client, "agent.get", f"{attempt} after")
        read: list[str] = watched.page.evaluate("readFrom")
        return read

    assert any(sites.origin("unlisted") not in read_of_the_silenced(attempt) for attempt in range(2))


def test_a_client_cannot_wake_up_the_interpreter(watched: AttackedWorkspace, sites: Sites) -> None:
    """It is a message like any other, which the workspace does not take for its own."""
    frame_id, client = watched.open_client(sites.url("listed", "raw.html"))
    client.evaluate(SEND, [WAKE_UP])
    (entry,) = watched.seen(frame=frame_id, kind="other")
    assert entry["verdict"] == "ignored"
    assert "data" in ask(client, "agent.get", "1")
    assert watched.complaints == []
