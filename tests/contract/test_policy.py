"""What each origin may do: permissions, events, rate limits, options."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.protocol.registry import BY_SPELLING
from tests.support.configurations import LIMIT, LIMITED, QUARANTINE, RESTRICTED_REQUESTS
from tests.support.link import Link, LinkClient, Site, dialled, ring, verdicts, workspace_state

EVENTS = ("agent", "media", "interaction", "markdone", "outbound", "system", "messenger:news")


def test_allowed_services_of_the_unfiltered_origin(client: LinkClient) -> None:
    services = client.data("system.getAllowedServices")
    assert sorted(services) == sorted(name for name in BY_SPELLING if name != "auth.getJwtToken")
    assert "sipEndpoint.muteMicrophone" in services


def test_allowed_services_of_the_restricted_origin(link: Link) -> None:
    restricted = link.open(Site.RESTRICTED)
    assert sorted(restricted.data("system.getAllowedServices")) == sorted(RESTRICTED_REQUESTS)


def test_allowed_services_fail_for_an_origin_that_is_not_listed(link: Link) -> None:
    stranger = link.open(Site.UNLISTED)
    assert stranger.error("system.getAllowedServices") == "Error: This origin is not accepted."
    assert verdicts(link, stranger) == [("refused", "ORIGIN_NOT_LISTED")]


def test_restricted_origin_gets_refusals_with_a_reason(link: Link) -> None:
    restricted = link.open(Site.RESTRICTED)
    ring(link)
    before = workspace_state(link)
    refused = [name for name in BY_SPELLING if name not in RESTRICTED_REQUESTS]
    for name in refused:
        assert restricted.error(name, "1") == f"Error: The request '{name}' is not allowed for this origin."
    assert workspace_state(link) == before
    reasons = {"auth.getJwtToken": "REQUEST_MUST_BE_NAMED"}
    assert verdicts(link, restricted) == [("refused", reasons.get(name, "REQUEST_NOT_LISTED")) for name in refused]
    assert restricted.data("agent.get")["username"] == "elena.brandt"


def test_token_must_be_named(client: LinkClient) -> None:
    assert client.error("auth.getJwtToken") == "Error: The request 'auth.getJwtToken' is not allowed for this origin."


def test_unlisted_origin_gets_ten_failures_and_then_silence(link: Link) -> None:
    stranger = link.open(Site.UNLISTED)
    before = workspace_state(link)
    names = ["agent.get", "voice.dial", "no.such", "agent.setState", *["agent.get"] * 8]
    for name in names:
        stranger.post({"request": name, "parameters": ["5001"]})
    stranger.settle()
    assert [reply["errorMessage"] for reply in stranger.replies()] == ["Error: This origin is not accepted."] * 10
    assert [reply["request"] for reply in stranger.replies()] == names[:10]
    # In the page the rest is not even read: it is told together, some moments later.
    told = stranger.until(lambda: (found := verdicts(link, stranger))[10:] and found, "what came after it")
    assert told[:10] == [("refused", "ORIGIN_NOT_LISTED")] * 10
    assert set(told[10:]) == {("refused", "UNLISTED_FLOOD")}
    assert workspace_state(link) == before


def test_unlisted_origin_cannot_subscribe_and_gets_no_event(link: Link) -> None:
    stranger = link.open(Site.UNLISTED)
    reply = stranger.reply(stranger.post({"event": "subscribe", "data": list(EVENTS)}))
    assert reply["errorMessage"] == "Error: This origin is not accepted."
    assert "subscriptionId" not in reply
    ring(link)
    link.call("connection", {"state": "DISCONNECTED"})
    stranger.settle()
    assert stranger.events() == []


def test_events_follow_the_permission_to_read(link: Link, client: LinkClient) -> None:
    restricted = link.open(Site.RESTRICTED)
    assert restricted.subscribe(*EVENTS) == 0, "a subscribe of a listed origin always succeeds"
    client.data("agent.setState", "NotReady")
    call = dialled(link, client)
    client.data("voice.hangUp", call)
    client.data("interaction.markdone", call)
    client.data("messenger.broadcastMessage", "news", {"text": "hello"})
    link.call("connection", {"state": "DOWN"})
    restricted.settle()
    assert {event["event"] for event in restricted.events()} == {"agent", "interaction", "markdone", "system"}
    held = [e for e in link.call("traffic") if e["frame"] == restricted.frame_id and e["verdict"] == "refused"]
    assert {entry["event"] for entry in held} == {"media", "messenger:news"}
    assert {entry["reason"] for entry in held} == {"EVENT_NOT_PERMITTED"}


def test_system_event_of_the_connection(link: Link, client: LinkClient) -> None:
    client.subscribe("system")
    for state in ("DISCONNECTED", "RECONNECTED", "DOWN"):
        link.call("connection", {"state": state})
    client.settle()
    assert [event["data"] for event in client.events("system")] == [
        {"eventType": "REALTIME_CONNECTION", "state": state} for state in ("DISCONNECTED", "RECONNECTED", "DOWN")
    ]


def test_rate_limit_and_quarantine(link: Link, client: LinkClient) -> None:
    for _ in range(LIMIT):
        assert "errorMessage" not in client.request(LIMITED)
    assert client.error(LIMITED) == (
        f"The rate limit for the request '{LIMITED}' has been reached.\n"
        f"Further requests of the same type will be ignored for {QUARANTINE} seconds."
    )
    answered = len(client.replies())
    for _ in range(3):
        client.post({"request": LIMITED})
    client.settle()
    assert len(client.replies()) == answered, "silence"
    assert client.data("agent.getState")["type"] == "READY", "other requests go on"
    assert verdicts(link, client, request=LIMITED) == [
        *[("allowed", None)] * LIMIT,
        ("rate-limited", "RATE_LIMIT_REACHED"),
        *[("quarantined", "IN_QUARANTINE")] * 3,
    ]


def test_limit_is_shared_by_the_frames_of_an_origin(link: Link, client: LinkClient) -> None:
    for _ in range(LIMIT):
        client.data(LIMITED)
    again = link.open(Site.ALLOWED)
    assert again.error(LIMITED).startswith("The rate limit for the request")


def test_limit_counts_wrong_arguments_and_both_spellings(link: Link, client: LinkClient) -> None:
    assert "errorMessage" not in client.request("voice.muteMicrophone")
    assert "errorMessage" not in client.request("sipEndpoint.muteMicrophone", {"surplus": 1})
    reference = client.post({"request": "voice.muteMicrophone", "parameters": "wrong"})
    assert client.reply(reference)["errorMessage"].startswith("Error: The parameters of ")
    error = client.error("sipEndpoint.muteMicrophone")
    assert error.startswith("The rate limit for the request 'sipEndpoint.muteMicrophone' has been reached.\n")
    assert client.data("voice.isMicrophoneMute") is True


def test_messenger_reaches_the_other_subscribers(link: Link, client: LinkClient) -> None:
    other, elsewhere, stranger = link.open(Site.ALLOWED), link.open(Site.ALLOWED), link.open(Site.UNLISTED)
    client.subscribe("messenger:news")
    other.subscribe("messenger:news")
    elsewhere.subscribe("messenger:sports", "messenger:", "messenger:new", "messenger:news2")
    stranger.post({"event": "subscribe", "data": "messenger:news"})
    message = {"text": "hällo", "userData": {"Secret": "the sender's own"}, "list": [1, None]}
    assert client.data("messenger.broadcastMessage", "news", message) is None
    (event,) = other.until(lambda: other.events() or None, "the message")
    assert (event["event"], event["data"]) == ("messenger:news", message)
    for silent in (client, elsewhere, stranger):
        silent.settle()
        assert silent.events() == []


@pytest.mark.parametrize("message", [None, "text", 5, [], {"a": 1}, False], ids=json.dumps)
def test_messenger_carries_any_value(link: Link, client: LinkClient, message: Any) -> None:
    other = link.open(Site.ALLOWED)
    other.subscribe("messenger:a b/ü")
    client.data("messenger.broadcastMessage", "a b/ü", message)
    (event,) = other.until(lambda: other.events() or None, "the message")
    assert event["data"] == message


OPTIONS: list[tuple[Any, dict[str, dict[str, str]]]] = [
    ("voice.auto-answer", {"interaction-workspace": {"voice.auto-answer": "false"}}),
    ("voice.auto*", {"interaction-workspace": {"voice.auto-answer": "false", "voice.auto-ring": "true"}}),
    (
        ["voice.mark-done", "CustomAPI/other"],
        {"interaction-workspace": {"voice.mark-done": "prompt"}, "CustomAPI": {"other": "3"}},
    ),
    ("CustomAPI/test.*", {"CustomAPI": {"test.one": "1", "test.two": "2"}}),
    ("CustomAPI/*", {"CustomAPI": {"test.one": "1", "test.two": "2", "other": "3"}}),
    ("Nowhere/*", {}),
    ([], {}),
]


@pytest.mark.parametrize(("names", "wanted"), OPTIONS, ids=lambda value: json.dumps(value)[:40])
def test_get_option(client: LinkClient, names: Any, wanted: Any) -> None:
    assert client.data("configuration.getOption", names) == wanted


@pytest.mark.parametrize("names", ["*", "*.answer", "voice.*answer", "*/x", ["voice.*", "*"]], ids=json.dumps)
def test_wildcard_stands_at_the_end_of_a_word_only(client: LinkClient, names: Any) -> None:
    assert client.error("configuration.getOption", names).startswith(
        "Error: A wildcard is allowed at the end of a word"
    )


@pytest.mark.parametrize("names", [None, 5, {}, [1], [None]], ids=json.dumps)
def test_option_names_that_are_no_text(client: LinkClient, names: Any) -> None:
    assert client.error("configuration.getOption", names).startswith("Error: The parameter 'options' of ")
