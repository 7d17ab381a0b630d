"""Scenarios that build on others, and everything that is wrong told at once."""

from __future__ import annotations

import pytest

from scapi.centre.agents import StateType
from scapi.centre.scenario import Scenario, parse_scenario
from scapi.centre.scenario_bases import MOST_BASES, SUPPLIED_SCENARIOS, base_of
from scapi.centre.scenario_error import ScenarioError
from scapi.testing import BUILT_IN_SCENARIO, new_session

BUILT_IN = BUILT_IN_SCENARIO.read_text(encoding="utf-8")
SCRIPT = """\
extends = "built-in"

[[script]]
at = 1
call = "ring"
args = {ani = "+44 20 7946 0123"}
"""


def built_on(text: str, *bases: tuple[str, str]) -> Scenario:
    return parse_scenario(text, "my.toml", bases or [("built-in.toml", BUILT_IN)])


def errors(text: str, *bases: tuple[str, str]) -> list[str]:
    with pytest.raises(ScenarioError) as raised:
        parse_scenario(text, "my.toml", bases)
    return [str(error) for error in raised.value.all]


def test_a_script_alone_builds_on_the_built_in_contact_centre() -> None:
    scenario, plain = built_on(SCRIPT), parse_scenario(BUILT_IN)
    assert [step.call for step in scenario.script] == ["ring"]
    assert (scenario.agent, scenario.media, scenario.colleagues) == (plain.agent, plain.media, plain.colleagues)
    session = new_session(scenario=SCRIPT)
    session.simulator.clock.advance(1)
    assert session.workspace.interaction_objects()[0]["ani"] == "+44 20 7946 0123"


@pytest.mark.parametrize("name", SUPPLIED_SCENARIOS)
def test_every_scenario_that_comes_along_can_be_built_on(name: str) -> None:
    text = (BUILT_IN_SCENARIO.parent / f"{name}.toml").read_text(encoding="utf-8")
    scenario, plain = built_on(f'extends = "{name}"', (f"{name}.toml", text)), parse_scenario(text)
    assert (scenario.seats, scenario.places, scenario.script) == (plain.seats, plain.places, plain.script)


def test_keys_and_entries_that_are_the_same_are_laid_over_the_others_are_added() -> None:
    scenario = built_on(
        'extends = "built-in"\nnoAnswerAfter = 20\n[agent]\nfirstName = "Ada"\n'
        '[[media]]\nname = "chat"\nstate = "Break"\n'
        '[[queues]]\nname = "New queue"\nnumber = "8100"\n'
        '[[agents]]\nemployeeId = "SIP_5001"\nseated = true\n'
    )
    plain = parse_scenario(BUILT_IN)
    assert (scenario.agent.first_name, scenario.agent.last_name) == ("Ada", plain.agent.last_name)
    assert [medium.name for medium in scenario.media] == [medium.name for medium in plain.media]
    chat = next(medium for medium in scenario.media if medium.name == "chat")
    assert chat.state.type is StateType.NOT_READY_ACTION_CODE
    assert {place.name for place in scenario.places} - {place.name for place in plain.places} == {"New queue"}
    assert [seat.profile.employee_id for seat in scenario.seats] == ["SIP_5000", "SIP_5001"]
    assert scenario.no_answer_after == 20


def test_parts_can_be_left_out() -> None:
    first = ("first.toml", SCRIPT)
    text = 'extends = "first.toml"\nwithout = ["script", "contacts"]\n'
    scenario = built_on(text, first, ("built-in.toml", BUILT_IN))
    assert (scenario.script, scenario.contacts) == ((), ())
    assert scenario.media


def test_several_build_on_each_other() -> None:
    first = ("first.toml", SCRIPT)
    second = SCRIPT.replace('"built-in"', '"first.toml"').replace("at = 1", "at = 2")
    assert [step.at for step in built_on(second, first, ("built-in.toml", BUILT_IN)).script] == [1, 2]


def test_an_error_in_what_is_built_on_is_named_where_it_stands() -> None:
    (told,) = errors(SCRIPT, ("built-in.toml", BUILT_IN.replace('"Elena"', "5")))
    assert told.startswith("built-in.toml, line 5, agent.firstName: expected ")
    (told,) = errors('extends = "built-in"\n[agent]\nfirstName = 5\n', ("built-in.toml", BUILT_IN))
    assert told.startswith("my.toml, line 3, agent.firstName: expected ")
    (told,) = errors(SCRIPT, ("built-in.toml", "x = "))
    assert told.startswith("built-in.toml, line 1: expected valid TOML")


def test_what_cannot_be_built_on_is_told() -> None:
    told = errors('extends = "biult-in"\n')
    assert told[0].startswith(
        "my.toml, line 1, extends: expected one of built-in, sales-day, help-desk, stress-day, or"
    )
    assert errors("extends = 5\n")[0].startswith("my.toml, line 1, extends: expected a string")


def test_what_builds_on_a_misspelt_one_is_judged_by_itself_alone() -> None:
    """Whatever is of the base is neither missing nor unknown, for nobody knows what it has."""
    text = (
        'extends = "biult-in"\nwithout = ["contacts"]\n'
        '[[agents]]\nemployeeId = "SIP_5001"\nmemberOf = ["Billing queue"]\nseeted = true\nseated = 1\n'
        '[[media]]\nname = "chat"\nstate = "Break"\n'
    )
    assert errors(text) == [
        "my.toml, line 1, extends: expected one of built-in, sales-day, help-desk, stress-day, or a file beside this "
        "one that can be read, not 'biult-in'; built-in is nearest.",
        "my.toml, line 6, agents.seeted: expected one of employeeId, firstName, lastName, memberOf, number, roles, "
        "seated, state, username, not seeted; seated is nearest.",
        "my.toml, line 7, agents.seated: expected true or false, not 1.",
    ]
    (told,) = errors('extends = "first.toml"\n', ("first.toml", 'extends = "secnd.toml"\n'))
    assert told.startswith("first.toml, line 1, extends: expected one of ")
    (told,) = errors('extends = "first.toml"\n', ("first.toml", "x = "))
    assert told.startswith("first.toml, line 1: expected valid TOML")


def test_a_circle_is_told_as_one() -> None:
    bases = [(f"{number}.toml", 'extends = "1.toml"\n') for number in range(MOST_BASES)]
    (told,) = errors('extends = "0.toml"\n', *bases)
    assert told.endswith(f"extends: expected at most {MOST_BASES} scenarios that build on each other, and no circle.")


def test_errors_come_file_by_file_in_the_order_of_their_lines() -> None:
    base = BUILT_IN.replace('"Elena"', "5")
    text = (
        'extends = "built-in"\n[[script]]\nat = "soon"\ncall = "ring"\n[[script]]\nat = "late"\ncall = "ring"\n'
        '[[queues]]\nnamme = "Q"\n[[media]]\nname = "chat"\nstate = "Brake"\n[[campaigns]]\nname = "C"\n'
        'mode = "Preview"\ngroup = "G"\ncallingList = "Renewal"\n[[callingLists]]\nname = "Renewals"\n'
        "[[callingLists.records]]\nphone = 5\n"
    )
    with pytest.raises(ScenarioError) as raised:
        parse_scenario(text, "my.toml", [("built-in.toml", base)])
    places = [(each.source, each.line) for each in raised.value.all]
    own = [("my.toml", line) for line in (3, 6, 8, 9, 12, 17, 21)]
    assert places == [*own, ("built-in.toml", 5)]
    told = [str(each) for each in raised.value.all]
    for near in ("name is nearest", "Break is nearest", "Renewals is nearest"):
        assert any(near in each for each in told), near


def test_several_names_that_are_wrong_are_told_together() -> None:
    (told,) = errors(
        'extends = "built-in"\n[agent]\nmemberOf = ["Nowhere", "Biling queue"]\n[[queues]]\nname = "Billing queue"\n',
        ("built-in.toml", BUILT_IN),
    )
    assert told.endswith("routing points, not 'Nowhere' or 'Biling queue' (Billing queue is nearest).")


def test_what_cannot_be_left_out_is_told() -> None:
    (told,) = errors('extends = "built-in"\nwithout = ["scripts", "contact"]\n', ("built-in.toml", BUILT_IN))
    assert told.startswith("my.toml, line 2, without: expected parts of built-in: agent, states, ")
    assert told.endswith("; not 'scripts' or 'contact' (contacts is nearest).")
    assert "my.toml, line 1, without: expected extends beside it, for nothing else could be left out." in errors(
        'without = ["script"]\n'
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = BUILT_IN.replace('username = "elena.brandt"', "username = 17").replace(
        'state = "Ready"', 'state = "Redy"', 1
    )
    told = errors(f'{text}\n[[queues]]\nname = "Q"\nsize = 3\nlength = 4\n\n[[skript]]\nat = 1\n')
    assert [each.partition(": expected")[0].rpartition(", ")[2] for each in told] == [
        "agent.username",
        "media.state",
        "queues.size",
        "queues.length",
        "skript",
    ]


def test_what_is_missing_is_told_once_and_together() -> None:
    told = errors("[[script]]\nat = 1\ncall = 'ring'\n")
    assert [each.partition(": expected ")[2] for each in told] == [
        "a table [agent]; there is none.",
        "at least one [[states]].",
        "at least one [[media]].",
    ]


@pytest.mark.parametrize(
    ("text", "base"),
    [('extends = "built-in"', "built-in"), ("extends = 5", ""), ("", ""), ("x = ", ""), ('[a]\nextends = "b"', "")],
)
def test_what_a_text_builds_on(text: str, base: str) -> None:
    assert base_of(text) == base
    assert MOST_BASES > 1
