"""The shape of every message, and what a client may leave out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.link import Link, LinkClient, Site, far_end, ring, verdicts, workspace_state

SERVER = {"userAgent": "WWE Server", "protocolVersion": 2}

REFERENCES: list[Any] = [
    "0",
    "7",
    "",
    "my-own",
    "äß☎",
    0,
    12,
    1.5,
    True,
    None,
    [1, "a"],
    {"a": {"b": None}},
    {"userData": {"Secret": "x"}},
]


@pytest.mark.parametrize("reference", REFERENCES, ids=json.dumps)
def test_reference_is_echoed_as_it_was_sent(client: LinkClient, reference: Any) -> None:
    reply = client.request("agent.get", referenceId=reference)
    assert json.dumps(reply["referenceId"]) == json.dumps(reference)
    failure = client.request("agent.setState", "Nonsense", referenceId=reference)
    assert json.dumps(failure["referenceId"]) == json.dumps(reference)
    subscribed = client.reply(client.post({"event": "subscribe", "data": "agent"}, referenceId=reference))
    assert json.dumps(subscribed["referenceId"]) == json.dumps(reference)


def test_request_without_reference_is_answered_without_one(client: LinkClient) -> None:
    client.send({"request": "agent.getState", "userAgent": "WWE Client"})
    reply = client.until(lambda: next(iter(client.replies()), None), "a reply")
    assert set(reply) == {"request", "data", "userAgent", "protocolVersion"}


def test_success(client: LinkClient) -> None:
    reply = client.request("agent.get")
    assert {**reply, "data": ...} == {"request": "agent.get", "referenceId": "0", "data": ..., **SERVER}


def test_success_without_data_has_neither_data_nor_error(client: LinkClient) -> None:
    reply = client.request("agent.setState", "NotReady")
    assert reply == {"request": "agent.setState", "referenceId": "0", **SERVER}


def test_failure(client: LinkClient) -> None:
    reply = client.request("voice.hold", "99")
    assert reply == {
        "request": "voice.hold",
        "referenceId": "0",
        "errorMessage": "Error: Interaction not found.",
        **SERVER,
    }


def test_unknown_request_fails(link: Link, client: LinkClient) -> None:
    before = workspace_state(link)
    for name in ("agent.fly", "Agent.get", "agent.get ", "agent", "get", "agent.get.call", "voice."):
        assert client.request(name)["errorMessage"] == f"Error: The request '{name}' is unknown."
    assert verdicts(link, client) == [("failed", "REQUEST_UNKNOWN")] * 7
    assert workspace_state(link) == before


def test_subscribe_answer(client: LinkClient) -> None:
    reply = client.reply(client.post({"event": "subscribe", "data": ["interaction", "agent"]}))
    assert reply == {"referenceId": "0", "subscriptionId": 0, **SERVER}
    again = client.reply(client.post({"event": "subscribe", "data": ["media"]}))
    assert again == {"referenceId": "1", "subscriptionId": 1, **SERVER}


def test_subscribe_takes_a_bare_string_and_unknown_names(client: LinkClient) -> None:
    for data in ("agent", "no-such-event", ["nothing", "agent"], "messenger:any"):
        reply = client.reply(client.post({"event": "subscribe", "data": data}))
        assert "errorMessage" not in reply
        assert isinstance(reply["subscriptionId"], int)


@pytest.mark.parametrize("data", [None, [], "", 5, {}, [1], ["agent", None], [[]]], ids=json.dumps)
def test_malformed_subscribe_fails(client: LinkClient, data: Any) -> None:
    reply = client.reply(client.post({"event": "subscribe", "data": data}))
    assert reply["errorMessage"].startswith("Error: The message is malformed:")
    assert "subscriptionId" not in reply


def test_subscribe_is_answered_before_its_first_event(link: Link, client: LinkClient) -> None:
    client.post({"event": "subscribe", "data": ["interaction"]})
    client.post({"request": "voice.dial", "parameters": ["5001"]})
    client.expect_events(["ADDED", "DIALING", "CASE_EXPANDED", "CASE_SELECTED"])
    kinds = [
        "event" if "event" in m else "subscribed" for m in client.messages() if "event" in m or "subscriptionId" in m
    ]
    assert kinds[0] == "subscribed"
    assert kinds.count("subscribed") == 1


def test_requests_before_the_subscribe_answer_are_answered_in_order(client: LinkClient) -> None:
    client.post({"event": "subscribe", "data": ["interaction", "media", "markdone"]})
    client.post({"request": "interaction.getByInteractionId", "parameters": ["1"]})
    client.post({"request": "agent.get"})
    client.reply("2")
    assert [reply["referenceId"] for reply in client.replies()] == ["0", "1", "2"]


def test_repeated_subscriptions_give_one_copy_of_an_event(client: LinkClient) -> None:
    first, second = client.subscribe("agent", "media"), client.subscribe("agent")
    assert (first, second) == (0, 1)
    client.data("agent.setState", "NotReady")
    client.settle()
    assert len(client.events("agent")) == 1


def test_unsubscribe(link: Link, client: LinkClient) -> None:
    first, second = client.subscribe("agent"), client.subscribe("agent", "media")
    reply = client.reply(client.post({"event": "unsubscribe", "data": first}))
    assert "errorMessage" not in reply
    client.data("agent.setState", "NotReady")
    client.settle()
    assert len(client.events("agent")) == 1, "the other subscription goes on"
    client.reply(client.post({"event": "unsubscribe", "data": second}))
    client.data("agent.setState", "Ready")
    client.settle()
    assert len(client.events("agent")) == 1


@pytest.mark.parametrize("number", [0, 5, -1, "0", True, None, [0], 1e300], ids=json.dumps)
def test_unsubscribe_of_what_is_not_there_fails(client: LinkClient, number: Any) -> None:
    reply = client.reply(client.post({"event": "unsubscribe", "data": number}))
    assert reply["errorMessage"] == "Error: Subscription not found."


def test_event(client: LinkClient) -> None:
    client.subscribe("agent")
    client.data("agent.setState", "NotReady")
    (event,) = client.until(lambda: client.events("agent") or None, "an agent event")
    assert set(event) == {"event", "data", "userAgent", "protocolVersion"}
    assert {**event, "data": ...} == {"event": "agent", "data": ..., **SERVER}


def test_no_reply_has_an_event_key(link: Link, client: LinkClient) -> None:
    client.subscribe("interaction")
    client.post({"event": "unsubscribe", "data": 0})
    client.request("agent.get")
    client.request("nonsense")
    client.post({"event": "subscribe", "data": []})
    client.settle()
    answers = [message for message in client.messages() if "referenceId" in message]
    assert len(answers) == 5
    assert all("event" not in answer and "frameId" not in answer for answer in answers)


OMISSIONS: list[dict[str, Any]] = [
    {},
    {"protocolVersion": None},
    {"protocolVersion": 1},
    {"protocolVersion": "2"},
    {"parameters": []},
    {"parameters": None},
    {"parameters": [None]},
    {"parameters": ["surplus", {"x": 1}]},
    {"userAgent": "WWE Client 8.5"},
    {"frameId": "frame999"},
    {"event": None},
]


@pytest.mark.parametrize("members", OMISSIONS, ids=json.dumps)
def test_request_without_arguments(client: LinkClient, members: dict[str, Any]) -> None:
    client.send({"request": "agent.getState", "referenceId": "0", "userAgent": "WWE Client", **members})
    assert client.reply("0")["data"]["type"] == "READY"


@pytest.mark.parametrize(
    "parameters", [["5001"], ["5001", None], ["5001", {}], ["5001", {}, "surplus", 4]], ids=json.dumps
)
def test_optional_slots(client: LinkClient, parameters: list[Any]) -> None:
    reference = client.post({"request": "voice.dial", "parameters": parameters})
    assert "errorMessage" not in client.reply(reference)


@pytest.mark.parametrize("parameters", [{}, "5001", 7, True, {"0": "5001"}], ids=json.dumps)
def test_parameters_that_are_no_array_fail(link: Link, client: LinkClient, parameters: Any) -> None:
    reply = client.reply(client.post({"request": "voice.dial", "parameters": parameters}))
    assert reply["errorMessage"].startswith("Error: The parameters of 'voice.dial' must be an array, not ")
    assert link.call("state")["interactions"] == []


@pytest.mark.parametrize(
    "parameters", [[], None, [None], [""], [" "], [5001], [["5001"]], ["5001", "x"], ["5001", []]], ids=json.dumps
)
def test_wrong_arguments_fail(link: Link, client: LinkClient, parameters: Any) -> None:
    reply = client.reply(client.post({"request": "voice.dial", "parameters": parameters}))
    assert reply["errorMessage"].startswith("Error: The parameter '")
    assert verdicts(link, client) == [("failed", "BAD_ARGUMENT")]
    assert link.call("state")["interactions"] == []


@pytest.mark.parametrize("name", [None, 5, "", [], {}, True], ids=json.dumps)
def test_request_whose_name_is_no_text_fails(client: LinkClient, name: Any) -> None:
    reply = client.reply(client.post({"request": name}))
    assert reply["errorMessage"].startswith("Error: The message is malformed:")


def test_frame_id_is_sent_once_after_the_first_accepted_message(client: LinkClient) -> None:
    client.request("agent.get")
    client.subscribe("agent")
    client.request("agent.getState")
    client.settle()
    identities = [message for message in client.messages() if "frameId" in message]
    assert identities == [{"frameId": client.frame_id, **SERVER}]
    assert "frameId" in client.messages()[1], "after the first reply"


def test_frame_id_is_not_sent_to_an_origin_that_is_not_listed(link: Link) -> None:
    stranger = link.open(Site.UNLISTED)
    stranger.request("agent.get")
    stranger.settle()
    assert [set(message) & {"frameId"} for message in stranger.messages()] == [set()]


def test_frame_ids_are_those_of_the_windows(link: Link) -> None:
    clients = [link.open(Site.ALLOWED) for _ in range(3)]
    for client in clients:
        client.request("agent.get", frameId="frame1")
    for client in clients:
        find = client.until(lambda c=client: next((m for m in c.messages() if "frameId" in m), None), "a frame id")
        assert find["frameId"] == client.frame_id


NOT_OURS: list[Any] = [
    None,
    5,
    "wwe",
    "{}",
    [],
    {},
    {"request": "agent.get"},
    {"request": "agent.get", "userAgent": "Other"},
    {"request": "agent.get", "userAgent": 5},
    {"userAgent": "WWE Client"},
    {"type": "webpackOk"},
]


def test_traffic_that_is_not_ours_is_counted_and_not_answered(link: Link, client: LinkClient) -> None:
    for message in NOT_OURS:
        client.send(message)
    client.settle()
    assert client.messages() == []
    assert verdicts(link, client) == [("ignored", "NOT_OURS")] * len(NOT_OURS)


def test_reply_goes_to_the_asking_frame_only(link: Link) -> None:
    asking, other = link.open(Site.ALLOWED), link.open(Site.ALLOWED)
    asking.request("agent.get")
    other.settle()
    assert other.messages() == []


def test_plain_string_arrives_as_it_is(link: Link, client: LinkClient) -> None:
    client.request("agent.get")
    link.call("say", {"frameId": client.frame_id, "text": "wweHello"})
    assert client.until(lambda: "wweHello" in client.messages() or None, "the text")


def test_far_ends_do_nothing_by_themselves(link: Link, client: LinkClient) -> None:
    call = ring(link)
    link.call("advance", {"seconds": 3600})
    assert client.data("interaction.getByInteractionId", call)["state"] == "RINGING"
    client.data("voice.answer", call)
    link.call("advance", {"seconds": 3600})
    assert client.data("interaction.getByInteractionId", call)["state"] == "TALKING"
    far_end(link, call, "hangUp")
    assert client.data("interaction.getByInteractionId", call)["state"] == "IDLE"
