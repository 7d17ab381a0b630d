"""What the server keeps for one client of Bayeux: what it has subscribed to, what waits for it, and its held connect.

When the client asks for the ``ack`` extension, a message is kept until the client says that it has it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from scapi.gws.bayeux_message import Message, member_of
from scapi.gws.roster import User
from scapi.gws.topics import matches
from scapi.gws.uris import Uris
from scapi.values import Cancel, Eventual, Json, JsonObject


@dataclass(slots=True)
class Waiting:
    """A message for the client; ``batch`` is the number of the reply with which it first went out, 0 is none yet."""

    message: JsonObject
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A connect that waits for something to tell."""

    connect: Message
    answer: Eventual[list[Json]]
    cancel: Cancel


class BayeuxSession:
    """One client. ``web_session`` is the HTTP session that it belongs to, with which it ends."""

    def __init__(self, client_id: str, user: User, uris: Uris, web_session: str, *, acknowledges: bool) -> None:
        self.client_id = client_id
        self.user = user
        self.uris = uris
        self.web_session = web_session
        self.subscriptions: set[str] = set()
        self.held: Held | None = None
        self.expiry: Cancel | None = None
        self._acknowledges = acknowledges
        self._batch = 0
        self._queue: deque[Waiting] = deque()

    def __len__(self) -> int:
        """How many messages wait."""
        return len(self._queue)

    def wants(self, topic: str) -> bool:
        """Whether it has subscribed to a topic."""
        return any(matches(pattern, topic) for pattern in self.subscriptions)

    def add(self, topic: str, data: Callable[[Uris], JsonObject]) -> None:
        """Something to tell. The addresses in it are those by which this client knows the server."""
        self._queue.append(Waiting({"channel": topic, "data": data(self.uris)}))

    def acknowledged(self, connect: Message) -> None:
        """Forgets what the client says that it has."""
        number = member_of(connect, "ext").get("ack")
        if self._acknowledges and isinstance(number, int):
            while self._queue and 0 < self._queue[0].batch <= number:
                self._queue.popleft()

    def take(self) -> tuple[list[Json], JsonObject]:
        """What goes out with a reply to a connect, and the extension of that reply."""
        messages: list[Json] = [waiting.message for waiting in self._queue]
        if not self._acknowledges:
            self._queue.clear()
            return messages, {}
        if any(not waiting.batch for waiting in self._queue):
            self._batch += 1
        for waiting in self._queue:
            waiting.batch = waiting.batch or self._batch
        return messages, {"ext": {"ack": self._batch}}

    def stay(self) -> None:
        """It is here: it does not expire meanwhile."""
        if self.expiry is not None:
            self.expiry()
            self.expiry = None
