"""Consulting, transferring, conferencing: who is in the call, and which case it belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

COLLEAGUE = {"type": "AGENT", "destination": "SIP_5001"}


@pytest.fixture
def client() -> Client:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    client.session.driver.call("ring", {"ani": "+4722001122", "userData": {"a": "1"}})
    client.data("voice.answer", "1")
    return client


def shown(client: Client, interaction_id: str) -> Any:
    return client.data("interaction.getByInteractionId", interaction_id)


def far_end(client: Client, interaction_id: str, action: str, **more: str) -> None:
    outcome = client.session.driver.call("farEnd", {"interactionId": interaction_id, "action": action, **more})
    assert not hasattr(outcome, "error"), outcome


@pytest.mark.parametrize(
    ("target", "number"),
    [
        (COLLEAGUE, "5001"),
        ({"target": "AGENT", "destination": "SIP_5002"}, "5002"),
        ({"type": "AGENT_GROUP", "destination": "Second Level"}, "7001"),
        ({"type": "SKILL", "destination": "English"}, "English"),
        ({"type": "INTERACTION_QUEUE", "destination": "Billing"}, "8002"),
        ({"type": "ROUTING_POINT", "destination": "Survey"}, "9001"),
        ({"type": "CUSTOM_CONTACT", "destination": "0301"}, "0301"),
        ("0302", "0302"),
    ],
)
def test_every_type_of_target_is_called(client: Client, target: Any, number: str) -> None:
    client.data("interaction.consult", "1", target)
    consultation = shown(client, "2")
    assert (consultation["dnis"], consultation["parties"][0]["phoneNumber"]) == (number, number)
    assert consultation["isConsultation"]
    assert not consultation["isMainCaseInteraction"]
    assert (consultation["parentInteractionId"], consultation["caseId"]) == ("1", shown(client, "1")["caseId"])
    assert shown(client, "1")["state"] == "HELD"


def test_a_consultation_that_is_not_answered_leaves_the_call(client: Client) -> None:
    for action in ("busy", "noAnswer", "hangUp"):
        client.data("interaction.consult", "1", COLLEAGUE)
        consultation = client.data("interaction.getInteractions")[-1]["interactionId"]
        far_end(client, consultation, action)
        assert [each["state"] for each in client.data("interaction.getInteractions")] == ["HELD"]
        client.data("voice.resume", "1")


def test_user_data_and_extensions_go_to_the_consultation_only(client: Client) -> None:
    client.data("interaction.consult", "1", COLLEAGUE, {"b": "2"}, {"x": "y"})
    assert shown(client, "2")["userData"]["b"] == "2"
    assert "b" not in shown(client, "1")["userData"]
    conversation = client.session.workspace.interactions.get("2")
    assert conversation is not None
    assert client.session.simulator.board.calls[conversation.conversation.uuid].extensions == {"x": "y"}


def test_conference_and_then_one_of_them_leaves(client: Client) -> None:
    client.data("interaction.consult", "1", COLLEAGUE)
    far_end(client, "2", "answer")
    client.data("interaction.completeConference", "2")
    assert [party["phoneNumber"] for party in shown(client, "1")["parties"]] == ["+4722001122", "5001"]
    assert shown(client, "2") is None
    far_end(client, "1", "hangUp", party="5001")
    assert [party["phoneNumber"] for party in shown(client, "1")["parties"]] == ["+4722001122"]
    far_end(client, "1", "hangUp")
    assert shown(client, "1")["state"] == "IDLE"


def test_transfer_ends_both_calls(client: Client) -> None:
    client.data("interaction.consult", "1", COLLEAGUE)
    far_end(client, "2", "answer")
    client.data("interaction.completeTransfer", "2")
    assert [each["state"] for each in client.data("interaction.getInteractions")] == ["IDLE"]


def test_a_consultation_whose_call_has_ended_cannot_be_completed(client: Client) -> None:
    client.data("interaction.consult", "1", COLLEAGUE)
    far_end(client, "2", "answer")
    far_end(client, "1", "hangUp")
    for request in ("interaction.completeTransfer", "interaction.completeConference"):
        before = client.data("interaction.getInteractions")
        assert "completed" in client.error(request, "2")
        assert client.data("interaction.getInteractions") == before


def test_a_call_is_consulted_about_by_chat(client: Client) -> None:
    client.data("interaction.consult", "1", {**COLLEAGUE, "media": "chat"})
    consultation = shown(client, "2")
    assert (consultation["media"], consultation["state"], consultation["isConsultation"]) == ("chat", "ACCEPTED", True)
    assert shown(client, "1")["state"] == "TALKING", "a chat does not need the line"


def test_strict_user_data_is_all_or_nothing() -> None:
    session = new_session(configuration(ALLOWED, "user-data.write-allowed = a", "user-data.strict = true"))
    client = Client.opened(session, ALLOWED)
    session.driver.call("ring", {"ani": "1"})
    client.data("voice.answer", "1")
    for request in ("interaction.consult", "interaction.singleStepTransfer", "interaction.singleStepConference"):
        assert "'b'" in client.error(request, "1", COLLEAGUE, {"a": "1", "b": "2"})
    assert shown(client, "1")["state"] == "TALKING"
