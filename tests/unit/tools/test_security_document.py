"""SECURITY.md: every test that it names exists, every threat and weakness has one, and no attack test is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tools.paths import ROOT

DOCUMENT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
THREATS = 30
WEAKNESSES = [f"V{number}" for number in range(1, 21)]
_TEST = re.compile(r"`(tests/[\w/.]+)::([^`]+)`")


def rows(heading: str) -> Mapping[str, str]:
    """The tests of each row of the table under a heading, by its first column."""
    section = DOCUMENT.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip().strip("|").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return {cells[0].strip(): cells[-1] for cells in lines[2:]}


def has_test(file: str, name: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    text = path.read_text(encoding="utf-8")
    return f'test("{name}"' in text if path.suffix == ".mjs" else re.search(rf"^def {name}\(", text, re.M) is not None


@pytest.mark.parametrize(("file", "name"), sorted(set(_TEST.findall(DOCUMENT))))
def test_every_named_test_exists(file: str, name: str) -> None:
    assert has_test(file, name), f"{file} has no {name}"


def test_every_threat_has_a_test() -> None:
    threats = rows("Threats")
    assert len(threats) == THREATS
    assert [threat for threat, tests in threats.items() if not _TEST.search(tests)] == []


def test_every_weakness_has_a_test() -> None:
    weaknesses = rows("Weaknesses found and mended")
    assert list(weaknesses) == WEAKNESSES
    assert [name for name, tests in weaknesses.items() if not _TEST.search(tests)] == []


def test_every_file_of_attacks_owns_something() -> None:
    named = {file for file, _ in _TEST.findall(DOCUMENT)}
    folders = (ROOT / "tests" / "attack", ROOT / "tests" / "e2e" / "attack")
    files = {path.relative_to(ROOT).as_posix() for folder in folders for path in folder.glob("test_*.py")}
    assert files - named == set()


def test_a_name_that_is_not_there_is_seen() -> None:
    assert not has_test("tests/attack/test_nesting.py", "test_dept")
    assert not has_test("tests/attack/test_nothing.py", "test_depth")
    assert not has_test("tests/unit/host_page/measuring.test.mjs", "a circle")
    assert has_test("tests/attack/test_nesting.py", "test_depth")
