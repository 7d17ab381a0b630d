"""The frames that clients live in, and what is known of the document in each.

Who a message is from is decided by the window that sent it: the page gives each window it made a frame id, and nothing
in a message can change that. A frame outlives its documents. The page cannot see a cross-origin document begin; it sees
the frame's ``load`` event, which may come before or after the first message of the document, and the messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from scapi.protocol.messages import Missing, Reference
from scapi.values import Json, Seconds

SUBSCRIPTIONS_KEPT = 256
"""Subscriptions of one frame; beyond that the oldest ends, so that a frame cannot fill the memory."""
REFERENCES_KEPT = 512
EVENTS_KEPT = 64
EVENT_KEPT = 512
"""Names of one subscription, and characters of a name; no client needs more, and none can fill the memory."""
SLOW_LOAD: Seconds = 15.0
"""How long before its load event a document may speak; a client that was heard earlier is of the document before."""
RECENT: Seconds = 5.0
"""How long before a load event a subscription of unclear origin still counts as one of the new document."""


class Level(StrEnum):
    """Where a frame belongs."""

    WORKSPACE = "workspace"
    INTERACTION = "interaction"
    DIALOG = "dialog"
    EMBEDDER = "embedder"


class Mode(StrEnum):
    """How a web application is shown. Source: reference, "Embedding multiple third-party applications"."""

    TAB = "tab"
    POPUP = "popup"
    BACKGROUND = "background"
    HIDDEN = "hidden"


Document: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Subscription:
    """The events that one subscribe asked for, and the document that asked."""

    number: int
    events: tuple[str, ...]
    origin: str
    document: int
    at: Seconds


@dataclass(slots=True)
class Frame:
    """One window that may hold a client."""

    id: str
    label: str
    url: str
    level: Level = Level.WORKSPACE
    mode: Mode = Mode.TAB
    interaction_id: str | None = None
    section: str = ""
    allow: str = ""
    sandbox: str | None = None
    size: tuple[str, str] = ("", "")

    origin: str | None = None
    """The origin of the last message; ``None`` before the first."""
    loads: int = 0
    heard: int = 0
    held_back: int = 0
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    introduced: bool = False
    """Whether the document has been told its frame id."""

    _next_subscription: int = 0
    _document: int = 0
    _loaded_at: Seconds = 0.0
    _first_heard: Seconds | None = None
    _restarted: bool = False
    _references: set[int] = field(default_factory=set)
    _highest: int = -1

    def hear(self, origin: str, reference: Reference | None, at: Seconds = 0.0) -> bool:
        """Notes a message of the window at a time; ``True`` when its document is another one for certain.

        ``reference`` is ``None`` for a message that is not ours. A referenceId that this document has used before, or
        a number below the highest, hints at a new document that has not fired its load event yet; in a pop-up, which
        has no load event that we could see, ids that start again at 0 are certain.
        """
        self.heard += 1
        moved = self.origin is not None and self.origin != origin
        self.origin = origin
        if moved:
            self._new_document(keep_from=None)
            self.introduced = False
        if self._first_heard is None and reference is not None:
            self._first_heard = at
        if reference is not None and not isinstance(reference, Missing):
            self._note_reference(reference)
        return moved

    def subscribe(self, events: tuple[str, ...], origin: str, at: Seconds) -> int:
        """Adds a subscription and gives its number, counting from 0 in a new document."""
        number = self._next_subscription
        self._next_subscription += 1
        self.subscriptions[number] = Subscription(
            number, tuple(name[:EVENT_KEPT] for name in events[:EVENTS_KEPT]), origin, self._document, at
        )
        if len(self.subscriptions) > SUBSCRIPTIONS_KEPT:
            self.subscriptions.pop(next(iter(self.subscriptions)))
        return number

    def unsubscribe(self, number: Json) -> bool:
        """Ends a subscription; ``False`` when there is none of this number."""
        if isinstance(number, bool) or not isinstance(number, int):
            return False
        return self.subscriptions.pop(number, None) is not None

    def subscribed(self, event: str) -> bool:
        return any(event in subscription.events for subscription in self.subscriptions.values())

    def loaded(self, now: Seconds) -> bool:
        """The frame's load event: ends what an earlier document subscribed to, keeps what the new one already has.

        ``True`` when the new document has been heard before its load event.
        """
        self.loads += 1
        heard_before = self._restarted
        if self.loads == 1:
            self._loaded_at = now
            self._restarted = False
            return False
        if self._restarted:
            self._restarted = False
            self._drop_before(self._document)
            self.introduced = False
        elif not self._spoke_before(now):
            # Ids that are no numbers and were never seen before say nothing: again the time has to decide.
            unclear = self._highest < 0 and bool(self._references)
            self._new_document(keep_from=now - RECENT if unclear else None)
            self.introduced = False
        self._loaded_at = now
        return heard_before

    def _spoke_before(self, now: Seconds) -> bool:
        """Whether what has been heard is of the document that loads now, and not of the one before.

        Without a hint from its ids the time decides: a document speaks for the first time near its own load event.
        """
        first = self._first_heard
        return first is not None and now - first < min(first - self._loaded_at, SLOW_LOAD)

    def _note_reference(self, reference: Json) -> None:
        text = reference if isinstance(reference, str) else repr(reference)
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
        known = hash(text)  # a text can be long
        again = known in self._references or -1 < number < self._highest
        if again and (self.mode is not Mode.POPUP or number == 0):
            self._document += 1
            self._references.clear()
            self._highest = -1
            if self.mode is Mode.POPUP:
                self._drop_before(self._document)
                self.introduced = False
            else:
                self._restarted = True
        if len(self._references) < REFERENCES_KEPT:
            self._references.add(known)
        self._highest = max(self._highest, number)

    def _new_document(self, keep_from: Seconds | None) -> None:
        self._document += 1
        self._restarted = False
        self._first_heard = None
        self._references.clear()
        self._highest = -1
        if keep_from is None:
            self.subscriptions.clear()
            self._next_subscription = 0
        else:
            self.subscriptions = {n: s for n, s in self.subscriptions.items() if s.at >= keep_from}

    def _drop_before(self, document: int) -> None:
        self.subscriptions = {n: s for n, s in self.subscriptions.items() if s.document >= document}
        if not self.subscriptions:
            self._next_subscription = 0

    @property
    def document(self) -> Document:
        """Identifies the document that lives in the frame now, as far as can be known."""
        return self._document, self.loads

    def replaced(self, document: Document) -> bool:
        """Whether another document has certainly taken the place of an earlier one."""
        number, loads = document
        return number != self._document and (loads != self.loads or self.mode is Mode.POPUP)


class Frames:
    """Every open frame by its id; ids count from 1 and are never used again."""

    def __init__(self) -> None:
        self._frames: dict[str, Frame] = {}
        self._next = 1

    def __iter__(self) -> Iterator[Frame]:
        return iter(tuple(self._frames.values()))

    def __len__(self) -> int:
        return len(self._frames)

    def new_id(self) -> str:
        frame_id = f"frame{self._next}"
        self._next += 1
        return frame_id

    def add(self, frame: Frame) -> Frame:
        self._frames[frame.id] = frame
        return frame

    def get(self, frame_id: str) -> Frame | None:
        return self._frames.get(frame_id)

    def remove(self, frame_id: str) -> Frame | None:
        """Forgets a frame and with it its subscriptions."""
        return self._frames.pop(frame_id, None)

    def of_interaction(self, interaction_id: str) -> tuple[Frame, ...]:
        return tuple(frame for frame in self if frame.interaction_id == interaction_id)
