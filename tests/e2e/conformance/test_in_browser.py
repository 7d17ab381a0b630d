"""A third of the catalogue in a real browser: of each request every third case, beginning with the first.

Cases that need another configuration than the usual one are played in memory only.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conformance.case import Case
from tests.conformance.catalogue import CATALOGUE
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import Stage


def every_third() -> dict[str, Case]:
    """The chosen cases by id."""
    seen: Counter[str] = Counter()
    chosen = {}
    for case in CATALOGUE.values():
        if case.in_browser:
            if seen[case.request] % 3 == 0:
                chosen[case.id] = case
            seen[case.request] += 1
    return chosen


CASES = every_third()


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_case_in_browser(stage: Stage, case: Case) -> None:
    SITUATIONS[case.situation](stage)
    stage.play(case)


def test_the_third_has_every_request() -> None:
    requests = {case.request for case in CATALOGUE.values() if case.in_browser}
    assert {case.request for case in CASES.values()} == requests
