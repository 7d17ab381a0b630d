"""The figures of ``docs/performance.md``: tables and plots, made from what the benchmarks have measured.

``build.py bench --docs`` keeps the rows of the parts that ran in ``docs/performance.json`` and makes everything else
from that file: the text between ``<!-- bench PART -->`` and ``<!-- end -->`` in the page, and the plots. ``build.py
check`` makes them again and complains when they differ, so that no number there is written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias, TypedDict, cast

from tools.benches import Row
from tools.plots import Bar, bars, lines

PAGE = Path("docs/performance.md")
RESULTS = Path("docs/performance.json")
PLOTS = Path("docs/images/performance")
_SHOWN: Mapping[str, Sequence[tuple[str, str]]] = {
    "limits": (("How much of each limit is used up", "limits.svg"),),
    "messages": (("One request until its answer", "round-trips.svg"),),
    "start": (("From the navigation to the first answer", "starts.svg"),),
    "cost": (("agent.get", "cost-agent-get.svg"), ("setUserData", "cost-set-user-data.svg")),
}
"""The plots of each section of the page, with what they are for who does not see them."""
_SECTION = re.compile(r"(<!-- bench ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_COST = re.compile(r"cost of (\S+), (\d+) clients, (\d+) interactions")
_TRIP = re.compile(r"round trip, (.*) ÷ (.*)")
_START = re.compile(r"start to the first answer, (.*) ÷ (.*)")
_SHORT = 44


class Part(TypedDict):
    """What one part has measured, when, and where."""

    measured: str
    machine: str
    rows: list[Row]


Results: TypeAlias = Mapping[str, Part]


def read_results(root: Path) -> dict[str, Part]:
    file = root / RESULTS
    return cast(dict[str, Part], json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def generated(root: Path, results: Results) -> dict[Path, str]:
    """Everything that is made of the results, by path: the results as they are kept, the page, the plots."""
    page = (root / PAGE).read_text(encoding="utf-8")
    return {
        RESULTS: json.dumps(dict(sorted(results.items())), indent=1, ensure_ascii=False) + "\n",
        PAGE: filled(page, results),
        **{PLOTS / name: svg for name, svg in plots(results).items()},
    }


def keep(root: Path, measured: Mapping[str, Sequence[Row]], machine: str) -> None:
    """These parts have been measured now, here; the others stay as they were."""
    today = datetime.now(UTC).date().isoformat()
    new = {name: Part(measured=today, machine=machine, rows=list(rows)) for name, rows in measured.items()}
    write(root, dict(sorted({**read_results(root), **new}.items())))  # as they are read again


def write(root: Path, results: Results) -> None:
    (root / PLOTS).mkdir(parents=True, exist_ok=True)
    for path, text in generated(root, results).items():
        (root / path).write_text(text, encoding="utf-8")


def out_of_date(root: Path) -> list[str]:
    """Complaints about files that are not what the kept results make of them."""
    files = generated(root, read_results(root))
    return [
        f"{path.as_posix()}: not as the results of the benchmarks make it; run build.py bench --docs"
        for path, text in files.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]


def filled(page: str, results: Results) -> str:
    """The page with every section as the results make it; ``limits`` is the section of all rows that have one."""

    drawn = plots(results)

    def section(found: re.Match[str]) -> str:
        name = found.group(2)
        rows = _limited(results) if name == "limits" else results[name]["rows"] if name in results else []
        text = _table(rows) if rows else "Not measured yet.\n"
        if name in results:
            text = f"Measured {results[name]['measured']}, {results[name]['machine']}.\n\n{text}"
        for alternative, file in reversed(_SHOWN.get(name, ())):
            if file in drawn:
                text = f"![{alternative}](images/performance/{file})\n\n{text}"
        return f"{found.group(1)}\n{text}\n{found.group(3)}"

    return _SECTION.sub(section, page)


def plots(results: Results) -> dict[str, str]:
    """The plots by the name of their file, of what has been measured."""
    every = [row for part in results.values() for row in part["rows"]]
    makers: Mapping[str, Callable[[Sequence[Row]], str | None]] = {
        "limits.svg": _limits,
        "round-trips.svg": _round_trips,
        "starts.svg": _starts,
        "cost-agent-get.svg": lambda rows: _cost(rows, "agent.get"),
        "cost-set-user-data.svg": lambda rows: _cost(rows, "interaction.setUserData"),
    }
    made = {name: maker(every) for name, maker in makers.items()}
    return {name: svg for name, svg in made.items() if svg is not None}


def _limited(results: Results) -> list[Row]:
    return [row for part in results.values() for row in part["rows"] if row["limit"] is not None]


def _table(rows: Sequence[Row]) -> str:
    lines = ["| what | measured | against | ratio | limit | within | how |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        baseline = "" if row["baseline"] is None else f"{number(row['baseline'])} {row['unit']}"
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        limit = "" if row["limit"] is None else f"{row['limit']:g}"
        within = "" if row["limit"] is None else ("yes" if row["ok"] else "**no**")
        measured = f"{number(row['value'])} {row['unit']}".strip()
        cells = (row["metric"], measured, baseline, ratio, limit, within, row["note"])
        lines.append(f"| {' | '.join(cell.replace('|', ' ') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def used(row: Row) -> float:
    """How much of its limit a row uses up, in percent; of a limit from below, how much the limit is of it."""
    measured = row["value"] if row["ratio"] is None else row["ratio"]
    limit = row["limit"] or 0.0
    if at_least(row):
        return 100 * limit / measured
    return 100 * measured / limit if limit else (0.0 if measured <= 0 else 200.0)


def at_least(row: Row) -> bool:
    """Whether the limit is the least that may be measured and not the most, which ``ok`` gives away."""
    measured = row["value"] if row["ratio"] is None else row["ratio"]
    return row["limit"] is not None and measured != row["limit"] and (measured > row["limit"]) is row["ok"]


def _limits(rows: Sequence[Row]) -> str | None:
    limited = [row for row in rows if row["limit"] is not None]
    found = [Bar(_short(row["metric"]), used(row), f"{used(row):.0f} %", 0 if row["ok"] else 4) for row in limited]
    return bars("How much of each limit is used up", found, limit=100) if found else None


def _round_trips(rows: Sequence[Row]) -> str | None:
    taken: dict[str, float] = {}
    for row in rows:
        trip = _TRIP.fullmatch(row["metric"])
        if trip and "Firefox" not in row["metric"] and row["baseline"] is not None:
            taken |= {trip.group(1): row["value"], trip.group(2): row["baseline"]}
    found = [
        Bar(way, taken[way], f"{taken[way]:.2f} ms", 0 if "workspace" in way else 5)
        for way in sorted(taken, key=taken.__getitem__)
    ]
    return bars("One request until its answer, mean", found) if found else None


def _starts(rows: Sequence[Row]) -> str | None:
    found: list[Bar] = []
    for row in rows:
        start = _START.fullmatch(row["metric"])
        if start and row["baseline"] is not None:
            found.append(Bar(start.group(1), row["value"], f"{row['value']:.2f} s", 0))
            found.append(Bar("", row["baseline"], f"{row['baseline']:.2f} s", 1))
    kinds = ("the workspace", "a bare page of PyScript")
    return bars("From the navigation to the first answer", found, kinds=kinds) if found else None


def _cost(rows: Sequence[Row], request: str) -> str | None:
    series: dict[str, dict[float, float]] = {}
    for row in rows:
        cost = _COST.fullmatch(row["metric"])
        if cost and cost.group(1) == request:
            series.setdefault(f"{cost.group(2)} clients", {})[float(cost.group(3))] = row["value"]
    return lines(f"What one {request} costs in memory", series, "interactions", "us") if series else None


def _short(metric: str) -> str:
    return metric if len(metric) <= _SHORT else f"{metric[: _SHORT - 1]}…"
