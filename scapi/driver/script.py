"""Runs the script of a scenario: driver calls at their times, by the simulator's clock.

A step that fails is a line in ``problems`` and stops nothing. What a step says is checked when the scenario is read, as
far as it can be known then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scapi.centre.scenario_reader import ScenarioError
from scapi.centre.scenario_script import ScriptStep
from scapi.host import Area
from scapi.values import Cancel, Failure, Json, Seconds

if TYPE_CHECKING:
    from scapi.session import Session

NOT_SCRIPTED = frozenset({"reset", "advance", "clock", "state", "traffic", "policy", "readEmail"})


class Script:
    """The steps of one session's scenario."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._made: dict[str, str] = {}
        self._timers: list[Cancel] = []
        self._began: Seconds | None = None
        self._run_steps: set[int] = set()
        self.problems: list[str] = []
        for step in session.simulator.scenario.script:
            self._check(step)

    @property
    def begun(self) -> bool:
        return self._began is not None

    def start(self) -> None:
        """Begins at the first step."""
        self.stop()
        self._began = self._session.simulator.now()
        self.resume()

    def resume(self) -> None:
        """Waits for the steps that have not been run."""
        if self._began is None:
            return
        for number, step in enumerate(self._session.simulator.scenario.script):
            if number not in self._run_steps:
                self._timers.append(self._at(self._began + step.at, number, step))

    def export(self) -> object:
        return self._began, self._run_steps, self._made, self.problems

    def restore(self, state: Any) -> None:
        self._began, self._run_steps, self._made, self.problems = state

    def stop(self) -> None:
        for cancel in self._timers:
            cancel()
        self._timers.clear()
        self._began = None
        self._run_steps.clear()
        self._made.clear()
        self.problems.clear()

    def _at(self, due: Seconds, number: int, step: ScriptStep) -> Cancel:
        return self._session.simulator.clock.call_at(due, lambda: self._run(number, step))

    def _run(self, number: int, step: ScriptStep) -> None:
        self._run_steps.add(number)
        outcome = self._session.driver.call(step.call, self._filled(step.args))
        if isinstance(outcome, Failure):
            self.problems.append(f"{step.at:g} s, {step.call}: {outcome.error}")
            self._session.host.changed(Area.SIMULATOR)
        elif step.name and isinstance(outcome.data, Mapping):
            made = outcome.data.get("interactionId", outcome.data.get("frameId"))
            if isinstance(made, str):
                self._made[step.name] = made

    def _filled(self, value: Json) -> Json:
        """The arguments with ``{name}`` replaced by what the step of this name made."""
        if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
            return self._made.get(value[1:-1], value)
        if isinstance(value, Mapping):
            return {key: self._filled(member) for key, member in value.items()}
        return value

    def _check(self, step: ScriptStep) -> None:
        source = self._session.simulator.scenario.name
        if step.call in NOT_SCRIPTED:
            raise ScenarioError(
                source, step.line, "script.call", f"a call that acts on the contact centre, not {step.call}"
            )
        problem = self._session.driver.check(step.call, step.args)
        if problem is not None:
            raise ScenarioError(source, step.line, "script.call", f"a driver call that can be made; {problem}")
