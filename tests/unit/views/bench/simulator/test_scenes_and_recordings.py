"""Situations, scenarios and recordings in the simulator panel."""

from __future__ import annotations

import base64
import tomllib

import pytest

from host_page.views.bench.bench_state import Place
from host_page.views.bench.simulator.agent_clicks import CLICKS, NO_CALL
from host_page.views.bench.simulator.recordings import base_name
from host_page.views.bench.simulator.scenes import ends
from host_page.views.regions import Region
from host_page.views.ui_state import Bench
from scapi.driver.situation_table import SITUATIONS
from scapi.protocol.messages import MAXIMUM_DEPTH
from scapi.testing import fake_host, new_session
from scapi.values import Success
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import SOME, Stage


def test_every_situation_is_offered_with_its_address(stage: Stage) -> None:
    stage.run("sim-tab", "scenes")
    page = Page(stage.html(Region.SIMULATOR))
    for each in SITUATIONS:
        assert page.text(data_testid=f"situation:{each.name}") == each.title
        assert page.one("a", href=f"?situation={each.name}")
    stage.run("sim-situation", "talking")
    assert [each.state.value for each in stage.session.workspace.interactions] == ["TALKING"]


def test_what_ends_is_said(stage: Stage) -> None:
    assert ends(stage.session) == ""
    stage.talk()
    assert ends(stage.session) == "1 call ends"
    stage.opened("chat")
    stage.opened("email")
    assert ends(stage.session) == "1 call, 1 chat and 1 e-mail end"
    stage.run("sim-tab", "scenes")
    assert "1 call, 1 chat and 1 e-mail end" in stage.html(Region.SIMULATOR)


def test_another_scenario_is_chosen_and_begun_by_its_address(stage: Stage) -> None:
    stage.run("sim-tab", "scenes")
    stage.run("sim-scenario-choose", value="help-desk")
    begin = Page(stage.html(Region.SIMULATOR)).one(data_testid="begin-scenario")
    assert begin.attributes["href"] == "?scenario=help-desk"
    stage.run("sim-scenario-file")
    assert stage.page.calls[-1] == ("choose", "#scenario-file")
    stage.run("sim-scenario-take", name="my.toml", data=base64.b64encode("\ufeffa = 1".encode()).decode())
    assert stage.page.calls[-1] == ("begin", "my.toml", "a = 1")


@pytest.mark.parametrize("data", [{}, {"data": base64.b64encode(b"\xff\xfe").decode()}])
def test_a_file_that_is_no_text_is_told(stage: Stage, data: dict[str, str]) -> None:
    stage.run("sim-tab", "scenes")
    stage.run("sim-scenario-take", name="my.bin", **data)
    assert "my.bin cannot be read as a text." in stage.html(Region.SIMULATOR)


def test_clicks_are_recorded_and_shown_in_three_forms(stage: Stage) -> None:
    stage.talk()
    stage.run("sim-tab", "record")
    assert "1 call ends" in stage.html(Region.SIMULATOR)
    stage.run("sim-record")
    assert len(stage.session.workspace.interactions) == 0, "it begins anew"
    stage.run("sim-ring", ani="1", dnis="", data="", after="")
    fake_host(stage.session).advance(3)
    stage.run("accept", "1")
    stage.run("resume", "1")
    stage.run("hold", "1")
    stage.run("record-save", "1")
    assert "3 steps" in Page(stage.html(Region.SIMULATOR)).text(data_testid="recording"), "what failed is no step"
    stage.run("sim-tab", "calls")
    assert "Recording: 3 steps" in stage.html(Region.SIMULATOR)
    stage.run("sim-tab", "record")
    stage.run("sim-record-stop")
    html = stage.html(Region.SIMULATOR)
    assert "without them: fields of a record" in html
    written = tomllib.loads("".join(Page(html).one(data_testid="recorded").text))
    assert [(each["at"], each["call"]) for each in written["script"]] == [(0, "ring"), (3, "act"), (3, "act")]
    for form, file in (
        ("python", "test_recorded.py"),
        ("javascript", "recorded.spec.js"),
        ("scenario", "recorded.toml"),
    ):
        stage.run("sim-record-form", form)
        stage.run("sim-record-save")
        assert stage.page.calls[-1][:2] == ("download", file)
        stage.run("sim-record-copy")
        assert stage.page.calls[-1][1] == stage.ui.recorded_text[form]
    again = new_session(scenario=stage.ui.recorded_text["scenario"].replace("test.toml", "built-in"))
    fake_host(again).advance(5)
    assert [each.state.value for each in again.workspace.interactions] == ["HELD"]


def test_a_reset_and_a_situation_begin_the_recording_anew(stage: Stage) -> None:
    stage.run("sim-record")
    stage.run("sim-ring", ani="1", dnis="", data="", after="")
    stage.run("sim-reset")
    assert stage.ui.recorder.steps == []
    assert stage.ui.recorder.on


def steps(stage: Stage) -> list[tuple[str, object]]:
    return [(each.call, each.args) for each in stage.ui.recorder.steps]


def test_a_request_that_is_sent_again_is_recorded_with_its_driver_call(stage: Stage) -> None:
    stage.run("sim-record")
    stage.client(SOME).request("voice.dial", "5001")
    seq = next(entry.seq for entry in stage.session.traffic.since(0) if entry.request == "voice.dial")
    waits = ("waitForRequest", {"request": "voice.dial", "label": "Click to Dial"})
    stage.run("traffic-resend", str(seq))
    assert steps(stage) == [waits, ("resend", {"seq": f"message {seq}", "parameters": ["5001"]})]
    stage.run("traffic-edit", str(seq))
    stage.run("traffic-edit-send", request="agent.setState", parameters='["NotReady"]')
    edited = {"seq": f"message {seq}", "parameters": ["NotReady"], "request": "agent.setState"}
    assert steps(stage)[2:] == [waits, ("resend", edited)]
    assert stage.session.workspace.presence.state.operation == "NotReady"


def test_what_cannot_be_sent_again_is_no_step(stage: Stage) -> None:
    stage.run("sim-record")
    stage.client(SOME).request("voice.dial", "5001")
    seq = next(entry.seq for entry in stage.session.traffic.since(0) if entry.request == "voice.dial")
    stage.run("traffic-edit", str(seq))
    for request, parameters in (
        ("agent.get", "{"),
        (" ", "[]"),
        ("agent.get", "[" * MAXIMUM_DEPTH + "]" * MAXIMUM_DEPTH),
    ):
        stage.run("traffic-edit-send", request=request, parameters=parameters)
        assert stage.ui.traffic.editor is not None, "it is not sent"
    stage.run("traffic-resend", "999")
    assert steps(stage) == []


def test_acts_are_recorded_with_their_driver_call(stage: Stage) -> None:
    """What a driver call does is what its control has done: each is made in a session of its own, to the same end."""
    stage.run("sim-record")
    stage.run("sim-ring", ani="1", dnis="", data="Segment=Silver", after="")
    stage.run("accept", "1")
    stage.run("mute", "on")
    stage.run("record", "1 startRecording")
    stage.run("data-save", "Segment", value="Gold")
    stage.run("dtmf", "1 5")
    stage.run("join-consult", "1 AGENT SIP_5001")
    stage.run("set-media-state", "chat NotReady")
    stage.run("app-reload", "frame1")
    stage.run("policy-apply")
    assert {call for call, _ in steps(stage)} == {"ring", "act"}
    assert [args["action"] for call, args in steps(stage) if call == "act"] == [  # type: ignore[index]
        *("accept", "mute", "startRecording", "setUserData", "sendDtmf", "consult", "setState")
    ]
    again = Stage()
    for call, args in steps(stage):
        assert isinstance(again.session.driver.call(call, args), Success)  # type: ignore[arg-type]
    kept = {each.id: (each.state, each.user_data.get("Segment")) for each in again.session.workspace.interactions}
    assert kept == {
        each.id: (each.state, each.user_data.get("Segment")) for each in stage.session.workspace.interactions
    }
    assert stage.ui.recorder.without == ["loading an app again", "options that were tried"]


ONLY_LOOKS = frozenset({"data-edit", "data-add", "contact-search", "contact-query", "contact-submit", "email-choose"})
"""Need the link, and change nothing."""


def test_whatever_the_agent_asks_the_contact_centre_is_recorded_or_named(stage: Stage) -> None:
    """An action that asks the contact centre, and is neither, would be missing in a recording without a word."""
    assert stage.actions.need_link - ONLY_LOOKS - CLICKS.keys() - NO_CALL.keys() == set()
    assert not (CLICKS.keys() & NO_CALL.keys())
    assert (CLICKS.keys() | NO_CALL.keys()) <= stage.actions.names


def test_a_scenario_is_built_on_by_the_name_that_files_use() -> None:
    assert [base_name(name) for name in ("built-in scenario", "help-desk.toml", "mine.toml", "")] == [
        "built-in",
        "help-desk",
        "mine.toml",
        "built-in",
    ]


def test_the_workbench_stands_beside_or_below(stage: Stage) -> None:
    stage.page.width = 1720
    stage.run("bench-place", "beside")
    assert stage.ui.bench_place is Place.BESIDE
    assert Page(stage.html(Region.BENCH)).one(data_place="beside")
    assert stage.page.calls[-1] == ("focus", "#simulator [data-action=bench-place]")
    stage.run("bench-width", "9999")
    assert "--bench-w:900px" in stage.html(Region.BENCH)
    stage.run("bench-width", "wide")
    assert stage.ui.bench_width == 900
    stage.page.height = 500
    stage.run("bench")
    assert stage.ui.bench is Bench.CLOSED, "beside the stage it is open in a low window, too"
    stage.ui.bench = Bench.AUTO
    stage.page.width = 1400
    stage.run("bench")
    assert stage.ui.bench is Bench.OPEN
