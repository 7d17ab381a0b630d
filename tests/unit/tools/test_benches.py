from pathlib import Path

import pytest

from tools.benches import Row, chosen, compared, figure, table
from tools.messages import Failure


@pytest.mark.parametrize(
    ("row", "ok"),
    [
        (figure("start", 9.1, "MB", limit=10), True),
        (figure("start", 10.1, "MB", limit=10), False),
        (figure("start", 99.0, "MB"), True),
        (compared("round trip", 0.6, 0.5, "ms", limit=1.3), True),
        (compared("round trip", 0.7, 0.5, "ms", limit=1.3), False),
        (compared("rate", 4000, 9000, "1/s", limit=0.4, at_least=True), True),
        (compared("rate", 3000, 9000, "1/s", limit=0.4, at_least=True), False),
    ],
    ids=["below", "above", "no limit", "ratio below", "ratio above", "ratio reaches", "ratio does not reach"],
)
def test_a_row_says_whether_it_is_within_its_limit(row: Row, ok: bool) -> None:
    assert row["ok"] is ok


def test_a_ratio_is_that_of_the_value_to_what_it_is_measured_against() -> None:
    row = compared("round trip", 0.6, 0.5, "ms", "a note", limit=1.3)
    assert row == {
        "metric": "round trip", "value": 0.6, "unit": "ms", "baseline": 0.5, "ratio": 1.2, "limit": 1.3, "ok": True,
        "note": "a note",
    }  # fmt: skip


def test_rows_are_one_line_each_with_aligned_numbers() -> None:
    rows = [
        compared("ratio", 2.5, 5, "ms", limit=0.4),
        figure("a longer name", 10, "MB", "median"),
    ]
    assert table(rows) == [
        "ratio               2.500 ms         0.50 x  MISSED limit 0.4",
        "a longer name      10.000 MB                                   median",
    ]


MODULES = {"core": Path("bench_core.py"), "tabs": Path("bench_tabs.py")}


def test_all_benchmarks_run_unless_some_are_named() -> None:
    assert chosen(MODULES, []) == [Path("bench_core.py"), Path("bench_tabs.py")]
    assert chosen(MODULES, ["tabs"]) == [Path("bench_tabs.py")]


def test_an_unknown_benchmark_is_told_with_those_that_there_are() -> None:
    with pytest.raises(Failure, match=r"no benchmark 'tab'; there are core, tabs\."):
        chosen(MODULES, ["tab"])
