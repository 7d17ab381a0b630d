"""Fields of a record: as clients read them, and what they may be changed to.

Source: reference, type Field, getRecordFields and updateRecordFields. Times are written HH:MM or HH.MM and kept in
seconds of the day; dates MM/DD/YYYY HH:MM. A change that names a field which cannot be edited, breaks a type or empties
a mandatory field fails as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from scapi.centre.records import FieldSpec, FieldType
from scapi.values import Json, JsonObject


class FieldError(ValueError):
    """A value that a field cannot have; the message says what was expected."""


def field_object(spec: FieldSpec, value: Json) -> JsonObject:
    """Type Field."""
    field: dict[str, Json] = {"name": spec.name}
    if spec.display_name:
        field["displayName"] = spec.display_name
    if value is not None:
        field["value"] = shown_value(spec, value)
    field |= {
        "isMandatory": spec.mandatory,
        "isEditable": spec.editable,
        "fieldType": spec.type.value,
        "valueType": _VALUE_TYPES.get(spec.type, "string"),
    }
    if spec.type is FieldType.ENUM:
        field["options"] = dict(spec.options)
    return field


def shown_value(spec: FieldSpec, value: Json) -> Json:
    """A value as clients and the agent read it."""
    if spec.type is FieldType.TIME and isinstance(value, (int, float)):
        minutes = int(value) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return value


def wire_value(spec: FieldSpec | None, value: Json) -> Json:
    """A value of a record as chained records have it: dates ``2021-03-17 14:42:39``, fractions as text."""
    if spec is not None and spec.type is FieldType.DATE and isinstance(value, str):
        date = parse_date(value)
        return value if date is None else date.strftime("%Y-%m-%d %H:%M:%S")
    if spec is not None and spec.type is FieldType.FLOAT and isinstance(value, (int, float)):
        return str(value)
    return value


def checked_changes(fields: Sequence[FieldSpec], changes: JsonObject) -> JsonObject:
    """The changes in the form in which records keep them; raises :class:`FieldError` for the first that is wrong."""
    specs = {spec.name: spec for spec in fields}
    kept: dict[str, Json] = {}
    for name, value in changes.items():
        spec = specs.get(name)
        if spec is None:
            raise FieldError(f"the field '{name}' does not exist")
        if not spec.editable:
            raise FieldError(f"the field '{name}' cannot be edited")
        if value is None or value == "":
            if spec.mandatory:
                raise FieldError(f"the field '{name}' is mandatory")
            kept[name] = "" if spec.type in (FieldType.CHAR, FieldType.VAR_CHAR) else None
            continue
        kept[name] = _CHECKS[spec.type](spec, value)
    return kept


def _text(spec: FieldSpec, value: Json) -> Json:
    if not isinstance(value, str):
        raise FieldError(f"the field '{spec.name}' must be a string")
    return value


def _character(spec: FieldSpec, value: Json) -> Json:
    if not isinstance(value, str) or len(value) != 1:
        raise FieldError(f"the field '{spec.name}' must be one character")
    return value


def _integer(spec: FieldSpec, value: Json) -> Json:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldError(f"the field '{spec.name}' must be a whole number")
    return value


def _number(spec: FieldSpec, value: Json) -> Json:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise FieldError(f"the field '{spec.name}' must be a number")
    return value


def _flag(spec: FieldSpec, value: Json) -> Json:
    if not isinstance(value, bool):
        raise FieldError(f"the field '{spec.name}' must be true or false")
    return value


def _option(spec: FieldSpec, value: Json) -> Json:
    number = _integer(spec, value)
    if str(number) not in spec.options:
        raise FieldError(f"the field '{spec.name}' must be one of {', '.join(spec.options)}")
    return number


def _time(spec: FieldSpec, value: Json) -> Json:
    parts = value.replace(".", ":").split(":") if isinstance(value, str) else []
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in parts):
        raise FieldError(f"the field '{spec.name}' must be a time HH:MM")
    hours, minutes = int(parts[0]), int(parts[1])
    if hours > 23 or minutes > 59:
        raise FieldError(f"the field '{spec.name}' must be a time between 00:00 and 23:59")
    return (hours * 60 + minutes) * 60


def _date(spec: FieldSpec, value: Json) -> Json:
    if not isinstance(value, str) or parse_date(value) is None:
        raise FieldError(f"the field '{spec.name}' must be a date MM/DD/YYYY HH:MM")
    return value


def parse_date(text: str) -> datetime | None:
    """The date and time of a text MM/DD/YYYY HH:MM, padded with zeros or not; without a zone."""
    try:
        return datetime.strptime(text.strip(), "%m/%d/%Y %H:%M")
    except ValueError:
        return None


_VALUE_TYPES: Mapping[FieldType, str] = {
    FieldType.INT: "number",
    FieldType.FLOAT: "number",
    FieldType.ENUM: "number",
    FieldType.BOOL: "boolean",
}
_CHECKS: Mapping[FieldType, Callable[[FieldSpec, Json], Json]] = {
    FieldType.INT: _integer,
    FieldType.FLOAT: _number,
    FieldType.CHAR: _character,
    FieldType.VAR_CHAR: _text,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.BOOL: _flag,
    FieldType.ENUM: _option,
}
