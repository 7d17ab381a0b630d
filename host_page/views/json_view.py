"""JSON as coloured pieces of text; the template escapes each piece."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scapi.values import Json

LONGEST = 40_000
"""Characters shown of one message."""
_INLINE = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what it is: key, string, number, punctuation, gap or left out."""

    kind: str
    text: str


def json_pieces(value: Json, left_out: Sequence[str] = ()) -> tuple[Piece, ...]:
    """The pieces of an indented JSON text.

    Keys that redaction took out stand in the one ``userData`` of the message, marked as left out; with several of them
    nobody can tell from which.
    """
    keys = tuple(left_out) if _count_user_data(value) == 1 else ()
    pieces: list[Piece] = []
    length = 0
    for piece in _value(value, 0, keys, ""):
        length += len(piece.text)
        if length > LONGEST:
            pieces.append(Piece("left", f" … cut after {LONGEST} characters"))
            break
        pieces.append(piece)
    return tuple(pieces)


def pretty(value: Json) -> str:
    """The same as plain text, for the clipboard."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def parse(text: str | None) -> Json:
    """The value of a message that the log has kept; the text itself when it is no JSON."""
    if text is None:
        return None
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def _value(value: Json, depth: int, left_out: Sequence[str], key: str) -> Iterator[Piece]:
    if isinstance(value, Mapping):
        yield from _object(value, depth, left_out, key)
    elif isinstance(value, (list, tuple)):
        yield from _array(value, depth, left_out)
    else:
        yield Piece("s" if isinstance(value, str) else "n", json.dumps(value, ensure_ascii=False))


def _object(value: Mapping[str, Json], depth: int, left_out: Sequence[str], key: str) -> Iterator[Piece]:
    missing = left_out if key == "userData" else ()
    if not value and not missing:
        yield Piece("p", "{}")
        return
    yield Piece("p", "{")
    lines = len(value) + len(missing)
    for number, (name, member) in enumerate(value.items(), start=1):
        yield Piece("gap", _line(depth + 1))
        yield Piece("k", json.dumps(name, ensure_ascii=False))
        yield Piece("p", ": ")
        yield from _value(member, depth + 1, left_out, name)
        if number < lines:
            yield Piece("p", ",")
    for name in missing:
        yield Piece("gap", _line(depth + 1))
        yield Piece("left", f"{json.dumps(name, ensure_ascii=False)}: left out")
    yield Piece("gap", _line(depth))
    yield Piece("p", "}")


def _array(value: Sequence[Json], depth: int, left_out: Sequence[str]) -> Iterator[Piece]:
    simple = len(value) <= _INLINE and not any(isinstance(item, (Mapping, list, tuple)) for item in value)
    yield Piece("p", "[")
    for number, item in enumerate(value, start=1):
        if not simple:
            yield Piece("gap", _line(depth + 1))
        yield from _value(item, depth + 1, left_out, "")
        if number < len(value):
            yield Piece("p", ", " if simple else ",")
    if not simple:
        yield Piece("gap", _line(depth))
    yield Piece("p", "]")


def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _count_user_data(value: Json) -> int:
    if isinstance(value, Mapping):
        return sum((key == "userData") + _count_user_data(member) for key, member in value.items())
    if isinstance(value, (list, tuple)):
        return sum(_count_user_data(item) for item in value)
    return 0
