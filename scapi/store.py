"""What a session keeps: tables of frozen values by key, which remember what has changed.

Every part of a session that lasts longer than one call keeps its state here and nowhere else. So what has changed in
a turn is known without looking for it, another browser tab can be told of it, and what grows can be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

Value = TypeVar("Value")

Watch: TypeAlias = Callable[[str, Value | None, Value | None], None]
"""Key, the value before, and the value now; ``None`` is that there was, or is, none."""


class Table(Generic[Value]):
    """Values by key, in the order in which the keys came. A value is never changed, only replaced."""

    __slots__ = ("_changed", "_removed", "_rows", "_touched", "_watch", "kind", "name")

    def __init__(self, name: str, kind: Any, touched: set[str] | None = None) -> None:
        """``touched`` gets the name of the table whenever a row changes."""
        self.name = name
        self._touched: set[str] = set() if touched is None else touched
        self.kind = kind
        """The type of the values, by which they are written and read."""
        self._watch: Watch[Value] = lambda _, __, ___: None
        self._rows: dict[str, Value] = {}
        self._changed: dict[str, None] = {}
        self._removed: dict[str, None] = {}

    def __iter__(self) -> Iterator[Value]:
        """The values, as they are now: what changes meanwhile is not met."""
        return iter(tuple(self._rows.values()))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __getitem__(self, key: str) -> Value:
        return self._rows[key]

    def get(self, key: str) -> Value | None:
        return self._rows.get(key)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def put(self, key: str, value: Value) -> Value:
        """Keeps a value in the place of the one before."""
        before = self._rows.get(key)
        if before is not value:
            self._rows[key] = value
            self._changed[key] = None
            self._touched.add(self.name)
            self._watch(key, before, value)
        return value

    def watch(self, watch: Watch[Value]) -> None:
        """Calls back at every change, whoever makes it, with the value before and the one now: indexes follow so."""
        self._watch = watch

    def remove(self, key: str) -> Value | None:
        """Takes a value out; one that is not there is as good as taken out."""
        if key not in self._rows:
            return None
        self._changed.pop(key, None)
        self._removed[key] = None
        self._touched.add(self.name)
        before = self._rows.pop(key)
        self._watch(key, before, None)
        return before

    def clear(self) -> None:
        for key in self.keys():
            self.remove(key)

    def rows(self) -> Mapping[str, Value]:
        """Everything, by key."""
        return dict(self._rows)

    def replace(self, rows: Mapping[str, Value]) -> None:
        """Has exactly these rows now, as another tab of the session has them; that is no change of ours."""
        self.apply({}, self.keys())
        self.apply(rows, ())
        self._changed.clear()
        self._removed.clear()

    def apply(self, rows: Mapping[str, Value], removed: Sequence[str]) -> None:
        """Follows what another tab's table has gone through: what was removed, then what was put."""
        for key in removed:
            before = self._rows.pop(key, None)
            if before is not None:
                self._watch(key, before, None)
        for key, value in rows.items():
            before = self._rows.get(key)
            self._rows[key] = value
            self._watch(key, before, value)

    def take_changes(self) -> tuple[dict[str, Value], tuple[str, ...]]:
        """The rows that are new or other since this was last asked, and the keys that were removed before."""
        changed, self._changed = self._changed, {}
        removed, self._removed = self._removed, {}
        return {key: self._rows[key] for key in changed}, tuple(removed)


class Cell(Generic[Value]):
    """One value of a store."""

    __slots__ = ("_table",)

    def __init__(self, table: Table[Value], first: Value) -> None:
        self._table = table
        table.put("", first)

    @property
    def value(self) -> Value:
        return self._table._rows[""]

    def set(self, value: Value) -> None:
        self._table.put("", value)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a turn has changed: rows and removed keys by the name of their table."""

    rows: Mapping[str, Mapping[str, Any]]
    removed: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.rows or self.removed)


class Store:
    """Every table of one session."""

    def __init__(self) -> None:
        self._tables: dict[str, Table[Any]] = {}
        self._places: dict[str, int] = {}
        self._cells: list[str] = []
        self.touched: set[str] = set()
        """The tables in which something may have changed since changes were last taken: a turn touches few of them."""

    def table(self, name: str, kind: Any) -> Table[Any]:
        """A new table of values of a type; two of one name are a bug."""
        if name in self._tables:
            raise ValueError(f"there is a table {name!r} already")
        table: Table[Any] = Table(name, kind, self.touched)
        self._tables[name] = table
        self._places[name] = len(self._places)
        return table

    def named(self, name: str) -> Table[Any]:
        """The table of this name; raises ``KeyError`` when there is none."""
        return self._tables[name]

    def cell(self, name: str, kind: Any, first: Value) -> Cell[Value]:
        """A new table of one value."""
        self._cells.append(name)
        return Cell(self.table(name, kind), first)

    def lacks(self, rows: Mapping[str, Mapping[str, Any]]) -> bool:
        """Whether these are not the rows of a whole session: one that is always there is missing."""
        return any("" not in rows[name] for name in self._cells)

    def kinds(self) -> Mapping[str, Any]:
        """The type of the values of each table."""
        return {name: table.kind for name, table in self._tables.items()}

    def take_changes(self) -> Changes:
        """What has changed since this was last asked."""
        rows: dict[str, Mapping[str, Any]] = {}
        removed: dict[str, tuple[str, ...]] = {}
        touched = sorted(self.touched, key=self._places.__getitem__)
        self.touched.clear()
        for name in touched:
            changed, gone = self._tables[name].take_changes()
            if changed:
                rows[name] = changed
            if gone:
                removed[name] = gone
        return Changes(rows, removed)

    def export(self) -> Mapping[str, Mapping[str, Any]]:
        """Everything, by table."""
        return {name: table.rows() for name, table in self._tables.items()}

    def restore(self, state: Mapping[str, Mapping[str, Any]]) -> None:
        """Takes over everything that another tab of the session had."""
        for name, table in self._tables.items():
            table.replace(state.get(name, {}))

    def apply(self, changes: Changes) -> None:
        """Follows the changes of another tab of the session."""
        for name in {**changes.rows, **changes.removed}:
            self._tables[name].apply(changes.rows.get(name, {}), changes.removed.get(name, ()))

    def sizes(self) -> Mapping[str, int]:
        """How many rows each table has: what a session that has come to rest must not have more of."""
        return {name: len(table) for name, table in self._tables.items()}
