"""What is wrong with the answer of an app's server, in its words; an empty text is nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppAnswer:
    """Why the page cannot be reached, cannot be framed, and is perhaps not as it is now."""

    reaching: str = ""
    framing: str = ""
    caching: str = ""


NOTHING = AppAnswer()
