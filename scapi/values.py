"""Types that every layer shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar

from scapi.decisions import Decision

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


def member(choices: type[Member], text: object) -> Member | None:
    """The member of an enumeration that a text means, if any."""
    try:
        return choices(text) if isinstance(text, str) else None
    except ValueError:
        return None


class Eventual:
    """An outcome that arrives later, once; a remote contact centre answers with it."""

    __slots__ = ("_listeners", "_outcome")

    def __init__(self) -> None:
        self._outcome: Outcome | None = None
        self._listeners: list[Callable[[Outcome], None]] = []

    def settle(self, outcome: Outcome) -> None:
        """Hands the outcome to every listener; a second call is ignored."""
        if self._outcome is not None:
            return
        self._outcome = outcome
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener(outcome)

    def when_settled(self, listener: Callable[[Outcome], None]) -> None:
        """Calls the listener with the outcome, at once when it is already there."""
        if self._outcome is not None:
            listener(self._outcome)
        else:
            self._listeners.append(listener)


Answer: TypeAlias = "Outcome | Eventual"


def when_answered(answer: Answer, listener: Callable[[Outcome], None]) -> None:
    """Calls the listener with the outcome of an answer, now or later."""
    if isinstance(answer, Eventual):
        answer.when_settled(listener)
    else:
        listener(answer)
