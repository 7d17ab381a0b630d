"""The browser for tests: found on this machine, or installed once. What is taken has been seen to start."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.messages import USAGE, Failure, say
from tools.paths import ROOT
from tools.processes import run_quietly, run_while_it_moves

VARIABLE = "CHROMIUM"
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_IN_PLAYWRIGHT_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium_headless_shell-*/chrome-*/*headless*shell*",
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
_START_SECONDS = 60
_HELP = (
    "No Chromium, Google Chrome or Microsoft Edge was found that starts, and none could be installed. Install one, or\n"
    f"name one in the environment variable {VARIABLE}, for example: {VARIABLE}=/usr/bin/chromium python3 build.py test"
)
_PROBE = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as run:
    run.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:]).close()
"""


def resolve_chromium() -> str:
    """The path of a browser that starts, installed if need be."""
    named = os.environ.get(VARIABLE)
    if named:
        program = named_chromium(os.environ)
        problem = _why_it_does_not_start(program)
        if problem:
            raise Failure(f"{VARIABLE} is {named!r}, which does not start:\n{problem}", USAGE)
        return program
    found = _first_that_starts(candidates(os.environ))
    if found is None and (_install_by_playwright() or _install_by_debian()):
        found = _first_that_starts(candidates(os.environ))
    if found is None:
        raise Failure(_HELP, USAGE)
    return found


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """A browser that is already there: the one named in the environment, or the first of the candidates."""
    if environment.get(VARIABLE):
        return named_chromium(environment)
    return next(candidates(environment), None)


def named_chromium(environment: Mapping[str, str]) -> str:
    """The program that the environment names; a :class:`Failure` when it is none."""
    named = environment[VARIABLE]
    program = shutil.which(named, path=environment.get("PATH", ""))
    if program is None:
        raise Failure(f"{VARIABLE} is {named!r}: not a program that can be run.", USAGE)
    return program


def candidates(environment: Mapping[str, str], platform: str = sys.platform) -> Iterator[str]:
    """Browsers that are there: on the path, where installers put them, Playwright's own."""
    for name in NAMES:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            yield found
    yield from (str(place) for place in installed_places(environment, platform) if _is_program(place))
    yield from _in_playwright_cache(playwright_cache(environment, platform))


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
    return ("--no-sandbox",) if _is_root() else ()


def _in_playwright_cache(cache: Path) -> Iterator[str]:
    for pattern in _IN_PLAYWRIGHT_CACHE:
        yield from (str(program) for program in sorted(cache.glob(pattern), reverse=True) if _is_program(program))


def _is_program(file: Path) -> bool:
    return file.is_file() and os.access(file, os.X_OK)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _first_that_starts(programs: Iterator[str]) -> str | None:
    for program in programs:
        problem = _why_it_does_not_start(program)
        if problem is None:
            return program
        say(f"{program} does not start:\n{problem}")
    return None


def _why_it_does_not_start(program: str) -> str | None:
    command = [sys.executable, "-c", _PROBE, program, *sandbox_arguments()]
    try:
        run_quietly(command, purpose="A start for trial", cwd=ROOT, seconds=_START_SECONDS)
    except Failure as failure:
        return str(failure)
    return None


def _install_by_playwright() -> bool:
    say("Downloading a Chromium for the tests ...")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
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


def _install_by_debian() -> bool:
    if not _is_root() or shutil.which("apt-get") is None:
        return False
    say("Installing the Debian package chromium ...")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run_quietly(["apt-get", "update"], purpose="apt-get update", cwd=ROOT, env=env, seconds=180)
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        run_quietly(install, purpose="apt-get install chromium", cwd=ROOT, env=env, seconds=600)
    except Failure as failure:
        say(str(failure))
        return False
    return True
