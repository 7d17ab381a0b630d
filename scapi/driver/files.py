"""Files of an e-mail as a driver call gives and tells them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence

from scapi.centre.attachments import (
    ANY_TYPE,
    LARGEST_FILE,
    MOST_FILES,
    Attachment,
    attachment,
    is_media_type,
    with_file,
)
from scapi.protocol.parameters import Arguments, Kind, describe, optional
from scapi.values import Failure, Json

FILES = optional(
    "files", Kind.ANY, "Files that it carries: an array of objects with name, text or base64, and perhaps type."
)
_MEMBERS = ("name", "text", "base64", "type")


def read_files(call: str, arguments: Arguments) -> tuple[Attachment, ...] | Failure:
    """The files of a call; a mistake is told with the member that is wrong."""
    given = arguments.value("files")
    if given is None:
        return ()
    if isinstance(given, str) or not isinstance(given, Sequence):
        return Failure(f"{call}: files must be an array of objects, not {describe(given)}.")
    if len(given) > MOST_FILES:
        return Failure(f"{call}: files must be at most {MOST_FILES}, not {len(given)}.")
    files: tuple[Attachment, ...] = ()
    for position, written in enumerate(given):
        try:
            files = with_file(files, _file(written))
        except ValueError as error:
            return Failure(f"{call}: files[{position}]{error}")
    return files


def files_problem(call: str, arguments: Arguments) -> str | None:
    """What is wrong with the files of a call, if anything."""
    files = read_files(call, arguments)
    return files.error if isinstance(files, Failure) else None


def file_reports(files: Sequence[Attachment]) -> list[Json]:
    """What is told of files: all but their content."""
    return [{"name": file.name, "size": file.size, "type": file.media_type} for file in files]


def _file(written: Json) -> Attachment:
    """One file; the text of a :class:`ValueError` goes on after the place of the file."""
    if not isinstance(written, Mapping):
        raise ValueError(f" must be an object, not {describe(written)}.")
    for member, value in written.items():
        if member not in _MEMBERS:
            raise ValueError(f" has no member {member!r}; known are {', '.join(_MEMBERS)}.")
        if not isinstance(value, str):
            raise ValueError(f".{member} must be a string, not {describe(value)}.")
    name, text, encoded = (written.get(member) for member in ("name", "text", "base64"))
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f".name must be a string that is not empty, not {_found(written, 'name')}.")
    if (text is None) == (encoded is None):
        raise ValueError(" must have either text or base64.")
    data = str(text).encode(errors="replace") if encoded is None else _decoded(str(encoded))
    if len(data) > LARGEST_FILE:
        raise ValueError(f" must have at most {LARGEST_FILE} bytes, not {len(data)}.")
    media_type = str(written.get("type", "text/plain" if encoded is None else ANY_TYPE))
    if not is_media_type(media_type):
        raise ValueError(f".type must be a media type such as 'text/plain', not {media_type!r}.")
    return attachment(name, media_type, data)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        reason = str(error).removesuffix(".") if isinstance(error, binascii.Error) else "other characters are in it"
        raise ValueError(f".base64 must be base64: {reason}.") from None


def _found(written: Mapping[str, Json], member: str) -> str:
    return describe(written[member]) if member in written else "nothing"
