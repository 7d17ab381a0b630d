"""The clock of a session in front of a contact centre that has no clock of ours: that of its surroundings."""

from __future__ import annotations

from collections.abc import Callable

from scapi.host import Host
from scapi.values import Cancel, Seconds


class HostClock:
    """Implements :class:`scapi.centre.port.Clock`."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def now(self) -> Seconds:
        return self._host.wall_clock()

    def call_later(self, delay: Seconds, callback: Callable[[], None]) -> Cancel:
        return self._host.call_later(delay, callback)
