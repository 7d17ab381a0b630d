"""What a message says in a few words, and that it says nothing that the log has left out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_page.views.bench.traffic.facts import LONGEST, NOTHING, FactBook, Facts, compact, facts
from host_page.views.regions import Region
from scapi.decisions import ALLOWED
from scapi.protocol.messages import CLIENT
from scapi.traffic import Direction, Entry, Kind
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, Stage

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def entry(kind: Kind, message: object, request: str | None = None, seq: int = 1) -> Entry:
    text = message if isinstance(message, str) or message is None else json.dumps(message)
    return Entry(seq, 0.0, Direction.IN, "frame1", FULL, kind, ALLOWED, request, text=text)


def asked(request: str, *parameters: object) -> Entry:
    return entry(Kind.REQUEST, {"request": request, "parameters": list(parameters)}, request)


@pytest.mark.parametrize(
    ("message", "arguments", "interaction"),
    [
        (asked("voice.dial", "5001"), '"5001"', ""),
        (asked("voice.dial", "5001", None), '"5001"', ""),
        (asked("voice.dial", None, {"a": 1}), "null {a: 1}", ""),
        (asked("interaction.setUserData", 8, {"Segment": "Gold"}), '8 {Segment: "Gold"}', "8"),
        (asked("voice.hangUp", "12"), '"12"', "12"),
        (asked("interaction.completeTransfer", "3"), '"3"', "3"),
        (asked("agent.get"), "", ""),
        (asked("no.such", "12", True, 1.5), '"12" true 1.5', ""),
        (asked("voice.hangUp", {"a": {"b": {"c": 1}}, "b c": [[1]]}), '{a: {b: {…}}, "b c": [[…]]}', ""),
        (entry(Kind.REQUEST, {"parameters": "5"}), '"5"', ""),
        (entry(Kind.EVENT, {"data": {"eventType": "RINGING", "interaction": {"interactionId": "7"}}}), "7", "7"),
        (entry(Kind.EVENT, {"data": {"eventType": "STATE_CHANGED", "name": "chat"}}), '{name: "chat"}', ""),
        (entry(Kind.EVENT, {"data": "hello"}), '"hello"', ""),
        (entry(Kind.EVENT, {"event": "x"}), "", ""),
        (entry(Kind.REPLY, {"data": {"interactionId": "4"}}), '{interactionId: "4"}', "4"),
        (entry(Kind.REPLY, {"errorMessage": "Error: no"}), "Error: no", ""),
        (entry(Kind.FRAME, {"frameId": "frame1"}), "frame1", ""),
        (entry(Kind.UNSUBSCRIBE, {"data": 3}), "3", ""),
        (entry(Kind.OTHER, '"wweHello"'), '"wweHello"', ""),
        (entry(Kind.REQUEST, "no json"), "", ""),
        (entry(Kind.REQUEST, None), "", ""),
    ],
)  # fmt: skip
def test_what_a_message_says(message: Entry, arguments: str, interaction: str) -> None:
    assert facts(message) == Facts(arguments, interaction)


@given(JSON)
def test_any_value_is_one_short_line(value: object) -> None:
    text = compact(value)  # type: ignore[arg-type]
    assert len(text) <= LONGEST
    assert "\n" not in text


def test_long_arguments_are_cut() -> None:
    text = facts(asked("voice.dial", *["x" * 100] * 10)).arguments
    assert len(text) == LONGEST
    assert text.endswith("…")


def test_a_message_is_read_once_and_forgotten_with_its_text() -> None:
    book, first = FactBook(), asked("voice.dial", "5001")
    assert book.of(first) is book.of(first)
    assert book.of(first._replace(text=None)) is NOTHING


def test_a_row_has_the_arguments_and_an_event_its_interaction(stage: Stage) -> None:
    client = stage.client(FULL)
    client.subscribe("interaction")
    call = stage.ring()
    client.request("interaction.setUserData", call, {"Segment": "Gold"})
    page = Page(stage.html(Region.TRAFFIC))
    shown = ["".join(each.text) for each in page.all(class_="arguments")]
    assert f'"{call}" {{Segment: "Gold"}}' in shown
    (ringing,) = [row for row in page.all("tr") if "RINGING" in "".join(row.text)]
    assert f"interaction RINGING {call}" in " ".join("".join(ringing.text).split())


def test_what_was_left_out_of_a_message_is_not_in_its_row(stage: Stage) -> None:
    client = stage.client(FULL)
    client.subscribe("interaction")
    stage.ring(userData={"Segment": "Gold", "Secret": "hidden value"})
    client.request("interaction.getInteractions")
    stage.run("traffic-pair")
    rows = stage.html(Region.TRAFFIC_ROWS)
    assert "hidden value" not in rows
    assert stage.session.traffic.total > 3


def test_what_is_told_of_a_port_is_named_as_that(stage: Stage) -> None:
    client = stage.client(FULL)
    client.request("agent.get", messagePort=True)
    client.send({"messagePort": "taken", "userAgent": CLIENT})
    rows = ["".join(each.text).split() for each in Page(stage.html(Region.TRAFFIC)).all(class_="named")]
    told = [["frame", "identity", "frame1"], ["MessagePort", "offered"], ["MessagePort", "taken"]]
    assert [row for row in rows if row in told] == told
    assert ["frame", "identity", "offered"] not in rows
