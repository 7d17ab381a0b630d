"""The verb ``test``: the checks and every part of the tests, each part in a pytest of its own.

Playwright's fixtures leave an event loop running in their thread, hence the separation. Long parts are spread over the
processors; the parts that run in memory need neither the page nor a browser.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.checks import check
from tools.chromium import VARIABLE, resolve_chromium
from tools.environment import venv_program
from tools.messages import USAGE, Failure, say
from tools.paths import BUILD, ROOT
from tools.test_results import Counts, read_case_counts, read_counts

CONFORMANCE = "conformance"
PARTS = ("unit", "contract", "attack", CONFORMANCE, "e2e", "kit")
KIT_VARIABLE = "KIT_DIR"
_VENV_PROGRAMS = venv_program("python").parent
_IN_BROWSER = frozenset({"e2e", "kit"})
_SPREAD = frozenset({"unit", "attack", CONFORMANCE, "e2e"})
"""Parts that are long enough for several processes; tests stay with their neighbours, whose pages they use."""
_MOST_PROCESSES = 4
_REPORTS = BUILD / "reports"
_NO_TESTS = 5  # pytest's exit code when nothing was collected


def test(parts: Sequence[str], pytest_arguments: Sequence[str], kit: Path | None) -> int:
    """Runs the named parts, or the checks and all parts.

    The last line sums up what pytest counted; when the conformance part is named, a line about its cases follows.
    """
    named = tuple(dict.fromkeys(parts))
    _check_names(named)
    kit_folder = _kit_folder(kit)
    failed: list[str] = []
    times: dict[str, float] = {}
    if not named:
        started = time.monotonic()
        if check() != 0:
            failed.append("check")
        times["check"] = time.monotonic() - started

    # Programs that the set-up put into the virtual environment (Node.js, where the machine has none) are found first.
    env = dict(os.environ, PATH=os.pathsep.join([str(_VENV_PROGRAMS), os.environ.get("PATH", "")]))
    # One for all processes of a run, which must find the same tests in the same order.
    env.setdefault("PYTHONHASHSEED", str(os.getpid()))
    if kit_folder is not None:
        env[KIT_VARIABLE] = str(kit_folder)
    total = Counts()
    for part in named or PARTS:
        if part == "kit" and kit_folder is None:
            print("kit: skipped, no --kit DIR was given", flush=True)
            continue
        if not named and not has_tests(ROOT / "tests" / part):
            print(f"{part}: skipped, there are no tests", flush=True)
            continue
        started = time.monotonic()
        counts, passed = _run_part(part, pytest_arguments, env)
        times[part] = time.monotonic() - started
        total += counts
        if not passed:
            failed.append(part)

    print(f"Time: {', '.join(f'{part} {seconds:.0f} s' for part, seconds in times.items())}", flush=True)
    if failed:
        print(f"Failed: {', '.join(failed)}", flush=True)
    print(total, flush=True)
    if CONFORMANCE in named:
        cases = read_case_counts(_report_of(CONFORMANCE))
        print(f"conformance: {cases.passed} cases passed, {cases.failed} failed", flush=True)
    return 1 if failed else 0


def test_mutants(groups: Sequence[str], json_file: Path | None, *, survivors: bool) -> int:
    """Plants defects and tells how many of them the tests find."""
    if not hasattr(os, "fork"):
        raise Failure("mutants needs a system whose processes can fork, such as Linux or macOS.", USAGE)
    if json_file is not None and not json_file.absolute().parent.is_dir():
        raise Failure(f"--json {json_file}: its folder does not exist.", USAGE)
    options = [*(["--survivors"] if survivors else []), *(["--json", str(json_file)] if json_file else [])]
    # With the same hashes each time, the same tests are found in the same order.
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "tools.mutants", *options, *groups]
    return subprocess.call(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)


def _check_names(named: Sequence[str]) -> None:
    for part in named:
        if part not in PARTS:
            raise Failure(f"there is no part {part!r}; the parts are {', '.join(PARTS)}.", USAGE)
        if not has_tests(ROOT / "tests" / part):
            raise Failure(f"tests/{part} has no tests.", USAGE)


def _kit_folder(kit: Path | None) -> Path | None:
    if kit is None:
        return None
    if not kit.is_dir():
        raise Failure(f"--kit {kit}: not a folder.", USAGE)
    return kit.resolve()


def has_tests(folder: Path) -> bool:
    """Whether there is anything for pytest to collect."""
    return any(folder.rglob("test_*.py"))


def spread(part: str, processors: int | None = os.cpu_count()) -> tuple[str, ...]:
    """pytest's options for several processes, where that is quicker."""
    processes = min(processors or 1, _MOST_PROCESSES)
    if part not in _SPREAD or processes < 2:
        return ()
    return (f"--numprocesses={processes}", "--dist=worksteal")


def _report_of(part: str) -> Path:
    return _REPORTS / f"{part}.xml"


def _run_part(part: str, pytest_arguments: Sequence[str], env: dict[str, str]) -> tuple[Counts, bool]:
    """Runs pytest on one part; its counts, and whether all is well."""
    if part in _IN_BROWSER:
        from tools.pages import build  # reads the sources, in which the parts before may have found an error

        build()
        env[VARIABLE] = env.get(VARIABLE) or resolve_chromium()
    print(f"== {part}", flush=True)
    _REPORTS.mkdir(parents=True, exist_ok=True)
    report = _report_of(part)
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"tests/{part}", f"--junit-xml={report}"]
    status = subprocess.call([*command, *spread(part), *pytest_arguments], cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    if not report.is_file():
        return Counts(failed=1), False
    counts = read_counts(report)
    if status == _NO_TESTS:
        say(f"{part}: no test was selected")
    return counts, status == 0
