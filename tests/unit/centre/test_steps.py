"""Steps: the words of their conditions."""

from __future__ import annotations

from pathlib import Path

import pytest

from scapi.centre.steps import Condition

STATES = Path(__file__).parents[3] / "docs" / "states.md"


@pytest.mark.parametrize("condition", list(Condition), ids=lambda condition: condition.name)
def test_a_condition_is_told_in_the_words_of_the_states_page(condition: Condition) -> None:
    assert isinstance(condition.value, str)
    assert condition.value in STATES.read_text(encoding="utf-8")
