"""The script of a scenario at run time: steps at their times, names, problems, and the way back to the start."""

from __future__ import annotations

import pytest

from scapi.centre.scenario_error import ScenarioError
from scapi.driven import DrivenSession
from scapi.testing import BUILT_IN_SCENARIO, fake_host, new_session

BASE = BUILT_IN_SCENARIO.read_text(encoding="utf-8")
SCRIPT = """
[[script]]
at = 5
call = "ring"
name = "caller"
args = {ani = "1"}
[[script]]
at = 10
call = "farEnd"
args = {interactionId = "{caller}", action = "hangUp"}
[[script]]
at = 11
call = "farEnd"
args = {interactionId = "{caller}", action = "hangUp"}
[[script]]
at = 12
call = "ring"
args = {ani = "2"}
"""


def scripted(*, opened: bool = True) -> DrivenSession:
    return new_session(scenario=BASE + SCRIPT, opened=opened)


def states(session: DrivenSession) -> list[str]:
    return [each.state.value for each in session.workspace.interactions]


def test_steps_at_their_times() -> None:
    session = scripted()
    host = fake_host(session)
    host.advance(4.9)
    assert states(session) == []
    host.advance(0.1)
    assert states(session) == ["RINGING"]
    host.advance(5)
    assert states(session) == [], "the caller has given up"


def test_a_step_that_fails_is_a_problem_and_stops_nothing() -> None:
    session = scripted()
    fake_host(session).advance(12)
    (problem,) = session.script.problems
    assert problem.startswith("11 s, farEnd: ")
    assert session.drive("state", {}).data["problems"] == [f"script, {problem}"]
    assert states(session) == ["RINGING"]


def test_waits_for_the_page() -> None:
    session = scripted(opened=False)
    fake_host(session).advance(100)
    assert states(session) == []
    session.open_workspace()
    fake_host(session).advance(5)
    assert states(session) == ["RINGING"]


def test_a_clock_that_stands_holds_it() -> None:
    session = scripted()
    session.driver.call("clock", {"mode": "manual"})
    fake_host(session).advance(100)
    assert states(session) == []
    session.driver.call("advance", {"seconds": 5})
    assert states(session) == ["RINGING"]


def test_reset_begins_again() -> None:
    session = scripted()
    host = fake_host(session)
    host.advance(12)
    session.driver.call("reset", {})
    assert states(session) == []
    assert session.script.problems == ()
    host.advance(5)
    assert [each.id for each in session.workspace.interactions] == ["1"]


def test_every_step_that_cannot_be_made_is_told_at_once() -> None:
    wrong = """
[[script]]
at = 1
call = "ringg"
args = {ani = "1"}
[[script]]
at = 2
call = "ring"
name = "caller"
args = {any = "1"}
[[script]]
at = 3
call = "farEnd"
args = {interactionId = "{callr}", action = "hangUp"}
[[script]]
at = 4
call = "chat"
args = {body = "{\\"a\\": 1}"}
"""
    with pytest.raises(ScenarioError) as raised:
        new_session(scenario=BASE + wrong)
    told = [str(each) for each in raised.value.all]
    first = BASE.count("\n") + 1
    assert [each.line - first for each in raised.value.all if each.line] == [3, 7, 12]
    assert "ringg" in told[0]
    assert not told[0].endswith("..")
    assert "any" in told[1]
    assert told[0].endswith("; ring is nearest.")
    assert "ring has no argument 'any'; known are ani, " in told[1]
    assert "; ring: ani must be " in told[1]
    assert told[2].endswith("args: expected names of steps of this script in braces, not 'callr' (caller is nearest).")
