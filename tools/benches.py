"""The verb ``bench``: runs every benchmark, each in a process of its own, and collects their results.

A benchmark is a module ``tests/bench/bench_*.py``. Run as a program it prints one JSON object to standard output:
``{"name": ..., "results": [{"what": ..., "value": ..., "unit": ..., "note": ...}]}``. It reports ratios within one run
wherever it can, since times differ from machine to machine.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import TypedDict, cast

from tools.chromium import VARIABLE, resolve_chromium
from tools.messages import USAGE, Failure, say
from tools.pages import build, version
from tools.paths import ROOT

_FOLDER = ROOT / "tests" / "bench"


class Result(TypedDict):
    """One measured number."""

    what: str
    value: float
    unit: str
    note: str


class Report(TypedDict):
    """What one benchmark measured."""

    name: str
    results: list[Result]


def bench(json_file: Path | None) -> int:
    """Runs all benchmarks, prints a table, and writes the results to a file when one is named."""
    if json_file is not None and not json_file.absolute().parent.is_dir():
        raise Failure(f"--json {json_file}: its folder does not exist.", USAGE)
    modules = sorted(_FOLDER.glob("bench_*.py"))
    if not modules:
        raise Failure("tests/bench has no benchmarks.", USAGE)
    build()
    env = {**os.environ, VARIABLE: resolve_chromium()}
    reports = [_measured(module, env) for module in modules]
    for line in table(reports):
        print(line, flush=True)
    if json_file is not None:
        machine = {"python": platform.python_version(), "system": platform.system(), "cpus": os.cpu_count()}
        content = {"version": version(ROOT), "machine": machine, "benchmarks": reports}
        json_file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return 0


def _measured(module: Path, env: dict[str, str]) -> Report:
    say(f"Measuring: {module.stem.removeprefix('bench_')} ...")
    name = f"tests.bench.{module.stem}"
    done = subprocess.run(
        [sys.executable, "-m", name], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        raise Failure(f"{module.name} failed with exit code {done.returncode}.")
    try:
        return cast(Report, json.loads(done.stdout))
    except ValueError as error:
        raise Failure(f"{module.name} printed no JSON object: {error}.") from error


def table(reports: list[Report]) -> list[str]:
    """The results as lines of text, one for each number."""
    rows = [(f"{report['name']}: {result['what']}", result) for report in reports for result in report["results"]]
    width = max((len(label) for label, _ in rows), default=0)
    return [f"{label:<{width}}  {row['value']:>10.3f} {row['unit']:<8} {row['note']}".rstrip() for label, row in rows]
