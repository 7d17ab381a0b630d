"""Stamps: a file that says from what something was made, written when it is complete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """A fingerprint of the contents of files and of some words, the same on every machine."""
    result = hashlib.sha256()
    for word in words:
        result.update(word.encode() + b"\0")
    for file in files:
        result.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return result.hexdigest()


def is_current(stamp: Path, fingerprint: str) -> bool:
    """Whether the thing was completed from exactly this."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == fingerprint


def write_stamp(stamp: Path, fingerprint: str) -> None:
    stamp.write_text(fingerprint + "\n", encoding="utf-8")
