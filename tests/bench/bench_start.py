"""How long the page takes to start, and what it costs the network: on a first visit, in a new tab, and reloaded.

The page itself takes the time, from the start of the navigation to ``data-workspace=ready``, and counts the bytes that
have crossed the network by then. With ``START_MBIT`` in the environment the network is slowed down to so many
megabits a second, with 40 ms there and back.
"""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tools.benches import Row, figure, told
from tools.chromium import find_chromium, sandbox_arguments
from tools.served_files import NamedText
from tools.server import Servers

STARTS = 5
BYTES_LIMIT = 10.0
"""MB, compressed."""
ARGUMENTS = (
    *sandbox_arguments(),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
VARIABLE = "START_MBIT"
ROUND_TRIP_MS = 40
NOTE_WHEN_READY = """
new MutationObserver((changes, observer) => {
  if (document.documentElement?.dataset.workspace === "ready") {
    const fetched = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    self.readyAfter = { milliseconds: performance.now(), transferred: fetched.map((entry) => entry.transferSize) };
    observer.disconnect();
  }
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-workspace"] });
"""


@dataclass(slots=True)
class Start:
    """One start: milliseconds, and bytes as they crossed the network."""

    milliseconds: float = 0.0
    transferred: float = 0.0
    requests: int = 0


@dataclass(slots=True)
class Watched:
    """A tab that notes when it is ready, and whose network is slowed down when that is asked for."""

    page: Page
    megabits: float

    def __post_init__(self) -> None:
        if self.megabits:
            session = self.page.context.new_cdp_session(self.page)
            session.send("Network.enable")
            rate = self.megabits * 1_000_000 / 8
            limits = {"latency": ROUND_TRIP_MS, "downloadThroughput": rate, "uploadThroughput": rate}
            session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
        self.page.add_init_script(NOTE_WHEN_READY)

    def start(self, navigate: Callable[[Page], object]) -> Start:
        navigate(self.page)
        self.page.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=120_000)
        noted = self.page.evaluate("readyAfter")
        return Start(noted["milliseconds"], sum(noted["transferred"]), len(noted["transferred"]))


def profile(playwright: Playwright, folder: str) -> BrowserContext:
    """A browser with a profile on the disk: a private one keeps no compiled code."""
    program = find_chromium(os.environ)
    return playwright.chromium.launch_persistent_context(folder, executable_path=program, args=list(ARGUMENTS))


def measure(playwright: Playwright, url: str, megabits: float) -> dict[str, list[Start]]:
    starts: dict[str, list[Start]] = {"first visit": [], "new tab": [], "reload": []}
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder:
            context = profile(playwright, folder)
            first = Watched(context.new_page(), megabits)
            starts["first visit"].append(first.start(lambda page: page.goto(url)))
            first.page.wait_for_load_state("networkidle")
            tab = Watched(context.new_page(), megabits)
            first.page.close()  # two tabs of one session would talk with each other
            starts["new tab"].append(tab.start(lambda page: page.goto(url)))
            starts["reload"].append(tab.start(lambda page: page.reload()))
            context.close()
    return starts


def rows() -> list[Row]:
    megabits = float(os.environ.get(VARIABLE, "0"))
    with (
        Servers(configuration=NamedText("bench.cfg", "[interaction-workspace]\n")) as servers,
        sync_playwright() as run,
    ):
        starts = measure(run, servers.host_url, megabits)
    found: list[Row] = []
    for what, each in starts.items():
        taken = sorted(start.milliseconds / 1000 for start in each)
        note = f"median of {len(taken)}, {taken[0]:.2f} to {taken[-1]:.2f}"
        found.append(figure(f"start, {what}", statistics.median(taken), "s", note))
        sent = statistics.median(start.transferred for start in each) / 1_000_000
        requests = f"{max(start.requests for start in each)} requests"
        limit = BYTES_LIMIT if what == "first visit" else None
        found.append(figure(f"start, {what}, bytes until the first answer", sent, "MB", requests, limit=limit))
    return found


if __name__ == "__main__":
    told(rows())
