"""Whoever comes to the computer later looks for customers in what the browser has kept."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage, open_tab

CALLER = "+49301234567"
READ = """async () => {
    // The page's own indexedDB is replaced for PyScript; that of a frame is not.
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const databases = frame.contentWindow.indexedDB;
    const settled = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const kept = [];
    for (const { name } of await databases.databases()) {
        const database = await settled(databases.open(name));
        for (const store of database.objectStoreNames) {
            kept.push(...await settled(database.transaction(store).objectStore(store).getAll()));
        }
        database.close();
    }
    frame.remove();
    const text = (bytes) => new TextDecoder("latin1").decode(bytes);
    const rows = kept.filter((row) => row?.iv).length;
    const all = kept.map((row) => (row?.data ? text(row.data) : JSON.stringify(row))).join("\\n");
    return { rows, all: all + JSON.stringify(localStorage) };
}"""


def test_no_customer_is_readable_and_a_new_tab_restores_nothing(browser: Browser, serve: object, sites: Sites) -> None:
    context = browser.new_context()
    servers = serve(client_configuration(sites))  # type: ignore[operator]
    first = open_tab(context, servers)
    first.ring(CALLER, userData={"Name": "Dr. Zebra"})
    kept = first.until(lambda: (found := first.page.evaluate(READ))["rows"] > 5 and found, "rows in the database")
    assert CALLER[1:] not in kept["all"]
    assert "Zebra" not in kept["all"]
    first.page.close()

    second = open_tab(context, servers)
    assert second.state["interactions"] == []
    assert "Zebra" not in second.page.evaluate(READ)["all"]
    assert second.page.evaluate("Object.values(sessionStorage).join().includes('Zebra')") is False
    context.close()


def test_the_tab_itself_goes_on(browser: Browser, serve: object, sites: Sites) -> None:
    context = browser.new_context()
    workspace = open_tab(context, serve(client_configuration(sites)))  # type: ignore[operator]
    call = workspace.ring(CALLER)
    workspace.page.reload()
    assert WorkspacePage(workspace.page).ready().interaction(call)["state"] == "RINGING"
    context.close()
