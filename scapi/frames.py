"""The frames that clients live in: what each is, what its client subscribed to and what it may do.

Who a message is from is decided by the window that sent it: the page gives each window it made a frame id, and nothing
in a message can change that. Which document of the frame it is from, :mod:`scapi.document_watch` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from scapi.document_watch import DocumentWatch, Heard, Loaded, Said, step
from scapi.policy.rights import Rights
from scapi.protocol.messages import Reference
from scapi.values import Json, Seconds

SUBSCRIPTIONS_KEPT = 256
"""Subscriptions of one frame; beyond that the oldest ends, so that a frame cannot fill the memory."""
EVENTS_KEPT = 64
EVENT_KEPT = 512
"""Names of one subscription, and characters of a name; no client needs more, and none can fill the memory."""


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


Document: TypeAlias = Said
"""Who asked: told by when it was said."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """The events that one subscribe asked for, and when it was said."""

    number: int
    events: tuple[str, ...]
    origin: str
    said: Said


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

    held_back: int = 0
    """What this window sent or was to be sent, and policy held back."""
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    watch: DocumentWatch = field(default_factory=DocumentWatch)
    rights: Rights | None = None
    """What its origin may do; ``None`` until the policy is asked, and after it was replaced."""

    _next_subscription: int = 0
    _introduced_at: int = -1
    _heard_at_load: int = 0

    @property
    def origin(self) -> str | None:
        """The origin of the last message; ``None`` before the first."""
        return self.watch.origin

    @property
    def loads(self) -> int:
        return self.watch.loads

    @property
    def heard(self) -> int:
        """Messages of the window, ours or not."""
        return self.watch.last.place

    @property
    def confirmed(self) -> bool:
        """Whether the page that is there now has certainly been heard, so that ``origin`` is its own.

        Not before its first message after a load event, unless it was seen to begin before that event.
        """
        begins = self.watch.begins
        by_place = begins.at == float("-inf")  # else the time has decided, and nobody knows who spoke before the event
        return self.heard > (max(0, begins.place - 1) if by_place else self._heard_at_load)

    def hear(self, origin: str, reference: Reference | None, at: Seconds = 0.0) -> bool:
        """Notes a message of the window; ``True`` when it comes from another origin than the one before.

        ``reference`` is ``None`` for a message that is not ours.
        """
        before = self.watch
        self.watch = step(before, Heard(origin, reference, at, shows_loads=self.mode is not Mode.POPUP))
        self._end_what_is_over(before)
        return before.origin is not None and before.origin != origin

    def loaded(self, now: Seconds) -> None:
        """The frame's load event: ends what an earlier document subscribed to, keeps what the new one already has."""
        before = self.watch
        self.watch = step(before, Loaded(now))
        self._heard_at_load = self.heard
        self._end_what_is_over(before)

    def subscribe(self, events: tuple[str, ...], origin: str, at: Seconds) -> int:
        """Adds a subscription and gives its number, counting from 0 in a new document."""
        number = self._next_subscription
        self._next_subscription += 1
        kept = tuple(name[:EVENT_KEPT] for name in events[:EVENTS_KEPT])
        self.subscriptions[number] = Subscription(number, kept, origin, Said(self.watch.last.place, at))
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

    @property
    def document(self) -> Document:
        """Identifies the document that spoke last, as far as can be known."""
        return self.watch.last

    def replaced(self, document: Document) -> bool:
        """Whether another document has taken the place of an earlier one."""
        return self.watch.replaced(document)

    @property
    def introduced(self) -> bool:
        """Whether the document has been told its frame id."""
        return self._introduced_at >= self.watch.newest

    def note_introduction(self) -> None:
        self._introduced_at = self.watch.last.place

    @property
    def place(self) -> str:
        """Names the frame in every tab of the session and after a reload: by its application and interaction."""
        return f"{self.section}#{self.interaction_id or ''}" if self.section else self.id

    def _end_what_is_over(self, before: DocumentWatch) -> None:
        begins = self.watch.begins
        if begins == before.begins:
            return
        self.subscriptions = {n: s for n, s in self.subscriptions.items() if self.watch.lives(s.said)}
        if not self.subscriptions:
            self._next_subscription = 0
        if begins.place == before.begins.place:
            self._introduced_at = -1  # The time has decided: nobody knows whether the new document has been told.


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
