from pathlib import Path

from tools.mutants.mutant import Mutant
from tools.mutants.report import GroupResult, complaints, page, read_json, read_reasons, write_json
from tools.mutants.trial import Result, Verdict

SURVIVOR = Result(Mutant("a.py", 3, 3, 3, "return n * 2", "return n * 3", "..."), Verdict.SURVIVED)
FOUND = Result(Mutant("a.py", 4, 4, 4, "return 1", "return 2", "..."), Verdict.KILLED, "tests/test_a.py::test")
ENDLESS = Result(Mutant("a.py", 5, 5, 5, "n -= 1", "n -= 0", "...", what="for ever"), Verdict.TIMED_OUT)


def group(*results: Result, name: str = "all") -> GroupResult:
    return GroupResult(name, "2026-01-31", 1.5, results)


def test_the_score_counts_what_a_test_found_and_what_did_not_end() -> None:
    assert group(FOUND, FOUND, ENDLESS, SURVIVOR).score == 0.75
    assert group().score == 0.0


def test_too_low_a_score_is_told() -> None:
    assert complaints([group(*[FOUND] * 8, SURVIVOR)], {SURVIVOR.mutant.key: "Nobody minds."}) == [
        "all: 89% found, 90% are wanted"
    ]


def test_a_survivor_needs_a_reason(tmp_path: Path) -> None:
    enough = group(*[FOUND] * 9, SURVIVOR)
    assert complaints([enough], {}) == ["all: a survivor without a reason: a.py: return n * 2"]
    table = tmp_path / "survivors.toml"
    lines = ("[[survivor]]", "file = 'a.py'", "was = 'return n * 2'", "becomes = 'return n * 3'", "why = 'Why not?'")
    table.write_text("\n".join(lines), encoding="utf-8")
    assert complaints([enough], read_reasons(table)) == []
    assert read_reasons(None) == read_reasons(tmp_path / "none.toml") == {}


def test_every_planted_defect_must_be_found() -> None:
    planted = group(*[FOUND] * 99, SURVIVOR, name="planted")
    assert complaints([planted], {SURVIVOR.mutant.key: "Nobody minds."}) == ["not found:  (a.py)"]


def test_the_page_has_the_score_and_each_survivor_with_its_reason() -> None:
    text = page([group(FOUND, ENDLESS, SURVIVOR)], {SURVIVOR.mutant.key: "Nobody minds."}, "7")
    assert "seed 7" in text
    assert "| all | 3 | 1 | 1 | 1 | 67% | 2026-01-31 | 1.5 |" in text
    assert "- all, `a.py`: `return n * 2` became `return n * 3`. Nobody minds." in text
    assert "## Survivors\n\nNone." in page([group(FOUND)], {}, "7")
    assert "| planted | not tried yet |" in page([group(FOUND)], {}, "7", ["planted"])


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_json([group(FOUND, ENDLESS, SURVIVOR)], tmp_path / "results.json")
    (read,) = read_json(tmp_path / "results.json")
    assert (read.group, read.date, read.minutes) == ("all", "2026-01-31", 1.5)
    told = [(each.mutant.key, each.mutant.line, each.mutant.what, each.verdict, each.test) for each in read.results]
    assert told == [
        (each.mutant.key, each.mutant.line, each.mutant.what, each.verdict, each.test)
        for each in (FOUND, ENDLESS, SURVIVOR)
    ]
    assert read_json(tmp_path / "none.json") == []
