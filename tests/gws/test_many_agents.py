"""Hundreds of agents: nothing is computed for everybody, nothing is lost, and nothing stays behind."""

from __future__ import annotations

import gc

import pytest

from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from tests.support.gws import SCENARIO, Agent, new_server

AGENTS = 60
ROUNDS = 5
OBJECTS_MORE = 200
"""Fewer than one for each call."""


def scenario(agents: int) -> str:
    more = (
        f'\n[[agents]]\nusername = "agent{n}"\nfirstName = "A"\nlastName = "{n}"\nemployeeId = "2{n:04d}"\n'
        f'number = "6{n:04d}"\nseated = true\n'
        for n in range(agents)
    )
    return SCENARIO + "".join(more)


def test_the_state_of_one_is_not_told_to_all(
    server: GwsServer, anna: Agent, boris: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """v2 has no topic for it; with 500 agents it would cost more than everything else."""

    def computed(agent: str) -> None:
        raise AssertionError(f"the directory of {agent} is not needed")

    monkeypatch.setattr(server.centre.exchange, "directory", computed)
    anna.do("/me/channels/voice", "NotReady")
    boris.do("/me", "EndContactCenterSession")


def test_calls_of_many_agents_lose_nothing_and_leave_nothing() -> None:
    host = FakeHost()
    server = new_server(host, scenario(AGENTS))
    agents = [Agent(server, host, f"agent{number}").log_in() for number in range(AGENTS)]
    numbers = [f"6{number:04d}" for number in range(AGENTS)]

    def call_everybody() -> int:
        """Gives how many objects there are afterwards."""
        for caller in range(0, AGENTS, 2):
            one, other = agents[caller], agents[caller + 1]
            one.heard()
            other.heard()
            one.dial(numbers[caller + 1])
            other.on_call("Answer")
            one.on_call("Hangup")
            assert one.call_states() == ["Dialing", "Established", "Released"]
            assert other.call_states() == ["Ringing", "Established", "Released"]
        host.advance(0)
        gc.collect()
        return len(gc.get_objects())

    before = call_everybody()
    sizes = server.centre.store.sizes()
    for _ in range(ROUNDS - 1):
        after = call_everybody()
    assert server.centre.store.sizes() == sizes
    assert host.timers == AGENTS, "one connect that is held for each"
    assert after - before < OBJECTS_MORE
