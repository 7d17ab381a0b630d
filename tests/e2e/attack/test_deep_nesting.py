"""Nesting, up to what the browser itself is able to copy to another window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.sites import Sites

PLACES = {
    "the message": "value",
    "an argument": "{ request: 'interaction.setUserData', parameters: ['1', { Shown: value }], ...mine }",
    "the reference": "{ request: 'agent.get', ...mine, referenceId: value }",
    "a surplus member": "{ request: 'agent.get', ...mine, extra: value }",
}
SHAPED = list(zip(PLACES, ["array", "object", "array", "object"], strict=True))
NEST = """([depth, shape]) => {
    const mine = { referenceId: "deep", userAgent: "WWE Client", protocolVersion: 2 };
    const wrap = {
        array: (inner) => [inner],
        object: (inner) => ({ userData: inner }),
        map: (inner) => new Map([[1, inner]]),
    }[shape];
    let value = 1;
    for (let i = 0; i < depth; i += 1) {
        value = wrap(value);
    }
    try {
        send(PLACE);
        return true;
    } catch {
        return false;
    }
}"""


def nest(frame: Frame, place: str, depth: int, shape: str = "array") -> bool:
    """Whether the browser sent it."""
    return bool(frame.evaluate(NEST.replace("PLACE", place), [depth, shape]))


@pytest.mark.parametrize(("where", "shape"), SHAPED)
def test_beyond_the_limit_there_is_silence(workspace: AttackedWorkspace, sites: Sites, where: str, shape: str) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    workspace.ring()
    before = workspace.visible_state()
    depths = [65, 1000]
    assert all(nest(frame, PLACES[where], depth, shape) for depth in depths)
    assert "data" in ask(frame, "agent.getState", "after")
    entries = workspace.until(
        lambda: [e for e in workspace.traffic(frame=frame_id) if e.get("reason") == "TOO_DEEP"], "an entry in the log"
    )
    assert {entry["verdict"] for entry in entries} == {"dropped"}
    assert [reply["referenceId"] for reply in workspace.replies(frame_id)] == ["after"]
    assert workspace.visible_state() == before


def test_up_to_the_limit_it_is_heard(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    call = workspace.ring()
    assert nest(frame, PLACES["an argument"], 60)
    assert "errorMessage" not in frame.evaluate("reply('deep')")
    assert "Shown" in workspace.interaction(call)["userData"]


@pytest.mark.parametrize("shape", ["array", "object", "map"])
def test_as_deep_as_the_browser_can_copy(
    workspace: AttackedWorkspace, sites: Sites, browser_name: str, shape: str
) -> None:
    """Some thousands of levels down Chromium refuses, on the sender's side; half of that it still hands over.

    The last levels before that are left out: there Chromium itself crashes, in any page that reads ``event.data``.
    Firefox copies any depth.
    """
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.visible_state()
    depths = [500, 1000, 2000, 20_000, 200_000]
    sent = [depth for depth in depths if nest(frame, PLACES["an argument"], depth, shape)]
    assert sent == (depths if browser_name == "firefox" else depths[:3])
    assert "data" in ask(frame, "agent.get", "after")
    assert workspace.visible_state() == before
    assert workspace.replies(frame_id)[-1]["referenceId"] == "after"
