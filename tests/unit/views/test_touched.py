"""What has changed since somebody looked, and that nothing else is looked at."""

from __future__ import annotations

import pytest

from host_page.views.announcements import Announcements
from host_page.views.top.sound_policy import SoundPolicy
from host_page.views.touched import Touched
from scapi.centre.conversations import State
from scapi.workspace.interactions import Interactions
from tests.unit.views.stage import Stage


def test_it_tells_how_each_was_at_the_last_look_and_how_it_is(stage: Stage) -> None:
    there, gone = stage.ring("1"), stage.ring("2")
    touched = Touched(stage.session.workspace.interactions)
    assert touched.take() == []
    stage.run("accept", there)
    stage.run("hold", there)
    stage.session.driver.call("farEnd", {"interactionId": gone, "action": "hangUp"})
    stage.ring("3")
    states = [(before and before.state, now and now.state) for before, now in touched.take()]
    assert states == [(State.RINGING, State.HELD), (State.RINGING, None), (None, State.RINGING)]
    assert touched.take() == []


def test_what_came_and_went_unseen_is_not_kept(stage: Stage) -> None:
    touched = Touched(stage.session.workspace.interactions)
    for number in range(20):
        call = stage.ring(str(number))
        stage.session.driver.call("farEnd", {"interactionId": call, "action": "hangUp"})
    assert touched.take() == []


def test_an_event_costs_no_look_at_the_other_interactions(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    chat = stage.opened("chat")
    for number in range(30):
        stage.ring(str(number))
    announcements, sounds = Announcements(stage.session), SoundPolicy(stage.session, stage.ui)
    sounds.note(page_visible=True)

    def looked(_: Interactions) -> None:
        raise AssertionError("all interactions were looked through")

    monkeypatch.setattr(Interactions, "__iter__", looked)
    interaction = stage.session.workspace.interactions.get(chat)
    assert interaction is not None
    stage.session.workspace.interactions.put(interaction)
    assert announcements.take() == []
    assert not sounds.note(page_visible=True)
    sounds.rings()
