"""What one agent's clients are told, in the order of real servers: of some operations one call is told first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from scapi.gws.roster import User
from scapi.gws.uris import Uris
from scapi.values import JsonObject

Data: TypeAlias = Callable[[Uris], JsonObject]
Publish: TypeAlias = Callable[[User, str, Data], None]
Told: TypeAlias = "tuple[str, str, Data]"
"""Conversation, topic and data of a message that is held back."""


@dataclass(slots=True)
class _Held:
    """Messages that go out in another order than they came in: those of one conversation first."""

    first: str
    messages: list[Told] = field(default_factory=list)


class Outgoing:
    """The messages to one user."""

    def __init__(self, user: User, publish: Publish) -> None:
        self._user = user
        self._publish = publish
        self._held: _Held | None = None

    def send(self, topic: str, data: Data, conversation: str = "") -> None:
        """Something to tell, of a conversation or of none."""
        if self._held is not None:
            self._held.messages.append((conversation, topic, data))
        else:
            self._publish(self._user, topic, data)

    @contextmanager
    def telling_first(self, conversation: str) -> Iterator[None]:
        """What is told of one conversation meanwhile goes out before the rest, as real servers order it."""
        self._held = held = _Held(conversation)
        try:
            yield
        finally:
            self._held = None
            for _, topic, data in sorted(held.messages, key=lambda told: told[0] != conversation):
                self._publish(self._user, topic, data)
