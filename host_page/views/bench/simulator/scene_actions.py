"""Actions of situations and scenarios: begin one, or choose another contact centre."""

from __future__ import annotations

import base64

from host_page.views.action_group import Fields, action
from host_page.views.bench.simulator.driving import Driving
from host_page.views.bench.simulator.scenes import SCENARIO_FILE, SITUATION
from host_page.views.regions import Region


class SceneActions(Driving):
    """Whatever is begun ends what was there."""

    @action("sim-situation", told=SITUATION)
    def situation(self, arg: str, fields: Fields) -> None:
        self.press("sim-situation", arg, fields)

    @action("sim-scenario-choose")
    def choose(self, _: str, fields: Fields) -> None:
        self.ui.scenario_chosen = fields.get("value", "")
        self.page.changed(Region.SIM_BODY)

    @action("sim-scenario-file")
    def choose_file(self, _: str, __: Fields) -> None:
        self.page.choose_files("#scenario-file")

    @action("sim-scenario-take", told=SCENARIO_FILE)
    def take_file(self, _: str, fields: Fields) -> None:
        """A file was chosen: the page begins again with it, and says then what is wrong with it."""
        self.ui.errors.pop(self.here, None)
        try:
            text = base64.b64decode(fields["data"]).decode("utf-8-sig")
        except (KeyError, ValueError):
            self.fail(f"{fields.get('name', 'The file')} cannot be read as a text.", Region.SIM_BODY)
            return
        self.page.begin_with_scenario(fields.get("name", "scenario.toml"), text)
