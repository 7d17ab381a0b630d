"""Actions on what is heard: on and off, how loud, and silence for what rings now."""

from __future__ import annotations

from dataclasses import replace

from host_page.views.action_group import ActionGroup, Fields, action
from host_page.views.regions import Region
from host_page.views.top.sound_policy import is_volume, ringing_calls


class SoundActions(ActionGroup):
    """The bell and its drawer."""

    @action("sound-switch")
    def switch(self, _: str, fields: Fields) -> None:
        self.ui.sound = replace(self.ui.sound, on=fields.get("checked") == "true")
        self.page.changed(Region.TOP)

    @action("sound-volume")
    def turn(self, _: str, fields: Fields) -> None:
        """Sets the volume."""
        volume = fields.get("value", "")
        if is_volume(volume):
            self.ui.sound = replace(self.ui.sound, volume=int(volume))
            self.page.changed(Region.TOP)

    @action("sound-silence")
    def silence(self, _: str, __: Fields) -> None:
        """Stops the ring of all that rings now; what rings next is heard."""
        self.ui.silenced = ringing_calls(self.session)
        self.page.changed(Region.TOP)
