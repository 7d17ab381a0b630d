"""The parameters of a request: what each may be, and one check for all of them.

A client sends ``parameters`` as an array in the order of the method's arguments. Slots may be missing or ``null``;
surplus ones are ignored (decided here).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scapi.nearest import hint
from scapi.values import Json, JsonObject
from scapi.words import Word


class Kind(Word):
    """What a parameter may be; the value says it in words."""

    TEXT = "a string"
    NAME = "a string that is not empty"
    ID = "a string that is not empty, or a whole number"
    ID_OR_EMPTY = "a string, or a whole number"
    NUMBER = "a number"
    NUMERAL = "a number, or a whole number as text"
    FLAG = "true or false"
    OBJECT = "an object"
    TEXT_OR_TEXTS = "a string or an array of strings"
    TARGET = "a string, or an object with type and destination"
    ANY = "any value"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as the documentation names it."""

    name: str
    kind: Kind
    documentation: str
    optional: bool = False


def required(name: str, kind: Kind, documentation: str) -> Parameter:
    """A parameter that must be given."""
    return Parameter(name, kind, documentation)


def optional(name: str, kind: Kind, documentation: str) -> Parameter:
    """A parameter that may be left out, or be ``null``."""
    return Parameter(name, kind, documentation, optional=True)


@dataclass(frozen=True, slots=True)
class BadArgument:
    """The first argument that is not what it should be."""

    parameter: str
    expected: str
    found: str


class Arguments:
    """The checked arguments of one request, by name.

    The readers below give what :func:`check_arguments` has established; asking for another type is a bug and raises.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Json]) -> None:
        self._values = values

    def value(self, name: str) -> Json:
        return self._values.get(name)

    def text(self, name: str) -> str:
        value = self._values[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def optional_text(self, name: str) -> str | None:
        return None if self._values.get(name) is None else self.text(name)

    def number(self, name: str) -> float:
        value = self._values[name]
        if isinstance(value, str) and fits(Kind.NUMERAL, value):
            return int(value)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(name)
        return value

    def mapping(self, name: str) -> JsonObject:
        """The object, or an empty one when it was left out."""
        value = self._values.get(name)
        if value is None:
            return {}
        if not isinstance(value, (dict, Mapping)):
            raise TypeError(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of a parameter that takes one or several."""
        value = self._values[name]
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, Sequence):
            raise TypeError(name)
        return tuple(str(item) for item in value)


def check_arguments(parameters: Sequence[Parameter], given: Sequence[Json]) -> Arguments | BadArgument:
    """Matches the array of a message with the parameters of its request."""
    values: dict[str, Json] = {}
    for position, parameter in enumerate(parameters):
        value = given[position] if position < len(given) else None
        if value is None:
            if not parameter.optional:
                return BadArgument(parameter.name, parameter.kind.value, "nothing")
        elif not fits(parameter.kind, value):
            return BadArgument(parameter.name, parameter.kind.value, describe(value))
        values[parameter.name] = str(value) if parameter.kind in _IDS and isinstance(value, int) else value
    return Arguments(values)


def named_problems(call: str, parameters: Sequence[Parameter], args: Json) -> Iterator[str]:
    """What is wrong with arguments that are given by name; no arguments are an empty object."""
    given = {} if args is None else args
    if not isinstance(given, Mapping):
        yield f"The arguments of {call} must be an object, not {describe(args)}."
        return
    names = [parameter.name for parameter in parameters]
    for key in given:
        if key not in names:
            known = ", ".join(names) or "none"
            yield f"{call} has no argument {key!r}; known are {known}{hint(str(key), names)}."
    for parameter in parameters:
        value = given.get(parameter.name)
        if (value is None and not parameter.optional) or (value is not None and not fits(parameter.kind, value)):
            found = describe(value) if parameter.name in given else "nothing"
            yield f"{call}: {parameter.name} must be {parameter.kind.value}, not {found}."


def describe(value: Json) -> str:
    """What a value is, in the words of the error texts."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "a string" if value else "an empty string"
    if isinstance(value, (int, float)):
        return "a number"
    return "an object" if isinstance(value, Mapping) else "an array"


def fits(kind: Kind, value: Json) -> bool:
    """Whether a value is of a kind."""
    plain = _TYPES.get(kind)
    if plain is not None and isinstance(value, plain):
        return True
    if kind is Kind.ID and isinstance(value, str):
        return bool(value.strip())
    if kind is Kind.NUMBER:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind is Kind.NUMERAL:
        return fits(Kind.NUMBER, value) or (isinstance(value, str) and _is_numeral(value))
    if kind in _IDS and not isinstance(value, str) and _is_whole(value):
        return True
    if kind is Kind.NAME or kind is Kind.ID:
        return isinstance(value, str) and bool(value.strip())
    if kind is Kind.TEXT_OR_TEXTS:
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))
    if kind is Kind.TARGET:
        return isinstance(value, Mapping) or (isinstance(value, str) and bool(value.strip()))
    return False


def _is_whole(value: Json) -> bool:
    """Whether a value is a number that an id can be: the reference's samples write ids without quotes, too."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**_EXACT_DIGITS


def _is_numeral(text: str) -> bool:
    """Whether a text is a whole number that JavaScript holds exactly, in plain digits."""
    return text.isascii() and text.isdigit() and len(text) <= _EXACT_DIGITS


_EXACT_DIGITS = 15
_IDS = frozenset({Kind.ID, Kind.ID_OR_EMPTY})
"""Kinds that reach the handlers as text, however they were written."""

_TYPES: Mapping[Kind, type[object]] = {
    Kind.TEXT: str,
    Kind.ID_OR_EMPTY: str,
    Kind.FLAG: bool,
    Kind.OBJECT: dict,
    Kind.ANY: object,
}
