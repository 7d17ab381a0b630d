"""Firefox for tests, as its makers ship it (Release or ESR): found on this machine, or installed once.

Playwright drives it by WebDriver BiDi: its channel ``moz-firefox``, with the program named, for on Linux the channel
alone looks in one place only. Playwright's own patched build is not used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.browsers import (
    first_that_starts,
    install_by_debian,
    is_program,
    named_program,
    on_path,
    why_it_does_not_start,
)
from tools.messages import USAGE, Failure

VARIABLE = "FIREFOX"
CHANNEL = "moz-firefox"
NAMES = ("firefox-esr", "firefox")
_ON_LINUX = ("/opt/firefox/firefox", "/snap/bin/firefox")
_ON_MACOS = "Applications/Firefox.app/Contents/MacOS/firefox"
_ON_WINDOWS = "Mozilla Firefox/firefox.exe"
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_LAUNCH = f"run.firefox.launch(channel={CHANNEL!r}, executable_path=sys.argv[1])"
HELP = (
    "No Firefox was found that starts, and none could be installed. Install one, or name one in the environment\n"
    f"variable {VARIABLE}, for example: {VARIABLE}=/usr/bin/firefox-esr python3 build.py test firefox"
)


def resolve_firefox() -> str:
    """The path of a Firefox that starts, installed if need be."""
    if os.environ.get(VARIABLE):
        program = named_program(VARIABLE, os.environ)
        problem = _why_it_does_not_start(program)
        if problem:
            raise Failure(f"{VARIABLE} is {program!r}, which does not start:\n{problem}", USAGE)
        return program
    found = first_that_starts(candidates(os.environ), _why_it_does_not_start)
    if found is None and install_by_debian("firefox-esr"):
        found = first_that_starts(candidates(os.environ), _why_it_does_not_start)
    if found is None:
        raise Failure(HELP, USAGE)
    return found


def find_firefox(environment: Mapping[str, str]) -> str | None:
    """A Firefox that is already there: the one named in the environment, or the first of the candidates."""
    if environment.get(VARIABLE):
        return named_program(VARIABLE, environment)
    return next(candidates(environment), None)


def candidates(environment: Mapping[str, str], platform: str = sys.platform) -> Iterator[str]:
    """Those that are there: on the path, and where installers put them."""
    yield from on_path(NAMES, environment)
    yield from (str(place) for place in _installed_places(environment, platform) if is_program(place))


def _installed_places(environment: Mapping[str, str], platform: str) -> list[Path]:
    if platform == "darwin":
        return [home / _ON_MACOS for home in (Path("/"), Path(environment.get("HOME", "/")))]
    if platform == "win32":
        return [Path(environment[name]) / _ON_WINDOWS for name in _WINDOWS_FOLDERS if environment.get(name)]
    return [Path(place) for place in _ON_LINUX]


def _why_it_does_not_start(program: str) -> str | None:
    return why_it_does_not_start(_LAUNCH, program)
