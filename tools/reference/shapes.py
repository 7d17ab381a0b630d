"""Types in the notation of TypeScript, and whether a value is of one.

A type is written as ``string``, ``number | null``, ``"IN" | "OUT"``, ``Interaction[]``, ``object`` or ``any``, or by
the name of one in a table of types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an object: what it is, in which unit, and whether it may be absent."""

    name: str
    type: str
    meaning: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A type of objects. ``open`` ones may have further members."""

    meaning: str
    members: tuple[Member, ...]
    open: bool = False


def required(name: str, type_: str, meaning: str = "") -> Member:
    return Member(name, type_, meaning)


def optional(name: str, type_: str, meaning: str = "") -> Member:
    return Member(name, type_, meaning, optional=True)


def one_of(texts: Iterable[str]) -> str:
    """The type of a value that is one of some texts."""
    return " | ".join(f'"{text}"' for text in texts)


_NAME = re.compile(r"[A-Z][A-Za-z]+")
_PLAIN: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
}


def alternatives(text: str) -> list[str]:
    """The types of which a value may be one."""
    return [part.strip() for part in text.split(" | ")]


def names_in(text: str) -> list[str]:
    """The names of types in a type."""
    return _NAME.findall(re.sub(r'"[^"]*"', "", text))


def misfits(text: str, value: Any, shapes: Mapping[str, Shape], where: str = "") -> list[str]:
    """Why a value is not of a type; nothing when it is."""
    found = [_misfits(each, value, shapes, where) for each in alternatives(text)]
    return [] if any(not each for each in found) else min(found, key=len)


def _misfits(text: str, value: Any, shapes: Mapping[str, Shape], where: str) -> list[str]:
    wrong = [f"{where or 'it'} is not {text}: {value!r}"]
    if text.endswith("[]"):
        if not isinstance(value, (list, tuple)):
            return wrong
        inner = text.removesuffix("[]").removeprefix("(").removesuffix(")")
        return [misfit for at, item in enumerate(value) for misfit in misfits(inner, item, shapes, f"{where}[{at}]")]
    if text in shapes:
        return _misfits_of_object(text, value, shapes, where)
    if text.startswith('"'):
        return [] if value == text.strip('"') else wrong
    if text in ("any", "nothing", "null"):
        return [] if text == "any" or value is None else wrong
    plain = isinstance(value, _PLAIN[text]) and (text == "boolean") is isinstance(value, bool)
    return [] if plain else wrong


def _misfits_of_object(text: str, value: Any, shapes: Mapping[str, Shape], where: str) -> list[str]:
    shape = shapes[text]
    if not isinstance(value, Mapping):
        return [f"{where or 'it'} is no {text}: {value!r}"]
    members: Sequence[Member] = shape.members
    known = {member.name for member in members}
    found = [
        f"{where}.{member.name} is missing" for member in members if not member.optional and member.name not in value
    ]
    if not shape.open:
        found += [f"{where}.{name} is not a member of {text}" for name in value if name not in known]
    for member in members:
        if member.name in value:
            found += misfits(member.type, value[member.name], shapes, f"{where}.{member.name}")
    return found
