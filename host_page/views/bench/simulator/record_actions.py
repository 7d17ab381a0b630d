"""Actions of recordings: what is done in the page becomes a script."""

from __future__ import annotations

from host_page.views.action_group import Fields, action
from host_page.views.bench.simulator.driving import Driving
from host_page.views.bench.simulator.recordings import FORMS, RECORDING, text_of
from host_page.views.regions import Region
from scapi.values import Json


class RecordingActions(Driving):
    """A recording begins at the scenario's start, so that it can be done again from there."""

    @action("sim-record", told=RECORDING)
    def start(self, arg: str, fields: Fields) -> None:
        def begun(_: Json) -> None:
            self.ui.recorder.start(self.workspace.now)
            self.ui.recorded_text = {}
            self.page.focus("[data-testid=record-stop]")

        self.press("sim-record", arg, fields, begun)

    @action("sim-record-stop")
    def stop(self, _: str, __: Fields) -> None:
        """Ends the recording: what the agent has at its end is what a test expects."""
        self.ui.recorder.stop()
        self.ui.recorded_text = {form: text_of(self.session, self.ui, form) for form in FORMS}
        self.page.changed(Region.SIMULATOR)
        self.page.focus("[data-testid=record-start]")

    @action("sim-record-form")
    def choose_form(self, arg: str, _: Fields) -> None:
        """As what the recording is shown: ``scenario``, ``python`` or ``javascript``."""
        if arg in FORMS:
            self.ui.recording_form = arg
            self.page.changed(Region.SIM_BODY)

    @action("sim-record-copy")
    def copy(self, _: str, __: Fields) -> None:
        self.page.copy_text(self.ui.recorded_text.get(self.ui.recording_form, ""))

    @action("sim-record-save")
    def save(self, _: str, __: Fields) -> None:
        form = FORMS[self.ui.recording_form]
        text = self.ui.recorded_text.get(self.ui.recording_form, "")
        self.page.download(form.file, form.media_type, text.encode())
