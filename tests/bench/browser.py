"""What the benchmarks in a browser share: the browser, the workspace in it, and clients of another site."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, Playwright, sync_playwright

from tools.chromium import Use, find_chromium, sandbox_arguments
from tools.firefox import CHANNEL, find_firefox
from tools.listening import LOOPBACK, listen
from tools.paths import NODE_MODULES, ROOT
from tools.served_files import NamedText
from tools.server import Servers
from tools.site_app import client_application
from tools.site_server import SiteServer

PAGES = Path(__file__).parent / "pages"
LIBRARY = ROOT / "client_iframes" / "library"
OTHERS = tuple(NODE_MODULES / folder for folder in ("penpal/dist", "comlink/dist/umd", "post-robot/dist"))
"""What the workspace is compared with."""
ARGUMENTS = (
    *sandbox_arguments(),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
UNLIMITED = {
    "service-client-api.time-budget.python": "0",
    "service-client-api.time-budget.measuring": "0",
}
"""Options without budgets of time, where it is measured what the page can do at most."""
PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Bench:
    """A browser, and two servers of pages: one of the workspace's site and one of the clients'."""

    browser: Browser
    servers: Servers
    clients: str
    """The origin of the clients: the host's pages and it are of different sites."""
    neighbour: str
    """An origin of the host's own site, with the same pages."""

    def workspace(self, before: str = "", **options: Any) -> Page:
        """A tab with the workspace, ready; ``before`` is a script that runs in it before any other."""
        page = self.browser.new_page(**options)
        if before:
            page.add_init_script(before)
        page.goto(self.servers.host_url)
        page.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=PATIENCE_MS)
        return page


def _chromium(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=find_chromium(os.environ, Use.MEASURING), args=list(ARGUMENTS))


def _firefox(playwright: Playwright) -> Browser:
    return playwright.firefox.launch(executable_path=find_firefox(os.environ), channel=CHANNEL)


HEAR_FIRST = """
if (self === top) {
  self.hearFirst = (milliseconds, isIt) => new Promise((resolve, reject) => {
    const hear = (event) => {
      if (isIt(event.data)) {
        listening.delete(hear);
        clearTimeout(late);
        resolve(event.data);
      }
    };
    const late = setTimeout(() => {
      listening.delete(hear);
      reject(new Error(`No message that fits ${isIt} came within ${milliseconds} ms.`));
    }, milliseconds);
    listening.add(hear);
  });
  const listening = new Set();
  addEventListener("message", (event) => listening.forEach((hear) => hear(event)), true);
}
"""
"""A script that runs before any other: ``hearFirst`` waits for a message before the workspace takes it for itself."""
ENGINES = {"Chromium": _chromium, "Firefox": _firefox}


@contextmanager
def bench(
    applications: Mapping[str, str], options: Mapping[str, str] | None = None, engine: str = "Chromium"
) -> Iterator[Bench]:
    """Serves a workspace with web applications, label and address below the origin of the clients."""
    with Servers() as probe:
        port = probe.addresses.port
    sites = [SiteServer([listen(LOOPBACK, port + at)], client_application([PAGES, LIBRARY, *OTHERS])) for at in (0, 1)]
    for site in sites:
        site.start()
    clients = f"http://127.0.0.1:{port}"
    try:
        configuration = NamedText("bench.cfg", _configuration(clients, applications, options or {}))
        with Servers(configuration=configuration) as servers, sync_playwright() as playwright:
            browser = ENGINES[engine](playwright)
            yield Bench(browser, servers, clients, f"http://localhost:{port + 1}")
            browser.close()
    finally:
        for site in sites:
            site.stop()


def _configuration(origin: str, applications: Mapping[str, str], options: Mapping[str, str]) -> str:
    lines = ["[interaction-workspace]", f"service-client-api.accepted-web-content-origins = {origin}"]
    lines += [f"{name} = {value}" for name, value in options.items()]
    if applications:
        lines.append(f"workspace.web-content = {','.join(applications)}")
    for label, path in applications.items():
        lines += [f"[{label}]", f"url = {origin}/{path}"]
    return "\n".join(lines) + "\n"


def frame_at(page: Page, path: str) -> Frame:
    """The frame whose address contains this; waits until it is there and loaded."""
    page.wait_for_function(
        "path => [...document.querySelectorAll('iframe')].some((f) => f.src.includes(path))", arg=path
    )
    for _ in range(PATIENCE_MS // 20):
        for frame in page.frames:
            if path in frame.url:
                frame.wait_for_load_state("load")
                return frame
        page.wait_for_timeout(20)
    raise SystemExit(f"no frame at {path} appeared")


def clients(page: Page, number: int) -> list[Frame]:
    """So many frames in a page, all loaded; waits until they are there."""
    for _ in range(PATIENCE_MS // 20):
        frames = [frame for frame in page.frames if frame.parent_frame is not None and frame.url.startswith("http")]
        if len(frames) == number:
            for frame in frames:
                frame.wait_for_load_state("load")
            return frames
        page.wait_for_timeout(20)
    raise SystemExit(f"{number} frames were expected, {len(page.frames) - 1} appeared")


def call(page: Page, name: str, args: Mapping[str, Any] | None = None) -> Any:
    """A driver call of the workspace."""
    return page.evaluate("([name, args]) => workspace.call(name, args)", [name, dict(args or {})])


def middle(values: Sequence[float]) -> str:
    """The range around a median, for a note."""
    return f"{min(values):.3g} to {max(values):.3g}"


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
