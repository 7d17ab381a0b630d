"""Parsing: any text gives a value; what we write can be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.decisions import Reason
from scapi.protocol import replies
from scapi.protocol.messages import (
    MISSING,
    Ignored,
    Malformed,
    RequestMessage,
    Subscribe,
    Unsubscribe,
    depth,
    parse_message,
)
from tests.support.strategies import envelopes, json_values

PARSED = (Ignored, Malformed, RequestMessage, Subscribe, Unsubscribe)
CLIENT = {"userAgent": "WWE Client"}


def parse(message: Any) -> Any:
    return parse_message(json.dumps(message))


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.decode("latin-1")), st.from_regex(r'[\[\]{}",:0-9e+\-.]*')))
def test_any_text_gives_a_value(text: str) -> None:
    assert isinstance(parse_message(text), PARSED)


@given(st.one_of(json_values, envelopes))
def test_any_json_gives_a_value(value: Any) -> None:
    assert isinstance(parse(value), PARSED)


@given(st.text(min_size=1), json_values, json_values)
def test_requests_come_back(name: str, parameters: Any, reference: Any) -> None:
    message = parse({**CLIENT, "request": name, "parameters": parameters, "referenceId": reference})
    assert message == RequestMessage(name, parameters, reference)


@given(st.lists(st.text(min_size=1), min_size=1), json_values)
def test_subscribes_come_back(names: list[str], reference: Any) -> None:
    message = parse({**CLIENT, "event": "subscribe", "data": names, "referenceId": reference})
    assert message == Subscribe(tuple(dict.fromkeys(names)), reference)


@given(json_values, json_values)
def test_unsubscribes_come_back(number: Any, reference: Any) -> None:
    message = parse({**CLIENT, "event": "unsubscribe", "data": number, "referenceId": reference})
    assert message == Unsubscribe(number, reference)


@given(st.text(), json_values, json_values)
def test_what_we_write_can_be_read(name: str, reference: Any, data: Any) -> None:
    for message in (
        replies.success(name, reference, data),
        replies.null_success(name, reference),
        replies.failure(name, reference, "Error: x"),
        replies.event(name, data),
        replies.subscribed(reference, 0),
        replies.frame_identity(name),
    ):
        text = replies.encode(message)
        assert json.loads(text) == message
        assert text.isascii(), "lone surrogates cross the border as they are"
        assert isinstance(parse_message(text), Ignored), "our own messages are no client's"


TABLE: list[tuple[Any, Any]] = [
    ({"request": "a", **CLIENT}, RequestMessage("a", None, MISSING)),
    ({"request": "a", "referenceId": None, **CLIENT}, RequestMessage("a", None, None)),
    ({"request": "a", "event": None, **CLIENT}, RequestMessage("a", None, MISSING)),
    ({"request": "a", "userAgent": "my WWE Client 3"}, RequestMessage("a", None, MISSING)),
    ({"event": "subscribe", "data": "x", **CLIENT}, Subscribe(("x",), MISSING)),
    ({"event": "subscribe", "data": ["x", "y", "x"], **CLIENT}, Subscribe(("x", "y"), MISSING)),
    ({"event": "subscribe", "data": "x", "request": "a", **CLIENT}, Subscribe(("x",), MISSING)),
    ({"event": "unsubscribe", **CLIENT}, Unsubscribe(None, MISSING)),
]


@pytest.mark.parametrize(("message", "wanted"), TABLE, ids=lambda value: str(value)[:60])
def test_table(message: Any, wanted: Any) -> None:
    assert parse(message) == wanted


IGNORED: list[tuple[Any, Reason]] = [
    (None, Reason.NOT_OURS),
    ([], Reason.NOT_OURS),
    ("wwe", Reason.NOT_OURS),
    ({}, Reason.NOT_OURS),
    ({"request": "a"}, Reason.NOT_OURS),
    ({"request": "a", "userAgent": ["WWE Client"]}, Reason.NOT_OURS),
    ({"request": "a", "userAgent": "wwe client"}, Reason.NOT_OURS),
    (CLIENT, Reason.NOT_OURS),
    ({"request": "a", "userAgent": "WWE Server"}, Reason.FORGED_EVENT),
    ({"event": "interaction", **CLIENT}, Reason.FORGED_EVENT),
    ({"event": 0, "request": "a", **CLIENT}, Reason.FORGED_EVENT),
    ({"request": "a", "x": json.loads("[" * 65 + "]" * 65), **CLIENT}, Reason.TOO_DEEP),
]


@pytest.mark.parametrize(("message", "reason"), IGNORED, ids=lambda value: str(value)[:60])
def test_ignored(message: Any, reason: Reason) -> None:
    parsed = parse(message)
    assert isinstance(parsed, Ignored)
    assert parsed.reason is reason


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", "[1,]", "\ufeff{}", "{'a': 1}", "undefined", "9" * 10_000, "[" * 100_000]
)
def test_texts_that_are_no_messages(text: str) -> None:
    parsed = parse_message(text)
    assert isinstance(parsed, Ignored)
    assert parsed.reason is Reason.NOT_OURS


@pytest.mark.parametrize("more", ["x", "{}", "}", "\x00", ",", " 1"])
def test_nothing_comes_after_a_message(more: str) -> None:
    text = json.dumps({"request": "a", "referenceId": "1", **CLIENT})
    assert parse_message(text) == RequestMessage("a", None, "1")
    assert parse_message(text + " \n") == parse_message(text)
    parsed = parse_message(text + more)
    assert isinstance(parsed, Ignored)
    assert parsed.reason is Reason.NOT_OURS


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_numbers_that_json_cannot_carry_back_are_null(number: str) -> None:
    text = f'{{"request": "a", "userAgent": "WWE Client", "referenceId": {number}, "parameters": [{number}]}}'
    assert parse_message(text) == RequestMessage("a", [None], None)


@given(json_values)
def test_depth_agrees_with_recursion(value: Any) -> None:
    def recursive(inner: Any) -> int:
        if isinstance(inner, dict):
            return 1 + max(map(recursive, inner.values()), default=0)
        return 1 + max(map(recursive, inner), default=0) if isinstance(inner, list) else 0

    assert depth(value) == recursive(value)
