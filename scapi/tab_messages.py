"""What the browser tabs of one session tell each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from scapi.codec import KIND, Codec, CodecError, Contents, Written
from scapi.values import Failure, Json, Seconds, Success

Rows: TypeAlias = Mapping[str, Mapping[str, Written]]


@dataclass(frozen=True, slots=True)
class Event:
    """An event for the clients of every tab; ``only_to`` is the one origin that it concerns."""

    name: str
    data: Json
    only_to: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a turn: what has changed, and then what happened. Nobody hears of it before the change is there."""

    rows: Mapping[str, Mapping[str, Written]] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of a command, with the changes that it made."""

    number: str
    outcome: Success | Failure


@dataclass(frozen=True, slots=True)
class Turn:
    """All that the leader did in one turn. A follower that has missed one asks for the whole."""

    epoch: str
    seq: int
    parts: tuple[Part, ...] = ()
    answers: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that the tabs share, as of a turn."""

    epoch: str
    seq: int
    rows: Mapping[str, Mapping[str, Written]]


@dataclass(frozen=True, slots=True)
class Hello:
    """A follower asks for the whole, and says which origins have clients in it."""

    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leading:
    """This tab leads from now on."""

    epoch: str


@dataclass(frozen=True, slots=True)
class Present:
    """These origins have clients in this tab now."""

    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goodbye:
    """This tab goes."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A visible follower keeps the leader's time, for timers of hidden tabs are slow."""


@dataclass(frozen=True, slots=True)
class Command:
    """A follower asks for a command. After ``until``, by the computer's clock, its failure has been told."""

    number: str
    name: str
    arguments: Mapping[str, Written]
    until: Seconds


@dataclass(frozen=True, slots=True)
class DriverCall:
    """The same for a driver call."""

    number: str
    name: str
    arguments: Json
    until: Seconds


TabMessage: TypeAlias = Turn | Whole | Hello | Leading | Present | Goodbye | Tick | Command | DriverCall


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message: by which build of the page, of which tab, with long texts that it mentions for the first time."""

    build: str
    tab: str
    message: Turn | Whole | Hello | Leading | Present | Goodbye | Tick | Command | DriverCall
    contents: Mapping[str, Written] = field(default_factory=dict)


_CODEC = Codec(Envelope)


def write(build: str, tab: str, message: TabMessage, contents: Contents) -> str:
    """The text of a message; what it mentions and ``contents`` had not told yet goes with it."""
    written = _CODEC.encode(Envelope(build, tab, message), contents)
    new = contents.take_new()
    if new:
        written["contents"] = [[key, text] for key, text in new.items()]
    return json.dumps(written, separators=(",", ":"))


def read(text: str, build: str, heard: Contents) -> tuple[Envelope | None, Contents]:
    """A message, ``None`` when it is of another build, and the long texts that it can mention.

    What a leader tells is added to ``heard``; a command brings its own. Raises :class:`~scapi.codec.CodecError` for
    what is no message, or mentions a long text that is not known.
    """
    try:
        written = json.loads(text)
    except ValueError as error:
        raise CodecError(str(error)) from None
    if not isinstance(written, dict) or written.get("build") != build:
        return None, heard
    new = written.get("contents", [])
    if not isinstance(new, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in new):
        raise CodecError("no contents")
    told = {str(key): str(content) for key, content in new}
    message = written.get("message")
    asked = isinstance(message, dict) and message.get(KIND) in ("Command", "DriverCall")
    contents = Contents(told) if asked else heard
    if not asked:
        heard.add(told)
    envelope = _CODEC.decode({**written, "contents": []}, contents)
    if not isinstance(envelope, Envelope):
        raise CodecError("no envelope")
    return envelope, contents
