from tools.benches import Report, table


def test_results_are_one_line_each_with_aligned_numbers() -> None:
    reports: list[Report] = [
        {"name": "core", "results": [{"what": "ratio", "value": 2.5, "unit": "x", "note": ""}]},
        {"name": "core", "results": [{"what": "a longer name", "value": 10, "unit": "µs", "note": "median"}]},
    ]
    assert table(reports) == [
        "core: ratio               2.500 x",
        "core: a longer name      10.000 µs       median",
    ]
