"""How much of the page's time a frame may take. Decided here: the vendor's desktop has no such limit.

The page has one thread for the agent and for all clients. The budgets are counted where messages come in, in the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from scapi.configuration import Configuration, ConfigurationError, Problem
from scapi.known_options import MEASURING_BUDGET, PYTHON_BUDGET

PYTHON_MS = 200
MEASURING_MS = 20


@dataclass(frozen=True, slots=True)
class TimeBudgets:
    """Milliseconds of each second and frame: of Python, and of reading and measuring messages. 0 lifts a limit."""

    python: int = PYTHON_MS
    measuring: int = MEASURING_MS


def parse_time_budgets(configuration: Configuration) -> tuple[TimeBudgets, list[Problem]]:
    """Reads the options. One that is no number is a fatal problem, as with a rate limit."""
    problems: list[Problem] = []

    def milliseconds(name: str, default: int) -> int:
        option = configuration.option(name)
        if option is None:
            return default
        try:
            return configuration.whole_number(option, "a whole number of milliseconds a second, 0 for no limit")
        except ConfigurationError as error:
            problems.append(error.problem)
            return default

    return TimeBudgets(milliseconds(PYTHON_BUDGET, PYTHON_MS), milliseconds(MEASURING_BUDGET, MEASURING_MS)), problems
