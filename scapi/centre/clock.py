"""The simulator's clock: follows the page's clock, or stands still until it is turned by hand."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from enum import StrEnum
from itertools import count

from scapi.host import Host
from scapi.values import Cancel, Seconds


class ClockMode(StrEnum):
    MANUAL = "manual"
    REAL = "real"


class SimulatorClock:
    """Seconds since the epoch, and timers that fire by them.

    In real mode the clock runs with the page's monotonic time from the moment the session began, so that a change of
    the computer's clock moves nothing. Turning it runs every timer on the way, each at its own time.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._mode = ClockMode.REAL
        self._base: Seconds = host.wall_clock() - host.monotonic()
        self._stands_at: Seconds = 0.0
        self._timers: list[tuple[Seconds, int, Callable[[], None]]] = []
        self._order = count()
        self._wake: Cancel | None = None

    @property
    def mode(self) -> ClockMode:
        return self._mode

    def now(self) -> Seconds:
        if self._mode is ClockMode.MANUAL:
            return self._stands_at
        return self._base + self._host.monotonic()

    def set_mode(self, mode: ClockMode) -> None:
        """Stops or starts the clock without moving it."""
        now = self.now()
        self._stands_at = now
        self._base = now - self._host.monotonic()
        self._mode = mode
        self._schedule()

    def advance(self, seconds: Seconds) -> None:
        """Turns the clock forward, in either mode."""
        target = self.now() + seconds
        while self._timers and self._timers[0][0] <= target:
            due, _, callback = heapq.heappop(self._timers)
            self._move_to(max(due, self.now()))
            callback()
        self._move_to(max(target, self.now()))
        self._schedule()

    def call_at(self, due: Seconds, callback: Callable[[], None]) -> Cancel:
        """Calls back once when the clock has reached a time."""
        timer = (due, next(self._order), callback)
        heapq.heappush(self._timers, timer)
        self._schedule()

        def cancel() -> None:
            if timer in self._timers:
                self._timers.remove(timer)
                heapq.heapify(self._timers)
                self._schedule()

        return cancel

    def export(self) -> tuple[ClockMode, Seconds, Seconds]:
        """Mode, time, and how far the time is ahead of the computer's clock, for another tab to go on with."""
        now = self.now()
        return self._mode, now, now - self._host.wall_clock()

    def restore(self, state: tuple[ClockMode, Seconds, Seconds]) -> None:
        """Goes on where another tab's clock is."""
        self._mode, now, ahead = state
        self._move_to(now if self._mode is ClockMode.MANUAL else self._host.wall_clock() + ahead)
        self._schedule()

    def clear(self) -> None:
        """Forgets every timer."""
        self._timers.clear()
        self._schedule()

    def _move_to(self, time: Seconds) -> None:
        self._stands_at = time
        self._base = time - self._host.monotonic()

    def _schedule(self) -> None:
        if self._wake is not None:
            self._wake()
            self._wake = None
        if self._timers and self._mode is ClockMode.REAL:
            self._wake = self._host.call_later(max(0.0, self._timers[0][0] - self.now()), lambda: self.advance(0))
