"""Running times: Python says since when or until when, and the page writes them (``clocks.js``).

So nothing has to be rendered for a second that goes by, and what looks the same has the same HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from scapi.values import Seconds


class Form(StrEnum):
    """How a running time is written."""

    DURATION = "duration"
    """``04:37``, or ``1:12:40`` from an hour on; since a moment."""
    SHORT = "short"
    """``0:08``: what rings or is held, which is rarely long; since a moment."""
    AGO = "ago"
    """``8 s ago`` within a minute, then the time of day."""
    LEFT = "left"
    """``12 s`` until a moment."""
    LEFT_SHORT = "left-short"
    """``1:05`` until a moment."""
    CLOCK = "clock"
    """``14:02:38``: the time that it is."""


@dataclass(frozen=True, slots=True)
class Running:
    """A time that runs; ``at`` is in seconds since the epoch, by the contact centre's clock or the computer's own."""

    form: Form
    at: Seconds = 0.0
    own: bool = False
    """Whether it is by the computer's clock: the contact centre's can stand still, or be turned."""


@dataclass(frozen=True, slots=True)
class Shrinking:
    """A bar that gets shorter from one moment to another, by the contact centre's clock."""

    since: Seconds
    until: Seconds


Time: TypeAlias = Running | str
"""A time that runs, or one that stands, as its text."""
