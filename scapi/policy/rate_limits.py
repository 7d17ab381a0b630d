"""How often a request may be sent: fixed minutes, then a quarantine.

Source: Service Client API Reference, "Rate Limit". Decided here: one counter for each request and origin;
``rate-limit`` is the default of every request, ``rate-limit.<request>`` its override, 0 lifts the limit; a quarantine
delay of 0 lasts as long as the session.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scapi.configuration import Configuration, ConfigurationError, Problem
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.values import Seconds

OPTION = "service-client-api.rate-limit"
DELAY_OPTION = "service-client-api.rate-limit-quarantine-delay"
DEFAULT_DELAY = 30
MINUTE: Seconds = 60.0
_COUNTERS_KEPT = 4096

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits as configured, by canonical request name."""

    default: int = 0
    overrides: Mapping[str, int] = field(default_factory=dict)
    quarantine_delay: int = DEFAULT_DELAY

    def limit(self, request: str) -> int:
        """Requests a minute; 0 means any number."""
        return self.overrides.get(request, self.default)


@dataclass(slots=True)
class Usage:
    """What an origin has used of one limit."""

    minute: int
    count: int


class RateLimiter:
    """Counts the requests of one session.

    In no fixed minute do more than *limit* requests of a name and origin pass. A clock that jumps back is held at the
    latest time seen, so that it can neither reopen a minute nor end a quarantine early.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._latest: Seconds = 0.0
        self._usage: dict[Key, Usage] = {}
        self._quarantined_until: dict[Key, Seconds] = {}

    def admit(self, request: str, origin: str, now: Seconds) -> Decision:
        """Counts one request and says whether it may pass."""
        limit = self.limits.limit(request)
        if limit == 0:
            return ALLOWED
        now = self._latest = max(now, self._latest)
        key = (request, origin)
        left = self.quarantine_left(request, origin, now)
        if left > 0:
            note = "no reply; for ever" if math.isinf(left) else f"no reply; {math.ceil(left)} s left"
            return Decision(Verdict.QUARANTINED, Reason.IN_QUARANTINE, self._rule(request), note)
        self._quarantined_until.pop(key, None)
        minute = int(now // MINUTE)
        usage = self._usage.get(key)
        if usage is None or usage.minute != minute:
            self._forget_past_minutes(minute)
            usage = self._usage[key] = Usage(minute, 0)
        if usage.count < limit:
            usage.count += 1
            return ALLOWED
        delay = self.limits.quarantine_delay
        self._quarantined_until[key] = now + delay if delay else math.inf
        note = f"limit {limit} a minute; quarantine {f'{delay} s' if delay else 'for ever'}"
        return Decision(Verdict.RATE_LIMITED, Reason.RATE_LIMIT_REACHED, self._rule(request), note)

    def quarantine_left(self, request: str, origin: str, now: Seconds) -> Seconds:
        """Seconds of quarantine left, infinite for one that does not end."""
        return max(0.0, self._quarantined_until.get((request, origin), 0.0) - max(now, self._latest))

    def used(self, request: str, origin: str, now: Seconds) -> int:
        """Requests counted in the current minute."""
        usage = self._usage.get((request, origin))
        return usage.count if usage is not None and usage.minute == int(max(now, self._latest) // MINUTE) else 0

    def names(self, origin: str) -> tuple[str, ...]:
        """The requests that an origin has a counter or a quarantine for."""
        keys = dict.fromkeys((*self._usage, *self._quarantined_until))
        return tuple(request for request, of in keys if of == origin)

    def clear(self) -> None:
        """Forgets every count and quarantine; only the driver's ``reset`` asks for it."""
        self._usage.clear()
        self._quarantined_until.clear()

    def export(self, now: Seconds, wall: Seconds) -> object:
        """Counts and quarantines by the computer's clock, for a tab whose own clock began elsewhere."""
        now = max(now, self._latest)
        minute = int(now // MINUTE)
        counts = {key: usage.count for key, usage in self._usage.items() if usage.minute == minute}
        quarantines = {key: wall + until - now for key, until in self._quarantined_until.items() if until > now}
        return wall - now % MINUTE, counts, quarantines

    def restore(self, state: Any, now: Seconds, wall: Seconds) -> None:
        """Takes over. What was used in the other tab's minute counts in this one's, so that none gets more."""
        began, counts, quarantines = state
        now = self._latest = max(now, self._latest)
        minute = int(now // MINUTE)
        fresh = counts if wall - began < MINUTE else {}
        self._usage = {key: Usage(minute, count) for key, count in fresh.items()}
        self._quarantined_until = {key: now + until - wall for key, until in quarantines.items()}

    def _forget_past_minutes(self, minute: int) -> None:
        if len(self._usage) >= _COUNTERS_KEPT:
            self._usage = {key: usage for key, usage in self._usage.items() if usage.minute == minute}
        if len(self._quarantined_until) >= _COUNTERS_KEPT:
            still = {key: until for key, until in self._quarantined_until.items() if until > self._latest}
            self._quarantined_until = still

    def _rule(self, request: str) -> str:
        if request in self.limits.overrides:
            return f"{OPTION}.{request} = {self.limits.overrides[request]}"
        return f"{OPTION} = {self.limits.default}"


def parse_limits(configuration: Configuration, canonical: Callable[[str], str | None]) -> tuple[Limits, list[Problem]]:
    """Reads the options; ``canonical`` gives the one name of a request under either spelling, or ``None``.

    A limit that is no number is a fatal problem: guessing it would mean guessing how much to allow.
    """
    problems: list[Problem] = []

    def number(name: str, default: int, expected: str) -> int:
        option = configuration.option(name)
        if option is None:
            return default
        try:
            return configuration.whole_number(option, expected)
        except ConfigurationError as error:
            problems.append(error.problem)
            return default

    a_limit = "a whole number of requests a minute, 0 for no limit"
    default = number(OPTION, 0, a_limit)
    delay = number(DELAY_OPTION, DEFAULT_DELAY, "a whole number of seconds, 0 for ever")
    overrides: dict[str, int] = {}
    for name, option in configuration.sections.get("interaction-workspace", {}).items():
        if not name.startswith(f"{OPTION}."):
            continue
        written = name.removeprefix(f"{OPTION}.")
        request = canonical(written)
        if request is None:
            problems.append(configuration.problem(option, written, "the name of a request after rate-limit."))
            continue
        limit = number(name, 0, a_limit)
        # Two spellings of one request share a counter; of two limits the stricter counts.
        given = overrides.get(request, 0)
        overrides[request] = min(given, limit) if given and limit else given or limit
    return Limits(default, overrides, delay), problems
