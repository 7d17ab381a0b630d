"""Files of e-mails: what one is, how large it may be, and how many an e-mail may have.

The state of the session travels whole between the tabs of a browser, and the files with it. So they are few and small
(the limits are decided here). Within an e-mail a file is known by its name: no two have the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_FILES = 10
LARGEST_FILE = 256 * 1024
"""Bytes of one file."""
ANY_TYPE = "application/octet-stream"

_LONGEST_NAME = 120
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")
_STEP = 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an e-mail."""

    name: str
    media_type: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)


def attachment(name: str, media_type: str, data: bytes) -> Attachment:
    """A file with a name that can be shown and saved, and with a media type that is one."""
    return Attachment(plain_name(name), media_type.lower() if is_media_type(media_type) else ANY_TYPE, data)


def plain_name(name: str) -> str:
    """The last part of a path, without what is not seen: control characters could show another ending than the real."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in last if character.isprintable()).strip()
    stem, dot, ending = shown.rpartition(".")
    if len(shown) > _LONGEST_NAME:
        kept = f"{dot}{ending}" if stem and len(ending) < _LONGEST_NAME // 2 else ""
        shown = f"{shown[: _LONGEST_NAME - len(kept)]}{kept}"
    return shown if shown.strip(".") else "file"


def is_media_type(text: str) -> bool:
    """Whether a text is a type and a subtype, without parameters."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def size_text(size: int) -> str:
    """``812 bytes``, ``84 kB``, ``3.2 MB``; one kB is 1,024 bytes."""
    if size < _STEP:
        return f"{size} byte{'' if size == 1 else 's'}"
    # Rounded up, so that what is a little too large does not read like what is allowed.
    whole = -(-size // _STEP)
    if whole < _STEP:
        return f"{whole} kB"
    return f"{-(-size * 10 // _STEP**2) / 10:.1f} MB"


def problem(files: Sequence[Attachment], name: str, size: int) -> str | None:
    """Why a file of this name and size cannot be put to the others, if it cannot."""
    shown = plain_name(name)
    if size > LARGEST_FILE:
        return f"{shown} is not attached: it has {size_text(size)}, the limit is {size_text(LARGEST_FILE)}."
    if len(files) >= MOST_FILES:
        return f"{shown} is not attached: the limit is {MOST_FILES} files in an e-mail."
    return None


def too_many(files: Sequence[Attachment]) -> str | None:
    """What is wrong with all the files of an e-mail, if anything."""
    for position, file in enumerate(files):
        refused = problem(files[:position], file.name, file.size)
        if refused is not None:
            return refused
    return None


def with_file(files: Sequence[Attachment], file: Attachment) -> tuple[Attachment, ...]:
    """The files and one more, which gets a number when its name is taken: ``plan (2).pdf``."""
    taken = {each.name for each in files}
    name, number = file.name, 2
    stem, dot, ending = file.name.rpartition(".")
    if not stem:
        stem, dot, ending = file.name, "", ""
    while name in taken:
        name = f"{stem} ({number}){dot}{ending}"
        number += 1
    return (*files, replace(file, name=name))


def without_file(files: Sequence[Attachment], name: str) -> tuple[Attachment, ...]:
    return tuple(each for each in files if each.name != name)
