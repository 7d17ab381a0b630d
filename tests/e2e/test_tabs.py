"""Two browser tabs of one workspace: one leads, the other follows, and takes over."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Error

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage, open_tab
from tools.server import Servers


def crash(workspace: WorkspacePage) -> None:
    """Ends the tab's process as a crash does: nothing in it can say goodbye."""
    with pytest.raises(Error):
        workspace.page.goto("chrome://crash", timeout=5000)


def states(workspace: WorkspacePage) -> dict[str, str]:
    return {each["interactionId"]: each["state"] for each in workspace.state["interactions"]}


def test_a_follower_takes_over_from_a_crashed_leader(
    tabs_context: BrowserContext, client_servers: Servers, sites: Sites
) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    assert (first.state["tab"], second.state["tab"]) == ("LEADING", "FOLLOWING")
    _, client = second.open_client(sites.url("listed", "client.html"))
    # In the tab that leads, as its agent would.
    first.page.bring_to_front()
    first.page.locator("#top [role=combobox]").fill("5001")
    first.page.keyboard.press("Enter")
    second.until(lambda: states(second) == {"1": "DIALING"}, "the call in the other tab")
    crash(first)
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    second.call("farEnd", {"interactionId": "1", "action": "answer"})
    assert states(second) == {"1": "TALKING"}
    second.page.bring_to_front()
    second.page.locator("#case").get_by_role("button", name="Hang up").click()
    second.until(lambda: states(second) == {"1": "IDLE"}, "the end of the call")
    assert not client.is_detached()


READS_AT_EACH_EVENT = """() => {
    window.read = [];
    genesys.wwe.service.subscribe(["interaction"], async ({ data }) => {
        const told = data.interaction;
        if (told === undefined) return;
        const place = read.push([data.eventType, told.state, told.userData.step ?? ""]) - 1;
        const { data: shown } = await genesys.wwe.service.interaction.getByInteractionId(told.interactionId);
        read[place].push(shown?.state, shown?.userData.step ?? "");
    });
}"""


def test_a_client_that_reads_at_each_event_never_reads_what_was(
    tabs_context: BrowserContext, client_servers: Servers, sites: Sites
) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    _, client = second.open_client(sites.url("listed", "client.html"))
    client.evaluate(READS_AT_EACH_EVENT)
    second.seen(1, kind="reply", event="interaction")

    def heard(count: int) -> list[list[str]] | None:
        told = client.evaluate("() => window.read")
        return told if len(told) >= count and all(len(each) == 5 for each in told) else None

    first.ring()
    first.call("act", {"interactionId": "1", "action": "accept"})
    for step in range(10):
        first.call("attach", {"interactionId": "1", "userData": {"step": str(step)}})
        client.wait_for_timeout(20)
    second.until(lambda: heard(12), "every event of the leading tab")
    crash(first)
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    second.call("attach", {"interactionId": "1", "userData": {"step": "10"}})
    read = second.until(lambda: heard(13), "the event of the tab that leads now")
    ranks = {"RINGING": 0, "TALKING": 1}
    for event, state, step, then, later in read:
        assert then in ranks, f"{event} of {state} was read as {then}"
        assert ranks[then] >= ranks[state], f"{event}: {state}, then {then}"
        assert int(later or -1) >= int(step or -1), f"{event}: {step}, then {later}"


def test_a_reload_of_the_only_tab_and_a_visit_in_it_restore_the_session(
    tabs_context: BrowserContext, client_servers: Servers
) -> None:
    workspace = open_tab(tabs_context, client_servers)
    workspace.ring()
    workspace.page.reload()
    assert states(workspace.ready()) == {"1": "RINGING"}
    workspace.call("act", {"interactionId": "1", "action": "accept"})
    workspace.page.goto(client_servers.host_url)
    assert states(workspace.ready()) == {"1": "TALKING"}


def test_a_toast_of_any_tab_is_shown_where_the_agent_is_and_answered_there(
    tabs_context: BrowserContext, client_servers: Servers, sites: Sites
) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    first.page.bring_to_front()
    first.page.locator("#rail").click()  # the agent is here
    _, client = first.open_client(sites.url("listed", "client.html"))
    heard = "() => genesys.wwe.service.subscribe(['system'], (message) => (window.heard = message.data))"
    client.evaluate(heard)
    client.evaluate("() => genesys.wwe.service.system.popupToast({ title: 'News', buttons: ['Yes', 'No'] })")
    second.until(lambda: second.state["toasts"], "the toast in the other tab")
    button = first.page.locator("#toasts").get_by_role("button", name="No")
    button.wait_for()
    second.page.bring_to_front()
    second.page.locator("#rail").click()  # and is there now
    second.page.locator("#toasts").get_by_role("button", name="No").click()
    first.until(lambda: client.evaluate("() => window.heard?.buttonIndex === 1"), "the click in the first tab")
    assert first.state["toasts"] == second.state["toasts"] == []


def test_a_tab_that_is_closed_hands_over(tabs_context: BrowserContext, client_servers: Servers) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    first.ring()
    first.page.close()
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    assert states(second) == {"1": "RINGING"}
