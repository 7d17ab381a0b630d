"""What attached data weighs, and how much of it one conversation may have, at the port too."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.acts import CreateEmail, DeleteData, Dial, Opening, SetData
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Party
from scapi.centre.simulator.members import MOST_BYTES, MOST_KEYS, AgentLeg, Call, FarEnd, fits, weight, weight_of
from scapi.values import Json, JsonObject
from tests.unit.centre.simulator.bench import ELENA, Bench

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=10,
)


@given(VALUES)
def test_a_value_weighs_about_what_its_text_does(value: Json) -> None:
    text = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
    assert weight(value) >= text / 6
    assert weight(value) <= 9 * text


@given(st.dictionaries(st.text("ab", max_size=3), st.text("xä", max_size=9), max_size=4), st.text("xä", max_size=9))
def test_more_weighs_more(pairs: dict[str, Json], more: str) -> None:
    assert weight_of({**pairs, "new": more}) > weight_of(pairs)


def test_nothing_weighs_nothing() -> None:
    assert (weight_of({}), weight_of({"k": "v"}), weight_of({"k": "ä"})) == (0, 8, 9)


def test_the_limits() -> None:
    assert fits(MOST_BYTES, MOST_KEYS)
    assert not fits(MOST_BYTES + 1, 1)
    assert not fits(0, MOST_KEYS + 1)


def test_a_call_knows_its_agents_and_its_far_ends() -> None:
    far = FarEnd(Party("p", "1"))
    call = Call("uuid", "voice", (far, AgentLeg("a"), AgentLeg("b")))
    assert (call.legs, call.far_ends) == (("a", "b"), (far,))


MANY: JsonObject = {f"key {number}": 1 for number in range(MOST_KEYS + 1)}
LARGE: JsonObject = {"k": "x" * MOST_BYTES}
DEEP: JsonObject = {"k": [{"x": "x" * 1000} for _ in range(200)]}


@pytest.mark.parametrize("data", [MANY, LARGE, DEEP], ids=["many", "large", "deep"])
def test_nothing_begins_with_more_than_can_be_kept(data: JsonObject) -> None:
    bench = Bench()
    before = bench.exported()
    openings: tuple[Opening, ...] = (Dial("0302", data, {}), CreateEmail("a@crm.example", data))
    for opening in openings:
        assert bench.centre.port(ELENA).open(opening) == CentreError(ErrorKind.TOO_LARGE, "userData")
    rung = bench.centre.ring(ELENA, None, "0301", None, data, None, None)
    assert rung == CentreError(ErrorKind.TOO_LARGE, "userData")
    assert bench.exported() == before


@pytest.mark.parametrize("data", [MANY, LARGE, DEEP], ids=["many", "large", "deep"])
def test_nothing_grows_beyond_what_can_be_kept(data: JsonObject) -> None:
    bench = Bench()
    call = bench.talk()
    assert bench.refused(call, SetData(data)) == CentreError(ErrorKind.TOO_LARGE, "userData")


def test_what_is_full_can_be_emptied() -> None:
    bench = Bench()
    call = bench.talk()
    half = "x" * (MOST_BYTES // 2 - 20)
    bench.act(call, SetData({"a": half}))
    bench.act(call, SetData({"b": half}))
    assert bench.refused(call, SetData({"c": "x" * 100})).kind is ErrorKind.TOO_LARGE
    bench.act(call, SetData({"b": "short"}))
    bench.act(call, SetData({"c": "x" * 100}))
    bench.act(call, DeleteData("a"))
    assert set(bench.leg(call).user_data) == {"b", "c"}
