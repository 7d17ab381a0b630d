"""What handling an input costs, counted and not timed: the lines of Python that it executes.

A count is the same on every machine and under every load. ``sys.settrace`` tells of each line, also of the standard
library, and of each turn of a loop that stands on one line, of which ``sys.monitoring`` of later Pythons does not tell.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any


def lines_of(act: Callable[[], object]) -> int:
    """How many lines of Python a call executes."""
    count = 0

    def trace(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        if event == "line":
            count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


@dataclass(frozen=True, slots=True)
class Share:
    """What an input may cost: in proportion to its size, and never more than the most."""

    whatever: int
    """Lines for an input of any size."""
    a_character: float
    """Lines for each character that came in or went out."""
    most: int
    """Lines for the largest that the caps let through."""

    def of(self, size: int) -> float:
        return min(self.whatever + self.a_character * size, self.most)
