"""Auto answer: which option, when, once, overridden by a routing strategy, and by the leading tab only."""

from __future__ import annotations

import pytest

from scapi.configuration import ConfigurationError
from scapi.driven import DrivenSession
from scapi.testing import BUILT_IN_SCENARIO, Client, fake_host, new_session
from scapi.values import Success
from tests.support.configurations import ALLOWED, configuration

AUTO = "voice.auto-answer = true"
TRANSACTION = """
[[transactions]]
name = "Urgent"
options = {"interaction-workspace/voice.auto-answer" = "true", "chat.auto-answer" = "false"}
"""


def ring(session: DrivenSession, name: str = "ring", **args: object) -> str:
    outcome = session.driver.call(name, {"ani": "5551"} | args if name == "ring" else args)  # type: ignore[arg-type]
    assert isinstance(outcome, Success)
    return outcome.data["interactionId"]  # type: ignore[index,call-overload,return-value]


def state(session: DrivenSession, interaction_id: str) -> str:
    interaction = session.workspace.interactions.get(interaction_id)
    return "" if interaction is None else interaction.state.value


def test_a_call_is_answered_at_once() -> None:
    session = new_session(configuration(ALLOWED, AUTO))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    call = ring(session)
    assert [event["data"]["eventType"] for event in client.events][:3] == ["ADDED", "RINGING", "ESTABLISHED"]
    assert state(session, call) == "TALKING"


@pytest.mark.parametrize(
    ("medium", "call", "accepted"),
    [
        ("email", "email", "ACCEPTED"),
        ("chat", "chat", "ACCEPTED"),
        ("workitem", "workitem", "ACCEPTED"),
    ],
)
def test_every_medium_has_its_own_option(medium: str, call: str, accepted: str) -> None:
    session = new_session(configuration(ALLOWED, f"{medium}.auto-answer = true"))
    assert state(session, ring(session, call)) == accepted
    assert state(session, ring(session)) == "RINGING"


def test_a_chat_that_is_answered_by_itself_has_its_history() -> None:
    session = new_session(configuration(ALLOWED, "chat.auto-answer = true"))
    assert state(session, ring(session, "chat", history=["Hello"])) == "HISTORY_DONE"
    assert state(session, ring(session, "chat", joinFails=True)) == "JOIN_FAILED"


def test_a_pushed_record_is_accepted() -> None:
    session = new_session(configuration(ALLOWED, "outboundpreview.auto-answer = true"))
    session.driver.call("campaign", {"action": "load", "name": "Spring", "mode": "PushPreview"})
    session.driver.call("campaign", {"action": "start", "name": "Spring"})
    assert state(session, ring(session, "pushPreview", campaign="Spring")) == "PREVIEWING"


def test_the_timer_is_of_the_contact_centre() -> None:
    session = new_session(configuration(ALLOWED, f"{AUTO}\nvoice.auto-answer.timer = 5"))
    session.driver.call("clock", {"mode": "manual"})
    call = ring(session)
    interaction = session.workspace.interactions.get(call)
    assert interaction is not None
    assert interaction.answers_at == session.workspace.now + 5
    fake_host(session).advance(60)
    session.driver.call("advance", {"seconds": 4.9})
    assert state(session, call) == "RINGING"
    session.driver.call("advance", {"seconds": 0.1})
    assert state(session, call) == "TALKING"
    interaction = session.workspace.interactions.get(call)
    assert interaction is not None
    assert interaction.answers_at is None


def test_what_was_rejected_in_time_stays_rejected() -> None:
    session = new_session(configuration(ALLOWED, f"{AUTO}\nvoice.auto-answer.timer = 5"))
    first, second = ring(session), ring(session)
    session.workspace.handling.reject(first)
    session.driver.call("farEnd", {"interactionId": second, "action": "hangUp"})
    session.driver.call("advance", {"seconds": 10})
    assert (state(session, first), state(session, second)) == ("", "")


def test_an_attempt_is_made_once() -> None:
    session = new_session(configuration(ALLOWED, "chat.auto-answer = true"))
    session.driver.call("refuse", {"operation": "transfer"})
    call = ring(session)
    session.driver.call("attach", {"interactionId": call, "userData": {"a": "1"}})
    assert state(session, call) == "RINGING"


def test_a_routing_strategy_overrides_the_option() -> None:
    scenario = BUILT_IN_SCENARIO.read_text(encoding="utf-8") + TRANSACTION
    session = new_session(configuration(ALLOWED, "chat.auto-answer = true"), scenario)
    urgent = {"IW_OverrideOptions": "Urgent"}
    assert state(session, ring(session)) == "RINGING"
    assert state(session, ring(session, userData=urgent)) == "TALKING"
    assert state(session, ring(session, "chat", userData=urgent)) == "INVITED"
    assert state(session, ring(session, "chat")) == "ACCEPTED"


def test_reset_forgets_what_was_to_be_answered() -> None:
    session = new_session(configuration(ALLOWED, f"{AUTO}\nvoice.auto-answer.timer = 5"))
    first = ring(session)
    session.driver.call("reset", {})
    assert ring(session) == first
    session.driver.call("advance", {"seconds": 4})
    assert state(session, first) == "RINGING"
    session.driver.call("advance", {"seconds": 1})
    assert state(session, first) == "TALKING"


@pytest.mark.parametrize("line", ["voice.auto-answer = yes", "chat.auto-answer.timer = soon"])
def test_a_wrong_option_stops_the_start(line: str) -> None:
    with pytest.raises(ConfigurationError, match=line.partition(" ")[0]):
        new_session(configuration(ALLOWED, line))
