"""The snapshot that the browser keeps of one start for the next: in the origin's private file system, by its digest."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.e2e.test_failure import snapshot_file
from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

KEPT = """async () => {
  const found = {};
  for await (const [name, handle] of await navigator.storage.getDirectory()) {
    found[name] = (await handle.getFile()).size;
  }
  return found;
}"""
WRITE = """async ([name, text]) => {
  const folder = await navigator.storage.getDirectory();
  const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await writer.write(text.repeat(1000));
  await writer.close();
}"""


def own() -> dict[str, int]:
    """What a browser keeps after a start: one file, with all bytes of the snapshot."""
    content = snapshot_file().read_bytes()
    return {f"snapshot-{hashlib.sha256(content).hexdigest()}": len(content)}


@pytest.fixture
def first(page: Page, servers: Servers) -> WorkspacePage:
    """A workspace after whose start everything is kept."""
    return kept(WorkspacePage(page).open(servers.host_url))


def kept(workspace: WorkspacePage) -> WorkspacePage:
    workspace.until(lambda: workspace.page.evaluate(KEPT) == own(), "the file, and no other")
    return workspace


def start(context: BrowserContext, url: str, before: str = "") -> tuple[WorkspacePage, list[str]]:
    """Another tab, started from the snapshot, and which files of it were asked for."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith(snapshot_file().name):
            asked.append(request.url)

    page = context.new_page()
    page.on("request", note)
    page.add_init_script(before)
    workspace = WorkspacePage(page).open(url)
    expect(page.locator("html")).to_have_attribute("data-start", "snapshot")
    expect(page.locator("[data-boot-note]")).to_be_empty()
    return workspace, asked


def test_the_next_start_does_not_ask_for_it(first: WorkspacePage, servers: Servers) -> None:
    _, asked = start(first.page.context, servers.host_url)
    assert asked == []


def test_a_file_that_is_another_one_is_not_used_and_mended(first: WorkspacePage, servers: Servers) -> None:
    (name,) = own()
    first.page.evaluate(WRITE, [name, "not a snapshot"])
    workspace, asked = start(first.page.context, servers.host_url)
    assert len(asked) == 1
    kept(workspace)


def test_that_of_another_build_goes(first: WorkspacePage, servers: Servers) -> None:
    (name,) = own()
    for other in (name, "snapshot-of-another-build"):
        first.page.evaluate(WRITE, [other, "old"])
    kept(start(first.page.context, servers.host_url)[0])


def test_a_browser_that_keeps_no_files_asks_each_time(first: WorkspacePage, servers: Servers) -> None:
    _, asked = start(first.page.context, servers.host_url, "delete StorageManager.prototype.getDirectory")
    assert len(asked) == 1
