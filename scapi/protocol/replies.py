"""Messages to clients, as the wire spells them.

Source: Service Client API Reference, samples of each method; the shape of the subscribe answer is field-observed:
``subscriptionId`` at top level. A reply carries no ``event`` key, for the published library would take it for an event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from scapi.protocol.messages import Missing, Reference
from scapi.values import Json, JsonObject

_ENVELOPE: Final[Mapping[str, Json]] = {"userAgent": "WWE Server", "protocolVersion": 2}
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def encode(message: JsonObject) -> str:
    """The text of a message, compact."""
    return _encode(message)


def success(request: str, reference: Reference, data: Json) -> JsonObject:
    """The answer of a request that did what it was asked; ``data`` is left out when there is none."""
    answer = _answer(request, reference)
    if data is not None:
        answer["data"] = data
    return {**answer, **_ENVELOPE}


def null_success(request: str, reference: Reference) -> JsonObject:
    """The answer whose ``data`` is ``null`` on purpose: the interaction or dialog does not exist."""
    return {**_answer(request, reference), "data": None, **_ENVELOPE}


def failure(request: str, reference: Reference, error: str) -> JsonObject:
    """The answer of a request that changed nothing."""
    return {**_answer(request, reference), "errorMessage": error, **_ENVELOPE}


def subscribed(reference: Reference, subscription: int) -> JsonObject:
    """The answer of a subscribe, and of an unsubscribe."""
    return {**_with_reference({}, reference), "subscriptionId": subscription, **_ENVELOPE}


def event(name: str, data: Json) -> JsonObject:
    """An event."""
    return {"event": name, "data": data, **_ENVELOPE}


def frame_identity(frame_id: str) -> JsonObject:
    """Tells a client's page which frame it is in."""
    return {"frameId": frame_id, **_ENVELOPE}


def _answer(request: str, reference: Reference) -> dict[str, Json]:
    return _with_reference({"request": request} if request else {}, reference)


def _with_reference(answer: dict[str, Json], reference: Reference) -> dict[str, Json]:
    if not isinstance(reference, Missing):
        answer["referenceId"] = reference
    return answer
