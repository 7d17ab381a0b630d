"""The user's files as they are now: read again when they change, and the last text that could be read meanwhile."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tools.messages import Failure
from tools.served_files import NamedText, read_named_text

MOST_FILES = 5000
"""Files of a folder that are looked at."""
_LEFT_OUT = frozenset({"node_modules", "__pycache__"})


class WatchedFile:
    """A text file. Raises :class:`~tools.messages.Failure` when it cannot be read at first; later it is told."""

    def __init__(self, file: Path, read: Callable[[Path], NamedText] = read_named_text) -> None:
        self._file = file
        self._read = read
        self._text = read(file)
        self.problem = ""
        """Why the text is not that of the file as it is now."""

    def read(self) -> NamedText:
        """The text as it is now, or was when it could be read last."""
        try:
            self._text, self.problem = self._read(self._file), ""
        except Failure as failure:
            self.problem = str(failure)
        return self._text


def folder_digest(folder: Path) -> str:
    """Changes when a file of the folder does, comes or goes; hidden files and packages are left out."""
    found = hashlib.sha256()
    for number, (path, stamp) in enumerate(_files(folder)):
        if number >= MOST_FILES:
            break
        found.update(f"{path} {stamp}\n".encode())
    return found.hexdigest()[:16]


def text_digest(texts: Iterable[str]) -> str:
    """A short digest of some texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in _LEFT_OUT)
        for name in sorted(files):
            if not name.startswith("."):
                file = Path(place, name)
                yield str(file.relative_to(folder)), _stamp(file)


def _stamp(file: Path) -> str:
    """What differs when a file was written; a file that is not there has one of its own."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"
