"""One client sends without end; another is served meanwhile, and so is the agent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.attack.conftest import BOTH_SITES
from tests.e2e.sites import Sites

pytestmark = BOTH_SITES

MESSAGES = {
    "noise": "{ noise: count }",
    "requests": "{ request: 'agent.get', referenceId: String(count), userAgent: 'WWE Client' }",
    "large messages": "{ request: 'agent.get', referenceId: large, userAgent: 'WWE Client' }",
}
AT_MOST = {"noise": 40_000, "requests": 20_000, "large messages": 300}
FLOOD = """() => {
    const large = "x".repeat(500000);
    let count = 0;
    window.flood = setInterval(() => {
        for (const end = performance.now() + 20; performance.now() < end && count < LIMIT; count += 1) {
            send(MESSAGE);
        }
    }, 25);
    window.sent = () => count;
    window.addEventListener("message", () => { received.length = 0; });
}"""


HELD_BACK = ("TOO_MANY_MESSAGES", "TIME_BUDGET_EXHAUSTED")


def held_back(workspace: AttackedWorkspace) -> list[dict[str, Any]]:
    return [entry for entry in workspace.traffic() if entry.get("reason") in HELD_BACK]


@pytest.mark.parametrize("what", MESSAGES)
def test_a_flood_drowns_nobody_else(workspace: AttackedWorkspace, sites: Sites, what: str) -> None:
    """Large messages may come more slowly than the limits let them through, from a busy machine."""
    slow = what == "large messages"
    flooding_id, flooding = workspace.open_client(sites.url("listed", "raw.html"), "Flooding")
    other_id, other = workspace.open_client(sites.url("second", "raw.html"), "Other")
    flooding.evaluate(FLOOD.replace("MESSAGE", MESSAGES[what]).replace("LIMIT", str(AT_MOST[what])))
    workspace.until(
        lambda: held_back(workspace) or (slow and len(workspace.replies(flooding_id)) > 10),
        "the first report of messages held back",
    )
    for number in range(5):
        assert "data" in ask(other, "agent.get", str(number))
    call = workspace.ring()
    assert "errorMessage" not in ask(other, "voice.answer", "answer", call)
    sent = flooding.evaluate("clearInterval(flood), sent()")
    assert "data" in ask(other, "agent.get", "after")

    entries = held_back(workspace)
    assert {(entry["frame"], entry["verdict"]) for entry in entries} <= {(flooding_id, "dropped")}
    assert entries or slow
    assert len(entries) <= 20 * len(HELD_BACK), "told together, and at last only counted"
    report = workspace.frame_report(flooding_id)
    assert report is not None
    assert (0 if slow else 1) <= report["heldBack"] <= sent
    assert len(workspace.replies(other_id)) == 7


def test_tens_of_thousands_at_once(workspace: AttackedWorkspace, sites: Sites) -> None:
    flooding_id, flooding = workspace.open_client(sites.url("listed", "raw.html"), "Flooding")
    other_id, other = workspace.open_client(sites.url("second", "raw.html"), "Other")
    flooding.evaluate("() => { for (let i = 0; i < 40000; i += 1) send({ noise: i }); }")
    assert "data" in ask(other, "agent.get", "0")
    workspace.seen(frame=flooding_id, reason="TOO_MANY_MESSAGES")
    passed = [entry for entry in workspace.traffic(frame=flooding_id) if entry["reason"] == "NOT_OURS"]
    assert len(passed) <= 20, "alike messages are only counted"
    assert {entry["verdict"] for entry in workspace.traffic(frame=other_id)} == {"allowed"}
