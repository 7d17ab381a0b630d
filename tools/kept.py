"""Results that take long to make, kept in a folder under the digest of what they were made from."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of results; :meth:`tidy` leaves those that were used last, up to so many bytes."""

    folder: Path
    most_bytes: int

    def get_or_make(self, sources: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
        """The result made from these sources; what is damaged on the disk is made again."""
        file = self.folder / _digest(sources)
        found = _read(file)
        if found is None:
            found = make()
            self._write(file, found)
        else:
            os.utime(file)
        return found

    def tidy(self) -> None:
        """Removes the results that were not used for longest; called when nothing is being made."""
        if not self.folder.is_dir():
            return
        sizes = {file: file.stat() for file in self.folder.iterdir()}
        room = self.most_bytes
        for file, status in sorted(sizes.items(), key=lambda each: each[1].st_mtime_ns, reverse=True):
            room -= status.st_size
            if room < 0:
                file.unlink()

    def _write(self, file: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".partial", delete=False) as partial:
            partial.write(hashlib.sha256(content).digest() + content)
        Path(partial.name).replace(file)


def _read(file: Path) -> bytes | None:
    try:
        stored = file.read_bytes()
    except FileNotFoundError:
        return None
    digest, content = stored[:32], stored[32:]
    return content if hashlib.sha256(content).digest() == digest else None


def _digest(sources: Iterable[bytes]) -> str:
    result = hashlib.sha256()
    for source in sources:
        result.update(hashlib.sha256(source).digest())
    return result.hexdigest()
