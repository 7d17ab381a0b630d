"""What the bridge holds back before Python sees it, and what gets through all the same."""

from __future__ import annotations

import pytest

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage

ENVELOPE = "{ request: 'agent.get', referenceId: 'x', userAgent: 'WWE Client', parameters: [value] }"

TOO_MUCH = {
    "deep nesting": ("let value = 1; for (let i = 0; i < 1000; i += 1) value = [value];", "TOO_DEEP"),
    "many keys": ("const value = {}; for (let i = 0; i < 10001; i += 1) value['k' + i] = 1;", "TOO_MANY_KEYS"),
    "long text": ("const value = 'x'.repeat(5 * 1048576);", "TEXT_TOO_LONG"),
    "text of escapes": ("const value = '\\u0000'.repeat(300000);", "TEXT_TOO_LONG"),
    "long array": ("const value = new Array(4000000000);", "TEXT_TOO_LONG"),
    "binary data": ("const value = new Uint8Array(1000000);", "TOO_MANY_KEYS"),
    "shared parts": ("let value = ['x']; for (let i = 0; i < 40; i += 1) value = [value, value];", "TOO_MANY_KEYS"),
    "many elements": ("const value = new Array(10001).fill(0);", "TOO_MANY_KEYS"),
    "matrices": ("const value = Array.from({ length: 1000 }, () => new DOMMatrix());", "TOO_MANY_KEYS"),
    "a cycle": ("const value = {}; value.self = value;", "NOT_SERIALISABLE"),
    "a big integer": ("const value = 1n;", "NOT_SERIALISABLE"),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_a_message_beyond_the_limits_is_dropped_and_counted(workspace: WorkspacePage, sites: Sites, what: str) -> None:
    make, reason = TOO_MUCH[what]
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    frame.evaluate(f"() => {{ {make} send({ENVELOPE}); }}")
    (entry,) = workspace.seen(reason=reason)
    assert (entry["frame"], entry["verdict"]) == (frame_id, "dropped")
    assert frame.evaluate("request('agent.get', '1')")["referenceId"] == "1"
    assert [reply["referenceId"] for reply in workspace.traffic(kind="reply")] == ["1"]


def test_a_message_within_the_limits_is_heard(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    frame.evaluate("""() => {
        let value = 'x'.repeat(900000);
        for (let i = 0; i < 60; i += 1) value = [value];
        send({ request: 'agent.get', referenceId: '0', userAgent: 'WWE Client', parameters: [value] });
    }""")
    assert frame.evaluate("reply('0')")["request"] == "agent.get"


def test_a_flood_of_one_frame_is_cut_while_another_is_served(workspace: WorkspacePage, sites: Sites) -> None:
    flooding_id, flooding = workspace.open_client(sites.url("listed", "raw.html"), "Flooding")
    _, other = workspace.open_client(sites.url("second", "raw.html"), "Other")
    flooding.evaluate("() => { for (let i = 0; i < 6000; i += 1) send({ noise: i }); }")
    assert "data" in other.evaluate("request('agent.get', '0')")
    entries = workspace.seen(reason="TOO_MANY_MESSAGES")
    assert {entry["frame"] for entry in entries} == {flooding_id}
    assert len(entries) < 10
    report = workspace.frame_report(flooding_id)
    assert report is not None
    assert report["heldBack"] > 0


def test_a_forged_event_of_the_page_itself_is_not_trusted(workspace: WorkspacePage) -> None:
    workspace.page.evaluate(
        "window.dispatchEvent(new MessageEvent('message', { data: { request: 'agent.get' }, source: window }))"
    )
    (entry,) = workspace.seen(reason="NOT_TRUSTED")
    assert entry["verdict"] == "ignored"


def test_a_text_is_not_a_request(workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    frame.evaluate("send('wwe hello')")
    (entry,) = workspace.seen(reason="NOT_OURS")
    assert entry["verdict"] == "ignored"
