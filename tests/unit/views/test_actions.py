"""What the controls do."""

from __future__ import annotations

import json

import pytest

from host_page.views.bench.simulator.model import RING_FORM
from host_page.views.case.data.model import row_id
from host_page.views.regions import Region
from host_page.views.ui_state import Bench, PagePart
from scapi.centre.agents import SipDevice
from scapi.centre.conversations import Recording, State
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, NONE, Stage


def state_of(stage: Stage, interaction_id: str) -> State | None:
    interaction = stage.session.workspace.interactions.get(interaction_id)
    return None if interaction is None else interaction.state


def test_an_unknown_action_does_nothing(stage: Stage) -> None:
    for name in ("", "constructor", "__class__", "run"):
        stage.run(name, "1")
    assert stage.page.regions == set()


def test_accept_hold_resume_and_hang_up(stage: Stage) -> None:
    call = stage.ring()
    stage.run("accept", call)
    assert state_of(stage, call) is State.TALKING
    stage.run("hold", call)
    assert state_of(stage, call) is State.HELD
    assert "Resume" in stage.html(Region.CASE)
    stage.run("resume", call)
    stage.run("hang-up", call)
    assert state_of(stage, call) is State.IDLE
    assert Region.CASE in stage.page.regions


def test_the_oldest_ringing_call_is_accepted_or_rejected(stage: Stage) -> None:
    first, second = stage.ring("1"), stage.ring("2")
    stage.run("accept-oldest")
    assert state_of(stage, first) is State.TALKING
    stage.run("reject-oldest")
    assert state_of(stage, second) is None
    stage.run("reject-oldest")
    assert state_of(stage, first) is State.TALKING


def test_a_failure_is_shown_at_its_control_and_goes_with_the_next_success(stage: Stage) -> None:
    call = stage.talk()
    stage.run("resume", call)
    assert "cannot be resumed in the state TALKING" in stage.html(Region.CASE)
    assert "Error:" not in stage.html(Region.CASE)
    stage.run("hold", call)
    assert "cannot be resumed" not in stage.html(Region.CASE)


def test_mute_and_recording(stage: Stage) -> None:
    call = stage.talk()
    stage.run("mute", "on")
    assert stage.session.workspace.telephony.muted(SipDevice.MICROPHONE)
    assert Page(stage.html(Region.CASE)).one(id="control-mute").attributes["aria-pressed"] == "true"
    stage.run("record", f"{call} startRecording")
    interaction = stage.session.workspace.interactions.get(call)
    assert interaction is not None
    assert interaction.conversation.recording is Recording.RECORDING
    stage.run("record", f"{call} dance")
    assert interaction.conversation.recording is Recording.RECORDING


def test_a_recording_is_paused_and_stopped_beside_its_cell(stage: Stage) -> None:
    call = stage.talk()
    assert "Pause recording" not in stage.html(Region.CASE)
    stage.run("record", f"{call} startRecording")
    assert (
        Page(stage.html(Region.CASE)).one(id="recording-pauseRecording").attributes["data-arg"]
        == f"{call} pauseRecording"
    )
    stage.run("record", f"{call} pauseRecording")
    page = Page(stage.html(Region.CASE))
    assert page.one(id="recording-stopRecording").attributes["data-arg"] == f"{call} stopRecording"
    assert page.one(id="control-record").attributes["data-arg"] == f"{call} resumeRecording"
    stage.run("record", f"{call} stopRecording")
    assert "recording-stop" not in stage.html(Region.CASE)


def test_the_keypad_sends_tones_while_talking(stage: Stage) -> None:
    call = stage.talk()
    keys = Page(stage.html(Region.CASE)).all("button", class_="large")
    args = [key.attributes["data-arg"] for key in keys if key.attributes.get("data-action") == "dtmf"]
    assert args == [f"{call} {key}" for key in "123456789*0#"]
    stage.run("dtmf", f"{call} 4")
    stage.run("dtmf", "#")
    assert Page(stage.html(Region.CASE)).text(class_="keypad-tones") == "4#"
    assert "heard 4#" in stage.html(Region.SIMULATOR)
    stage.run("hold", call)
    stage.run("dtmf", "1")
    assert "cannot be sent tones in the state HELD" in stage.html(Region.CASE)
    assert Page(stage.html(Region.CASE)).one(id="control-keypad").attributes["aria-disabled"] == "true"


def test_mark_done_shows_the_warning_of_an_app_and_closes_anyway_only_where_allowed() -> None:
    for allowed in (False, True):
        stage = Stage("interaction.markdone.can-close-anyway = true" if allowed else "")
        call = stage.talk()
        stage.client(FULL).request("interaction.blockMarkdone", call, "Write a note first")
        stage.run("hang-up", call)
        assert "Write a note first" not in stage.html(Region.CASE)
        stage.client(FULL).subscribe("markdone")
        client = stage.client(FULL)
        stage.run("mark-done", call)
        assert [event["data"]["eventType"] for event in client.events] == ["ATTEMPTED"]
        page = Page(stage.html(Region.CASE))
        assert "Write a note first" in page.text(class_="warning")
        assert FULL in page.text(class_="warning")
        assert len(page.all(data_action="close-anyway")) == allowed
        stage.run("close-anyway", call)
        assert (state_of(stage, call) is None) == allowed


def test_call_again_dials_the_other_party(stage: Stage) -> None:
    call = stage.talk(ani="0113 496 0200")
    stage.run("hang-up", call)
    stage.run("call-again", Page(stage.html(Region.CASE)).one(data_action="call-again").attributes["data-arg"])
    assert [i.state for i in stage.session.workspace.interactions] == [State.IDLE, State.DIALING]


def test_states_of_the_agent_and_of_one_medium(stage: Stage) -> None:
    page = Page(stage.html(Region.AGENT))
    items = [e.attributes["data-arg"] for e in page.all(role="menuitemradio")]
    assert items == ["Ready", "NotReady", "Break", "Lunch", "AfterCallWork", "TakeNotes", "Dnd", "LogOff"]
    stage.run("set-state", "Break")
    assert stage.session.workspace.presence.state.operation == "Break"
    stage.run("set-media-state", "chat Ready")
    assert "Ready for chat" in stage.html(Region.TOP)
    stage.run("state-of-type", "READY")
    assert stage.session.workspace.presence.state.operation == "Ready"
    stage.run("set-state", "Nowhere")
    assert "Nowhere" in stage.html(Region.TOP)


def test_attached_data_is_edited_in_place(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver", "Priority": 5})
    stage.run("data-edit", "Segment")
    assert ("focus", "#data-input") in stage.page.calls
    assert Page(stage.html(Region.CASE)).one(id="data-input").attributes["value"] == "Silver"
    stage.run("data-save", "Segment", value="Gold")
    assert "data-input" not in stage.html(Region.CASE)
    assert stage.page.calls[-1] == ("focus", f"#{row_id(call, 'Segment')} .value")
    stage.run("data-save", "Priority", value="7")
    stage.run("data-add")
    stage.run("data-create", key=" Reason ", value="Late")
    assert stage.page.calls[-1] == ("focus", ".add-key")
    interaction = stage.session.workspace.interactions.get(call)
    assert interaction is not None
    assert interaction.conversation.user_data == {"Segment": "Gold", "Priority": 7, "Reason": "Late"}


@pytest.mark.parametrize(("key", "problem"), [("", "needs a name"), ("Segment", "already"), ("IW_Other", "belong")])
def test_a_key_that_cannot_be_added_says_why(stage: Stage, key: str, problem: str) -> None:
    stage.talk(userData={"Segment": "Silver"})
    stage.run("data-add")
    stage.run("data-create", key=key, value="x")
    assert problem in stage.html(Region.CASE)
    stage.run("data-cancel")
    assert problem not in stage.html(Region.CASE)
    assert stage.page.calls[-1] == ("focus", ".add-key")


def test_a_value_that_is_left_as_it_was_has_the_focus_again(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver"})
    for leave in ("data-cancel", "data-save"):
        stage.run("data-edit", "Segment")
        stage.run(leave, "Segment", value="Silver")
        assert stage.page.calls[-1] == ("focus", f"#{row_id(call, 'Segment')} .value")


def test_a_deleted_key_can_be_brought_back(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver"})
    stage.run("data-edit", "Segment")
    stage.run("data-delete", "Segment")
    page = Page(stage.html(Region.CASE))
    assert page.one("del")
    assert stage.page.calls[-1] == ("focus", f"#{row_id(call, 'Segment')} .link")
    stage.run("data-undo", "Segment")
    interaction = stage.session.workspace.interactions.get(call)
    assert interaction is not None
    assert interaction.conversation.user_data == {"Segment": "Silver"}
    stage.run("data-delete", "Segment")
    stage.host.advance(6)
    assert Page(stage.html(Region.CASE)).all("del") == []


def test_system_keys_cannot_be_edited(stage: Stage) -> None:
    stage.talk()
    stage.run("data-edit", "IW_CaseUid")
    assert stage.ui.editor is None


def test_a_refused_write_keeps_the_row_open(stage: Stage) -> None:
    call = stage.talk(userData={"Segment": "Silver"})
    stage.run("data-edit", "Segment")
    stage.session.driver.call("farEnd", {"interactionId": call, "action": "hangUp"})
    stage.run("data-save", "Segment", value="Gold")
    interaction = stage.session.workspace.interactions.get(call)
    assert interaction is not None
    assert interaction.conversation.user_data == {"Segment": "Silver"}


def test_the_communicator_finds_and_dials(stage: Stage) -> None:
    stage.run("team-query", value="ada")
    page = Page(stage.html(Region.TOP))
    assert [element.attributes["data-arg"] for element in page.all(role="option")] == ["5001"]
    assert page.one(role="combobox").attributes["aria-activedescendant"] == "team-0"
    stage.run("team-submit", team="ada")
    assert [i.conversation.dnis for i in stage.session.workspace.interactions] == ["5001"]
    assert stage.page.calls[-2:] == [("value", "#team", ""), ("focus", "#case")], "the list closes with the focus"


def test_the_communicator_offers_a_number_and_moves_round(stage: Stage) -> None:
    stage.run("team-query", value="50")
    labels = [e.attributes["data-arg"] for e in Page(stage.html(Region.TOP)).all(role="option")]
    assert labels == ["5001", "5002", "50"]
    stage.run("team-move", "previous")
    stage.run("team-submit", team="50")
    assert [i.conversation.dnis for i in stage.session.workspace.interactions] == ["50"]
    stage.run("team-query", value="nobody")
    assert "No one called" in stage.html(Region.TOP)
    stage.run("team-submit", team="nobody")
    assert len(stage.session.workspace.interactions) == 1


def test_the_bench_opens_and_closes(stage: Stage) -> None:
    stage.run("bench")
    assert stage.ui.bench is Bench.CLOSED
    assert Page(stage.html(Region.STRIP)).one(class_="strip").attributes["data-bench"] == "closed"
    stage.run("bench")
    assert stage.ui.bench is Bench.OPEN
    assert stage.page.calls == []
    stage.run("bench", "closed")
    assert stage.page.calls == [("focus", ".strip-open")]
    stage.run("bench", "open")
    assert stage.page.calls[-1] == ("focus", "#simulator [data-action=bench]")
    stage.run("bench-height", "5000")
    assert "--bench-h:620px" in stage.html(Region.BENCH)
    stage.run("bench-height", "-1")
    stage.run("bench-height", "wide")
    assert stage.ui.bench_height == 620


def test_a_low_window_has_the_bench_closed_at_first(stage: Stage) -> None:
    stage.page.height = 700
    stage.run("bench")
    assert stage.ui.bench is Bench.OPEN


def test_shortcuts_are_switched_off_and_on(stage: Stage) -> None:
    for wanted, other in (("off", "on"), ("on", "off")):
        stage.run("shortcuts", wanted)
        assert stage.page.calls[-1] == ("keys", wanted)
        item = Page(stage.html(Region.TOP)).one(role="menuitemcheckbox").attributes
        assert (item["aria-checked"], item["data-arg"]) == ("true" if wanted == "on" else "false", other)


def test_theme_and_parts(stage: Stage) -> None:
    stage.run("theme", "dark")
    stage.run("theme", "pink")
    assert stage.page.calls == [("theme", "dark")]
    stage.run("theme", "")
    assert stage.page.calls[-1] == ("theme", ""), "back to what the system says"
    assert Page(stage.html(Region.TOP)).one(data_action="theme", aria_checked="true").attributes["data-arg"] == ""
    stage.run("part", "apps")
    assert stage.ui.part is PagePart.APPS
    stage.run("select", stage.session.workspace.interactions.get(stage.ring()).case_id)  # type: ignore[union-attr]
    assert stage.ui.part is PagePart.CASE


def test_apps_are_selected_covered_and_uncovered(stage: Stage) -> None:
    stage.client(NONE).request("agent.get")
    assert stage.renderer.visible_frame() == "frame1"
    stage.run("app-select", "frame3")
    assert stage.renderer.visible_frame() is None
    stage.run("app-copy-entry")
    kind, text = stage.page.calls[-1]
    assert kind == "copy"
    assert text.endswith(f", {NONE}")
    assert text.startswith("service-client-api.accepted-web-content-origins = http://127.0.0.1:8001, ")
    stage.run("app-uncover", "frame3")
    assert stage.renderer.visible_frame() == "frame3"
    stage.run("app-reload", "frame3")
    stage.run("app-window", "frame3")
    stage.run("app-reload", "frame99")
    assert stage.page.calls[1:] == [("reload", "frame3"), ("window", "frame3")]


def test_its_traffic_narrows_the_list_to_the_frame(stage: Stage) -> None:
    stage.client(FULL).request("agent.get")
    stage.client(NONE).request("agent.get")
    stage.run("app-traffic", "frame3")
    rows = [e for e in Page(stage.html(Region.TRAFFIC)).all("tr") if "data-verdict" in e.attributes]
    assert [row.attributes["data-verdict"] for row in rows] == ["refused"]


def test_traffic_is_copied_exported_and_cleared(stage: Stage) -> None:
    stage.client(FULL).request("agent.get")
    stage.run("traffic-select", "1")
    stage.run("traffic-copy", "json 1")
    assert json.loads(stage.page.calls[-1][1])["message"]["request"] == "agent.get"
    stage.run("traffic-export")
    assert stage.page.calls[-1][:3] == ("download", "traffic.json", "application/json")
    assert len(json.loads(stage.page.calls[-1][3])) == 3
    stage.client(FULL).request("agent.\ud800")
    stage.run("traffic-export")
    assert '"agent.?"' in stage.page.calls[-1][3]
    stage.run("traffic-clear")
    assert "No message yet" in stage.html(Region.TRAFFIC)


def test_the_simulator_drives(stage: Stage) -> None:
    stage.run("sim-ring", ani="123", dnis="8001", data="Segment=Gold, Empty=")
    interaction = next(iter(stage.session.workspace.interactions))
    assert interaction.conversation.user_data == {"Segment": "Gold", "Empty": ""}
    stage.run("sim-far-end", f"{interaction.id} hangUp")
    assert len(stage.session.workspace.interactions) == 0
    stage.run("sim-clock", "manual")
    before = stage.session.workspace.now
    stage.run("sim-advance", "60")
    assert stage.session.workspace.now == before + 60
    stage.run("sim-reset")
    assert 'aria-checked="true" data-action="sim-clock" data-arg="real"' in stage.html(Region.SIMULATOR)


def test_a_call_of_the_form_can_go_back_by_itself(stage: Stage) -> None:
    stage.run("sim-ring", ani="+47 22", dnis="", data="", after="15")
    interaction = stage.session.workspace.interactions.get("1")
    assert interaction is not None
    assert interaction.conversation.expires == stage.session.workspace.now + 15
    stage.run("sim-ring", ani="+47 22", dnis="", data="", after="soon")
    assert stage.ui.errors[RING_FORM.spot] == "ring: noAnswerAfter must be a number, not a string."


def test_simulator_errors_stand_under_their_control(stage: Stage) -> None:
    stage.run("sim-ring", ani="123", data="no pair")
    assert "is not key=value" in stage.html(Region.SIMULATOR)
    stage.run("sim-ring", ani="", data="")
    assert "ani must be" in stage.html(Region.SIMULATOR)
    call = stage.talk()
    stage.run("sim-far-end", f"{call} busy")
    assert "busy is not possible in TALKING; expected one of hangUp." in stage.html(Region.SIMULATOR)


def test_alt_click_copies_the_driver_call(stage: Stage) -> None:
    stage.run("sim-advance", "10", altKey="true")
    assert stage.page.calls == [("copy", 'await workspace.call("advance", {"seconds": 10})')]


def test_a_client_is_opened_and_closed(stage: Stage) -> None:
    stage.run("sim-tab", "apps")
    stage.run("sim-open", label="CRM", url="ftp://crm.example")
    assert "must begin with http" in stage.html(Region.SIMULATOR)
    stage.run("sim-open", label="CRM", url="https://crm.example/", level="workspace")
    assert stage.renderer.visible_frame() == "frame4"
    stage.run("sim-close", "frame4")
    assert stage.renderer.visible_frame() == "frame1"
