"""Options by name, section and wildcard."""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.configuration import parse_configuration
from scapi.protocol import errors
from scapi.testing import BUILT_IN_SCENARIO, Client, new_session
from scapi.values import Failure, Success
from scapi.workspace.options import matches, read_options
from tests.support.configurations import ALLOWED, configuration

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


def test_a_list_is_read_as_an_array() -> None:
    session = new_session(configuration(ALLOWED, 'voice.targets = ["Agent", "Queue"]', "voice.one = Agent,Queue"))
    read = Client.opened(session, ALLOWED).data("configuration.getOption", ["voice.*"])
    assert read == {"interaction-workspace": {"voice.targets": ["Agent", "Queue"], "voice.one": "Agent,Queue"}}


CONTEXT = """\
[[transactions]]
name = "CaseDataColor"
options = {"interaction-workspace/interaction.case-data.frame-color" = "#FF0000", "short.name" = "s", "New/x" = "1"}
"""
COLOUR = "interaction.case-data.frame-color"


def contextual(**user_data: str) -> tuple[Client, str]:
    """A client and a call with this attached data, in a scenario with the transaction of the reference's example."""
    scenario = BUILT_IN_SCENARIO.read_text(encoding="utf-8") + CONTEXT
    session = new_session(configuration(ALLOWED, f"{COLOUR} = #FF008000"), scenario)
    session.driver.call("ring", {"ani": "1", "userData": user_data})
    return Client.opened(session, ALLOWED), "1"


def test_the_example_of_the_reference() -> None:
    client, call = contextual(IW_OverrideOptions="CaseDataColor")
    names = [COLOUR, "short.name", "New/*"]
    assert client.data("configuration.getContextualOption", names, call) == {
        "interaction-workspace": {COLOUR: "#FF0000", "short.name": "s"},
        "New": {"x": "1"},
    }
    base = client.data("configuration.getOption", names)
    assert base["interaction-workspace"] == {COLOUR: "#FF008000"}, "the base value stays"


@pytest.mark.parametrize("data", [{}, {"IW_OverrideOptions": "Unknown"}, {"Other": "CaseDataColor"}])
def test_without_a_transaction_the_base_value(data: dict[str, str]) -> None:
    client, call = contextual(**data)
    assert (
        client.data("configuration.getContextualOption", COLOUR, call)["interaction-workspace"][COLOUR] == "#FF008000"
    )


def test_the_key_of_the_attached_data_is_an_option() -> None:
    scenario = BUILT_IN_SCENARIO.read_text(encoding="utf-8") + CONTEXT
    options = (f"{COLOUR} = #FF008000", "interaction.override-option-key = Override")
    session = new_session(configuration(ALLOWED, *options), scenario)
    session.driver.call("ring", {"ani": "1"})
    client = Client.opened(session, ALLOWED)
    client.data("interaction.setUserData", "1", {"Override": "CaseDataColor"})
    assert client.data("configuration.getContextualOption", COLOUR, "1")["interaction-workspace"][COLOUR] == "#FF0000"


def test_an_unknown_interaction_has_the_documented_text() -> None:
    client, _ = contextual()
    assert client.error("configuration.getContextualOption", COLOUR, "9") == "Error: Interaction not found."
