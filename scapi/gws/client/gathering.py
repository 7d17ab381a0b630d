"""States of several media that are set together are told together, as one change of the agent.

v2 tells each medium in a message of its own, before the answer or after it. What has not come a moment after the answer
is told when it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scapi.centre.agents import Medium
from scapi.host import Host
from scapi.values import Cancel, Seconds

PATIENCE: Seconds = 1.0


class Gathering:
    """Holds what is told of media of which more is expected."""

    def __init__(self, host: Host, tell: Callable[[Sequence[Medium]], None]) -> None:
        self._host = host
        self._tell = tell
        self._expected: frozenset[str] = frozenset()
        self._held: dict[str, Medium] = {}
        self._give_up: Cancel | None = None

    def expect(self, media: Sequence[str]) -> None:
        """These media are about to have another state; of one alone there is nothing to gather."""
        self.end()
        if len(media) > 1:
            self._expected = frozenset(media)

    def told(self, media: Sequence[Medium]) -> None:
        """Media that were told of; they are passed on at once, or when the last of those that are expected is there."""
        if not self._expected & {medium.name for medium in media}:
            self._tell(media)
            return
        self._held |= {medium.name: medium for medium in media}
        if self._expected <= self._held.keys():
            self.end()

    def answered(self) -> None:
        """The operation was answered: what has not come by now comes soon, or never."""
        if self._expected and self._give_up is None:
            self._give_up = self._host.call_later(PATIENCE, self.end)

    def end(self) -> None:
        """Passes on what is there."""
        if self._give_up is not None:
            self._give_up()
            self._give_up = None
        held, self._held = tuple(self._held.values()), {}
        self._expected = frozenset()
        if held:
            self._tell(held)
