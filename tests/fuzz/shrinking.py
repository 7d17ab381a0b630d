"""Makes a failing input small: fewer messages before it, then less in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
_TRIES = 2000


def shortest(items: Sequence[Item], fails: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """A part of the items that fails still, and no longer when any one of them is left out."""
    kept = list(items)
    size = max(1, len(kept) // 2)
    while True:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if fails(fewer):
                kept = fewer
            else:
                place += size
        if size == 1:
            return kept
        size //= 2


def simplest(text: str, fails: Callable[[str], bool]) -> str:
    """A text of JSON with less in it that fails still; a text that is none stays."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    tries = 0
    found = True
    while found:
        found = False
        for smaller in _smaller(value):
            tries += 1
            if tries > _TRIES:
                return json.dumps(value)
            if fails(json.dumps(smaller)):
                value, found = smaller, True
                break
    return json.dumps(value)


def _smaller(value: Any) -> Iterator[Any]:
    """Values with something taken away, the largest pieces first."""
    if isinstance(value, str) and value:
        yield from (value[: len(value) // 2], value[:-1])
    elif isinstance(value, list):
        yield from (value[: len(value) // 2], value[len(value) // 2 :]) if len(value) > 1 else ()
        for place, member in enumerate(value[:50]):
            yield value[:place] + value[place + 1 :]
            for smaller in _smaller(member):
                yield [*value[:place], smaller, *value[place + 1 :]]
    elif isinstance(value, dict):
        names = list(value)
        if len(names) > 3:
            for half in (names[: len(names) // 2], names[len(names) // 2 :]):
                yield {name: value[name] for name in half}
        for name in names[:50]:
            yield {key: member for key, member in value.items() if key != name}
            for smaller in _smaller(value[name]):
                yield {**value, name: smaller}
