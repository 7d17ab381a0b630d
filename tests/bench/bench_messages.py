"""In a browser: ``agent.get`` through the whole workspace, against bare echoes and against the libraries that its users
would otherwise take (Penpal, Comlink over ``windowEndpoint``, post-robot), which answer with the same data.

All clients are of another site than their page, in one browser. They take turns, forwards and backwards, so that a busy
moment of the machine touches all of them. The workspace does all that it does for every message: origin, permission,
rate limit, arguments, handler, redaction, traffic log. Its budgets of time are lifted. Where there is a Firefox, the
same is measured in it.
"""

from __future__ import annotations

import os
import statistics
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from playwright.sync_api import Frame, Page

from tests.bench.browser import UNLIMITED, bench, call, compact, frame_at, middle
from tools.benches import Row, compared, told
from tools.firefox import find_firefox

VARIABLE = "MESSAGES_ENGINE"
"""A part of the name of the browser that is to be measured; by default every one that there is."""
ROUNDS = 7
WARM_UP = 300
REQUESTS = 300
BURST = 2000
A_SECOND = 1.1
"""Seconds until the bridge takes another 2,000 messages of a frame."""
WAYS = ("bare window", "bare port", "Penpal", "Comlink", "post-robot")
WINDOW = "the workspace over the window"
PORT = "the workspace over a port"


@dataclass(slots=True)
class Way:
    """A client, the tab that it is in, and what it has measured."""

    page: Page
    frame: Frame
    milliseconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def round(self) -> None:
        self.page.bring_to_front()
        self.milliseconds.append(self.frame.evaluate(f"oneByOne({REQUESTS})"))
        time.sleep(A_SECOND)
        self.rates.append(self.frame.evaluate(f"allAtOnce({BURST})"))

    def warm_up(self) -> None:
        self.page.bring_to_front()
        self.frame.evaluate(f"oneByOne({WARM_UP})")


def measure(engine: str) -> dict[str, Way]:
    with bench({WINDOW: "asking.html", PORT: "library.html?way=library"}, UNLIMITED, engine) as stage:
        workspace = stage.workspace()
        agent = compact(call(workspace, "state")["agent"])
        others = stage.browser.new_page()
        query = urlencode({"client": f"{stage.clients}/asking.html", "answer": agent})
        others.goto(f"{stage.neighbour}/answering.html?{query}")
        ways = {way: Way(others, frame_at(others, urlencode({"way": way}))) for way in WAYS}
        ways[WINDOW] = Way(workspace, frame_at(workspace, "/asking.html"))
        ways[PORT] = Way(workspace, frame_at(workspace, "/library.html"))
        for way in ways.values():
            way.warm_up()
        for number in range(ROUNDS):
            for way in list(ways.values())[:: -1 if number % 2 else 1]:
                way.round()
        return ways


def rows(engine: str) -> list[Row]:
    ways = measure(engine)
    where = "" if engine == "Chromium" else f", {engine}"
    found = [
        round_trip(ways, WINDOW, "bare window", where, 1.3),
        round_trip(ways, PORT, "bare port", where, 1.5),
        round_trip(ways, PORT, "Penpal", where, 1.5),
        round_trip(ways, PORT, "Comlink", where, 0.6),
        round_trip(ways, PORT, "post-robot", where, 0.6),
    ]
    value, baseline = (ways[name].rates for name in (PORT, "Penpal"))
    note = f"medians of {ROUNDS} bursts of {BURST}; {middle(value)}, Penpal {middle(baseline)}"
    metric = f"burst, {PORT} ÷ Penpal{where}"
    median = statistics.median
    found.append(compared(metric, median(value), median(baseline), "1/s", note, limit=0.4, at_least=True))
    return found


def round_trip(ways: dict[str, Way], way: str, other: str, where: str, limit: float) -> Row:
    value, baseline = ways[way].milliseconds, ways[other].milliseconds
    note = f"medians of {ROUNDS} means of {REQUESTS}; {middle(value)}, {other} {middle(baseline)}"
    metric = f"round trip, {way} ÷ {other}{where}"
    return compared(metric, statistics.median(value), statistics.median(baseline), "ms", note, limit=limit)


if __name__ == "__main__":
    wanted = os.environ.get(VARIABLE, "")
    engines = ["Chromium", *(["Firefox"] if find_firefox(os.environ) else [])]
    engines = [engine for engine in engines if wanted in engine]
    told([row for engine in engines for row in rows(engine)])
