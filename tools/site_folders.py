"""Folders of the site whose addresses change with their content, so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

ASSETS = "assets"
_LASTING = re.compile(rf"/{ASSETS}/[a-z]+-[0-9a-f]{{16}}/.+")


def is_lasting(path: str) -> bool:
    """Whether the content of this address never changes."""
    return _LASTING.fullmatch(path) is not None


@dataclass(slots=True)
class SiteFolders:
    """The files of the folders by path, and where each folder is."""

    files: dict[str, bytes] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, files: Mapping[str, bytes]) -> str:
        """Adds a folder; gives its address, without a slash at the end."""
        folder = f"{ASSETS}/{name}-{content_digest(files)}"
        self.files |= {f"{folder}/{file}": content for file, content in files.items()}
        self.addresses[name] = f"/{folder}"
        return self.addresses[name]


def content_digest(files: Mapping[str, bytes]) -> str:
    """A short digest of names and contents."""
    result = hashlib.sha256()
    for name in sorted(files):
        result.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return result.hexdigest()[:16]
