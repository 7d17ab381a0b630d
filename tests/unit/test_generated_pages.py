"""The tables of the documentation are those of the code: requests with their results, states with their conditions."""

from __future__ import annotations

from tools.generated_docs import outdated
from tools.paths import ROOT


def test_the_pages_say_what_the_tables_say() -> None:
    assert outdated(ROOT) == []
