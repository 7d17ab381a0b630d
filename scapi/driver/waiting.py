"""Waiting for what clients do: a driver call that is answered when the traffic log shows what it waits for.

Everything that an app does ends in the log, its subscriptions too, so that the log alone is looked at, each time that
it has grown or that an entry was completed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scapi.decisions import Verdict
from scapi.frames import Frame
from scapi.policy.origins import OriginError, parse_origin
from scapi.protocol.parameters import Arguments, Kind, optional
from scapi.traffic import Entry, TrafficLog
from scapi.values import Answer, Eventual, Failure, Json, Outcome, Seconds, Success

if TYPE_CHECKING:
    from scapi.page_session import PageSession

WAITS: Seconds = 10.0
"""How long a call waits by default, in seconds of the page."""
LONGEST: Seconds = 600.0
TOLD = 12
"""How many things a failure names that were there instead."""

FRAME = optional("frameId", Kind.NAME, "The app in this frame only.")
LABEL = optional("label", Kind.NAME, "An app with this label only.")
ORIGIN = optional("origin", Kind.NAME, "An app of this origin only.")
SINCE = optional("since", Kind.NUMBER, "Only what came after this number of the traffic log; its beginning by default.")
TIMEOUT = optional("timeout", Kind.NUMBER, f"Seconds to wait at most, to {LONGEST:g}; {WAITS:g} by default.")


@dataclass(frozen=True, slots=True)
class Which:
    """The apps that a call is about: all that are named fit."""

    session: PageSession
    frame_id: str | None
    label: str | None
    origin: str | None

    @classmethod
    def of(cls, session: PageSession, arguments: Arguments) -> Which:
        return cls(session, *(arguments.optional_text(name) for name in ("frameId", "label", "origin")))

    def __str__(self) -> str:
        parts = (
            self.frame_id or "",
            "" if self.label is None else f"with the label {self.label!r}",
            "" if self.origin is None else f"of {self.origin}",
        )
        return " ".join(("app", *filter(None, parts)))

    def fits(self, frame: Frame) -> bool:
        return (
            self.frame_id in (None, frame.id)
            and self.label in (None, frame.label)
            and self.origin in (None, frame.origin or address_origin(frame))
        )

    def fits_entry(self, entry: Entry) -> bool:
        """Whether an entry is of such an app; one that has gone is known by its frame and origin only."""
        frame = self.session.frames.get(entry.frame)
        label = None if frame is None else frame.label
        return (
            self.frame_id in (None, entry.frame) and self.label in (None, label) and self.origin in (None, entry.origin)
        )


def address_origin(frame: Frame) -> str | None:
    """The origin of the address that a frame was opened with."""
    try:
        return str(parse_origin(frame.url))
    except OriginError:
        return None


def timeout_problem(call: str) -> Callable[[Arguments], str | None]:
    """What is wrong with the time to wait, if anything."""

    def problem(arguments: Arguments) -> str | None:
        given = arguments.value("timeout")
        if given is None or 0 < arguments.number("timeout") <= LONGEST:
            return None
        return f"{call}: timeout must be seconds above 0, at most {LONGEST:g}, not {given}."

    return problem


def since(arguments: Arguments) -> int:
    return int(arguments.number("since")) if arguments.value("since") is not None else 0


def wait_until(
    session: PageSession, arguments: Arguments, find: Callable[[], Json], missed: Callable[[str], str]
) -> Answer:
    """Answers with the first thing that ``find`` gives which is not ``None``, at once if it is there already.

    After the time of the argument ``timeout`` the answer is a failure with what ``missed`` says, which gets the time in
    words.
    """
    found = find()
    if found is not None:
        return Success(found)
    limit = arguments.number("timeout") if arguments.value("timeout") is not None else WAITS
    told: Eventual[Outcome] = Eventual()
    listeners = session.traffic.listeners

    def look() -> None:
        found = find()
        if found is not None:
            end(Success(found))

    def end(outcome: Outcome) -> None:
        listeners.remove(look)
        cancel()
        told.settle(outcome)

    cancel = session.host.call_later(limit, lambda: end(Failure(missed(f"within {limit:g} s"))))
    listeners.append(look)
    return told


class Found:
    """The first entry of the log that fits and is complete; each look goes on where the one before ended."""

    def __init__(
        self, session: PageSession, after: int, fits: Callable[[Entry], bool], complete: Callable[[Entry], bool]
    ) -> None:
        self._log = session.traffic
        self._after = after
        self._fits = fits
        self._complete = complete

    def __call__(self) -> Entry | None:
        waiting = False
        for entry in self._log.since(self._after):
            if self._fits(entry):
                if self._complete(entry):
                    return entry
                waiting = True  # it may be completed, so that the next look begins at it again
            if not waiting:
                self._after = entry.seq
        return None


def listed(things: Iterable[str], none: str) -> str:
    """The last of what was there instead, each once; ``none`` when there was nothing."""
    told = list(dict.fromkeys(things))
    return f"There: {', '.join(told[-TOLD:])}." if told else none


def message_of(entry: Entry) -> Json:
    """The message of an entry; ``None`` when it was too long to be kept."""
    try:
        message: Json = None if entry.text is None else json.loads(entry.text)
    except ValueError:
        return None
    return message


def is_answered(entry: Entry) -> bool:
    """Whether it is known what has become of a request."""
    return entry.ms is not None or entry.decision.verdict is Verdict.QUARANTINED  # which gets no answer


def entry_with_messages(log: TrafficLog, entry: Entry) -> Json:
    """An entry of a request with what was asked and what was answered."""
    reply = next((each for each in log.since(entry.seq) if each.answers == entry.seq), None)
    return {**entry.summary(), "message": message_of(entry), "reply": None if reply is None else message_of(reply)}


def word(entry: Entry) -> str:
    """What became of an entry, in a word; a text of a client's choice is quoted."""
    name = " ".join(filter(None, (entry.request or entry.event, entry.event_type)))
    verdict = entry.decision.verdict
    reason = entry.decision.reason
    return repr(name) if verdict is Verdict.ALLOWED else f"{name!r} ({reason.value if reason else verdict.value})"
