"""Running other programs, and one of us at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tools.messages import Failure, last_lines, without_credentials

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Waits for the lock, which goes with the file."""
        while True:
            with suppress(OSError):  # raised when ten seconds have gone by
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                return
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Waits for the lock, which goes with the file."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)


_LOOK_EVERY = 0.5


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


def _end_group(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def run_while_it_moves(
    command: Sequence[str | Path], *, purpose: str, cwd: Path, env: Mapping[str, str], watched: Path, seconds: float
) -> None:
    """Runs a program that shows its progress, until it says nothing and ``watched`` does not grow for so long."""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        heard = _Heard(process)
        last, since = (0, 0), time.monotonic()
        while process.poll() is None:
            heard.wait(_LOOK_EVERY)
            now = (heard.count, folder_size(watched))
            if now != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > seconds:
                _end_group(process)
                raise Failure(f"{purpose}: nothing has moved for {seconds:.0f} seconds.")
        heard.finish()
    if process.returncode != 0:
        raise Failure(f"{purpose}: failed with exit code {process.returncode}.")


class _Heard:
    """Passes on what a program says, as it comes, and counts it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.count = 0
        self._output = process.stdout
        self._thread = threading.Thread(target=self._pass_on, daemon=True)
        self._thread.start()

    def _pass_on(self) -> None:
        assert self._output is not None
        while piece := os.read(self._output.fileno(), 4096):
            self.count += len(piece)
            sys.stderr.write(without_credentials(piece.decode("utf-8", "replace")))
            sys.stderr.flush()

    def wait(self, seconds: float) -> None:
        self._thread.join(seconds)

    def finish(self) -> None:
        self._thread.join()


def folder_size(folder: Path) -> int:
    """The bytes of all files below a folder; what goes while it is looked at counts as nothing."""
    total = 0
    for file in folder.rglob("*"):
        with suppress(OSError):
            total += file.stat().st_size
    return total


@contextmanager
def one_at_a_time(lock_file: Path) -> Iterator[None]:
    """Holds a lock, so that two runs in one folder do not set up or build at the same time."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as handle:
        _lock(handle.fileno())
        yield
