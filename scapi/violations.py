"""What the browser has blocked by the page's own Content-Security-Policy, in the traffic log.

Clients have a part in it: where their frames may go (``frame-src``) and what icons they have shown (``img-src``). So it
is told by kinds, each at its first time, its tenth, its hundredth and so on: whoever brings it about again and again
fills no log, and hides nothing that was blocked for another reason.
"""

from __future__ import annotations

from collections import Counter

from scapi.decisions import Decision, Reason, Verdict
from scapi.host import Area, Host
from scapi.traffic import Direction, Kind, TrafficLog

SOURCES = 16
"""Sources of one directive that are counted apart; directives are few."""
OTHERS = "other sources"


class Violations:
    """Counts by directive and source."""

    def __init__(self, host: Host, traffic: TrafficLog, own_origin: str = "") -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._host = host
        self._traffic = traffic
        self._own_origin = own_origin

    def note(self, directive: str, source: str, times: int = 1) -> None:
        """So many of a kind: of what directive, and from where, as an origin or a word."""
        kind = (directive, source)
        if kind not in self.counts and sum(known == directive for known, _ in self.counts) >= SOURCES:
            kind = (directive, OTHERS)
        before = self.counts[kind]
        self.counts[kind] += times
        if before and len(str(before)) == len(str(self.counts[kind])):
            return
        told = f"{': '.join(kind)}; {self.counts[kind]} times" if self.counts[kind] > 1 else ": ".join(kind)
        blocked = Decision(Verdict.BLOCKED, Reason.CONTENT_SECURITY_POLICY, rule=directive, note=told)
        self._traffic.record(self._host.wall_clock(), Direction.IN, "", self._own_origin, Kind.OTHER, blocked)
        self._host.changed(Area.TRAFFIC)
