"""Frozen values with other members, quickly: several are replaced with each message, and some have many fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Value = TypeVar("Value")

_read: dict[type, tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, int]]] = {}
"""How the fields of a class are read at once, and the place of each."""


def replaced(value: Value, **changes: object) -> Value:
    """What ``dataclasses.replace`` gives of a dataclass of several fields, all of which its constructor takes."""
    kind = type(value)
    known = _read.get(kind)
    if known is None:
        names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
        known = _read[kind] = attrgetter(*names), {name: place for place, name in enumerate(names)}
    read, places = known
    members = list(read(value))
    for name, member in changes.items():
        members[places[name]] = member
    return kind(*members)
