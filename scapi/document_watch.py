"""Which document lives in a frame, told from what the page can see of it: messages and load events.

A frame outlives its documents, and a cross-origin document begins unseen. Its ``load`` event may come before or after
its first messages, so that each load event raises the question which of the messages before it were the new
document's. Three things answer it, the surest first:

1. **the origin** of a message: another one is another document, at once;
2. **referenceIds**: the published library counts from 0 in every document, so that a 0 after higher ids begins one;
3. **time**: where ids say nothing (they are the client's own, or the document before was silent), a document speaks
   for the first time near its own load event.

The page sees no load event of a pop-up. There a 0 after higher ids ends what the document before had subscribed to at
once, and a second 0 is only a doubt, for a client may send the same id always; the 1 that follows it settles the doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from scapi.protocol.messages import Reference
from scapi.values import Seconds

RECENT: Seconds = 5.0
"""How long before a load event a message of unclear origin still counts as one of the document that loads."""
_DIGITS = 15
"""Digits of a number that counts; longer ones are ids of the client's own."""


class Said(NamedTuple):
    """When something was said: its place among the messages of the frame, and the time."""

    place: int
    at: Seconds


NOTHING_SAID = Said(0, float("-inf"))


class Heard(NamedTuple):
    """A message of the window. ``reference`` is ``None`` for one that is not ours."""

    origin: str
    reference: Reference | None
    at: Seconds
    shows_loads: bool = True
    """Whether the page sees the load events of this window; it does not see those of a pop-up."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The load event of the frame."""

    at: Seconds


class Phase(Enum):
    """What is known of the document that loads next."""

    SETTLED = auto()
    """Nothing hints at it."""
    DOUBTFUL = auto()
    """It may have begun at ``mark``."""
    BEGUN = auto()
    """It has begun at ``mark``."""


class Sign(Enum):
    """What the referenceId of a message says, seen after the one before."""

    NOTHING = auto()
    RISES_FROM_ZERO = auto()
    ZERO_AGAIN = auto()
    ZERO_AFTER_MORE = auto()


@dataclass(frozen=True, slots=True)
class Turn:
    """A row of the table: the phase after a message, and whether the message is where the next document begins."""

    phase: Phase
    marks: bool = False


TURNS: Mapping[tuple[Phase, Sign], Turn] = {
    (Phase.SETTLED, Sign.NOTHING): Turn(Phase.SETTLED),
    (Phase.SETTLED, Sign.RISES_FROM_ZERO): Turn(Phase.SETTLED),
    (Phase.SETTLED, Sign.ZERO_AGAIN): Turn(Phase.DOUBTFUL, marks=True),
    (Phase.SETTLED, Sign.ZERO_AFTER_MORE): Turn(Phase.BEGUN, marks=True),
    (Phase.DOUBTFUL, Sign.NOTHING): Turn(Phase.DOUBTFUL),
    (Phase.DOUBTFUL, Sign.RISES_FROM_ZERO): Turn(Phase.BEGUN),
    (Phase.DOUBTFUL, Sign.ZERO_AGAIN): Turn(Phase.DOUBTFUL),
    (Phase.DOUBTFUL, Sign.ZERO_AFTER_MORE): Turn(Phase.BEGUN, marks=True),
    (Phase.BEGUN, Sign.NOTHING): Turn(Phase.BEGUN),
    (Phase.BEGUN, Sign.RISES_FROM_ZERO): Turn(Phase.BEGUN),
    (Phase.BEGUN, Sign.ZERO_AGAIN): Turn(Phase.BEGUN),
    (Phase.BEGUN, Sign.ZERO_AFTER_MORE): Turn(Phase.BEGUN, marks=True),
}
"""What each sign changes. A doubt that has grown old begins anew with the next sign of its kind."""


class DocumentWatch(NamedTuple):
    """All that is known of the documents of one frame; :func:`step` gives the next one. A tuple, as what it is told:
    each message brings some."""

    origin: str | None = None
    """The origin of the last message; ``None`` before the first."""
    last: Said = NOTHING_SAID
    """The message that was heard last; its place is the number of messages."""
    loads: int = 0
    loaded_at: Seconds = 0.0
    begins: Said = NOTHING_SAID
    """What was said before this place, or before this time, was said by an earlier document."""
    phase: Phase = Phase.SETTLED
    mark: Said = NOTHING_SAID
    first: Said | None = None
    """The first message of the document."""
    number: int = -1
    """The referenceId last heard, if it counts; -1 before."""
    unclear_at: Seconds | None = None
    """The last message whose referenceId says nothing about documents."""
    shows_loads: bool = True

    def followed_by(self, said: Said, number: int, shows_loads: bool) -> DocumentWatch:
        """The same after another message of its document."""
        origin, _, loads, loaded_at, begins, phase, mark, first, _, unclear_at, _ = self
        known = (origin, said, loads, loaded_at, begins, phase, mark, first, number, unclear_at, shows_loads)
        return tuple.__new__(DocumentWatch, known)

    def lives(self, said: Said) -> bool:
        """Whether what was said then is of the document that lives in the frame now, as far as is certain."""
        return said.place >= self.begins.place and said.at >= self.begins.at

    def replaced(self, said: Said) -> bool:
        """Whether an answer to what was said then would reach another document.

        A pop-up shows no load event that could settle a doubt, so that there a doubt is enough.
        """
        begins = self.begins  # as in `lives`, without a call: this is asked twice with each message
        if said.place < begins.place or said.at < begins.at:
            return True
        return not self.shows_loads and self.phase is Phase.DOUBTFUL and said.place < self.mark.place

    @property
    def newest(self) -> int:
        """The place where the newest document begins that is certain to have begun, loaded or not."""
        return self.mark.place if self.phase is Phase.BEGUN else self.begins.place

    @property
    def has_spoken(self) -> bool:
        """Whether the document that lives in the frame has said anything."""
        return self.first is not None


def step(watch: DocumentWatch, event: Heard | Loaded) -> DocumentWatch:
    """What is known after a message or a load event."""
    return _heard(watch, event) if isinstance(event, Heard) else _loaded(watch, event.at)


def _heard(watch: DocumentWatch, event: Heard) -> DocumentWatch:
    said = Said(watch.last.place + 1, event.at)
    settled = watch.phase is Phase.SETTLED and watch.first is not None and watch.origin == event.origin
    if settled and event.reference is not None and 0 < watch.number < (number := _number(event.reference)):
        # As nearly all of them: the next message of the same document. The general way below says the same of it.
        return watch.followed_by(said, number, event.shows_loads)
    if watch.origin is not None and watch.origin != event.origin:
        watch = watch._replace(begins=_from(said), phase=Phase.SETTLED, first=None, number=-1, unclear_at=None)
    if event.reference is None:
        return watch._replace(origin=event.origin, last=said, shows_loads=event.shows_loads)
    number = _number(event.reference)
    before = watch.number
    # A number that does not rise, an id of the client's own, or the first number after such ids.
    unclear = (number <= before and number != 0) or (before < 0 and watch.first is not None)
    sign = _sign(before, number)
    if sign is not Sign.NOTHING or watch.phase is not Phase.SETTLED:
        watch = _turned(watch, sign, said, event.shows_loads)
    return DocumentWatch(
        event.origin, said, watch.loads, watch.loaded_at, watch.begins, watch.phase, watch.mark, watch.first or said,
        number if number >= 0 else before, said.at if unclear else watch.unclear_at, event.shows_loads,
    )  # fmt: skip


def _turned(watch: DocumentWatch, sign: Sign, said: Said, shows_loads: bool) -> DocumentWatch:
    turn = TURNS[watch.phase, sign]
    doubts = sign is Sign.ZERO_AGAIN and turn.phase is Phase.DOUBTFUL
    if doubts and shows_loads and _may_be_new(watch, said.at):
        return watch  # Whoever says 0 twice here has only just begun to speak: it is one document.
    renewed = doubts and said.at - watch.mark.at > RECENT
    mark = said if turn.marks or renewed else watch.mark
    if turn.phase is Phase.BEGUN and not shows_loads:
        # A pop-up: there is no load event to wait for.
        return watch._replace(begins=_from(mark), phase=Phase.SETTLED, mark=mark, first=mark)
    if turn.phase is watch.phase and mark is watch.mark:
        return watch
    return watch._replace(phase=turn.phase, mark=mark)


def _loaded(watch: DocumentWatch, now: Seconds) -> DocumentWatch:
    begins, first = _beginning(watch, now)
    watch = watch._replace(loads=watch.loads + 1, loaded_at=now, begins=begins, phase=Phase.SETTLED, first=first)
    return watch if first is not None else watch._replace(number=-1, unclear_at=None)


def _beginning(watch: DocumentWatch, now: Seconds) -> tuple[Said, Said | None]:
    """Where the document that loads now begins, and what it said first, if anything."""
    if watch.phase is Phase.BEGUN or (watch.phase is Phase.DOUBTFUL and watch.loads and now - watch.mark.at <= RECENT):
        return _from(watch.mark), watch.mark
    if watch.loads == 0:
        return watch.begins, watch.first
    if watch.first is not None and _may_be_new(watch, now):
        return _from(watch.first), watch.first
    if watch.unclear_at is not None and now - watch.unclear_at <= RECENT:
        since = Said(watch.begins.place, now - RECENT)
        return since, since
    return Said(watch.last.place + 1, float("-inf")), None


def _may_be_new(watch: DocumentWatch, now: Seconds) -> bool:
    """Whether all that was said since the last load event can be of a document that has not loaded yet."""
    first = watch.first
    return first is not None and now - first.at <= RECENT and now - first.at < first.at - watch.loaded_at


def _from(said: Said) -> Said:
    """A beginning at a message, whatever the clock said."""
    return Said(said.place, float("-inf"))


def _sign(before: int, number: int) -> Sign:
    if number == 0 and before >= 0:
        return Sign.ZERO_AGAIN if before == 0 else Sign.ZERO_AFTER_MORE
    return Sign.RISES_FROM_ZERO if before == 0 and number > 0 else Sign.NOTHING


def _number(reference: Reference) -> int:
    """The number that a referenceId counts with, -1 for one that does not."""
    if isinstance(reference, str):
        return int(reference) if len(reference) <= _DIGITS and reference.isascii() and reference.isdigit() else -1
    counts = isinstance(reference, int) and not isinstance(reference, bool) and 0 <= reference < 10**_DIGITS
    return reference if counts and isinstance(reference, int) else -1
