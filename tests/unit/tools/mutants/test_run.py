"""A run over a tiny package, in a process of its own, as the verb starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants.report import read_json
from tools.mutants.trial import Verdict
from tools.paths import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the run needs a system that can fork")

MODULE = """
def fits(number):
    return number <= 10


def unchecked(number):
    return number * 2


def count_down(number):
    while number > 0:
        number -= 1
    return number
"""
ALONE = """
def large(number):
    return number > 3


def unreached():
    return 1
"""
TESTS = """
from apart import alone
from package import module


def test_large():
    assert not alone.large(3)


def test_fits():
    assert module.fits(10)
    assert not module.fits(11)


def test_unchecked():
    assert module.unchecked(1) is not None


def test_count_down():
    assert module.count_down(2) == 0
"""
PLANTED = """
[[defect]]
file = "package/module.py"
was = 'number <= 10'
becomes = 'number < 10'
what = "killed"

[[defect]]
file = "package/module.py"
was = 'number * 2'
becomes = 'number * 3'
what = "survives"

[[defect]]
file = "package/module.py"
was = 'number -= 1'
becomes = 'number -= 0'
what = "never ends"

[[defect]]
file = "package/module.py"
was = 'def fits(number):'
becomes = 'def fit(number):'
what = "gone"

[[defect]]
file = "apart/alone.py"
was = 'number > 3'
becomes = 'number >= 3'
what = "of no group"

[[defect]]
file = "apart/alone.py"
was = 'return 1'
becomes = 'return 2'
what = "reached by nobody"
"""
RUN = """
import sys
from pathlib import Path
from tools.mutants import selected
from tools.mutants.project import Project
from tools.mutants.run import conclusion, run

selected.LEAST = 0.3
root = Path.cwd()
groups = {"all": ("package/*.py",)}
project = Project(root, groups, ("tests/test_*.py",), root / "scratch", planted=root / "planted.toml")
again = "--survivors" in sys.argv
groups = [word for word in sys.argv[1:] if word != "--survivors"]
sys.exit(conclusion(project, run(project, groups, root / "page.md", again=again, number=3)))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {
        "package/module.py": MODULE, "package/__init__.py": "", "apart/alone.py": ALONE, "apart/__init__.py": "",
        "tests/test_module.py": TESTS, "planted.toml": PLANTED,
        "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(project: Path, *groups: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", RUN, *groups], cwd=project, env=env, capture_output=True, text=True, check=False
    )


def test_a_run_tells_what_was_found_what_was_not_and_what_does_not_end(project: Path) -> None:
    before = (project / "package" / "module.py").read_bytes()
    done = run(project)
    assert done.returncode == 1, done.stderr
    results = {group.group: group for group in read_json(project / "scratch" / "results.json")}
    verdicts = {each.mutant.what: (each.verdict, each.test) for each in results["planted"].results}
    assert verdicts == {
        "killed": (Verdict.KILLED, "tests/test_module.py::test_fits"),
        "survives": (Verdict.SURVIVED, ""),
        "never ends": (Verdict.TIMED_OUT, ""),
        "gone": (Verdict.KILLED, "tests/test_module.py::test_fits"),
        "of no group": (Verdict.KILLED, "tests/test_module.py::test_large"),
        "reached by nobody": (Verdict.SURVIVED, ""),
    }
    assert len(results["all"].results) == 3
    assert "not found: survives (package/module.py)" in done.stdout
    assert "planted: 67% of 6 defects found" in done.stdout
    assert "`return number * 2` became `return number * 3`" in (project / "page.md").read_text(encoding="utf-8")
    assert (project / "package" / "module.py").read_bytes() == before


def test_what_survived_is_tried_again_when_it_is_asked_for(project: Path) -> None:
    run(project, "planted")
    with (project / "tests" / "test_module.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef test_twice():\n    assert module.unchecked(2) == 4\n")
        file.write("\n\ndef test_unreached():\n    assert alone.unreached() == 1\n")
    done = run(project, "--survivors", "planted")
    assert done.returncode == 0, done.stderr
    assert "planted: 2 defects" in done.stderr
    (planted,) = read_json(project / "scratch" / "results.json")
    assert [each.test.rpartition("::")[2] for each in planted.results] == [
        "test_fits", "test_twice", "", "test_fits", "test_large", "test_unreached",
    ]  # fmt: skip


def test_tests_that_fail_without_a_defect_end_the_run(project: Path) -> None:
    with (project / "tests" / "test_module.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef test_wrong():\n    assert not module.fits(1)\n")
    done = run(project)
    assert done.returncode != 0
    assert "Without any defect the tests must pass" in done.stderr
    assert not (project / "scratch" / "results.json").exists()


def test_an_unknown_group_is_told(project: Path) -> None:
    assert "the groups are all, planted" in run(project, "nobody").stderr
