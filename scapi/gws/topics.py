"""Channels of notifications, and the globs by which clients subscribe.

Source: reference, "Topics and message types"; Bayeux 1.0, "Channel Globbing": ``/a/*`` is one segment below ``/a``,
``/a/**`` any number of them.
"""

from __future__ import annotations

ME = "/v2/me"
USERS = "/v2/users"
DEVICES = "/v2/me/devices"
CALLS = "/v2/me/calls"
CHANNELS = "/v2/me/channels"

LONGEST = 200
_DEEP, _ONE = "**", "*"
_MARKS = frozenset("/-_!~()$@*")


def is_subscribable(pattern: str) -> bool:
    """Whether a text is a channel, or a glob, that a client can subscribe to; those of Bayeux itself are not."""
    if not pattern.startswith("/") or len(pattern) > LONGEST or pattern.endswith("/"):
        return False
    *before, last = pattern[1:].split("/")
    if "*" in "".join(before) or ("*" in last and last not in (_ONE, _DEEP)):
        return False
    if (before or [last])[0] in ("meta", "service"):
        return False
    return all(part and all(char.isascii() and (char.isalnum() or char in _MARKS) for char in part) for part in before)


def matches(pattern: str, topic: str) -> bool:
    """Whether what is told on a topic goes to who has subscribed to a pattern."""
    parent, _, last = pattern.rpartition("/")
    if last == _DEEP:
        return topic.startswith(f"{parent}/")
    if last == _ONE:
        return topic.rpartition("/")[0] == parent
    return pattern == topic
