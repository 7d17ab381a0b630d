"""What a message says in a few words: its first arguments, and the interaction that it is about.

Read from the text that the log has kept and from nothing else: what was left out of a message cannot come back here.
A message is read when a row of it, or a filter, first asks, and once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring

from host_page.views.json_view import parse
from scapi.protocol.registry import BY_SPELLING
from scapi.traffic import Entry, Kind
from scapi.values import Json

LONGEST = 160
"""Characters of the arguments of one message."""
LONGEST_TEXT = 60
"""Characters of one text among them."""
DEEPEST = 2
"""Objects and arrays within deeper ones are only hinted at."""
REMEMBERED = 6_000
"""Messages whose facts are remembered: more than the log keeps."""
_OF_INTERACTION = frozenset({"interactionId", "consultInteractionId"})
_WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


@dataclass(frozen=True, slots=True)
class Facts:
    """``arguments`` in JavaScript's spelling, cut; ``interaction`` is an id, empty when it is about none."""

    arguments: str = ""
    interaction: str = ""
    of_port: bool = False
    """Whether it is about a MessagePort: offered, taken or closed."""


NOTHING = Facts()


class FactBook:
    """The facts of the messages of one log, by their numbers."""

    def __init__(self) -> None:
        self._known: dict[int, Facts] = {}

    def of(self, entry: Entry) -> Facts:
        if entry.text is None:
            return NOTHING
        found = self._known.get(entry.seq)
        if found is None:
            found = self._known[entry.seq] = facts(entry)
            if len(self._known) > REMEMBERED:
                del self._known[next(iter(self._known))]
        return found


def facts(entry: Entry) -> Facts:
    """Reads a message; one that is no JSON, or not what its kind says, has none."""
    message = parse(entry.text)
    if not isinstance(message, Mapping):
        return Facts(compact(message)) if entry.kind is Kind.OTHER and entry.text is not None else NOTHING
    data = message.get("data")
    match entry.kind:
        case Kind.REQUEST:
            given = message.get("parameters")
            parameters = given if isinstance(given, list) else [] if given is None else [given]
            return Facts(_listed(parameters), _named(entry.request or "", parameters))
        case Kind.EVENT:
            return _of_event(data)
        case Kind.REPLY:
            error = message.get("errorMessage")
            shown = compact(data) if "data" in message else str(error or "")[:LONGEST]
            return Facts(shown, _id(data.get("interactionId")) if isinstance(data, Mapping) else "")
        case Kind.UNSUBSCRIBE:
            return Facts(compact(data))
        case Kind.FRAME:
            told = message.get("messagePort")
            return Facts(str(message.get("frameId") or told or "")[:LONGEST], of_port=told is not None)
        case _:
            return NOTHING


def compact(value: Json, longest: int = LONGEST) -> str:
    """A value in JavaScript's spelling on one line, cut after some characters."""
    if isinstance(value, str):
        text = _quoted(value)
        return text if len(text) <= longest else f"{text[: longest - 1]}…"
    text = ""
    for piece in _pieces(value, 0):
        text += piece
        if len(text) > longest:
            return f"{text[: longest - 1]}…"
    return text


def _of_event(data: Json) -> Facts:
    """Of an event about an interaction its id, which says more than the interaction itself; of another one its data."""
    if not isinstance(data, Mapping):
        return Facts(compact(data)) if data is not None else NOTHING
    interaction = data.get("interaction")
    about = _id(interaction.get("interactionId") if isinstance(interaction, Mapping) else data.get("interactionId"))
    if about:
        return Facts(about, about)
    rest = {name: value for name, value in data.items() if name != "eventType"}
    return Facts(compact(rest) if rest else "")


def _listed(parameters: Sequence[Json]) -> str:
    """Arguments one after the other, without those at the end that were not given."""
    last = max((place for place, value in enumerate(parameters, 1) if value is not None), default=0)
    text = ""
    for value in parameters[:last]:
        text += f"{' ' if text else ''}{compact(value)}"
        if len(text) > LONGEST:
            return f"{text[: LONGEST - 1]}…"
    return text


def _named(request: str, parameters: Sequence[Json]) -> str:
    """The interaction that a request names, by the place of the parameter."""
    known = BY_SPELLING.get(request)
    if known is None:
        return ""
    for parameter, value in zip(known.parameters, parameters, strict=False):
        if parameter.name in _OF_INTERACTION:
            return _id(value)
    return ""


def _id(value: Json) -> str:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _pieces(value: Json, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield _quoted(value)
    elif isinstance(value, Mapping):
        yield from _members(value, depth)
    elif isinstance(value, (list, tuple)):
        yield from _items(value, depth)
    else:
        yield json.dumps(value)


def _quoted(text: str) -> str:
    return encode_basestring(text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…")


def _members(value: Mapping[str, Json], depth: int) -> Iterator[str]:
    if not value or depth >= DEEPEST:
        yield "{…}" if value else "{}"
        return
    for place, (name, member) in enumerate(value.items()):
        spelt = name if _WORD.fullmatch(name) and len(name) <= LONGEST_TEXT else json.dumps(name[:LONGEST_TEXT])
        yield f"{', ' if place else '{'}{spelt}: "
        yield from _pieces(member, depth + 1)
    yield "}"


def _items(value: Sequence[Json], depth: int) -> Iterator[str]:
    if not value or depth >= DEEPEST:
        yield "[…]" if value else "[]"
        return
    for place, item in enumerate(value):
        yield ", " if place else "["
        yield from _pieces(item, depth + 1)
    yield "]"
