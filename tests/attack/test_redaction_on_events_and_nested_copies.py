"""Keys that may not be read are looked for in every message and at every depth."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, configuration

DATA: dict[str, Any] = {
    "Key1": "shown",
    "Secret": "hidden",
    "secret": "hidden",
    "Key1 ": "hidden",
    "KEY1": "hidden",
    "Key11": "hidden",
    "userData": {"Secret": "hidden", "Key1": "hidden too, for userData is not in the list"},
    "Key2": {"userData": {"Secret": "hidden", "Key1": "shown", "Key2": [{"userData": {"Secret": "hidden"}}]}},
    "Key3": [[{"a": {"userData": {"Secret": "hidden"}}}]],
}


@pytest.fixture
def client() -> Client:
    session = new_session(
        configuration(f"{ALLOWED}, {RESTRICTED} (interaction.*)", "user-data.read-allowed = Key1, Key2 ,Key3")
    )
    return Client.opened(session, ALLOWED)


def everything(client: Client) -> str:
    return json.dumps([posted.message for posted in fake_host(client.session).posted])


def test_in_every_event_of_a_whole_life_and_in_every_reply(client: Client) -> None:
    client.subscribe("interaction", "markdone")
    watcher = Client.opened(client.session, RESTRICTED)
    watcher.subscribe("interaction", "markdone")
    client.session.driver.call("ring", {"ani": "1", "userData": DATA})
    steps: list[tuple[Any, ...]] = [
        ("voice.answer", "1"),
        ("voice.startCallRecording", "1"),
        ("interaction.setUserData", "1", {"Secret2": "hidden", "Key1": "still shown"}),
        ("interaction.deleteUserData", "1", "Secret2"),
        ("voice.hold", "1"),
        ("voice.hangUp", "1"),
        ("interaction.getInteractions",),
        ("interaction.getByInteractionId", "1"),
    ]
    case_id = client.data("interaction.getInteractions")[0]["caseId"]
    for name, *arguments in (*steps, ("interaction.getByCaseId", case_id), ("interaction.markdone", "1")):
        client.data(name, *arguments)
    text = everything(client)
    assert len(watcher.events) > 8
    assert "hidden" not in text
    assert '"shown"' in text
    shown = client.events[0]["data"]["interaction"]["userData"]
    assert shown == {
        "Key1": "shown",
        "Key2": {"userData": {"Key1": "shown", "Key2": [{"userData": {}}]}},
        "Key3": [[{"a": {"userData": {}}}]],
    }


def test_the_agent_and_the_driver_see_all(client: Client) -> None:
    client.session.driver.call("ring", {"ani": "1", "userData": DATA})
    client.data("interaction.getInteractions")
    outcome = client.session.driver.call("state", {})
    shown = outcome.data["interactions"][0]["userData"]  # type: ignore[union-attr, index, call-overload]
    assert {key: shown[key] for key in DATA} == DATA


def test_the_log_names_the_keys_and_keeps_no_values(client: Client) -> None:
    client.subscribe("interaction")
    client.session.driver.call("ring", {"ani": "1", "userData": {"Secret": "hidden"}})
    client.data("interaction.getInteractions")
    events = [entry for entry in client.log if entry.kind.value in ("event", "reply")]
    assert all("hidden" not in (entry.text or "") for entry in events)
    assert all("Secret" in entry.left_out for entry in events if entry.kind.value == "event")
    assert {e.decision.verdict.value for e in client.log if e.event_type} == {"redacted"}


def test_write_of_a_key_that_may_not_be_read_stays_unread(client: Client) -> None:
    client.data("voice.dial", "5001")
    client.subscribe("interaction")
    client.data("interaction.setUserData", "1", {"Secret": "mine"})
    assert "mine" not in json.dumps(client.received)


@pytest.mark.parametrize("option", ["", ",", " , "])
def test_an_empty_list_shows_no_key(option: str) -> None:
    client = Client.opened(new_session(configuration(ALLOWED, f"user-data.read-allowed = {option}")), ALLOWED)
    client.data("voice.dial", "5001", {"a": 1})
    assert client.data("interaction.getByInteractionId", "1")["userData"] == {}


@pytest.mark.parametrize("option", ["*", "Key1,*", " * "])
def test_a_star_shows_every_key(option: str) -> None:
    client = Client.opened(new_session(configuration(ALLOWED, f"user-data.read-allowed = {option}")), ALLOWED)
    client.data("voice.dial", "5001", {"a": 1})
    assert client.data("interaction.getByInteractionId", "1")["userData"]["a"] == 1


def test_the_reference_of_a_reply_is_the_clients_own(client: Client) -> None:
    reference = {"userData": {"Secret": "mine"}}
    reply = client.request("agent.get", referenceId=reference)
    assert reply is not None
    assert reply["referenceId"] == reference


def test_strict_hides_records_and_their_fields() -> None:
    options = ("user-data.read-allowed = GSW_FROM", "user-data.strict = true")
    session = new_session(configuration(ALLOWED, *options))
    client = Client.opened(session, ALLOWED)
    session.driver.call("campaign", {"action": "load", "name": "C"})
    session.driver.call("campaign", {"action": "start", "name": "C"})
    client.data("outbound.getPreviewRecord", "C")
    (chain,) = client.data("outbound.getChainedRecords", "1")
    assert all(set(record) == {"GSW_FROM"} for record in chain["records"])
    assert [field["name"] for field in client.data("outbound.getRecordFields", "1")] == ["GSW_FROM"]
    interaction = session.workspace.interactions.get("1")
    assert interaction is not None
    assert str(interaction.user_data["GSW_PHONE"]) not in json.dumps(client.replies)
