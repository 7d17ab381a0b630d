"""In a browser: what stays after 100,000 requests, and after 1,000 frames that were opened and closed again.

Both are done three times. The first repetition fills what is kept up to its bounds (the traffic log) and has the
engine compile what is used; what counts is the growth from the second to the third. Memory is that of the JavaScript
heap after a forced collection, the whole memory of WebAssembly, which never shrinks, and the objects that live in
Python, after a collection there; the last are within the second and counted again, for they grow long before it does.
Proxies are the JavaScript objects that stand for Python's and are neither freed nor collected; listeners, the page's.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from playwright.sync_api import CDPSession, Page

from tests.bench.browser import HEAR_FIRST, UNLIMITED, Bench, bench, clients
from tests.bench.inside import KEEP_ENTRY, run
from tools.benches import Row, figure, told

REPETITIONS = 3
CLIENTS = 10
REQUESTS = 100_000
AT_ONCE = 500
OPENED = 1_000
SIDE_BY_SIDE = 4
MEGABYTE = 1_000_000
LIMIT_MB = 2.0
KEEP_MEMORY = """
if (self === top) {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...what) => {
    const made = await instantiateStreaming(...what);
    self.pythonMemory = made.instance.exports.memory;
    return made;
  };
  const { FinalizationRegistry } = self;
  self.liveProxies = 0;
  self.FinalizationRegistry = class extends FinalizationRegistry {
    constructor(act) {
      super((held) => {
        self.liveProxies -= 1;
        act(held);
      });
    }
    register(...what) {
      self.liveProxies += 1;
      super.register(...what);
    }
    unregister(token) {
      const was = super.unregister(token);
      self.liveProxies -= was ? 1 : 0;
      return was;
    }
  };
}
"""
"""The interpreter has the engine tell of each proxy that is collected, unless it has been freed before."""
OPEN_AND_CLOSE = """
async ([url, count, sideBySide]) => {
  let next = 0;
  const one = async () => {
    while (next < count) {
      const number = String(next++);
      const answered = hearFirst(30000, (data) => data?.answered === number);
      const { frameId } = await workspace.call("openClient", { label: "Guest", url: `${url}?number=${number}` });
      await answered;
      await workspace.call("closeClient", { frameId });
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, one));
}
"""
LIVE_PYTHON = """
import gc
import json
import sys


def live():
    gc.collect()
    tracked = gc.get_objects()
    seen = {id(each) for each in tracked}
    size = sum(map(sys.getsizeof, tracked))
    for each in tracked:
        for part in gc.get_referents(each):
            if id(part) not in seen:
                seen.add(id(part))
                size += sys.getsizeof(part)
    return size


result = json.dumps(live())
"""


@dataclass(frozen=True, slots=True)
class Live:
    """What lives in a page; sizes in bytes."""

    javascript: float
    memory: float
    python: float
    proxies: int
    listeners: int

    @property
    def size(self) -> float:
        return self.javascript + self.memory + self.python


def live(page: Page, session: CDPSession) -> Live:
    """What lives after everything that can be collected has been."""
    python = run(page, LIVE_PYTHON)
    page.wait_for_timeout(1000)  # what is drawn, kept for a reload, or counted a moment later
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    return Live(
        session.send("Runtime.getHeapUsage")["usedSize"],
        page.evaluate("pythonMemory.buffer.byteLength"),
        python,
        page.evaluate("liveProxies"),
        int(session.send("Memory.getDOMCounters")["jsEventListeners"]),
    )


def measure() -> list[Live]:
    """What lives after each repetition."""
    applications = {f"Client{number}": f"library.html?way=library&number={number}" for number in range(CLIENTS)}
    with bench(applications, UNLIMITED) as stage:
        page = stage.workspace(HEAR_FIRST + KEEP_ENTRY + KEEP_MEMORY)
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.enable")
        return [_repetition(stage, page, session) for _ in range(REPETITIONS)]


def _repetition(stage: Bench, page: Page, session: CDPSession) -> Live:
    frames = clients(page, CLIENTS)
    times = REQUESTS // CLIENTS // AT_ONCE
    for frame in frames:
        frame.evaluate(f"void (self.asked = again({times}, {AT_ONCE}))")
    for frame in frames:
        frame.evaluate("asked")
    page.evaluate(OPEN_AND_CLOSE, [f"{stage.clients}/guest.html", OPENED, SIDE_BY_SIDE])
    return live(page, session)


def rows() -> list[Row]:
    found = measure()
    second, third = found[-2], found[-1]
    parts = {each.name: [getattr(one, each.name) for one in found] for each in fields(Live)}
    sizes = ", ".join(
        f"{name} {' '.join(f'{value / MEGABYTE:.2f}' for value in parts[name])} MB"
        for name in ("javascript", "memory", "python")
    )
    what = f"{REQUESTS:,} requests, {OPENED:,} frames opened and closed"
    return [
        figure(f"{what}: growth", (third.size - second.size) / MEGABYTE, "MB", f"after each: {sizes}", limit=LIMIT_MB),
        *(
            figure(
                f"{what}: more live {name}",
                getattr(third, name) - getattr(second, name),
                "",
                f"after each: {parts[name]}",
                limit=0,
            )
            for name in ("proxies", "listeners")
        ),
    ]


if __name__ == "__main__":
    told(rows())
