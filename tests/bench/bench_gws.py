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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.bench.gws_load import LoadAgent, Usage, serve
from tools.benches import Row, figure, told

LOG_INS_AT_ONCE = 8
GROWTH_MB = 4
"""The most that the server's memory may grow after the warm-up: pages that its allocator keeps."""
TOLD_OF_A_CALL = 6
"""Notifications of each call."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many agents, how many calls begin in a second, and for how long, after how long a warm-up."""

    agents: int = 500
    rate: int = 50
    seconds: float = 60
    warm_up: float = 10


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
    left: int = 0
    """Notifications that nobody waited for."""

    @property
    def lost(self) -> int:
        """Every notification of a call that did not go well from its beginning to its end, and those too many."""
        return TOLD_OF_A_CALL * (self.began - self.finished) + self.left


async def one_call(caller: LoadAgent, called: LoadAgent, load: Load) -> None:
    asked = await caller.do(f"{caller.device}/calls", "Dial", destination={"phoneNumber": called.phone})
    dialing, ringing = await caller.hears("Dialing"), await called.hears("Ringing")
    load.delays += [dialing.at - asked, ringing.at - asked]
    ends = ((caller, dialing.call["id"]), (called, ringing.call["id"]))
    asked = await called.do(f"/me/calls/{ringing.call['id']}", "Answer")
    for agent, call in ends:
        load.delays.append((await agent.hears("Established", call)).at - asked)
    asked = await caller.do(f"/me/calls/{dialing.call['id']}", "Hangup")
    for agent, call in ends:
        load.delays.append((await agent.hears("Released", call)).at - asked)


async def calls(pairs: deque[tuple[LoadAgent, LoadAgent]], rate: int, seconds: float) -> Load:
    """Calls at the rate for so long; returns when the last one has ended."""
    load = Load()
    running: set[asyncio.Task[None]] = set()

    async def play(pair: tuple[LoadAgent, LoadAgent]) -> None:
        try:
            await one_call(*pair, load)
        except Exception as error:  # noqa: BLE001 - whatever it is, the call did not go well
            load.wrong.append(f"{type(error).__name__}: {error}")  # the pair is not used again
        else:
            load.finished += 1
            pairs.append(pair)

    began = time.perf_counter()
    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        if not pairs:
            load.held_up += 1
            continue
        load.began += 1
        task = asyncio.create_task(play(pairs.popleft()))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return load


async def measured(agents: Sequence[LoadAgent], plan: Plan, usage: Callable[[], Usage]) -> tuple[Load, Usage, Usage]:
    """The load, and what the server uses before and after it."""
    for first in range(0, len(agents), LOG_INS_AT_ONCE):
        await asyncio.gather(*(agent.log_in() for agent in agents[first : first + LOG_INS_AT_ONCE]))
    pairs = deque(zip(agents[::2], agents[1::2], strict=True))
    warm_up = await calls(pairs, plan.rate, plan.warm_up)
    if warm_up.wrong:
        raise RuntimeError(f"The warm-up fails: {warm_up.wrong[0]}")
    before = usage()
    load = await calls(pairs, plan.rate, plan.seconds)
    after = usage()
    await asyncio.gather(*(agent.leave() for agent in agents))
    load.left = sum(agent.calls.qsize() for agent in agents)
    return load, before, after


def rows(plan: Plan) -> list[Row]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs, plan.agents), daemon=True)
    server.start()

    def usage() -> Usage:
        ours.send(True)
        found = ours.recv()
        assert isinstance(found, Usage)
        return found

    port = int(ours.recv())
    agents = [LoadAgent(port, number) for number in range(plan.agents)]
    load, before, after = asyncio.run(measured(agents, plan, usage))
    ours.send(False)
    server.join(10)
    note = f"{plan.agents} agents, {plan.rate} calls a second for {plan.seconds:g} s, {load.held_up} held up"
    delays = [1e3 * each for each in sorted(load.delays)]
    growth, rate = (after.memory - before.memory) / 1e6, load.finished / plan.seconds
    processor = 1e3 * (after.processor - before.processor) / max(1, load.finished)
    return [
        figure("calls set up and torn down", rate, "/s", note, limit=0.98 * plan.rate, at_least=True),
        figure("notifications lost, twice or out of order", load.lost, "", "; ".join(load.wrong[:2]), limit=0),
        figure("POST to notification, median", statistics.median(delays), "ms", f"{len(delays):,} of them"),
        figure("POST to notification, p99", delays[int(0.99 * len(delays))], "ms", f"longest {delays[-1]:.0f} ms"),
        figure("memory of the server, growth", growth, "MB", f"of {before.memory / 1e6:.0f} MB", limit=GROWTH_MB),
        figure("processor time of the server for a call", processor, "ms", "three requests, six notifications"),
    ]


if __name__ == "__main__":
    told(rows(Plan(int(os.environ.get("GWS_AGENTS", "500")), seconds=float(os.environ.get("GWS_SECONDS", "60")))))
