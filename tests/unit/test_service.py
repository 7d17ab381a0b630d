"""The pipeline: order of the checks, one reply, what is recorded."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.decisions import ALLOWED as PERMITTED
from scapi.decisions import Decision, Reason, Verdict
from scapi.host import Area
from scapi.protocol import errors
from scapi.protocol.messages import Malformed, RequestMessage, Subscribe, Unsubscribe
from scapi.service import Service
from scapi.silences import SILENCES
from scapi.testing import Client, fake_host, new_session
from scapi.traffic import MESSAGE_KEPT, Direction, Kind
from scapi.values import Eventual, Failure, Success
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration

TEXT = configuration(f"{ALLOWED}, {RESTRICTED} (agent.get)", "rate-limit.agent.get = 2")


@pytest.fixture
def client() -> Client:
    return Client.opened(new_session(TEXT), ALLOWED)


ORDER: list[tuple[str, str, Any, Reason | None]] = [
    # Each message has a fault for several checks; the first check is the one that speaks.
    (UNLISTED, "no.such", 5, Reason.ORIGIN_NOT_LISTED),
    (UNLISTED, "agent.get", 5, Reason.ORIGIN_NOT_LISTED),
    (RESTRICTED, "no.such", 5, Reason.REQUEST_UNKNOWN),
    (RESTRICTED, "voice.dial", 5, Reason.REQUEST_NOT_LISTED),
    (RESTRICTED, "auth.getJwtToken", 5, Reason.REQUEST_MUST_BE_NAMED),
    (ALLOWED, "voice.dial", 5, Reason.BAD_ARGUMENT),
    (ALLOWED, "voice.dial", [5], Reason.BAD_ARGUMENT),
    (ALLOWED, "voice.hold", ["1"], Reason.REQUEST_FAILED),
    (ALLOWED, "agent.getState", [], None),
]


@pytest.mark.parametrize(("origin", "name", "parameters", "reason"), ORDER)
def test_order_of_the_checks(origin: str, name: str, parameters: Any, reason: Reason | None) -> None:
    client = Client.opened(new_session(TEXT), origin)
    reply = client.request(name, parameters=parameters)
    entry = client.log[0]
    assert (entry.direction, entry.kind, entry.request) == (Direction.IN, Kind.REQUEST, name)
    assert entry.decision.reason is reason
    assert reply is not None
    assert ("errorMessage" in reply) == (reason is not None)
    answer = next(other for other in client.log if other.answers == entry.seq)
    assert (answer.direction, answer.kind, answer.reference) == (Direction.OUT, Kind.REPLY, "0")


def test_rate_limit_comes_after_permission_and_before_arguments() -> None:
    session = new_session(TEXT)
    allowed, restricted = Client.opened(session, ALLOWED), Client.opened(session, RESTRICTED)
    for _ in range(10):
        restricted.request("voice.dial", "1")
    for _ in range(2):
        allowed.request("agent.get", parameters="wrong")
    assert "rate limit" in allowed.error("agent.get")
    assert restricted.data("agent.get"), "the counter is that of the origin"


def test_a_request_without_a_handler_says_so(client: Client) -> None:
    client.session.service._handlers.pop("agent.get")
    assert client.error("agent.get") == "Error: The request 'agent.get' is not available in this workspace."
    assert client.log[0].decision.reason is Reason.REQUEST_NOT_AVAILABLE


def test_allowed_entries_name_the_rule(client: Client) -> None:
    client.request("agent.getState")
    assert client.log[0].decision.rule == f"entry 1: {ALLOWED}"


def test_every_silence_is_recorded_with_its_verdict(client: Client) -> None:
    for reason, verdict in SILENCES.items():
        client.session.service.not_heard(client.frame_id, ALLOWED, reason, "note")
        entry = client.log[-1]
        assert (entry.decision.verdict, entry.decision.reason, entry.decision.note) == (verdict, reason, "note")
    held = sum(verdict is not Verdict.IGNORED for verdict in SILENCES.values())
    assert client.frame.held_back == held
    assert client.received == []


def test_refusals_are_counted_at_the_frame() -> None:
    session = new_session(TEXT)
    client = Client.opened(session, RESTRICTED)
    client.request("voice.dial", "1")
    client.request("agent.get")
    client.subscribe("interaction")
    session.driver.call("ring", {"ani": "1"})
    events = len([entry for entry in client.log if entry.kind is Kind.EVENT])
    assert events >= 2
    assert client.frame.held_back == 1 + events


def test_what_the_limit_holds_back_is_counted_at_the_frame_too(client: Client) -> None:
    for _ in range(5):
        client.request("agent.get")
    assert client.frame.held_back == 3, "one with an error, two without"


def test_failures_name_the_rule_that_admitted_the_request(client: Client) -> None:
    client.request("voice.hold", "99")
    client.request("voice.dial", 5)
    assert [entry.decision.rule for entry in client.log if entry.direction is Direction.IN] == [
        f"entry 1: {ALLOWED}"
    ] * 2


def test_a_navigated_frame_is_recorded() -> None:
    session = new_session(TEXT)
    client = Client.opened(session, ALLOWED)
    client.subscribe("agent")
    Client(session, client.frame_id, RESTRICTED).request("agent.get")
    moved = [entry for entry in client.log if entry.decision.reason is Reason.FRAME_NAVIGATED]
    assert [(entry.kind, entry.origin) for entry in moved] == [(Kind.FRAME, RESTRICTED)]


def test_long_messages_are_not_kept(client: Client) -> None:
    client.request("agent.setState", "x" * MESSAGE_KEPT)
    assert client.log[0].text is None
    client.request("agent.setState", "x")
    assert '"x"' in str(client.log[-2].text)


def test_a_silent_request_is_recorded_as_quarantined(client: Client) -> None:
    for _ in range(4):
        client.request("agent.get")
    assert [e.decision.verdict.value for e in client.log if e.direction is Direction.IN] == [
        "allowed", "allowed", "rate-limited", "quarantined",
    ]  # fmt: skip


def test_outcomes(client: Client) -> None:
    outcomes: dict[str, Any] = {
        "agent.get": Success({"a": 1}),
        "agent.getState": Success(),
        "agent.getStateList": Success(null=True),
        "media.getMediaList": Failure("Error: x"),
        "media.getMediaByName": Eventual(),
    }
    client.session.service.handle_with({name: lambda _, __, o=outcome: o for name, outcome in outcomes.items()})
    replies = {name: client.request(name, "x") for name in outcomes}
    assert replies["agent.get"]["data"] == {"a": 1}  # type: ignore[index]
    assert "data" not in replies["agent.getState"]  # type: ignore[operator]
    assert replies["agent.getStateList"]["data"] is None  # type: ignore[index]
    assert replies["media.getMediaList"]["errorMessage"] == "Error: x"  # type: ignore[index]
    assert replies["media.getMediaByName"] is None


def test_one_answer_for_one_of_many_listeners(client: Client) -> None:
    eventual = Eventual()
    client.session.service.handle_with({"agent.getState": lambda _, __: eventual})
    for _ in range(3):
        client.request("agent.getState")
    eventual.settle(Success("all"))
    assert [reply["referenceId"] for reply in client.replies] == ["0", "1", "2"]


def test_views_are_told(client: Client) -> None:
    host = fake_host(client.session)
    host.areas.clear()
    client.request("agent.getState")
    assert Area.TRAFFIC in host.areas
    host.areas.clear()
    client.subscribe("agent")
    assert Area.FRAMES in host.areas


def test_unknown_frames_may_load_and_close() -> None:
    session = new_session(TEXT)
    session.service.frame_loaded("frame99")
    session.service.frame_closed("frame99")
    assert session.traffic.total == 0


def test_load_of_a_page_that_spoke_before_introduces_it() -> None:
    session = new_session(TEXT)
    client = Client.opened(session, ALLOWED)
    client.request("agent.getState")
    client.loaded()
    fake_host(session).advance(30)
    client.new_document()
    client.request("agent.getState")
    client.loaded()
    assert [message for message in client.received if "frameId" in message]


def test_own_text_and_claimed_texts_of_a_message_agree(client: Client) -> None:
    client.request("agent.getState")
    sent, answered = client.log[0], next(entry for entry in client.log if entry.answers)
    assert json.loads(sent.text or "")["request"] == "agent.getState"
    assert json.loads(answered.text or "") == client.replies[0]


@pytest.mark.parametrize("data", [5, [], None, {}, [""], ["agent", 5]])
def test_a_malformed_subscribe_fails_without_the_name_of_a_request(client: Client, data: Any) -> None:
    """Finding 12: "subscribe" is no request."""
    reply = client.send({"event": "subscribe", "data": data, "referenceId": "0", "userAgent": "WWE Client"})
    assert reply is not None
    assert "request" not in reply
    assert reply["errorMessage"].startswith("Error: The message is malformed: data must be")
    assert (client.log[0].kind, client.log[0].request) == (Kind.SUBSCRIBE, None)


A_REQUEST = RequestMessage("agent.get", None, "0")
LIMITED = Decision(Verdict.RATE_LIMITED, Reason.RATE_LIMIT_REACHED, "limit")
QUARANTINED = Decision(Verdict.QUARANTINED, Reason.IN_QUARANTINE, "limit")
BROKEN = Decision(Verdict.FAILED, Reason.INTERNAL_ERROR)
LOST = Failure("Error: lost")
JUDGED: list[tuple[str, Any, Any, Verdict, str | None]] = [
    # The origin before everything, the request before its permission, its permission before the rate.
    (UNLISTED, A_REQUEST, QUARANTINED, Verdict.REFUSED, "Error: This origin is not accepted."),
    (UNLISTED, Subscribe(("agent",), "0"), PERMITTED, Verdict.REFUSED, "Error: This origin is not accepted."),
    ("null", A_REQUEST, PERMITTED, Verdict.REFUSED, "Error: The origin 'null' is not accepted."),
    (RESTRICTED, RequestMessage("no.such", None, "0"), QUARANTINED, Verdict.FAILED,
     "Error: The request 'no.such' is unknown."),
    (RESTRICTED, RequestMessage("voice.dial", None, "0"), QUARANTINED, Verdict.REFUSED,
     "Error: The request 'voice.dial' is not allowed for this origin."),
    (RESTRICTED, A_REQUEST, PERMITTED, Verdict.ALLOWED, None),
    (RESTRICTED, A_REQUEST, QUARANTINED, Verdict.QUARANTINED, None),
    (RESTRICTED, A_REQUEST, LIMITED, Verdict.RATE_LIMITED, errors.rate_limited("agent.get", 30)),
    (RESTRICTED, A_REQUEST, LOST, Verdict.FAILED, "Error: lost"),
    (RESTRICTED, A_REQUEST, BROKEN, Verdict.FAILED, "Error: Internal error."),
    (RESTRICTED, Subscribe(("agent",), "0"), PERMITTED, Verdict.ALLOWED, None),
    (RESTRICTED, Unsubscribe(5, "0"), PERMITTED, Verdict.ALLOWED, None),
    (RESTRICTED, Malformed("x", "0"), PERMITTED, Verdict.ALLOWED, None),
]  # fmt: skip


@pytest.mark.parametrize(("origin", "message", "rate", "verdict", "error"), JUDGED)
def test_judge(origin: str, message: Any, rate: Any, verdict: Verdict, error: str | None) -> None:
    rights = new_session(TEXT).policy.rights(origin)
    judgement = Service.judge(rights, message, rate, 30)
    assert (judgement.decision.verdict, judgement.error) == (verdict, error)
    assert Service.judge(rights, message, rate, 30) == judgement
