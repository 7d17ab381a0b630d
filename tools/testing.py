"""The verb ``test``: the checks and every part of the tests.

Each part that is named has a pytest of its own, and so have those with a browser: Playwright's fixtures leave an event
loop running in their thread. In a run of all parts those in memory share one, which begins and ends once. They need
neither the page nor a browser. What is long is spread over the processors.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

from tools import chromium, firefox
from tools.checks import check
from tools.chromium import resolve_chromium
from tools.environment import ensure_npm_packages, venv_program
from tools.firefox import resolve_firefox
from tools.messages import USAGE, Failure, say
from tools.paths import BUILD, ROOT
from tools.test_results import Counts, read_case_counts, read_counts

CONFORMANCE = "conformance"
CHROMIUM = "chromium"
FIREFOX = "firefox"
FUZZ = "fuzz"
GWS = "gws"
GWS_IN_BROWSER = "gws in a browser"
"""What a run of the part that is named ``gws`` has besides; a run of all parts has it among the tests in a browser."""
_WITHOUT_BROWSER = ("unit", "contract", "attack", CONFORMANCE, FUZZ, GWS)
PARTS = (*_WITHOUT_BROWSER, "e2e", FIREFOX, "kit")
IN_MEMORY = "in memory"
"""What a run of all parts has of those without a browser: all of them in one."""
ALL = (IN_MEMORY, *PARTS[len(_WITHOUT_BROWSER) :])
"""What a run of all parts runs."""
ACCESSIBILITY = "accessibility"
"""Every situation in every look; a run of all parts has some of them among those in a browser."""
NAMED_ONLY = (ACCESSIBILITY,)
"""Parts that a run of all parts leaves out."""
KIT_VARIABLE = "KIT_DIR"
FUZZ_VARIABLE = "FUZZ_INPUTS"
FUZZ_INPUTS = {"named": 1_000_000, "among all": 20_000}
"""Inputs for each thing that is fuzzed: when the part is named, and in a run of all parts."""
_RESOLVE = {CHROMIUM: resolve_chromium, FIREFOX: resolve_firefox}
_VENV_PROGRAMS = venv_program("python").parent
_IN_BROWSER = frozenset({"e2e", GWS_IN_BROWSER, FIREFOX, "kit", ACCESSIBILITY})
_SPREAD = frozenset(
    {IN_MEMORY, "unit", "attack", CONFORMANCE, FUZZ, GWS, "e2e", GWS_IN_BROWSER, FIREFOX, ACCESSIBILITY}
)
"""Parts that are long enough for several processes; tests stay with their neighbours, whose pages they use."""
_MOST_PROCESSES = 4
_IN_FIREFOX = ("e2e/test_boot.py", "e2e/contract", "e2e/attack")
_FIRST_IN_FIREFOX = (
    "e2e/test_boot.py",
    "e2e/attack/test_sandbox_left.py",
    "e2e/attack/test_unregistered_sibling.py",
)
"""Those that a run of all parts has time for."""
_REPORTS = BUILD / "reports"
_NO_TESTS = 5  # pytest's exit code when nothing was collected


def test(parts: Sequence[str], pytest_arguments: Sequence[str], kit: Path | None) -> int:
    """Runs the named parts, or the checks and all parts.

    The last line sums up what pytest counted; when the conformance part is named, a line about its cases follows.
    """
    named = tuple(dict.fromkeys(parts))
    _check_names(named)
    kit_folder = _kit_folder(kit)
    beside = ThreadPoolExecutor(max_workers=1)
    try:
        return _tested(named, pytest_arguments, kit_folder, beside)
    finally:
        beside.shutdown(cancel_futures=True)


def _tested(named: Sequence[str], pytest_arguments: Sequence[str], kit: Path | None, beside: Executor) -> int:
    failed: list[str] = []
    times: dict[str, float] = {}
    browsers = Browsers(beside)
    if not named:
        started = time.monotonic()
        packages = beside.submit(ensure_npm_packages, for_tests=True)
        page = beside.submit(_build_quietly)
        browsers.look_for(CHROMIUM, FIREFOX)
        if check() != 0:
            failed.append("check")
        packages.result()
        page.result()
        times["check"] = time.monotonic() - started

    # Programs that the set-up put into the virtual environment (Node.js, where the machine has none) are found first.
    env = dict(os.environ, PATH=os.pathsep.join([str(_VENV_PROGRAMS), os.environ.get("PATH", "")]))
    # One for all processes of a run, which must find the same tests in the same order.
    env.setdefault("PYTHONHASHSEED", str(os.getpid()))
    if kit is not None:
        env[KIT_VARIABLE] = str(kit)
    # All parts import the same modules, which are compiled once, beside their sources as Python does it by itself.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env.setdefault(FUZZ_VARIABLE, str(FUZZ_INPUTS["named" if FUZZ in named else "among all"]))
    total = Counts()
    for part in with_browser(named) or ALL:
        missing = _why_not(part, kit, browsers, among_all=not named)
        if missing:
            print(f"{part}: skipped, {missing}", flush=True)
            continue
        started = time.monotonic()
        counts, passed = _run_part(part, folders(part, among_all=not named), pytest_arguments, env, browsers)
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


class Browsers:
    """The browsers of a run: each is looked for once, and installed if need be, beside what does not need it yet."""

    def __init__(self, beside: Executor) -> None:
        self._beside = beside
        self._coming: dict[str, Future[str]] = {}

    def look_for(self, *names: str) -> None:
        """Begins to; they are found one after the other."""
        for name in names:
            if name not in self._coming:
                self._coming[name] = self._beside.submit(_RESOLVE[name])

    def path(self, name: str) -> str:
        """The program, once it is found; a :class:`Failure` when there is none."""
        self.look_for(name)
        return self._coming[name].result()


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


def _build_quietly() -> None:
    """Builds the page. What goes wrong is told when a part needs the page."""
    command = [sys.executable, str(ROOT / "build.py"), "build"]
    quiet = subprocess.DEVNULL
    subprocess.call(command, cwd=ROOT, stdin=quiet, stdout=quiet, stderr=quiet)


def _check_names(named: Sequence[str]) -> None:
    for part in named:
        if part not in (*PARTS, *NAMED_ONLY):
            raise Failure(f"there is no part {part!r}; the parts are {', '.join((*PARTS, *NAMED_ONLY))}.", USAGE)
        if not any(has_tests(folder) for folder in folders(part, among_all=False)):
            raise Failure(f"tests/{part} has no tests.", USAGE)


def _kit_folder(kit: Path | None) -> Path | None:
    if kit is None:
        return None
    if not kit.is_dir():
        raise Failure(f"--kit {kit}: not a folder.", USAGE)
    return kit.resolve()


def _why_not(part: str, kit: Path | None, browsers: Browsers, *, among_all: bool) -> str:
    """Why a part is left out; empty for one that runs."""
    if part == "kit" and kit is None:
        return "no --kit DIR was given"
    if among_all and not any(has_tests(folder) for folder in folders(part, among_all=True)):
        return "there are no tests"
    if among_all and part == FIREFOX:
        try:
            browsers.path(FIREFOX)
        except Failure as failure:
            return str(failure)
    return ""


def folders(part: str, *, among_all: bool) -> tuple[Path, ...]:
    """Where the tests of a part are: folders and files. Firefox runs those of Chromium, in a run of all parts a few."""
    if part == FIREFOX:
        return tuple(ROOT / "tests" / place for place in (_FIRST_IN_FIREFOX if among_all else _IN_FIREFOX))
    if part == IN_MEMORY:
        return tuple(place for each in _WITHOUT_BROWSER for place in folders(each, among_all=True) if has_tests(place))
    return (ROOT / "tests" / "e2e" / GWS if part == GWS_IN_BROWSER else ROOT / "tests" / part,)


def with_browser(named: Sequence[str]) -> tuple[str, ...]:
    """The parts that run when some are named: with ``gws`` what it has in a browser, unless all of e2e runs."""
    more = (GWS_IN_BROWSER,) if GWS in named and "e2e" not in named else ()
    return (*named, *more)


def has_tests(place: Path) -> bool:
    """Whether there is anything for pytest to collect."""
    return place.is_file() or any(place.rglob("test_*.py"))


def spread(part: str, processors: int | None = os.cpu_count()) -> tuple[str, ...]:
    """pytest's options for several processes, where that is quicker."""
    processes = min(processors or 1, _MOST_PROCESSES)
    if part not in _SPREAD or processes < 2:
        return ()
    return (f"--numprocesses={processes}", "--dist=worksteal")


def _report_of(part: str) -> Path:
    return _REPORTS / f"{part}.xml"


def _run_part(
    part: str, places: Sequence[Path], pytest_arguments: Sequence[str], env: dict[str, str], browsers: Browsers
) -> tuple[Counts, bool]:
    """Runs pytest on one part; its counts, and whether all is well."""
    options: list[str] = []
    if part in _IN_BROWSER:
        from tools.pages import build  # reads the sources, in which the parts before may have found an error

        build()
    if part == FIREFOX:
        env[firefox.VARIABLE] = browsers.path(FIREFOX)
        options.append(f"--browser={FIREFOX}")
    elif part in _IN_BROWSER:
        env[chromium.VARIABLE] = browsers.path(CHROMIUM)
    print(f"== {part}", flush=True)
    _REPORTS.mkdir(parents=True, exist_ok=True)
    report = _report_of(part)
    report.unlink(missing_ok=True)
    names = [str(place.relative_to(ROOT)) for place in places]
    command = [sys.executable, "-m", "pytest", *names, f"--junit-xml={report}", *options, *spread(part)]
    status = subprocess.call([*command, *pytest_arguments], cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    if not report.is_file():
        return Counts(failed=1), False
    counts = read_counts(report)
    if status == _NO_TESTS:
        say(f"{part}: no test was selected")
        return counts, part == GWS_IN_BROWSER  # nobody has named it
    return counts, status == 0
