"""Another text of a configuration: every line keeps its number, new options come last, and nothing else changes."""

from __future__ import annotations

import pytest

from scapi.configuration import MAIN_SECTION, parse_configuration
from scapi.configuration_edits import option_lines, with_options

TEXT = """\
# a comment
[interaction-workspace]
one = 1
two = 2,
    further
# of two
three = 3

[Other]
one = other
"""


def edited(text: str, **options: str | None) -> dict[str, str]:
    after = parse_configuration(with_options(parse_configuration(text), options))
    assert after.problems == ()
    return {name: option.value for name, option in after.sections[MAIN_SECTION].items()}


def test_an_option_keeps_its_place_and_the_rest_stays() -> None:
    text = with_options(parse_configuration(TEXT), {"one": "7", "two": "8"})
    assert text == TEXT.replace("one = 1", "one = 7").replace("two = 2,\n    further", "two = 8\n")


def test_a_new_option_comes_last() -> None:
    text = with_options(parse_configuration(TEXT), {"four": "4"})
    assert text == f"{TEXT}[interaction-workspace]\nfour = 4\n"


@pytest.mark.parametrize("value", [None, "1", "a,\nb,\n\nc,\nd"])
def test_what_is_not_edited_stays_on_its_line(value: str | None) -> None:
    before = parse_configuration(TEXT)
    after = parse_configuration(with_options(before, {"one": value, "two": value, "new": value}))
    for section, name in ((MAIN_SECTION, "three"), ("Other", "one")):
        assert after.option(name, section) == before.option(name, section)
    assert [option.line for option in after.written if option.name == "two"] == ([] if value is None else [4])


def test_an_option_is_taken_out_with_its_further_lines() -> None:
    assert edited(TEXT, two=None) == {"one": "1", "three": "3"}


def test_a_value_of_several_lines_is_one_value() -> None:
    assert edited(TEXT, one="a,\n\n  b")["one"] == "a, b"


@pytest.mark.parametrize(
    "text", ["", "[Other]\nx = 1\n", "[interaction-workspace]\n", "[Other]\n[interaction-workspace]"]
)
def test_a_section_that_is_empty_or_not_there(text: str) -> None:
    assert edited(text, one="1") == {"one": "1"}
    assert parse_configuration(with_options(parse_configuration(text), {"one": None})).sections.get("Other", {}) == (
        parse_configuration(text).sections.get("Other", {})
    )


def test_options_that_are_indented_stay_apart() -> None:
    text = "[interaction-workspace]\n  one = 1\n  two = 2\n"
    assert edited(text, one="7", three="3") == {"one": "7", "two": "2", "three": "3"}


def test_options_of_a_person_are_others() -> None:
    text = "[person:interaction-workspace]\none = 1\n"
    after = parse_configuration(with_options(parse_configuration(text), {"one": "2"}))
    assert [(option.section, option.value) for option in after.written] == [
        ("person:interaction-workspace", "1"),
        ("interaction-workspace", "2"),
    ]


def test_the_lines_to_put_into_a_file_say_the_same() -> None:
    lines = option_lines({"one": "a,\nb", "two": ""})
    assert lines == "[interaction-workspace]\none = a,\n    b\ntwo =\n"
    after = parse_configuration(lines)
    assert after.value("one") == "a, b"
