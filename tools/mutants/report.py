"""What a run tells: a page of the documentation, and an object for other tools."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.mutants.mutant import Mutant
from tools.mutants.project import PLANTED
from tools.mutants.trial import Result, Verdict

WANTED = 0.9
"""The part of the drawn defects of a group that must be found."""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What became of the defects of a group, in their order; ``minutes`` that it took."""

    group: str
    date: str
    minutes: float
    results: tuple[Result, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(result.verdict is verdict for result in self.results)

    @property
    def survivors(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.verdict is Verdict.SURVIVED)

    @property
    def score(self) -> float:
        """The part of the defects that was found."""
        return 1 - len(self.survivors) / len(self.results) if self.results else 0.0


def read_reasons(table: Path | None) -> dict[Key, str]:
    """Why a survivor may survive, of a table ``[[survivor]]``: ``file``, ``was``, ``becomes``, ``why``."""
    if table is None or not table.is_file():
        return {}
    entries = tomllib.loads(table.read_text(encoding="utf-8")).get("survivor", [])
    return {(entry["file"], entry["was"], entry["becomes"]): entry["why"] for entry in entries}


def complaints(groups: Iterable[GroupResult], reasons: Mapping[Key, str]) -> list[str]:
    """What is not as it must be."""
    found: list[str] = []
    for group in groups:
        if group.group == PLANTED:
            found += [f"not found: {result.mutant.what} ({result.mutant.file})" for result in group.survivors]
        elif group.score < WANTED:
            found.append(f"{group.group}: {group.score:.0%} found, {WANTED:.0%} are wanted")
        found += [
            f"{group.group}: a survivor without a reason: {result.mutant.file}: {result.mutant.was}"
            for result in group.survivors
            if result.mutant.key not in reasons
        ]
    return found


def page(groups: Sequence[GroupResult], reasons: Mapping[Key, str], seed: str, untried: Iterable[str] = ()) -> str:
    """The page of the documentation: the score of each group, and each survivor with its reason."""
    lines = [*_INTRODUCTION.format(seed=seed).splitlines(), "", "## Score", "", _HEAD, _RULE]
    for group in groups:
        numbers = (group.count(Verdict.KILLED), group.count(Verdict.TIMED_OUT), len(group.survivors))
        cells = (group.group, len(group.results), *numbers, f"{group.score:.0%}", group.date, f"{group.minutes:g}")
        lines.append(f"| {' | '.join(map(str, cells))} |")
    lines += [f"| {name} | not tried yet | | | | | | |" for name in untried]
    lines += ["", "## Survivors", ""]
    survivors = [(group.group, result) for group in groups for result in group.survivors]
    if not survivors:
        lines.append("None.")
    for name, result in survivors:
        mutant = result.mutant
        why = reasons.get(mutant.key, "no reason is known")
        lines.append(f"- {name}, `{mutant.file}`: `{_code(mutant.was)}` became `{_code(mutant.becomes)}`. {why}")
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    return text.replace("`", "'") or "nothing"


_HEAD = "| group | defects | a test failed | a test did not end | survived | found | on | minutes |"
_RULE = "| --- | --- | --- | --- | --- | --- | --- | --- |"
_INTRODUCTION = """\
# Mutants

How many defects do the tests find? `python3 build.py test mutants` plants them, one at a time, and writes this page.
It is no part of the default run.

- 40 lines are drawn in each group, over all its files, with the fixed seed {seed}, and one defect for each; only lines
  that a test reaches. The lots hang on the text of a line, so that a change elsewhere changes none. The defects are
  made by the operators of `mutmut`: another operator, number, text, constant or argument, an argument or a case left
  out, a branch that is never taken.
- Each is tried against the tests of the parts unit, contract, attack and conformance that reach its statement
  (coverage.py, one context for each test), the quick and near ones first; one on a line that runs when its module is
  imported also against those that reach anything of the module, and then against all others. Four minutes of tests
  are the most, as they took under coverage. Everything runs in memory; each trial is a process of its own.
- A defect is found when a test fails, or takes twenty times as long as without it; nothing else counts.
- *planted* are those of [`tests/mutants/planted.toml`](../tests/mutants/planted.toml): defects that the project had, or
  that its tests did not see, in the words of today's code. They are tried in each run; a text that is no longer there
  is an error.
- Every survivor needs a reason in [`tests/mutants/survivors.toml`](../tests/mutants/survivors.toml).

`--group NAME` tries one group, `--survivors` only what was not found before, and `--json FILE` writes every defect with
its verdict and the test that found it. The run fails when less than 90 % of a group are found, a planted defect
survives or a survivor has no reason."""


def write_json(groups: Iterable[GroupResult], file: Path) -> None:
    """Writes every defect with its verdict to a file."""
    text = json.dumps([_object(group) for group in groups], indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def read_json(file: Path) -> list[GroupResult]:
    """The results of earlier runs, one for each group; none when there is no such file."""
    if not file.is_file():
        return []
    return [_group(entry) for entry in json.loads(file.read_text(encoding="utf-8"))]


def _object(group: GroupResult) -> dict[str, object]:
    defects = [
        {
            "file": result.mutant.file,
            "line": result.mutant.line,
            "was": result.mutant.was,
            "becomes": result.mutant.becomes,
            "what": result.mutant.what,
            "verdict": result.verdict.value,
            "test": result.test,
        }
        for result in group.results
    ]
    return {"group": group.group, "date": group.date, "minutes": group.minutes, "defects": defects}


def _group(entry: Mapping[str, Any]) -> GroupResult:
    results = tuple(
        Result(
            Mutant(
                each["file"], each["line"], each["line"], each["line"], each["was"], each["becomes"], "", each["what"]
            ),
            Verdict(each["verdict"]),
            each["test"],
        )
        for each in entry["defects"]
    )
    return GroupResult(entry["group"], entry["date"], entry["minutes"], results)
