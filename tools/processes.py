"""Running other programs, and one of us at a time."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tools.messages import Failure, last_lines

try:
    import fcntl
except ImportError:  # Windows: runs side by side are then the user's affair
    fcntl = None  # type: ignore[assignment]


def run_quietly(
    command: Sequence[str | Path],
    *,
    purpose: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    seconds: float = 900,
) -> str:
    """Runs a program without input and returns what it said; a failure shows the end of that."""
    try:
        status, output = _captured(command, cwd, env, seconds)
    except OSError as error:
        raise Failure(f"{purpose}: {command[0]} does not start ({error.strerror}).") from error
    except subprocess.TimeoutExpired as error:
        raise Failure(f"{purpose}: no end after {seconds:.0f} seconds.") from error
    if status != 0:
        raise Failure(f"{purpose}: failed with exit code {status}.\n{last_lines(output)}")
    return output


def _captured(
    command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None, seconds: float
) -> tuple[int, str]:
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=None if env is None else dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # a time limit must end the program's own children as well
    ) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except BaseException:
            _end_group(process)
            raise
    return process.returncode, output


def _end_group(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


@contextmanager
def one_at_a_time(lock_file: Path) -> Iterator[None]:
    """Holds a lock, so that two runs in one folder do not set up or build at the same time."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as handle:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
