"""Options by name, section and wildcard."""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.configuration import parse_configuration
from scapi.protocol import errors
from scapi.values import Failure, Success
from scapi.workspace.options import matches, read_options

CONFIGURATION = parse_configuration("""\
[interaction-workspace]
voice.auto-answer=1
voice.ring=2
voicemail=3
voice=4
[Custom]
test.one=5
test.two.deep=6
[CustomAPI]
test.one=7
""")

words = st.text(alphabet="ab-", min_size=1, max_size=3)
names = st.lists(words, min_size=1, max_size=4).map(".".join)


@given(names, names)
def test_without_a_wildcard_only_the_name_itself(pattern: str, name: str) -> None:
    assert matches(pattern, name) == (pattern == name)


@given(names, names)
def test_a_wildcard_at_the_end_stands_for_any_rest(start: str, name: str) -> None:
    for pattern in (f"{start}*", f"{start}.*"):
        assert matches(pattern, name) == fnmatch.fnmatchcase(name, pattern)
        assert matches(pattern, f"{pattern[:-1]}{name}")


@given(names)
def test_a_pattern_means_only_what_it_says(name: str) -> None:
    outcome = read_options(CONFIGURATION, [name])
    assert isinstance(outcome, Success)
    assert outcome.data in ({}, {"interaction-workspace": {}})


@given(st.lists(st.text(alphabet="*ab./Cv", max_size=8), max_size=3))
def test_any_names_give_options_or_the_one_failure(asked: list[str]) -> None:
    outcome = read_options(CONFIGURATION, asked)
    if isinstance(outcome, Failure):
        assert outcome.error == errors.WILDCARD_AT_START
    else:
        assert set(outcome.data) <= set(CONFIGURATION.sections)  # type: ignore[arg-type]


ALL_VOICE = {"voice.auto-answer": "1", "voice.ring": "2"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["voice.ring"], {"interaction-workspace": {"voice.ring": "2"}}),
        (["voice.*"], {"interaction-workspace": ALL_VOICE}),
        (["voice*"], {"interaction-workspace": {**ALL_VOICE, "voicemail": "3", "voice": "4"}}),
        (["voice.auto*"], {"interaction-workspace": {"voice.auto-answer": "1"}}),
        (["voice.ring", "voice"], {"interaction-workspace": {"voice.ring": "2", "voice": "4"}}),
        (["Custom/test.*"], {"Custom": {"test.one": "5", "test.two.deep": "6"}}),
        (["Custom/*"], {"Custom": {"test.one": "5", "test.two.deep": "6"}}),
        (["Custom*/test.one"], {"Custom": {"test.one": "5"}, "CustomAPI": {"test.one": "7"}}),
        (["interaction-workspace/voice"], {"interaction-workspace": {"voice": "4"}}),
        (["custom/test.one"], {}),
        ([], {}),
    ],
)
def test_table(asked: list[str], found: dict[str, dict[str, str]]) -> None:
    assert read_options(CONFIGURATION, asked) == Success(found)


@pytest.mark.parametrize(
    "asked", ["*", "*x", "*/x", "a*b", "v*.*x", "**", "", "/x", "Custom/*x", "Custom/a*b", "Custom/"]
)
def test_wildcards_elsewhere_fail(asked: str) -> None:
    assert read_options(CONFIGURATION, ["voice.ring", asked]) == Failure(errors.WILDCARD_AT_START)
