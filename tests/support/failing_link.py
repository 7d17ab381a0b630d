"""A contact centre that fails what it is asked, once it is told to."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.port import ContactCentre, Done
from scapi.values import Eventual
from tests.support.memory_link import MemoryLink


class Failing(Enum):
    """How it fails."""

    REFUSED = "refused"
    AFTER_ACCEPTANCE = "failed after acceptance"
    NEVER_ANSWERED = "never answered"


class FailingCentre:
    """Implements :class:`scapi.centre.port.ContactCentre`; what is asked while it fails never reaches the real one."""

    def __init__(self, centre: ContactCentre, how: Failing) -> None:
        self._centre = centre
        self._how = how
        self._listener: Any = None
        self._taken_on: tuple[str | None, CentreError, str] = (None, CentreError(ErrorKind.REFUSED), "")
        self.fails = False
        self.asked = 0

    def start(self, listener: Any) -> Any:
        self._listener = listener
        return self._centre.start(listener)

    def do(self, conversation: str, act: Any, token: str = "") -> Any:
        return self._ask(conversation, token, lambda: self._centre.do(conversation, act, token))

    def open(self, opening: Any, token: str = "") -> Any:
        return self._ask(None, token, lambda: self._centre.open(opening, token))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        asked = getattr(self._centre, name)
        return lambda *args: self._ask(None, "", lambda: asked(*args))

    def _ask(self, conversation: str | None, token: str, ask: Callable[[], Any]) -> Any:
        if not self.fails:
            return ask()
        self.asked += 1
        error = CentreError(ErrorKind.REFUSED)
        match self._how:
            case Failing.REFUSED:
                return error
            case Failing.NEVER_ANSWERED:
                return Eventual[Any]()
        self._taken_on = (conversation, error, token)
        return Done()

    def fail_what_was_taken_on(self) -> None:
        """The failure of what was taken on arrives."""
        self._listener.operation_failed(*self._taken_on)


class FailingLink(MemoryLink):
    """A session in this process whose centre can be made to fail."""

    def __init__(self, how: Failing, configuration: str, scenario: str) -> None:
        centres: list[FailingCentre] = []

        def through(port: ContactCentre) -> Any:
            centres.append(FailingCentre(port, how))
            return centres[0]

        super().__init__(configuration, scenario, through)
        self.centre = centres[0]
