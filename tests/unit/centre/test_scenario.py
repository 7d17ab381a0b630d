"""Scenario files: what is read, and mistakes named by file, line and key."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.agents import StateType
from scapi.centre.directory import TargetType
from scapi.centre.scenario import parse_scenario
from scapi.centre.scenario_error import ScenarioError
from scapi.testing import BUILT_IN_SCENARIO

BUILT_IN = BUILT_IN_SCENARIO.read_text(encoding="utf-8")
SMALL = """\
[agent]
username = "u"
firstName = "F"
lastName = "L"
employeeId = "E"

[[states]]
type = "READY"
operation = "Ready"
displayName = "Ready"

[[states]]
type = "NOT_READY_ACTION_CODE"
operation = "Break"
displayName = "Break"
code = "7"

[[media]]
name = "voice"
state = "Ready"
"""


def test_built_in() -> None:
    scenario = parse_scenario(BUILT_IN, "built-in.toml")
    assert scenario.agent.full_name == "Elena Brandt"
    assert [medium.name for medium in scenario.media] == ["voice", "email", "chat", "workitem", "outboundpreview"]
    assert {medium.state.type for medium in scenario.media} == {StateType.READY}
    directory = scenario.directory()
    assert directory[0].destination == "SIP_5001"
    assert {entry.type for entry in directory} == set(TargetType) - {TargetType.CUSTOM_CONTACT}


def test_small() -> None:
    scenario = parse_scenario(SMALL, "small.toml")
    assert (scenario.agent.employee_id, scenario.agent.roles, scenario.colleagues) == ("E", (), ())
    assert [state.code for state in scenario.states] == ["", "7"]
    assert (scenario.media[0].number, scenario.media[0].capacity) == ("", 1)


# The line that is changed, what stands there instead, and the line and key that the message names.
MISTAKES: list[tuple[str, str, int, str, str]] = [
    ('username = "u"', "username = 5", 2, "agent.username", "a string in quotation marks that is not empty"),
    ('username = "u"', 'username = ""', 2, "agent.username", "a string in quotation marks that is not empty"),
    ('username = "u"', 'Username = "u"', 1, "agent.username", "a string in quotation marks"),
    ('employeeId = "E"', 'employeeId = "E"\nroles = "x"', 6, "agent.roles", "an array of strings"),
    ('employeeId = "E"', 'employeeId = "E"\nemployeeNumber = 1', 6, "agent.employeeNumber", "one of "),
    ('type = "READY"', 'type = "Ready"', 8, "states.type", "one of LOGOUT, READY, "),
    ('type = "READY"', 'type = "PARTIAL_READY"', 8, "states.type", "a state that can be set"),
    ('operation = "Break"', 'operation = "Ready"', 12, "states", "'Ready' only once in [[states]]"),
    ('code = "7"', "code = 7", 16, "states.code", "a string"),
    ('state = "Ready"', 'state = "ready"', 20, "media.state", "the operation of a state: Ready, Break"),
    ('state = "Ready"', 'state = "Ready"\ncapacity = -1', 21, "media.capacity", "a whole number of at least 0"),
    ('state = "Ready"', 'state = "Ready"\ncapacity = true', 21, "media.capacity", "a whole number of at least 0"),
    ('state = "Ready"', 'state = "Ready"\n\n[[agents]]\nusername = "a"', 22, "agents.number", "a string"),
    ('state = "Ready"', 'state = "Ready"\n\n[[contacts]]\ndisplayName = "a"\nphones = [1]', 24, "contacts.phones", ""),
    *(
        ('state = "Ready"', f'state = "Ready"\n\n[[contacts]]\ndisplayName = "a"\nlastContact = {wrong}', 24,
         "contacts.lastContact", expected)
        for wrong, expected in (
            ('"yesterday"', "a table of values"),
            ("{daysAgo = 3}", 'a medium and a whole number of days, such as {media = "email", daysAgo = 3}'),
            ('{media = "email"}', "a medium and a whole number of days"),
            ('{media = "", daysAgo = 3}', "a medium and a whole number of days"),
            ('{media = 5, daysAgo = 3}', "a medium and a whole number of days"),
            ('{media = "email", daysAgo = -1}', "a medium and a whole number of days"),
            ('{media = "email", daysAgo = 1.5}', "a medium and a whole number of days"),
            ('{media = "email", daysAgo = true}', "a medium and a whole number of days"),
            ('{media = "email", daysAgo = 3, at = 1}', "a medium and a whole number of days"),
        )
    ),
    ('state = "Ready"', 'state = "Ready"\n\n[[queues]]\nname = "a"\nsize = 1', 24, "queues.size", "one of "),
    ('state = "Ready"', 'state = "Ready"\n\n[nonsense]\nx = 1', 22, "nonsense", "one of "),
]  # fmt: skip


@pytest.mark.parametrize(("there", "instead", "line", "key", "expected"), MISTAKES, ids=[m[1][:40] for m in MISTAKES])
def test_mistakes_name_file_line_and_key(there: str, instead: str, line: int, key: str, expected: str) -> None:
    text = SMALL.replace(there, instead, 1) if there != 'type = "READY"' else SMALL.replace(there, instead)
    with pytest.raises(ScenarioError) as raised:
        parse_scenario(text, "my.toml")
    error = raised.value
    assert (error.source, error.line, error.key) == ("my.toml", line, key)
    assert error.expected.startswith(expected)
    assert str(error) == f"my.toml, line {line}, {key}: expected {error.expected}."


@pytest.mark.parametrize(("missing", "named"), [("agent", "agent"), ("states", "state"), ("media", "media")])
def test_what_must_be_there(missing: str, named: str) -> None:
    parts = re.split(r"(?m)^(?=\[)", SMALL)
    text = "".join(part for part in parts if not part.startswith((f"[{missing}]", f"[[{missing}]]")))
    with pytest.raises(ScenarioError, match=named):
        parse_scenario(text, "my.toml")


@pytest.mark.parametrize(
    ("text", "line"), [("x = ", 1), ("[agent\n", 1), ('[agent]\nusername = "a\n', 2), ("a = 1\na = 2\n", 2), ("=", 1)]
)
def test_what_is_no_toml(text: str, line: int) -> None:
    with pytest.raises(ScenarioError, match="valid TOML") as raised:
        parse_scenario(text, "my.toml")
    assert raised.value.line == line
    assert str(raised.value).startswith(f"my.toml, line {line}: expected ")


@given(st.data())
def test_a_wrong_value_anywhere_is_named_with_its_line(data: st.DataObject) -> None:
    lines = SMALL.splitlines()
    number = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    wrong = data.draw(st.sampled_from(["5", "true", "[]", "{}", '""', "1979-05-27"]))
    key = lines[number].split(" = ")[0]
    lines[number] = f"{key} = {wrong}"
    if (key, wrong) == ("code", '""'):
        return
    with pytest.raises(ScenarioError) as raised:
        parse_scenario("\n".join(lines), "my.toml")
    if key in ("username", "firstName", "lastName", "employeeId", "type", "operation", "displayName", "code"):
        assert (raised.value.line, raised.value.key.rpartition(".")[2]) == (number + 1, key)


@given(st.integers(0, len(BUILT_IN)), st.text(max_size=5))
def test_any_text_is_a_scenario_or_a_scenario_error(position: int, inserted: str) -> None:
    text = BUILT_IN[:position] + inserted + BUILT_IN[position:]
    try:
        scenario = parse_scenario(text, "my.toml")
    except ScenarioError as error:
        assert str(error).startswith("my.toml")  # noqa: PT017
    else:
        assert scenario.media
        assert tomllib.loads(text)
