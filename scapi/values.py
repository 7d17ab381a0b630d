"""Types that every layer shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from scapi.policy.reasons import Decision

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = "Mapping[str, Json]"

Seconds: TypeAlias = float
Cancel: TypeAlias = Callable[[], None]
"""Calling it twice, or after the timer has fired, does nothing."""


@dataclass(frozen=True, slots=True)
class Success:
    """A request did what it was asked; ``data`` is what the caller reads."""

    data: Json = None
    null: bool = False
    """Whether the absent data is an answer of its own: ``data: null`` on the wire."""


DONE = Success()


@dataclass(frozen=True, slots=True)
class Failure:
    """A request changed nothing; ``error`` is the text for whoever asked (see :mod:`scapi.protocol.errors`).

    ``decision`` is there when policy refused it, and goes to the traffic log.
    """

    error: str
    decision: Decision | None = None


Outcome: TypeAlias = "Success | Failure"


Member = TypeVar("Member", bound=StrEnum)
Value = TypeVar("Value")


def member(choices: type[Member], text: object) -> Member | None:
    """The member of an enumeration that a text means, if any."""
    try:
        return choices(text) if isinstance(text, str) else None
    except ValueError:
        return None


class Eventual(Generic[Value]):
    """A value that arrives later, once; a remote contact centre answers with it."""

    __slots__ = ("_listeners", "_value")

    def __init__(self) -> None:
        self._value: Value | None = None
        self._listeners: list[Callable[[Value], None]] = []

    def settle(self, value: Value) -> None:
        """Hands the value to every listener; a second call is ignored."""
        if self._value is not None:
            return
        self._value = value
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener(value)

    def when_settled(self, listener: Callable[[Value], None]) -> None:
        """Calls the listener with the value, at once when it is already there."""
        if self._value is not None:
            listener(self._value)
        else:
            self._listeners.append(listener)


Answer: TypeAlias = "Outcome | Eventual[Outcome]"


def when_answered(answer: Answer, listener: Callable[[Outcome], None]) -> None:
    """Calls the listener with the outcome of an answer, now or later."""
    if isinstance(answer, Eventual):
        answer.when_settled(listener)
    else:
        listener(answer)
