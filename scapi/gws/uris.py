"""Paths and absolute addresses of resources, and the ids in them.

Ids of users and devices are made of what they stand for, so that they are the same in every run of the server.
Source: reference, "User" (32 hexadecimal digits) and "Device" (a GUID).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

ROOT = "/api/v2"


def hexadecimal(kind: str, name: str) -> str:
    """32 hexadecimal digits for something of a kind."""
    return hashlib.sha256(f"{kind}/{name}".encode()).hexdigest()[:32]


def guid(kind: str, name: str) -> str:
    """The same in the form of a GUID."""
    digits = hexadecimal(kind, name)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@dataclass(frozen=True, slots=True)
class Uris:
    """Addresses on the server as one client addresses it."""

    base: str

    def of(self, path: str) -> str:
        """The absolute address of a path below the root of the API."""
        return f"{self.base}{ROOT}{path}"

    def both(self, path: str) -> dict[str, str]:
        """``uri`` and ``path`` of a resource."""
        return {"uri": self.of(path), "path": path}


def last_segment(uri: str) -> str:
    """The id at the end of an address, absolute or relative."""
    return uri.rstrip("/").rpartition("/")[2]
