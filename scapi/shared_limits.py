"""What the limiter has counted, where all tabs of a session find it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scapi.host import Host
from scapi.policy.rate_limits import Counted, Counter, RateLimiter
from scapi.store import Cell, Store, Table


class SharedLimits:
    """Keeps the counters of a limiter in the store, by the computer's clock."""

    def __init__(self, host: Host, limiter: RateLimiter, store: Store) -> None:
        self._host = host
        self._limiter = limiter
        self._rows: Table[Counted] = store.table("usage", Counted)
        now, wall = host.monotonic(), host.wall_clock()
        self._phase: Cell[float] = store.cell("usage-phase", float, limiter.phase(now, wall))
        limiter.when_counted = self._counted
        limiter.when_forgotten = self._forgotten

    def resume(self) -> None:
        """The limiter goes on with what another tab has counted."""
        self._limiter.restore(self._rows, self._phase.value, self._host.monotonic(), self._host.wall_clock())

    def _counted(self, counters: Sequence[Counter]) -> None:
        now, wall = self._host.monotonic(), self._host.wall_clock()
        for counter in counters:
            self._rows.put(_key(counter), self._limiter.counted(counter, now, wall))

    def _forgotten(self, counters: Iterable[Counter]) -> None:
        for counter in counters:
            self._rows.remove(_key(counter))


def _key(counter: Counter) -> str:
    return f"{counter.request} {counter.origin or counter.frame}"
