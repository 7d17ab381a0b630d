"""A module with one defect in it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one defect: ``first`` to ``last`` are the lines of the statement that it is in.

    ``was`` and ``becomes`` are the lines that differ, without what stands around them.
    """

    file: str
    line: int
    first: int
    last: int
    was: str
    becomes: str
    source: str
    what: str = ""

    @property
    def module(self) -> str:
        """The module's name."""
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by in the list of reasons, whatever line it is on."""
        return self.file, self.was, self.becomes


def differing(before: str, after: str) -> tuple[str, str]:
    """The lines that differ, of either text, each as one line."""
    sides: dict[str, list[str]] = {"-": [], "+": []}
    for line in _changes(before, after):
        sides[line[0]].append(line[1:].strip())
    return " ⏎ ".join(sides["-"]), " ⏎ ".join(sides["+"])


def _changes(before: str, after: str) -> Iterator[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return (line for line in list(lines)[2:] if line[0] in "+-")


def source_of(root: Path, file: str) -> str:
    """The module as it is."""
    return (root / file).read_text(encoding="utf-8")
