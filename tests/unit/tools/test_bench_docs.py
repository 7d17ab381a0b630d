from pathlib import Path

import pytest

from tools.bench_docs import PAGE, PLOTS, RESULTS, Part, filled, keep, number, out_of_date, plots, used, write
from tools.benches import Row, compared, figure

TRIP = compared("round trip, the workspace over a port ÷ Penpal", 0.3, 0.2, "ms", "medians of 7", limit=2)
MISSED = figure("memory", 3.0, "MB", limit=2)
FREE = figure("start", 1.2345, "s")
RATE = compared("burst ÷ Penpal", 4000, 8000, "1/s", limit=0.4, at_least=True)


def part(*rows: Row) -> Part:
    return Part(measured="2026-11-22", machine="two processors", rows=list(rows))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / PAGE).write_text("Before\n\n<!-- bench messages -->\n<!-- end -->\n\nAfter\n", encoding="utf-8")
    return tmp_path


def test_a_section_of_the_page_becomes_the_table_of_its_part() -> None:
    page = filled("a\n<!-- bench messages -->\nold\n<!-- end -->\nb\n", {"messages": part(TRIP)})
    assert page.startswith("a\n<!-- bench messages -->\n")
    assert "old" not in page
    assert "Measured 2026-11-22, two processors." in page
    assert (
        "| round trip, the workspace over a port ÷ Penpal | 0.3 ms | 0.2 ms | 1.50 | 2 | yes | medians of 7 |" in page
    )
    assert page.endswith("<!-- end -->\nb\n")


def test_the_section_of_limits_has_every_row_with_one_and_says_what_is_missed() -> None:
    page = filled("<!-- bench limits -->\n<!-- end -->\n", {"start": part(FREE, MISSED), "messages": part(TRIP)})
    assert "| memory | 3 MB |  |  | 2 | **no** |  |" in page
    assert "round trip" in page
    assert "| start |" not in page


def test_a_section_shows_its_plot_where_there_is_one() -> None:
    assert "](images/performance/round-trips.svg)" in filled(
        "<!-- bench messages -->\n<!-- end -->\n", {"messages": part(TRIP)}
    )
    assert "](images/" not in filled("<!-- bench messages -->\n<!-- end -->\n", {"messages": part(FREE)})


def test_a_part_that_was_not_measured_says_so() -> None:
    assert "Not measured yet." in filled("<!-- bench views -->\n<!-- end -->\n", {})


@pytest.mark.parametrize(
    ("row", "percent"),
    [
        (TRIP, 75),
        (MISSED, 150),
        (RATE, 80),
        (figure("more live proxies", 0, "", limit=0), 0),
        (figure("more live proxies", 3, "", limit=0), 200),
    ],
    ids=["of a ratio", "beyond", "from below", "none of nothing", "more than nothing"],
)
def test_how_much_of_a_limit_is_used_up(row: Row, percent: float) -> None:
    assert used(row) == pytest.approx(percent)


def test_there_is_a_plot_of_what_was_measured_and_of_nothing_else() -> None:
    assert set(plots({"messages": part(TRIP)})) == {"limits.svg", "round-trips.svg"}
    cost = [figure(f"cost of agent.get, {n} clients, {m} interactions", 50, "us") for n in (1, 10) for m in (1, 100)]
    assert set(plots({"cost": part(*cost)})) == {"cost-agent-get.svg"}
    start = compared("start to the first answer, reload ÷ a bare page", 0.4, 1.8, "s", limit=0.25)
    assert set(plots({"start": part(start)})) == {"limits.svg", "starts.svg"}


def test_what_was_measured_takes_the_place_of_the_same_part_and_leaves_the_others(root: Path) -> None:
    (root / PAGE).write_text(
        "<!-- bench limits -->\n<!-- end -->\n<!-- bench start -->\n<!-- end -->\n", encoding="utf-8"
    )
    keep(root, {"start": [FREE], "messages": [TRIP]}, "this machine")
    keep(root, {"start": [MISSED]}, "another machine")
    assert out_of_date(root) == [], "whatever order the parts were measured in"
    assert "0.3 ms" in (root / PAGE).read_text(encoding="utf-8")
    results = (root / RESULTS).read_text(encoding="utf-8")
    assert "1.2345" not in results
    assert "another machine" in results


def test_a_number_that_was_changed_by_hand_is_found(root: Path) -> None:
    write(root, {"messages": part(TRIP)})
    assert out_of_date(root) == []
    for path in (PAGE, PLOTS / "round-trips.svg"):
        text = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text.replace("0.3", "0.1"), encoding="utf-8")
        (complaint,) = out_of_date(root)
        assert complaint.startswith(f"{path.as_posix()}: ")
        (root / path).write_text(text, encoding="utf-8")


def test_a_plot_that_is_missing_is_found(root: Path) -> None:
    write(root, {"messages": part(TRIP)})
    (root / PLOTS / "limits.svg").unlink()
    assert [complaint.split(":")[0] for complaint in out_of_date(root)] == [(PLOTS / "limits.svg").as_posix()]


@pytest.mark.parametrize(("value", "text"), [(0.2514, "0.251"), (3, "3"), (12.34, "12.3"), (10599.4, "10,599")])
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert number(value) == text
