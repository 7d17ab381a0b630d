"""What was begun for one interaction does not appear in another that has its id after a reset."""

from __future__ import annotations

import pytest

from host_page.views.bench.simulator.model import FAR_END
from host_page.views.case.data.model import DATA_KEY
from host_page.views.case.record.model import FIELDS
from host_page.views.places import OF_NO_CASE, Place, Spot, Where, Whose
from host_page.views.regions import Region
from host_page.views.top.communicator import TEAM
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


def reset(stage: Stage) -> None:
    stage.session.driver.call("reset", {})
    assert len(stage.session.workspace.interactions) == 0


def test_what_is_being_written_is_forgotten(stage: Stage) -> None:
    chat = stage.opened("chat")
    stage.run("chat-type", chat, value="half a sentence")
    assert "half a sentence" in stage.html(Region.CASE)
    reset(stage)
    assert stage.opened("chat") == chat
    assert "half a sentence" not in stage.html(Region.CASE)


@pytest.mark.parametrize(("action", "field"), [("data-add", "add-form"), ("contact-search", "contact-form")])
def test_what_is_open_is_closed(stage: Stage, action: str, field: str) -> None:
    call = stage.talk()
    stage.run(action, call)
    assert Page(stage.html(Region.CASE)).one(id=field)
    reset(stage)
    assert stage.talk() == call
    assert not Page(stage.html(Region.CASE)).all(id=field)


def test_errors_of_the_interaction_and_of_what_the_case_showed_are_forgotten(stage: Stage) -> None:
    call = stage.talk()
    stage.html(Region.CASE)
    kept = {FAR_END.of("99"): "of another", TEAM.spot: "of the top bar"}
    gone = {FAR_END.of(call): "a", FIELDS.of(call): "b", OF_NO_CASE.spot: "c", DATA_KEY.of("Key"): "d"}
    stage.ui.errors = {**gone, **kept}
    reset(stage)
    assert stage.ui.errors == kept


def test_what_belongs_to_others_is_kept(stage: Stage) -> None:
    call, chat = stage.talk(), stage.opened("chat")
    stage.run("chat-type", chat, value="half a sentence")
    stage.run("hang-up", call)
    stage.run("mark-done", call)
    assert stage.ui.said == {chat: "half a sentence"}
    assert stage.session.workspace.interactions.get(call) is None


def test_a_place_that_nobody_has_heard_of_says_itself_where_it_is_told_and_with_what_it_goes(stage: Stage) -> None:
    """Who adds an action declares its place, and adds nothing to a list of others."""
    call = stage.talk()
    stage.html(Region.CASE)
    here, own = Place("new", Where.COMMANDS), Place("new", Where.CASE, Whose.INTERACTION)
    stays = Place("new", Where.ELSEWHERE)
    stage.ui.errors = {here.spot: "Told under the commands.", own.of(call): "At its field.", stays.spot: "At the top."}
    assert "Told under the commands." in stage.html(Region.CASE)
    assert "At the" not in stage.html(Region.CASE)
    reset(stage)
    assert stage.ui.errors == {stays.spot: "At the top."}


def test_another_case_takes_away_what_was_told_in_the_one_before(stage: Stage) -> None:
    call, other = stage.talk(), stage.ring()
    interaction = stage.session.workspace.interactions.get(other)
    assert interaction is not None
    places = [Place("new", where, whose) for where in Where for whose in (Whose.PAGE, Whose.INTERACTION)]
    owners = {Whose.PAGE: [""], Whose.INTERACTION: [call, other]}
    spots = [each.of(owner) for each in places for owner in owners[each.whose]]
    stage.ui.errors = dict.fromkeys(spots, "x")
    stage.run("select", interaction.case_id)

    def stays(spot: Spot) -> bool:
        in_that_case = spot.place.where is Where.COMMANDS and spot.owner == other
        return spot.place.where is Where.ELSEWHERE or in_that_case

    assert list(stage.ui.errors) == [spot for spot in spots if stays(spot)]
