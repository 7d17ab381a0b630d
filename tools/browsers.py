"""What finding a browser for the tests has in common, whichever browser it is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tools.messages import USAGE, Failure, say
from tools.paths import ROOT
from tools.processes import run_quietly

_START_SECONDS = 60
_PROBE = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as run:
    {launch}.close()
"""


def named_program(variable: str, environment: Mapping[str, str]) -> str:
    """The program that a variable of the environment names; a :class:`Failure` when it is none."""
    named = environment[variable]
    program = shutil.which(named, path=environment.get("PATH", ""))
    if program is None:
        raise Failure(f"{variable} is {named!r}: not a program that can be run.", USAGE)
    return program


def on_path(names: Iterable[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Where the programs of these names are that the environment's path leads to, in their order."""
    for name in names:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            yield found


def is_program(file: Path) -> bool:
    return file.is_file() and os.access(file, os.X_OK)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def why_it_does_not_start(launch: str, *arguments: str) -> str | None:
    """Starts a browser for trial: ``launch`` is the expression that does it, with ``arguments`` in ``sys.argv[1:]``."""
    command = [sys.executable, "-c", _PROBE.format(launch=launch), *arguments]
    try:
        run_quietly(command, purpose="A start for trial", cwd=ROOT, seconds=_START_SECONDS)
    except Failure as failure:
        return str(failure)
    return None


def install_by_debian(package: str) -> bool:
    """Installs a package of the system, as root on Debian and its like; whether that went well."""
    if not is_root() or shutil.which("apt-get") is None:
        return False
    say(f"Installing the Debian package {package} ...")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        _update_lists()
        install = ["apt-get", "install", "-y", "--no-install-recommends", package]
        run_quietly(install, purpose=f"apt-get install {package}", cwd=ROOT, env=env, seconds=600)
    except Failure as failure:
        say(str(failure))
        return False
    return True


@cache
def _update_lists() -> None:
    """Once in a run, whatever is installed then."""
    run_quietly(["apt-get", "update"], purpose="apt-get update", cwd=ROOT, seconds=180)


def first_that_starts(programs: Iterable[str], problem_of: Callable[[str], str | None]) -> str | None:
    """The first program without a problem; those of the others are told."""
    for program in programs:
        problem = problem_of(program)
        if problem is None:
            return program
        say(f"{program} does not start:\n{problem}")
    return None
