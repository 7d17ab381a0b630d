"""Recognises the error texts of :mod:`scapi.protocol.errors`: whatever a client is told must be one of them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from typing import Any

from scapi.decisions import Reason
from scapi.protocol import errors
from scapi.protocol.parameters import BadArgument

_ANY = "\0"
_ARGUMENTS: Mapping[str, list[tuple[Any, ...]]] = {
    "not_listed": [(None,), (Reason.NULL_ORIGIN_NOT_LISTED,), (Reason.ORIGIN_NOT_LISTED,)],
    "bad_argument": [(_ANY, BadArgument(_ANY, _ANY, _ANY))],
    "rate_limited": [(_ANY, 0), (_ANY, 123456789)],
    "mark_done_blocked": [],  # free text of a client: tests say which
}


def _patterns() -> list[re.Pattern[str]]:
    samples = [value for name, value in vars(errors).items() if name.isupper() and isinstance(value, str)]
    for name, function in inspect.getmembers(errors, inspect.isfunction):
        if function.__module__ == errors.__name__:
            several = _ARGUMENTS.get(name, [(_ANY,) * len(inspect.signature(function).parameters)])
            samples += [function(*arguments) for arguments in several]
    escaped = [re.escape(sample).replace(re.escape(_ANY), ".*").replace("123456789", r"\d+") for sample in samples]
    return [re.compile(pattern, re.DOTALL) for pattern in escaped]


_PATTERNS = _patterns()


def in_closed_list(text: str, *, warnings: tuple[str, ...] = ()) -> bool:
    """Whether a text is one of the closed list; ``warnings`` are those of applications that block mark done."""
    if warnings and text == errors.mark_done_blocked(warnings):
        return True
    return any(pattern.fullmatch(text) for pattern in _PATTERNS)
