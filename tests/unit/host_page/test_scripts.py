"""The scripts of the page that need no page, each with a test of its own in JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.node import run_node

HERE = Path(__file__).parent
TESTS = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("script", TESTS, ids=lambda path: path.name)
def test_a_script_of_the_page(script: Path) -> None:
    result = run_node(script)
    assert result.returncode == 0, result.stdout + result.stderr
