"""How often a request may be sent: fixed minutes, then a quarantine.

Source: Service Client API Reference, "Rate Limit". Decided here: one counter for each request and origin, and under
``*`` another for each request and frame; ``rate-limit`` is the default of every request, ``rate-limit.<request>`` its
override, 0 lifts the limit; a quarantine delay of 0 lasts as long as the session.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scapi.configuration import Configuration, ConfigurationError, Problem
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.values import Seconds

OPTION = "service-client-api.rate-limit"
DELAY_OPTION = "service-client-api.rate-limit-quarantine-delay"
DEFAULT_DELAY = 30
MINUTE: Seconds = 60.0
_COUNTERS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits as configured, by canonical request name."""

    default: int = 0
    overrides: Mapping[str, int] = field(default_factory=dict)
    quarantine_delay: int = DEFAULT_DELAY

    def limit(self, request: str) -> int:
        """Requests a minute; 0 means any number."""
        return self.overrides.get(request, self.default)


@dataclass(frozen=True, slots=True)
class Counter:
    """What one request name has used, of one origin or of one frame."""

    request: str
    origin: str = ""
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """The state of one counter. ``quarantined_until`` is 0 for none and infinite for one that does not end."""

    minute: int = 0
    count: int = 0
    quarantined_until: Seconds = 0.0

    def used(self, minute: int) -> int:
        return self.count if self.minute == minute else 0

    def matters(self, minute: int, now: Seconds) -> bool:
        """Whether forgetting it would let anything pass."""
        return self.minute == minute or self.quarantined_until > now


UNUSED = Usage()


@dataclass(frozen=True, slots=True)
class Counted:
    """One counter by the computer's clock, which the tabs of a session have in common."""

    counter: Counter
    minute_began: Seconds
    count: int
    quarantined_until: Seconds = 0.0
    """0 for none, infinite for one that does not end."""


class RateLimiter:
    """Counts the requests of one session.

    In no fixed minute do more than *limit* requests of a name pass from an origin, nor, where ``*`` speaks for the
    origin, from a frame, for such a frame can go to as many origins as it likes. A clock that jumps back is held at the
    latest time seen, so that it can neither reopen a minute nor end a quarantine early. The minutes are those of the
    session: a tab that takes over goes on with the minute that had begun.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._latest: Seconds = 0.0
        self._minutes_from: Seconds = 0.0
        self._usage: dict[Counter, Usage] = {}
        self._crowd = _COUNTERS_KEPT
        self.when_counted: Callable[[Sequence[Counter]], None] = lambda _: None
        """These counters have another state."""
        self.when_forgotten: Callable[[Iterable[Counter]], None] = lambda _: None

    def admit(self, request: str, origin: str, now: Seconds, *, frame: str = "") -> Decision:
        """Counts one request and says whether it may pass; ``frame`` is given when ``*`` speaks for the origin."""
        now = self._latest = max(now, self._latest)
        limit = self.limits.limit(request)
        if limit == 0:
            return ALLOWED
        minute = self._minute(now)
        counters = [Counter(request, origin)]
        if frame:
            counters.insert(0, Counter(request, frame=frame))
        usages = [self._usage.get(counter, UNUSED) for counter in counters]
        left = max(usage.quarantined_until for usage in usages) - now
        if left > 0:
            note = "no reply; for ever" if math.isinf(left) else f"no reply; {math.ceil(left)} s left"
            return Decision(Verdict.QUARANTINED, Reason.IN_QUARANTINE, self._rule(request), note)
        self._forget_what_is_past(minute, now)
        over = [counter for counter, usage in zip(counters, usages, strict=True) if usage.used(minute) >= limit]
        if not over:
            for counter, usage in zip(counters, usages, strict=True):
                self._usage[counter] = Usage(minute, usage.used(minute) + 1)
            self.when_counted(counters)
            return ALLOWED
        delay = self.limits.quarantine_delay
        for counter in over:
            self._usage[counter] = replace(self._usage[counter], quarantined_until=now + delay if delay else math.inf)
        self.when_counted(over)
        whose = " and frame, for * admits it" if not any(counter.origin for counter in over) else ""
        note = f"limit {limit} a minute{whose}; quarantine {f'{delay} s' if delay else 'for ever'}"
        return Decision(Verdict.RATE_LIMITED, Reason.RATE_LIMIT_REACHED, self._rule(request), note)

    def foresee(self, request: str, origin: str, now: Seconds, limits: Limits, *, frame: str = "") -> Decision:
        """What :meth:`admit` would say now under these limits; nothing is counted."""
        other = RateLimiter(limits)
        other._latest, other._minutes_from, other._usage = self._latest, self._minutes_from, dict(self._usage)
        return other.admit(request, origin, now, frame=frame)

    def quarantine_left(self, request: str, origin: str, now: Seconds) -> Seconds:
        """Seconds of quarantine left, infinite for one that does not end."""
        until = self._usage.get(Counter(request, origin), UNUSED).quarantined_until
        return max(0.0, until - max(now, self._latest))

    def used(self, request: str, origin: str, now: Seconds) -> int:
        """Requests counted in the current minute."""
        return self._usage.get(Counter(request, origin), UNUSED).used(self._minute(max(now, self._latest)))

    def names(self, origin: str) -> tuple[str, ...]:
        """The requests that an origin has a counter or a quarantine for."""
        return tuple(counter.request for counter in self._usage if counter.origin == origin)

    def clear(self) -> None:
        """Forgets every count and quarantine; only the driver's ``reset`` asks for it."""
        self.when_forgotten(tuple(self._usage))
        self._usage.clear()

    @property
    def counters(self) -> tuple[Counter, ...]:
        """Everything that is counted now."""
        return tuple(self._usage)

    def counted(self, counter: Counter, now: Seconds, wall: Seconds) -> Counted:
        """The state of a counter for a tab whose own clock began elsewhere."""
        now = max(now, self._latest)
        usage = self._usage.get(counter, UNUSED)
        ahead = wall - now
        until = usage.quarantined_until
        began = self._minutes_from + usage.minute * MINUTE + ahead
        return Counted(counter, began, usage.count, until + ahead if until else 0.0)

    def phase(self, now: Seconds, wall: Seconds) -> Seconds:
        """When a minute began, by the computer's clock: all others begin whole minutes before or after it."""
        return self._minutes_from + wall - now

    def restore(self, rows: Iterable[Counted], phase: Seconds, now: Seconds, wall: Seconds) -> None:
        """Takes over what another tab has counted: its minute goes on, and its quarantines end when they would have.

        When the computer's clock was set back meanwhile, the minute that had begun begins again, with its counts.
        """
        now = self._latest = max(now, self._latest)
        ahead = wall - now
        rows = tuple(rows)
        began = max((row.minute_began for row in rows), default=phase)
        if began - ahead > now:
            self._minutes_from = now
        else:
            began, self._minutes_from = phase, phase - ahead
        self._usage = {
            row.counter: Usage(
                round((row.minute_began - began) / MINUTE),
                row.count,
                row.quarantined_until - ahead if row.quarantined_until else 0.0,
            )
            for row in rows
        }

    def _minute(self, now: Seconds) -> int:
        return int((now - self._minutes_from) // MINUTE)

    def _forget_what_is_past(self, minute: int, now: Seconds) -> None:
        if len(self._usage) >= self._crowd:
            past = [counter for counter, usage in self._usage.items() if not usage.matters(minute, now)]
            for counter in past:
                del self._usage[counter]
            self.when_forgotten(past)
            self._crowd = max(_COUNTERS_KEPT, 2 * len(self._usage))  # what matters is not looked through each time

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
