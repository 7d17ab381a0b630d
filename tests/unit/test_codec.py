"""Values as text and back: by their types, long texts once, and a clear failure for what was not written so."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.codec import LONG, Codec, CodecError, Contents
from scapi.driven import DrivenSession
from scapi.testing import new_session
from scapi.values import Json
from tests.support.configurations import ALLOWED, configuration


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...] = ()
    colour: Colour | None = None
    marks: frozenset[str] = frozenset()
    data: Mapping[str, Json] = field(default_factory=dict)
    either: Leaf | str = ""
    pair: tuple[int, bool] = (0, False)
    file: bytes = b""


CODEC = Codec(Branch)
WHOLE = Branch(
    (Leaf("a", math.inf), Leaf("b" * LONG * 2)),
    Colour.RED,
    frozenset({"x", "y"}),
    {"$": {"#": [1, 2.5, None, True, "\ud800"]}, "": {}},
    Leaf("c"),
    (3, True),
    b"\x00\xff",
)


def through_text(value: Branch, contents: Contents | None = None) -> Branch:
    known = contents or Contents()
    written = json.dumps(CODEC.encode(value, known))
    read: Branch = CODEC.decode(json.loads(written), known)
    return read


@pytest.mark.parametrize("value", [Branch(), WHOLE, Branch(either="text"), Branch(data={"k": "v" * LONG * 3})])
def test_what_is_written_is_read(value: Branch) -> None:
    assert through_text(value) == value


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["$", "#"]), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), JSON))
def test_any_json_comes_through(data: dict[str, Any]) -> None:
    assert through_text(Branch(data=data)).data == data


def test_what_is_as_it_always_is_is_not_written() -> None:
    assert CODEC.encode(Branch(), Contents()) == {"$": "Branch"}


def test_a_long_text_is_told_once_and_a_short_one_as_it_is() -> None:
    contents = Contents()
    short, long = "s" * 512, "l" * 513
    for _ in range(2):
        written = json.dumps(CODEC.encode(Branch((Leaf(short), Leaf(long))), contents))
        assert short in written
        assert long not in written
    assert list(contents.take_new().values()) == [long]
    assert contents.take_new() == {}
    assert contents.size == len(long)


def test_what_is_no_longer_used_is_forgotten() -> None:
    contents = Contents()
    old = CODEC.encode(Branch((Leaf("o" * 1000),)), contents)
    new = CODEC.encode(Branch((Leaf("n" * 2000),)), contents)
    contents.begin_use()
    CODEC.decode(new, contents)
    contents.forget_unused()
    assert contents.size == 2000
    with pytest.raises(CodecError, match="no content"):
        CODEC.decode(old, contents)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (None, "no Branch: None"),
        ([], "no Branch"),
        ({}, "no Branch"),
        ({"$": "Leaf"}, "no Branch"),
        ({"$": "Branch", "leaves": {}}, "no row: {}"),
        ({"$": "Branch", "leaves": [{"$": "Leaf"}]}, "text"),
        ({"$": "Branch", "leaves": [{"$": "Leaf", "text": 7}]}, "no text: 7"),
        ({"$": "Branch", "leaves": [{"$": "Leaf", "text": "a", "size": "b"}]}, "no float: 'b'"),
        ({"$": "Branch", "leaves": [{"$": "Leaf", "text": "a", "size": True}]}, "no float: True"),
        ({"$": "Branch", "leaves": [{"$": "Leaf", "text": {"#": "unknown"}}]}, "no content"),
        ({"$": "Branch", "leaves": [{"$": "Leaf", "text": {"#": 1}}]}, "no content 1"),
        ({"$": "Branch", "leaves": [{"$": "Leaf", "text": {"#": "a", "b": 1}}]}, "no text"),
        ({"$": "Branch", "colour": "blue"}, "none of these: 'blue'"),
        ({"$": "Branch", "marks": "x"}, "no set: 'x'"),
        ({"$": "Branch", "data": {"$": {}}}, "no mapping"),
        ({"$": "Branch", "data": {"$": [["a"]]}}, "no mapping"),
        ({"$": "Branch", "data": [["a"]]}, "no pair: ['a']"),
        ({"$": "Branch", "data": [["a", {"$": {}}]]}, "no object"),
        ({"$": "Branch", "data": [["a", {"$": [["b"]]}]]}, "no object"),
        ({"$": "Branch", "either": 7}, "none of these: 7"),
        ({"$": "Branch", "pair": [1]}, "no row of 2"),
        ({"$": "Branch", "pair": [True, True]}, "no int: True"),
        ({"$": "Branch", "pair": [1, 1]}, "no bool: 1"),
        ({"$": "Branch", "file": "no bytes"}, "no bytes"),
        ({"$": "Branch", "file": "base64,?"}, "Only base64 data is allowed"),
    ],
)
def test_what_was_not_written_so_is_refused_and_told(written: Any, told: str) -> None:
    with pytest.raises(CodecError) as refused:
        CODEC.decode(written, Contents())
    assert told in str(refused.value)


@pytest.mark.parametrize("value", [True, 3, 2.5, "text", None])
def test_one_of_several_plain_types_is_read_as_what_it_is(value: bool | int | float | str | None) -> None:
    codec = Codec(bool | int | float | str | None)
    read = codec.decode(codec.encode(value, Contents()), Contents())
    assert (type(read), read) == (type(value), value)


def test_a_type_that_cannot_be_written_is_a_bug() -> None:
    with pytest.raises(TypeError, match="no codec"):
        Codec(complex)


def test_every_table_of_a_session_can_be_written_and_read() -> None:
    session: DrivenSession = new_session(configuration(ALLOWED))
    for call in ("ring", "chat", "email", "workitem"):
        session.driver.call(call, {})
    contents = Contents()
    kinds = session.store.kinds()
    for name, rows in session.store.export().items():
        codec = Codec(kinds[name])
        for value in rows.values():
            assert codec.decode(json.loads(json.dumps(codec.encode(value, contents))), contents) == value, name
