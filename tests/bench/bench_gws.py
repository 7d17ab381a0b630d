"""The server of Genesys Web Services under load: many agents, each with a CometD session, on one process.

Calls begin at a fixed rate, whatever has become of those before them: *Dial*, *Answer* by the other agent, *Hangup*.
Each is told six times: Dialing, Established and Released to the one, Ringing, Established and Released to the other.
What does not come within ten seconds, comes twice or out of order counts as lost. Server and clients share the machine;
the times are those from the request until the client has read the notification.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import statistics
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe

from tests.bench.gws_load import LoadAgent, serve
from tools.benches import Row, figure, told

AGENTS = int(os.environ.get("GWS_AGENTS", "500"))
RATE = 50
"""Calls that begin in a second."""
WARM_UP_S = 10
SECONDS = int(os.environ.get("GWS_SECONDS", "60"))
LOG_INS_AT_ONCE = 8
GROWTH_MB = 4
"""The most that the server's memory may grow after the warm-up: pages that its allocator keeps."""


@dataclass(slots=True)
class Load:
    """What a run has found."""

    began: int = 0
    finished: int = 0
    held_up: int = 0
    """Calls for which no pair of agents was free."""
    wrong: list[str] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    """Seconds from a request to a notification of it."""


async def one_call(caller: LoadAgent, called: LoadAgent, load: Load) -> None:
    asked = await caller.do(f"{caller.device}/calls", "Dial", destination={"phoneNumber": called.phone})
    dialing, ringing = await caller.hears("Dialing"), await called.hears("Ringing")
    load.delays += [dialing.at - asked, ringing.at - asked]
    asked = await called.do(f"/me/calls/{ringing.call['id']}", "Answer")
    for agent in (caller, called):
        load.delays.append((await agent.hears("Established")).at - asked)
    asked = await caller.do(f"/me/calls/{dialing.call['id']}", "Hangup")
    for agent in (caller, called):
        load.delays.append((await agent.hears("Released")).at - asked)


async def calls(pairs: deque[tuple[LoadAgent, LoadAgent]], seconds: float) -> Load:
    """Calls at the rate for so long; returns when the last one has ended."""
    load = Load()
    running: set[asyncio.Task[None]] = set()

    async def play(pair: tuple[LoadAgent, LoadAgent]) -> None:
        try:
            await one_call(*pair, load)
            load.finished += 1
            pairs.append(pair)
        except (TimeoutError, RuntimeError) as error:
            load.wrong.append(f"{type(error).__name__}: {error}")  # the pair is not used again

    began = time.perf_counter()
    for number in range(round(RATE * seconds)):
        await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        if not pairs:
            load.held_up += 1
            continue
        load.began += 1
        task = asyncio.create_task(play(pairs.popleft()))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return load


async def measured(port: int, pipe: Pipe) -> tuple[Load, int, int, int]:
    """The load, what agents were told that nobody waited for, and the server's memory before and after, in bytes."""
    agents = [LoadAgent(port, number) for number in range(AGENTS)]
    for first in range(0, AGENTS, LOG_INS_AT_ONCE):
        await asyncio.gather(*(agent.log_in() for agent in agents[first : first + LOG_INS_AT_ONCE]))
    pairs = deque(zip(agents[::2], agents[1::2], strict=True))
    warm_up = await calls(pairs, WARM_UP_S)
    if warm_up.wrong:
        raise RuntimeError(f"The warm-up fails: {warm_up.wrong[0]}")
    before = memory(pipe)
    load = await calls(pairs, SECONDS)
    after = memory(pipe)
    left = sum(agent.calls.qsize() for agent in agents)
    await asyncio.gather(*(agent.leave() for agent in agents))
    return load, left, before, after


def memory(pipe: Pipe) -> int:
    pipe.send(True)
    return int(pipe.recv())


def rows() -> list[Row]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, AGENTS), daemon=True)
    server.start()
    load, left, before, after = asyncio.run(measured(ours.recv(), ours))
    ours.send(False)
    server.join(10)
    note = f"{AGENTS} agents, {RATE} calls a second for {SECONDS} s, {load.held_up} held up"
    delays = [1e3 * each for each in sorted(load.delays)]
    lost = 6 * len(load.wrong) + left
    growth = (after - before) / 1e6
    return [
        figure("calls set up and torn down", load.finished / SECONDS, "/s", note, limit=0.98 * RATE, at_least=True),
        figure("notifications lost, twice or out of order", lost, "", "; ".join(load.wrong[:2]), limit=0),
        figure("POST to notification, median", statistics.median(delays), "ms", f"{len(delays):,} of them"),
        figure("POST to notification, p99", delays[int(0.99 * len(delays))], "ms", f"longest {delays[-1]:.0f} ms"),
        figure("memory of the server, growth", growth, "MB", f"of {before / 1e6:.0f} MB", limit=GROWTH_MB),
    ]


if __name__ == "__main__":
    told(rows())
