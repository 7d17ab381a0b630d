"""Plays every case of the catalogue."""

from __future__ import annotations

import pytest

from tests.conformance.case import Case
from tests.conformance.catalogue import CATALOGUE
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import Stage


@pytest.mark.parametrize("case", CATALOGUE.values(), ids=list(CATALOGUE))
def test_case(stage: Stage, case: Case) -> None:
    SITUATIONS[case.situation](stage)
    stage.play(case)


@pytest.mark.parametrize("case", CATALOGUE.values(), ids=list(CATALOGUE))
def test_case_late(late_stage: Stage, case: Case) -> None:
    """The same comes of it when the contact centre answers late."""
    SITUATIONS[case.situation](late_stage)
    late_stage.play(case)
