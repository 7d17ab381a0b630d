"""Which document a message was of: the cases, in both orders of messages and load event where there are two."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.document_watch import (
    RECENT,
    TURNS,
    DocumentWatch,
    Heard,
    Loaded,
    Phase,
    Said,
    Sign,
    step,
)
from scapi.protocol.messages import MISSING, Reference

A, B = "https://a.example", "https://b.example"
Event = Heard | Loaded


def watched(*events: Event, watch: DocumentWatch | None = None) -> DocumentWatch:
    watch = watch or DocumentWatch()
    for event in events:
        watch = step(watch, event)
    return watch


def said(at: float, reference: Reference | None = "0", origin: str = A) -> Heard:
    return Heard(origin, reference, at)


def in_pop_up(at: float, reference: Reference = "0") -> Heard:
    return Heard(A, reference, at, shows_loads=False)


def library(begin: float, count: int, every: float = 0.2) -> list[Heard]:
    """A document of the published library: ids from 0."""
    return [said(begin + number * every, str(number)) for number in range(count)]


def lives(events: Sequence[Event]) -> list[bool]:
    """Of every message, whether it is of the document that lives in the frame in the end."""
    watch = DocumentWatch()
    places: list[Said] = []
    for event in events:
        watch = step(watch, event)
        if isinstance(event, Heard):
            places.append(watch.last)
    return [watch.lives(place) for place in places]


def test_the_place_of_the_last_message_is_the_number_of_messages() -> None:
    events: list[Event] = [said(1, None), Loaded(2), said(3, "7"), said(4, "0", B), in_pop_up(5), Loaded(6), said(7)]
    assert [watched(*events[: end + 1]).last.place for end in range(len(events))] == [1, 1, 2, 3, 4, 4, 5]


def test_the_table_has_a_row_for_everything() -> None:
    assert set(TURNS) == {(phase, sign) for phase in Phase for sign in Sign}


@pytest.mark.parametrize("speaks_at", [0.5, 3.0, 30.0])
@pytest.mark.parametrize("earlier", ["counted", "one message", "own ids", "silent"])
def test_the_messages_before_a_load_event_are_of_the_document_that_loads(earlier: str, speaks_at: float) -> None:
    """Its ids begin again, or it is the first that speaks shortly before its own load event."""
    before: dict[str, list[Heard]] = {
        "counted": library(1.0, 5),
        "one message": [said(1.0)],
        "own ids": [said(1.0, "x-1"), said(1.2, "x-2")],
        "silent": [],
    }
    old = before[earlier]
    new = library(100.0, 3)
    load = 100.0 + speaks_at
    found = lives([Loaded(0.0), *old, *new, Loaded(load)])
    clear = earlier in ("counted", "one message")  # 0, 1, 2 after 0: the count has begun again
    kept = clear or speaks_at <= RECENT
    assert found == [False] * len(old) + [kept] * len(new)


@pytest.mark.parametrize("earlier", ["counted", "one message", "own ids", "silent"])
def test_the_messages_after_a_load_event_are_of_the_document_that_has_loaded(earlier: str) -> None:
    before: dict[str, list[Heard]] = {
        "counted": library(1.0, 5),
        "one message": [said(1.0)],
        "own ids": [said(1.0, "x-1"), said(1.2, "x-2")],
        "silent": [],
    }
    old, new = before[earlier], library(100.5, 3)
    assert lives([Loaded(0.0), *old, Loaded(100.0), *new]) == [False] * len(old) + [True] * len(new)


@pytest.mark.parametrize("reference", ["own", "7", 7, "0", MISSING, None], ids=str)
@pytest.mark.parametrize("earlier", ["counted", "the same id", "silent"])
@pytest.mark.parametrize("order", ["before", "after"])
def test_a_reload_that_says_the_same_own_id_twice(earlier: str, order: str, reference: Reference) -> None:
    """Finding 9: in a reload, subscribe and the same own id twice before ``load``: the subscription stays."""
    own: Reference = "own" if reference is None else reference
    before = {"counted": library(1.0, 5), "the same id": [said(1.0, own), said(9.0, own)], "silent": []}[earlier]
    twice = [said(100.0, own), said(100.5, own)]
    both = [*twice, Loaded(101.0)] if order == "before" else [Loaded(99.5), *twice]
    assert lives([Loaded(0.0), *before, *both]) == [False] * len(before) + [True, True]


def test_a_first_word_long_after_the_load_is_not_of_the_page_that_loads_next() -> None:
    """Finding 9: first speech 100 s after load, then a reload 10 s later to a silent page."""
    for references in (["0"], ["0", "1"], ["own"], ["7", "7"]):
        old = [said(100.0 + number / 10, reference) for number, reference in enumerate(references)]
        assert lives([Loaded(0.0), *old, Loaded(110.0)]) == [False] * len(old)


@pytest.mark.parametrize("reload_after", [0.5, 5.0, 100.0])
def test_a_reload_to_a_silent_page_ends_what_was_said_at_the_last_load(reload_after: float) -> None:
    for old in (library(10.1, 3), [said(10.1)]):
        assert lives([Loaded(0.0), Loaded(10.0), *old, Loaded(10.7 + reload_after)]) == [False] * len(old)


def test_a_page_that_goes_on_after_its_load_is_not_the_next_one() -> None:
    begun = library(100.0, 2)
    assert lives([Loaded(0.0), *begun, Loaded(100.5), said(101.0, "2"), Loaded(101.2)]) == [False] * 3


def test_a_page_that_never_loads_is_not_the_one_that_loads() -> None:
    """Two documents speak before a load event: the count tells which of them it is."""
    first, second = library(100.0, 3), library(101.0, 2)
    assert lives([Loaded(0.0), *first, *second, Loaded(102.0)]) == [False] * 3 + [True] * 2
    assert lives([*first, *second, Loaded(102.0)]) == [False] * 3 + [True] * 2
    assert lives([Loaded(0.0), *library(1.0, 4), *first, *second, Loaded(102.0)]) == [False] * 7 + [True] * 2


def test_a_lower_id_makes_the_time_decide() -> None:
    """The first messages of a page were lost: its first id that is heard is lower, but not 0."""
    assert lives([Loaded(0.0), *library(1.0, 6), said(100.0, "3"), Loaded(101.0)]) == [False] * 6 + [True]
    assert lives([Loaded(0.0), *library(1.0, 6), said(100.0, "3"), Loaded(110.0)]) == [False] * 7
    higher = [Loaded(0.0), *library(1.0, 6), said(100.0, "9"), Loaded(101.0)]
    assert lives(higher) == [False] * 7, "the same page goes on counting"


@pytest.mark.parametrize("order", ["before", "after"])
def test_random_numbers_are_no_count(order: str) -> None:
    old = [said(1.0 + n, number) for n, number in enumerate([500, 300, 900, 100])]
    new = [said(100.0 + n / 10, number) for n, number in enumerate([700, 200, 800, 50])]
    both = [*new, Loaded(101.0)] if order == "before" else [Loaded(99.5), *new]
    assert lives([Loaded(0.0), *old, *both]) == [False] * 4 + [True] * 4


def test_the_first_load_event_ends_nothing_but_a_page_that_was_left_before_it() -> None:
    for references in (["0", "1", "2"], ["0", "0"], ["own", "own"], [MISSING, "0", "x"], [3, 2, 1]):
        messages = [said(float(number), reference) for number, reference in enumerate(references)]
        assert lives([*messages, Loaded(60.0)]) == [True] * len(messages)


@pytest.mark.parametrize("order", ["speaks, load", "load, speaks"])
def test_another_origin_is_another_document_at_once(order: str) -> None:
    old, new = library(1.0, 3), said(100.0, "0", B)
    events = [new, Loaded(100.5)] if order == "speaks, load" else [Loaded(99.5), new]
    assert lives([Loaded(0.0), *old, *events]) == [False, False, False, True]
    assert lives([Loaded(0.0), *old, said(100.0, None, B)])[:3] == [False] * 3, "even if it does not speak to us"
    there_and_back = [Loaded(0.0), *old, said(100.0, "0", B), said(100.1, "3")]
    assert lives(there_and_back) == [False] * 4 + [True]


def test_a_pop_up_begins_again_with_its_ids() -> None:
    first = [in_pop_up(float(number), str(number)) for number in range(3)]
    assert lives([*first, in_pop_up(50.0, "1")]) == [True] * 4, "a repeated id other than 0 says nothing"
    assert lives([*first, in_pop_up(50.0)]) == [False] * 3 + [True]
    assert lives([*first, in_pop_up(50.0), in_pop_up(50.1, "1"), in_pop_up(90.0)]) == [False] * 5 + [True]


@pytest.mark.parametrize("every", [0.1, 3.0, 60.0])
def test_a_pop_up_with_the_constant_id_0_keeps_what_it_said(every: float) -> None:
    """Finding 9."""
    assert lives([in_pop_up(number * every) for number in range(10)]) == [True] * 10


def test_a_second_0_of_a_pop_up_is_settled_by_the_count_that_follows() -> None:
    events = [in_pop_up(0.0), in_pop_up(50.0), in_pop_up(50.1, "1")]
    assert lives(events) == [False, True, True]


def test_an_answer_is_for_another_document_after_a_load_or_when_a_pop_up_is_in_doubt() -> None:
    asked = watched(Loaded(0.0), said(1.0), said(1.1, "1"))
    again = watched(said(50.0), watch=asked)
    assert not again.replaced(asked.last), "ids alone are no proof where a load event will come"
    assert watched(Loaded(50.5), watch=again).replaced(asked.last)
    asked = watched(in_pop_up(1.0))
    assert watched(in_pop_up(50.0), watch=asked).replaced(asked.last), "no load event will come"
    assert not watched(in_pop_up(50.0, "1"), watch=asked).replaced(asked.last)


@pytest.mark.parametrize("reference", ["9" * 100, "\u0663", -1, 1.5, True, [], {}, "", 10**15, "00", "-1"], ids=str)
def test_what_is_no_count_is_an_id_of_its_own(reference: Reference) -> None:
    number = watched(said(0.0, reference)).number
    assert number == (0 if reference == "00" else -1)


references = st.one_of(
    st.none(), st.just(MISSING), st.integers(-1, 4), st.integers(0, 4).map(str), st.sampled_from(["a", "b", [], 1.5])
)
events = st.one_of(
    st.builds(
        lambda origin, reference, shows: ("heard", origin, reference, shows),
        st.sampled_from([A, B]), references, st.booleans(),
    ),
    st.just(("loaded", "", None, True)),
)  # fmt: skip


@given(st.lists(st.tuples(events, st.floats(0, 20)), max_size=30))
def test_whatever_happens_the_past_stays_past(script: list[tuple[tuple[str, str, Reference, bool], float]]) -> None:
    """What has been said by an earlier document never comes back, and the last message of an origin lives on."""
    watch, now = DocumentWatch(), 0.0
    gone: list[Said] = []
    alive: list[Said] = []
    for (what, origin, reference, shows), wait in script:
        now += wait
        watch = step(watch, Loaded(now) if what == "loaded" else Heard(origin, reference, now, shows))
        if what == "heard":
            alive.append(watch.last)
            assert watch.lives(watch.last)
        gone += [each for each in alive if not watch.lives(each)]
        alive = [each for each in alive if watch.lives(each)]
        assert not any(watch.lives(each) for each in gone)
        assert watch.newest <= watch.last.place + 1
