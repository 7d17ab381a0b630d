"""In a browser: what a quiet client and the agent notice of an app whose messages are short and dear.

Each attacker sits once on another site and once on the host's own, which may share the host's process. It goes on for
as long as it takes; after ``ATTACKERS_AFTER_S`` seconds (60) the quiet client's requests are timed, and the agent's
clicks on *Hang up* until they are painted. The baseline is the same quiet client while the same attacker does the same
work, but posts to its own window, before and after: what is left is what the workspace can help.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Frame, sync_playwright

from tests.bench.browser import ARGUMENTS
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.benches import Row, compared, figure, told
from tools.chromium import Use, find_chromium
from tools.served_files import NamedText
from tools.server import Servers

AFTER = "ATTACKERS_AFTER_S"
AFTER_S = 60
ONLY = "ATTACKERS_ONLY"
"""A part of the names of those that are to be measured; all by default."""
MEASURED_S = 10
PAUSE_MS = 10
CLICKS = 5
ATTACKS = {
    "250,000 empty arrays": "unlisted",
    "9,900 keys": "listed",
    "three of 9,900 keys": "listed",
    "a toast of 250,000 buttons": "listed",
    "500 readings of much data": "listed",
    "toasts of both directions": "listed",
    "labels of both directions": "listed",
    "numbers of both directions": "listed",
    "attached data of both directions": "listed",
    "eight texts of 200 MB": "unlisted",
    "matrices that write themselves": "unlisted",
}
"""Each attack of ``tests/e2e/pages/attacker.js``, and whether its origin is listed."""
SITES = ("other site", "same site")
DATA = {"Shown": "x" * 50_000}
TIMES = """async ([seconds, pause]) => {
    const times = [];
    const end = performance.now() + 1000 * seconds;
    for (let number = 0; performance.now() < end; number += 1) {
        received.length = 0;
        const began = performance.now();
        await request("agent.get", `quiet${number}`);
        times.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return times;
}"""
WATCH_CLICKS = """() => {
    self.clicks = [];
    const note = (list) => clicks.push(...list.getEntries().filter(({ name }) => name === "click"));
    new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
}"""
LONGEST_CLICK = "Math.max(16, ...clicks.splice(0).map(({ duration }) => duration))"
"""The browser tells of clicks that take longer than that, in steps of 8 ms."""


class Stage:
    """One tab with a quiet client and an attacker."""

    def __init__(self, browser: Browser, servers: Servers, sites: Sites) -> None:
        self._browser = browser
        self._servers = servers
        self._sites = sites

    def rows(self, attack: str, site: str, after: float) -> list[Row]:
        with self._browser.new_context(viewport={"width": 1440, "height": 900}) as context:
            workspace = WorkspacePage(context.new_page()).open(self._servers.host_url)
            workspace.page.evaluate(WATCH_CLICKS)
            _, quiet = workspace.open_client(self._sites.url("second", "raw.html"), "Quiet")
            name = ATTACKS[attack]
            origin = self._sites.near_origin(name) if site == "same site" else self._sites.origin(name)
            _, attacker = workspace.open_client(f"{origin}/attacker.html", "Attacker")
            call = workspace.ring(userData=DATA)
            workspace.call("act", {"interactionId": call, "action": "accept"})
            before = self._times(quiet, attacker, attack, call, to_host=False, after=2)
            times = self._times(quiet, attacker, attack, call, to_host=True, after=after)
            clicks = [self._click(workspace) for _ in range(CLICKS)]
            later = self._times(quiet, attacker, attack, call, to_host=False, after=2)
            attacker.evaluate("stop()")
        note = f"{after:g} s after the first message, for {MEASURED_S} s"
        return [
            compared(
                f"a quiet client's p99, {attack}, {site}",
                percentile(times, 99),
                percentile(before + later, 99),
                "ms",
                note,
                limit=3,
            ),
            figure(f"Hang up to paint, {attack}, {site}", max(clicks), "ms", f"longest of {CLICKS}", limit=200),
        ]

    @staticmethod
    def _times(quiet: Frame, attacker: Frame, attack: str, call: str, *, to_host: bool, after: float) -> list[float]:
        attacker.evaluate("([what, call, toHost]) => { stop(); attack(what, call, toHost); }", [attack, call, to_host])
        quiet.page.wait_for_timeout(1000 * after)
        times: list[float] = quiet.evaluate(TIMES, [MEASURED_S, PAUSE_MS])
        return times

    @staticmethod
    def _click(workspace: WorkspacePage) -> float:
        """Milliseconds from the click to the picture in which the call has ended."""
        page = workspace.page
        call = workspace.ring()
        workspace.call("act", {"interactionId": call, "action": "accept"})
        workspace.until(lambda: workspace.interaction(call)["state"] == "TALKING", "a call to end")
        page.evaluate("clicks.length = 0")
        page.locator("#case").get_by_role("button", name="Hang up").click()
        workspace.until(lambda: workspace.interaction(call)["state"] == "IDLE", "the end of the call")
        page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))")
        longest: float = page.evaluate(LONGEST_CLICK)
        return longest


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


@contextmanager
def stage() -> Iterator[Stage]:
    sites = Sites(("listed", "second", "unlisted"))
    sites.start()
    listed = ", ".join((sites.origin("listed"), sites.near_origin("listed"), sites.origin("second")))
    text = f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {listed}\n"
    try:
        with Servers(configuration=NamedText("bench.cfg", text)) as servers, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(os.environ, Use.MEASURING), args=list(ARGUMENTS)
            )
            yield Stage(browser, servers, sites)
            browser.close()
    finally:
        sites.stop()


def measure() -> list[Row]:
    after = float(os.environ.get(AFTER, AFTER_S))
    wanted = [attack for attack in ATTACKS if os.environ.get(ONLY, "") in attack]
    with stage() as at:
        return [row for attack in wanted for site in SITES for row in at.rows(attack, site, after)]


if __name__ == "__main__":
    told(measure())
