"""The script of a scenario: what far ends do, and when.

A step is a driver call at a time, in seconds of the simulator's clock after the start. ``{name}`` as an argument
stands for the interaction that an earlier step of this name made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scapi.centre.scenario_reader import Table
from scapi.values import Json, Seconds


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One driver call; ``name`` is by what later steps refer to the interaction that it makes."""

    at: Seconds
    call: str
    args: Mapping[str, Json]
    name: str = ""
    line: int | None = None


def read_script(root: Table) -> tuple[ScriptStep, ...]:
    """The steps, by time."""
    steps = []
    for table in root.tables("script"):
        at = table.number("at")
        if at < 0:
            raise table.error("at", "seconds after the start, at least 0")
        steps.append(
            ScriptStep(at, table.text("call"), table.values("args"), table.text("name", ""), table.line("call"))
        )
        table.refuse_others()
    return tuple(sorted(steps, key=lambda step: step.at))
