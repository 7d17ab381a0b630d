"""What a customer does between two messages of a chat: writes, and reads. The agent sees it, clients hear nothing."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.contents import ChatContent
from scapi.centre.open_media import TYPING
from scapi.driven import DrivenSession
from scapi.testing import BUILT_IN_SCENARIO, Client, new_session
from scapi.values import Failure
from tests.support.configurations import ALLOWED, configuration

SCRIPT = """
[[script]]
at = 1
call = "chat"
name = "chat"
args = {from = "guest"}

[[script]]
at = 20
call = "customer"
args = {interactionId = "{chat}", action = "type"}

[[script]]
at = 21
call = "customer"
args = {interactionId = "{chat}", action = "read"}
"""


@pytest.fixture
def session() -> DrivenSession:
    session = new_session(configuration(ALLOWED))
    drive(session, "clock", mode="manual")
    drive(session, "chat", body="Hello", history=["Before"])
    drive(session, "act", interactionId="1", action="accept")
    return session


def drive(session: DrivenSession, name: str, **args: Any) -> None:
    outcome = session.driver.call(name, args)
    assert not isinstance(outcome, Failure), outcome


def customer(session: DrivenSession, action: str, **args: Any) -> None:
    drive(session, "customer", interactionId="1", action=action, **args)


def content(session: DrivenSession) -> ChatContent:
    interaction = session.workspace.interactions.get("1")
    assert interaction is not None
    assert isinstance(interaction.conversation.content, ChatContent)
    return interaction.conversation.content


def test_typing_ends_after_a_time_and_begins_anew(session: DrivenSession) -> None:
    customer(session, "type")
    assert content(session).typing_until == session.simulator.clock.now() + TYPING
    drive(session, "advance", seconds=4)
    customer(session, "type")
    assert content(session).typing_until == session.simulator.clock.now() + TYPING


def test_typing_ends_with_what_the_customer_says_but_not_with_what_the_agent_says(session: DrivenSession) -> None:
    customer(session, "type")
    drive(session, "act", interactionId="1", action="say", text="Hello")
    assert content(session).typing_until is not None
    customer(session, "say", text="Yes")
    assert content(session).typing_until is None


@pytest.mark.parametrize("by", ["agent", "customer"])
def test_typing_ends_with_the_chat(session: DrivenSession, by: str) -> None:
    customer(session, "type")
    if by == "agent":
        drive(session, "act", interactionId="1", action="end")
    else:
        customer(session, "end")
    assert content(session).typing_until is None


def test_what_was_said_so_far_is_read_and_what_follows_is_not(session: DrivenSession) -> None:
    drive(session, "act", interactionId="1", action="say", text="Good afternoon")
    assert content(session).read == 0
    customer(session, "read")
    assert content(session).read == 3
    drive(session, "act", interactionId="1", action="say", text="One moment")
    assert (content(session).read, len(content(session).messages)) == (3, 4)


def test_clients_hear_nothing(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    for action in ("type", "read", "type"):
        customer(session, action)
    assert client.events == []
    customer(session, "say", text="Yes")
    assert [event["data"]["eventType"] for event in client.events] == ["NEW_MESSAGE"]


@pytest.mark.parametrize("action", ["type", "read"])
def test_only_the_customer_of_a_chat_that_was_joined(session: DrivenSession, action: str) -> None:
    drive(session, "chat")
    drive(session, "email")
    drive(session, "act", interactionId="3", action="accept")
    for interaction_id, state in (("2", "INVITED"), ("3", "ACCEPTED")):
        outcome = session.driver.call("customer", {"interactionId": interaction_id, "action": action})
        assert isinstance(outcome, Failure)
        assert outcome.error == f"customer: {action} is not possible in the state {state}."


def test_a_script_can_do_both() -> None:
    session = new_session(configuration(ALLOWED), BUILT_IN_SCENARIO.read_text(encoding="utf-8") + SCRIPT)
    drive(session, "advance", seconds=2)
    drive(session, "act", interactionId="1", action="accept")
    drive(session, "act", interactionId="1", action="say", text="Hello")
    drive(session, "advance", seconds=20)
    assert session.script.problems == ()
    assert content(session).typing_until is not None
    assert content(session).read == 1
