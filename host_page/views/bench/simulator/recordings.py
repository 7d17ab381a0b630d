"""A recording, as the panel shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from host_page.views.bench.simulator.scenes import ends
from host_page.views.formats import count
from host_page.views.places import Place, Where
from host_page.views.ui_state import UiState
from scapi.centre.scenario_bases import SUPPLIED_SCENARIOS
from scapi.driven import DrivenSession
from scapi.driver.recorded_texts import javascript_test, python_test, scenario_text
from scapi.page_session import PageSession

RECORDING = Place("recording", Where.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class TextForm:
    """As what a recording is written."""

    label: str
    file: str
    media_type: str


FORMS: Mapping[str, TextForm] = {
    "scenario": TextForm("Scenario", "recorded.toml", "application/toml"),
    "python": TextForm("Python test", "test_recorded.py", "text/x-python"),
    "javascript": TextForm("JavaScript test", "recorded.spec.js", "text/javascript"),
}


@dataclass(frozen=True, slots=True)
class RecordModel:
    on: bool
    count: str
    ends: str
    without: Sequence[str]
    forms: Sequence[tuple[str, str]]
    form: str
    text: str
    error: str


def record_model(session: PageSession, ui: UiState) -> RecordModel:
    recorder = ui.recorder
    more = f", {recorder.dropped} more are not kept" if recorder.dropped else ""
    return RecordModel(
        recorder.on,
        f"{count(len(recorder.steps), 'step')}{more}",
        ends(session),
        tuple(recorder.without),
        [(name, form.label) for name, form in FORMS.items()],
        ui.recording_form,
        "" if recorder.on else ui.recorded_text.get(ui.recording_form, ""),
        ui.errors.get(RECORDING.spot, ""),
    )


def text_of(session: PageSession, ui: UiState, form: str) -> str:
    """The recording in one form."""
    steps = ui.recorder.steps
    if form == "scenario":
        scenario = session.simulator.scenario if isinstance(session, DrivenSession) else None
        taken = () if scenario is None else tuple(step.name.partition(" ")[0] for step in scenario.script)
        return scenario_text(steps, base_name("" if scenario is None else scenario.name), taken)
    states = [(each.id, each.state.value) for each in session.workspace.interactions]
    write = python_test if form == "python" else javascript_test
    return write(steps, f"{session.own_origin}/{ui.address}", states)


def base_name(name: str) -> str:
    """How a scenario file names another one as what it builds on."""
    stem = PurePath(name).stem
    if name == "built-in scenario" or not name:
        return "built-in"
    return stem if stem in SUPPLIED_SCENARIOS else name
