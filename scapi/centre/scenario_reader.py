"""Reads the tables of a scenario, also over those of another, and says exactly where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import TypeAlias, TypeVar

from scapi.centre.scenario_error import Book, ScenarioError
from scapi.nearest import hint, nearest
from scapi.values import Json, member

Choice = TypeVar("Choice", bound=StrEnum)
Path: TypeAlias = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")


IDENTITY: Mapping[str, str] = {
    "states": "operation",
    "media": "name",
    "agents": "employeeId",
    "groups": "name",
    "skills": "name",
    "queues": "name",
    "routingPoints": "name",
    "contacts": "displayName",
    "responses": "name",
    "callingLists": "name",
    "fields": "name",
    "campaigns": "name",
    "transactions": "name",
    "situations": "name",
}
"""By what an entry of a list is the same as one of the scenario that is built on; others are added to those."""


LONGEST_FOUND = 60
"""Characters of what stands in the place of what was expected."""


def only_once(tables: Sequence[Table], key: str) -> None:
    """Notes every table whose name an earlier one has; ``key`` is that of the name."""
    names = [table.named(key) for table in tables]
    for position, name in enumerate(names):
        if name is not None and name in names[:position]:
            tables[position].wrong(key, f"a name of its own, {name!r} is taken")


def no_others(unknown: Sequence[str], known: Iterable[str]) -> str:
    """The end of a sentence: names that are not known, each with the nearest that is."""
    choices = tuple(known)
    near = {name: nearest(name, choices) for name in unknown}
    return f"not {' or '.join(f'{n!r}' if near[n] is None else f'{n!r} ({near[n]} is nearest)' for n in unknown)}"


def _instead(value: object) -> str:
    """The end of a sentence: what stands in the place of what was expected."""
    if value is None:
        return "; there is none"
    if isinstance(value, (Mapping, list)):
        return f", not {'a table' if isinstance(value, Mapping) else 'an array'}"
    shown = str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, str) else str(value)
    return f", not {shown if len(shown) <= LONGEST_FOUND else f'{shown[:LONGEST_FOUND]}…'}"


class Table:
    """One table of the file; remembers which keys were read, so that unknown ones can be named.

    It may lie over a ``base``, the same table of a scenario that is built on: what is not here is taken from there. A
    value of another kind than expected is noted in the book, and something harmless is given in its place.
    """

    def __init__(
        self,
        source: str,
        text: str,
        path: Path,
        values: Mapping[str, object],
        book: Book,
        base: Table | None = None,
    ) -> None:
        self._source = source
        self._text = text
        self._path = path
        self._values = values
        self._book = book
        self._base = base
        self._read: set[str] = set()

    def over(self, base: Table | None) -> Table:
        """The same table, over another one."""
        return Table(self._source, self._text, self._path, self._values, self._book, base)

    def left_out(self, keys: Sequence[str]) -> Table:
        """The same table without some of its parts."""
        values = {key: value for key, value in self._values.items() if key not in keys}
        base = None if self._base is None else self._base.left_out(keys)
        return Table(self._source, self._text, self._path, values, self._book, base)

    def has(self, key: str) -> bool:
        return key in self._values or (self._base is not None and self._base.has(key))

    def keys(self) -> tuple[str, ...]:
        """What stands here or below."""
        below = () if self._base is None else self._base.keys()
        return tuple(dict.fromkeys((*below, *self._values)))

    def error(self, key: str, expected: str) -> ScenarioError:
        """An error at a key of this table; the line is that of the key, else that of the table."""
        if self._base is not None and key not in self._values and self._base.has(key):
            return self._base.error(key, expected)
        name = ".".join(str(part) for part in self._path if isinstance(part, str))
        label = f"{name}.{key}" if name and key else name or key
        return ScenarioError(self._source, self.line(key), label, expected)

    def wrong(self, key: str, expected: str) -> None:
        """Notes an error at a key; the reading goes on."""
        self._book.note(self.error(key, expected))

    def collecting(self) -> AbstractContextManager[None]:
        """What is raised within is noted, and ends only that."""
        return self._book.collecting()

    @property
    def source(self) -> str:
        """The file that it stands in."""
        return self._source

    def _wrong_kind(self, key: str, expected: str, value: object, near: str = "") -> None:
        """Notes a value of another kind than expected: wrong by itself where one is written."""
        self._book.note(self.error(key, f"{expected}{_instead(value)}{near}"), by_itself=value is not None)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not (value or default is not None):
            self._wrong_kind(key, "a string in quotation marks that is not empty", value)
            return default or ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong_kind(key, 'an array of strings, such as ["one", "two"]', value)
            return ()
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float:
        value = self._value(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._wrong_kind(key, "a number", value)
            return default or 0.0
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong_kind(key, "true or false", value)
            return default
        return value

    def string_map(self, key: str) -> dict[str, str]:
        """A table of strings; over that of the base, if there is one."""
        value = self._value(key)
        below = {} if self._base is None or key not in self._values else self._base.string_map(key)
        if value is None:
            return below
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            self._wrong_kind(key, 'a table of strings, such as {one = "1"}', value)
            return below
        return below | {str(name): str(text) for name, text in value.items()}

    def values(self, key: str) -> dict[str, Json]:
        """A table of plain values: strings, numbers, flags, and tables of them."""
        value = self._value(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self._wrong_kind(key, "a table of values", value)
            return {}
        return {str(name): self._plain(key, member) for name, member in value.items()}

    def _plain(self, key: str, value: object) -> Json:
        if isinstance(value, (str, bool, int, float)):
            return value
        if isinstance(value, Mapping):
            return {str(name): self._plain(key, member) for name, member in value.items()}
        if isinstance(value, list):
            return [self._plain(key, member) for member in value]
        self.wrong(key, "strings, numbers, true or false; dates in quotation marks")
        return None

    def whole_number(self, key: str, default: int) -> int:
        value = self._value(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._wrong_kind(key, "a whole number of at least 0", value)
            return default
        return value

    def whole_number_up_to(self, key: str, default: int, most: int) -> int:
        value = self.whole_number(key, default)
        if value > most:
            self._wrong_kind(key, f"a whole number from 0 to {most}", value)
            return default
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        value = self._value(key)
        if value is None and default is not None:
            return default
        chosen = member(choices, value)
        if chosen is None:
            near = hint(value, choices) if isinstance(value, str) else ""
            self._wrong_kind(key, f"one of {', '.join(choices)}", value, near)
            return default or next(iter(choices))
        return chosen

    def table(self, key: str) -> Table:
        """A table within this one; raises :class:`ScenarioError` when there is none."""
        self._read.add(key)
        below = self._base.table(key) if self._base is not None and self._base.has(key) else None
        if key not in self._values and below is not None:
            return below
        value = self._values.get(key)
        if not isinstance(value, Mapping):
            raise self.error(key, f"a table [{key}]{_instead(value)}")
        return Table(self._source, self._text, (*self._path, key), value, self._book, below)

    def table_or_none(self, key: str) -> Table | None:
        """The same; that there is none is noted."""
        try:
            return self.table(key)
        except ScenarioError as error:
            self._book.note(error)
            return None

    def tables(self, key: str) -> tuple[Table, ...]:
        """The entries of a list: those of the base, each with the entry over it that is the same, then the others."""
        self._read.add(key)
        below = () if self._base is None else self._base.tables(key)
        value = self._values.get(key)
        if value is None:
            return below
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self._wrong_kind(key, f"tables [[{key}]]", value)
            return below
        own = [
            Table(self._source, self._text, (*self._path, key, position), item, self._book)
            for position, item in enumerate(value)
        ]
        return tuple(_laid_over(below, own, IDENTITY.get(key)))

    def named(self, key: str) -> object:
        """The value of a key as it is, for telling entries apart."""
        return self._values.get(key, None if self._base is None else self._base.named(key))

    def refuse_others(self, *known: str) -> None:
        """Notes every key that nothing has read."""
        read = {*self._read, *known}
        for key in self._values:
            if key not in read:
                expected = f"one of {', '.join(sorted(self._read))}, not {key}{hint(key, self._read)}"
                self._book.note(self.error(key, expected), by_itself=True)
        if self._base is not None:
            self._base.refuse_others(*read)

    def _value(self, key: str) -> object:
        self._read.add(key)
        if key in self._values or self._base is None:
            return self._values.get(key)
        return self._base._value(key)

    def line(self, key: str) -> int | None:
        """The line of a key: found by its text, since the TOML reader keeps no positions."""
        names = [part for part in self._path if isinstance(part, str)]
        wanted = next((part for part in self._path if isinstance(part, int)), 0)
        seen = -1
        at_table: int | None = None
        here = not names
        for number, line in enumerate(self._text.splitlines(), start=1):
            header = _HEADER.match(line)
            if header is not None:
                same = header.group(2) == ".".join(names)
                seen += same
                here = same and seen == wanted
                at_table = number if here else at_table
                if not names and header.group(2).partition(".")[0] == key:
                    return number
            elif here and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return at_table


def _laid_over(below: Sequence[Table], own: Sequence[Table], identity: str | None) -> Iterator[Table]:
    """The entries of a list over those that it builds on."""
    left = list(own)
    for table in below:
        same = [each for each in left if identity is not None and each.named(identity) == table.named(identity)]
        if same:
            left.remove(same[0])
            yield same[0].over(table)
        else:
            yield table
    yield from left
