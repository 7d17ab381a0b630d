"""Fields of a record: types, rules, and all or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.record_fields import FieldError, checked_changes, field_object, parse_date
from scapi.centre.records import FieldSpec, FieldType
from tests.support.strategies import json_values

OPTIONS = {"1": "Gold", "2": "Silver"}


def spec(kind: FieldType, **more: Any) -> FieldSpec:
    return FieldSpec("F", kind, editable=True, options=OPTIONS if kind is FieldType.ENUM else {}, **more)


GOOD: list[tuple[FieldType, Any, Any]] = [
    (FieldType.INT, 5, 5),
    (FieldType.INT, 5.0, 5),
    (FieldType.INT, -5, -5),
    (FieldType.FLOAT, 5, 5),
    (FieldType.FLOAT, 5.5, 5.5),
    (FieldType.CHAR, "x", "x"),
    (FieldType.VAR_CHAR, "any text", "any text"),
    (FieldType.DATE, "03/05/2027 09:07", "03/05/2027 09:07"),
    (FieldType.DATE, "3/5/2027 9:7", "3/5/2027 9:7"),
    (FieldType.TIME, "10:15", 36_900),
    (FieldType.TIME, "10.15", 36_900),
    (FieldType.TIME, "0:0", 0),
    (FieldType.TIME, "23:59", 86_340),
    (FieldType.BOOL, False, False),
    (FieldType.ENUM, 2, 2),
]
BAD: list[tuple[FieldType, Any]] = [
    *((FieldType.INT, value) for value in ("5", 5.5, True, [], {})),
    *((FieldType.FLOAT, value) for value in ("5.5", True, [])),
    *((FieldType.CHAR, value) for value in ("xy", 5, [])),
    *((FieldType.VAR_CHAR, value) for value in (5, True, ["x"])),
    *((FieldType.DATE, value) for value in ("2027-03-05", "02/30/2027 10:00", "3/5/2027", 5, "3/5/2027 24:00")),
    *((FieldType.TIME, value) for value in ("24:00", "10:60", "10", "10:15:00", 5, "a:b", "-1:00", "²:00")),
    *((FieldType.BOOL, value) for value in ("true", 1, 0, [])),
    *((FieldType.ENUM, value) for value in (3, "1", "Gold", True, 1.5)),
]


@pytest.mark.parametrize(("kind", "value", "kept"), GOOD)
def test_what_fits(kind: FieldType, value: Any, kept: Any) -> None:
    assert checked_changes([spec(kind)], {"F": value}) == {"F": kept}


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_what_does_not_fit(kind: FieldType, value: Any) -> None:
    with pytest.raises(FieldError, match="the field 'F' must be "):
        checked_changes([spec(kind)], {"F": value})


@pytest.mark.parametrize("kind", FieldType)
@pytest.mark.parametrize("empty", [None, ""])
def test_emptying(kind: FieldType, empty: Any) -> None:
    text = kind in (FieldType.CHAR, FieldType.VAR_CHAR)
    assert checked_changes([spec(kind)], {"F": empty}) == {"F": "" if text else None}
    with pytest.raises(FieldError, match="is mandatory"):
        checked_changes([spec(kind, mandatory=True)], {"F": empty})


def test_unknown_and_read_only() -> None:
    with pytest.raises(FieldError, match="'G' does not exist"):
        checked_changes([spec(FieldType.INT)], {"F": 1, "G": 1})
    with pytest.raises(FieldError, match="'F' cannot be edited"):
        checked_changes([FieldSpec("F", FieldType.INT)], {"F": 1})


@given(st.sampled_from(list(FieldType)), json_values)
def test_any_value_is_kept_or_refused(kind: FieldType, value: Any) -> None:
    try:
        checked_changes([spec(kind)], {"F": value})
    except FieldError as error:
        assert "'F'" in str(error)  # noqa: PT017


@pytest.mark.parametrize("kind", FieldType)
def test_type_field(kind: FieldType) -> None:
    shown = field_object(spec(kind, mandatory=True), None)
    assert {"name", "isMandatory", "isEditable", "fieldType", "valueType"} <= set(shown)
    assert "value" not in shown, "an unknown value is absent"
    assert "displayName" not in shown
    assert ("options" in shown) == (kind is FieldType.ENUM)
    number = kind in (FieldType.INT, FieldType.FLOAT, FieldType.ENUM)
    assert shown["valueType"] == ("number" if number else "boolean" if kind is FieldType.BOOL else "string")


def test_times_are_shown_as_hours_and_minutes() -> None:
    assert field_object(spec(FieldType.TIME), 36_900)["value"] == "10:15"
    assert field_object(spec(FieldType.TIME), 86_399)["value"] == "23:59"


@given(st.datetimes().map(lambda at: at.replace(second=0, microsecond=0)))
def test_dates_padded_or_not(at: Any) -> None:
    padded = f"{at.month:02d}/{at.day:02d}/{at.year:04d} {at.hour:02d}:{at.minute:02d}"
    short = f"{at.month}/{at.day}/{at.year:04d} {at.hour}:{at.minute}"
    assert parse_date(padded) == parse_date(short) == at


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    parse_date(text)
