"""What is written in a draft: kept at once, given to the contact centre when the hand rests, never lost."""

from __future__ import annotations

import pytest

from host_page.views.case.mail.drafts import RESTS, TRIES_AGAIN
from host_page.views.regions import Region
from scapi.centre.contents import EmailContent
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


@pytest.fixture
def draft(stage: Stage) -> str:
    stage.run("email-reply", stage.opened("email"))
    return next(i.id for i in stage.session.workspace.interactions if i.parent_id is not None)


def kept(stage: Stage, draft: str) -> str:
    interaction = stage.session.workspace.interactions.get(draft)
    assert interaction is not None
    content = interaction.conversation.content
    assert isinstance(content, EmailContent)
    return content.body


def shown(stage: Stage, draft: str) -> str:
    return Page(stage.html(Region.CASE)).text("textarea", id=f"draft-body-{draft}").strip()


def test_a_hundred_keys_are_one_change_of_the_session(stage: Stage, draft: str) -> None:
    told: list[str] = []
    stage.session.workspace.interactions.watch(lambda key, _, __: told.append(key))
    for length in range(1, 101):
        stage.run("email-edit", draft, body="x" * length)
        stage.host.advance(RESTS / 10)
    assert told == []
    assert shown(stage, draft) == "x" * 100
    stage.host.advance(RESTS)
    assert told == [draft]
    assert kept(stage, draft) == "x" * 100


def test_what_is_written_while_the_link_is_lost_is_kept_and_given_when_it_is_back(stage: Stage, draft: str) -> None:
    stage.run("sim-link", "DISCONNECTED")
    stage.run("email-edit", draft, to="a@b.example", body="Dear Mr Lindqvist")
    stage.host.advance(RESTS)
    assert kept(stage, draft) == ""
    assert shown(stage, draft) == "Dear Mr Lindqvist"
    assert "Kept in this tab until the link is back" in stage.html(Region.CASE)
    stage.run("select", stage.session.workspace.interactions.get("1").case_id + " 1")  # type: ignore[union-attr]
    stage.run("select", stage.session.workspace.interactions.get("1").case_id + f" {draft}")  # type: ignore[union-attr]
    assert shown(stage, draft) == "Dear Mr Lindqvist", "another case was looked at meanwhile"
    stage.run("sim-link", "RECONNECTED")
    stage.host.advance(TRIES_AGAIN)
    assert kept(stage, draft) == "Dear Mr Lindqvist"
    assert "until the link is back" not in stage.html(Region.CASE)
    assert stage.ui.drafts == {}


def test_a_command_comes_after_what_was_written_before_it(stage: Stage, draft: str) -> None:
    stage.run("email-edit", draft, body="Dear")
    stage.run("media-act", f"{draft} save")
    assert kept(stage, draft) == "Dear"


def test_leaving_the_page_keeps_what_was_written_a_moment_ago(stage: Stage, draft: str) -> None:
    stage.run("email-edit", draft, body="Dear")
    stage.actions.leave()
    assert kept(stage, draft) == "Dear"


def test_a_draft_that_is_gone_is_forgotten(stage: Stage, draft: str) -> None:
    stage.run("email-edit", draft, body="Dear")
    stage.run("media-act", f"{draft} cancel")
    stage.host.advance(RESTS + TRIES_AGAIN)
    assert draft not in stage.ui.drafts
