"""Messages to clients, as the wire spells them.

Source: Service Client API Reference, samples of each method; the shape of the subscribe answer is field-observed:
``subscriptionId`` at top level. A reply carries no ``event`` key, for the published library would take it for an event.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from scapi.protocol.messages import PORT, Message, Missing, Reference, RequestMessage, Subscribe, Unsubscribe
from scapi.protocol.writing import write_json
from scapi.values import Failure, Json, JsonObject, Outcome

TOGETHER: Final = 16
"""Messages that may go by a port together. Nothing else has its turn meanwhile, and with more little would be won."""
_ENVELOPE: Final[Mapping[str, Json]] = {"userAgent": "WWE Server", "protocolVersion": 2}


def encode(message: JsonObject) -> str:
    """The text of a message, compact. Raises ``ValueError`` or ``TypeError`` for what JSON does not have."""
    return write_json(message)


def writable(message: JsonObject) -> JsonObject:
    """A message with null for everything that JSON does not have, as ``JSON.stringify`` makes it: NaN, infinities."""
    return {str(key): _writable(value, ()) for key, value in message.items()}


def _writable(value: object, within: tuple[int, ...]) -> Json:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if id(value) in within or len(within) > _DEEPEST:
        return None
    within = (*within, id(value))
    if isinstance(value, Mapping):
        return {str(key): _writable(member, within) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_writable(item, within) for item in value]
    return None


_DEEPEST = 100
"""Deeper than any message of ours."""


def answer_to(message: Message, outcome: Outcome) -> JsonObject:
    """Tells a client what came of its message; of a subscription, ``data`` is its number."""
    name = message.name if isinstance(message, RequestMessage) else ""
    if isinstance(outcome, Failure):
        return failure(name, message.reference, outcome.error)
    if isinstance(message, (Subscribe, Unsubscribe)):
        return subscribed(message.reference, outcome.data)
    if outcome.null:
        return null_success(name, message.reference)
    return success(name, message.reference, outcome.data)


def success(request: str, reference: Reference, data: Json) -> JsonObject:
    """The answer of a request that did what it was asked; ``data`` is left out when there is none."""
    answer = _answer(request, reference)
    if data is not None:
        answer["data"] = data
    answer.update(_ENVELOPE)
    return answer


def null_success(request: str, reference: Reference) -> JsonObject:
    """The answer whose ``data`` is ``null`` on purpose: the interaction or dialog does not exist."""
    return {**_answer(request, reference), "data": None, **_ENVELOPE}


def failure(request: str, reference: Reference, error: str) -> JsonObject:
    """The answer of a request that changed nothing."""
    return {**_answer(request, reference), "errorMessage": error, **_ENVELOPE}


def subscribed(reference: Reference, subscription: Json) -> JsonObject:
    """The answer of a subscribe, and of an unsubscribe."""
    return {**_with_reference({}, reference), "subscriptionId": subscription, **_ENVELOPE}


def event(name: str, data: Json) -> JsonObject:
    """An event."""
    return {"event": name, "data": data, **_ENVELOPE}


def frame_identity(frame_id: str) -> JsonObject:
    """Tells a client's page which frame it is in."""
    return {"frameId": frame_id, **_ENVELOPE}


def port_told(what: str) -> JsonObject:
    """Tells a client's page of its MessagePort: ``offered``, ``taken`` or ``closed``. Decided here.

    With the offer comes how many messages may go together, as an array.
    """
    return {PORT: what, **({"together": TOGETHER} if what == "offered" else {}), **_ENVELOPE}


def _answer(request: str, reference: Reference) -> dict[str, Json]:
    answer: dict[str, Json] = {"request": request} if request else {}
    return _with_reference(answer, reference)


def _with_reference(answer: dict[str, Json], reference: Reference) -> dict[str, Json]:
    if not isinstance(reference, Missing):
        answer["referenceId"] = reference
    return answer
