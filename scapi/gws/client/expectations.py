"""Which notification comes of which operation: v2 does not say, so that what is expected next of a call is.

An expectation is met by the first notification of its call that can come of it, and forgotten when none has come for a
while. Of a dial the call is not known before it is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from scapi.centre.port import Token
from scapi.host import Host
from scapi.values import Seconds

FORGOTTEN_AFTER: Seconds = 10.0


@dataclass(frozen=True, slots=True)
class Expected:
    """An operation of the agent's session: its token, and the tones that it sends."""

    call_id: str
    kinds: frozenset[str]
    token: Token
    noted: Seconds
    tones: str = ""


NOTHING = Expected("", frozenset(), "", 0.0)


class Expectations:
    """What is expected, oldest first."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._waiting: list[Expected] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def note(self, call_id: str, kinds: frozenset[str], token: Token, tones: str = "") -> Expected:
        """An operation is asked for; without a call it is one that begins one."""
        self._forget_old()
        expected = Expected(call_id, kinds, token, self._host.monotonic(), tones)
        if kinds:
            self._waiting.append(expected)
        return expected

    def forget(self, expected: Expected) -> None:
        """The operation was refused: nothing comes of it."""
        self._waiting = [each for each in self._waiting if each is not expected]

    def take(self, call_id: str, kind: str) -> Expected:
        """The operation that a notification comes of; :data:`NOTHING` when the agent has asked for none."""
        self._forget_old()
        for expected in self._waiting:
            if expected.call_id in (call_id, "") and kind in expected.kinds:
                self._waiting.remove(expected)
                return expected
        return NOTHING

    def failed(self, call_id: str) -> Expected:
        """The operation that a failure is of: the oldest of its call."""
        self._forget_old()
        for expected in self._waiting:
            if expected.call_id == call_id:
                self._waiting.remove(expected)
                return expected
        return NOTHING

    def _forget_old(self) -> None:
        now = self._host.monotonic()
        self._waiting = [each for each in self._waiting if now - each.noted < FORGOTTEN_AFTER]
