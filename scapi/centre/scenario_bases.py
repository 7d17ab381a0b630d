"""What a scenario builds on: ``extends`` names one that comes along, or a file beside it; ``without`` leaves parts out.

The texts are brought by whoever reads files, nearest first; how they are laid over each other is in
:mod:`scapi.centre.scenario_reader`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence

from scapi.centre.scenario_error import Book, ScenarioError
from scapi.centre.scenario_reader import Table, no_others
from scapi.nearest import hint

SUPPLIED_SCENARIOS = ("built-in", "sales-day", "help-desk", "stress-day")
"""Those that come along, by the names under which others build on them."""
MOST_BASES = 8
"""How many a scenario may build on, one on the other; a circle would have no end."""
_ALIKE = 0.6
"""How much alike a name and one of the few that come along are, for one to be meant; ``.toml`` may stand behind it."""


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
    for source, layer in reversed(bases):
        try:
            base = _layer(source, layer, base, book, len(bases))
        except ScenarioError as error:
            book.note(error, by_itself=True)
            book.incomplete = True
    return _layer(name, text, base, book, len(bases))


def _layer(source: str, text: str, base: Table | None, book: Book, bases: int) -> Table:
    """One text over those below it; without ``base`` it builds on none, or on one that is not there."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError.of_toml(source, text, str(error)) from None
    table = Table(source, text, (), values, book)
    extends, without = table.text("extends", ""), table.texts("without")
    if base is None and values.get("extends") and not book.incomplete:
        if extends:
            book.note(table.error("extends", _expected_base(extends, bases)), by_itself=True)
        book.incomplete = True
    if without and base is None and not book.incomplete:
        table.wrong("without", "extends beside it, for nothing else could be left out")
    unknown = [] if base is None else [part for part in without if not base.has(part)]
    if base is not None and unknown:
        table.wrong("without", f"parts of {extends}: {', '.join(base.keys())}; {no_others(unknown, base.keys())}")
    return table if base is None else table.over(base.left_out(without))


def _expected_base(extends: str, bases: int) -> str:
    """What could be built on, in place of what is not there, or is one too many."""
    if bases >= MOST_BASES:
        return f"at most {MOST_BASES} scenarios that build on each other, and no circle"
    known = ", ".join(SUPPLIED_SCENARIOS)
    near = hint(extends, SUPPLIED_SCENARIOS, alike=_ALIKE)
    return f"one of {known}, or a file beside this one that can be read, not {extends!r}{near}"
