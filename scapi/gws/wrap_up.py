"""After-call work that ends by itself. Source: reference, "Agent states": ``wrapUpTime`` of ``AfterCallWork``."""

from __future__ import annotations

from collections.abc import Callable

from scapi.centre.simulator.clock import SimulatorClock
from scapi.values import Cancel, Seconds


class WrapUp:
    """One agent's."""

    def __init__(self, clock: SimulatorClock) -> None:
        self._clock = clock
        self._cancel: Cancel | None = None

    def end_after(self, seconds: Seconds, end: Callable[[], None]) -> None:
        """Ends it by ``end`` after so long; 0 is never."""
        self.stop()
        if seconds:
            self._cancel = self._clock.call_later(seconds, end)

    def stop(self) -> None:
        """The agent has set a state: nothing is ended any more."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
