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

OLDEST_NODE = 20
LOCK = BUILD / "lock"
_SERVING = ROOT / "requirements.txt"
_TESTING = ROOT / "requirements-dev.txt"
_NODE_REQUIREMENTS = ROOT / "requirements-node.txt"
_NPM_FILES = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")


def venv_program(name: str) -> Path:
    """A program of the virtual environment."""
    return program_of(VENV, name)


def program_of(environment: Path, name: str) -> Path:
    """A program of some virtual environment."""
    return environment / "Scripts" / f"{name}.exe" if os.name == "nt" else environment / "bin" / name


def inside_venv() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def ensure_venv(*, for_tests: bool) -> None:
    """The virtual environment exists, belongs to this Python and this folder, and has the pinned packages.

    What builds and serves the page is always there; what tests and checks need comes with the first of these. One
    that is a link belongs to another folder and is taken as it is: making it anew would empty what that folder has.
    """
    place = VENV / "place.stamp"
    python_and_folder = digest((), sys.version, str(ROOT))
    with one_at_a_time(LOCK):
        if not inside_venv() and not VENV.is_symlink() and not is_current(place, python_and_folder):
            say("Setting up the virtual environment ...")
            _create_venv()
            write_stamp(place, python_and_folder)
        _ensure_packages(_SERVING, "the Python packages")
        if for_tests:
            _ensure_packages(_TESTING, "the Python packages for tests and checks")


def _ensure_packages(requirements: Path, what: str) -> None:
    stamp = VENV / f"{requirements.stem}.stamp"
    wanted = digest([requirements])
    if not is_current(stamp, wanted):
        say(f"Installing {what} ...")
        pip_install(requirements)
        write_stamp(stamp, wanted)


def _create_venv() -> None:
    try:
        run_quietly([sys.executable, "-m", "venv", "--clear", VENV], purpose="Virtual environment", cwd=ROOT)
    except Failure as failure:
        hint = "Python's venv module is needed; on Debian and Ubuntu it is in the package python3-venv."
        raise Failure(f"{failure}\n{hint}") from failure


def pip_install(requirements: Path, into: Path = VENV) -> None:
    """Installs exactly the packages of a file into a virtual environment; another checksum is refused.

    Python compiles what it imports of them; to compile all of it took a third of the time.
    """
    options = ("--quiet", "--no-input", "--disable-pip-version-check", "--no-compile", "--no-deps", "--require-hashes")
    command = [str(program_of(into, "python")), "-m", "pip", "install", *options, "-r", str(requirements)]
    run_quietly(command, purpose="pip install", cwd=ROOT)


def enter_venv(arguments: list[str]) -> int:
    """Goes on with the Python of the virtual environment, in this same process where the system can."""
    command = [str(venv_program("python")), str(ROOT / "build.py"), *arguments]
    if os.name == "nt":  # has no exec that keeps the console
        return subprocess.call(command)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(command[0], command)


def ensure_npm_packages(*, for_tests: bool) -> None:
    """``node_modules`` holds exactly what the lock file names; without what only tests need, when these do not run.

    One that is a link is taken as it is: npm would delete the folder that it leads to.
    """
    if NODE_MODULES.is_symlink():
        return
    whole, served = (NODE_MODULES / f"{name}.stamp" for name in ("agent-workspace", "agent-workspace-served"))
    wanted = digest(_NPM_FILES)
    with one_at_a_time(LOCK):
        if is_current(whole, wanted) or (not for_tests and is_current(served, wanted)):
            return
        say("Installing the browser packages ...")
        npm, env = npm_program()
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        everything = for_tests or whole.is_file()  # who had what tests need has it again
        if not everything:
            options.append("--omit=dev")
        run_quietly([npm, "ci", *options], purpose="npm ci", cwd=ROOT, env=env)
        write_stamp(whole if everything else served, wanted)


def node_program() -> tuple[str, dict[str, str]]:
    """Node.js, and the environment to run it in."""
    npm, env = npm_program()
    return shutil.which("node", path=env.get("PATH")) or str(Path(npm).with_name("node")), env


def npm_program() -> tuple[str, dict[str, str]]:
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
