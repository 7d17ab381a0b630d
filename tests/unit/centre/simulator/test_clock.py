"""The simulator's clock: turned by hand or running, its timers at their own times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.simulator.clock import ClockMode, SimulatorClock
from scapi.store import Store
from scapi.testing import FakeHost


def test_runs_with_the_page_and_not_with_the_computer() -> None:
    host = FakeHost()
    clock = SimulatorClock(host, Store())
    begin = clock.now()
    assert (clock.mode, begin) == (ClockMode.REAL, host.wall_clock())
    host.advance(10)
    host.epoch += 3600
    assert clock.now() == begin + 10


def test_stands_still_by_hand_and_goes_on_from_there() -> None:
    host = FakeHost()
    clock = SimulatorClock(host, Store())
    begin = clock.now()
    clock.set_mode(ClockMode.MANUAL)
    host.advance(100)
    assert clock.now() == begin
    clock.advance(5)
    clock.set_mode(ClockMode.REAL)
    assert clock.now() == begin + 5
    host.advance(1)
    assert clock.now() == begin + 6


@given(st.lists(st.floats(0, 100), max_size=8), st.lists(st.floats(0, 60), max_size=6))
def test_timers_fire_once_in_order_at_their_time(delays: list[float], steps: list[float]) -> None:
    clock = SimulatorClock(FakeHost(), Store())
    clock.set_mode(ClockMode.MANUAL)
    begin = clock.now()
    fired: list[tuple[float, float]] = []
    for delay in delays:
        clock.call_at(begin + delay, lambda due=begin + delay: fired.append((due, clock.now())))
    for step in (*steps, 0.0):
        clock.advance(step)
    assert fired == [(due, due) for due in sorted(begin + delay for delay in delays) if due <= clock.now()]


def test_timers_of_the_running_clock_wake_the_page() -> None:
    host = FakeHost()
    clock = SimulatorClock(host, Store())
    fired: list[float] = []
    cancel = clock.call_at(clock.now() + 3, lambda: fired.append(host.time))
    clock.call_at(clock.now() + 5, lambda: fired.append(host.time))
    assert host.timers == 1, "one for the next"
    cancel()
    cancel()
    host.advance(10)
    assert fired == [5.0]
    assert host.timers == 0


def test_standing_clock_wakes_nobody() -> None:
    host = FakeHost()
    clock = SimulatorClock(host, Store())
    clock.call_at(clock.now() + 3, lambda: None)
    clock.set_mode(ClockMode.MANUAL)
    assert host.timers == 0
    clock.set_mode(ClockMode.REAL)
    assert host.timers == 1
    clock.clear()
    assert host.timers == 0


def test_a_timer_may_set_a_timer_on_the_way() -> None:
    clock = SimulatorClock(FakeHost(), Store())
    clock.set_mode(ClockMode.MANUAL)
    begin = clock.now()
    fired: list[float] = []

    def again() -> None:
        fired.append(clock.now() - begin)
        if len(fired) < 3:
            clock.call_at(clock.now() + 10, again)

    clock.call_at(begin + 10, again)
    clock.advance(25)
    assert fired == [10.0, 20.0]
    clock.advance(25)
    assert fired == [10.0, 20.0, 30.0]


def test_a_timer_of_the_past_fires_at_the_next_turn() -> None:
    clock = SimulatorClock(FakeHost(), Store())
    clock.set_mode(ClockMode.MANUAL)
    now = clock.now()
    fired: list[float] = []
    clock.call_at(now - 100, lambda: fired.append(clock.now()))
    clock.advance(0)
    assert fired == [now], "the clock does not go back"


@pytest.mark.parametrize("mode", list(ClockMode))
def test_another_tab_goes_on_where_the_clock_is(mode: ClockMode) -> None:
    """A running clock has run on meanwhile, one that stands has not."""
    one, store = FakeHost(), Store()
    clock = SimulatorClock(one, store)
    clock.advance(1000)
    clock.set_mode(mode)
    at = clock.now()
    other = FakeHost(epoch=one.epoch + 50)
    follower_store = Store()
    follower = SimulatorClock(other, follower_store)
    follower_store.restore(store.export())
    follower.resume()
    assert follower.mode is mode
    assert follower.now() == at + (50 if mode is ClockMode.REAL else 0)
    other.advance(7)
    assert follower.now() == at + (57 if mode is ClockMode.REAL else 0)


def test_a_timer_that_fails_stops_no_other() -> None:
    clock = SimulatorClock(FakeHost(), Store())
    clock.set_mode(ClockMode.MANUAL)
    fired: list[int] = []

    def fail() -> None:
        raise ValueError("a bug")

    clock.call_later(1, fail)
    clock.call_later(2, lambda: fired.append(2))
    with pytest.raises(ExceptionGroup) as raised:
        clock.advance(3)
    assert [str(error) for error in raised.value.exceptions] == ["a bug"]
    assert fired == [2]
