"""Links between a workspace and its contact centre that are slow: nothing arrives before it is let through.

What a centre tells of an operation arrives before its answer, or after it; both are seen at real servers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from typing import Any

import pytest

from scapi.centre.port import ContactCentre
from scapi.testing import Client
from scapi.values import Eventual, Failure, Outcome, when_answered
from tests.support.link import CallFailed, Found, Site
from tests.support.memory_link import ORIGINS, MemoryClient, MemoryLink


class Order(Enum):
    """What arrives first of an operation."""

    NOTIFICATIONS_FIRST = "notifications first"
    ANSWERS_FIRST = "answers first"


class Wire:
    """What is on its way: operations to the centre, answers and notifications back, in order."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._on_its_way: deque[Callable[[], None]] = deque()
        self._held: list[Callable[[], None]] | None = None

    def operation(self, ask: Callable[[], Any], answered: Callable[[Any], None]) -> None:
        """An operation is sent; it is carried out when it arrives."""

        def carried_out() -> None:
            self._held = []
            try:
                result = ask()
            finally:
                told, self._held = self._held, None
            answer = [lambda: answered(result)]
            back = [*told, *answer] if self._order is Order.NOTIFICATIONS_FIRST else [*answer, *told]
            # What belongs to one operation arrives in one piece, before what is sent later.
            self._on_its_way.extendleft(reversed(back))

        self._on_its_way.append(carried_out)

    def notification(self, tell: Callable[[], None]) -> None:
        """The centre tells something."""
        (self._on_its_way if self._held is None else self._held).append(tell)

    def let_through(self) -> None:
        """Everything arrives, and what comes of it."""
        while self._on_its_way:
            self._on_its_way.popleft()()


class _HeldListener:
    """Puts on the wire what the centre tells."""

    def __init__(self, wire: Wire, listener: object) -> None:
        self._wire = wire
        self._listener = listener

    def __getattr__(self, name: str) -> Callable[..., None]:
        told = getattr(self._listener, name)
        return lambda *args: self._wire.notification(lambda: told(*args))


class LateCentre:
    """A port whose every answer is late; implements :class:`scapi.centre.port.ContactCentre`."""

    def __init__(self, centre: ContactCentre, wire: Wire) -> None:
        self._centre = centre
        self._wire = wire

    def start(self, listener: object) -> Eventual[Any]:
        return self._later("start", _HeldListener(self._wire, listener))

    def __getattr__(self, name: str) -> Callable[..., Eventual[Any]]:
        getattr(self._centre, name)
        return lambda *args: self._later(name, *args)

    def _later(self, name: str, *args: Any) -> Eventual[Any]:
        answer: Eventual[Any] = Eventual()
        self._wire.operation(lambda: getattr(self._centre, name)(*args), answer.settle)
        return answer


class LateClient(MemoryClient):
    """A client of a workspace that waits for its centre."""

    def __init__(self, client: Client, wire: Wire) -> None:
        super().__init__(client)
        self._wire = wire

    def settle(self) -> None:
        self._wire.let_through()

    def until(self, find: Callable[[], Found | None], what: str) -> Found:
        found = find()
        if found is None:
            self._wire.let_through()
            found = find()
        assert found is not None, f"{what}: there is none"
        return found


class LateLink(MemoryLink):
    """A session in this process whose centre is far away."""

    def __init__(self, order: Order, configuration: str | None = None, scenario: str | None = None) -> None:
        self.wire = Wire(order)
        super().__init__(configuration, scenario, through=lambda port: LateCentre(port, self.wire))
        self.wire.let_through()

    def open(self, site: Site) -> LateClient:
        return LateClient(Client.opened(self.session, ORIGINS[site], site.value), self.wire)

    def call(self, name: str, args: Any = None) -> Any:
        outcomes: list[Outcome] = []
        when_answered(self.session.driver.call(name, args or {}), outcomes.append)
        self.wire.let_through()
        assert outcomes, f"{name} was not answered"
        if isinstance(outcomes[0], Failure):
            raise CallFailed(outcomes[0].error)
        return self.data_of(outcomes[0])


def late_link(order: Order) -> Callable[[pytest.FixtureRequest], AbstractContextManager[LateLink]]:
    """The link that the contract takes, in one order."""

    @contextmanager
    def link(_: pytest.FixtureRequest) -> Iterator[LateLink]:
        yield LateLink(order)

    return link
