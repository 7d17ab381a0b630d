"""The part ``mutants`` of the verb ``test``: draws defects, tries them, and writes down what the tests did not find."""

from __future__ import annotations

import datetime
import time
from collections.abc import Sequence
from pathlib import Path

from tools.messages import USAGE, Failure, say
from tools.mutants.drawing import draw
from tools.mutants.mutant import Mutant, source_of
from tools.mutants.planted import planted
from tools.mutants.project import PLANTED, Project
from tools.mutants.reach import Reach, measured_reach
from tools.mutants.report import GroupResult, complaints, page, read_json, read_reasons, write_json
from tools.mutants.selected import load_plugins
from tools.mutants.trial import Verdict, control, tried

SEED = "2026"
NUMBER = 40
PROCESSES = 2


def run(
    project: Project, groups: Sequence[str], page_file: Path, *, again: bool = False, number: int = NUMBER
) -> list[GroupResult]:
    """Tries the defects of the groups, of all when none is named; says what becomes of each, and writes the page.

    ``again`` tries only what has not been found by an earlier run.
    """
    known = project.known_groups
    for group in groups:
        if group not in known:
            raise Failure(f"there is no group {group!r}; the groups are {', '.join(known)}.", USAGE)
    project.scratch.mkdir(parents=True, exist_ok=True)
    if project.planted is not None:
        planted(project.root, project.planted)  # an entry that has ended is told before anything takes its time
    load_plugins()
    reach = measured_reach(project, PROCESSES)
    results: list[GroupResult] = []
    for group in groups or known:
        results.append(_run_group(project, reach, group, number, again))
        _write_page(project, results, page_file)
    return results


def conclusion(project: Project, groups: Sequence[GroupResult]) -> int:
    """Prints the score of each group and what is wrong; gives the exit code."""
    for group in groups:
        print(f"{group.group}: {group.score:.0%} of {len(group.results)} defects found", flush=True)
    wrong = complaints(groups, read_reasons(project.reasons))
    for line in wrong:
        print(line, flush=True)
    return 1 if wrong else 0


def _write_page(project: Project, groups: Sequence[GroupResult], page_file: Path) -> None:
    """Writes the page, with what earlier runs told of the other groups, as soon as each has been tried."""
    results = {group.group: group for group in (*read_json(_stored(project)), *groups)}
    ordered = [results[name] for name in project.known_groups if name in results]
    write_json(ordered, _stored(project))
    untried = [name for name in project.known_groups if name not in results]
    page_file.write_text(page(ordered, read_reasons(project.reasons), SEED, untried), encoding="utf-8")


def _stored(project: Project) -> Path:
    return project.scratch / "results.json"


def _run_group(project: Project, reach: Reach, group: str, number: int, again: bool) -> GroupResult:
    started = time.monotonic()
    mutants = mutants_of(project, reach, group, number)
    before = next((each for each in read_json(_stored(project)) if each.group == group), None) if again else None
    found = {} if before is None else {r.mutant.key: r for r in before.results if r.verdict is not Verdict.SURVIVED}
    results = [found[mutant.key] for mutant in mutants if mutant.key in found]
    left = [mutant for mutant in mutants if mutant.key not in found]
    say(f"{group}: {len(left)} defects")
    for result in tried(project, reach, left, PROCESSES):
        results.append(result)
        mutant = result.mutant
        say(f"  {result.verdict}: {mutant.file}:{mutant.line}: {mutant.what or mutant.becomes}  {result.test}")
    control(project, reach, results, PROCESSES)
    order = {mutant.key: rank for rank, mutant in enumerate(mutants)}
    results.sort(key=lambda result: order[result.mutant.key])
    minutes = round((time.monotonic() - started) / 60 + (0.0 if before is None else before.minutes), 1)
    return GroupResult(group, datetime.date.today().isoformat(), minutes, tuple(results))


def mutants_of(project: Project, reach: Reach, group: str, number: int = NUMBER) -> list[Mutant]:
    """The defects of a group."""
    if group == PLANTED:
        return planted(project.root, project.planted) if project.planted else []
    files = project.files(group)
    sources = {file: source_of(project.root, file) for file in files}
    return draw(sources, {file: reach.lines(file) for file in files}, number, f"{SEED} {group}")
