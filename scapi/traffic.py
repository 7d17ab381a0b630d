"""The traffic log: every message and every decision, bounded; the panel shows it, tests read it."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace
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
    _, _, _, _, origin, _, decision, request, event, event_type, reference, _, text, left_out, _, _ = entry
    texts = (origin, decision.note, request, event, event_type, reference, text, *left_out)
    return _ENTRY + sum(map(sys.getsizeof, texts))


_ENTRY = 400
"""Bytes of an entry without its texts."""
_BEHIND = 32
"""Entries that may be there before they are counted and weighed: no message waits for that, and together they are done
in less time."""
_entry = tuple.__new__
"""Makes an entry without a call of Python."""


class TrafficLog:
    """The entries, newest last, and counts over all that ever were.

    An entry is there at once; it is counted and weighed, and the oldest make room for it, a few entries later or when
    somebody looks, whichever is first.
    """

    __slots__ = (
        "_by_reason", "_by_verdict", "_counted_from", "_dropped", "_entries", "_held", "_next", "_reckoned",
        "_texts_from", "_weights", "amended_from", "bytes_kept", "capacity", "listeners",
    )  # fmt: skip

    def __init__(self, capacity: int = CAPACITY, bytes_kept: int = BYTES_KEPT) -> None:
        self.capacity = capacity
        self.bytes_kept = bytes_kept
        self.listeners: list[Callable[[], None]] = []
        """Called after an entry was added or completed; whoever waits for one is among them."""
        self.amended_from = sys.maxsize
        """The oldest entry that was completed since the traffic panel looked last; the panel sets it back."""
        self._entries: deque[Entry] = deque()
        self._weights: deque[int] = deque()
        """The weight of each entry that is counted."""
        self._next = 1
        self._reckoned = 1
        """Entries from this number on are not yet counted and weighed."""
        self._counted_from = 1
        """Entries before this number are no longer in the counts."""
        self._texts_from = 1
        """Entries before this number have no texts any more."""
        self._held = 0
        self._dropped = 0
        self._by_verdict: Counter[Verdict] = Counter()
        self._by_reason: Counter[Reason] = Counter()

    def __len__(self) -> int:
        self._reckon()
        return len(self._entries)

    @property
    def oldest(self) -> int:
        """The number of the oldest entry that is kept; of the next one when none is."""
        self._reckon()
        return self._entries[0].seq if self._entries else self._next

    @property
    def total(self) -> int:
        """Entries ever recorded."""
        return self._next - 1

    @property
    def dropped(self) -> int:
        """Entries that had to make room."""
        self._reckon()
        return self._dropped

    @property
    def held(self) -> int:
        """Bytes that the entries take, as :func:`weight` counts them."""
        self._reckon()
        return self._held

    @property
    def by_verdict(self) -> Counter[Verdict]:
        self._reckon()
        return self._by_verdict

    @property
    def by_reason(self) -> Counter[Reason]:
        self._reckon()
        return self._by_reason

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
        if isinstance(reference, (list, dict)):
            reference = str(reference)
        if isinstance(reference, str) and len(reference) > TEXT_KEPT:
            reference = shortened(reference)
        if left_out or len(decision.note) > TEXT_KEPT:
            decision, left_out = _bounded(decision, left_out)
        if text is not None and len(text) > MESSAGE_KEPT:
            text = None
        entry = _entry(
            Entry,
            (
                self._next, time, direction, frame, origin, kind, decision, request, event,
                event_type, reference, ms, text, left_out, answers, resent,
            ),
        )  # fmt: skip
        self._entries.append(entry)
        self._next += 1
        if self._next - self._reckoned > _BEHIND:
            self._reckon()
        if self.listeners:
            self._tell()
        return entry

    def amend(self, entry: Entry, decision: Decision, ms: float | None, left_out: tuple[str, ...] = ()) -> Entry:
        """Completes the entry of a request once its answer is known, and gives it; a second time corrects the first.

        One that has left the log is still counted as what became of it.
        """
        if left_out or len(decision.note) > TEXT_KEPT:
            decision, left_out = _bounded(decision, left_out)
        position = entry.seq - self._next
        kept = -position <= len(self._entries)
        before = self._entries[position] if kept else entry
        (
            seq, time, direction, frame, origin, kind, judged, request, event,
            event_type, reference, _, text, had, answers, resent,
        ) = before  # fmt: skip
        amended = _entry(
            Entry,
            (
                seq, time, direction, frame, origin, kind, decision, request, event,
                event_type, reference, ms, text, left_out, answers, resent,
            ),
        )  # fmt: skip
        if kept:
            self._entries[position] = amended
            if seq < self.amended_from:
                self.amended_from = seq
        if seq < self._reckoned and (decision is not judged or left_out != had):
            if seq >= self._counted_from:
                self._count(judged, -1)
                self._count(decision, 1)
            if kept:
                self._weigh(seq)
                self._make_room()
        if self.listeners:
            self._tell()
        return amended

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()

    def _reckon(self) -> None:
        """Counts and weighs what is new, and keeps within both bounds."""
        behind = self._next - self._reckoned
        if not behind:
            return
        self._reckoned = self._next
        by_verdict, by_reason, weights = self._by_verdict, self._by_reason, self._weights
        for place in range(-behind, 0):  # a deque is quick at its ends only
            entry = self._entries[place]
            decision = entry.decision
            by_verdict[decision.verdict] += 1
            if decision.reason is not None:
                by_reason[decision.reason] += 1
            weighs = weight(entry)
            weights.append(weighs)
            self._held += weighs
        if len(weights) > self.capacity:
            self._drop_oldest(len(weights) - self.capacity)
        if self._held > self.bytes_kept:
            self._make_room()

    def _count(self, decision: Decision, by: int) -> None:
        self._by_verdict[decision.verdict] += by
        if decision.reason is None:
            return
        self._by_reason[decision.reason] += by
        if not self._by_reason[decision.reason]:
            del self._by_reason[decision.reason]

    def _make_room(self) -> None:
        """Keeps within the bound of memory; entries that are not yet counted stay."""
        while self._held > self.bytes_kept and self._weights:
            first = self._entries[0].seq
            self._texts_from = max(self._texts_from, first)
            if self._texts_from < self._reckoned - NEWEST_WHOLE:
                self._drop_text(self._texts_from)
                self._texts_from += 1
            else:
                self._drop_oldest()

    def _drop_text(self, seq: int) -> None:
        position = seq - self._next
        entry = self._entries[position]
        if entry.text is not None:
            self._entries[position] = entry._replace(text=None)
            self._weigh(seq)

    def _weigh(self, seq: int) -> None:
        """An entry that is counted is another one now."""
        place = seq - self._reckoned
        weighs = weight(self._entries[seq - self._next])
        self._held += weighs - self._weights[place]
        self._weights[place] = weighs

    def _drop_oldest(self, count: int = 1) -> None:
        for _ in range(count):
            self._entries.popleft()
            self._held -= self._weights.popleft()
        self._dropped += count

    def since(self, seq: int = 0) -> Iterator[Entry]:
        """The entries after a number, oldest first."""
        self._reckon()
        first = self._entries[0].seq if self._entries else 1
        return islice(self._entries, min(max(0, seq + 1 - first), len(self._entries)), None)

    def clear(self) -> None:
        """Forgets the entries; numbers go on, so that ``since`` stays true."""
        self._entries.clear()
        self._weights.clear()
        self._held = 0
        self._reckoned = self._counted_from = self._texts_from = self._next
        self._by_verdict.clear()
        self._by_reason.clear()
        self._dropped = 0
