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
