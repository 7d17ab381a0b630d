"""What is not accepted in time goes back: calls and invitations, by the scenario's time or their own."""

from __future__ import annotations

import pytest

from scapi.centre.scenario import parse_scenario
from scapi.centre.scenario_error import ScenarioError
from scapi.driven import DrivenSession
from scapi.testing import BUILT_IN_SCENARIO, Client, new_session
from scapi.values import Failure, Json, Success
from tests.support.configurations import ALLOWED, configuration

SCENARIO = BUILT_IN_SCENARIO.read_text(encoding="utf-8")


def made(session: DrivenSession, name: str, args: Json) -> str:
    outcome = session.driver.call(name, args)
    assert isinstance(outcome, Success), outcome
    return outcome.data["interactionId"]  # type: ignore[index,call-overload,return-value]


def test_a_call_goes_back_to_its_queue() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    made(session, "ring", {"ani": "5551", "noAnswerAfter": 15})
    session.driver.call("advance", {"seconds": 14})
    assert [event["data"]["eventType"] for event in client.events] == ["ADDED", "RINGING"]
    session.driver.call("advance", {"seconds": 1})
    assert [event["data"]["eventType"] for event in client.events][2:] == ["RELEASED", "REMOVED"]
    released = client.events[2]["data"]["interaction"]
    assert (released["state"], released["ronaCallState"]) == ("IDLE", "REDIRECTED")


@pytest.mark.parametrize("call", ["email", "chat", "workitem"])
def test_an_invitation_is_revoked(call: str) -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    made(session, call, {"noAnswerAfter": 15})
    session.driver.call("advance", {"seconds": 15})
    assert [event["data"]["eventType"] for event in client.events] == ["ADDED", "INVITED", "REVOKED", "REMOVED"]


def test_what_was_accepted_stays() -> None:
    session = new_session()
    call = made(session, "ring", {"ani": "5551", "noAnswerAfter": 15})
    session.workspace.handling.accept(call)
    session.driver.call("advance", {"seconds": 60})
    interaction = session.workspace.interactions.get(call)
    assert interaction is not None
    assert (interaction.state, interaction.conversation.expires) == ("TALKING", None)


def test_changed_data_does_not_begin_the_time_again() -> None:
    session = new_session()
    call = made(session, "ring", {"ani": "5551", "noAnswerAfter": 15})
    session.driver.call("advance", {"seconds": 10})
    session.driver.call("attach", {"interactionId": call, "userData": {"a": "1"}})
    session.driver.call("advance", {"seconds": 5})
    assert session.workspace.interactions.get(call) is None


def test_the_scenario_has_a_time_for_all() -> None:
    session = new_session(scenario=f"noAnswerAfter = 20\n{SCENARIO}")
    call = made(session, "ring", {"ani": "5551"})
    patient = made(session, "ring", {"ani": "5552", "noAnswerAfter": 0})
    session.driver.call("advance", {"seconds": 20})
    assert session.workspace.interactions.get(call) is None
    assert session.workspace.interactions.get(patient) is not None


def test_nothing_goes_back_by_itself_unless_a_time_is_given() -> None:
    session = new_session()
    call = made(session, "ring", {"ani": "5551"})
    session.driver.call("advance", {"seconds": 86400})
    assert session.workspace.interactions.get(call) is not None


def test_reset_forgets_the_times() -> None:
    session = new_session()
    made(session, "ring", {"ani": "5551", "noAnswerAfter": 15})
    session.driver.call("reset", {})
    session.driver.call("advance", {"seconds": 60})
    assert made(session, "ring", {"ani": "5551"}) == "1"


def test_a_wrong_time_is_named() -> None:
    with pytest.raises(ScenarioError, match="line 1, noAnswerAfter: expected seconds, 0 for never"):
        parse_scenario(f"noAnswerAfter = -1\n{SCENARIO}", "test.toml")
    outcome = new_session().driver.call("ring", {"ani": "5551", "noAnswerAfter": -1})
    assert outcome == Failure("ring: noAnswerAfter must be a number of seconds, 0 for never.")
