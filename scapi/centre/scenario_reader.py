"""Reads the tables of a scenario and says exactly where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias, TypeVar

from scapi.values import Json, member

Choice = TypeVar("Choice", bound=StrEnum)
Path: TypeAlias = tuple[str | int, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")


class ScenarioError(Exception):
    """A scenario cannot be used: where, what is there, and what was expected."""

    def __init__(self, source: str, line: int | None, key: str, expected: str) -> None:
        where = f"{source}, line {line}" if line else source
        super().__init__(f"{where}, {key}: expected {expected}." if key else f"{where}: expected {expected}.")
        self.source = source
        self.line = line
        self.key = key
        self.expected = expected

    @classmethod
    def of_toml(cls, source: str, text: str, message: str) -> ScenarioError:
        """What the TOML reader found; its messages end in "(at line N, column M)"."""
        found = re.search(r"at line (\d+)", message)
        line = int(found.group(1)) if found else len(text.splitlines()) or 1
        return cls(source, line, "", f"valid TOML; {message[0].lower()}{message[1:]}")


def only_once(tables: Sequence[Table], key: str, names: Sequence[str]) -> None:
    """Raises for the first table whose name an earlier one has; ``key`` is that of the name."""
    for position, name in enumerate(names):
        if name in names[:position]:
            raise tables[position].error(key, f"a name of its own, {name!r} is taken")


class Table:
    """One table of the file; remembers which keys were read, so that unknown ones can be named."""

    def __init__(self, source: str, text: str, path: Path, values: Mapping[str, object]) -> None:
        self._source = source
        self._text = text
        self._path = path
        self._values = values
        self._read: set[str] = set()

    def error(self, key: str, expected: str) -> ScenarioError:
        """An error at a key of this table; the line is that of the key, else that of the table."""
        name = ".".join(str(part) for part in self._path if isinstance(part, str))
        label = f"{name}.{key}" if name and key else name or key
        return ScenarioError(self._source, self.line(key), label, expected)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not (value or default is not None):
            raise self.error(key, "a string in quotation marks that is not empty")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, 'an array of strings, such as ["one", "two"]')
        return tuple(value)

    def number(self, key: str, default: float | None = None) -> float:
        value = self._value(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.error(key, "a number")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.error(key, "true or false")
        return value

    def string_map(self, key: str) -> dict[str, str]:
        value = self._value(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            raise self.error(key, 'a table of strings, such as {one = "1"}')
        return {str(name): str(text) for name, text in value.items()}

    def values(self, key: str) -> dict[str, Json]:
        """A table of plain values: strings, numbers, flags, and tables of them."""
        value = self._value(key)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            raise self.error(key, "a table of values")
        return {str(name): self._plain(key, member) for name, member in value.items()}

    def _plain(self, key: str, value: object) -> Json:
        if isinstance(value, (str, bool, int, float)):
            return value
        if isinstance(value, Mapping):
            return {str(name): self._plain(key, member) for name, member in value.items()}
        if isinstance(value, list):
            return [self._plain(key, member) for member in value]
        raise self.error(key, "strings, numbers, true or false; dates in quotation marks")

    def whole_number(self, key: str, default: int) -> int:
        value = self._value(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.error(key, "a whole number of at least 0")
        return value

    def whole_number_up_to(self, key: str, default: int, most: int) -> int:
        value = self.whole_number(key, default)
        if value > most:
            raise self.error(key, f"a whole number from 0 to {most}")
        return value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        value = self._value(key)
        if value is None and default is not None:
            return default
        chosen = member(choices, value)
        if chosen is None:
            raise self.error(key, f"one of {', '.join(choices)}")
        return chosen

    def table(self, key: str) -> Table:
        value = self._value(key)
        if not isinstance(value, Mapping):
            raise self.error(key, f"a table [{key}]")
        return Table(self._source, self._text, (*self._path, key), value)

    def tables(self, key: str) -> tuple[Table, ...]:
        value = self._value(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise self.error(key, f"tables [[{key}]]")
        return tuple(
            Table(self._source, self._text, (*self._path, key, position), item) for position, item in enumerate(value)
        )

    def refuse_others(self, *known: str) -> None:
        """Raises for the first key that nothing has read."""
        for key in self._values:
            if key not in self._read and key not in known:
                raise self.error(key, f"one of {', '.join(sorted(self._read))}")

    def _value(self, key: str) -> object:
        self._read.add(key)
        return self._values.get(key)

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
