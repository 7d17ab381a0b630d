"""Actions on what is heard: on and off, how loud, and silence for what rings now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from host_page.views.action_group import Action, ActionGroup, Fields
from host_page.views.regions import Region
from host_page.views.top.sounds import is_volume, ringing_calls


class SoundActions(ActionGroup):
    """The bell and its drawer."""

    def table(self) -> Mapping[str, Action]:
        return {
            "sound-switch": self.switch,
            "sound-volume": self.turn,
            "sound-silence": self.silence,
        }

    def switch(self, _: str, fields: Fields) -> None:
        self.ui.sound = replace(self.ui.sound, on=fields.get("checked") == "true")
        self.page.changed(Region.TOP)

    def turn(self, _: str, fields: Fields) -> None:
        """Sets the volume."""
        volume = fields.get("value", "")
        if is_volume(volume):
            self.ui.sound = replace(self.ui.sound, volume=int(volume))
            self.page.changed(Region.TOP)

    def silence(self, _: str, __: Fields) -> None:
        """Stops the ring of all that rings now; what rings next is heard."""
        self.ui.silenced = ringing_calls(self.session)
        self.page.changed(Region.TOP)
