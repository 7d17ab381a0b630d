"""The traffic log: every message and every decision, bounded; the panel shows it, tests read it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from scapi.decisions import Decision, Reason, Verdict
from scapi.values import Json, JsonObject, Seconds

CAPACITY = 5000
"""Entries kept; older ones are counted and forgotten."""
TEXT_KEPT = 200
"""Characters kept of a name, a reference or a note; the message itself is kept apart, see ``Entry.text``."""
KEYS_KEPT = 50
"""Keys that an entry names as left out."""


class Direction(StrEnum):
    """Seen from the workspace."""

    IN = "in"
    OUT = "out"


class Kind(StrEnum):
    """What a message is."""

    REQUEST = "request"
    REPLY = "reply"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    EVENT = "event"
    FRAME = "frame"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    ``text`` is the message itself, unless it was very long; ``left_out`` names the keys of user data held back.
    """

    seq: int
    time: Seconds
    direction: Direction
    frame: str
    origin: str
    kind: Kind
    decision: Decision
    request: str | None = None
    event: str | None = None
    event_type: str | None = None
    reference: Json = None
    ms: float | None = None
    text: str | None = None
    left_out: tuple[str, ...] = ()
    answers: int | None = None
    """For a reply: the number of the request that it answers."""

    def summary(self) -> JsonObject:
        """The entry as tests and the driver read it; absent members are left out."""
        members: dict[str, Json] = {
            "seq": self.seq,
            "time": round(self.time * 1000),
            "direction": self.direction.value,
            "frame": self.frame,
            "origin": self.origin,
            "kind": self.kind.value,
            "request": self.request,
            "event": self.event,
            "eventType": self.event_type,
            "referenceId": self.reference,
            "verdict": self.decision.verdict.value,
            "reason": None if self.decision.reason is None else self.decision.reason.value,
            "rule": self.decision.rule or None,
            "note": self.decision.note or None,
            "ms": self.ms,
            "leftOut": list(self.left_out) or None,
        }
        return {name: value for name, value in members.items() if value is not None}


def shortened(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= TEXT_KEPT else f"{text[:TEXT_KEPT]}…"


def _bounded(decision: Decision, left_out: tuple[str, ...]) -> tuple[Decision, tuple[str, ...]]:
    """A decision and the keys left out, without what would fill the memory."""
    if len(decision.note) > TEXT_KEPT:
        decision = replace(decision, note=shortened(decision.note))
    return decision, tuple(shortened(key) for key in left_out[:KEYS_KEPT])


@dataclass(slots=True)
class TrafficLog:
    """The entries, newest last, and counts over all that ever were."""

    capacity: int = CAPACITY
    dropped: int = 0
    by_verdict: Counter[Verdict] = field(default_factory=Counter)
    by_reason: Counter[Reason] = field(default_factory=Counter)
    _entries: deque[Entry] = field(default_factory=deque)
    _next: int = 1

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def total(self) -> int:
        """Entries ever recorded."""
        return self._next - 1

    def record(
        self,
        time: Seconds,
        direction: Direction,
        frame: str,
        origin: str,
        kind: Kind,
        decision: Decision,
        *,
        request: str | None = None,
        event: str | None = None,
        event_type: str | None = None,
        reference: Json = None,
        ms: float | None = None,
        text: str | None = None,
        left_out: tuple[str, ...] = (),
        answers: int | None = None,
    ) -> Entry:
        """Adds an entry; at capacity the oldest one leaves. What a client wrote is kept shortened."""
        request = None if request is None else shortened(request)
        event = None if event is None else shortened(event)
        if isinstance(reference, (str, list, dict)):
            reference = shortened(reference if isinstance(reference, str) else str(reference))
        decision, left_out = _bounded(decision, left_out)
        entry = Entry(
            self._next, time, direction, frame, origin, kind, decision, request, event,
            event_type, reference, ms, text, left_out, answers,
        )  # fmt: skip
        self._next += 1
        self.by_verdict[decision.verdict] += 1
        if decision.reason is not None:
            self.by_reason[decision.reason] += 1
        self._entries.append(entry)
        if len(self._entries) > self.capacity:
            self._entries.popleft()
            self.dropped += 1
        return entry

    def amend(self, entry: Entry, decision: Decision, ms: float | None, left_out: tuple[str, ...] = ()) -> None:
        """Completes the entry of a request once its answer is known; one that has left the log stays as it was."""
        position = entry.seq - self._next
        if -position > len(self._entries):
            return
        decision, left_out = _bounded(decision, left_out)
        self.by_verdict[entry.decision.verdict] -= 1
        self.by_verdict[decision.verdict] += 1
        if decision.reason is not None and decision.reason is not entry.decision.reason:
            self.by_reason[decision.reason] += 1
        self._entries[position] = replace(entry, decision=decision, ms=ms, left_out=left_out)

    def since(self, seq: int = 0) -> Iterator[Entry]:
        """The entries after a number, oldest first."""
        first = self._entries[0].seq if self._entries else 1
        return islice(self._entries, min(max(0, seq + 1 - first), len(self._entries)), None)

    def clear(self) -> None:
        """Forgets the entries; numbers go on, so that ``since`` stays true."""
        self._entries.clear()
        self.by_verdict.clear()
        self.by_reason.clear()
        self.dropped = 0
