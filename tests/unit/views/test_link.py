"""The link to the contact centre, the browser tab, and the agent who does nothing for too long."""

from __future__ import annotations

import pytest

from host_page.views.announcements import Announcements
from host_page.views.link import link_marks
from host_page.views.notices.banner import BACK
from host_page.views.regions import Region
from scapi.centre.agents import StateType
from scapi.centre.conversations import State
from scapi.centre.port import Connection
from scapi.workspace.tabs import TabState
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage

WORDS = {TabState.LEADING: "Leader", TabState.FOLLOWING: "Following", TabState.NEGOTIATING: "Negotiating"}


def test_what_asks_the_contact_centre_is_declared_to_need_the_link(stage: Stage) -> None:
    needed = stage.actions.need_link
    assert {"accept", "hold", "dial", "data-save", "chat-say", "record-call", "join-transfer", "set-state"} <= needed
    assert not {"select", "case-tab", "email-edit", "chat-type", "bench", "theme", "sim-ring"} & needed
    assert needed < stage.actions.names


def test_what_needs_the_link_is_disabled_in_its_place_until_it_is_back(stage: Stage) -> None:
    call = stage.talk()
    stage.ring()
    before = len(Page(stage.page_html()).all("button"))
    stage.run("sim-link", "DISCONNECTED")
    page = Page(stage.page_html())
    assert len(page.all("button")) == before
    assert "Connection lost" in page.text(class_="banner")
    assert page.text(id="link-button") == "Connection lost"
    assert link_marks(stage.session, stage.ui)["lost"] is True
    for opener in ("control-consult", "control-keypad"):
        assert "data-needs-link" in page.one(id=opener).attributes
    stage.run("hold", call)
    stage.run("accept-oldest")
    assert [i.state for i in stage.session.workspace.interactions] == [State.TALKING, State.RINGING]
    stage.run("sim-link", "RECONNECTED")
    assert link_marks(stage.session, stage.ui)["lost"] is False
    stage.run("hold", call)
    assert stage.session.workspace.interactions.get(call).state is State.HELD  # type: ignore[union-attr]


def test_being_back_is_told_for_a_while(stage: Stage) -> None:
    stage.run("sim-link", "DISCONNECTED")
    stage.html(Region.BANNER)
    stage.run("sim-link", "RECONNECTED")
    assert "Connected again." in stage.html(Region.BANNER)
    assert Region.BANNER in stage.renderer.due()
    stage.host.advance(BACK)
    assert stage.html(Region.BANNER).strip() == ""
    assert Region.BANNER not in stage.renderer.due()


def test_down_leaves_one_thing_to_do(stage: Stage) -> None:
    assert stage.html(Region.DOWN).strip() == ""
    stage.ring()
    stage.run("sim-link", "DOWN")
    assert Page(stage.html(Region.DOWN)).one("button").attributes["data-action"] == "log-in-again"
    stage.run("log-in-again")
    assert stage.session.workspace.connection is Connection.CONNECTED
    assert len(stage.session.workspace.interactions) == 0
    assert stage.html(Region.DOWN).strip() == ""


def test_the_link_is_announced(stage: Stage) -> None:
    announcements = Announcements(stage.session)
    stage.run("sim-link", "DISCONNECTED")
    assert [a.live for a in announcements.take()] == ["assertive"]
    assert announcements.take() == []


@pytest.mark.parametrize(("state", "word"), WORDS.items())
def test_the_part_of_the_tab_is_told(stage: Stage, state: TabState, word: str) -> None:
    stage.session.tabs.set_state(state)
    page = Page(stage.html(Region.TOP))
    assert word in [text.strip() for e in page.all("span", class_="status-text") for text in e.text]
    assert bool(page.all("span", class_="busy")) == (state is TabState.NEGOTIATING)


def test_an_agent_who_does_nothing_is_warned_and_may_stay() -> None:
    stage = Stage("security.inactivity-timeout = 5")
    stage.host.advance(4 * 60)
    assert Page(stage.html(Region.BANNER)).text("time", data_form="left-short") == "1:00"
    stage.host.advance(10)
    assert Page(stage.html(Region.BANNER)).text("time", data_form="left-short") == "0:50"
    stage.run("stay")
    assert stage.html(Region.BANNER).strip() == ""
    stage.host.advance(5 * 60)
    assert stage.session.workspace.presence.state.type is StateType.LOGOUT
