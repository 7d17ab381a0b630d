"""Defects that are always tried: each once was in the project, or survived its tests."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tools.messages import Failure
from tools.mutants.mutant import Mutant, differing, source_of


def files_of(table: Path) -> list[str]:
    """The files that have planted defects; they need not be of any other group."""
    entries = tomllib.loads(table.read_text(encoding="utf-8"))["defect"]
    return sorted({entry["file"] for entry in entries})


def planted(root: Path, table: Path) -> list[Mutant]:
    """The defects of a table ``[[defect]]``: ``file``, its exact text ``was``, what it ``becomes``, ``what`` it is.

    A text that is not found exactly once is an error, so that no entry ends unnoticed.
    """
    entries = tomllib.loads(table.read_text(encoding="utf-8"))["defect"]
    return [_planted(root, entry) for entry in entries]


def _planted(root: Path, entry: dict[str, str]) -> Mutant:
    file, was, becomes = entry["file"], entry["was"], entry["becomes"]
    source = source_of(root, file)
    times = source.count(was)
    if times != 1:
        raise Failure(f"{file}: the text of the planted defect «{entry['what']}» is there {times} times, not once.")
    before, _, rest = source.partition(was)
    after = before + becomes + rest
    first = before.count("\n") + 1
    return Mutant(
        file, first, first, first + was.rstrip("\n").count("\n"), *differing(source, after), after, entry["what"]
    )
