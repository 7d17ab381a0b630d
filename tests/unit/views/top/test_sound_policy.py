"""What is heard: the ring, the short note, and in which tab."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from host_page.views.regions import Region
from host_page.views.top.sound_policy import SoundPolicy, read_sound, written_sound
from host_page.views.ui_state import Sound
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, Stage


@pytest.fixture
def sounds(stage: Stage) -> SoundPolicy:
    sounds = SoundPolicy(stage.session, stage.ui)
    assert not sounds.note(page_visible=True)
    return sounds


def push(stage: Stage) -> str:
    """A record that the contact centre offers."""
    stage.session.driver.call("campaign", {"action": "load", "name": "Spring", "mode": "PushPreview"})
    stage.session.driver.call("campaign", {"action": "start", "name": "Spring"})
    outcome = stage.session.driver.call("pushPreview", {"campaign": "Spring"})
    return str(outcome.data["interactionId"])  # type: ignore[union-attr, index, call-overload]


def say(stage: Stage, chat: str, text: str = "Hello?") -> None:
    stage.session.driver.call("customer", {"interactionId": chat, "action": "say", "text": text})


@pytest.mark.parametrize("come", [Stage.ring, push])
@pytest.mark.parametrize("action", ["accept", "reject"])
def test_a_call_and_a_pushed_record_ring_until_the_agent_decides(
    stage: Stage, sounds: SoundPolicy, come: Callable[[Stage], str], action: str
) -> None:
    assert not sounds.rings()
    interaction = come(stage)
    assert sounds.rings()
    assert not sounds.note(page_visible=True)
    stage.run(action, interaction)
    assert not sounds.rings()


def test_a_call_that_ends_by_itself_rings_no_more(stage: Stage, sounds: SoundPolicy) -> None:
    call = stage.ring()
    stage.session.driver.call("farEnd", {"interactionId": call, "action": "hangUp"})
    assert not sounds.rings()


@pytest.mark.parametrize("name", ["email", "chat", "workitem"])
def test_an_invitation_is_one_note(stage: Stage, sounds: SoundPolicy, name: str) -> None:
    interaction = stage.come_in(name)
    assert not sounds.rings()
    assert sounds.note(page_visible=True)
    assert not sounds.note(page_visible=True)
    stage.run("accept", interaction)
    assert not sounds.note(page_visible=True)


def test_the_bell_silences_what_rings_and_not_what_rings_next(stage: Stage, sounds: SoundPolicy) -> None:
    first = stage.ring("1")
    stage.run("sound-silence")
    assert not sounds.rings()
    stage.ring("2")
    assert sounds.rings()
    stage.run("sound-silence")
    stage.run("accept", first)
    assert not sounds.rings()
    # The ids of interactions begin again, those of conversations do not.
    stage.session.driver.call("reset", {})
    stage.ring("1")
    assert sounds.rings()


def test_customers_are_heard_in_chats_that_are_not_in_view(stage: Stage, sounds: SoundPolicy) -> None:
    chat = stage.opened("chat", history=["Before"])
    sounds.note(page_visible=True)
    say(stage, chat)
    assert not sounds.note(page_visible=True)
    say(stage, chat)
    assert sounds.note(page_visible=False)
    stage.talk()
    say(stage, chat)
    assert sounds.note(page_visible=True)
    assert not sounds.note(page_visible=True)
    stage.session.driver.call("act", {"interactionId": chat, "action": "say", "text": "Yes"})
    assert not sounds.note(page_visible=True)


def test_only_the_tab_that_the_agent_was_in_last_is_heard(stage: Stage, sounds: SoundPolicy) -> None:
    stage.session.tabs.set_last_active(False)
    stage.ring()
    stage.come_in("email")
    assert (sounds.rings(), sounds.note(page_visible=True)) == (False, False)
    # The agent comes: what still rings is heard, what was told meanwhile is not told again.
    stage.session.tabs.set_last_active(True)
    assert (sounds.rings(), sounds.note(page_visible=True)) == (True, False)


@pytest.mark.parametrize(
    ("action", "fields"), [("sound-switch", {"checked": "false"}), ("sound-volume", {"value": "0"})]
)
def test_sound_that_is_off_is_off(stage: Stage, sounds: SoundPolicy, action: str, fields: dict[str, str]) -> None:
    stage.run(action, **fields)
    stage.ring()
    stage.come_in("email")
    assert (sounds.rings(), sounds.note(page_visible=True)) == (False, False)
    bell = Page(stage.html(Region.TOP)).one(id="messages-button")
    assert bell.attributes["aria-label"] == "Messages, sound off"


def test_nothing_rings_behind_the_screen_that_tells_the_end_of_the_link(stage: Stage, sounds: SoundPolicy) -> None:
    stage.ring()
    stage.run("sim-link", "DISCONNECTED")
    assert sounds.rings()
    stage.run("sim-link", "DOWN")
    assert not sounds.rings()


def test_toasts_of_apps_are_silent(stage: Stage, sounds: SoundPolicy) -> None:
    app = stage.client(FULL)
    app.request("system.popupToast", {"title": "Late", "iconUrl": "https://crm.example/icon.png"})
    assert len(stage.session.toasts.open()) == 1
    assert (sounds.rings(), sounds.note(page_visible=True)) == (False, False)


def test_what_is_there_at_the_start_rings_but_is_no_news(stage: Stage) -> None:
    stage.ring()
    stage.come_in("email")
    sounds = SoundPolicy(stage.session, stage.ui)
    assert (sounds.rings(), sounds.note(page_visible=True)) == (True, False)


def test_the_foot_of_the_drawer_has_the_choice(stage: Stage) -> None:
    page = Page(stage.html(Region.TOP))
    assert "checked" in page.one(id="sound-switch").attributes
    assert page.one(id="sound-volume").attributes["value"] == "60"
    stage.run("sound-volume", value="35")
    stage.run("sound-volume", value="loud")
    stage.run("sound-volume", value="101")
    stage.run("sound-switch", checked="false")
    assert stage.ui.sound == Sound(on=False, volume=35)
    page = Page(stage.html(Region.TOP))
    assert "checked" not in page.one(id="sound-switch").attributes
    assert "disabled" in page.one(id="sound-volume").attributes


def test_a_browser_that_keeps_the_page_quiet_is_told_of_beside_the_bell(stage: Stage) -> None:
    assert "bell-note" not in stage.html(Region.TOP)
    stage.ui.sound_blocked = True
    assert Page(stage.html(Region.TOP)).text(class_="bell-note") == "Sound starts after a click in the page"


@pytest.mark.parametrize("sound", [Sound(), Sound(on=False, volume=0), Sound(volume=100)])
def test_the_choice_is_remembered(sound: Sound) -> None:
    assert read_sound(written_sound(sound)) == sound


@pytest.mark.parametrize("text", ["", "on", "on 101", "on -1", "on ²", "maybe 60", "on 60 70"])
def test_a_remembered_choice_that_makes_no_sense_is_forgotten(text: str) -> None:
    assert read_sound(text) == Sound()
