"""Calling lists and campaigns of a scenario: what is given twice, or means nothing, is named with its line."""

from __future__ import annotations

import pytest

from scapi.centre.scenario import parse_scenario
from scapi.centre.scenario_error import ScenarioError
from scapi.testing import BUILT_IN_SCENARIO

BASE = BUILT_IN_SCENARIO.read_text(encoding="utf-8").rstrip("\n") + "\n"
FIRST = len(BASE.splitlines()) + 1
"""The line of the first table that is added."""
LIST = """\
[[callingLists]]
name = "Renewals"
[[callingLists.records]]
phone = "1"
{record}
"""
CAMPAIGN = """\
[[campaigns]]
name = "Spring"
mode = "Preview"
group = "G"
callingList = "Renewals"
"""


def mistake(added: str) -> tuple[int | None, str, str]:
    """Line, counted from the first that is added, key, and what was expected."""
    with pytest.raises(ScenarioError) as raised:
        parse_scenario(BASE + added, "my.toml")
    error = raised.value
    return (None if error.line is None else error.line - FIRST, error.key, error.expected)


def test_what_is_right_is_read() -> None:
    text = (
        BASE
        + LIST.format(record="phoneType = 11\nfrom = 0\nuntil = 86399")
        + CAMPAIGN
        + "loaded = true\nstarted = true"
    )
    (campaign,) = (each for each in parse_scenario(text).campaigns if each.name == "Spring")
    (record,) = campaign.calling_list.records
    assert (record.phone_type, record.call_from, record.call_until) == (11, 0, 86_399)
    assert (campaign.loaded, campaign.started) == (True, True)


@pytest.mark.parametrize(
    ("record", "key", "expected"),
    [
        ("from = 999999", "from", "a whole number from 0 to 86399, not 999999"),
        ("until = 86400", "until", "a whole number from 0 to 86399, not 86400"),
        ("from = -1", "from", "a whole number of at least 0, not -1"),
        (
            "phoneType = 99",
            "phoneType",
            "the number of a type of phone, one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, not 99",
        ),
        (
            "values = {Segmnt = 'Gold'}\n[[callingLists.fields]]\nname = 'Segment'\ntype = 'var-char'",
            "values",
            "values of fields of the list: Segment; not 'Segmnt' (Segment is nearest)",
        ),
    ],
)
def test_what_a_record_cannot_have(record: str, key: str, expected: str) -> None:
    assert mistake(LIST.format(record=record)) == (4, f"callingLists.records.{key}", expected)


def test_a_list_twice() -> None:
    once = LIST.format(record="")
    line, key, expected = mistake(once + once)
    assert (line, key) == (6, "callingLists.name")
    assert expected == "a name of its own, 'Renewals' is taken"


def test_a_campaign_twice() -> None:
    line, key, expected = mistake(LIST.format(record="") + CAMPAIGN + CAMPAIGN)
    assert (line, key) == (11, "campaigns.name")
    assert expected == "a name of its own, 'Spring' is taken"


def test_a_campaign_that_is_started_and_not_loaded() -> None:
    line, key, expected = mistake(LIST.format(record="") + CAMPAIGN + "started = true\n")
    assert (line, key) == (10, "campaigns.started")
    assert expected == "loaded = true beside it; what is not loaded cannot be started"


@pytest.mark.parametrize("kind", ["groups", "skills", "queues", "routingPoints"])
def test_a_place_twice(kind: str) -> None:
    place = f'[[{kind}]]\nname = "Twice"\n'
    line, key, expected = mistake(place + place)
    assert (line, key, expected) == (3, f"{kind}.name", "a name of its own, 'Twice' is taken")


@pytest.mark.parametrize(
    ("employee", "number", "key", "expected"),
    [
        ("SIP_5001", "5009", "employeeId", "a name of its own, 'SIP_5001' is taken"),
        ("SIP_5009", "5001", "number", "a name of its own, '5001' is taken"),
        ("SIP_5000", "5009", "employeeId", "another one than that of the agent, 'SIP_5000'"),
    ],
)
def test_an_agent_twice(employee: str, number: str, key: str, expected: str) -> None:
    agent = (
        f'[[agents]]\nusername = "u"\nfirstName = "F"\nlastName = "L"\nemployeeId = "{employee}"\nnumber = "{number}"'
    )
    line = 4 if key == "employeeId" else 5
    assert mistake(agent) == (line, f"agents.{key}", expected)
