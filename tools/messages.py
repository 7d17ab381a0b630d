"""What the tools say: to people on standard error, and never an address of a package registry."""

from __future__ import annotations

import re
import sys

_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s'\"<>)]+", re.IGNORECASE)
_HOST_WORD = re.compile(r"(\b(?:host=|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|resolve)\s*['\"]?)[\w.:-]+", re.IGNORECASE)
_HOST_NAME = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:org|com|net|io|dev|cloud|internal|local|lan)\b", re.IGNORECASE)

USAGE = 2
"""Exit code for what the user can put right: a wrong argument, a missing file, a busy port."""


class Failure(Exception):
    """A verb cannot go on; the text says what was wrong and what to do."""

    def __init__(self, text: str, exit_code: int = 1) -> None:
        super().__init__(text)
        self.exit_code = exit_code


def say(text: str) -> None:
    """Tells the person at the terminal what is going on; standard output is kept for results."""
    print(text, file=sys.stderr, flush=True)


def without_addresses(text: str) -> str:
    """The output of a package manager without the hosts it talked to: they are the machine's affair."""
    text = _ADDRESS.sub("(address)", text)
    text = _HOST_WORD.sub(r"\1(host)", text)
    return _HOST_NAME.sub("(host)", text)


def last_lines(text: str, count: int = 12) -> str:
    """The end of an output, indented, for an error message."""
    lines = [line.rstrip() for line in without_addresses(text).splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])
