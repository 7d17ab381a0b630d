"""The simulator panel: who must do something comes first, forms fold and ask what fits, the panel folds."""

from __future__ import annotations

from host_page.views.bench.simulator.model import far_end_keys
from host_page.views.regions import Region
from host_page.views.ui_state import SimulatorTab
from scapi.centre.scenario_script import ScriptStep
from scapi.values import Failure
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage


def consulting(stage: Stage) -> str:
    call = stage.talk()
    stage.run("join-consult", f"{call} AGENT SIP_5001")
    return call


def test_the_far_end_that_must_answer_is_first_and_the_form_makes_room(stage: Stage) -> None:
    call = consulting(stage)
    assert far_end_keys(stage.session, stage.ui) == ["2", call]
    page = Page(stage.html(Region.SIMULATOR))
    assert "hidden" in page.one(id="ring-fields").attributes
    stage.run("sim-ring-form", "open")
    assert "hidden" not in Page(stage.html(Region.SIMULATOR)).one(id="ring-fields").attributes


def test_far_ends_that_are_pointed_at_stay_where_they_are(stage: Stage) -> None:
    call = consulting(stage)
    far_end_keys(stage.session, stage.ui)
    stage.run("order-hold", "far-ends")
    stage.run("sim-far-end", "2 answer")
    assert far_end_keys(stage.session, stage.ui) == ["2", call]
    stage.run("order-free", "far-ends")
    assert far_end_keys(stage.session, stage.ui) == [call, "2"]


def test_the_panel_says_that_a_situation_has_stopped_the_script_and_runs_it_again() -> None:
    script = '[[script]]\nat = 5\ncall = "ring"\nargs = {ani = "1"}\n'
    stage = Stage(scenario=f'extends = "built-in"\n{script}')
    assert "script-stopped" not in stage.html(Region.SIMULATOR)
    stage.run("sim-situation", "talking")
    told = Page(stage.html(Region.SIMULATOR)).one(data_testid="script-stopped")
    assert "A call with attached data has begun in its place." in "".join(told.text)
    stage.run("sim-reset")
    assert "script-stopped" not in stage.html(Region.SIMULATOR)
    stage.host.advance(5)
    assert len(list(stage.session.workspace.interactions)) == 1


def test_steps_of_the_script_that_failed_are_named(stage: Stage) -> None:
    step = ScriptStep(at=0, call="farEnd", args={"interactionId": "{callr}", "action": "hangUp"}, name="", line=1)
    assert "sim-script" not in stage.html(Region.SIMULATOR)
    stage.session.script._note(step, Failure("farEnd: there is no interaction '{callr}'."))
    told = Page(stage.html(Region.SIMULATOR)).one(id="sim-script")
    assert "1 step of the script failed" in told.text
    assert "0 s, farEnd: farEnd: there is no interaction '{callr}'." in told.text


def test_what_failed_stands_beside_the_heading(stage: Stage) -> None:
    stage.run("sim-ring", ani="1", dnis="", data="no pair", after="")
    html = stage.html(Region.SIMULATOR)
    told = html[html.index('class="sim-told"') : html.index('id="far-ends"')]
    assert "is not key=value" in told


def test_only_a_chat_can_fail_to_be_joined(stage: Stage) -> None:
    stage.ui.simulator_tab = SimulatorTab.MEDIA
    assert "Joining the chat fails" not in stage.html(Region.SIMULATOR)
    stage.run("sim-media-kind", media="chat", sender="a@b.example", subject="", body="kept")
    html = stage.html(Region.SIMULATOR)
    assert "Joining the chat fails" in html
    assert 'value="kept"' in html


def test_the_panel_folds_and_opens(stage: Stage) -> None:
    stage.run("sim-fold", "folded")
    assert Page(stage.html(Region.SIMULATOR)).one(data_fold="folded")
    assert stage.page.calls[-1] == ("focus", "#sim-unfold")
    stage.run("sim-fold", "open")
    assert Page(stage.html(Region.SIMULATOR)).one(data_fold="open")
    assert stage.page.calls[-1] == ("focus", "#sim-fold")
