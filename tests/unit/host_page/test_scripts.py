"""The scripts of the page that need no page, each with a test of its own in JavaScript."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.node import run_node
from tests.unit.views.paper import written
from tools.paths import ROOT

HERE = Path(__file__).parent
TESTS = sorted(HERE.glob("*.test.mjs"))
MOMENTS = (0, 7.4, 59.9, 60, 61, 599, 3599.9, 3600, 36610)
FORMS = ("duration", "short", "ago", "left", "left-short", "clock")


@pytest.mark.parametrize("script", TESTS, ids=lambda path: path.name)
def test_a_script_of_the_page(script: Path) -> None:
    result = run_node(script)
    assert result.returncode == 0, result.stdout + result.stderr


def test_times_are_written_as_the_tests_of_the_views_take_them_to_be(tmp_path: Path) -> None:
    cases = [
        (form, at, 1_800_000_000 + now) for form in FORMS for now in MOMENTS for at in (1_800_000_000, 1_800_000_061)
    ]
    script = tmp_path / "times.mjs"
    script.write_text(f"""
import {{ written }} from {json.dumps((ROOT / "host_page" / "times.js").as_uri())};
console.log(JSON.stringify({json.dumps(cases)}.map(([form, at, now]) => written(form, at, now))));
""")
    result = run_node(script)
    assert json.loads(result.stdout) == [written(*case) for case in cases], result.stderr
