"""A request of the log as code: the message as it was posted, or the call of the client library."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from host_page.views.json_view import parse
from scapi.protocol.registry import BY_SPELLING
from scapi.traffic import Entry, Kind
from scapi.values import Json

LIBRARY = "genesys.wwe.service"


def as_post(entry: Entry, host_origin: str) -> str:
    """The message posted to the workspace, by a page that it embeds or has opened; empty when none was kept."""
    if entry.text is None:
        return ""
    return f"(window.opener || window.parent).postMessage({_spelt(parse(entry.text))}, {_spelt(host_origin or '*')});"


def as_call(entry: Entry) -> str:
    """The call of the client library that sends the message; empty when it has none."""
    message = parse(entry.text)
    if not isinstance(message, Mapping):
        return ""
    if entry.kind is Kind.SUBSCRIBE:
        return f"{LIBRARY}.subscribe({_spelt(message.get('data'))}, (event) => console.log(event));"
    known = BY_SPELLING.get(entry.request or "")
    given = message.get("parameters")
    if entry.kind is not Kind.REQUEST or known is None or not (given is None or isinstance(given, list)):
        return ""
    places = _padded([_spelt(value) for value in given or ()], len(known.parameters))
    arguments = ", ".join((*places, "(reply) => console.log(reply)", "(problem) => console.warn(problem)"))
    return f"{LIBRARY}.{entry.request}({arguments});"


def _padded(places: Sequence[str], number: int) -> list[str]:
    """As many arguments as the method takes before its two functions: surplus ones are not read by anybody."""
    return [*places[:number], *["undefined"] * (number - len(places))]


def _spelt(value: Json) -> str:
    """A value as JavaScript writes it; half of a surrogate pair stays escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
