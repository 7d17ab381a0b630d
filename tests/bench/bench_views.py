"""In a browser: what the page does to show a change, with many interactions, many clients and every panel open.

What counts is the page's own time for script, style and layout: the processor time of its main thread, as the browser's
tracing tells it, so that what else runs on the machine says little. What the browser does besides, as painting, hit
tests and intersections, is in a row of its own without a limit. The list of interactions shows all of its rows, and the
interaction that changes is the one that is shown.
"""

from __future__ import annotations

import json
import statistics
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from playwright.sync_api import Frame, Page

from tests.bench.browser import UNLIMITED, Bench, bench, call, frame_at, middle
from tools.benches import Row, figure, told

INTERACTIONS = 500
CHANGES = 70
"""With each popover open."""
EVERY_MS = 50
WINDOW = {"viewport": {"width": 1440, "height": 900}}
PANELS = ("top", "rail", "case", "tabs", "traffic", "simulator")
POPOVERS = ("messages", "permission", "join-consult")
"""Of which the browser keeps one open at a time."""
FEWER = 200
CLICKS = 60
CLIENTS = 50
A_SECOND = 100
SECONDS = 10
MEDIA = ("chat", "email", "workitem")
CLIENT = "Views"
CHANGE = "change"
TraceEvent: TypeAlias = dict[str, Any]
WORK = frozenset(
    {
        *("EvaluateScript", "EventDispatch", "FireAnimationFrame", "FunctionCall", "RunMicrotasks", "TimerFire"),
        *("MajorGC", "MinorGC", "V8.GC_MC_INCREMENTAL", "V8.GC_MARK_COMPACTOR", "V8.GC_SCAVENGER", "ParseHTML"),
        *("Layout", "UpdateLayoutTree"),
    }
)
"""The browser's names for script, with what it collects and parses for it, and for style and layout."""
SEEN = "(ids) => ids.filter((id) => !document.getElementById(id)?.checkVisibility())"
OPEN = "(id) => document.getElementById(id).matches(':popover-open')"

WRITE = f"""
async ([interaction, times]) => {{
  for (let number = 0; number < times; number += 1) {{
    await new Promise((resolve) => setTimeout(resolve, {EVERY_MS}));
    performance.mark("{CHANGE}");
    await ask("interaction.setUserData", [interaction, {{ Note: String(number) }}]);
  }}
}}
"""
CLICK = """
async (entry) => {
  const row = document.getElementById(`entry-${entry}`);
  const started = performance.now();
  row.querySelector("button").click();
  while (document.querySelector(".case-body")?.id !== `case-${entry}`) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));  // painted
  return performance.now() - started;
}
"""


def filled(page: Page, number: int) -> list[str]:
    """So many interactions in the list, all of its rows shown; calls and open media."""
    page.evaluate(
        """
        async ([number, media]) => {
          for (let each = 0; each < number; each += 1) {
            const kind = each % 4 === 3 ? "ring" : media[each % media.length];
            const args = kind === "ring" ? { ani: `+4930${each}` } : { from: `customer${each}@mail.example` };
            const { interactionId } = await workspace.call(kind, args);
            await workspace.call("act", { interactionId, action: "accept" });
          }
        }
        """,
        [number, MEDIA],
    )
    page.wait_for_timeout(500)
    while page.locator("#rail-foot [data-action=more]").count():
        page.locator("#rail-foot [data-action=more]").click()
        page.wait_for_timeout(100)
    rows: list[str] = page.evaluate(
        "[...document.querySelectorAll('#interactions > li')].map((row) => row.id.slice(6))"
    )
    if len(rows) != number:
        raise SystemExit(f"{number} interactions were asked for, {len(rows)} are listed")
    return rows


Spent: TypeAlias = "list[tuple[float, float]]"
"""When something began, and the processor time it took, in ms."""


@dataclass(frozen=True, slots=True)
class Traced:
    """What the page's main thread did meanwhile, by tasks; what of it was script, style and layout; and when the client
    asked for a change, by the same clock."""

    tasks: Spent
    work: Spent
    changes: list[float]


def main_thread(stage: Bench, page: Page, act: Callable[[], object]) -> Traced:
    with TemporaryDirectory() as folder:
        file = Path(folder, "trace.json")
        stage.browser.start_tracing(
            page=page,
            path=file,
            categories=[
                "devtools.timeline",
                "disabled-by-default-devtools.timeline",
                "blink.user_timing",
                "__metadata",
            ],
        )
        act()
        stage.browser.stop_tracing()
        events = json.loads(file.read_text(encoding="utf-8"))["traceEvents"]
    url = stage.servers.host_url
    frames = {
        frame["processId"]
        for event in events
        if event.get("name") == "TracingStartedInBrowser"
        for frame in event["args"]["data"]["frames"]
        if frame["url"].startswith(url) and "processId" in frame
    }
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event.get("name") == "thread_name" and event["args"]["name"] == "CrRendererMain" and event["pid"] in frames
    }
    ours = [
        event
        for event in events
        if event.get("ph") == "X" and "tdur" in event and (event["pid"], event["tid"]) in mains
    ]
    tasks = sorted((event["ts"] / 1000, event["tdur"] / 1000) for event in ours if event["name"] == "RunTask")
    work = [(event["ts"] / 1000, event["tdur"] / 1000) for event in outermost(ours)]
    changes = sorted(event["ts"] / 1000 for event in events if event.get("name") == CHANGE)
    if not tasks or not work:
        raise SystemExit("the browser told of no task, or of no work, of the page")
    return Traced(tasks, work, changes)


def outermost(events: Sequence[TraceEvent]) -> Iterator[TraceEvent]:
    """The events that are script, style or layout and within no other such event, for its time is in that one's."""
    end = 0.0
    for event in sorted(events, key=lambda event: (event["ts"], -event["dur"])):
        if event["name"] in WORK and event["ts"] >= end:
            end = event["ts"] + event["dur"]
            yield event


def per_change(changes: Sequence[float], spent_by: Spent) -> list[float]:
    """Milliseconds of the main thread for each change: all that it does until the next one is asked for."""
    spent = [0.0] * len(changes)
    for began, took in spent_by:
        number = bisect(changes, began) - 1
        if number >= 0:
            spent[number] += took
    return spent[:-1]  # the last one has no next


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def changes() -> list[Row]:
    spent: dict[str, list[float]] = {}
    whole: list[float] = []
    with bench({CLIENT: "changing.html"}, UNLIMITED) as stage:
        page = stage.workspace(**WINDOW)
        client = frame_at(page, "/changing.html")
        filled(page, INTERACTIONS)
        shown = next(each for each in call(page, "state")["interactions"] if each["media"] == "voice")["interactionId"]
        page.evaluate(CLICK, shown)
        unseen = page.evaluate(SEEN, PANELS)
        if unseen:
            raise SystemExit(f"not in view: {unseen}")
        client.evaluate(WRITE, [shown, 20])
        for popover in POPOVERS:
            page.evaluate("(id) => document.getElementById(id).showPopover()", popover)
            traced = main_thread(stage, page, lambda: client.evaluate(WRITE, [shown, CHANGES]))
            spent[popover] = per_change(traced.changes, traced.work)
            whole += per_change(traced.changes, traced.tasks)
            if not page.evaluate(OPEN, popover):
                raise SystemExit(f"{popover} was closed meanwhile")
    every = [each for of in spent.values() for each in of]
    medians = ", ".join(f"{statistics.median(of):.1f} with {popover}" for popover, of in spent.items())
    note = f"{len(every)} changes of what is shown, {INTERACTIONS} rows, every panel in view; median {medians}"
    metric = f"setUserData with {INTERACTIONS} interactions, every panel open:"
    painted = f"with painting and what else the page's main thread does; {middle(whole)}"
    return [
        figure(
            f"{metric} script, style and layout, p99",
            percentile(every, 0.99),
            "ms",
            f"{note}; {middle(every)}",
            limit=16,
        ),
        figure(f"{metric} the whole main thread, p99", percentile(whole, 0.99), "ms", painted),
    ]


def share_of_the_thread() -> Row:
    applications = {f"Client{number}": f"changing.html?number={number}" for number in range(CLIENTS)}
    with bench(applications, UNLIMITED) as stage:
        page = stage.workspace()
        clients: list[Frame] = [frame_at(page, f"number={number}") for number in range(CLIENTS)]
        every = 1000 * CLIENTS / A_SECOND
        for number, client in enumerate(clients):
            client.evaluate(
                "([every, first]) => setTimeout(() => setInterval(() => ask('agent.get', []), every), first)",
                [every, every * number / CLIENTS],
            )
        time.sleep(2)
        tasks = main_thread(stage, page, lambda: time.sleep(SECONDS)).tasks
        answered = len(call(page, "traffic", {}))
    spent = sum(took for _, took in tasks)
    share = 100 * spent / (tasks[-1][0] - tasks[0][0])
    note = f"{CLIENTS} clients, {A_SECOND} requests a second for {SECONDS} s; {answered} entries in the log"
    return figure("50 clients, 100 requests a second: share of the main thread", share, "%", note, limit=30)


def clicks() -> Row:
    with bench({CLIENT: "changing.html"}, UNLIMITED) as stage:
        page = stage.workspace()
        rows = filled(page, FEWER)
        taken = [page.evaluate(CLICK, rows[(7 * number) % len(rows)]) for number in range(CLICKS + 10)][10:]
    note = f"{CLICKS} clicks, {FEWER} interactions; median {statistics.median(taken):.1f}, {middle(taken)}"
    return figure("click to painted case, p95", percentile(taken, 0.95), "ms", note, limit=50)


if __name__ == "__main__":
    told([*changes(), share_of_the_thread(), clicks()])
