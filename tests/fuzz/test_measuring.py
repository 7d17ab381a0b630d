"""What the page does with a message before Python sees it, in Node.js: ``measuring_fuzz.mjs`` says what must hold."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.runs import INPUTS_OF_SHARD, SEEDS, write_down
from tools.environment import node_program
from tools.paths import ROOT

SOURCE = ROOT / "host_page" / "measuring.js"
SCRIPT = Path(__file__).parent / "measuring_fuzz.mjs"


def run(source: Path, seed: int, count: int) -> dict[str, Any]:
    """What the fuzz says: how much it tried, or what is wrong."""
    node, env = node_program()
    command = [node, str(SCRIPT), str(source), str(seed), str(count)]
    result = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert result.stdout, result.stderr
    said: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return said


@pytest.mark.parametrize("seed", SEEDS)
def test_no_value_takes_more_than_its_share(seed: int) -> None:
    said = run(SOURCE, seed, INPUTS_OF_SHARD)
    if "problem" in said:
        place = write_down(f"measuring-{seed}.json", said["recipe"])
        pytest.fail(f"seed {seed}: {said['problem']}; {place}: {said['recipe']!r:.2000}")
    assert said["inputs"] == INPUTS_OF_SHARD
    assert said["written"] > INPUTS_OF_SHARD / 2


PLANTED = {
    "elements are not counted": ("const KEYS = 10000", "const KEYS = 1e9", "keys and elements"),
    "levels are not counted": ("const DEPTH = 64", "const DEPTH = 1e9", "levels"),
    "what writes itself is not asked": ("value?.toJSON", "value?.other", "keys and elements"),
    "an exception is let out": ("catch {", "catch (error) { throw error;", "it throws"),
    "work that grows faster than the value": (
        "path.push(inner);",
        "path.push(inner); for (let at = 0; at < inner.length * inner.length; at += 1) { characters += 0; }",
        "steps for",
    ),
    "a small value that costs much": (
        'typeof value === "bigint") {',
        'typeof value === "bigint") { for (let at = 0; at < 200000; at += 1) { keys += 0; }',
        "steps to hold it back",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_defect_is_found(name: str, tmp_path: Path) -> None:
    right, wrong, told = PLANTED[name]
    text = SOURCE.read_text(encoding="utf-8")
    assert text.count(right) == 1, f"the place to plant it: {right}"
    planted = tmp_path / "measuring.js"
    planted.write_text(text.replace(right, wrong), encoding="utf-8")
    said = run(planted, 3, 60_000)
    assert told in said.get("problem", ""), said
