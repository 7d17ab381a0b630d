"""Names that mean something to a language and nothing to the protocol."""

from __future__ import annotations

import json

import pytest

from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

KEYS = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__class__", "__dict__", "__init__", "")


@pytest.fixture
def client() -> Client:
    return Client.opened(new_session(configuration(ALLOWED)), ALLOWED)


@pytest.mark.parametrize("key", KEYS[:-1])
def test_attached_data_keeps_them_as_plain_keys(client: Client, key: str) -> None:
    client.data("voice.dial", "5001", {key: {"polluted": True}})
    client.data("interaction.setUserData", "1", {key: "value", "other": {key: [key]}})
    shown = client.data("interaction.getByInteractionId", "1")["userData"]
    assert (shown[key], shown["other"]) == ("value", {key: [key]})
    client.data("interaction.deleteUserData", "1", key)
    assert key not in client.data("interaction.getByInteractionId", "1")["userData"]


@pytest.mark.parametrize("key", KEYS)
def test_they_name_no_request_no_event_no_state(client: Client, key: str) -> None:
    for name in (key, f"agent.{key}", f"{key}.get", f"voice.dial.{key}"):
        reply = client.request(name)
        assert reply is not None
        assert reply["errorMessage"].startswith("Error: The "), name
    if key:
        assert "not in the list of states" in client.error("agent.setState", key)
        assert client.error("media.getMediaByName", key) == "Error: Media not found."
        assert client.error("voice.answer", key) == "Error: Interaction not found."
        assert client.data("configuration.getOption", [key, f"{key}/{key}"]) in ({}, {"interaction-workspace": {}})
        assert client.subscribe(key) is not None


@pytest.mark.parametrize("key", KEYS)
def test_in_the_envelope_they_change_nothing(client: Client, key: str) -> None:
    extra = {key: {"userAgent": "WWE Server", "errorMessage": "x"}}
    reply = client.send({**extra, "request": "agent.get", "referenceId": "0", "userAgent": "WWE Client"})
    assert reply is not None
    assert set(reply) == {"request", "referenceId", "data", "userAgent", "protocolVersion"}


def test_repeated_keys_count_once_and_the_last_one_counts(client: Client) -> None:
    text = '{"request": "voice.dial", "userAgent": "other", "userAgent": "WWE Client", "request": "agent.getState"}'
    reply = client.raw(text)
    assert reply is not None
    assert reply["request"] == "agent.getState"


def test_driver_calls_are_a_flat_list() -> None:
    session = new_session(configuration(ALLOWED))
    for key in KEYS:
        assert json.dumps(getattr(session.driver.call(key, {}), "error", None)).startswith('"There is no driver call')
        assert "has no argument" in getattr(session.driver.call("state", {key: 1}), "error", "")
