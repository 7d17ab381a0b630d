"""What carries the client's requests and the server's notifications. In the page ``fetch`` and a CometD client do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from scapi.values import Eventual, JsonObject


@dataclass(frozen=True, slots=True)
class RestAnswer:
    """The answer to one request: the HTTP status and the body."""

    status: int
    content: JsonObject

    @property
    def code(self) -> int:
        """``statusCode``; -1 when there is none, as in what a proxy says."""
        code = self.content.get("statusCode")
        return code if isinstance(code, int) and not isinstance(code, bool) else -1

    @property
    def message(self) -> str:
        message = self.content.get("statusMessage")
        return message if isinstance(message, str) else ""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer came: the network failed, or the server. Whether it did what it was asked is not known."""


RestOutcome: TypeAlias = RestAnswer | Unanswered


class Rest(Protocol):
    """Sends requests; knows the server's address, who the user is, and the CSRF token."""

    def ask(self, method: str, path: str, body: JsonObject | None = None) -> Eventual[RestOutcome]:
        """One request to a path below ``/api/v2``; settled once, with whatever comes of it."""


class ChannelListener(Protocol):
    """Who hears the notifications."""

    def listening(self) -> None:
        """Everything is subscribed to, for the first time or again: what happens from now on is told."""

    def told(self, topic: str, data: JsonObject) -> None:
        """A notification."""

    def lost(self) -> None:
        """The channel is gone; it is being restored. What happens meanwhile is not told."""


class Channel(Protocol):
    """Hears notifications, and restores itself when it is lost: shakes hands and subscribes again."""

    def open(self, topics: Sequence[str], listener: ChannelListener) -> None:
        """Subscribes to these topics."""

    def close(self) -> None:
        """Tells nothing any more."""
