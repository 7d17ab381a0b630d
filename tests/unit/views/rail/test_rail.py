"""The interaction list, the toasts, and what is announced."""

from __future__ import annotations

from host_page.views.announcements import Announcements
from host_page.views.notices.toasts import toasts_model
from host_page.views.rail.model import entries
from host_page.views.regions import Region
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, Stage


def test_what_rings_is_first_and_the_rest_stays_in_its_order(stage: Stage) -> None:
    first = stage.talk()
    second = stage.talk()
    third = stage.ring("3")
    stage.run("hang-up", first)
    assert [(entry.id, entry.line) for entry in entries(stage.session, stage.ui)] == [
        (third, "Ringing"),
        (first, "Ended"),
        (second, "Talking"),
    ]
    page = Page(stage.html(Region.RAIL))
    assert len(page.all("button", aria_current="true")) == 1


def test_the_toast_of_a_record_calls_its_fields_as_the_case_does(stage: Stage) -> None:
    for action in ("load", "start"):
        stage.session.driver.call("campaign", {"action": action, "name": "Spring", "mode": "PushPreview"})
    stage.session.driver.call("pushPreview", {"campaign": "Spring"})
    (toast,) = toasts_model(stage.session, stage.ui).toasts
    assert dict(toast.pairs)["Remark"] == "Sample customer 1"
    assert not [key for key, _ in toast.pairs if key.startswith("GSW_")]


def test_toasts_show_four_pairs_and_no_more_than_three_calls(stage: Stage) -> None:
    stage.talk()
    for number in range(5):
        stage.ring(str(number), userData={"IW_X": "1", "nested": {}, **{f"Key{n}": n for n in range(6)}})
    model = toasts_model(stage.session, stage.ui)
    assert len(model.toasts) == 3
    assert model.more == 2
    assert [key for key, _ in model.toasts[0].pairs] == ["Key0", "Key1", "Key2", "Key3"]
    assert model.toasts[0].note == "Accepting holds Jonas Whitfield."
    assert [toast.first for toast in model.toasts] == [True, False, False]


def test_nothing_rings(stage: Stage) -> None:
    assert Page(stage.html(Region.TOASTS)).elements == []


def test_announcements_tell_rings_ends_and_changes_by_apps_once(stage: Stage) -> None:
    announcements = Announcements(stage.session)
    call = stage.ring()
    assert [a.live for a in announcements.take()] == ["assertive"]
    assert announcements.take() == []
    stage.run("accept", call)
    assert announcements.take() == []
    stage.client(FULL).request("interaction.setUserData", call, {"Segment": "Gold"})
    assert [a.text for a in announcements.take()] == ["Screen Pop changed Segment."]
    stage.client(FULL).request("interaction.setUserData", call, {f"k{n}": n for n in range(6)})
    assert [a.text for a in announcements.take()] == ["Screen Pop changed 6 keys."]
    stage.run("data-edit", "Segment")
    stage.run("data-save", "Segment", value="Silver")
    assert announcements.take() == []
    stage.run("set-state", "Break")
    assert [a.text for a in announcements.take()] == ["Your state is Break."]
    stage.session.driver.call("farEnd", {"interactionId": call, "action": "hangUp"})
    assert [a.text for a in announcements.take()] == ["The call with Jonas Whitfield has ended."]
    other = stage.ring("1")
    announcements.take()
    stage.session.driver.call("farEnd", {"interactionId": other, "action": "hangUp"})
    assert [a.live for a in announcements.take()] == ["assertive"]
