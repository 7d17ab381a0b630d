"""Failures that the agent has clicked nothing for are told at the toast or in the case that they are about."""

from __future__ import annotations

import pytest

from host_page.views.case.model import case_model
from host_page.views.regions import Region
from host_page.views.unasked import Unasked
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.protocol import errors
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage

REFUSED = CentreError(ErrorKind.REFUSED, text="the line is gone")
TOLD = errors.refused_by_centre("the line is gone").removeprefix("Error: ")


def listening(options: str = "") -> Stage:
    stage = Stage(options)
    announce = stage.page.calls.append
    unasked = Unasked(stage.ui, stage.page, lambda kind, text: announce(("announce", kind, text)))
    stage.session.workspace.arrivals.when_failed = unasked.tell
    return stage


@pytest.fixture
def stage() -> Stage:
    return listening()


def fail(stage: Stage, interaction_id: str | None) -> None:
    """What the contact centre had taken on has failed."""
    interaction = None if interaction_id is None else stage.session.workspace.interactions.get(interaction_id)
    conversation = None if interaction is None else interaction.conversation.id
    stage.session.workspace.arrivals.operation_failed(conversation, REFUSED, "")


def in_case(stage: Stage) -> list[str]:
    stage.html(Region.CASE)
    model = case_model(stage.session, stage.ui, None)
    return [] if model is None else list(model.errors)


def test_an_auto_answer_that_fails_is_told_at_the_toast_and_spoken() -> None:
    stage = listening("chat.auto-answer = true")
    stage.session.driver.call("refuse", {"operation": "accept"})
    chat = stage.come_in("chat")
    toast = Page(stage.html(Region.TOASTS))
    assert "refused" in toast.text("p", class_="problem").lower()
    ((_, kind, text),) = [call for call in stage.page.calls if call[0] == "announce"]
    assert (kind, "refused" in text.lower()) == ("assertive", True)
    assert Region.TOASTS in stage.page.regions
    stage.run("accept", chat)
    assert "problem" not in stage.page_html()


def test_what_fails_later_is_told_in_the_case_until_the_agent_does_something(stage: Stage) -> None:
    call = stage.talk()
    fail(stage, call)
    assert in_case(stage) == [TOLD]
    assert TOLD in Page(stage.html(Region.CASE)).text("p", class_="problem")
    stage.run("hold", call)
    assert in_case(stage) == []


def test_what_fails_in_another_case_is_told_when_that_is_opened(stage: Stage) -> None:
    call, chat = stage.talk(), stage.opened("chat")
    fail(stage, call)
    assert in_case(stage) == []
    cases = {i.id: i.case_id for i in stage.session.workspace.interactions}
    stage.run("select", cases[call])
    assert in_case(stage) == [TOLD]
    stage.run("select", cases[chat])
    stage.run("select", cases[call])
    assert in_case(stage) == [], "it has been seen"


def test_what_is_of_no_interaction_is_told_in_whatever_is_in_view(stage: Stage) -> None:
    fail(stage, None)
    assert TOLD in Page(stage.html(Region.CASE)).text("p", class_="problem")
    call = stage.talk()
    assert in_case(stage) == [], "the agent has gone on"
    fail(stage, None)
    assert in_case(stage) == [TOLD]
    stage.run("hang-up", call)
    assert in_case(stage) == []


def test_an_error_goes_with_its_interaction(stage: Stage) -> None:
    call = stage.talk()
    stage.html(Region.CASE)
    fail(stage, call)
    fail(stage, None)
    stage.session.driver.call("reset", {})
    assert stage.ui.errors == {}
