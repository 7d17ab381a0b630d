"""A scenario in which several agents sit."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.testing import BUILT_IN_SCENARIO

A, B, C = "SIP_5000", "SIP_5001", "SIP_5002"
NUMBERS: Mapping[str, str] = {A: "5000", B: "5001", C: "5002"}
SERVICE = "Support line"
"""A queue that reaches all of them."""


def several_agents() -> str:
    """The built-in scenario, with everybody seated and members of a queue."""
    text = BUILT_IN_SCENARIO.read_text(encoding="utf-8")
    for agent in NUMBERS:
        text = text.replace(f'employeeId = "{agent}"', f'employeeId = "{agent}"\nmemberOf = ["{SERVICE}"]')
    for agent in (B, C):
        text = text.replace(f'number = "{NUMBERS[agent]}"', f'number = "{NUMBERS[agent]}"\nseated = true')
    return text
