import re
from xml.etree import ElementTree

from tools.plots import Bar, bars, lines

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def widths(text: str) -> list[float]:
    """Of the bars, without the paper and the squares of the legend."""
    return [float(each.attrib["width"]) for each in drawn(text).iter(f"{SVG}rect") if each.attrib["height"] == "14"]


def texts(text: str) -> list[str]:
    return [each.text or "" for each in drawn(text).iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values() -> None:
    short, long = widths(bars("Title", [Bar("a", 1), Bar("b", 4)]))
    assert abs(long - 4 * short) < 0.5, "rounded to a tenth of a pixel"


def test_a_limit_is_where_a_bar_of_that_length_would_end() -> None:
    text = bars("Title", [Bar("a", 50), Bar("b", 100)], limit=100)
    (line,) = [each for each in drawn(text).iter(f"{SVG}line") if each.attrib["class"] == "limit"]
    last = [each for each in drawn(text).iter(f"{SVG}rect") if each.attrib["height"] == "14"][-1]
    assert float(line.attrib["x1"]) == float(last.attrib["x"]) + float(last.attrib["width"])


def test_a_limit_beyond_every_bar_is_still_drawn() -> None:
    text = bars("Title", [Bar("a", 10)], limit=100)
    (line,) = [each for each in drawn(text).iter(f"{SVG}line") if each.attrib["class"] == "limit"]
    assert float(line.attrib["x1"]) < 760


def test_labels_cannot_break_the_drawing() -> None:
    assert "a < b & c" in texts(bars("Title", [Bar("a < b & c", 1)]))


def test_bars_of_one_kind_have_one_colour_which_the_legend_names() -> None:
    text = bars("Title", [Bar("a", 1), Bar("b", 1, kind=1), Bar("c", 1)], kinds=("one", "two"))
    fills = [each.attrib["fill"] for each in drawn(text).iter(f"{SVG}rect") if each.attrib["height"] == "14"]
    assert fills[0] == fills[2] != fills[1]
    assert {"one", "two"} <= set(texts(text))


def points(text: str) -> list[tuple[float, float]]:
    (line,) = drawn(text).iter(f"{SVG}polyline")
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", line.attrib["points"])]


def test_a_line_goes_through_its_points_from_left_to_right() -> None:
    (x1, y1), (x2, y2), (x3, y3) = points(lines("Title", {"s": {100: 20, 1: 10, 10: 10}}, "n", "us"))
    assert x1 < x2 < x3
    assert abs((x3 - x2) - (x2 - x1)) < 0.2, "the steps are logarithmic"
    assert y1 == y2 > y3


def test_the_same_numbers_make_the_same_text() -> None:
    assert bars("T", [Bar("a", 1 / 3)]) == bars("T", [Bar("a", 1 / 3)])
