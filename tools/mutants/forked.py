"""Work in forked children, a few at a time: nothing that one has imported or broken is there for the next."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

FELL_OVER = 70
"""The exit code of a child whose work raised."""

_Job = TypeVar("_Job")


def in_children(
    jobs: Iterable[_Job], work: Callable[[_Job], int], log_of: Callable[[_Job], Path], processes: int
) -> Iterator[tuple[_Job, int]]:
    """Does each job in a child and gives it with its exit code, or the negative number of the signal that ended it."""
    waiting = deque(jobs)
    running: dict[int, _Job] = {}
    try:
        while waiting or running:
            while waiting and len(running) < processes:
                job = waiting.popleft()
                running[_forked(job, work, log_of(job))] = job
            process, status = os.wait()
            if process in running:
                yield running.pop(process), os.waitstatus_to_exitcode(status)
    finally:
        for process in running:  # this process is being ended
            os.kill(process, signal.SIGKILL)


def _forked(job: _Job, work: Callable[[_Job], int], log: Path) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        return process
    code = FELL_OVER
    try:
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        for stream in (1, 2):
            os.dup2(output, stream)
        code = work(job)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 Whatever it is, the child ends here.
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)
