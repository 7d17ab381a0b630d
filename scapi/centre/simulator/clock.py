"""The simulator's clock: follows the page's clock, or stands still until it is turned by hand."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from scapi.host import Host
from scapi.store import Cell, Store
from scapi.values import Cancel, Seconds


class ClockMode(StrEnum):
    MANUAL = "manual"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class ClockState:
    """Where the clock is: the time at which it stands, and how far a running one is ahead of the computer's."""

    mode: ClockMode
    stands_at: Seconds
    ahead: Seconds


class SimulatorClock:
    """Seconds since the epoch, and timers that fire by them.

    In real mode the clock runs with the page's monotonic time from the moment the session began, so that a change of
    the computer's clock moves nothing. Turning it runs every timer on the way, each at its own time.
    """

    def __init__(self, host: Host, store: Store) -> None:
        self._host = host
        self._base: Seconds = 0.0
        self._timers: list[tuple[Seconds, int, Callable[[], None]]] = []
        self._waiting: set[int] = set()
        """Numbers of the timers that are not cancelled."""
        self._order = count()
        self._wake: Cancel | None = None
        first = ClockState(ClockMode.REAL, host.wall_clock(), 0.0)
        self._cell: Cell[ClockState] = store.cell("clock", ClockState, first)
        self.resume()

    @property
    def mode(self) -> ClockMode:
        return self._cell.value.mode

    @property
    def runs(self) -> bool:
        """Whether it goes by itself."""
        return self.mode is ClockMode.REAL

    def now(self) -> Seconds:
        state = self._cell.value
        return state.stands_at if state.mode is ClockMode.MANUAL else self._base + self._host.monotonic()

    def set_mode(self, mode: ClockMode) -> None:
        """Stops or starts the clock without moving it."""
        self._move_to(self.now(), mode)
        self._schedule()

    def advance(self, seconds: Seconds) -> None:
        """Turns the clock forward, in either mode.

        A timer that fails stops none of the others; what it raised is raised at the end.
        """
        target = self.now() + seconds
        errors: list[Exception] = []
        while self._timers and self._timers[0][0] <= target:
            due, number, callback = heapq.heappop(self._timers)
            if number not in self._waiting:
                continue
            self._waiting.discard(number)
            if due > self.now():
                self._move_to(due)
            try:
                callback()
            except Exception as error:  # noqa: BLE001 - one timer's bug must not stop the clock; it is raised below
                errors.append(error)
        if seconds > 0 and target > self.now():
            self._move_to(target)
        self._schedule()
        if errors:
            raise ExceptionGroup("timers have failed", errors)

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        """Calls back once after a delay."""
        return self.call_at(self.now() + delay, callback)

    def call_at(self, due: Seconds, callback: Callable[[], None]) -> Cancel:
        """Calls back once when the clock has reached a time."""
        number = next(self._order)
        self._waiting.add(number)
        heapq.heappush(self._timers, (due, number, callback))
        self._schedule()

        def cancel() -> None:
            if number in self._waiting:
                self._waiting.discard(number)
                if len(self._timers) > 2 * len(self._waiting):  # what was cancelled is thrown out now and then
                    self._timers = [timer for timer in self._timers if timer[1] in self._waiting]
                    heapq.heapify(self._timers)
                self._schedule()

        return cancel

    def clear(self) -> None:
        """Forgets every timer."""
        self._timers.clear()
        self._waiting.clear()
        self._schedule()

    def reset(self) -> None:
        """The computer's time again, running, without timers."""
        self.clear()
        self._cell.set(ClockState(ClockMode.REAL, self._host.wall_clock(), 0.0))
        self.resume()

    def resume(self) -> None:
        """Goes on where the state says that the clock is: another tab of the session may have put it there."""
        state = self._cell.value
        now = state.stands_at if state.mode is ClockMode.MANUAL else self._host.wall_clock() + state.ahead
        self._base = now - self._host.monotonic()
        self._schedule()

    def _move_to(self, time: Seconds, mode: ClockMode | None = None) -> None:
        self._base = time - self._host.monotonic()
        self._cell.set(ClockState(mode or self.mode, time, time - self._host.wall_clock()))

    def _schedule(self) -> None:
        if self._wake is not None:
            self._wake()
            self._wake = None
        while self._timers and self._timers[0][1] not in self._waiting:
            heapq.heappop(self._timers)
        if self._timers and self.mode is ClockMode.REAL:
            self._wake = self._host.call_later(max(0.0, self._timers[0][0] - self.now()), lambda: self.advance(0))
