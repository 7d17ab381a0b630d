"""Tables of frozen values: what they remember of their changes, and how another tab follows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.store import Changes, Store, Table


def test_values_stand_in_the_order_of_their_keys() -> None:
    table: Table[int] = Table("t", int)
    for key, value in (("a", 1), ("b", 2), ("a", 3)):
        assert table.put(key, value) == value
    assert (table.keys(), [*table], len(table)) == (("a", "b"), [3, 2], 2)
    assert ("a" in table, "c" in table, table["b"], table.get("c")) == (True, False, 2, None)
    with pytest.raises(KeyError):
        table["c"]


def test_who_reads_all_does_not_meet_what_changes_meanwhile() -> None:
    table: Table[int] = Table("t", int)
    table.put("a", 1)
    table.put("b", 2)
    met = []
    for value in table:
        met.append(value)
        table.remove("b")
        table.put(f"{value}c", 3)
    assert met == [1, 2]


def test_what_has_changed_is_known_once() -> None:
    table: Table[str] = Table("t", str)
    table.put("a", "1")
    table.put("b", "2")
    assert table.remove("a") == "1"
    assert table.remove("a") is None
    assert table.take_changes() == ({"b": "2"}, ("a",))
    assert table.take_changes() == ({}, ())
    same = table["b"]
    table.put("b", same)
    assert table.take_changes() == ({}, ()), "the same value is no change"
    table.clear()
    assert table.take_changes() == ({}, ("b",))


def test_what_comes_back_is_removed_and_put() -> None:
    one, other = Table[str]("t", str), Table[str]("t", str)
    for table in (one, other):
        table.put("a", "1")
        table.put("b", "2")
        table.take_changes()
    one.remove("a")
    one.put("a", "3")
    rows, removed = one.take_changes()
    other.apply(rows, removed)
    assert (other.keys(), other["a"]) == (("b", "a"), "3"), "at the end now, as in the first"


def test_what_another_tab_had_is_no_change_of_ours() -> None:
    table: Table[str] = Table("t", str)
    table.put("a", "1")
    table.remove("a")
    table.replace({"b": "2"})
    assert table.rows() == {"b": "2"}
    assert table.take_changes() == ({}, ())
    table.apply({"c": "3"}, ("b",))
    assert table.rows() == {"c": "3"}
    assert table.take_changes() == ({}, ())


def test_rows_are_a_copy() -> None:
    table: Table[str] = Table("t", str)
    table.put("a", "1")
    given_away = table.rows()
    table.put("b", "2")
    assert given_away == {"a": "1"}


def test_a_cell_is_a_table_of_one() -> None:
    store = Store()
    cell = store.cell("c", int, 1)
    assert (cell.value, store.sizes()) == (1, {"c": 1})
    store.take_changes()
    cell.set(2)
    assert (cell.value, store.take_changes().rows) == (2, {"c": {"": 2}})


def test_two_tables_of_one_name_are_a_bug() -> None:
    store = Store()
    store.table("t", int)
    with pytest.raises(ValueError, match="there is a table 't' already"):
        store.cell("t", int, 0)


def test_changes_of_a_store_name_the_tables_that_have_any() -> None:
    store = Store()
    one, two = store.table("one", int), store.table("two", int)
    store.table("three", int)
    assert not store.take_changes()
    one.put("a", 1)
    two.put("b", 2)
    two.remove("b")
    changes = store.take_changes()
    assert changes == Changes({"one": {"a": 1}}, {"two": ("b",)})
    assert changes
    assert not store.take_changes()


def test_a_store_takes_over_everything_and_nothing_else() -> None:
    one, other = Store(), Store()
    one.table("t", int).put("a", 1)
    other.table("t", int).put("b", 2)
    other.table("u", int).put("c", 3)
    other.restore(one.export())
    assert other.export() == {"t": {"a": 1}, "u": {}}
    assert not other.take_changes()


KEYS = st.sampled_from("abc")
STEPS = st.lists(st.one_of(st.tuples(st.just("put"), KEYS, st.integers(0, 3)), st.tuples(st.just("remove"), KEYS)))


@given(st.lists(STEPS, max_size=4))
def test_who_follows_every_change_has_the_same(turns: list[list[Any]]) -> None:
    leader, follower = Store(), Store()
    for store in (leader, follower):
        store.table("t", int)
    table = leader._tables["t"]
    for turn in turns:
        for verb, *arguments in turn:
            getattr(table, verb)(*arguments)
        follower.apply(leader.take_changes())
        assert list(follower.export()["t"].items()) == list(leader.export()["t"].items())
    assert not follower.take_changes()
