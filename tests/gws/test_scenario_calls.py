"""The script of a scenario on a server: its calls, from the first login on."""

from __future__ import annotations

import pytest

from scapi.centre.scenario import parse_scenario
from scapi.gws.driving import drive
from scapi.gws.gws_server import GwsServer
from scapi.gws.scenario_calls import ScenarioCalls, left_out
from scapi.testing import FakeHost
from tests.support.gws import SCENARIO, Agent, new_server

SCRIPT = """
[[script]]
at = 5
call = "ring"
name = "first"
args = {ani = "+4722001122", userData = {Segment = "Gold"}, contact = {firstName = "Marta"}}

[[script]]
at = 8
call = "attach"
args = {interactionId = "{first}", userData = {Order = "4711"}}

[[script]]
at = 9
call = "chat"
args = {from = "lena@example.com"}

[[script]]
at = 20
call = "farEnd"
args = {interactionId = "{first}", action = "hangUp"}

[[script]]
at = 30
call = "farEnd"
args = {interactionId = "{first}", action = "hangUp"}

[[script]]
at = 40
call = "ring"
args = {ani = "+4722001123", agent = "1002"}
"""
WITH_SCRIPT = SCENARIO + SCRIPT


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def server(host: FakeHost, log: list[str]) -> GwsServer:
    server = new_server(host, WITH_SCRIPT)
    ScenarioCalls(server, log.append)
    return server


def test_calls_come_after_the_first_login(server: GwsServer, host: FakeHost, anna: Agent, log: list[str]) -> None:
    host.advance(3)
    boris = Agent(server, host, "boris").log_in()  # changes nothing about the times
    host.advance(2)
    (call,) = anna.calls
    assert (call["state"], call["userData"]) == ("Ringing", {"Segment": "Gold"})
    host.advance(3)
    assert anna.calls[0]["userData"] == {"Segment": "Gold", "Order": "4711"}
    host.advance(12)
    assert anna.calls == []
    assert log == []
    host.advance(10)
    assert len(log) == 1, "what is no longer possible is told"
    assert log[0].startswith("script, 30 s, farEnd: There is no call")
    host.advance(10)
    assert boris.calls[0]["state"] == "Ringing"


def test_nothing_comes_before_somebody_is_there(server: GwsServer, host: FakeHost, log: list[str]) -> None:
    anna = Agent(server, host, "anna")
    anna.listen("/v2/**")
    host.advance(100)
    assert (anna.heard(), log) == ([], [])


def test_a_login_that_fails_begins_nothing(server: GwsServer, host: FakeHost, log: list[str]) -> None:
    server.centre.change_device("1001", in_service=False)
    anna = Agent(server, host, "anna")
    assert anna.post("/me", "StartContactCenterSession", channels=["voice"])["statusCode"] == 4
    host.advance(100)
    assert log == []


def test_a_reset_begins_the_script_anew(server: GwsServer, host: FakeHost, anna: Agent, log: list[str]) -> None:
    host.advance(6)
    drive(server, "reset", {})
    host.advance(100)
    assert (anna.calls, log) == ([], [])
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    host.advance(5)
    assert [call["state"] for call in anna.calls] == ["Ringing"]


def test_what_is_not_played_is_named() -> None:
    assert left_out(parse_scenario(WITH_SCRIPT)) == ("chat",)
    assert left_out(parse_scenario(SCENARIO)) == ()
