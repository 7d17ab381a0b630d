"""Reads the body of a ``POST``: which operation it asks for, and with what. Checked once, here."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scapi.gws.http_message import JSON_TYPE, Request
from scapi.gws.operation_table import BY_NAME, OPERATIONS, STATE_PATHS, WRAP_UP, Field, Shape, fits
from scapi.gws.status import Problem, Status, missing, out_of_range
from scapi.gws.unserved import unserved_operation
from scapi.values import Json, JsonObject

SET_STATE = ("*", "setState")
"""The key of an operation that sets an agent state: its name is the administrator's."""

DEEPEST = 64
_UNREADABLE = Problem(Status.OUT_OF_RANGE, "The body is not an object in JSON.")
_OTHER_TYPE = Problem(Status.FORBIDDEN, f"A body has the type {JSON_TYPE}.", http=415)


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation and its checked parameters."""

    key: tuple[str, str]
    name: str
    body: JsonObject

    def text(self, name: str) -> str:
        """A text parameter; empty when it was left out."""
        value = self.body.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.body.get(name)
        return tuple(str(each) for each in value) if isinstance(value, Sequence) and not isinstance(value, str) else ()

    def mapping(self, name: str) -> JsonObject:
        """An object; empty when it was left out."""
        value = self.body.get(name)
        return value if isinstance(value, Mapping) else {}

    @property
    def number(self) -> str:
        """The number of a ``destination`` in the form of an object."""
        number = self.mapping("destination").get("phoneNumber")
        return number.strip() if isinstance(number, str) else ""


def read_json(request: Request) -> Json | Problem:
    """The body of a request as JSON; of another media type it is refused, so that no page can post a form here."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON_TYPE:
        return _OTHER_TYPE
    try:
        found: Json = json.loads(request.body, parse_constant=_refused_constant)
    except (ValueError, RecursionError):
        return _UNREADABLE
    return found if _can_be_written(found) else _UNREADABLE


def read_operation(request: Request, path: str) -> Asked | Problem:
    """The operation that a ``POST`` to a path of the table asks for."""
    body = read_json(request)
    if isinstance(body, Problem):
        return body
    if not isinstance(body, Mapping):
        return _UNREADABLE
    name = body.get("operationName")
    if name is None:
        return missing("operationName")
    if not isinstance(name, str) or not name.strip():
        return out_of_range("operationName", Shape.TEXT.value)
    key = BY_NAME.get((path, name))
    if key is not None:
        return _checked(Asked(key, name, body), OPERATIONS[key].body)
    if path in STATE_PATHS:
        return _checked(Asked(SET_STATE, name, body), (WRAP_UP,))
    unknown = Problem(Status.FORBIDDEN, f"There is no operation '{name[:100]}' on this resource.")
    return unserved_operation(path, name) or unknown


def _checked(asked: Asked, fields: Sequence[Field]) -> Asked | Problem:
    for field in fields:
        value = asked.body.get(field.name)
        if value is None:
            if not field.optional:
                return missing(field.name)
        elif not fits(field.shape, value):
            return out_of_range(field.name, field.shape.value)
    return asked


def _can_be_written(value: Json, depth: int = 0) -> bool:
    """Whether a value is not too deep and has no number beyond all bounds, which JSON cannot say."""
    if depth > DEEPEST:
        return False
    if isinstance(value, Mapping):
        return all(_can_be_written(each, depth + 1) for each in value.values())
    if isinstance(value, list):
        return all(_can_be_written(each, depth + 1) for each in value)
    return not isinstance(value, float) or math.isfinite(value)


def _refused_constant(name: str) -> Json:
    raise ValueError(f"{name} is no JSON")
