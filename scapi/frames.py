"""The frames that clients live in: what each is, what its client subscribed to and what it may do.

Who a message is from is decided by the window that sent it: the page gives each window it made a frame id, and nothing
in a message can change that. Which document of the frame it is from, :mod:`scapi.document_watch` tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from scapi.document_watch import RECENT, DocumentWatch, Heard, Loaded, Said, step
from scapi.policy.rights import Rights
from scapi.protocol.messages import Reference
from scapi.values import Json, Seconds

SUBSCRIPTIONS_KEPT = 256
"""Subscriptions of one frame; beyond that the oldest ends, so that a frame cannot fill the memory."""
ADDRESSES_REMEMBERED = 1024
"""Addresses whose parts are remembered: each message comes from one."""
AT_PORT = "/"
"""Between a frame and the number of its port, in the address that a message is posted to."""
EVENTS_KEPT = 64
EVENT_KEPT = 512
"""Names of one subscription, and characters of a name; no client needs more, and none can fill the memory."""
LABELS_KEPT = 256
"""Labels of frames that are closed, the last ones: the traffic log still names them."""


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
    """The events that one subscribe asked for, when it was said, and by which port (0 by the window)."""

    number: int
    events: tuple[str, ...]
    origin: str
    said: Said
    port: int = 0


@dataclass(frozen=True, slots=True)
class Port:
    """A MessagePort that one document of a frame was offered: who that is was seen when it asked for it.

    ``taken`` is the last message that the document sent by the window; ``None`` until it has taken the port.
    """

    number: int
    origin: str
    document: Document
    taken: Document | None = None


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
    opened_at: Seconds = 0.0
    """When it was opened, by the page's clock."""

    held_back: int = 0
    """What this window sent or was to be sent, and policy held back."""
    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    watch: DocumentWatch = field(default_factory=DocumentWatch)
    port: Port | None = None
    rights: Rights | None = None
    """What its origin may do; ``None`` until the policy is asked, and after it was replaced."""

    _next_port: int = 1
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
        if self.watch.begins is not before.begins:
            self._end_what_is_over(before)
        return before.origin is not None and before.origin != origin

    def loaded(self, now: Seconds) -> None:
        """The frame's load event: ends what an earlier document subscribed to, keeps what the new one already has."""
        before = self.watch
        self.watch = step(before, Loaded(now))
        self._heard_at_load = self.heard
        self._end_what_is_over(before)

    def offer_port(self, origin: str) -> Port:
        """The document that speaks gets a port, in the place of any other."""
        self.port = Port(self._next_port, origin, self.document)
        self._next_port += 1
        return self.port

    def take_port(self, origin: str) -> Port | None:
        """The document has sent its last message by the window, if it was offered a port and is still there."""
        port = self.port
        if port is None or port.taken is not None or port.origin != origin or self.replaced(port.document):
            return None
        self.port = replace(port, taken=self.document)
        return self.port

    def lose_port(self, *, loaded: bool) -> bool:
        """Whether the frame had a port and has none any more: the document that asked for it has gone, or may have.

        With a load event nobody can be sure who holds a port that was taken; its document may ask again. Whoever takes
        one that was not taken yet is seen then, by window and origin.
        """
        port = self.port
        if port is None or not (self.replaced(port.document) or (loaded and port.taken is not None)):
            return False
        self.port = None
        return True

    def address(self, said: Document, port: int) -> str:
        """Where an answer to what was said then is read: at the frame's port, if it came by one (0 is the window) or if
        its document took one later; what is said by the window afterwards is read there.
        """
        current = self.port
        if current is None or current.taken is None or (port == 0 and said.place > current.taken.place):
            return self.id
        return f"{self.id}{AT_PORT}{current.number}"

    def subscribe(self, events: tuple[str, ...], origin: str, at: Seconds, port: int = 0) -> int:
        """Adds a subscription and gives its number, counting from 0 in a new document."""
        number = self._next_subscription
        self._next_subscription += 1
        kept = tuple(name[:EVENT_KEPT] for name in events[:EVENTS_KEPT])
        self.subscriptions[number] = Subscription(number, kept, origin, Said(self.watch.last.place, at), port)
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

    def addresses(self, event: str) -> tuple[str, ...]:
        """Where the frame reads an event: once by the window or by its port, however many subscriptions name it."""
        found: dict[str, None] = {}
        for each in self.subscriptions.values():
            if event in each.events:
                if self.port is None:
                    return (self.id,)
                found[self.address(each.said, each.port)] = None
        return tuple(found)

    @property
    def speaks_at(self) -> str:
        """Where the document reads that speaks now."""
        port = self.port
        return self.address(port.taken, port.number) if port is not None and port.taken is not None else self.id

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
    def spoke_at_once(self) -> bool:
        """Whether its document said something as it began, before anybody could have done much in it."""
        first = self.watch.first
        began = self.watch.loaded_at if self.loads else self.opened_at
        return first is not None and first.at - began <= RECENT

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


@lru_cache(ADDRESSES_REMEMBERED)
def split_address(address: str) -> tuple[str, int]:
    """The frame and the number of its port that an address means; 0 for the window itself."""
    frame_id, at_port, number = address.rpartition(AT_PORT)
    if at_port and number.isascii() and number.isdigit():
        return frame_id, int(number)
    return address, 0


class Frames:
    """Every open frame by its id; ids count from 1 and are never used again."""

    def __init__(self) -> None:
        self._frames: dict[str, Frame] = {}
        self._labels: dict[str, str] = {}
        """Labels of those that are closed."""
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
        frame = self._frames.pop(frame_id, None)
        if frame is not None:
            self._labels[frame_id] = frame.label
            if len(self._labels) > LABELS_KEPT:
                del self._labels[next(iter(self._labels))]
        return frame

    def label(self, frame_id: str) -> str:
        """The label of a frame, also of one that was closed; empty when there was none, or long ago."""
        frame = self._frames.get(frame_id)
        return self._labels.get(frame_id, "") if frame is None else frame.label

    def of_interaction(self, interaction_id: str) -> tuple[Frame, ...]:
        return tuple(frame for frame in self if frame.interaction_id == interaction_id)
