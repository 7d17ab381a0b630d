"""Something of ours breaks after a request was carried out: exactly one reply leaves, it tells the truth, and the page
lives on."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import pytest

from scapi.decisions import Decision, Reason, Verdict
from scapi.host import Area
from scapi.policy.user_data import UserDataRules
from scapi.protocol import replies
from scapi.testing import Client, fake_host, new_session
from scapi.values import Json, Success
from tests.support.configurations import ALLOWED, configuration


class Broken(Exception):
    """A bug that no code of ours expects."""


def broken(*_: object) -> None:
    raise Broken("/secret/path")


@pytest.fixture
def client() -> Client:
    return Client.opened(new_session(configuration(ALLOWED)), ALLOWED)


def reasons(client: Client) -> list[Reason | None]:
    return [entry.decision.reason for entry in client.session.traffic.since()]


def before_reply(client: Client, _: pytest.MonkeyPatch) -> None:
    client.session.outlet.before_reply = broken


def listener_of_the_page(client: Client, _: pytest.MonkeyPatch) -> None:
    client.session.outlet.when_published = broken


def other_tabs(client: Client, _: pytest.MonkeyPatch) -> None:
    client.session.outlet.to_other_tabs = broken


def first_post(client: Client, patch: pytest.MonkeyPatch) -> None:
    host = fake_host(client.session)
    calls: list[str] = []

    def post(frame_id: str, target_origin: str, text: str) -> None:
        calls.append(text)
        if len(calls) == 1:
            raise Broken("/secret/path")
        type(host).post(host, frame_id, target_origin, text)

    client.session.outlet._host = _Posting(host, post)  # type: ignore[assignment]


class _Posting:
    """A host that posts otherwise."""

    def __init__(self, host: Any, post: Callable[[str, str, str], None]) -> None:
        self._host = host
        self.post = post

    def __getattr__(self, name: str) -> Any:
        return getattr(self._host, name)


def view(client: Client, _: pytest.MonkeyPatch) -> None:
    host = fake_host(client.session)

    def changed(area: Area, _: str) -> None:
        if area in (Area.TRAFFIC, Area.FRAMES):
            raise Broken("/secret/path")

    host.when_changed = changed


BUGS = {
    before_reply: "before a reply",
    listener_of_the_page: "telling the page of interaction",
    other_tabs: "telling other tabs of interaction",
    first_post: "posting",
    view: "telling that traffic changed",
}
"""What breaks, and where the log says that it was."""


@pytest.mark.parametrize(("bug", "where"), BUGS.items(), ids=[bug.__name__ for bug in BUGS])
def test_a_call_that_was_made_is_a_success_once(
    client: Client, bug: Callable[[Client, pytest.MonkeyPatch], None], where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug(client, monkeypatch)
    client.request("voice.dial", "5001")
    assert len(client.session.workspace.interactions) == 1
    assert [set(reply) - {"userAgent", "protocolVersion"} for reply in client.replies] == [{"request", "referenceId"}]
    assert client.log[0].decision.verdict is Verdict.ALLOWED
    found = [each.decision for each in client.session.traffic.since()]
    assert Decision(Verdict.FAILED, Reason.INTERNAL_ERROR, note=f"{where}: Broken: /secret/path") in found
    assert "/secret/path" not in str(fake_host(client.session).posted)
    fake_host(client.session).advance(60)
    assert len(client.replies) == 1
    assert fake_host(client.session).timers == 0


def test_the_page_lives_on_when_nothing_can_be_posted(client: Client) -> None:
    host = fake_host(client.session)
    client.session.outlet._host = _Posting(host, broken)  # type: ignore[assignment,arg-type]
    client.request("voice.dial", "5001")
    assert client.replies == []
    assert client.log[0].decision.verdict is Verdict.ALLOWED
    failed = [e for e in client.log if e.answers == client.log[0].seq]
    assert [entry.decision.note for entry in failed] == ["could not be posted"]
    client.session.outlet._host = host
    assert client.data("agent.get")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, {1, 2}, b"x"], ids=repr)
def test_data_that_json_does_not_have_becomes_null(client: Client, value: Any) -> None:
    client.session.service.handle_with({"agent.get": lambda _, __: Success({"a": value, "b": [1, value]})})
    client.request("agent.get")
    assert [reply["data"] for reply in client.replies] == [{"a": None, "b": [1, None]}]
    assert Reason.INTERNAL_ERROR in reasons(client)


def test_data_within_itself_ends(client: Client) -> None:
    data: dict[str, Any] = {"name": "x"}
    data["self"] = data
    client.session.service.handle_with({"agent.get": lambda _, __: Success(data)})
    client.request("agent.get")
    assert [reply["data"]["name"] for reply in client.replies] == ["x"]


def test_a_number_of_a_script_that_is_none_harms_no_event_and_no_later_request(client: Client) -> None:
    client.subscribe("interaction")
    client.session.driver.call("ring", {"ani": "1", "userData": {"n": math.nan}})
    assert [event["data"]["interaction"]["userData"]["n"] for event in client.events][:2] == [None, None]
    assert client.data("interaction.getInteractions")[0]["userData"]["n"] is None


def test_half_of_a_character_goes_there_and_back(client: Client) -> None:
    """JSON.stringify writes a lone surrogate as an escape, which Python reads as a text that UTF-8 does not have."""
    client.subscribe("interaction")
    message = {"request": "voice.dial", "parameters": ["5001", {"half": "X"}], "referenceId": "X"}
    text = json.dumps({**message, "userAgent": "WWE Client"}).replace('"X"', '"\\ud800"')
    reply = client.raw(text)
    assert reply is not None
    assert reply["referenceId"] == "\ud800"
    assert client.events[0]["data"]["interaction"]["userData"]["half"] == "\ud800"
    assert Reason.INTERNAL_ERROR not in reasons(client)


def test_what_cannot_be_redacted_is_not_shown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UserDataRules, "redact", broken)
    client.session.service.handle_with({"agent.get": lambda _, __: Success({"userData": {"secret": 1}})})
    client.request("agent.get")
    (reply,) = client.replies
    assert "errorMessage" not in reply
    assert "secret" not in str(reply)


@pytest.mark.parametrize("name", ["hear", "subscribe"])
def test_receive_never_raises(client: Client, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(client.frame), name, broken)
    reply = client.subscribe("agent")
    assert (reply or {}).get("errorMessage") == (None if name == "hear" else "Error: Internal error.")
    assert Reason.INTERNAL_ERROR in reasons(client)
    monkeypatch.undo()
    assert client.data("agent.get")


def test_one_frame_that_cannot_be_reached_costs_the_others_nothing(client: Client) -> None:
    host = fake_host(client.session)
    others = [Client.opened(client.session, ALLOWED) for _ in range(3)]
    for other in (client, *others):
        other.subscribe("agent")

    def post(frame_id: str, target_origin: str, text: str) -> None:
        if frame_id == client.frame_id:
            raise Broken("gone")
        host.post(frame_id, target_origin, text)

    client.session.outlet._host = _Posting(host, post)  # type: ignore[assignment]
    client.session.workspace.presence.set_state("NotReady")
    assert [len(other.events) for other in others] == [1, 1, 1]


def test_what_json_has_is_not_changed() -> None:
    message: dict[str, Json] = {"a": [1, 2.5, None, True, "x", {"b": []}], "c": {"d": [[]]}}
    assert replies.writable(message) == message
    deep: Json = []
    for _ in range(500):
        deep = [deep]
    assert json.loads(replies.encode(replies.writable({"a": deep})))
