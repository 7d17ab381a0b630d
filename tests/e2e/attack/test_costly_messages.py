"""Messages that are short and dear, from another site and from the host's own: a neighbour keeps its answers, and the
agent the call.

What each costs in time is measured by ``bench_attackers``; here it is seen that nobody is kept from working.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, post
from tests.e2e.attack.conftest import Opened, attack_configuration
from tests.e2e.sites import Sites

ATTACKS = {
    "250,000 empty arrays": "unlisted",
    "matrices that write themselves": "unlisted",
    "9,900 keys": "listed",
    "three of 9,900 keys": "listed",
    "a toast of 250,000 buttons": "listed",
    "500 readings of much data": "listed",
    "toasts of both directions": "listed",
    "a toast beyond its cap": "listed",
    "labels of both directions": "listed",
    "a label beyond its cap": "listed",
    "numbers of both directions": "listed",
    "attached data of both directions": "listed",
    "eight texts of 20 MB": "unlisted",
}
"""Each attack, and the origin that it comes from."""
BUDGETED = "TIME_BUDGET_EXHAUSTED"
ANSWERS = 25
WITHIN_SECONDS = 30
"""For all answers and the agent's clicks, on a machine that does other work; one message alone took longer before."""


@pytest.fixture
def workspace(opened: Opened, sites: Sites) -> Iterator[AttackedWorkspace]:
    """A workspace where the site of the host has listed origins too."""
    near = attack_configuration(sites).replace("origins = ", f"origins = {sites.near_origin('listed')}, ", 1)
    workspace = opened(near)
    workspace.begin()
    yield workspace
    workspace.expect_unharmed()


def attacker(workspace: AttackedWorkspace, sites: Sites, what: str, site: str) -> Frame:
    name = ATTACKS[what]
    origin = sites.near_origin(name) if site == "same site" else sites.origin(name)
    return workspace.open_client(f"{origin}/attacker.html", "Attacker")[1]


@pytest.mark.parametrize("site", ["other site", "same site"])
@pytest.mark.parametrize("what", ATTACKS)
def test_a_neighbour_keeps_its_answers_and_the_agent_the_call(
    workspace: AttackedWorkspace, sites: Sites, what: str, site: str
) -> None:
    call = workspace.ring(userData={"Shown": "x" * 50_000})
    _, quiet = workspace.open_client(sites.url("second", "raw.html"), "Quiet")
    dear = attacker(workspace, sites, what, site)
    dear.evaluate("([what, call]) => attack(what, call, true)", [what, call])
    began = time.monotonic()
    for number in range(ANSWERS):
        assert "data" in ask(quiet, "agent.get", str(number))
    workspace.page.locator("#toasts").get_by_role("button", name="Accept").click()
    workspace.until(lambda: workspace.interaction(call)["state"] == "TALKING", "the call is answered")
    workspace.page.locator("#case").get_by_role("button", name="Hang up").click()
    workspace.until(lambda: workspace.interaction(call)["state"] == "IDLE", "the call has ended")
    assert time.monotonic() - began < WITHIN_SECONDS
    dear.evaluate("stop()")
    assert "data" in ask(quiet, "agent.get", "after")


def test_what_a_listed_frame_has_no_time_for_waits_in_order_and_is_answered(
    workspace: AttackedWorkspace, sites: Sites
) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"), "Busy")
    _, quiet = workspace.open_client(sites.url("second", "raw.html"), "Quiet")
    frame.evaluate("""() => {
        for (let n = 0; n < 900; n += 1) {
            send({ request: "interaction.getInteractions", referenceId: `w${n}`, userAgent: "WWE Client" });
        }
    }""")
    assert "data" in ask(quiet, "agent.get", "0")
    count = "received.filter(({ referenceId }) => String(referenceId).startsWith('w')).length"
    workspace.until(lambda: frame.evaluate(count) == 900, "an answer for each")
    answers = frame.evaluate(
        "received.map(({ referenceId }) => referenceId).filter((id) => String(id).startsWith('w'))"
    )
    assert answers == [f"w{number}" for number in range(900)]
    # Of this frame: what was dropped of one that the test before had is told up to a quarter of a second later.
    assert workspace.traffic(frame=frame_id, reason=BUDGETED) == []


def test_what_an_unlisted_frame_has_no_time_for_is_dropped_and_told(
    workspace: AttackedWorkspace, sites: Sites, browser_name: str
) -> None:
    """Firefox may hand them over so slowly that the window is silenced before its time is used up."""
    frame_id, frame = workspace.open_client(sites.url("unlisted", "attacker.html"), "Attacker")
    frame.evaluate("for (let n = 0; n < 60; n += 1) send(Array.from({ length: 250000 }, () => []))")
    ends = {(BUDGETED, "dropped")} | ({("UNLISTED_FLOOD", "refused")} if browser_name == "firefox" else set())
    entries = workspace.until(
        lambda: [entry for entry in workspace.traffic(frame=frame_id) if entry.get("reason") in dict(ends)], "the end"
    )
    assert {(entry["reason"], entry["verdict"]) for entry in entries} <= ends
    assert workspace.replies(frame_id) == []


def test_a_silenced_window_is_counted_and_told_together(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("unlisted", "raw.html"), "Attacker")
    frame.evaluate("""() => {
        for (let n = 0; n < 1000; n += 1) {
            send({ request: "agent.get", referenceId: String(n), userAgent: "WWE Client" });
        }
    }""")
    workspace.until(lambda: (workspace.frame_report(frame_id) or {}).get("heldBack") == 1000, "all of them counted")
    assert 0 < len(workspace.replies(frame_id)) <= 20, "ten failures a minute; the minute may have turned"
    assert len(workspace.traffic(frame=frame_id, reason="UNLISTED_FLOOD")) <= 20


def test_a_silence_ends_with_a_reset(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("unlisted", "raw.html"), "Attacker")
    for number in range(30):
        post(frame, "agent.get", str(number))
    workspace.seen(frame=frame_id, reason="UNLISTED_FLOOD")
    workspace.call("reset")
    assert "errorMessage" in ask(frame, "agent.get", "after")


def test_a_silence_does_not_follow_the_window_to_a_listed_origin(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("unlisted", "raw.html"), "Attacker")
    for number in range(30):
        post(frame, "agent.get", str(number))
    workspace.seen(frame=frame_id, reason="UNLISTED_FLOOD")
    frame.goto(sites.url("listed", "raw.html"))
    assert "data" in ask(frame, "agent.get", "0")
