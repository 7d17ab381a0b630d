"""Messages of Bayeux 1.0: what is read of a client's, and the replies to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from scapi.values import Json, JsonObject

Message: TypeAlias = JsonObject

HANDSHAKE = "/meta/handshake"
CONNECT = "/meta/connect"
SUBSCRIBE = "/meta/subscribe"
UNSUBSCRIBE = "/meta/unsubscribe"
DISCONNECT = "/meta/disconnect"

LONG_POLLING = "long-polling"
VERSION = "1.0"
MOST_MESSAGES = 64
"""Messages of one request (decided here)."""

SHAKE_HANDS_AGAIN: JsonObject = {"reconnect": "handshake", "interval": 0}
TRY_LATER: JsonObject = {"reconnect": "handshake", "interval": 1000}
GIVE_UP: JsonObject = {"reconnect": "none"}
UNKNOWN_CLIENT = "402::Unknown client"


def read_messages(body: Json) -> list[Message] | str:
    """The messages of a request: an object, or an array of them. A text says what is wrong."""
    found = [body] if isinstance(body, Mapping) else body
    if not isinstance(found, list) or not found:
        return "A request has one message, or an array of messages."
    if len(found) > MOST_MESSAGES:
        return f"A request has at most {MOST_MESSAGES} messages."
    for each in found:
        if not isinstance(each, Mapping) or not isinstance(each.get("channel"), str):
            return "Each message is an object with a channel."
    return [each for each in found if isinstance(each, Mapping)]


def channel_of(message: Message) -> str:
    channel = message.get("channel")
    return channel if isinstance(channel, str) else ""


def text_of(message: Message, name: str) -> str:
    """A text member; empty when it is none."""
    value = message.get(name)
    return value if isinstance(value, str) else ""


def member_of(message: Message, name: str) -> JsonObject:
    """An object member; empty when it is none."""
    value = message.get(name)
    return value if isinstance(value, Mapping) else {}


def done(message: Message, **more: Json) -> dict[str, Json]:
    """The reply to a message that did what it was to do."""
    return {"channel": channel_of(message), "successful": True, **_echo(message), **more}


def failed(message: Message, error: str, advice: JsonObject | None = None, **more: Json) -> dict[str, Json]:
    """The reply to one that did not; ``error`` is code, arguments and text, with colons between them."""
    reply = {"channel": channel_of(message), "successful": False, "error": error, **_echo(message), **more}
    return reply if advice is None else {**reply, "advice": advice}


def unknown_client(message: Message) -> dict[str, Json]:
    """The reply to a client that the server does not know, or no longer: it is to begin anew."""
    return failed(message, UNKNOWN_CLIENT, SHAKE_HANDS_AGAIN)


def _echo(message: Message) -> dict[str, Json]:
    return {name: message[name] for name in ("id", "clientId") if isinstance(message.get(name), str | int)}
