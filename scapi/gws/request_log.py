"""One line for each request: who, what, and what came of it. It never has a password, a token or attached data."""

from __future__ import annotations

import json
from collections.abc import Mapping

from scapi.gws.http_message import Request, Response
from scapi.values import Json

LONGEST = 200
_MOST_NAMES = 5


def log_line(request: Request, user: str, response: Response | None, milliseconds: float) -> str:
    """The line; ``None`` is a client that did not wait for its response."""
    asked = " ".join(part for part in (request.method, request.path, _asked_for(request)) if part)
    outcome = "gone" if response is None else str(response.status)
    code = (
        response.content.get("statusCode") if response is not None and isinstance(response.content, Mapping) else None
    )
    outcome += "" if code is None else f"/{code}"
    return f"{outcome} {milliseconds:.0f} ms {_printable(user) or '-'} {_printable(asked)}"


def _asked_for(request: Request) -> str:
    """The name of the operation, or the channels of Bayeux."""
    if request.method != "POST":
        return ""
    try:
        body: Json = json.loads(request.body)
    except (ValueError, RecursionError):
        return ""
    if isinstance(body, Mapping):
        return str(body.get("operationName") or body.get("channel") or "")
    channels = (
        [str(each.get("channel")) for each in body if isinstance(each, Mapping)] if isinstance(body, list) else []
    )
    return " ".join(channels[:_MOST_NAMES])


def _printable(text: str) -> str:
    """A text that cannot begin a line of its own or colour a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text[:LONGEST])
