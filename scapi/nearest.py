"""The known name that a misspelt one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.75
"""How much alike two names are, of 1, for one to be a misspelling of the other."""


def nearest(name: str, known: Iterable[str], alike: float = ALIKE) -> str | None:
    """The known name that is most like this one, whatever its capitals; ``None`` when none is like it."""
    by_lower = {each.lower(): each for each in known}
    found = get_close_matches(name.lower(), by_lower, 1, alike)
    return by_lower[found[0]] if found else None


def hint(name: str, known: Iterable[str], form: str = "{}", alike: float = ALIKE) -> str:
    """The end of a sentence that names it, written in ``form``; empty when none is like it."""
    near = nearest(name, known, alike)
    return "" if near is None else f"; {form.format(near)} is nearest"
