"""Arguments against parameters."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.protocol.parameters import Arguments, BadArgument, Kind, Parameter, check_arguments, describe, fits
from scapi.protocol.registry import REGISTRY
from tests.support.strategies import json_values
from tools.paths import ROOT

SAMPLES: dict[str, Any] = {
    "null": None, "text": "x", "empty": "", "blank": " ", "number": 1, "fraction": 1.5, "digits": "6", "true": True,
    "false": False, "object": {}, "array": [], "texts": ["a"], "mixed": ["a", 1],
}  # fmt: skip
FIT: dict[Kind, set[str]] = {
    Kind.TEXT: {"text", "digits", "empty", "blank"},
    Kind.NAME: {"text", "digits"},
    Kind.ID: {"text", "digits", "number"},
    Kind.ID_OR_EMPTY: {"text", "digits", "number", "empty", "blank"},
    Kind.NUMBER: {"number", "fraction"},
    Kind.NUMERAL: {"number", "fraction", "digits"},
    Kind.FLAG: {"true", "false"},
    Kind.OBJECT: {"object"},
    Kind.TEXT_OR_TEXTS: {"text", "digits", "empty", "blank", "array", "texts"},
    Kind.TARGET: {"text", "digits", "object"},
    Kind.ANY: set(SAMPLES),
}


@pytest.mark.parametrize("kind", Kind)
def test_what_fits(kind: Kind) -> None:
    assert {name for name, value in SAMPLES.items() if fits(kind, value)} == FIT[kind]


def test_every_kind_is_in_the_table() -> None:
    assert set(FIT) == set(Kind)


@given(st.sampled_from(sorted(REGISTRY)), st.lists(json_values, max_size=6))
def test_arguments_are_checked_or_named(name: str, given_values: list[Any]) -> None:
    parameters = REGISTRY[name].parameters
    checked = check_arguments(parameters, given_values)
    if isinstance(checked, BadArgument):
        assert checked.parameter in [parameter.name for parameter in parameters]
    else:
        for position, parameter in enumerate(parameters):
            value = given_values[position] if position < len(given_values) else None
            as_text = parameter.kind in (Kind.ID, Kind.ID_OR_EMPTY) and isinstance(value, int)
            assert checked.value(parameter.name) == (str(value) if as_text else value)
            assert (value is None and parameter.optional) or fits(parameter.kind, value)


def test_first_bad_argument_is_named() -> None:
    parameters = (
        Parameter("a", Kind.NAME, ""),
        Parameter("b", Kind.NUMBER, "", optional=True),
        Parameter("c", Kind.FLAG, ""),
    )
    assert check_arguments(parameters, []) == BadArgument("a", "a string that is not empty", "nothing")
    assert check_arguments(parameters, ["x", "y", 1]) == BadArgument("b", "a number", "a string")
    assert check_arguments(parameters, ["x", None, None]) == BadArgument("c", "true or false", "nothing")
    assert isinstance(check_arguments(parameters, ["x", None, True, "surplus"]), Arguments)


def test_readers() -> None:
    arguments = Arguments({"t": "x", "n": 2, "o": {"a": 1}, "l": ["a", "b"], "none": None})
    assert (arguments.text("t"), arguments.number("n"), arguments.mapping("o")) == ("x", 2, {"a": 1})
    assert (arguments.texts("t"), arguments.texts("l")) == (("x",), ("a", "b"))
    assert (arguments.mapping("none"), arguments.optional_text("none"), arguments.value("absent")) == ({}, None, None)
    for reader, name in (
        (arguments.text, "n"),
        (arguments.number, "t"),
        (arguments.mapping, "t"),
        (arguments.texts, "n"),
    ):
        with pytest.raises(TypeError):
            reader(name)
    with pytest.raises(TypeError):
        Arguments({"b": True}).number("b")


@given(json_values)
def test_every_value_can_be_described(value: Any) -> None:
    assert describe(value) in {
        "null", "true", "false", "a string", "an empty string", "a number", "an object", "an array",
    }  # fmt: skip


def test_an_id_reaches_the_handler_as_text() -> None:
    parameters = (Parameter("a", Kind.ID, ""), Parameter("b", Kind.ID_OR_EMPTY, ""), Parameter("c", Kind.NUMERAL, ""))
    for sent in ([1, 0, "283"], ["1", "0", 283]):
        arguments = check_arguments(parameters, sent)
        assert isinstance(arguments, Arguments)
        assert (arguments.text("a"), arguments.text("b"), arguments.number("c")) == ("1", "0", 283)
    for wrong in (True, -1, 1.0, 2**60, None, ""):
        assert isinstance(check_arguments(parameters, [wrong, "", "1"]), BadArgument)


def test_every_parameter_is_declared_by_the_two_words_for_it() -> None:
    files = [file for file in (ROOT / "scapi").rglob("*.py") if file.name != "parameters.py"]
    made = [
        file.name
        for file in files
        if re.search(r"(?<![\w.])Parameter\(|def _?(required|optional)\(", file.read_text("utf-8"))
    ]
    assert made == []
