"""What the browser has blocked, as the traffic log tells it."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason, Verdict
from scapi.testing import FakeHost
from scapi.traffic import TrafficLog
from scapi.violations import OTHERS, SOURCES, Violations

OWN = "http://localhost:8000"


@pytest.fixture
def violations() -> Violations:
    return Violations(FakeHost(), TrafficLog(), OWN)


def notes(violations: Violations) -> list[str]:
    return [entry.decision.note for entry in violations._traffic.since()]


def test_it_is_blocked_by_the_page_s_policy(violations: Violations) -> None:
    violations.note("frame-src", "https://elsewhere.example")
    (entry,) = violations._traffic.since()
    assert (entry.decision.verdict, entry.decision.reason) == (Verdict.BLOCKED, Reason.CONTENT_SECURITY_POLICY)
    assert (entry.decision.rule, entry.decision.note) == ("frame-src", "frame-src: https://elsewhere.example")
    assert (entry.frame, entry.origin) == ("", OWN)


def test_what_comes_again_is_told_at_each_power_of_ten(violations: Violations) -> None:
    for _ in range(100_000):
        violations.note("frame-src", "https://a.example")
    assert notes(violations) == ["frame-src: https://a.example"] + [
        f"frame-src: https://a.example; {10**power} times" for power in range(1, 6)
    ]


def test_several_at_once_are_one_telling(violations: Violations) -> None:
    violations.note("img-src", "https://a.example", 1234)
    violations.note("img-src", "https://a.example", 20_000)
    assert notes(violations) == [f"img-src: https://a.example; {count} times" for count in (1234, 21_234)]


def test_a_flood_of_one_kind_hides_no_other(violations: Violations) -> None:
    for number in range(5_000):
        violations.note("frame-src", f"https://{number}.example")
    violations.note("script-src", "eval")
    assert notes(violations)[-1] == "script-src: eval"
    assert violations.counts["frame-src", OTHERS] == 5_000 - SOURCES
    assert sum(violations.counts.values()) == 5_001
    assert len(notes(violations)) < SOURCES + 10
