"""Runs driver calls: checks the name and the arguments, and hands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic

from scapi.driver.agent_calls import AGENT_CALLS
from scapi.driver.device_calls import DEVICE_CALLS
from scapi.driver.driver_call import Driven, DriverCall
from scapi.driver.media_calls import MEDIA_CALLS
from scapi.driver.outbound_calls import OUTBOUND_CALLS
from scapi.driver.outbox import OUTBOX_CALLS
from scapi.driver.page_calls import PAGE_CALLS
from scapi.driver.session_calls import SESSION_CALLS
from scapi.driver.situation_calls import SITUATION_CALLS
from scapi.driver.voice_calls import VOICE_CALLS
from scapi.nearest import hint
from scapi.protocol.parameters import Arguments, named_problems
from scapi.values import Answer, Failure, Json

if TYPE_CHECKING:
    from scapi.driven import DrivenSession

CALLS: Mapping[str, DriverCall[DrivenSession]] = {
    **VOICE_CALLS,
    **MEDIA_CALLS,
    **OUTBOX_CALLS,
    **OUTBOUND_CALLS,
    **AGENT_CALLS,
    **DEVICE_CALLS,
    **SESSION_CALLS,
    **SITUATION_CALLS,
    **PAGE_CALLS,
}
"""Every call by name, as a session on the simulator has them."""


class Driver(Generic[Driven]):
    """Runs driver calls on one session."""

    def __init__(self, session: Driven, calls: Mapping[str, DriverCall[Driven]]) -> None:
        """``calls`` are those that the session has, by name."""
        self._session = session
        self._calls = calls

    def call(self, name: str, args: Json) -> Answer:
        """Runs one call; a failure has changed nothing."""
        problem = self.check(name, args)
        if problem is not None:
            return Failure(problem)
        return self._calls[name].run(self._session, Arguments(args if isinstance(args, Mapping) else {}))

    def check(self, name: str, args: Json) -> str | None:
        """What is wrong with a call, as far as it can be known before it is made."""
        if name not in self._calls and name in CALLS:
            return f"{name} is about the simulator, and this workspace has another contact centre."
        return next(call_problems(self._calls, name, args), None)


def call_problems(calls: Mapping[str, DriverCall[Driven]], name: str, args: Json) -> Iterator[str]:
    """What is wrong with a call that is to be one of these, as far as it can be known before it is made."""
    known = calls.get(name)
    if known is None:
        yield f"There is no driver call {name!r}; known are {', '.join(calls)}{hint(name, calls)}."
        return
    problems = list(named_problems(name, known.parameters, args))
    problem = None if problems else known.problem(Arguments(args if isinstance(args, Mapping) else {}))
    yield from problems
    if problem is not None:
        yield problem
