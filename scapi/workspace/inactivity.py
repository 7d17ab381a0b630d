"""The inactivity timer: an agent who does nothing for long is warned, and then logged out.

Decided here, after the vendor's options: ``security.inactivity-timeout`` is in minutes, 0 or absent is never; the
warning comes :data:`WARNING` before. Activity is what the agent does in the page, and ``system.triggerActivity`` of
a client.
"""

from __future__ import annotations

from collections.abc import Callable

from scapi.configuration import Configuration
from scapi.host import Area, Host
from scapi.values import Cancel, Seconds

OPTION = "security.inactivity-timeout"
WARNING: Seconds = 60.0


class Inactivity:
    """Counts by the page's clock from the last activity."""

    def __init__(self, host: Host, timeout: Seconds, log_out: Callable[[], object]) -> None:
        self._host = host
        self._timeout = timeout
        self._log_out = log_out
        self._last: Seconds = host.monotonic()
        self._cancel: Cancel | None = None
        self.warning = False
        self._wait()

    @property
    def left(self) -> Seconds | None:
        """Seconds until the agent is logged out; ``None`` when that never happens."""
        return max(0.0, self._last + self._timeout - self._host.monotonic()) if self._timeout else None

    def activity(self) -> None:
        """The agent, or a client in the agent's name, did something."""
        self._last = self._host.monotonic()
        if self.warning:
            self.warning = False
            self._host.changed(Area.CONNECTION)
        if self._cancel is None:
            self._wait()

    def _wait(self) -> None:
        if not self._timeout:
            return
        left = self._last + self._timeout - self._host.monotonic()
        until = left if self.warning else left - min(WARNING, self._timeout / 2)
        self._cancel = self._host.call_later(max(0.0, until), self._due)

    def _due(self) -> None:
        self._cancel = None
        left = self._last + self._timeout - self._host.monotonic()
        if left <= 0:
            self.warning = False
            self._log_out()
        elif left <= min(WARNING, self._timeout / 2):
            self.warning = True
            self._wait()
        else:
            self._wait()
        self._host.changed(Area.CONNECTION)


def inactivity_timeout(configuration: Configuration) -> Seconds:
    """The time of the option in seconds, 0 for never; raises ``ConfigurationError`` for a text that is no number."""
    option = configuration.option(OPTION)
    if option is None or not option.value:
        return 0.0
    return 60.0 * configuration.whole_number(option, "a whole number of minutes, 0 for never")
