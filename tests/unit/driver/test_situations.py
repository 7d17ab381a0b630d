"""Situations: each that comes along can be brought about, a scenario may have its own, and mistakes are named."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.scenario_error import ScenarioError
from scapi.driven import DrivenSession
from scapi.driver.situation_table import SITUATIONS
from scapi.protocol import errors
from scapi.testing import Client, new_session
from scapi.values import Eventual, Failure, Outcome, Success
from tests.support.configurations import ALLOWED, RESTRICTED, configuration

APPS = f"""
workspace.web-content = One
[One]
url = {ALLOWED}/
"""
TEXT = configuration(f"{ALLOWED}, {RESTRICTED}", "rate-limit.agent.get = 3") + APPS
OWN = """
extends = "built-in"

[[situations]]
name = "gold-rings"
title = "A Gold customer"

[[situations.steps]]
call = "ring"
name = "caller"
args = {ani = "1", userData = {Segment = "Gold"}}

[[situations.steps]]
call = "act"
args = {interactionId = "{caller}", action = "accept"}

[[situations.steps]]
call = "advance"
args = {seconds = 10}

[[situations]]
name = "ringing"

[[situations.steps]]
call = "ring"
args = {ani = "2"}
"""


@pytest.fixture
def session() -> DrivenSession:
    return new_session(TEXT)


def begun(session: DrivenSession, name: str) -> dict[str, Any]:
    outcome = session.driver.call("situation", {"name": name})
    assert isinstance(outcome, Success), outcome
    assert isinstance(outcome.data, dict)
    return outcome.data["made"]


def states(session: DrivenSession) -> list[str]:
    return [each.state.value for each in session.workspace.interactions]


EXPECTED = {
    "ringing": ["RINGING"],
    "ringing-in-time": ["RINGING"],
    "talking": ["TALKING"],
    "on-hold": ["HELD"],
    "second-call": ["TALKING", "RINGING"],
    "consultation": ["HELD", "DIALING"],
    "conference": ["TALKING"],
    "ended": ["IDLE"],
    "mark-done-blocked": ["IDLE"],
    "chat-ringing": ["INVITED"],
    "chat": ["HISTORY_DONE"],
    "email": ["ACCEPTED"],
    "writing": ["ACCEPTED", "CREATED"],
    "work-item": ["ACCEPTED"],
    "record-offered": ["INVITED"],
    "record": ["PREVIEWING"],
    "link-lost": ["TALKING"],
    "link-down": [],
    "app-silent": [],
    "app-quarantined": ["TALKING"],
}


@pytest.mark.parametrize("name", [each.name for each in SITUATIONS])
def test_each_can_be_brought_about_from_any_state(session: DrivenSession, name: str) -> None:
    Client(session, "frame1", ALLOWED).request("agent.getState")
    for before in ("", "talking", "link-lost", "app-silent"):
        if before:
            begun(session, before)
        made = begun(session, name)
        assert states(session) == EXPECTED[name]
        frames = {"frame1", *(each for key, each in made.items() if key == "app")}
        assert {frame.id for frame in session.frames} == frames


def test_what_was_made_is_told_by_name(session: DrivenSession) -> None:
    session.driver.call("ring", {"ani": "9"})
    assert begun(session, "second-call") == {"caller": "1", "second": "2"}


def test_an_app_that_blocks_warns(session: DrivenSession) -> None:
    Client(session, "frame1", ALLOWED).request("agent.getState")
    made = begun(session, "mark-done-blocked")
    answer = session.workspace.marking_done.mark_done(made["caller"])
    assert answer == Failure(errors.mark_done_blocked(["Choose a reason first."]))


def test_a_block_waits_for_an_app(session: DrivenSession) -> None:
    answer = session.driver.call("situation", {"name": "mark-done-blocked"})
    assert isinstance(answer, Eventual)
    told: list[Outcome] = []
    answer.when_settled(told.append)
    assert told == []
    Client(session, "frame1", ALLOWED).request("agent.getState")
    assert isinstance(told[0], Success)
    assert states(session) == ["IDLE"]


def test_an_app_is_in_quarantine(session: DrivenSession) -> None:
    client = Client(session, "frame1", ALLOWED)
    client.request("agent.getState")
    begun(session, "app-quarantined")
    assert client.request("agent.get") is None
    assert client.data("agent.getState")


def test_a_quarantine_needs_a_limit() -> None:
    session = new_session(configuration(ALLOWED))
    outcome = session.driver.call("situation", {"name": "app-quarantined"})
    assert isinstance(outcome, Failure)
    assert "no request of an app here" in outcome.error
    outcome = session.driver.call("quarantine", {"request": "voice.dail"})
    assert isinstance(outcome, Failure)
    assert "voice.dial is nearest" in outcome.error


def test_an_unknown_name_is_told_with_the_nearest(session: DrivenSession) -> None:
    session.driver.call("ring", {"ani": "9"})
    outcome = session.driver.call("situation", {"name": "talkin"})
    assert isinstance(outcome, Failure)
    assert "there is no situation 'talkin'" in outcome.error
    assert outcome.error.endswith("talking is nearest.")
    assert states(session) == ["RINGING"], "nothing has changed"


def test_a_step_that_fails_is_told() -> None:
    session = new_session(scenario=OWN.replace('args = {ani = "2"}', 'args = {ani = "2", queue = "Nowhere"}'))
    outcome = session.driver.call("situation", {"name": "ringing"})
    assert isinstance(outcome, Failure)
    assert outcome.error.startswith("situation ringing: ring: queue must be")


def test_a_scenario_has_its_own_which_go_first() -> None:
    session = new_session(scenario=OWN)
    begun(session, "gold-rings")
    assert states(session) == ["TALKING"]
    begun(session, "ringing")
    assert [each.conversation.ani for each in session.workspace.interactions] == ["2"]
    outcome = session.driver.call("situations", {})
    assert isinstance(outcome, Success)
    assert isinstance(outcome.data, list)
    assert outcome.data[0] == {"name": "gold-rings", "title": "A Gold customer", "own": True}
    assert [each["name"] for each in outcome.data].count("ringing") == 1  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (('name = "gold-rings"', 'name = "Gold rings"'), "small letters, digits and hyphens"),
        (('call = "advance"', 'call = "reset"'), "a call that acts on the contact centre, not reset"),
        (('call = "advance"', 'call = "rign"'), "There is no driver call 'rign'"),
        (("{seconds = 10}", "{seconds = 'ten'}"), "seconds must be a number"),
        (('name = "ringing"', 'name = "gold-rings"'), "a name of its own"),
        (('title = "A Gold customer"', "titel = 1"), "one of"),
    ],
)
def test_a_mistake_is_named(change: tuple[str, str], expected: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        new_session(scenario=OWN.replace(*change))
    assert expected in " ".join(str(each) for each in raised.value.all)
