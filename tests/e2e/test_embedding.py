"""The workspace inside somebody else's page: who may embed it, and who is heard from above."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import Browser, Frame, Page

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import HeldStart, WorkspacePage
from tools.server import Servers


def embed(page: Page, sites: Sites, site: str, workspace_url: str) -> None:
    """Does not wait until all is loaded: of a workspace that is kept from starting, that would never come."""
    page.goto(f"{sites.url(site, 'embedder.html')}?workspace={quote(workspace_url)}", wait_until="commit")


def workspace_frame(page: Page, workspace_url: str) -> Frame:
    frame = page.wait_for_selector("#workspace")
    assert frame is not None
    inner = frame.content_frame()
    assert inner is not None
    inner.wait_for_url(f"{workspace_url}**")
    inner.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=60_000)
    return inner


def wait_for_the_bridge(page: Page) -> None:
    """Until the embedded page, which starts no further, hears messages: its scripts before this one have run."""
    frame = page.frame_locator("#workspace")
    frame.locator("html[data-workspace=booting]").wait_for(state="attached")
    frame.locator("script[src$='/main.js']").wait_for(state="attached")


def traffic(frame: Frame) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = frame.evaluate("workspace.call('traffic')")
    return entries


def test_a_listed_page_embeds_the_workspace_and_talks_down_to_it(
    page: Page, client_servers: Servers, sites: Sites
) -> None:
    embed(page, sites, "listed", client_servers.host_url)
    inner = workspace_frame(page, client_servers.host_url)
    username = page.evaluate("genesys.wwe.service.agent.get().then((reply) => reply.data.username)")
    assert username == inner.evaluate("workspace.call('state').then((state) => state.agent.username)")
    page.evaluate("""async () => {
        await genesys.wwe.service.subscribe("agent", (event) => { window.heard = event; });
        await genesys.wwe.service.agent.setState("NotReady");
    }""")
    assert page.evaluate("heard.event") == "agent"
    assert {entry["frame"] for entry in traffic(inner)} == {"embedder"}


def test_what_the_embedding_page_sends_early_is_answered(page: Page, client_servers: Servers, sites: Sites) -> None:
    start = HeldStart(page)
    embed(page, sites, "listed", client_servers.host_url)
    wait_for_the_bridge(page)
    page.evaluate("""() => { self.answers = Promise.all(["get", "getState", "getStateList"].map(
        (name) => genesys.wwe.service.agent[name]().then((reply) => reply.request))); }""")
    start.let_go()
    answers = page.evaluate("answers")
    assert answers == ["agent.get", "agent.getState", "agent.getStateList"]
    inner = workspace_frame(page, client_servers.host_url)
    requests = [entry["request"] for entry in traffic(inner) if entry["kind"] == "request"]
    assert requests == answers


def test_early_messages_are_kept_in_order_up_to_a_bound(
    page: Page, serve: Callable[[str], Servers], sites: Sites
) -> None:
    """Without budgets of time: it is the bound that is seen here."""
    lifted = ("service-client-api.time-budget.python = 0", "service-client-api.time-budget.measuring = 0")
    servers = serve(client_configuration(sites, *lifted))
    start = HeldStart(page)
    embed(page, sites, "listed", servers.host_url)
    wait_for_the_bridge(page)
    page.evaluate("""() => {
        const workspace = document.getElementById("workspace").contentWindow;
        for (let i = 0; i < 1500; i += 1) {
            workspace.postMessage({ request: "agent.get", referenceId: String(i), userAgent: "WWE Client" }, "*");
        }
    }""")
    start.let_go()
    inner = workspace_frame(page, servers.host_url)

    def heard() -> list[str]:
        return [entry["referenceId"] for entry in traffic(inner) if entry["kind"] == "request"]

    WorkspacePage(page).until(lambda: len(heard()) >= 1000 or None, "all that was kept")
    assert heard() == [str(number) for number in range(1000)]
    (dropped,) = [entry for entry in traffic(inner) if entry.get("reason") == "TOO_MANY_EARLY_MESSAGES"]
    assert "500 times" in str(dropped["note"])


def test_an_unlisted_page_cannot_embed_the_workspace(page: Page, client_servers: Servers, sites: Sites) -> None:
    refusals: list[str] = []
    page.on("console", lambda message: refusals.append(message.text))
    embed(page, sites, "unlisted", client_servers.host_url)
    watcher = WorkspacePage(page)
    watcher.until(lambda: [text for text in refusals if "frame-ancestors" in text] or None, "the browser's refusal")


def test_a_page_that_may_embed_but_is_not_listed_gets_silence(
    page: Page, serve: Callable[[str], Servers], sites: Sites
) -> None:
    option = f"service-client-api.embedding-origins = {sites.origin('unlisted')}"
    servers = serve(client_configuration(sites, option))
    embed(page, sites, "unlisted", servers.host_url)
    inner = workspace_frame(page, servers.host_url)
    page.evaluate("void genesys.wwe.service.agent.get().catch(() => {})")
    watcher = WorkspacePage(page)
    entries = watcher.until(lambda: traffic(inner) or None, "an entry in the log")
    assert [(entry["frame"], entry["verdict"], entry.get("reason")) for entry in entries] == [
        ("embedder", "refused", "EMBEDDER_NOT_LISTED")
    ]


def test_without_an_embedding_page_there_is_no_such_client(browser: Browser, workspace: WorkspacePage) -> None:
    assert [frame for frame in workspace.state["frames"] if frame["embeds"]] == []
