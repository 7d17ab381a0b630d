"""The traffic log: every message and every decision, bounded; the panel shows it, tests read it."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

from scapi.decisions import Decision, Reason, Verdict
from scapi.protocol.messages import Malformed, Message, Missing, RequestMessage, Subscribe, Unsubscribe
from scapi.values import Json, JsonObject, Seconds
from scapi.words import Word

CAPACITY = 5000
"""Entries kept; older ones are counted and forgotten."""
BYTES_KEPT = 16 * 1024 * 1024
"""Bytes of memory that the entries may take; beyond it the oldest lose their texts, then the oldest entries go."""
NEWEST_WHOLE = 100
"""The newest entries, which keep their texts as long as they are there."""
MESSAGE_KEPT = 16_384
"""Characters up to which a message is kept whole."""
TEXT_KEPT = 200
"""Characters kept of a name, a reference or a note; the message itself is kept apart, see ``Entry.text``."""
KEYS_KEPT = 50
"""Keys that an entry names as left out."""


class Direction(Word):
    """Seen from the workspace."""

    IN = "in"
    OUT = "out"


class Kind(Word):
    """What a message is."""

    REQUEST = "request"
    REPLY = "reply"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    EVENT = "event"
    FRAME = "frame"
    OTHER = "other"
    PAGE = "page"
    """No message: the page was loaded again. Only in what is kept of the page before."""


class Entry(NamedTuple):
    """One line of the log; a tuple, for several are made with each message.

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
    resent: bool = False
    """Whether the developer has sent it again (:mod:`scapi.resending`); for a reply: to such a request."""

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
            "resent": self.resent or None,
        }
        return {name: value for name, value in members.items() if value is not None}


def names_of(message: Message) -> tuple[Kind, str | None, str | None, Json]:
    """Kind, request, event and reference of a message of a client."""
    reference = None if isinstance(message.reference, Missing) else message.reference
    match message:
        case RequestMessage():
            return Kind.REQUEST, message.name, None, reference
        case Subscribe():
            return Kind.SUBSCRIBE, None, ", ".join(message.events), reference
        case Unsubscribe():
            return Kind.UNSUBSCRIBE, None, None, reference
        case Malformed():
            return Kind.SUBSCRIBE if message.subscribes else Kind.REQUEST, None, None, reference


def shortened(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= TEXT_KEPT else f"{text[:TEXT_KEPT]}…"


def _bounded(decision: Decision, left_out: tuple[str, ...]) -> tuple[Decision, tuple[str, ...]]:
    """A decision and the keys left out, without what would fill the memory."""
    if not left_out and len(decision.note) <= TEXT_KEPT:
        return decision, left_out
    if len(decision.note) > TEXT_KEPT:
        decision = replace(decision, note=shortened(decision.note))
    return decision, tuple(shortened(key) for key in left_out[:KEYS_KEPT])


def weight(entry: Entry) -> int:
    """Bytes of memory that an entry takes: of a text each character takes as many as its widest one."""
    size = sys.getsizeof
    total = _ENTRY + size(entry.text) + size(entry.origin)
    if entry.request:
        total += size(entry.request)
    if entry.event:
        total += size(entry.event)
    if entry.event_type:
        total += size(entry.event_type)
    if entry.reference:
        total += size(entry.reference)
    if entry.decision.note:
        total += size(entry.decision.note)
    return total + sum(map(size, entry.left_out)) if entry.left_out else total


_ENTRY = 450
"""Bytes of an entry without its texts."""


@dataclass(slots=True)
class TrafficLog:
    """The entries, newest last, and counts over all that ever were."""

    capacity: int = CAPACITY
    bytes_kept: int = BYTES_KEPT
    dropped: int = 0
    by_verdict: Counter[Verdict] = field(default_factory=Counter)
    by_reason: Counter[Reason] = field(default_factory=Counter)
    held: int = 0
    """Bytes that the entries take, as :func:`weight` counts them."""
    _entries: deque[Entry] = field(default_factory=deque)
    _weights: deque[int] = field(default_factory=deque)
    """The weight of each entry."""
    _next: int = 1
    _counted_from: int = 1
    """Entries before this number are no longer in the counts."""
    _texts_from: int = 1
    """Entries before this number have no texts any more."""

    listeners: list[Callable[[], None]] = field(default_factory=list)
    """Called after an entry was added or completed; whoever waits for one is among them."""
    amended_from: int = sys.maxsize
    """The oldest entry that was completed since the traffic panel looked last; the panel sets it back."""

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def oldest(self) -> int:
        """The number of the oldest entry that is kept; of the next one when none is."""
        return self._entries[0].seq if self._entries else self._next

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
        resent: bool = False,
    ) -> Entry:
        """Adds an entry; at capacity the oldest one leaves. What a client wrote is kept shortened."""
        if request is not None and len(request) > TEXT_KEPT:
            request = shortened(request)
        if event is not None and len(event) > TEXT_KEPT:
            event = shortened(event)
        if isinstance(reference, (str, list, dict)):
            reference = shortened(reference if isinstance(reference, str) else str(reference))
        if left_out or len(decision.note) > TEXT_KEPT:
            decision, left_out = _bounded(decision, left_out)
        if text is not None and len(text) > MESSAGE_KEPT:
            text = None
        entry = Entry(
            self._next, time, direction, frame, origin, kind, decision, request, event,
            event_type, reference, ms, text, left_out, answers, resent,
        )  # fmt: skip
        self._next += 1
        self.by_verdict[decision.verdict] += 1
        if decision.reason is not None:
            self.by_reason[decision.reason] += 1
        weighs = weight(entry)
        self._entries.append(entry)
        self._weights.append(weighs)
        self.held += weighs
        if len(self._entries) > self.capacity:
            self._drop_oldest()
        if self.held > self.bytes_kept:
            self._make_room()
        if self.listeners:
            self._tell()
        return entry

    def amend(self, entry: Entry, decision: Decision, ms: float | None, left_out: tuple[str, ...] = ()) -> Entry:
        """Completes the entry of a request once its answer is known, and gives it; a second time corrects the first.

        One that has left the log is still counted as what became of it.
        """
        decision, left_out = _bounded(decision, left_out)
        position = entry.seq - self._next
        kept = -position <= len(self._entries)
        before = self._entries[position] if kept else entry
        amended = Entry(
            before.seq, before.time, before.direction, before.frame, before.origin, before.kind, decision,
            before.request, before.event, before.event_type, before.reference, ms, before.text, left_out,
            before.answers, before.resent,
        )  # fmt: skip
        if kept:
            self._entries[position] = amended
            self.amended_from = min(self.amended_from, entry.seq)
        if decision is not before.decision or left_out != before.left_out:  # most requests end as they were judged
            if entry.seq >= self._counted_from:
                self._count(before.decision, -1)
                self._count(decision, 1)
            if kept:
                self._weigh(position)
                self._make_room()
        if self.listeners:
            self._tell()
        return amended

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()

    def _count(self, decision: Decision, by: int) -> None:
        self.by_verdict[decision.verdict] += by
        if decision.reason is None:
            return
        self.by_reason[decision.reason] += by
        if not self.by_reason[decision.reason]:
            del self.by_reason[decision.reason]

    def _make_room(self) -> None:
        """Keeps within both bounds."""
        while len(self._entries) > self.capacity:
            self._drop_oldest()
        while self.held > self.bytes_kept and self._entries:
            first = self._entries[0].seq
            self._texts_from = max(self._texts_from, first)
            if self._texts_from < self._next - NEWEST_WHOLE:
                self._drop_text(self._texts_from - first)
                self._texts_from += 1
            else:
                self._drop_oldest()

    def _drop_text(self, position: int) -> None:
        entry = self._entries[position]
        if entry.text is not None:
            self._entries[position] = entry._replace(text=None)
            self._weigh(position)

    def _weigh(self, position: int) -> None:
        """An entry is another one now."""
        weighs = weight(self._entries[position])
        self.held += weighs - self._weights[position]
        self._weights[position] = weighs

    def _drop_oldest(self) -> None:
        self._entries.popleft()
        self.held -= self._weights.popleft()
        self.dropped += 1

    def since(self, seq: int = 0) -> Iterator[Entry]:
        """The entries after a number, oldest first."""
        first = self._entries[0].seq if self._entries else 1
        return islice(self._entries, min(max(0, seq + 1 - first), len(self._entries)), None)

    def clear(self) -> None:
        """Forgets the entries; numbers go on, so that ``since`` stays true."""
        self._entries.clear()
        self._weights.clear()
        self.held = 0
        self._counted_from = self._texts_from = self._next
        self.by_verdict.clear()
        self.by_reason.clear()
        self.dropped = 0
