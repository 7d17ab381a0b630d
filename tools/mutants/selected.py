"""pytest on chosen tests in a chosen order, in this process; and what was reached meanwhile."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Collection, Generator, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path

import coverage
import hypothesis
import pytest

from tools.mutants.project import Project

KILLED = 10
"""The exit code when a test has failed."""
_START: float = 240.0
LEAST: float = 20.0
"""Seconds that a test may take whatever it took without a defect."""
_TIMES = 20
_WAITS = 1_800.0
_MEMORY = 3 * 2**30


class Trying:
    """Runs chosen tests in their order until one fails, then ends the process at once.

    A test that takes much longer than it did without the defect ends the process by a signal (``SIGPROF``). A test with
    an unknown id is one whose parameters the defect has changed: it is tried too.
    """

    def __init__(self, order: Sequence[str], known: Collection[str], times: Mapping[str, float], told: Path) -> None:
        self._rank = {test: rank for rank, test in enumerate(order)}
        self._known = known
        self._times = times
        self._told = told

    def pytest_configure(self) -> None:
        _allow(_START)
        always_the_same_examples()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._rank or item.nodeid not in self._known]
        items[:] = sorted(chosen, key=lambda item: self._rank.get(item.nodeid, -1))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        _allow(LEAST + _TIMES * self._times.get(item.nodeid, 0.0))
        try:
            return (yield)
        finally:
            _allow(_START)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._killed_by(report.nodeid, report.longreprtext)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._killed_by(report.nodeid or "collecting", report.longreprtext)

    def _killed_by(self, test: str, text: str) -> None:
        self._told.write_text(test, encoding="utf-8")
        print(test, text, sep="\n", flush=True)
        os._exit(KILLED)


def _allow(seconds: float) -> None:
    """Ends this process when it has computed for so long, or when it just waits."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _WAITS)


class Reaching:
    """Runs tests under coverage, each as a context of its own, and notes how long each takes."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.times: dict[str, float] = {}
        self.failed: list[str] = []
        self._measured = measured

    def pytest_configure(self) -> None:
        always_the_same_examples()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        started = time.perf_counter()
        self._measured.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self._measured.switch_context("")
            self.times[item.nodeid] = time.perf_counter() - started

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def run_pytest(project: Project, files: Sequence[str], plugin: Trying | Reaching) -> int:
    """pytest's exit code for the tests of some files, in this process."""
    cache = ("-o", f"cache_dir={project.scratch / 'cache'}")
    # Plug-ins were imported by the parent of this process.
    options = ("-q", "--tb=short", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    return int(pytest.main([*options, *cache, *project.options, *files], plugins=[plugin]))


def load_plugins() -> None:
    """Imports what pytest would import in each child: once for all is enough."""
    for plugin in entry_points(group="pytest11"):
        plugin.load()


def always_the_same_examples() -> None:
    """Hypothesis tries what it tries without chance, keeps nothing, and does not look for a smaller failure."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    local = hypothesis.settings()
    hypothesis.settings.register_profile("mutants", parent=local, derandomize=True, database=None, phases=phases)
    hypothesis.settings.load_profile("mutants")


def limit_memory() -> None:
    """A defect that makes something grow without end fails, instead of the machine."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
