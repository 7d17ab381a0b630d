"""Operations that are under way: asked of the contact centre, and not answered yet.

The page shows them at the control that asked. The same is not sent a second time meanwhile, and an answer that
does not come within :data:`ANSWER_WITHIN` is a failure; what it would have said afterwards is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable

from scapi.host import Host
from scapi.protocol import errors
from scapi.values import Answer, Eventual, Failure, Outcome, Seconds, when_answered

ANSWER_WITHIN: Seconds = 9.0
"""The published client library gives up after 10 s."""


class Underway:
    """The operations of one workspace, by what they do to what."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._keys: dict[str, int] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __len__(self) -> int:
        return sum(self._keys.values())

    def run(self, key: str, ask: Callable[[], Answer], *, once: bool) -> Answer:
        """Asks, and answers within the time; ``once`` refuses what is under way already."""
        if once and key in self._keys:
            return Failure(errors.UNDER_WAY)
        answer = ask()
        if not isinstance(answer, Eventual):
            return answer
        result: Eventual[Outcome] = Eventual()
        self._count(key, 1)
        open_ = True

        def settle(outcome: Outcome) -> None:
            nonlocal open_
            if open_:
                open_ = False
                give_up()
                self._count(key, -1)
                result.settle(outcome)

        give_up = self._host.call_later(ANSWER_WITHIN, lambda: settle(Failure(errors.NO_ANSWER_IN_TIME)))
        when_answered(answer, settle)
        return result

    def _count(self, key: str, by: int) -> None:
        left = self._keys.get(key, 0) + by
        if left:
            self._keys[key] = left
        else:
            del self._keys[key]
