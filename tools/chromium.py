"""The browser for tests and benchmarks: found on this machine, or installed once. What is taken has been seen to start.

Tests take the headless shell where there is one: the same engine in the same processes, without the windows, menus and
address bar that nobody sees, for three quarters of the work. Benchmarks take what people use.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from tools.browsers import (
    first_that_starts,
    install_by_debian,
    is_program,
    is_root,
    named_program,
    on_path,
    why_it_does_not_start,
)
from tools.messages import USAGE, Failure, say
from tools.paths import ROOT
from tools.processes import run_while_it_moves

VARIABLE = "CHROMIUM"
SHELL_NAMES = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_SHELLS_IN_PLAYWRIGHT_CACHE = ("chromium_headless_shell-*/chrome-*/*headless*shell*",)
_IN_PLAYWRIGHT_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
# Where the installers of Chrome and Edge put them: what Playwright calls its channels "chrome" and "msedge".
_ON_LINUX = ("/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge")
_ON_MACOS = (
    "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "Applications/Chromium.app/Contents/MacOS/Chromium",
    "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_STILL_SECONDS = 60
_HELP = (
    "No Chromium, Google Chrome or Microsoft Edge was found that starts, and none could be installed. Install one, or\n"
    f"name one in the environment variable {VARIABLE}, for example: {VARIABLE}=/usr/bin/chromium python3 build.py test"
)
_LAUNCH = "run.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:])"


class Use(Enum):
    """What the browser is for: which ones will do, the best first, and what is installed when there is none."""

    TESTS = "tests"
    """The headless shell, or else any."""
    MEASURING = "measuring"
    """One with windows, as people have it."""


_DEBIAN_PACKAGES = {Use.TESTS: ("chromium-headless-shell", "chromium"), Use.MEASURING: ("chromium",)}
"""The first that the distribution has; some have no shell."""


def resolve_chromium(use: Use = Use.TESTS) -> str:
    """The path of a browser that starts, installed if need be."""
    named = os.environ.get(VARIABLE)
    if named:
        program = named_program(VARIABLE, os.environ)
        problem = _why_it_does_not_start(program)
        if problem:
            raise Failure(f"{VARIABLE} is {named!r}, which does not start:\n{problem}", USAGE)
        return program
    found = first_that_starts(candidates(os.environ, use=use), _why_it_does_not_start)
    if found is None and (_install_by_playwright(use) or any(map(install_by_debian, _DEBIAN_PACKAGES[use]))):
        found = first_that_starts(candidates(os.environ, use=use), _why_it_does_not_start)
    if found is None:
        raise Failure(_HELP, USAGE)
    return found


def find_chromium(environment: Mapping[str, str], use: Use = Use.TESTS) -> str | None:
    """A browser that is already there: the one named in the environment, or the first of the candidates."""
    if environment.get(VARIABLE):
        return named_program(VARIABLE, environment)
    return next(candidates(environment, use=use), None)


def candidates(environment: Mapping[str, str], platform: str = sys.platform, *, use: Use = Use.TESTS) -> Iterator[str]:
    """Browsers that are there: on the path, where installers put them, Playwright's own."""
    cache = playwright_cache(environment, platform)
    if use is Use.TESTS:
        yield from on_path(SHELL_NAMES, environment)
        yield from _in_cache(cache, _SHELLS_IN_PLAYWRIGHT_CACHE)
    yield from on_path(NAMES, environment)
    yield from (str(place) for place in installed_places(environment, platform) if is_program(place))
    yield from _in_cache(cache, _IN_PLAYWRIGHT_CACHE)


def installed_places(environment: Mapping[str, str], platform: str) -> list[Path]:
    """Where installers put browsers that are not on the path."""
    if platform == "darwin":
        homes = (Path("/"), Path(environment.get("HOME", "/")))
        return [home / place for place in _ON_MACOS for home in homes]
    if platform == "win32":
        folders = [Path(environment[name]) for name in _WINDOWS_FOLDERS if environment.get(name)]
        return [folder / place for place in _ON_WINDOWS for folder in folders]
    return [Path(place) for place in _ON_LINUX]


def playwright_cache(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder in which Playwright keeps its browsers."""
    chosen = environment.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if chosen not in ("", "0"):
        return Path(chosen)
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or ".")
    if platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home) / "ms-playwright"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


def sandbox_arguments() -> tuple[str, ...]:
    """Chromium's own sandbox does not start as root; everybody else keeps it."""
    return ("--no-sandbox",) if is_root() else ()


def _in_cache(cache: Path, patterns: Iterable[str]) -> Iterator[str]:
    """Playwright's own, the newest first."""
    for pattern in patterns:
        yield from (str(program) for program in sorted(cache.glob(pattern), reverse=True) if is_program(program))


def _why_it_does_not_start(program: str) -> str | None:
    return why_it_does_not_start(_LAUNCH, program, *sandbox_arguments())


def _install_by_playwright(use: Use) -> bool:
    say(f"Downloading a Chromium for {use.value} ...")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}
        which = "--only-shell" if use is Use.TESTS else "--no-shell"
        command = [sys.executable, "-m", "playwright", "install", which, "chromium"]
        try:
            run_while_it_moves(
                command,
                purpose="playwright install",
                cwd=ROOT,
                env=env,
                watched=Path(folder),
                seconds=_STILL_SECONDS,
            )
        except Failure as failure:
            say(str(failure))
            return False
    return True
