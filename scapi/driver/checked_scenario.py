"""Reads a scenario together with the driver calls of its script and situations, so that all that is wrong is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scapi.centre.scenario import Scenario, parse_scenario
from scapi.centre.scenario_error import Book, ScenarioError
from scapi.centre.scenario_reader import no_others
from scapi.centre.scenario_script import ScriptStep, named_in
from scapi.centre.situations import Situation
from scapi.driver.driver import CALLS, call_problems
from scapi.driver.script import NOT_SCRIPTED, TURNS_THE_CLOCK


def checked_scenario(text: str, name: str = "scenario", bases: Sequence[tuple[str, str]] = ()) -> Scenario:
    """Reads a scenario over those that it builds on, nearest first; raises ``ScenarioError`` with all that is wrong."""
    return parse_scenario(text, name, bases, _check_calls)


def _check_calls(script: Sequence[ScriptStep], situations: Sequence[Situation], book: Book) -> None:
    _check_steps(script, "script", NOT_SCRIPTED, book)
    for situation in situations:
        _check_steps(situation.steps, "situations.steps", NOT_SCRIPTED - TURNS_THE_CLOCK, book)


def _check_steps(steps: Sequence[ScriptStep], key: str, refused: Collection[str], book: Book) -> None:
    """Notes every step that cannot be made, as far as that can be known before. One without a call is noted already."""
    names = {step.name for step in steps} - {""}
    for step in steps:
        if step.call in refused:
            expected = f"a call that acts on the contact centre, not {step.call}"
        else:
            problems = [each.removesuffix(".") for each in call_problems(CALLS, step.call, step.args)]
            expected = f"a driver call that can be made: {'; '.join(problems)}" if problems else ""
        if expected and step.call:
            book.note(ScenarioError(step.source, step.line, f"{key}.call", expected), by_itself=True)
        unknown = [name for name in named_in(step.args) if name not in names]
        if unknown and step.call not in refused:
            expected = f"names of steps of this script in braces, {no_others(unknown, names)}"
            book.note(ScenarioError(step.source, step.line, f"{key}.args", expected))
