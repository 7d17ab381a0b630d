"""Counts requests where the counters of the session are: in this tab, or in the one that leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from scapi.commands import Remote
from scapi.decisions import ALLOWED, Decision, decision_object, read_decision
from scapi.host import Area, Host
from scapi.outlet import Caller
from scapi.policy.in_force import Policy
from scapi.policy.rights import Rights
from scapi.protocol import errors
from scapi.values import Answer, Failure, Outcome, Success, when_answered

Rate: TypeAlias = "Decision | Failure"
"""What the limit says; a failure when nobody could say."""


class Counting:
    """The way of one request to its counter."""

    def __init__(self, host: Host, policy: Policy, command: str, remote: Callable[[], Remote | None]) -> None:
        self._host = host
        self._policy = policy
        self._command = command
        self._remote = remote

    def count(self, request: str, caller: Caller, rights: Rights, then: Callable[[Rate], None]) -> None:
        """Counts a permitted request and goes on with what the limit says, now or when the leading tab has told."""
        if self._policy.limiter.limits.limit(request) == 0:
            then(ALLOWED)
            return
        frame = caller.frame.place if rights.by_wildcard else ""
        remote = self._remote()
        if remote is None:
            then(self.count_here(request, caller.origin, frame))
        else:
            when_answered(remote(self._command, (request, caller.origin, frame), {}), lambda told: then(_read(told)))

    def count_here(self, request: str, origin: str, frame: str) -> Decision:
        """Counts a request of any tab of the session."""
        self._host.changed(Area.POLICY)
        return self._policy.limiter.admit(request, origin, self._host.monotonic(), frame=frame)

    def answer(self, request: str, origin: str, frame: str) -> Answer:
        """The same for another tab."""
        return Success(decision_object(self.count_here(request, origin, frame)))


def _read(told: Outcome) -> Rate:
    """What the leading tab has told; whatever cannot be understood admits nothing."""
    if isinstance(told, Failure):
        return told
    try:
        return read_decision(told.data)
    except (KeyError, ValueError):
        return Failure(errors.INTERNAL)
