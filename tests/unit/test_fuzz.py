"""Anything handed to the service: at most one reply, no exception, no bug, and a failure has changed nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from scapi.decisions import Reason
from scapi.driven import DrivenSession
from scapi.driver import CALLS
from scapi.protocol.parameters import Kind
from scapi.protocol.registry import BY_SPELLING
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration
from tests.support.error_texts import in_closed_list
from tests.support.examples import FUZZ_EXAMPLES, GRAMMAR_EXAMPLES
from tests.support.strategies import (
    envelopes,
    frame_ids,
    json_objects,
    json_values,
    known_requests,
    mostly,
    origins,
    subscriptions,
)

WARNING = "Not before the form is filled in."
CONFIGURATION = configuration(
    f"{ALLOWED} (*, auth.getJwtToken), {RESTRICTED} (agent.get, voice.*)",
    "user-data.read-allowed = a, Key1",
    "user-data.write-allowed = a, Key1, userData",
    "voice.auto-answer = false",
)
TEXTS = mostly(
    mostly(envelopes, subscriptions).map(json.dumps),
    st.one_of(json_values.map(json.dumps), st.text(), envelopes.map(lambda message: json.dumps(message)[:-1])),
)
SENDERS = mostly(
    st.sampled_from([("frame1", ALLOWED)] * 6 + [("frame2", RESTRICTED), ("frame3", UNLISTED), ("frame1", "null")]),
    st.tuples(frame_ids, origins),
)
"""Frames 1 to 3 are those of the clients; the others are anybody."""


def prepared() -> tuple[DrivenSession, dict[str, Client]]:
    """A session with a call in talk, one that rings, one that has ended and is blocked; a client on each site."""
    session = new_session(CONFIGURATION)
    clients = {origin: Client.opened(session, origin) for origin in (ALLOWED, RESTRICTED, UNLISTED)}
    client = clients[ALLOWED]
    client.data("voice.dial", "5001", {"a": "1", "Secret": "2"})
    session.driver.call("farEnd", {"interactionId": "1", "action": "answer"})
    session.driver.call("ring", {"ani": "+4722001122"})
    client.data("voice.dial", "0301")
    session.driver.call("farEnd", {"interactionId": "3", "action": "busy"})
    client.data("interaction.blockMarkdone", "3", WARNING)
    client.subscribe("interaction", "agent", "media", "markdone")
    return session, clients


def state(session: DrivenSession) -> str:
    """All that a request may change; what the frames have said does not belong to it."""
    data: Any = getattr(session.driver.call("state", {}), "data", None)
    return json.dumps({name: part for name, part in data.items() if name != "frames"})


def receive(session: DrivenSession, frame_id: str, origin: str, text: str) -> list[dict[str, Any]]:
    """The replies to one text, with everything that must hold whatever it was."""
    posted = fake_host(session).posted
    before, sent, entries = state(session), len(posted), session.traffic.total
    session.service.receive(frame_id, origin, text)
    new = posted[sent:]
    replies = [p for p in new if "event" not in p.message and "frameId" not in p.message]
    assert len(replies) <= 1
    for reply in replies:
        assert (reply.frame, reply.target_origin) == (frame_id, "*" if origin == "null" else origin)
        assert reply.message["userAgent"] == "WWE Server"
        if "errorMessage" in reply.message:
            assert "data" not in reply.message
            assert in_closed_list(reply.message["errorMessage"], warnings=(WARNING,))
    if not replies or "errorMessage" in replies[0].message:
        assert state(session) == before
        told = [p.message["data"].get("eventType") for p in new if "event" in p.message]
        assert told in ([], ["ATTEMPTED"]), "whoever blocks mark done hears that it was tried; nothing else"
    assert Reason.INTERNAL_ERROR not in session.traffic.by_reason
    assert session.traffic.total > entries, "every message is recorded"
    return [reply.message for reply in replies]


@settings(max_examples=FUZZ_EXAMPLES)
@given(st.lists(st.tuples(SENDERS, TEXTS), min_size=6, max_size=10))
def test_anything(messages: list[tuple[tuple[str, str], str]]) -> None:
    """Several in one session, whose preparation costs as much as four of them; fewer than what silences a window."""
    session, _ = prepared()
    for sender, text in messages:
        replies = receive(session, *sender, text)
        event("silent" if not replies else "failed" if "errorMessage" in replies[0] else "done")


VALUES = {
    Kind.TEXT: st.sampled_from(["", "1", "x"]),
    Kind.NAME: st.sampled_from(
        ["1", "2", "3", "99", "5001", "Ready", "Break", "voice", "chat", "a", "Secret", "IW_CaseUid"]
    ),
    Kind.ID: st.one_of(st.sampled_from(["1", "2", "99"]), st.integers(-1, 5)),
    Kind.ID_OR_EMPTY: st.one_of(st.sampled_from(["", "1", "99"]), st.integers(-1, 5)),
    Kind.NUMBER: st.one_of(st.integers(-1, 60), st.floats(allow_nan=False, allow_infinity=False)),
    Kind.NUMERAL: st.one_of(st.integers(-1, 60), st.integers(0, 60).map(str)),
    Kind.FLAG: st.booleans(),
    Kind.OBJECT: json_objects,
    Kind.TEXT_OR_TEXTS: st.one_of(
        st.sampled_from(["voice.*", "voice.auto-answer", "*", "a/*"]), st.lists(st.text(), max_size=3)
    ),
    Kind.TARGET: st.one_of(
        st.sampled_from(["5001", "", "Billing"]),
        st.fixed_dictionaries(
            {},
            optional={
                "type": st.sampled_from(["AGENT", "SKILL", "CUSTOM_CONTACT", "x", 5]),
                "destination": st.sampled_from(["SIP_5001", "5001", "English", "", 5, None]),
                "media": st.sampled_from(["voice", "chat", "x", 5]),
            },
        ),
    ),
    Kind.ANY: json_values,
}


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, Any]:
    """A known request with arguments that are mostly right."""
    name = draw(known_requests)
    arguments = [draw(mostly(VALUES[each.kind], json_values)) for each in BY_SPELLING[name].parameters]
    keep = draw(st.integers(0, len(arguments) + 2))
    return name, [*arguments, "surplus"][: max(keep, len(arguments) - 1)]


@settings(max_examples=GRAMMAR_EXAMPLES)
@given(st.lists(st.tuples(st.sampled_from([ALLOWED, ALLOWED, RESTRICTED]), requests()), min_size=4, max_size=8))
def test_requests_that_are_nearly_right(steps: list[tuple[str, tuple[str, Any]]]) -> None:
    session, clients = prepared()
    for number, (origin, (name, arguments)) in enumerate(steps):
        if name == "interaction.blockMarkdone":
            arguments = [*arguments[:1], WARNING]
        message = {"request": name, "parameters": arguments, "referenceId": f"r{number}", "userAgent": "WWE Client"}
        (reply,) = receive(session, clients[origin].frame_id, origin, json.dumps(message))
        assert (reply["request"], reply["referenceId"]) == (name, f"r{number}")
        event(f"{name}: {'failed' if 'errorMessage' in reply else 'done'}")


@given(st.lists(st.tuples(SENDERS, TEXTS), max_size=12))
def test_many_messages(messages: list[tuple[tuple[str, str], str]]) -> None:
    session, clients = prepared()
    for (frame_id, origin), text in messages:
        session.service.receive(frame_id, origin, text)
        session.service.frame_loaded(frame_id)
    assert Reason.INTERNAL_ERROR not in session.traffic.by_reason
    for origin in (ALLOWED, RESTRICTED):
        assert clients[origin].data("agent.get"), "whoever is served is served still"


DRIVER_ARGUMENTS = st.dictionaries(
    st.sampled_from(sorted({parameter.name for call in CALLS.values() for parameter in call.parameters} | {"x"})),
    st.one_of(
        json_values,
        st.sampled_from(["1", "answer", "hangUp", "manual", "DOWN", "https://a.example", "interaction"]),
    ),
    max_size=3,
)


@given(st.one_of(st.sampled_from(sorted(CALLS)), st.text()), st.one_of(DRIVER_ARGUMENTS, json_values))
def test_driver(name: str, args: Any) -> None:
    session, _ = prepared()
    before = state(session)
    outcome = session.driver.call(name, args)
    error = getattr(outcome, "error", None)
    if error is not None:
        assert error
        assert state(session) == before
    json.dumps(getattr(outcome, "data", None), allow_nan=False)
    state(session)
