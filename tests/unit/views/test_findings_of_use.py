"""What use of the page has shown: each of these was wrong or ugly once."""

from __future__ import annotations

from host_page.views.bench.traffic.model import shared_labels
from host_page.views.case.data.model import data_foot, data_keys
from host_page.views.regions import Region
from host_page.views.shortcuts import SHORTCUTS
from host_page.views.ui_state import Bench
from scapi.workspace.tabs import TabState
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, NONE, Stage


def record(stage: Stage) -> str:
    for action in ("load", "start"):
        stage.session.driver.call("campaign", {"action": action, "name": "Spring", "mode": "PushPreview"})
    outcome = stage.session.driver.call("pushPreview", {"campaign": "Spring"})
    return str(outcome.data["interactionId"])  # type: ignore[union-attr, index, call-overload]


def test_apps_of_one_origin_are_told_apart_in_the_traffic(stage: Stage) -> None:
    stage.client(FULL).request("agent.get")
    assert shared_labels(stage.session.frames) == {}
    second = stage.session.driver.call("openClient", {"label": "Second pop", "url": f"{FULL}/second"})
    frame = str(second.data["frameId"])  # type: ignore[union-attr, index, call-overload]
    stage.session.service.receive(frame, FULL, '{"request": "agent.get", "parameters": [], "referenceId": 0}')
    labels = shared_labels(stage.session.frames)
    assert sorted(labels.values()) == ["Screen Pop", "Second pop"]
    page = Page(stage.html(Region.TRAFFIC))
    assert {"Screen Pop", "Second pop"} == {"".join(each.text) for each in page.all(class_="of-app")}
    stage.client(NONE).request("agent.get")
    assert len(shared_labels(stage.session.frames)) == 2, "an app that is alone at its origin is known by it"


def test_a_note_that_repeats_the_reason_is_left_out(stage: Stage) -> None:
    for _ in range(3):
        stage.client(FULL).request("voice.dial", "5001")
    seq = next(entry.seq for entry in stage.session.traffic.since() if entry.decision.note)
    stage.run("traffic-select", str(seq))
    text = stage.html(Region.TRAFFIC)
    assert "<dt>Reason</dt>" in text
    assert "<dt>Note</dt>" not in text


def test_enter_opens_the_message_that_has_the_focus() -> None:
    assert [row.press for row in SHORTCUTS if row.code == "Enter" and row.within == "#traffic-list tr"] == [
        "#traffic-list tr:focus"
    ]


def test_a_tab_that_follows_says_where_the_contact_centre_is(stage: Stage) -> None:
    assert "simulator, in this tab" in stage.html(Region.TOP)
    stage.session.tabs.state = TabState.FOLLOWING
    assert "simulator, in the tab that leads" in stage.html(Region.TOP)


def test_mark_done_stays_where_it_is_when_a_chat_ends(stage: Stage) -> None:
    chat = stage.opened("chat")
    before = Page(stage.html(Region.CASE)).one(id="mark-done").attributes["class"]
    stage.run("media-act", f"{chat} end")
    after = Page(stage.html(Region.CASE)).one(id="mark-done").attributes["class"]
    assert "far" in before.split()
    assert {"far", "primary"} <= set(after.split())


def test_who_changed_a_value_may_stand_below_it(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver"})
    assert "told" not in Page(stage.html(Region.CASE)).one(data_key="Segment").attributes["class"]
    stage.client(FULL).request("interaction.setUserData", call, {"Segment": "Gold"})
    assert "told" in Page(stage.html(Region.CASE)).one(data_key="Segment").attributes["class"]


def test_keys_of_the_dialling_are_folded_unless_one_was_changed(stage: Stage) -> None:
    interaction_id = record(stage)
    stage.run("accept", interaction_id)

    def shown() -> list[str]:
        found = stage.session.workspace.interactions.get(interaction_id)
        assert found is not None
        return [key for key in data_keys(found, stage.session.workspace.now) if key.startswith("GSW_")]

    assert shown() == []
    interaction = stage.session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    assert len(data_foot(stage.session, stage.ui, interaction).system) > 20
    stage.client(FULL).request("interaction.setUserData", interaction_id, {"GSW_NEW": "1"})
    assert shown() == ["GSW_NEW"]


def test_parties_of_a_conference_have_menus(stage: Stage) -> None:
    call = stage.talk()
    stage.run("join-conference", f"{call} AGENT SIP_5001")
    page = Page(stage.html(Region.CASE))
    assert len(page.all("button", class_="party")) == 2
    out = page.all(data_action="party-remove")[1]
    stage.run("party-copy", page.all(data_action="party-copy")[1].attributes["data-arg"])
    assert stage.page.calls[-1] == ("copy", "5001")
    stage.session.driver.call("farEnd", {"interactionId": call, "action": "answer", "party": "5001"})
    out = Page(stage.html(Region.CASE)).all(data_action="party-remove")[1]
    stage.run("party-remove", out.attributes["data-arg"])
    found = stage.session.workspace.interactions.get(call)
    assert found is not None
    assert [party.phone_number for party in found.conversation.parties] == ["020 7946 0123"]


def test_who_writes_an_email_has_the_room(stage: Stage) -> None:
    email = stage.opened("email")
    assert Page(stage.html(Region.CASE)).one("article").attributes["data-wide"] == ""
    stage.run("email-reply", email)
    assert Page(stage.html(Region.CASE)).one("article").attributes["data-wide"] == "composing"
    stage.run("bench")
    assert stage.ui.bench is Bench.OPEN, "it was folded, so the key opens it"


def test_all_views_are_in_one_menu_where_the_bar_has_no_room(stage: Stage) -> None:
    assert "all-views" not in stage.html(Region.TOP)
    stage.client(FULL).request("system.updateViewInApplicationMenuBar", {"name": "q", "label": "Billing: 7 waiting"})
    page = Page(stage.html(Region.TOP))
    assert page.one(popovertarget="all-views")
    assert len(page.all(data_action="view-show")) == 2
