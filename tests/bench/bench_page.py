"""In a browser: a request through the workspace against a bare JavaScript echo, and how long the page takes to start.

Both hosts embed the same client page from the same other site, in the same browser, in turns.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from tools.benches import Report, Result
from tools.chromium import find_chromium, sandbox_arguments
from tools.listening import LOOPBACK, listen
from tools.served_files import NamedText
from tools.server import Servers
from tools.site_app import client_application
from tools.site_server import SiteServer

ROUNDS = 5
REQUESTS = 300
STARTS = 3
PAGES = Path(__file__).parent / "pages"
ARGUMENTS = (
    *sandbox_arguments(),
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


def client_frame(page: Page, origin: str) -> Frame:
    page.wait_for_selector("iframe", state="attached")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for frame in page.frames:
            if frame.url.startswith(origin):
                frame.wait_for_load_state("load")
                return frame
        page.wait_for_timeout(20)
    raise SystemExit(f"no client of {origin} appeared")


def starts(browser: Browser, url: str) -> list[float]:
    """Seconds from navigation to the first answer, in a new context each time."""
    taken = []
    for _ in range(STARTS):
        with browser.new_context() as context:
            page = context.new_page()
            began = time.perf_counter()
            page.goto(url)
            page.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=60_000)
            taken.append(time.perf_counter() - began)
    return taken


def report() -> Report:
    with Servers() as probe:
        port = probe.addresses.port
    client, echo = (SiteServer([listen(LOOPBACK, port + at)], client_application([PAGES])) for at in (0, 1))
    client.start()
    echo.start()
    origin = f"http://127.0.0.1:{port}"
    text = (
        f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {origin}\n"
        f"workspace.web-content = Pinger\n[Pinger]\nurl = {origin}/pinger.html\n"
    )
    with Servers(configuration=NamedText("bench.cfg", text)) as servers, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(os.environ), args=list(ARGUMENTS))
        began = starts(browser, servers.host_url)
        pages = {"workspace": browser.new_page(), "echo": browser.new_page()}
        pages["workspace"].goto(servers.host_url)
        pages["workspace"].locator("html[data-workspace=ready]").wait_for(state="attached", timeout=60_000)
        pages["echo"].goto(f"http://localhost:{port + 1}/echo.html?client={origin}/pinger.html")
        frames = {name: client_frame(page, origin) for name, page in pages.items()}
        latency: dict[str, list[float]] = {name: [] for name in pages}
        rate: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, frame in frames.items():
                pages[name].bring_to_front()
                latency[name].append(frame.evaluate(f"oneByOne('agent.get', {REQUESTS})"))
                rate[name].append(frame.evaluate(f"allAtOnce('agent.get', {REQUESTS})"))
        browser.close()
    client.stop()
    echo.stop()
    note = f"median of {ROUNDS} rounds of {REQUESTS}"
    middle = statistics.median
    results: list[Result] = [
        ratio(
            "agent.get one by one, against a bare echo", middle(latency["workspace"]) / middle(latency["echo"]), note
        ),
        {"what": "agent.get one by one", "value": middle(latency["workspace"]), "unit": "ms", "note": note},
        ratio("agent.get all at once, share of a bare echo", middle(rate["workspace"]) / middle(rate["echo"]), note),
        {"what": "start, new browser context", "value": middle(began), "unit": "s", "note": f"median of {STARTS}"},
    ]
    return {"name": "page", "results": results}


def ratio(what: str, value: float, note: str) -> Result:
    return {"what": what, "value": value, "unit": "times", "note": note}


if __name__ == "__main__":
    json.dump(report(), sys.stdout)
