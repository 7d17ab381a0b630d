"""The verb ``audit``: the locked packages against the lists of known vulnerabilities. The only verb that asks for them.

Nothing is installed but the tool that asks, in a virtual environment of its own, so that it cannot change what is
audited. What could not be looked up is a failure, not a pass.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.environment import LOCK, npm_program, pip_install, program_of
from tools.locked import NPM_LOCK, PYTHON_LOCKS
from tools.messages import say, without_credentials
from tools.paths import BUILD, ROOT
from tools.processes import one_at_a_time, run_quietly
from tools.stamps import digest, is_current, write_stamp

_VENV = BUILD / "audit"
_REQUIREMENTS = ROOT / "requirements-audit.txt"


@dataclass(frozen=True, slots=True)
class Question:
    """One lock file, and the program that asks about what is in it."""

    lock: str
    command: Sequence[str]
    env: Mapping[str, str] | None = None


def audit() -> int:
    """Asks about every lock file and tells the outcome of each; 0 when nothing is known against any package."""
    _ensure_tool()
    outcomes = [ask(question) for question in questions()]
    return 0 if all(outcomes) else 1


def questions() -> Iterator[Question]:
    pip_audit = str(program_of(_VENV, "pip-audit"))
    for lock in PYTHON_LOCKS:
        options = ("--strict", "--require-hashes", "--disable-pip", "--progress-spinner=off")
        yield Question(lock, (pip_audit, *options, "--requirement", str(ROOT / lock)))
    npm, env = npm_program()
    # In this file audits are switched off for the sake of quick installs.
    yield Question(NPM_LOCK, (npm, "audit", "--audit=true", "--package-lock-only"), env)


def ask(question: Question) -> bool:
    """Prints one line for a lock file, and what was answered below when something is wrong."""
    env = None if question.env is None else dict(question.env)
    done = subprocess.run(
        question.command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    print(f"audit {question.lock}: {'failed' if done.returncode else 'ok'}", flush=True)
    if done.returncode:
        for line in without_credentials(done.stdout + done.stderr).splitlines():
            print(f"  {line}", flush=True)
    return done.returncode == 0


def _ensure_tool() -> None:
    stamp = _VENV / "requirements.stamp"
    wanted = digest([_REQUIREMENTS], sys.version, str(ROOT))
    with one_at_a_time(LOCK):
        if not is_current(stamp, wanted):
            say("Installing the tool for audits ...")
            run_quietly([sys.executable, "-m", "venv", "--clear", _VENV], purpose="Virtual environment", cwd=ROOT)
            pip_install(_REQUIREMENTS, into=_VENV)
            write_stamp(stamp, wanted)
