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


def test_a_reload_of_the_only_tab_restores_the_session_and_a_visit_begins_anew(
    tabs_context: BrowserContext, client_servers: Servers
) -> None:
    workspace = open_tab(tabs_context, client_servers)
    workspace.ring()
    workspace.page.reload()
    assert states(workspace.ready()) == {"1": "RINGING"}
    workspace.open(client_servers.host_url)
    assert states(workspace) == {}


def test_a_tab_that_is_closed_hands_over(tabs_context: BrowserContext, client_servers: Servers) -> None:
    first, second = open_tab(tabs_context, client_servers), open_tab(tabs_context, client_servers)
    first.ring()
    first.page.close()
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    assert states(second) == {"1": "RINGING"}
