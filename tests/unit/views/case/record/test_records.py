"""Outbound records: the chain, the fields, the outcome, and the campaigns."""

from __future__ import annotations

import pytest

from host_page.views.case.record.model import record_view
from host_page.views.rail.model import entries
from host_page.views.rail.shelves import campaign_shelf
from host_page.views.regions import Region
from scapi.centre.conversations import State
from scapi.centre.records import CALL_RESULTS, CampaignMode, OutboundContent
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


@pytest.fixture
def stage() -> Stage:
    """A started campaign."""
    stage = Stage()
    stage.run("sim-load", name="Spring", mode="Preview")
    stage.run("sim-campaign", "start Spring")
    return stage


def content_of(stage: Stage, interaction_id: str) -> OutboundContent:
    interaction = stage.session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    assert isinstance(interaction.conversation.content, OutboundContent)
    return interaction.conversation.content


def preview(stage: Stage) -> str:
    stage.run("campaign-get", "Spring")
    return "1"


def called(stage: Stage) -> str:
    """The call of a record that was answered."""
    record = preview(stage)
    stage.run("record-call", f"{record} {content_of(stage, record).active}")
    stage.session.driver.call("farEnd", {"interactionId": "2", "action": "answer"})
    return "2"


def test_a_record_shows_its_chain_and_the_picked_number_is_called(stage: Stage) -> None:
    record = preview(stage)
    page = Page(stage.html(Region.CASE))
    numbers = [e.attributes["value"] for e in page.all("input", type="radio")]
    assert len(numbers) == 2
    assert f"Call {content_of(stage, record).active_record.phone}" in page.text(id="command-callRecord")
    stage.run("record-choose", record, value=numbers[1])
    button = Page(stage.html(Region.CASE)).one(id="command-callRecord")
    assert button.attributes["data-arg"] == f"{record} {numbers[1]}"
    stage.run("record-call", button.attributes["data-arg"])
    (call,) = stage.session.workspace.interactions
    assert call.state is State.DIALING
    assert content_of(stage, call.id).active == int(numbers[1])


def test_fields_tell_what_they_are(stage: Stage) -> None:
    preview(stage)
    page = Page(stage.html(Region.CASE))
    assert "Phone *" in page.text("form", class_="fields")
    assert page.one("select", name="GSW_CUSTOM_VIP")
    assert len(page.all("input", readonly="")) == 3
    assert "GSW_CUSTOM_ACCOUNT" not in {e.attributes.get("name") for e in page.elements}
    assert page.one("input", name="GSW_FROM").attributes["value"] == "08:00"


def test_only_changed_fields_are_saved_as_their_type(stage: Stage) -> None:
    record = preview(stage)
    page = Page(stage.html(Region.CASE))
    fields = {e.attributes["name"]: e.attributes.get("value", "") for e in page.all("input") if "name" in e.attributes}
    stage.run("record-save", record, **{**fields, "GSW_CUSTOM_AMOUNT": "99.5", "GSW_CUSTOM_VIP": "false"})
    assert stage.ui.errors == {}
    assert content_of(stage, record).changed == {"GSW_CUSTOM_AMOUNT": 99.5, "GSW_CUSTOM_VIP": False}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GSW_CUSTOM_AMOUNT", "much", "must be a number"),
        ("GSW_CUSTOM_AMOUNT", "", "is mandatory"),
        ("GSW_FROM", "25:00", "must be a time"),
        ("GSW_CUSTOM_DATE", "soon", "must be a date"),
    ],
)
def test_a_wrong_field_is_told_at_the_field_and_nothing_is_saved(
    stage: Stage, name: str, value: str, said: str
) -> None:
    record = preview(stage)
    stage.run("record-save", record, GSW_CUSTOM_STRING="Other", **{name: value})
    page = Page(stage.html(Region.CASE))
    assert said in page.text("p", class_="problem")
    assert name not in page.text("p", class_="problem"), "the field is called as its label says"
    assert page.one("input", name=name).attributes["aria-invalid"] == "true"
    assert content_of(stage, record).changed == {}
    stage.run("record-save", record)
    assert "problem" not in stage.html(Region.CASE)


def test_the_outcome_waits_for_the_call(stage: Stage) -> None:
    record = preview(stage)
    page = Page(stage.html(Region.CASE))
    assert "disabled" in page.one(id=f"result-{record}").attributes
    assert "disabled" in page.one(data_action="record-do-not-call").attributes
    call = called_from(stage, record)
    page = Page(stage.html(Region.CASE))
    assert "disabled" not in page.one(id=f"result-{call}").attributes
    stage.run("record-result", call, value=str(CALL_RESULTS["ANSWER"]))
    assert content_of(stage, call).result == CALL_RESULTS["ANSWER"]
    stage.run("record-do-not-call", call, checked="true")
    assert content_of(stage, call).do_not_call
    assert "disabled" in Page(stage.html(Region.CASE)).one(id=f"result-{call}").attributes
    stage.run("record-do-not-call", call, checked="false")
    assert not content_of(stage, call).do_not_call


def called_from(stage: Stage, record: str) -> str:
    stage.run("record-call", f"{record} {content_of(stage, record).active}")
    return "2"


def test_a_record_is_called_again_at_a_date(stage: Stage) -> None:
    record = preview(stage)
    handle = content_of(stage, record).active
    stage.run("record-again", f"{record} {handle}", date="tomorrow", kind="PERSONAL")
    page = Page(stage.html(Region.CASE))
    assert page.one(id=f"again-{record}").attributes["value"] == "tomorrow"
    assert page.one("option", value="PERSONAL").attributes["selected"] == ""
    assert "MM/DD/YYYY HH:MM" in page.text("p", class_="problem")
    stage.run("record-again", f"{record} {handle}", date="3/9/2027 9:30", kind="PERSONAL")
    assert "3/9/2027 9:30, me" in stage.html(Region.CASE)
    stage.run("record-again-cancel", record)
    assert content_of(stage, record).schedule is None


@pytest.mark.parametrize(("verb", "state"), [("rejectRecord", State.REJECTED), ("cancelRecord", State.CANCELED)])
def test_a_record_that_is_given_back_is_marked_done(stage: Stage, verb: str, state: State) -> None:
    record = preview(stage)
    stage.run("media-act", f"{record} {verb}")
    (interaction,) = stage.session.workspace.interactions
    assert interaction.state is state
    page = Page(stage.html(Region.CASE))
    assert page.one(id=f"again-{record}").attributes["title"] == "The record was given up"
    assert "Save fields" not in stage.html(Region.CASE)
    stage.run("mark-done", record)
    assert len(stage.session.workspace.interactions) == 0


def test_the_call_of_a_record_keeps_the_record_beside_its_controls(stage: Stage) -> None:
    called(stage)
    page = Page(stage.html(Region.CASE))
    assert len(page.all("button", class_="control")) == 7
    assert page.text("h3", id="record-outcome") == "Outcome"
    assert page.all("article", data_wide="")


def test_a_record_that_was_called_says_so_and_waits_for_its_call(stage: Stage) -> None:
    stage.run("sim-push", "Spring")
    stage.run("accept", "1")
    call = called_from(stage, "1")
    stage.run("hang-up", call)
    stage.run("select", f"{stage.session.workspace.cases.selected} 1")
    page = Page(stage.html(Region.CASE))
    assert page.all("span", class_="pill")[0].text == ["Called"]
    reasons = {button.attributes["title"] for button in page.all("button", class_="large")}
    assert reasons
    assert all("The record has been called; it ends with its call." in reason for reason in reasons)
    assert [(entry.id, entry.line) for entry in entries(stage.session, stage.ui)] == [("1", "Called"), (call, "Ended")]


def test_the_call_of_a_pushed_record_stays_in_view_when_it_has_ended(stage: Stage) -> None:
    stage.run("sim-push", "Spring")
    stage.run("accept", "1")
    call = called_from(stage, "1")
    stage.run("hang-up", call)
    assert Page(stage.html(Region.CASE)).one("article").attributes["id"] == f"case-{call}"
    stage.run("mark-done", call)
    assert len(stage.session.workspace.interactions) == 0


def test_direct_push_is_done_and_stops(stage: Stage) -> None:
    stage.run("sim-push-direct", "Spring")
    stage.run("accept", "1")
    assert "Done and stop" in stage.html(Region.CASE)
    stage.run("media-act", "1 cancelRecord")
    stage.run("mark-done", "1")
    desk = stage.session.simulator.desks["SIP_5000"]
    assert not desk.state.direct_push
    stage.run("campaign-direct")
    assert desk.state.direct_push


def test_the_local_time_is_that_of_the_records_zone(stage: Stage) -> None:
    record = preview(stage)
    interaction = stage.session.workspace.interactions.get(record)
    assert interaction is not None
    view = record_view(stage.session, stage.ui, interaction)
    assert view is not None
    assert f"<time>{view.local}</time>" in stage.html(Region.CASE)
    before = view.local
    stage.host.advance(stage.renderer.due()[Region.CASE_MAIN])
    assert f"<time>{before}</time>" not in stage.html(Region.CASE)
    assert view.zone == "GMT"


def test_campaigns_give_records_only_when_they_can(stage: Stage) -> None:
    stage.run("sim-load", name="Push", mode=CampaignMode.PUSH_PREVIEW.value)
    stage.run("sim-load", name="Direct", mode=CampaignMode.DIRECT_PUSH_PREVIEW.value)
    for name in ("Push", "Direct"):
        stage.run("sim-campaign", f"start {name}")
    assert [(c.name, c.label, bool(c.why)) for c in campaign_shelf(stage.session)] == [
        ("Spring", "Get a record", False),
        ("Push", "PushPreview", True),
        ("Direct", "Take records", False),
    ]
    stage.run("sim-campaign", "stop Spring")
    assert campaign_shelf(stage.session)[0].label == "Stopped"
    stage.run("campaign-get", "Spring")
    assert "not started" in stage.html(Region.RAIL)
    stage.run("sim-campaign", "unload Spring")
    assert len(campaign_shelf(stage.session)) == 2


def test_a_pushed_record_is_a_toast(stage: Stage) -> None:
    stage.run("sim-push", "Spring")
    assert Page(stage.html(Region.TOASTS)).one(data_action="accept")
    stage.run("sim-push", "Nowhere")
    assert "Nowhere" not in stage.html(Region.RAIL)


@pytest.mark.parametrize("name", ["record-choose", "record-call", "record-save", "record-result", "record-again"])
def test_an_unknown_record_changes_nothing(stage: Stage, name: str) -> None:
    stage.run(name, "99 x", value="x", GSW_PHONE="1")
    assert len(stage.session.workspace.interactions) == 0
