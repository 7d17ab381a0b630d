"""The team communicator: favourites, what was reached last, skills, other actions of a line, and its closing."""

from __future__ import annotations

import pytest

from host_page.views.regions import Region
from host_page.views.top.communicator import Option, communicator_options
from host_page.views.top.known_targets import KnownTarget, read_targets, written_targets
from scapi.centre.conversations import State
from scapi.centre.directory import TargetType
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage

ADA = KnownTarget(TargetType.AGENT, "SIP_5001", "Ada Novak")


def labels(stage: Stage) -> list[str]:
    return list(dict.fromkeys(label for label, _ in communicator_options(stage.session, stage.ui)))


def line(stage: Stage, name: str) -> Option:
    return next(option for _, option in communicator_options(stage.session, stage.ui) if option.name == name)


def open_others(stage: Stage, name: str) -> list[str]:
    """Lists what else can be done with a line; gives their names."""
    stage.run("team-others", str(line(stage, name).position))
    return [option.name for _, option in communicator_options(stage.session, stage.ui) if option.second]


def test_skills_are_found_and_need_a_call(stage: Stage) -> None:
    stage.run("team-query", value="english")
    skill = line(stage, "English")
    assert skill.action == ""
    stage.run("team-submit", team="english")
    assert "in a call" in stage.html(Region.TOP)
    call = stage.talk()
    stage.run("team-query", value="english")
    assert line(stage, "English").action == "team-join"
    stage.run("team-submit", team="english")
    assert len(stage.session.workspace.interactions) == 2
    assert stage.session.workspace.interactions.of_parent(call)


def test_a_call_offers_other_actions_with_each_line(stage: Stage) -> None:
    stage.run("team-query", value="ada")
    assert open_others(stage, "Ada Novak") == ["Add to the favourites"]
    call = stage.talk()
    stage.run("team-query", value="ada")
    assert open_others(stage, "Ada Novak") == ["Consult", "Transfer", "Conference", "Add to the favourites"]
    assert stage.ui.communicator.marked == line(stage, "Consult").position, "the first of them is marked"
    stage.run("team-move", "next")
    stage.run("team-submit", team="ada")
    found = stage.session.workspace.interactions.get(call)
    assert found is not None
    assert found.state is State.IDLE, "the call was transferred"


def test_the_tab_key_opens_other_actions_once(stage: Stage) -> None:
    assert "data-opens" not in stage.html(Region.TOP), "nothing is marked: the Tab key leaves the box"
    stage.run("team-query", value="ada")
    assert "data-opens" in stage.html(Region.TOP)
    stage.run("team-others")
    assert "data-opens" not in stage.html(Region.TOP)


def test_favourites_and_what_was_reached_last_come_first(stage: Stage) -> None:
    assert labels(stage)[0] == "Agents"
    stage.run("dial", "5001")
    stage.run("dial", "+49 30 4711")
    assert [each.destination for each in stage.ui.recent] == ["+49 30 4711", "SIP_5001"]
    assert labels(stage)[0] == "Recent"
    stage.run("team-mark", "AGENT SIP_5001")
    assert stage.ui.favourites == (ADA,)
    assert labels(stage)[:2] == ["Favourites", "Recent"]
    options = communicator_options(stage.session, stage.ui)
    assert [option.name for label, option in options if label == "Recent"] == ["+49 30 4711"], "each once"
    stage.run("team-unmark", "AGENT SIP_5001")
    assert stage.ui.favourites == ()


def test_what_is_remembered_is_read_again_and_nonsense_is_not() -> None:
    known = (ADA, KnownTarget(TargetType.CUSTOM_CONTACT, "4711", "4711"))
    assert read_targets(written_targets(known)) == known
    many = [KnownTarget(TargetType.CUSTOM_CONTACT, str(number), str(number)) for number in range(20)]
    assert len(read_targets(written_targets(many))) == 8


NONSENSE = ["", "x", "1", "{}", '[["AGENT"]]', '[["NOBODY", "a", "b"]]', '[["AGENT", 1, "b"]]', "[1]"]


@pytest.mark.parametrize("text", NONSENSE)
def test_what_makes_no_sense_is_forgotten(text: str) -> None:
    assert read_targets(text) == ()


def test_a_closed_list_stays_closed_until_the_box_is_used_again(stage: Stage) -> None:
    def is_closed() -> bool:
        return "data-closed" in Page(stage.html(Region.TOP)).one("form", id="team-form").attributes

    stage.run("team-query", value="ada")
    stage.run("team-close")
    assert is_closed()
    assert stage.ui.communicator.text == ""
    for again in (("team-query", ""), ("team-move", "next"), ("team-open", ""), ("team-leave", ""), ("team-focus", "")):
        stage.run("team-close")
        stage.run(*again)
        assert not is_closed(), again


def test_arrows_mark_a_line_before_anything_is_typed(stage: Stage) -> None:
    stage.run("team-submit", team="")
    assert not len(stage.session.workspace.interactions), "nothing is marked"
    stage.run("team-move", "next")
    stage.run("team-submit", team="")
    assert len(stage.session.workspace.interactions) == 1
