"""What the page remembers of the workbench beside the traffic and the simulator's forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

BENCH_LOWEST, BENCH_HIGHEST, BENCH_HEIGHT = 200, 620, 311
"""Pixels of its height, below the stage."""
BENCH_NARROWEST, BENCH_WIDEST, BENCH_WIDTH = 380, 900, 520
"""Pixels of its width, beside the stage."""
BESIDE_FROM = 1600
"""The narrowest window in which it can stand beside the stage: a narrower one would leave nothing to the apps (also in
the style sheet)."""


class Shows(StrEnum):
    """What is in the wide part of the workbench."""

    TRAFFIC = "traffic"
    POLICY = "policy"


class Place(StrEnum):
    """Where the workbench is, in a window that has room for both."""

    BELOW = "below"
    BESIDE = "beside"


@dataclass(slots=True)
class WhatIf:
    """A question to the policy, as it is being written, and the options that are being edited."""

    origin: str = ""
    """Empty asks for the origin of the app that is shown."""
    name: str = "agent.get"
    """A request, or ``event`` and a name."""
    parameters: str = ""
    """A JSON array; empty leaves them aside."""
    edits: dict[str, str] = field(default_factory=dict)
    """Texts by option; an empty one takes the option out."""
    told: str = ""
    """What the last button has done."""
