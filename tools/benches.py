"""The verb ``bench``: runs the benchmarks, each in a process of its own, and collects their rows.

A benchmark is a module ``tests/bench/bench_*.py``. Run as a program it prints its rows to standard output as JSON. What
two things take is measured in turns within one run and told as a ratio, since times differ from machine to machine.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypedDict, cast

from tools.chromium import VARIABLE, Use, resolve_chromium
from tools.messages import USAGE, Failure, say
from tools.pages import build
from tools.paths import ROOT

_FOLDER = ROOT / "tests" / "bench"
_PREFIX = "bench_"


class Row(TypedDict):
    """One measured number.

    ``ratio`` is ``value`` divided by ``baseline``, both in ``unit``; ``limit`` is that of the ratio, or of the value
    where there is none. A row without a limit is always ``ok``. ``note`` says how it was measured, and against what.
    """

    metric: str
    value: float
    unit: str
    baseline: float | None
    ratio: float | None
    limit: float | None
    ok: bool
    note: str


def figure(
    metric: str, value: float, unit: str, note: str = "", *, limit: float | None = None, at_least: bool = False
) -> Row:
    """A number by itself; its limit is the most that it may be, or the least."""
    ok = _within(value, limit, at_least=at_least)
    return Row(metric=metric, value=value, unit=unit, baseline=None, ratio=None, limit=limit, ok=ok, note=note)


def compared(
    metric: str,
    value: float,
    baseline: float,
    unit: str,
    note: str = "",
    *,
    limit: float | None = None,
    at_least: bool = False,
) -> Row:
    """A number and what it is measured against; the limit is that of their ratio."""
    ratio = value / baseline
    ok = _within(ratio, limit, at_least=at_least)
    return Row(metric=metric, value=value, unit=unit, baseline=baseline, ratio=ratio, limit=limit, ok=ok, note=note)


def _within(measured: float, limit: float | None, *, at_least: bool) -> bool:
    return limit is None or (measured >= limit if at_least else measured <= limit)


def told(rows: Iterable[Row]) -> None:
    """What a benchmark does with its rows when it is run as a program."""
    json.dump(list(rows), sys.stdout)


def bench(parts: Sequence[str], json_file: Path | None, *, docs: bool = False) -> int:
    """Runs benchmarks (all, or those named), prints a table, writes the rows to a file when one is named.

    With ``docs`` the figures of the documentation become those of the parts that ran. Gives 1 when a limit is missed.
    """
    if json_file is not None and not json_file.absolute().parent.is_dir():
        raise Failure(f"--json {json_file}: its folder does not exist.", USAGE)
    modules = chosen({module.stem.removeprefix(_PREFIX): module for module in _FOLDER.glob(f"{_PREFIX}*.py")}, parts)
    build()
    env = {**os.environ, VARIABLE: resolve_chromium(Use.MEASURING)}
    measured = {module.stem.removeprefix(_PREFIX): _measured(module, env) for module in modules}
    rows = [row for part in measured.values() for row in part]
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    say(machine)
    for line in table(rows):
        print(line, flush=True)
    if json_file is not None:
        json_file.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    if docs:
        from tools.bench_docs import keep

        keep(ROOT, measured, machine)
    missed = [row["metric"] for row in rows if not row["ok"]]
    if missed:
        say(f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


def chosen(modules: dict[str, Path], parts: Sequence[str]) -> list[Path]:
    """The benchmarks of these names, all when none is named."""
    unknown = sorted(set(parts) - set(modules))
    if unknown:
        raise Failure(f"There is no benchmark {unknown[0]!r}; there are {', '.join(sorted(modules))}.", USAGE)
    return [modules[name] for name in sorted(modules) if not parts or name in parts]


def _measured(module: Path, env: dict[str, str]) -> list[Row]:
    say(f"Measuring: {module.stem.removeprefix(_PREFIX)} ...")
    name = f"tests.bench.{module.stem}"
    done = subprocess.run(
        [sys.executable, "-m", name], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        raise Failure(f"{module.name} failed with exit code {done.returncode}.")
    try:
        return cast(list[Row], json.loads(done.stdout))
    except ValueError as error:
        raise Failure(f"{module.name} printed no JSON: {error}.") from error


def table(rows: Sequence[Row]) -> list[str]:
    """The rows as lines of text, one for each."""
    width = max((len(row["metric"]) for row in rows), default=0)
    return [_line(row, width) for row in rows]


def _line(row: Row, width: int) -> str:
    text = f"{row['metric']:<{width}}  {row['value']:>10.3f} {row['unit']:<6}"
    text += f" {'' if row['ratio'] is None else format(row['ratio'], '.2f') + ' x':>10}"
    limit = "" if row["limit"] is None else f"limit {row['limit']:g}"
    return f"{text}  {'' if row['ok'] else 'MISSED':<6} {limit:<10} {row['note']}".rstrip()
