"""agent.* and media.*: the documented shapes, the events, the refusals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.link import Link, LinkClient, workspace_state

STATES = {
    "Ready": ("READY", "Ready"),
    "NotReady": ("NOT_READY", "Not Ready"),
    "Break": ("NOT_READY_ACTION_CODE", "Break"),
    "Lunch": ("NOT_READY_ACTION_CODE", "Lunch"),
    "AfterCallWork": ("NOT_READY_AFTER_CALLWORK", "After Call Work"),
    "TakeNotes": ("NOT_READY_AFTER_CALLWORK_ACTION_CODE", "Take some notes"),
    "Dnd": ("DND_ON", "Do Not Disturb"),
    "LogOff": ("LOGOUT", "Log Out"),
}
READY = {"type": "READY", "displayName": "Ready", "operationName": "Ready"}
MEDIA = ["voice", "email", "chat", "workitem", "outboundpreview"]


def state(operation: str) -> dict[str, str]:
    kind, display = STATES[operation]
    return {"type": kind, "displayName": display, "operationName": operation}


def test_get(client: LinkClient) -> None:
    assert client.data("agent.get") == {
        "username": "elena.brandt",
        "firstname": "Elena",
        "lastname": "Brandt",
        "employeeId": "SIP_5000",
        "roles": ["ROLE_AGENT"],
    }


def test_get_state(client: LinkClient) -> None:
    assert client.data("agent.getState") == READY


def test_get_state_list(client: LinkClient) -> None:
    assert client.data("agent.getStateList") == [state(operation) for operation in STATES]


@pytest.mark.parametrize("operation", list(STATES)[1:])
def test_set_state(link: Link, client: LinkClient, operation: str) -> None:
    client.subscribe("agent", "media")
    assert client.data("agent.setState", operation) is None
    assert client.data("agent.getState") == state(operation)
    client.settle()
    kind, display = STATES[operation]
    changed: dict[str, Any] = {"eventType": "STATE_CHANGED", "mediaState": kind, "type": kind}
    if kind.endswith("ACTION_CODE"):
        codes = {"Break": "1511", "Lunch": "1512", "TakeNotes": "1521"}
        changed |= {"reason": display, "reasonCode": codes[operation]}
    assert [event["data"] for event in client.events("agent")] == [changed]
    assert [event["data"] for event in client.events("media")] == [
        {**changed, "media": name, "name": name} for name in MEDIA
    ]
    assert [event["event"] for event in client.events()] == ["media"] * 5 + ["agent"], "the media first"


def test_setting_the_same_state_tells_nobody(client: LinkClient) -> None:
    client.subscribe("agent", "media")
    client.data("agent.setState", "Ready")
    client.data("media.setState", "chat", "Ready")
    client.settle()
    assert client.events() == []


@pytest.mark.parametrize("operation", ["ready", "READY", "Ready ", "Unheard", "__proto__"])
def test_unknown_state_fails_and_changes_nothing(link: Link, client: LinkClient, operation: str) -> None:
    before = workspace_state(link)
    text = f"Error: The state '{operation}' is not in the list of states."
    assert client.error("agent.setState", operation) == text
    assert client.error("media.setState", "voice", operation) == text
    assert workspace_state(link) == before


def test_get_media_list(client: LinkClient) -> None:
    media = client.data("media.getMediaList")
    assert media == [
        {"name": name, "media": name, "state": READY, **({"device": {"number": "5000"}} if name == "voice" else {})}
        for name in MEDIA
    ]


def test_get_media_by_name(client: LinkClient) -> None:
    assert client.data("media.getMediaByName", "chat") == {"name": "chat", "media": "chat", "state": READY}
    for name in ("telepathy", "Voice", "voice ", "constructor"):
        assert client.error("media.getMediaByName", name) == "Error: Media not found."
        assert client.error("media.setState", name, "Ready") == "Error: Media not found."


def test_set_media_state(client: LinkClient) -> None:
    client.subscribe("agent", "media")
    assert client.data("media.setState", "chat", "NotReady") is None
    assert client.data("media.getMediaByName", "chat")["state"] == state("NotReady")
    assert client.data("media.getMediaByName", "email")["state"] == READY
    assert client.data("agent.getState")["type"] == "PARTIAL_READY"
    client.settle()
    assert [(event["event"], event["data"]["mediaState"]) for event in client.events()] == [
        ("media", "NOT_READY"),
        ("agent", "PARTIAL_READY"),
    ]


def test_logged_out_voice_cannot_dial(link: Link, client: LinkClient) -> None:
    client.data("media.setState", "voice", "LogOff")
    before = workspace_state(link)
    assert client.error("voice.dial", "5001") == "Error: The agent is logged out of this medium."
    assert workspace_state(link) == before


@pytest.mark.parametrize("parameters", [[], [None], [5], [""], [[]], [{}]], ids=json.dumps)
def test_wrong_arguments(link: Link, client: LinkClient, parameters: list[Any]) -> None:
    before = workspace_state(link)
    for name in ("agent.setState", "media.getMediaByName", "media.setState"):
        assert client.error(name, *parameters).startswith("Error: The parameter '")
    assert workspace_state(link) == before
