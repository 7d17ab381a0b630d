"""The browser for tests: found, or fetched, once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.messages import USAGE, Failure, say
from tools.paths import ROOT
from tools.processes import run_quietly

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_IN_PLAYWRIGHT_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
    "chromium_headless_shell-*/chrome-*/*headless*shell*",
)
_DOWNLOAD_SECONDS = 25
_HELP = (
    "No Chromium was found, and none could be installed. Install Chromium or Google Chrome, or name one in the\n"
    f"environment variable {VARIABLE}, for example: {VARIABLE}=/usr/bin/chromium python3 build.py test e2e"
)


def resolve_chromium() -> str:
    """The path of a Chromium, installed if need be."""
    found = find_chromium(os.environ)
    if found is None:
        found = _installed_by_playwright() or _installed_by_debian()
    if found is None:
        raise Failure(_HELP, USAGE)
    return found


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """A Chromium that is already there: the one named in the environment, one on the path, or Playwright's own."""
    named = environment.get(VARIABLE)
    if named:
        if shutil.which(named, path=environment.get("PATH", "")) is None:
            raise Failure(f"{VARIABLE} is {named!r}: not a program that can be run.", USAGE)
        return named
    for name in NAMES:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            return found
    return _in_playwright_cache(playwright_cache(environment))


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


def _in_playwright_cache(cache: Path) -> str | None:
    for pattern in _IN_PLAYWRIGHT_CACHE:
        for program in sorted(cache.glob(pattern), reverse=True):
            if program.is_file() and os.access(program, os.X_OK):
                return str(program)
    return None


def _installed_by_playwright() -> str | None:
    say("Looking for a Chromium to download ...")
    try:
        run_quietly(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            purpose="playwright install",
            cwd=ROOT,
            seconds=_DOWNLOAD_SECONDS,
        )
    except Failure as failure:
        say(str(failure).splitlines()[0])
        return None
    return find_chromium(os.environ)


def _installed_by_debian() -> str | None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or shutil.which("apt-get") is None:
        return None
    say("Installing the Debian package chromium ...")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        run_quietly(["apt-get", "update"], purpose="apt-get update", cwd=ROOT, env=env, seconds=180)
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        run_quietly(install, purpose="apt-get install chromium", cwd=ROOT, env=env, seconds=600)
    except Failure as failure:
        say(str(failure))
        return None
    return find_chromium(os.environ)
