"""The browser tab's part in the session: leading, following, or negotiating.

Source: reference, "Supporting multiple browser tabs". The election itself belongs to the browser; the page
tells its result.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from scapi.host import Area, Host
from scapi.values import Json


class TabState(StrEnum):
    """``frameState`` of the system event, which has no ``eventType``."""

    LEADING = "LEADING"
    FOLLOWING = "FOLLOWING"
    NEGOTIATING = "NEGOTIATING"


class Tabs:
    """What this tab is. A tab without others leads."""

    def __init__(self, host: Host, publish: Callable[[str, Json], None]) -> None:
        self._host = host
        self._publish = publish
        self.state = TabState.LEADING
        self.last_active = True
        self.name = ""
        """What this tab is called among those of the session; nothing while it is alone."""

    def set_state(self, state: TabState) -> None:
        """The election has a result, or began."""
        if state is not self.state:
            self.state = state
            self._publish("system", {"frameState": state.value})
            self._host.changed(Area.CONNECTION)

    def set_last_active(self, last_active: bool) -> None:
        """Whether the agent was last in this tab; the page sees to it that one tab of a session was."""
        if last_active is not self.last_active:
            self.last_active = last_active
            self._host.changed(Area.CONNECTION)
