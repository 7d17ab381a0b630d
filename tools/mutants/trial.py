"""One defect against the tests: those that reach it first, the quickest of them before the others."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from statistics import fmean

from tools.messages import Failure
from tools.mutants.forked import in_children
from tools.mutants.in_place import put_in_place
from tools.mutants.mutant import Mutant
from tools.mutants.project import Project
from tools.mutants.reach import Reach
from tools.mutants.selected import KILLED, Trying, limit_memory, run_pytest

_FIRST_BATCH = 3.0
"""Seconds of the tests that a defect is tried against before the rest is even collected."""
_MOST = 240.0
"""Seconds of the tests that a defect is tried against after them, as they took under coverage."""
_SLOW = 1.0
"""Seconds after which a test comes last."""
_BROKEN_ON_IMPORT = (2, 4)
"""pytest's exit codes when it could not collect."""


class Verdict(StrEnum):
    """What became of a defect."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a defect, and by which test."""

    mutant: Mutant
    verdict: Verdict
    test: str = ""


@dataclass(slots=True)
class _Trial:
    number: int
    mutant: Mutant
    batches: deque[list[str]]


def batches(mutant: Mutant, reach: Reach) -> list[list[str]]:
    """The tests to try a defect against: a few that are quick and near, then the others that could find it.

    All that reach its statement come first. Where that runs on import, those that reach anything of the module follow,
    and then all others. What they took when they were measured is bounded.
    """
    found, on_import = reach.tests_of(mutant)
    near = reach.tests_of_file(mutant.file) - found if on_import else set()
    others = set(reach.times) - found - near if on_import else set()
    first = _within(_by_file(found, mutant, reach) or _by_file(near, mutant, reach), reach, _FIRST_BATCH)
    taken = set(first)
    order = [test for tests in (found, near, others) for test in _cheapest_files_first(tests - taken, mutant, reach)]
    slow = [test for test in order if reach.times[test] > _SLOW]
    rest = _within([*(test for test in order if reach.times[test] <= _SLOW), *slow], reach, _MOST)
    return [batch for batch in (first, rest) if batch]


def _within(tests: Sequence[str], reach: Reach, seconds: float) -> list[str]:
    """The first ones, until they take that long together."""
    spent = list(accumulate((reach.times[test] for test in tests), initial=0.0))
    return [test for test, before in zip(tests, spent, strict=False) if before < seconds]


def _by_file(tests: set[str], mutant: Mutant, reach: Reach) -> list[str]:
    """File by file: the test file of the module, then those that take the least time; quick tests first in each."""
    return _ordered(tests, mutant, reach, sum)


def _cheapest_files_first(tests: set[str], mutant: Mutant, reach: Reach) -> list[str]:
    """File by file: the test file of the module, then those whose tests are the quickest."""
    return _ordered(tests, mutant, reach, fmean)


def _ordered(tests: set[str], mutant: Mutant, reach: Reach, cost: Callable[[list[float]], float]) -> list[str]:
    files: dict[str, list[str]] = {}
    for test in sorted(tests, key=lambda test: (reach.times[test], test)):
        files.setdefault(test.partition("::")[0], []).append(test)
    own = f"/test_{mutant.module.rpartition('.')[2]}.py"

    def nearness(file: str) -> tuple[bool, float, str]:
        return not file.endswith(own), cost([reach.times[test] for test in files[file]]), file

    return [test for file in sorted(files, key=nearness) for test in files[file]]


def tried(project: Project, reach: Reach, mutants: Sequence[Mutant], processes: int) -> Iterator[Result]:
    """Tries each defect; gives the results as they come."""
    trials = [_Trial(number, mutant, deque(batches(mutant, reach))) for number, mutant in enumerate(mutants)]
    waiting = deque(trial for trial in trials if trial.batches)
    yield from (Result(trial.mutant, Verdict.SURVIVED) for trial in trials if not trial.batches)  # no test gets there

    def jobs() -> Iterator[_Trial]:
        while waiting:
            yield waiting.popleft()

    def log_of(trial: _Trial) -> Path:
        return project.scratch / f"trial-{trial.number}.log"

    def told(trial: _Trial) -> Path:
        return project.scratch / f"trial-{trial.number}.test"

    def work(trial: _Trial) -> int:
        told(trial).unlink(missing_ok=True)
        limit_memory()
        put_in_place(trial.mutant.module, trial.mutant.source)
        order = trial.batches[0]
        files = list(dict.fromkeys(test.partition("::")[0] for test in order))
        return run_pytest(project, files, Trying(order, reach.times.keys(), reach.times, told(trial)))

    while waiting:
        for trial, code in in_children(jobs(), work, log_of, processes):
            verdict = _verdict(code, log_of(trial))
            trial.batches.popleft()
            if verdict is Verdict.SURVIVED and trial.batches:
                waiting.append(trial)
                continue
            test = told(trial).read_text(encoding="utf-8") if code == KILLED else ""
            if verdict is Verdict.KILLED and not test:
                test = "on import"
            yield Result(trial.mutant, verdict, test)


def control(project: Project, reach: Reach, results: Sequence[Result], processes: int) -> None:
    """The tests that found something, together and without any defect: what fails here has found nothing."""
    order = sorted({result.test for result in results} & reach.times.keys())
    log, told = project.scratch / "control.log", project.scratch / "control.test"

    def work(tests: list[str]) -> int:
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        return run_pytest(project, files, Trying(tests, reach.times.keys(), reach.times, told))

    for _, code in in_children([order] if order else [], work, lambda _: log, processes):
        if code != 0:
            raise Failure(f"A test that found a defect fails without one, too; see {log}.")


def _verdict(code: int, log: Path) -> Verdict:
    if code == KILLED or code in _BROKEN_ON_IMPORT:
        return Verdict.KILLED
    if code in (-signal.SIGPROF, -signal.SIGALRM):
        return Verdict.TIMED_OUT
    if code == 0:
        return Verdict.SURVIVED
    raise Failure(f"A trial ended with {code}, which says nothing about its defect; see {log}.")
