"""What differs between two mappings of which most members are the very same, as those of attached data are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import is_not
from typing import TypeVar

Value = TypeVar("Value")
_NONE = object()
"""Stands for a key that is not there, where ``None`` would be a value."""


def other_keys(before: Mapping[str, Value], after: Mapping[str, Value]) -> Sequence[str]:
    """The keys of ``after`` that are new, or whose value is not the very object that it was: it may be equal all the
    same. The loop is none of Python, for it goes over everything with each change."""
    was = map(before.get, after, repeat(_NONE))
    return list(compress(after, map(is_not, was, after.values())))


def lost_keys(before: Mapping[str, Value], after: Mapping[str, Value]) -> Sequence[str]:
    """The keys that are no longer there, in the order in which they were."""
    return () if before.keys() <= after.keys() else [key for key in before if key not in after]
