"""Outbound tables, transactions and scripts of a scenario: what is read, and mistakes by line and key."""

from __future__ import annotations

import pytest

from scapi.centre.scenario import Scenario, parse_scenario
from scapi.centre.scenario_error import ScenarioError
from scapi.testing import BUILT_IN_SCENARIO, new_session

BASE = BUILT_IN_SCENARIO.read_text(encoding="utf-8").rstrip() + "\n"
FIRST = len(BASE.splitlines()) + 1
"""The line on which what a test adds begins."""

LISTS = """\
[[callingLists]]
name = "L"
[[callingLists.fields]]
name = "F"
type = "enum"
options = {1 = "Gold"}
[[callingLists.records]]
phone = "1"
values = {F = 1}
[[campaigns]]
name = "C"
mode = "Preview"
group = "G"
callingList = "L"
"""


def read(more: str) -> Scenario:
    return parse_scenario(BASE + more, "my.toml")


def test_campaigns() -> None:
    (campaign,) = read(LISTS + "started = true\nloaded = true\n").campaigns
    assert (campaign.name, campaign.loaded, campaign.started) == ("C", True, True)
    assert campaign.calling_list.records[0].values == {"F": 1}


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ('type = "enum"', 'type = "list"', 4, "callingLists.fields.type"),
        ('options = {1 = "Gold"}', 'displayName = "x"', 2, "callingLists.fields.options"),
        ("values = {F = 1}", "values = {F = 2}", 8, "callingLists.records.values"),
        ("values = {F = 1}", "values = {G = 1}", 8, "callingLists.records.values"),
        ("values = {F = 1}", "values = {F = 1979-05-27}", 8, "callingLists.records.values"),
        ('phone = "1"', "phone = 1", 7, "callingLists.records.phone"),
        ('phone = "1"', 'phone = "1"\nchain = "x"', 8, "callingLists.records.chain"),
        ('phone = "1"', 'phone = "1"\nzone = "x"', 8, "callingLists.records.zone"),
        ('callingList = "L"', 'callingList = "M"', 13, "campaigns.callingList"),
        ('mode = "Preview"', "", 9, "campaigns.mode"),
        ('group = "G"', 'group = "G"\nloaded = "yes"', 13, "campaigns.loaded"),
    ],
)
def test_mistakes_in_lists(old: str, new: str, line: int, key: str) -> None:
    assert old in LISTS
    with pytest.raises(ScenarioError) as raised:
        read(LISTS.replace(old, new))
    assert (raised.value.line, raised.value.key) == (FIRST + line, key)


def test_time_zones() -> None:
    assert read('[timeZones]\nACT = "Australia/Darwin"\n').time_zones == {"ACT": "Australia/Darwin"}
    for wrong in ('"Nowhere/Town"', '"../etc"', '""'):
        with pytest.raises(ScenarioError, match=r"timeZones\.ACT: expected a zone such as Europe/Berlin") as raised:
            read(f"[timeZones]\nACT = {wrong}\n")
        assert raised.value.line == FIRST + 1
    with pytest.raises(ScenarioError) as raised:
        read('[timeZones]\nACT = "Australia/Darwn"\nEST = "America/New_Yrk"\n')
    assert [each.expected.rpartition("not ")[2] for each in raised.value.all] == [
        "'Australia/Darwn' (Australia/Darwin is nearest)",
        "'America/New_Yrk' (America/New_York is nearest)",
    ]


def test_transactions() -> None:
    scenario = read('[[transactions]]\nname = "T"\noptions = {"a/b" = "c"}\n')
    assert scenario.transactions == {"T": {"a/b": "c"}}
    with pytest.raises(ScenarioError, match=r"transactions\.options") as raised:
        read('[[transactions]]\nname = "T"\noptions = {x = 1}\n')
    assert raised.value.line == FIRST + 2


def script(text: str) -> list[tuple[float, str, object, str]]:
    return [(step.at, step.call, step.args, step.name) for step in read(text).script]


def test_steps_are_in_the_order_of_time() -> None:
    text = '[[script]]\nat = 2\ncall = "b"\n[[script]]\nat = 1.5\ncall = "a"\nname = "n"\nargs = {x = [1]}\n'
    assert script(text) == [(1.5, "a", {"x": [1]}, "n"), (2, "b", {}, "")]


REPEATED = """\
[[script]]
at = 1
call = "ring"
name = "c"
repeat = 2
every = 10
args = {ani = "1"}
[[script]]
at = 5
call = "farEnd"
repeat = 2
every = 10
args = {interactionId = "{c}", action = "hangUp", party = "{other}"}
"""


def test_a_repeated_step_means_the_same_turn() -> None:
    steps = script(REPEATED)
    assert [(at, call, name) for at, call, _, name in steps] == [
        (1, "ring", "c 1"),
        (5, "farEnd", ""),
        (11, "ring", "c 2"),
        (15, "farEnd", ""),
    ]
    assert [args["interactionId"] for _, call, args, _ in steps if call == "farEnd"] == ["{c 1}", "{c 2}"]  # type: ignore[index]
    assert steps[1][2]["party"] == "{other}"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('[[script]]\nat = -1\ncall = "ring"\n', 1, "script.at"),
        ('[[script]]\nat = inf\ncall = "ring"\n', 1, "script.at"),
        ('[[script]]\nat = nan\ncall = "ring"\n', 1, "script.at"),
        ('[[script]]\nat = "1"\ncall = "ring"\n', 1, "script.at"),
        ("[[script]]\nat = 1\n", 0, "script.call"),
        ('[[script]]\nat = 1\ncall = "ring"\nargs = 5\n', 3, "script.args"),
        ('[[script]]\nat = 1\ncall = "ring"\nwho = 5\n', 3, "script.who"),
        ('[[script]]\nat = 1\ncall = "ring"\nrepeat = 5\n', 0, "script.every"),
        ('[[script]]\nat = 1\ncall = "ring"\nevery = 5\n', 0, "script.repeat"),
        ('[[script]]\nat = 1\ncall = "ring"\nrepeat = 5\nevery = -1\n', 4, "script.every"),
        ('[[script]]\nat = 1\ncall = "ring"\nrepeat = 5.5\nevery = 1\n', 3, "script.repeat"),
        ('[[script]]\nat = 1\ncall = "ring"\nrepeat = 10001\nevery = 1\n', 3, "script.repeat"),
    ],
)
def test_mistakes_in_a_script(text: str, line: int, key: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        read(text)
    assert (raised.value.line, raised.value.key) == (FIRST + line, key)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ('call = "state"', "a call that acts on the contact centre, not state"),
        ('call = "explode"', "There is no driver call 'explode'"),
        ('call = "ring"', "ring: ani must be"),
        ('call = "ring"\nargs = {ani = "1", who = "x"}', "ring has no argument 'who'"),
        ('call = "ring"\nargs = {ani = 1}', "ring: ani must be a string"),
    ],
)
def test_calls_are_checked_before_the_session_begins(step: str, expected: str) -> None:
    with pytest.raises(ScenarioError, match=expected) as raised:
        new_session(scenario=f"{BASE}[[script]]\nat = 1\n{step}\n")
    assert raised.value.line == FIRST + 2
