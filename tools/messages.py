"""What the tools say: to people on standard error, and never a password."""

from __future__ import annotations

import re
import sys

_IN_ADDRESS = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/@'\"<>]+@", re.IGNORECASE)
_NAMED = re.compile(
    r"((?:\b|_)(?:auth|authToken|token|password|passwd|secret|api[-_]?key)\b['\"]?\s*[=:]\s*['\"]?)[^\s'\"&,;]+",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(\bAuthorization['\"]?\s*[=:]\s*['\"]?)[^\r\n'\"]+", re.IGNORECASE)
_HIDDEN = "***"

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


def without_credentials(text: str) -> str:
    """The output of another program without names and passwords in addresses, tokens and keys.

    The addresses themselves stay: behind a proxy they are the line that helps.
    """
    text = _IN_ADDRESS.sub(rf"\1{_HIDDEN}@", text)
    text = _HEADER.sub(rf"\1{_HIDDEN}", text)
    return _NAMED.sub(rf"\1{_HIDDEN}", text)


def last_lines(text: str, count: int = 12) -> str:
    """The end of an output, indented, for an error message."""
    lines = [line.rstrip() for line in without_credentials(text).splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])
