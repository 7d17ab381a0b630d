"""The inactivity timer: an agent who does nothing for long is warned, and then logged out.

Decided here, after the vendor's options: ``security.inactivity-timeout`` is in minutes, 0 or absent is never; the
warning comes :data:`WARNING` before. Activity is what the agent does in the page, in whichever tab, and
``system.triggerActivity`` of a client.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scapi.commands import Remote, Shared, command
from scapi.configuration import Configuration
from scapi.host import Area, Host
from scapi.store import Cell, Store
from scapi.values import DONE, Answer, Cancel, Seconds

OPTION = "security.inactivity-timeout"
WARNING: Seconds = 60.0


@dataclass(frozen=True, slots=True)
class Activity:
    """What all tabs know: when the agent was last active, by the computer's clock."""

    last: Seconds
    warning: bool = False


class Inactivity:
    """Counts from the last activity in any tab; the leading one warns and logs out."""

    def __init__(
        self, host: Host, timeout: Seconds, log_out: Callable[[], object], store: Store, shared: Shared
    ) -> None:
        self._host = host
        self._timeout = timeout
        self._log_out = log_out
        self._shared = shared
        self._cell: Cell[Activity] = store.cell("inactivity", Activity, Activity(host.wall_clock()))
        self._cancel: Cancel | None = None
        self.resume()

    @property
    def remote(self) -> Remote | None:
        return self._shared.remote

    @property
    def timeout(self) -> Seconds:
        """After how long the agent is logged out; 0 is never."""
        return self._timeout

    @timeout.setter
    def timeout(self, timeout: Seconds) -> None:
        if timeout == self._timeout:
            return
        self._timeout = timeout
        if self.warning and self.remote is None:
            self._cell.set(Activity(self._cell.value.last))  # it is warned anew when the new time says so
        self.resume()

    @property
    def warning(self) -> bool:
        """Whether the agent is being warned."""
        return self._cell.value.warning

    @property
    def left(self) -> Seconds | None:
        """Seconds until the agent is logged out; ``None`` when that never happens."""
        if not self._timeout:
            return None
        # A computer's clock that was set back lengthens nothing.
        return min(self._timeout, max(0.0, self._cell.value.last + self._timeout - self._host.wall_clock()))

    @command
    def activity(self) -> Answer:
        """The agent, or a client in the agent's name, did something."""
        warned = self.warning
        self._cell.set(Activity(self._host.wall_clock()))
        if warned:
            self._host.changed(Area.CONNECTION)
        if self._cancel is None or warned:
            self.resume()
        return DONE

    def resume(self) -> None:
        """Counts on in this tab, which leads."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        left = self.left
        if left is not None:
            until = left if self.warning else left - min(WARNING, self._timeout / 2)
            self._cancel = self._host.call_later(max(0.0, until), self._due)

    def _due(self) -> None:
        self._cancel = None
        left = self.left
        if self.remote is not None or left is None:
            return  # another tab counts
        if left <= 0:
            self._cell.set(Activity(self._cell.value.last))
            self._log_out()
        else:
            if left <= min(WARNING, self._timeout / 2):
                self._cell.set(Activity(self._cell.value.last, warning=True))
            self.resume()
        self._host.changed(Area.CONNECTION)


def inactivity_timeout(configuration: Configuration) -> Seconds:
    """The time of the option in seconds, 0 for never; raises ``ConfigurationError`` for a text that is no number."""
    option = configuration.option(OPTION)
    if option is None or not option.value:
        return 0.0
    return 60.0 * configuration.whole_number(option, "a whole number of minutes, 0 for never")
