"""In a browser: one event for many clients of one site, against a bare loop that posts the same text to as many.

The event comes of attached data that the contact centre changes; every client has subscribed, by the client library and
so over a port. The page is blocked from the beginning of that call until it returns; the receipt of the last frame is
taken by the clock of the frames, which is set against that of the page before each round. The bare loop posts the text
of the event over as many ports. Both take turns.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from playwright.sync_api import Frame, Page

from tests.bench.browser import HEAR_FIRST, UNLIMITED, bench, call, clients, compact, middle
from tools.benches import Row, compared, told

FRAMES = 100
ROUNDS = 25
WARM_UP = 5
PAUSE_MS = 250
DATA = {f"key{number}": "some text of a case" for number in range(10)}
AHEAD = """
async () => {
  let best = { took: Infinity };
  for (let number = 0; number < 20; number += 1) {
    const answer = hearFirst(5000, (data) => data?.time !== undefined);
    const sent = performance.now();
    frames[0].postMessage("time", "*");
    const { time } = await answer;
    const took = performance.now() - sent;
    if (took < best.took) best = { took, ahead: time - sent - took / 2 };
  }
  return best.ahead;
}
"""
"""How many milliseconds the clock of the first frame is ahead of the page's: that of the quickest answer."""
ATTACH = """
([interactionId, number]) => {
  const args = JSON.stringify({ interactionId, userData: { note: String(number) } });
  const began = performance.now();
  workspaceBridge.ask("call", "attach", args);
  return [began, performance.now() - began];
}
"""
POST = """
(text) => {
  const began = performance.now();
  post(text);
  return [began, performance.now() - began];
}
"""


@dataclass(slots=True)
class Side:
    """A page with its first frame, what it does once, and milliseconds: how long it is blocked, when the last hears."""

    page: Page
    first: Frame
    act: Callable[[int], tuple[float, float]]
    blocked: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)

    def round(self, number: int) -> None:
        self.page.bring_to_front()
        self.page.wait_for_timeout(PAUSE_MS)
        ahead = self.page.evaluate(AHEAD)
        self.first.evaluate(f"expect({FRAMES})")
        began, blocked = self.act(number)
        completed = self.first.evaluate("completed")
        if number >= 0:
            self.blocked.append(blocked)
            self.received.append(completed - ahead - began)


def measure() -> tuple[Side, Side]:
    applications = {f"Client{number}": f"listening.html?number={number}" for number in range(FRAMES)}
    with bench(applications, UNLIMITED) as stage:
        page = stage.workspace(HEAR_FIRST)
        for frame in clients(page, FRAMES):
            frame.evaluate("listening")
        interaction = call(page, "ring", {"ani": "+15550001", "userData": DATA})["interactionId"]
        ours = Side(page, _first(page), lambda number: page.evaluate(ATTACH, [interaction, number]))
        ours.round(-1)
        event = {"event": "interaction", "data": ours.first.evaluate("last")}
        text = compact(event | {"userAgent": "WWE Server", "protocolVersion": 2})
        bare = stage.browser.new_page()
        bare.add_init_script(HEAR_FIRST)
        query = urlencode({"client": f"{stage.clients}/hearing.html", "frames": FRAMES})
        bare.goto(f"{stage.neighbour}/posting.html?{query}")
        bare.evaluate("opened")
        loop = Side(bare, _first(bare), lambda _: bare.evaluate(POST, text))
        for number in range(-WARM_UP, ROUNDS):
            for side in (ours, loop)[:: -1 if number % 2 else 1]:
                side.round(number)
        return ours, loop


def _first(page: Page) -> Frame:
    """The frame that counts."""
    return next(frame for frame in clients(page, FRAMES) if frame.evaluate("self === counter"))


def rows() -> list[Row]:
    ours, loop = measure()
    note = f"medians of {ROUNDS}; {{}}, the loop {{}}"
    median = statistics.median
    return [
        compared(
            f"one event to {FRAMES} frames of one site, {what} ÷ a bare loop",
            median(value),
            median(baseline),
            "ms",
            note.format(middle(value), middle(baseline)),
            limit=limit,
        )
        for what, value, baseline, limit in (
            ("page blocked", ours.blocked, loop.blocked, 4),
            ("last frame's receipt", ours.received, loop.received, 1.3),
        )
    ]


if __name__ == "__main__":
    told(rows())
