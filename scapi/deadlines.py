"""When requests must have been answered: one timer of the page for all that wait."""

from __future__ import annotations

import heapq
from collections.abc import Callable

from scapi.host import Host
from scapi.values import Cancel, Seconds

_EARLY: Seconds = 0.001
"""How much a timer of the browser may come before its time."""


class Deadlines:
    """What is late is called once; what is done in time is not.

    Most requests are answered before the page could look at a clock again, so that the timer is started by :meth:`arm`
    when a message has been dealt with, and only if something waits then.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._waiting: dict[int, Callable[[], None]] = {}
        self._order: list[tuple[Seconds, int]] = []
        self._next = 0
        self._timer: Cancel | None = None
        self._armed_for: Seconds = 0.0

    def add(self, due: Seconds, late: Callable[[], None]) -> int:
        """Notes what to call at a time; gives the number under which it is done."""
        number = self._next
        self._next += 1
        self._waiting[number] = late
        heapq.heappush(self._order, (due, number))
        return number

    def done(self, number: int) -> None:
        """It need not be called any more."""
        self._waiting.pop(number, None)
        if not self._waiting:
            self._order.clear()
            self._stop()

    def arm(self) -> None:
        """Sees to it that the page calls when the first that waits is late."""
        while self._order and self._order[0][1] not in self._waiting:
            heapq.heappop(self._order)
        if not self._order:
            return
        due = self._order[0][0]
        if self._timer is not None and due < self._armed_for:
            self._stop()
        if self._timer is None:
            self._armed_for = due
            self._timer = self._host.call_later(max(0.0, due - self._host.monotonic()), self._fire)

    def _fire(self) -> None:
        self._timer = None
        now = self._host.monotonic() + _EARLY
        while self._order and self._order[0][0] <= now:
            late = self._waiting.pop(heapq.heappop(self._order)[1], None)
            if late is not None:
                late()
        self.arm()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None
