"""The virtual environment and the npm packages: made when missing, left alone when nothing changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.messages import Failure, say
from tools.paths import BUILD, NODE_MODULES, ROOT, VENV
from tools.processes import one_at_a_time, run_quietly
from tools.stamps import digest, is_current, write_stamp

OLDEST_NODE = 18
LOCK = BUILD / "lock"
_REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
_NODE_REQUIREMENTS = ROOT / "requirements-node.txt"
_NPM_FILES = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")


def venv_program(name: str) -> Path:
    """A program of the virtual environment."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def inside_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def ensure_venv() -> None:
    """The virtual environment exists, belongs to this Python and this folder, and has the pinned packages."""
    place = VENV / "place.stamp"
    packages = VENV / "packages.stamp"
    python_and_folder = digest((), sys.version, str(ROOT))
    wanted = digest(_REQUIREMENTS)
    with one_at_a_time(LOCK):
        if not inside_venv() and not is_current(place, python_and_folder):
            say("Setting up the virtual environment ...")
            _create_venv()
            write_stamp(place, python_and_folder)
        if not is_current(packages, wanted):
            say("Installing the Python packages ...")
            pip_install(*_REQUIREMENTS)
            write_stamp(packages, wanted)


def _create_venv() -> None:
    try:
        run_quietly([sys.executable, "-m", "venv", "--clear", VENV], purpose="Virtual environment", cwd=ROOT)
    except Failure as failure:
        hint = "Python's venv module is needed; on Debian and Ubuntu it is in the package python3-venv."
        raise Failure(f"{failure}\n{hint}") from failure


def pip_install(*requirement_files: Path) -> None:
    """Installs pinned packages into the virtual environment."""
    files = [part for file in requirement_files for part in ("-r", file)]
    quiet = ("--quiet", "--no-input", "--disable-pip-version-check")
    run_quietly([venv_program("python"), "-m", "pip", "install", *quiet, *files], purpose="pip install", cwd=ROOT)


def enter_venv(arguments: list[str]) -> int:
    """Goes on with the Python of the virtual environment, in this same process where the system can."""
    command = [str(venv_program("python")), str(ROOT / "build.py"), *arguments]
    if os.name == "nt":  # has no exec that keeps the console
        return subprocess.call(command)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)


def ensure_npm_packages() -> None:
    """``node_modules`` holds exactly what the lock file names."""
    stamp = NODE_MODULES / "agent-workspace.stamp"
    wanted = digest(_NPM_FILES)
    with one_at_a_time(LOCK):
        if is_current(stamp, wanted):
            return
        say("Installing the browser packages ...")
        npm, env = _npm()
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        run_quietly([npm, "ci", *quiet], purpose="npm ci", cwd=ROOT, env=env)
        write_stamp(stamp, wanted)


def _npm() -> tuple[str, dict[str, str]]:
    """npm, and the environment in which it finds its Node.js."""
    npm = shutil.which("npm")
    if npm and _node_major(shutil.which("node")) >= OLDEST_NODE:
        return npm, dict(os.environ)
    own_node = venv_program("node")
    if not (own_node.exists() and venv_program("npm").exists()):
        say("Installing Node.js into the virtual environment ...")
        pip_install(_NODE_REQUIREMENTS)
    path = os.pathsep.join([str(own_node.parent), os.environ.get("PATH", "")])
    # Trusts the certificates that the system trusts, as a Node.js of the system would.
    return str(venv_program("npm")), {**os.environ, "PATH": path, "NODE_USE_SYSTEM_CA": "1"}


def _node_major(node: str | None) -> int:
    if node is None:
        return 0
    try:
        answer = run_quietly([node, "--version"], purpose="node --version", cwd=ROOT, seconds=20)
    except Failure:
        return 0  # a Node.js that does not run is none
    return node_major(answer)


def node_major(answer: str) -> int:
    """The major version in what ``node --version`` prints; 0 when there is none."""
    match = re.match(r"v(\d+)\.", answer.strip())
    return int(match[1]) if match else 0
