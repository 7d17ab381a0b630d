"""The script of a scenario: what far ends do, and when.

A step is a driver call at a time, in seconds of the simulator's clock after the start. ``{name}`` as an argument
stands for the interaction that an earlier step of this name made. A step may be repeated: ``repeat`` times, ``every``
so many seconds; ``{name}`` of a repeated step then means, in another repeated step, the one of the same turn, and
``{name 3}`` the one of the third.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from scapi.centre.scenario_reader import Table
from scapi.values import Json, Seconds

MOST_REPETITIONS = 10_000
_NAME = re.compile(r"[\w.-]+(?: \d+)?")


@dataclass(frozen=True, slots=True)
class ScriptStep:
    """One driver call; ``name`` is by what later steps refer to the interaction that it makes."""

    at: Seconds
    call: str
    args: Mapping[str, Json]
    name: str = ""
    line: int | None = None
    source: str = field(default="", compare=False)
    """The file that it stands in."""


def read_script(root: Table) -> tuple[ScriptStep, ...]:
    """The steps, by time, those that are repeated one by one."""
    tables = root.tables("script")
    names = {table.text("name", "") for table in tables if table.whole_number("repeat", 0)} - {""}
    steps: list[ScriptStep] = []
    for table in tables:
        steps += _steps(table, names)
        table.refuse_others()
    return tuple(sorted(steps, key=lambda step: step.at))


def filled(value: Json, made: Mapping[str, str]) -> Json:
    """An argument with ``{name}`` replaced by what the step of this name has made."""
    name = _within_braces(value)
    if name is not None:
        return made.get(name, value)
    if isinstance(value, Mapping):
        return {key: filled(member, made) for key, member in value.items()}
    return value


def named_in(value: Json) -> Iterator[str]:
    """The names of steps that an argument stands for; other texts in braces are texts."""
    name = _within_braces(value)
    if name is not None and _NAME.fullmatch(name):
        yield name
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from named_in(member)


def _within_braces(value: Json) -> str | None:
    """What ``{name}`` has within, when the text is that and nothing else."""
    return value[1:-1] if isinstance(value, str) and value.startswith("{") and value.endswith("}") else None


def _steps(table: Table, repeated: Collection[str]) -> Iterator[ScriptStep]:
    """What one table of the script means."""
    at = table.number("at")
    if not 0 <= at < float("inf"):
        table.wrong("at", f"seconds after the start, at least 0, not {at}")
    turns, every = table.whole_number("repeat", 0), table.number("every", 0)
    if turns > MOST_REPETITIONS:
        table.wrong("repeat", f"at most {MOST_REPETITIONS} repetitions, not {turns}")
    if (turns > 0) != (every > 0):
        table.wrong("every" if turns else "repeat", "repeat and every together, both above 0, or neither")
    call, args = table.text("call"), table.values("args")
    step = ScriptStep(at, call, args, table.text("name", ""), table.line("call"), table.source)
    turns = min(turns, MOST_REPETITIONS)
    if not turns:
        yield step
    for turn in range(1, turns + 1):
        name = f"{step.name} {turn}" if step.name else ""
        args = {key: _of_turn(value, turn, repeated) for key, value in step.args.items()}
        yield replace(step, at=at + (turn - 1) * every, args=args, name=name)


def _of_turn(value: Json, turn: int, repeated: Collection[str]) -> Json:
    """An argument with ``{name}`` of a repeated step meaning that of this turn."""
    name = _within_braces(value)
    if name is not None and name in repeated:
        return f"{{{name} {turn}}}"
    if isinstance(value, Mapping):
        return {key: _of_turn(member, turn, repeated) for key, member in value.items()}
    return value
