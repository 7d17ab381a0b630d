"""What a scenario builds on: ``extends`` names one that comes along, or a file beside it; ``without`` leaves parts out.

The texts are brought by whoever reads files, nearest first; how they are laid over each other is in
:mod:`scapi.centre.scenario_reader`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from scapi.centre.scenario_error import Book, ScenarioError
from scapi.centre.scenario_reader import Table

SUPPLIED_SCENARIOS = ("built-in", "sales-day", "help-desk", "stress-day")
"""Those that come along, by the names under which others build on them."""
MOST_BASES = 8
"""How many a scenario may build on, one on the other; a circle would have no end."""


def base_of(text: str) -> str:
    """What a scenario builds on; empty when on nothing, or when that cannot be read."""
    try:
        named = tomllib.loads(text).get("extends", "")
    except tomllib.TOMLDecodeError:
        return ""
    return named if isinstance(named, str) else ""


def read_layers(text: str, name: str, bases: Sequence[tuple[str, str]], book: Book) -> Table:
    """The table of a scenario over those that it builds on, each a name and a text. Raises for what is no TOML."""
    base: Table | None = None
    for place, (source, layer) in reversed(list(enumerate(((name, text), *bases)))):
        base = _layer(source, layer, base, book, is_last=place == len(bases))
    if base is None:
        raise ValueError("a scenario has at least its own text")
    return base


def _layer(source: str, text: str, base: Table | None, book: Book, *, is_last: bool) -> Table:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError.of_toml(source, text, str(error)) from None
    table = Table(source, text, (), values, book)
    extends, without = table.text("extends", ""), table.texts("without")
    if extends and is_last:
        told = (
            f"one of {', '.join(SUPPLIED_SCENARIOS)}, or a file beside this one that can be read and builds on no other"
        )
        book.note(table.error("extends", told))
    if without and base is None and not extends:
        book.note(table.error("without", "extends beside it, for nothing else could be left out"))
    for part in without:
        if base is not None and not base.has(part):
            book.note(table.error("without", f"parts of {extends}: {', '.join(base.keys())}; not {part!r}"))
    return table if base is None else table.over(base.left_out(without))
