"""What was begun for one interaction does not appear in another that has its id after a reset."""

from __future__ import annotations

import pytest

from host_page.views.regions import Region
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
    kept = {"far-99": "of another", "team": "of the top bar"}
    stage.ui.errors = {f"far-{call}": "a", f"record-{call}": "b", "hold": "c", "data:Key": "d", **kept}
    reset(stage)
    assert stage.ui.errors == kept


def test_what_belongs_to_others_is_kept(stage: Stage) -> None:
    call, chat = stage.talk(), stage.opened("chat")
    stage.run("chat-type", chat, value="half a sentence")
    stage.run("hang-up", call)
    stage.run("mark-done", call)
    assert stage.ui.said == {chat: "half a sentence"}
    assert stage.session.workspace.interactions.get(call) is None
