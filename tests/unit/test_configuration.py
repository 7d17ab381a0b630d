"""Options in INI form: what is read, and what is said about what cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.configuration import ConfigurationError, Problem, fatal, parse_configuration

words = st.from_regex(r"[A-Za-z0-9_.\-][A-Za-z0-9_.\- ]{0,8}[A-Za-z0-9_]", fullmatch=True)
values = st.from_regex(r"([^\s\[#;=][^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]{0,20}[^\s])?", fullmatch=True)


@given(
    st.dictionaries(words, st.dictionaries(words, values, max_size=4), max_size=4), st.sampled_from(["=", " = ", "=  "])
)
def test_what_is_written_is_read(sections: dict[str, dict[str, str]], equals: str) -> None:
    text = "".join(
        f"[{section}]\n" + "".join(f"{name}{equals}{value}\n" for name, value in options.items())
        for section, options in sections.items()
    )
    parsed = parse_configuration(text, "x.cfg")
    read = {section: {name: o.value for name, o in options.items()} for section, options in parsed.sections.items()}
    assert parsed.problems == ()
    assert read == {s: {name: value.strip() for name, value in options.items()} for s, options in sections.items()}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for problem in parse_configuration(text).problems:
        assert problem.expected
        assert problem.line is not None
        assert problem.text in text or problem.text.strip() in text


def test_form() -> None:
    parsed = parse_configuration(
        "\ufeff# comment\n; another\n\n[interaction-workspace]\n"
        "name = a=b # not a comment\nlist = one,\n   two,\n\tthree\n"
        "Name = other\nempty =\n[Other Section]\nurl=https://x/?a=1#f\n",
        "x.cfg",
    )
    assert parsed.problems == ()
    main = parsed.sections["interaction-workspace"]
    assert {name: option.value for name, option in main.items()} == {
        "name": "a=b # not a comment", "list": "one, two, three", "Name": "other", "empty": "",
    }  # fmt: skip
    assert [option.line for option in main.values()] == [5, 6, 9, 10]
    assert parsed.value("url", section="Other Section") == "https://x/?a=1#f"
    assert parsed.value("absent", "default") == "default"
    assert parsed.value("empty", "default") == ""
    assert parsed.option("absent") is None
    assert parsed.option("name", "nowhere") is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    parsed = parse_configuration(f"[a]{end}x=1{end}y=2{end}")
    assert {name: option.value for name, option in parsed.sections["a"].items()} == {"x": "1", "y": "2"}


@pytest.mark.parametrize(
    ("text", "line", "what", "expected"),
    [
        ("x=1", 1, "x", "[section] line before the first option"),
        ("[a", 1, "[a", "section name in brackets"),
        ("[]\nx=1", 1, "[]", "section name in brackets"),
        ("[a]\nno equals", 2, "no equals", "option=value"),
        ("[a]\n=value", 2, "=value", "option=value"),
        ("[a]\nx=1\nx=2", 3, "x=2", "line 2 is used before it, this line wins"),
        ("[a]\nx=1\n[b]\n[a]\nx=2", 5, "x=2", "line 2"),
    ],
)
def test_problems_name_line_text_and_what_was_expected(text: str, line: int, what: str, expected: str) -> None:
    problem = parse_configuration(text, "x.cfg").problems[0]
    assert (problem.source, problem.line, problem.text) == ("x.cfg", line, what) or problem.option == what
    assert expected in problem.expected
    assert str(problem).startswith(f"x.cfg, line {line}, section [")
    assert str(problem).endswith(f"Expected: {problem.expected}.")


def test_the_rest_still_counts() -> None:
    parsed = parse_configuration("nonsense\n[a]\nbroken line\nx=1\n[b\ny=2")
    assert parsed.value("x", section="a") == "1"
    assert len(parsed.problems) == 3


def test_names() -> None:
    parsed = parse_configuration("[interaction-workspace]\nlist = b, a ,, b,c ,\nnone =")
    assert parsed.names("list") == ("b", "a", "c")
    assert parsed.names("none") == ()
    assert parsed.names("absent") == ()


@pytest.mark.parametrize(("text", "value"), [("true", True), ("True", True), ("FALSE", False)])
def test_flag(text: str, value: bool) -> None:
    assert parse_configuration(f"[interaction-workspace]\nx={text}").flag("x") is value
    assert parse_configuration("").flag("x", default=value) is value


@pytest.mark.parametrize("text", ["", "yes", "1", "truee"])
def test_bad_flag(text: str) -> None:
    with pytest.raises(ConfigurationError, match="Expected: true or false") as raised:
        parse_configuration(f"[interaction-workspace]\nx={text}").flag("x")
    assert (raised.value.problem.line, raised.value.problem.fatal) == (2, True)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "１", " ", "9" * 5000])
def test_bad_number(text: str) -> None:
    parsed = parse_configuration(f"[interaction-workspace]\nx={text}")
    option = parsed.option("x")
    assert option is not None
    with pytest.raises(ConfigurationError, match="Expected: a number of things"):
        parsed.whole_number(option, "a number of things")


def test_first_fatal_problem() -> None:
    mild, bad = Problem("", 1, "", "", "", ""), Problem("", 2, "", "", "", "", fatal=True)
    assert fatal([mild, bad, mild]) is bad
    assert fatal([mild]) is None


READ, WRITE = "service-client-api.user-data.read-allowed", "service-client-api.user-data.write-allowed"


@pytest.mark.parametrize("indent", ["", "  ", "\t", "        "])
def test_an_indented_section_has_an_option_in_each_line(indent: str) -> None:
    """An indented line goes on with the option before it only when it is indented deeper; none is swallowed."""
    text = "".join(
        f"{indent}{line}\n" for line in ("[interaction-workspace]", f"{WRITE} = Key1", f"{READ} = Key2,", "  Key3")
    )
    parsed = parse_configuration(text)
    assert parsed.problems == ()
    assert (parsed.value(WRITE), parsed.value(READ)) == ("Key1", "Key2, Key3")


def test_a_line_less_deep_than_the_one_before_is_an_option_too() -> None:
    parsed = parse_configuration("[a]\n    x = 1\n      more\n  y = 2\n    z = 3\n  w = 4")
    assert {name: option.value for name, option in parsed.sections["a"].items()} == {
        "x": "1 more", "y": "2 z = 3", "w": "4",
    }  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["x", "y", "z"]), st.integers(0, 9)), max_size=6))
def test_lines_go_on_as_in_configparser(lines: list[tuple[int, str, int]]) -> None:
    import configparser

    text = "[a]\n" + "".join(f"{' ' * depth}{name}{number} = {number}\n" for depth, name, number in lines)
    model = configparser.RawConfigParser(strict=False, delimiters=("=",))
    model.read_string(text)
    read = {name: " ".join(value.split()) for name, value in model["a"].items()}
    parsed = parse_configuration(text)
    assert {name: option.value for name, option in parsed.sections["a"].items()} == read


def test_a_restriction_that_would_be_swallowed_stops_the_start() -> None:
    parsed = parse_configuration(f"[interaction-workspace]\nworkspace.web-content = App\n  {READ} = Key1\n", "x.cfg")
    stopping = fatal(parsed.problems)
    assert stopping is not None
    assert (stopping.line, stopping.option) == (3, READ)
    assert parsed.value("workspace.web-content") == "App"


PERSON = """\
[person:interaction-workspace]
interaction.web-content = Own
service-client-api.user-data.read-allowed = *
new = 1
[interaction-workspace]
workspace.web-content = One
interaction.web-content = Two
service-client-api.user-data.read-allowed = Key1
[ person: Own ]
url = https://own.example
"""


def test_options_of_the_person_override_those_of_the_application() -> None:
    parsed = parse_configuration(PERSON, "x.cfg")
    assert parsed.value("interaction.web-content") == "Own"
    assert parsed.value("workspace.web-content") == "One"
    assert parsed.value("new") == "1"
    assert parsed.value("url", section="Own") == "https://own.example"
    assert set(parsed.sections) == {"interaction-workspace", "Own"}


def test_options_of_the_api_are_taken_from_the_application_only() -> None:
    parsed = parse_configuration(PERSON, "x.cfg")
    assert parsed.value(READ) == "Key1"
    (problem,) = parsed.problems
    assert (problem.line, problem.section, problem.option) == (3, "person:interaction-workspace", READ)
    assert not problem.fatal
    alone = parse_configuration(f"[person:interaction-workspace]\n{READ} = *")
    assert alone.option(READ) is None


@pytest.mark.parametrize(
    ("written", "value", "items"),
    [
        ('["one", "two"]', "one, two", ("one", "two")),
        ('[\n  "one",\n  "two"]', "one, two", ("one", "two")),
        ("[]", "", ()),
        ("one, two", "one, two", None),
        ("[one]", "[one]", None),
        ("[1]", "[1]", None),
        ('["a"', '["a"', None),
    ],
)
def test_lists(written: str, value: str, items: tuple[str, ...] | None) -> None:
    option = parse_configuration(f"[interaction-workspace]\nx = {written}").option("x")
    assert option is not None
    assert (option.value, option.items) == (value, items)
