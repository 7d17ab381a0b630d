"""How long the page takes to its first answer, and what it costs the network: on a first visit, in a new tab, reloaded.

It is compared with a bare page of PyScript, which has the same files, loads them in the same way and from the same kind
of server, imports the same packages and answers the same request of the same client. The pages take the time, from the
start of the navigation until their client tells that it has its answer, and count the bytes that have crossed the
network by then. With ``START_MBIT`` in the environment the network is slowed down to so many megabits a second, with
40 ms there and back.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.bench.browser import ARGUMENTS, LIBRARY, PAGES
from tools.benches import Row, compared, figure, told
from tools.chromium import Use, find_chromium
from tools.listening import LOOPBACK, listen
from tools.pages import PACKAGES
from tools.paths import SITE
from tools.served_files import NamedText
from tools.server import Servers
from tools.site_app import client_application
from tools.site_server import SiteServer

STARTS = 7
BYTES_LIMIT = 10.0
"""MB, compressed."""
LIMITS = {"first visit": None, "new tab": 0.35, "reload": 0.25}
"""Of the time, against the bare page."""
OURS = "the workspace"
BARE = "a bare page"
VARIABLE = "START_MBIT"
ROUND_TRIP_MS = 40
PATIENCE_MS = 120_000
SETTLED = """async () => {
  for (let before = -1, now = 0; now !== before; ) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    now = performance.getEntriesByType("resource").length;
  }
}"""
"""Nothing more has been fetched for a second."""
NOTE_THE_ANSWER = """
if (self === top) {
  self.answered = new Promise((resolve) => {
    addEventListener("message", ({ data }) => {
      if (data !== "answered") return;
      const milliseconds = performance.now();
      const fetched = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      resolve({ milliseconds, transferred: fetched.map((entry) => entry.transferSize) });
    }, true); // the workspace lets nobody hear after it
  });
}
"""


@dataclass(slots=True)
class Start:
    """One start: milliseconds, and bytes as they crossed the network."""

    milliseconds: float = 0.0
    transferred: float = 0.0
    requests: int = 0


@dataclass(slots=True)
class Watched:
    """A tab that notes when its client has been answered, and whose network is slowed down when that is asked for."""

    page: Page
    megabits: float

    def __post_init__(self) -> None:
        if self.megabits:
            session = self.page.context.new_cdp_session(self.page)
            session.send("Network.enable")
            rate = self.megabits * 1_000_000 / 8
            limits = {"latency": ROUND_TRIP_MS, "downloadThroughput": rate, "uploadThroughput": rate}
            session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
        self.page.add_init_script(NOTE_THE_ANSWER)
        self.page.set_default_timeout(PATIENCE_MS)

    def start(self, navigate: Callable[[Page], object]) -> Start:
        navigate(self.page)
        noted = self.page.evaluate("answered")
        return Start(noted["milliseconds"], sum(noted["transferred"]), len(noted["transferred"]))


@contextmanager
def served() -> Iterator[Mapping[str, str]]:
    """The addresses of both pages; their clients are of another site than they."""
    assets = {folder.name.rsplit("-", 1)[0]: f"/assets/{folder.name}" for folder in (SITE / "assets").iterdir()}
    with tempfile.TemporaryDirectory() as folder:
        page = (PAGES / "bare.html").read_text(encoding="utf-8").replace("PYSCRIPT", assets["pyscript"])
        Path(folder, "bare.html").write_text(page, encoding="utf-8")
        archive = f"{assets['packages']}/{PACKAGES}"
        config = {"interpreter": f"{assets['pyodide']}/pyodide.mjs", "files": {archive: "./*"}}
        Path(folder, "bare.json").write_text(json.dumps(config), encoding="utf-8")
        sockets = [listen(LOOPBACK, 0), listen(LOOPBACK, 0)]
        clients = f"http://{LOOPBACK}:{sockets[0].getsockname()[1]}"
        sites = [
            SiteServer([sockets[0]], client_application([PAGES, LIBRARY])),
            SiteServer([sockets[1]], client_application([Path(folder), PAGES, SITE])),
        ]
        for site in sites:
            site.start()
        options = f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {clients}\n"
        options += f"workspace.web-content = First\n[First]\nurl = {clients}/first.html\n"
        try:
            with Servers(configuration=NamedText("bench.cfg", options)) as servers:
                bare = f"http://localhost:{sites[1].port}/bare.html#{clients}/first.html"
                yield {OURS: servers.host_url, BARE: bare}
        finally:
            for site in sites:
                site.stop()


def profile(playwright: Playwright, folder: str) -> BrowserContext:
    """A browser with a profile on the disk: a private one keeps no compiled code."""
    program = find_chromium(os.environ, Use.MEASURING)
    return playwright.chromium.launch_persistent_context(folder, executable_path=program, args=list(ARGUMENTS))


def starts(playwright: Playwright, url: str, megabits: float) -> dict[str, Start]:
    """One of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        context = profile(playwright, folder)
        first = Watched(context.new_page(), megabits)
        visit = first.start(lambda page: page.goto(url))
        first.page.evaluate(SETTLED)
        tab = Watched(context.new_page(), megabits)
        first.page.close()  # two tabs of one session would talk with each other
        found = {"first visit": visit, "new tab": tab.start(lambda page: page.goto(url))}
        tab.page.evaluate(SETTLED)
        found["reload"] = tab.start(lambda page: page.reload())
        context.close()
    return found


def measure(megabits: float) -> dict[str, dict[str, list[Start]]]:
    """What each page took, by kind of start."""
    taken: dict[str, dict[str, list[Start]]] = {page: {kind: [] for kind in LIMITS} for page in (OURS, BARE)}
    with served() as pages, sync_playwright() as playwright:
        for number in range(STARTS):
            for page in (OURS, BARE)[:: -1 if number % 2 else 1]:
                for kind, start in starts(playwright, pages[page], megabits).items():
                    taken[page][kind].append(start)
    return taken


def rows() -> list[Row]:
    taken = measure(float(os.environ.get(VARIABLE, "0")))
    found: list[Row] = []
    for kind, limit in LIMITS.items():
        seconds = {page: sorted(start.milliseconds / 1000 for start in taken[page][kind]) for page in taken}
        ours, bare = seconds[OURS], seconds[BARE]
        ranges = f"{ours[0]:.2f} to {ours[-1]:.2f}, {BARE} {bare[0]:.2f} to {bare[-1]:.2f}"
        metric = f"start to the first answer, {kind} ÷ {BARE} of PyScript"
        note = f"medians of {STARTS}; {ranges}"
        found.append(compared(metric, statistics.median(ours), statistics.median(bare), "s", note, limit=limit))
        for page in taken:
            sent = statistics.median(start.transferred for start in taken[page][kind]) / 1_000_000
            requests = f"{max(start.requests for start in taken[page][kind])} requests"
            most = BYTES_LIMIT if page == OURS and kind == "first visit" else None
            found.append(figure(f"bytes until the first answer, {kind}, {page}", sent, "MB", requests, limit=most))
    return found


if __name__ == "__main__":
    told(rows())
