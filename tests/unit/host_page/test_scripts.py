"""The page's scripts, as far as they need no page: run by Node.js."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.unit.views.paper import written
from tools.environment import node_program
from tools.paths import ROOT

SCRIPTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))
MOMENTS = (0, 7.4, 59.9, 60, 61, 599, 3599.9, 3600, 36610)
FORMS = ("duration", "short", "ago", "left", "left-short", "clock")


def run_node(*arguments: str) -> str:
    node, env = node_program()
    done = subprocess.run(
        [node, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script(script: Path) -> None:
    run_node("--test", str(script))


def test_times_are_written_as_the_tests_of_the_views_take_them_to_be() -> None:
    cases = [
        (form, at, 1_800_000_000 + now) for form in FORMS for now in MOMENTS for at in (1_800_000_000, 1_800_000_061)
    ]
    code = f"""
import {{ written }} from {json.dumps((ROOT / "host_page" / "times.js").as_uri())};
console.log(JSON.stringify({json.dumps(cases)}.map(([form, at, now]) => written(form, at, now))));
"""
    found = json.loads(run_node("--input-type=module", "-e", code))
    assert found == [written(*case) for case in cases]
