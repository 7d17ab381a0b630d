"""The one way out."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import scapi
from scapi.decisions import Reason, Verdict
from scapi.testing import Client, FakeHost, fake_host, new_session
from scapi.traffic import Direction, Kind
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration


@pytest.fixture
def client() -> Client:
    text = configuration(f"{ALLOWED}, {RESTRICTED} (agent.get), null", "user-data.read-allowed = a")
    return Client.opened(new_session(text), ALLOWED)


def test_nothing_else_posts() -> None:
    """``host.post`` and ``host.post_all`` are called in one module only, but for the host of the tests itself."""
    found = set()
    root = Path(scapi.__file__).parent
    for file in (file for file in root.rglob("*.py") if "gws" not in file.relative_to(root).parts):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("post", "post_all")
            ):
                found.add(file.relative_to(root).as_posix())
    assert found == {"outlet.py", "testing.py"}


def test_events_go_to_subscribers_that_may_hear_them(client: Client) -> None:
    session = client.session
    others = {origin: Client.opened(session, origin) for origin in (ALLOWED, RESTRICTED, UNLISTED, "null")}
    for other in others.values():
        other.subscribe("interaction", "agent")
    client.subscribe("media")
    session.outlet.publish("agent", {"eventType": "STATE_CHANGED"})
    assert {origin for origin, other in others.items() if other.events} == {ALLOWED, RESTRICTED}
    assert client.events == []
    assert {posted.target_origin for posted in fake_host(session).posted if "event" in posted.message} == {
        ALLOWED,
        RESTRICTED,
    }


def test_events_are_recorded_whether_sent_or_not(client: Client) -> None:
    restricted = Client.opened(client.session, RESTRICTED)
    for each in (client, restricted):
        each.subscribe("interaction")
    data = {"eventType": "RINGING", "interaction": {"userData": {"a": 1, "b": 2}}}
    client.session.outlet.publish("interaction", data)
    sent, held = client.log[-1], restricted.log[-1]
    assert (sent.kind, sent.event, sent.event_type) == (Kind.EVENT, "interaction", "RINGING")
    assert (sent.decision.verdict, sent.decision.reason, sent.left_out) == (
        Verdict.REDACTED,
        Reason.KEYS_LEFT_OUT,
        ("b",),
    )
    assert (held.decision.verdict, held.decision.reason, held.text) == (
        Verdict.REFUSED,
        Reason.EVENT_NOT_PERMITTED,
        None,
    )
    assert "interaction.getInteractions" in held.decision.note


def test_the_last_receiver_does_not_wait_for_the_log(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    session, host = client.session, fake_host(client.session)
    for _ in range(3):
        Client.opened(session, ALLOWED).subscribe("agent")
    entries, seen, post = session.traffic.total, [], type(host).post

    def watched(self: FakeHost, frame_id: str, target_origin: str, text: str) -> None:
        seen.append(session.traffic.total - entries)
        post(self, frame_id, target_origin, text)

    monkeypatch.setattr(type(host), "post", watched)
    session.outlet.publish("agent", {"eventType": "STATE_CHANGED"})
    assert seen == [0, 0, 0]
    assert session.traffic.total == entries + 3


def test_a_receiver_that_is_not_reached_at_first_is_tried_again_and_costs_the_others_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = client.session
    once, never, well = (Client.opened(session, ALLOWED) for _ in range(3))
    for each in (once, never, well):
        each.subscribe("agent")
    failures = {once.frame.id: 1, never.frame.id: 9}
    post = FakeHost.post

    def failing(self: FakeHost, frame_id: str, target_origin: str, text: str) -> None:
        if failures.get(frame_id, 0) > 0:
            failures[frame_id] -= 1
            raise RuntimeError("not now")
        post(self, frame_id, target_origin, text)

    monkeypatch.setattr(FakeHost, "post", failing)
    session.outlet.publish("agent", {"eventType": "STATE_CHANGED"})
    assert [len(each.events) for each in (once, never, well)] == [1, 0, 1]
    assert failures == {once.frame.id: 0, never.frame.id: 7}, "twice, and no more"
    verdicts = [each.log[-1].decision.verdict for each in (once, never, well)]
    assert verdicts == [Verdict.ALLOWED, Verdict.FAILED, Verdict.ALLOWED]


def test_a_broadcast_is_not_redacted_and_not_told_to_its_sender(client: Client) -> None:
    other = Client.opened(client.session, ALLOWED)
    for each in (client, other):
        each.subscribe("messenger:x")
    client.data("messenger.broadcastMessage", "x", {"userData": {"b": 1}, "eventType": "mine"})
    assert client.events == []
    assert other.events[0]["data"] == {"userData": {"b": 1}, "eventType": "mine"}


def test_say(client: Client) -> None:
    client.session.outlet.say(client.frame, "wweText")
    assert fake_host(client.session).posted == [], "nobody has been heard in the frame"
    client.request("agent.get")
    client.session.outlet.say(client.frame, 'wwe "quoted" ü')
    assert client.received[-1] == 'wwe "quoted" ü'


def test_say_reaches_a_null_frame_and_is_in_the_log(client: Client) -> None:
    """Finding 12: its target was "null", which no browser takes, and nothing was recorded."""
    null = Client.opened(client.session, "null")
    null.request("agent.get")
    client.session.outlet.say(null.frame, "wweText")
    assert null.received[-1] == "wweText"
    assert fake_host(client.session).posted[-1].target_origin == "*"
    entry = null.log[-1]
    assert (entry.direction, entry.kind, entry.text, entry.decision.allowed) == (
        Direction.OUT, Kind.OTHER, '"wweText"', True,
    )  # fmt: skip


def test_say_tells_an_unlisted_origin_nothing(client: Client) -> None:
    unlisted = Client.opened(client.session, UNLISTED)
    unlisted.request("agent.get")
    unlisted.forget()
    client.session.outlet.say(unlisted.frame, "wweText")
    assert unlisted.received == []
    assert unlisted.log[-1].decision.reason is Reason.ORIGIN_NOT_LISTED
