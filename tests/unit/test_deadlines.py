"""One timer for all that wait."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scapi.deadlines import Deadlines
from scapi.testing import FakeHost


def test_what_is_done_in_time_starts_no_timer() -> None:
    host = FakeHost()
    deadlines = Deadlines(host)
    for _ in range(3):
        deadlines.done(deadlines.add(9.0, lambda: None))
        deadlines.arm()
    assert host.timers == 0


def test_one_timer_for_all_and_none_when_all_is_done() -> None:
    host = FakeHost()
    deadlines = Deadlines(host)
    numbers = [deadlines.add(9.0 + each, lambda: None) for each in range(3)]
    deadlines.arm()
    assert host.timers == 1
    for number in numbers:
        deadlines.done(number)
        deadlines.done(number)
    assert host.timers == 0


def test_an_earlier_one_that_comes_later_is_not_missed() -> None:
    host = FakeHost()
    deadlines = Deadlines(host)
    late: list[str] = []
    deadlines.add(9.0, lambda: late.append("second"))
    deadlines.arm()
    deadlines.add(2.0, lambda: late.append("first"))
    deadlines.arm()
    host.advance(3)
    assert late == ["first"]
    host.advance(7)
    assert late == ["first", "second"]


@given(st.lists(st.tuples(st.floats(0, 20), st.booleans()), max_size=20))
def test_each_that_is_not_done_is_called_once_at_its_time(dues: list[tuple[float, bool]]) -> None:
    host = FakeHost()
    deadlines = Deadlines(host)
    called: list[tuple[int, float]] = []
    for number, (due, done) in enumerate(dues):
        given = deadlines.add(due, lambda number=number: called.append((number, host.time)))  # type: ignore[misc]
        deadlines.arm()
        if done:
            deadlines.done(given)
    host.advance(30)
    assert sorted(number for number, _ in called) == [n for n, (_, done) in enumerate(dues) if not done]
    assert all(abs(at - dues[number][0]) < 0.01 for number, at in called)
    assert host.timers == 0
