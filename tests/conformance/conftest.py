"""Opens a workspace for each case, and says at the very end how many cases passed."""

from __future__ import annotations

import pytest

from tests.conformance.case import Case
from tests.conformance.stage import Stage
from tests.support.conformance_setting import configurations, scenario
from tests.support.memory_link import MemoryLink

_OUTCOMES: dict[str, bool] = {}


@pytest.fixture
def stage(case: Case) -> Stage:
    """The place where a case is played: a workspace under the configuration that it names."""
    return Stage(MemoryLink(configurations()[case.configuration], scenario()))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Notes a case as passed until one of its phases fails."""
    if "::test_case[" in report.nodeid:
        _OUTCOMES[report.nodeid] = _OUTCOMES.get(report.nodeid, True) and report.outcome == "passed"


def pytest_unconfigure(config: pytest.Config) -> None:
    """After everything that pytest itself prints; of several processes only the one that has all outcomes says it."""
    if _OUTCOMES and not hasattr(config, "workerinput"):
        passed = sum(_OUTCOMES.values())
        print(f"conformance: {passed} cases passed, {len(_OUTCOMES) - passed} failed")
