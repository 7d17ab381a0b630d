"""Messages of clients, parsed once at the border into values.

Source: ``Notifications`` and ``Working with the API`` of the Service Client API Reference; the envelope is
``{request, parameters?, referenceId, userAgent: "WWE Client", protocolVersion: 2, frameId?}`` or, for subscriptions,
``{event: "subscribe" | "unsubscribe", data, referenceId, userAgent, protocolVersion}``. ``protocolVersion`` and
``frameId`` are not looked at: old libraries send no version, and who a message is from is decided by its window.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from scapi.decisions import Reason
from scapi.values import Json, JsonObject

CLIENT: Final = "WWE Client"
MAXIMUM_DEPTH: Final = 64


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


# What JSON cannot carry back (NaN, infinities, written or by overflow) becomes null, as JSON.stringify makes it.
_decoder = json.JSONDecoder(parse_constant=lambda _: None, parse_float=_finite)


def _decode(text: str) -> Json:
    """Reads a text; the page writes it without white space around it, which the decoder would look for twice."""
    value: Json
    if text.startswith("{"):
        value, end = _decoder.raw_decode(text)
        if end == len(text):
            return value
    value = _decoder.decode(text)
    return value


class Missing:
    """Stands for a key that a message does not have, where ``null`` would be a value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()
Reference: TypeAlias = "Json | Missing"
"""A ``referenceId``: echoed as sent, whatever it is."""


class RequestMessage(NamedTuple):
    """A call of a method. ``parameters`` is what was sent, checked to be an array only when the request is known."""

    name: str
    parameters: Json
    reference: Reference
    wants_port: bool = False


@dataclass(frozen=True, slots=True)
class Subscribe:
    """A wish to receive events of these names."""

    events: tuple[str, ...]
    reference: Reference
    wants_port: bool = False


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """The end of one subscription."""

    subscription: Json
    reference: Reference


@dataclass(frozen=True, slots=True)
class PortTaken:
    """The last message that a document sends by the window: what follows comes by the port that it was offered."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Malformed:
    """Ours by its envelope, but neither a request nor a subscription: gets a failure that says what is wrong."""

    problem: str
    reference: Reference
    subscribes: bool = False
    """Whether it was to be a subscription."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Not for this protocol: no answer, only counted."""

    reason: Reason
    note: str = ""
    message: JsonObject = field(default_factory=dict)


Message: TypeAlias = "RequestMessage | Subscribe | Unsubscribe | Malformed"
Incoming: TypeAlias = "Message | PortTaken | Ignored"
PORT: Final = "messagePort"
"""The member by which a client asks for a MessagePort (``true``), takes it, and is told of it. Decided here."""
TAKEN: Final = "taken"


def parse_message(text: str) -> Incoming:
    """Reads one message; any text gives a value, none raises."""
    try:
        value = _decode(text)
    except (ValueError, RecursionError):
        return Ignored(Reason.NOT_OURS, "not JSON")
    # Most messages have few brackets; only those that could be too deep are walked.
    if text.count("[") + text.count("{") > MAXIMUM_DEPTH and depth(value) > MAXIMUM_DEPTH:
        return Ignored(Reason.TOO_DEEP, f"deeper than {MAXIMUM_DEPTH}")
    if not isinstance(value, dict):
        return Ignored(Reason.NOT_OURS, "no envelope")
    agent = value.get("userAgent")
    if not isinstance(agent, str) or CLIENT not in agent:
        forged = isinstance(agent, str) and "WWE" in agent
        return Ignored(Reason.FORGED_EVENT if forged else Reason.NOT_OURS, "no client's userAgent", value)
    reference: Reference = value.get("referenceId", MISSING)
    if value.get("event") is not None:
        return _parse_event(value, reference)
    if "request" not in value and value.get(PORT) == TAKEN:
        return PortTaken(reference)
    if "request" not in value:
        return Ignored(Reason.NOT_OURS, "neither request nor event", value)
    name = value["request"]
    if not isinstance(name, str) or not name:
        return Malformed("request must be a string, such as 'agent.get'", reference)
    return RequestMessage(name, value.get("parameters"), reference, value.get(PORT) is True)


def _parse_event(value: Mapping[str, Json], reference: Reference) -> Message | Ignored:
    event = value["event"]
    data = value.get("data")
    if event == "subscribe":
        names = [data] if isinstance(data, str) else data
        if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
            return Malformed("data must be the name of an event or an array of names", reference, subscribes=True)
        return Subscribe(tuple(dict.fromkeys(str(name) for name in names)), reference, value.get(PORT) is True)
    if event == "unsubscribe":
        return Unsubscribe(data, reference)
    return Ignored(Reason.FORGED_EVENT, "a client cannot send events", value)


def depth(value: Json) -> int:
    """How deep arrays and objects are nested in a value that was read from a text; a plain value has depth 0."""
    deep = 0
    # Level by level, in few steps of Python: whoever sends ten thousand arrays holds up everybody else meanwhile.
    containers = [value] if isinstance(value, (dict, list)) else []
    while containers:
        deep += 1
        inner: list[Iterable[Json]] = [each.values() if isinstance(each, dict) else each for each in containers]
        containers = [member for member in chain.from_iterable(inner) if isinstance(member, (dict, list))]
    return deep
