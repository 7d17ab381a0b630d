"""Whom the agent reaches often or has reached last, as the page remembers them from one visit to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scapi.centre.directory import DirectoryEntry, TargetType
from scapi.values import Json, member

FAVOURITES = "favourites"
RECENT = "recent"
"""The names by which both are remembered."""
MOST = 8
"""Of each."""
_CHARACTERS = 200
"""Of a name or a number."""


@dataclass(frozen=True, slots=True)
class KnownTarget:
    """Somebody or something that was reached; the name is for what the directory does not have any more."""

    type: TargetType
    destination: str
    name: str

    @classmethod
    def of(cls, entry: DirectoryEntry) -> KnownTarget:
        in_directory = entry.type is not TargetType.CUSTOM_CONTACT
        return cls(entry.type, entry.destination, entry.name if in_directory else entry.destination)


def key_of(entry: DirectoryEntry) -> str:
    """A line of the list in an argument: its type and its destination."""
    return f"{entry.type.value} {entry.destination}"


def entry_of(directory: Iterable[DirectoryEntry], known: KnownTarget) -> DirectoryEntry:
    """The line of the directory, with the state that it has now; a number stays a number."""
    same = (e for e in directory if e.type is known.type and e.destination == known.destination)
    number = known.destination if known.type is TargetType.CUSTOM_CONTACT else ""
    return next(same, DirectoryEntry(known.type, known.name, known.destination, number))


def first_of(known: KnownTarget, others: Iterable[KnownTarget]) -> tuple[KnownTarget, ...]:
    """With one more at the front, and the oldest left out."""
    return tuple(dict.fromkeys([known, *others]))[:MOST]


def written_targets(known: Sequence[KnownTarget]) -> str:
    return json.dumps([[each.type.value, each.destination, each.name] for each in known], ensure_ascii=False)


def read_targets(text: str) -> tuple[KnownTarget, ...]:
    """What was remembered; what makes no sense is forgotten."""
    try:
        rows: Json = json.loads(text) if text else []
    except ValueError:
        return ()
    read = [_read(row) for row in rows] if isinstance(rows, list) else []
    return tuple(dict.fromkeys(each for each in read if each is not None))[:MOST]


def _read(row: Json) -> KnownTarget | None:
    if not isinstance(row, list) or len(row) != 3:
        return None
    texts = [each[:_CHARACTERS] for each in row if isinstance(each, str) and each]
    kind = member(TargetType, texts[0]) if len(texts) == 3 else None
    return None if kind is None else KnownTarget(kind, texts[1], texts[2])
