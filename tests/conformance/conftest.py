"""Opens a workspace for each case, and says at the very end how many cases passed."""

from __future__ import annotations

import pytest

from tests.conformance.case import Case
from tests.conformance.stage import Stage
from tests.support.conformance_setting import configurations, scenario
from tests.support.late_link import LateLink, Order
from tests.support.memory_link import MemoryLink

_OUTCOMES: dict[str, bool] = {}


@pytest.fixture
def stage(case: Case) -> Stage:
    """The place where a case is played: a workspace under the configuration that it names."""
    return Stage(MemoryLink(configurations()[case.configuration], scenario()))


@pytest.fixture(params=list(Order), ids=lambda order: order.value)
def late_stage(case: Case, request: pytest.FixtureRequest) -> Stage:
    """The same in front of a contact centre that answers late."""
    return Stage(LateLink(request.param, configurations()[case.configuration], scenario()))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Notes a case as passed until a phase of one of its tests fails, whichever link it is played over."""
    _, found, rest = report.nodeid.partition("::test_case[")
    if not found:
        _, found, rest = report.nodeid.partition("::test_case_late[")
        rest = next((rest.removeprefix(f"{order.value}-") for order in Order if rest.startswith(order.value)), rest)
    if found:
        _OUTCOMES[rest] = _OUTCOMES.get(rest, True) and report.outcome == "passed"


def pytest_unconfigure(config: pytest.Config) -> None:
    """After everything that pytest itself prints; of several processes only the one that has all outcomes says it."""
    if _OUTCOMES and not hasattr(config, "workerinput"):
        passed = sum(_OUTCOMES.values())
        print(f"conformance: {passed} cases passed, {len(_OUTCOMES) - passed} failed")
