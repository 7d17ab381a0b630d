"""Which test reaches which line, measured once: coverage.py, with a context for each test."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage

from tools.messages import Failure, say
from tools.mutants.forked import in_children
from tools.mutants.mutant import Mutant
from tools.mutants.planted import files_of
from tools.mutants.project import Project
from tools.mutants.selected import Reaching, run_pytest
from tools.stamps import digest, is_current, write_stamp


@dataclass(frozen=True, slots=True)
class Reach:
    """What the tests reach: ``times`` has every test that ran, in seconds."""

    root: Path
    data: coverage.CoverageData
    times: dict[str, float]

    def lines(self, file: str) -> set[int]:
        """Lines that run while tests run, or when the module is imported."""
        return set(self.data.lines(str(self.root / file)) or ())

    def tests_of(self, mutant: Mutant) -> tuple[set[str], bool]:
        """The tests that reach its statement; and whether that runs on import, where any test may see the defect."""
        contexts = _contexts(self.data, str(self.root / mutant.file))
        found = {test for line in range(mutant.first, mutant.last + 1) for test in contexts.get(line, ())}
        return found - {""}, "" in found

    def tests_of_file(self, file: str) -> set[str]:
        """The tests that reach anything of a module."""
        return {test for tests in _contexts(self.data, str(self.root / file)).values() for test in tests} - {""}


@functools.lru_cache(maxsize=2)
def _contexts(data: coverage.CoverageData, file: str) -> dict[int, list[str]]:
    return data.contexts_by_lineno(file)


def measured_reach(project: Project, processes: int) -> Reach:
    """Runs every test under coverage, or takes what was measured before when neither sources nor tests have changed.

    Each must pass: a test that fails without a defect says nothing about one.
    """
    data_file, times_file = project.scratch / "reach.coverage", project.scratch / "times.json"
    stamp, wanted = project.scratch / "reach.stamp", digest(_all_sources(project))
    if not is_current(stamp, wanted):
        say("Measuring which test reaches which line ...")
        _measure(project, data_file, times_file, processes)
        write_stamp(stamp, wanted)
    data = coverage.CoverageData(str(data_file))
    data.read()
    return Reach(project.root, data, json.loads(times_file.read_text(encoding="utf-8")))


def _all_sources(project: Project) -> Iterable[Path]:
    patterns = [*project.tests, *(pattern for group in project.groups.values() for pattern in group)]
    folders = {pattern.partition("/")[0] for pattern in patterns}
    return sorted(file for folder in folders for file in (project.root / folder).rglob("*.py"))


def _measure(project: Project, data_file: Path, times_file: Path, processes: int) -> None:
    parts = _shares(project.test_files(), processes * 6)
    grouped = {file for group in project.groups for file in project.files(group)}
    mutated = grouped | set(files_of(project.planted) if project.planted is not None else ())
    sources = [str(project.root / file) for file in sorted(mutated)]

    def measure(part: int) -> int:
        own = coverage.Coverage(data_file=str(_part_file(project, part)), include=sources, config_file=False)
        plugin = Reaching(own)
        own.start()
        code = run_pytest(project, parts[part], plugin)
        own.stop()
        own.save()
        _part_file(project, part).with_suffix(".json").write_text(json.dumps(plugin.times), encoding="utf-8")
        print(*plugin.failed, sep="\n", flush=True)
        return code

    def log_of(part: int) -> Path:
        return _part_file(project, part).with_suffix(".log")

    for part, code in in_children(range(len(parts)), measure, log_of, processes):
        if code != 0:
            raise Failure(f"Without any defect the tests must pass; see {log_of(part)}.")
    data_file.unlink(missing_ok=True)
    whole = coverage.CoverageData(str(data_file))
    times: dict[str, float] = {}
    for part in range(len(parts)):
        file = _part_file(project, part)
        one = coverage.CoverageData(str(file))
        one.read()
        whole.update(one)
        times |= json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        file.unlink()
    whole.write()
    times_file.write_text(json.dumps(times), encoding="utf-8")


def _part_file(project: Project, part: int) -> Path:
    return project.scratch / f"part-{part}.coverage"


def _shares(files: Sequence[str], number: int) -> list[list[str]]:
    """The files in as many parts, neighbours in different ones; none is empty."""
    return [list(files[first::number]) for first in range(min(number, len(files)))]
