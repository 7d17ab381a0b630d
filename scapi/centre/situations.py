"""A situation: a name, and the driver calls that bring it about from the scenario's start.

A scenario may have situations of its own, beside those that come along (:mod:`scapi.driver.situation_table`)::

    [[situations]]
    name = "gold-rings"
    title = "A Gold customer rings"

    [[situations.steps]]
    call = "ring"
    args = {ani = "+442079460123", userData = {Segment = "Gold"}}
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scapi.centre.scenario_reader import Table, only_once
from scapi.centre.scenario_script import ScriptStep

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What an address can carry as it is."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Its steps are made one after the other, each when the one before is answered; ``own`` is one of the scenario."""

    name: str
    title: str
    steps: tuple[ScriptStep, ...]
    own: bool = False


def read_situations(root: Table) -> tuple[Situation, ...]:
    """The situations of a scenario."""
    tables = root.tables("situations")
    only_once(tables, "name")
    return tuple(map(_situation, tables))


def _situation(table: Table) -> Situation:
    name = table.text("name")
    if not _NAME.fullmatch(name):
        table.wrong("name", f"small letters, digits and hyphens, such as gold-rings, not {name!r}")
    steps = []
    for each in table.tables("steps"):
        call, args, made = each.text("call"), each.values("args"), each.text("name", "")
        steps.append(ScriptStep(0.0, call, args, made, each.line("call"), each.source))
        each.refuse_others()
    if not steps:
        table.wrong("steps", "at least one [[situations.steps]]")
    table_title = table.text("title", "") or name
    table.refuse_others()
    return Situation(name, table_title, tuple(steps), own=True)
