"""The load run counts what it is to count: all that was told, and whatever was not told once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from scapi.gws.server_options import ServerOptions
from tests.bench import gws_load
from tests.bench.bench_gws import TOLD_OF_A_CALL, Load, Plan, measured
from tests.bench.gws_load import Heard, LoadAgent
from tools.gws_serving import RunningGws

PLAN = Plan(agents=6, rate=10, seconds=1, warm_up=0.2)
ONE_CALL = Plan(agents=2, rate=1, seconds=1, warm_up=0)
PATIENCE = 0.5


@pytest.fixture
def server() -> Iterator[RunningGws]:
    with RunningGws(0, gws_load.scenario(PLAN.agents), gws_load.PASSWORD, ServerOptions()) as running:
        yield running


def run(plan: Plan, agents: list[LoadAgent]) -> Load:
    return asyncio.run(measured(agents, plan, gws_load.Usage))[0]


def test_everything_is_counted(server: RunningGws) -> None:
    load = run(PLAN, [LoadAgent(server.port, number) for number in range(PLAN.agents)])
    assert load.wrong == []
    assert load.began + load.held_up == PLAN.rate * PLAN.seconds
    assert load.began == load.finished > 0
    assert load.lost == 0
    assert len(load.delays) == TOLD_OF_A_CALL * load.finished
    assert min(load.delays) > 0


def test_one_call_is_told_six_times(server: RunningGws) -> None:
    load = run(ONE_CALL, [LoadAgent(server.port, number) for number in range(2)])
    assert (load.finished, load.lost, len(load.delays)) == (1, 0, TOLD_OF_A_CALL)


class Tampered(LoadAgent):
    """An agent to whom notifications do not come as the server sends them."""

    tamper: Callable[[Heard], list[Heard]]

    def hear(self, heard: Heard) -> None:
        for each in self.tamper(heard):
            super().hear(each)


@pytest.mark.parametrize("state", ["Ringing", "Established", "Released"])
@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda heard: [], id="dropped"),
        pytest.param(lambda heard: [heard, heard], id="twice"),
        pytest.param(lambda heard: [replace(heard, state="Held"), heard], id="out of order"),
        pytest.param(lambda heard: [replace(heard, call={**heard.call, "id": "1"})], id="of another call"),
    ],
)
def test_what_is_not_told_once_and_in_order_is_lost(
    server: RunningGws, monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Heard], list[Heard]], state: str
) -> None:
    monkeypatch.setattr(gws_load, "TOLD_WITHIN", PATIENCE)
    called = Tampered(server.port, 1)
    called.tamper = lambda heard: tamper(heard) if heard.state == state else [heard]
    load = run(ONE_CALL, [LoadAgent(server.port, 0), called])
    assert load.began == 1
    assert load.lost > 0


def test_a_call_that_breaks_off_is_lost(server: RunningGws, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> float:
        raise ConnectionResetError("the server has gone")

    agents = [LoadAgent(server.port, number) for number in range(2)]
    monkeypatch.setattr(LoadAgent, "do", broken)
    load = run(ONE_CALL, agents)
    assert (load.began, load.finished, load.lost) == (1, 0, TOLD_OF_A_CALL)
    assert load.wrong == ["ConnectionResetError: the server has gone"]
