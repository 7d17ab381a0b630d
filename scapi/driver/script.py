"""Runs the script of a scenario: driver calls at their times, by the simulator's clock.

A step that fails is a line in ``problems`` and stops nothing. What a step says is checked when the scenario is read, as
far as it can be known then (:mod:`scapi.driver.checked_scenario`). Steps at the same time run in their order, each when
the one before is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scapi.centre.scenario_script import ScriptStep, filled
from scapi.host import Area
from scapi.store import Cell
from scapi.values import Cancel, Failure, Outcome, Seconds, when_answered

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

NOT_SCRIPTED = frozenset(
    {
        *("reset", "advance", "clock", "state", "traffic", "policy", "options", "readEmail", "resend", "whatIf"),
        *("waitForApp", "waitForRequest", "waitForEvent", "situation", "situations"),
    }
)
TURNS_THE_CLOCK = frozenset({"advance", "clock"})
"""Of these what a situation may do: it has no times of its own."""
MOST_PROBLEMS = 100
"""Lines about steps that have failed; further ones are only counted (decided here)."""


@dataclass(frozen=True, slots=True)
class ScriptState:
    """How far a script is: when it began, how many steps have run, what the named ones made, what went wrong."""

    began: Seconds | None = None
    run: int = 0
    made: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class Script:
    """The steps of one session's scenario, by time; one waits at a time."""

    def __init__(self, session: DrivenSession) -> None:
        self._session = session
        self._steps = session.simulator.scenario.script
        self._state: Cell[ScriptState] = session.store.cell("script", ScriptState, ScriptState())
        self._timer: Cancel | None = None

    @property
    def begun(self) -> bool:
        return self._state.value.began is not None

    @property
    def problems(self) -> tuple[str, ...]:
        return self._state.value.problems

    def start(self) -> None:
        """Begins at the first step."""
        self.stop()
        self._state.set(ScriptState(self._session.simulator.clock.now()))
        self.resume()

    def resume(self) -> None:
        """Waits for the next step."""
        state = self._state.value
        if self._timer is not None:
            self._timer()
            self._timer = None
        if state.began is not None and state.run < len(self._steps):
            due = state.began + self._steps[state.run].at
            self._timer = self._session.simulator.clock.call_at(due, self._run)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None
        self._state.set(ScriptState())

    def _run(self) -> None:
        self._timer = None
        state = self._state.value
        step = self._steps[state.run]
        self._state.set(replace(state, run=state.run + 1))

        def answered(outcome: Outcome) -> None:
            self._note(step, outcome)
            self.resume()

        try:
            answer = self._session.driver.call(step.call, filled(step.args, self._state.value.made))
        except Exception:
            self.resume()
            raise
        when_answered(answer, answered)

    def _note(self, step: ScriptStep, outcome: Outcome) -> None:
        state = self._state.value
        if isinstance(outcome, Failure):
            problem = f"{step.at:g} s, {step.call}: {outcome.error}"
            self._state.set(replace(state, problems=(*state.problems, problem)[:MOST_PROBLEMS]))
            self._session.host.changed(Area.SIMULATOR)
        elif step.name and isinstance(outcome.data, Mapping):
            made = outcome.data.get("interactionId", outcome.data.get("frameId"))
            if isinstance(made, str):
                self._state.set(replace(state, made={**state.made, step.name: made}))
