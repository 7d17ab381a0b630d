"""Runs driver calls: checks the name and the arguments, and hands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scapi.driver.agent_calls import AGENT_CALLS
from scapi.driver.device_calls import DEVICE_CALLS
from scapi.driver.driver_call import DriverCall
from scapi.driver.media_calls import MEDIA_CALLS
from scapi.driver.outbound_calls import OUTBOUND_CALLS
from scapi.driver.outbox import OUTBOX_CALLS
from scapi.driver.session_calls import SESSION_CALLS
from scapi.driver.voice_calls import VOICE_CALLS
from scapi.driver.waiting_calls import WAITING_CALLS
from scapi.protocol.parameters import Arguments, named_problem
from scapi.values import Answer, Failure, Json

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

CALLS: Mapping[str, DriverCall] = {
    **VOICE_CALLS,
    **MEDIA_CALLS,
    **OUTBOX_CALLS,
    **OUTBOUND_CALLS,
    **AGENT_CALLS,
    **DEVICE_CALLS,
    **SESSION_CALLS,
    **WAITING_CALLS,
}
"""Every call by name."""


class Driver:
    """Runs driver calls on one session."""

    def __init__(self, session: DrivenSession) -> None:
        self._session = session

    def call(self, name: str, args: Json) -> Answer:
        """Runs one call; a failure has changed nothing."""
        problem = self.check(name, args)
        if problem is not None:
            return Failure(problem)
        return CALLS[name].run(self._session, Arguments(args if isinstance(args, Mapping) else {}))

    def check(self, name: str, args: Json) -> str | None:
        """What is wrong with a call, as far as it can be known before it is made."""
        known = CALLS.get(name)
        if known is None:
            return f"There is no driver call {name!r}; known are {', '.join(CALLS)}."
        problem = named_problem(name, known.parameters, args)
        return problem or known.problem(Arguments(args if isinstance(args, Mapping) else {}))
