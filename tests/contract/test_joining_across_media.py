"""Consultations by another medium than the interaction's own: what is possible, and that nothing breaks by them."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.driven import DrivenSession
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

COLLEAGUE = {"type": "AGENT", "destination": "SIP_5001"}
BY_CHAT = {**COLLEAGUE, "media": "chat"}
BY_VOICE = {**COLLEAGUE, "media": "voice"}


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(ALLOWED))


@pytest.fixture
def client(session: DrivenSession) -> Client:
    return Client.opened(session, ALLOWED)


def states(client: Client) -> dict[str, str]:
    return {each["interactionId"]: each["state"] for each in client.data("interaction.getInteractions")}


def drive(session: DrivenSession, name: str, /, **args: Any) -> None:
    session.driver.call(name, args)


def test_a_chat_about_a_call_is_never_joined_with_it(session: DrivenSession, client: Client) -> None:
    drive(session, "ring", ani="5551")
    client.data("voice.answer", "1")
    client.data("interaction.consult", "1", BY_CHAT)
    for request in ("completeConference", "completeTransfer"):
        assert "in the state ACCEPTED" in client.error(f"interaction.{request}", "2")
    assert states(client) == {"1": "TALKING", "2": "ACCEPTED"}
    client.data("voice.hangUp", "1")


def test_a_call_about_a_chat_is_never_joined_with_it(session: DrivenSession, client: Client) -> None:
    drive(session, "chat")
    client.data("interaction.accept", "1")
    client.data("interaction.consult", "1", BY_VOICE)
    drive(session, "farEnd", interactionId="2", action="answer")
    for request in ("completeConference", "completeTransfer"):
        assert "in the state TALKING" in client.error(f"interaction.{request}", "2")
    assert states(client) == {"1": "ACCEPTED", "2": "TALKING"}


@pytest.mark.parametrize("request_name", ["completeConference", "completeTransfer"])
def test_a_chat_that_has_ended_is_not_joined(session: DrivenSession, client: Client, request_name: str) -> None:
    drive(session, "chat")
    client.data("interaction.accept", "1")
    client.data("interaction.consult", "1", COLLEAGUE)
    drive(session, "customer", interactionId="1", action="end")
    assert client.error(f"interaction.{request_name}", "2")
    assert states(client) == {"1": "IDLE", "2": "ACCEPTED"}


def test_a_refused_transfer_keeps_the_consultation(session: DrivenSession, client: Client) -> None:
    drive(session, "chat")
    client.data("interaction.accept", "1")
    client.data("interaction.consult", "1", COLLEAGUE)
    drive(session, "refuse", operation="transfer")
    assert client.error("interaction.completeTransfer", "2")
    assert states(client) == {"1": "ACCEPTED", "2": "ACCEPTED"}
    client.data("interaction.completeTransfer", "2")
    assert states(client) == {}


@pytest.mark.parametrize("target", [BY_CHAT, BY_VOICE])
@pytest.mark.parametrize("offered", ["ring", "chat", "email", "preview"])
def test_what_is_only_offered_is_not_consulted_about(
    session: DrivenSession, client: Client, offered: str, target: dict[str, str]
) -> None:
    if offered == "preview":
        drive(session, "campaign", action="load", name="C")
        drive(session, "campaign", action="start", name="C")
        drive(session, "pushPreview", campaign="C", direct=True)
    else:
        drive(session, offered, **({"ani": "5551"} if offered == "ring" else {}))
    before = states(client)
    assert "cannot be consulted about" in client.error("interaction.consult", "1", target)
    assert states(client) == before


def test_an_answered_consultation_does_not_take_a_preview_away(session: DrivenSession, client: Client) -> None:
    drive(session, "campaign", action="load", name="C")
    drive(session, "campaign", action="start", name="C")
    drive(session, "pushPreview", campaign="C", direct=True)
    client.data("interaction.accept", "1")
    client.data("interaction.consult", "1", BY_VOICE)
    drive(session, "farEnd", interactionId="2", action="answer")
    assert states(client) == {"1": "PREVIEWING", "2": "TALKING"}


def test_nobody_is_consulted_by_a_medium_that_is_logged_out(session: DrivenSession, client: Client) -> None:
    drive(session, "ring", ani="5551")
    client.data("voice.answer", "1")
    client.data("media.setState", "chat", "LogOff")
    assert client.error("interaction.consult", "1", BY_CHAT) == "Error: The agent is logged out of this medium."


def test_an_interaction_keeps_its_case_whatever_is_attached_on_the_way(session: DrivenSession, client: Client) -> None:
    drive(session, "ring", ani="5551")
    client.data("voice.answer", "1")
    case_id = client.data("interaction.getByInteractionId", "1")["caseId"]
    client.data("interaction.singleStepConference", "1", "5002", {"IW_CaseUid": "other", "Note": "x"})
    after = client.data("interaction.getByInteractionId", "1")
    assert (after["caseId"], after["userData"]["IW_CaseUid"], after["userData"]["Note"]) == (case_id, case_id, "x")
    client.data("interaction.consult", "1", COLLEAGUE, {"IW_CaseUid": "other"})
    assert client.data("interaction.getByInteractionId", "2")["userData"]["IW_CaseUid"] == case_id


def test_a_chat_conference_tells_of_the_data_it_brings(session: DrivenSession, client: Client) -> None:
    drive(session, "chat")
    client.data("interaction.accept", "1")
    client.subscribe("interaction")
    client.data("interaction.singleStepConference", "1", "5001", {"Z": "1"})
    events = [(event["data"]["eventType"], event["data"]["interaction"]["userData"]["Z"]) for event in client.events]
    assert events == [("ATTACHED_DATA_CHANGED", "1"), ("PARTY_CHANGED", "1")]
