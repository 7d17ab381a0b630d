"""What pytest counted, summed over its runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools.messages import Failure

_CASE = "test_case["


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of tests; an error in a fixture counts as a failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_counts(report: Path) -> Counts:
    """The counts of a JUnit report as pytest writes it."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError) as error:
        raise Failure(f"{report.name}: no readable test report ({error}).") from error
    return sum((_suite_counts(suite) for suite in suites), Counts())


def read_case_counts(report: Path) -> Counts:
    """The cases of the conformance catalogue in a report; one that runs over several links passes when all do."""
    outcomes: dict[str, bool] = {}
    try:
        found = list(ElementTree.parse(report).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        found = []
    for element in found:
        name = element.get("name", "")
        if name.startswith(_CASE) and element.find("skipped") is None:
            passed = all(element.find(tag) is None for tag in ("failure", "error"))
            outcomes[name] = outcomes.get(name, True) and passed
    return Counts(sum(outcomes.values()), len(outcomes) - sum(outcomes.values()))


def _suite_counts(suite: ElementTree.Element) -> Counts:
    total, failures, errors, skipped = (
        int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return Counts(max(0, total - failed - skipped), failed, skipped)
