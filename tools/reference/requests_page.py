"""The page of requests: what an app needs to know of each, and of the types of what it takes, gives and tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from scapi.protocol.parameters import Parameter
from scapi.protocol.registry import REGISTRY
from scapi.protocol.request_table import Request
from tools.reference.examples import GIVEN, code
from tools.reference.parameter_types import PARAMETER_TYPES
from tools.reference.shapes import Member, Shape, names_in
from tools.reference.types import (
    EVENT_TYPES,
    EVENTS,
    KINDS,
    PARAMETERS,
    RESULT_NOTES,
    RESULT_TYPES,
    RESULTS,
    TYPES,
)

_HEAD = """\
# Requests

Every request that a client may send, from [`request_table.py`](../scapi/protocol/request_table.py). The examples are
pieces of an app that has the [library](clients.md#the-library), and a test runs each of them:

```js
const service = genesys.wwe.service;
const { agent, auth, configuration, email, interaction, media } = service;
const { messenger, outbound, sendMessage, system, voice } = service;
```

A call gives a promise of the reply, whose `data` is the result; or it takes `succeeded` and `failed` as its last two
arguments, as the published library has it. Ids of interactions come by [events](#events) and from
`interaction.getInteractions`.

## Errors

A promise is rejected with an `Error`, whose `message` is the text; `failed` is called with the reply, which has it as
`errorMessage`.

| text | when |
|---|---|
| `Error: This origin is not accepted.` | the list of accepted origins does not have the app's |
| `Error: The request '…' is not allowed for this origin.` | its entry there does not grant the request |
| `Error: The parameter '…' of '…' must be …, not ….` | an argument is left out, or something else than is expected |
| `The rate limit for the request '…' has been reached. …` | once; what follows gets no answer |
| `Request timeout` | no answer in 10 s, also in quarantine; made by the library |

What else a request answers with is told with it, and case by case in the [catalogue](conformance.md)."""


def requests_page(catalogue: Mapping[str, Any], successes: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The page. ``catalogue`` and ``successes`` are those of the conformance tests, ``words`` their situations."""
    parts = [_HEAD]
    for namespace, group in groupby(REGISTRY.values(), key=lambda request: request.namespace):
        parts.append(f"## {namespace}")
        parts += [_request(request, catalogue, successes[request.name], words) for request in group]
    parts.append(
        "## Events\n\n`service.subscribe([names], handler)` calls `handler(message)`, whose `data` is one of these.\n"
        "Events follow the permission to read, see [policy](policy.md#events). `messenger:<channel>` has what was\n"
        "broadcast as its `data`."
    )
    events = [(f"`{name}`", ", ".join(_link(each) for each in types)) for name, types in EVENTS.items()]
    parts.append(_table(("event", "data"), events))
    parts += [_type(name, shape) for name, shape in EVENT_TYPES.items()]
    parts.append("## Types")
    parts += [_type(name, shape) for name, shape in {**RESULT_TYPES, **PARAMETER_TYPES}.items()]
    return "\n\n".join(parts) + "\n"


def _request(request: Request, catalogue: Mapping[str, Any], success: Any, words: Mapping[str, str]) -> str:
    lines = [f"### {request.name}", "", request.documentation]
    if not request.in_library:
        lines[-1] += " The published library does not send it; clients reach it with `sendMessage`."
    if request.parameters:
        rows = [
            (f"`{p.name}`{', optional' if p.optional else ''}", _kind(request, p), _cell(p.documentation))
            for p in request.parameters
        ]
        lines += ["", _table(("parameter", "type", "meaning"), rows)]
    granted = [f"`{name}`" for name in request.spellings]
    granted += [] if request.must_be_named else [f"`{n}`" for n in dict.fromkeys(_wildcards(request))]
    rows2 = [("result", _result(request.name)), ("granted by", ", ".join(granted))]
    if request.alias:
        rows2.insert(0, ("also called", f"`{request.alias}`"))
    told = _events(success)
    if told:
        rows2.append(("events", ", ".join(told)))
    errors = errors_of(request.name, catalogue)
    if errors:
        rows2.append(("errors", "<br>".join(f"`{_cell(error)}`" for error in errors)))
    lines += ["", _table(("", ""), rows2), "", *_example(request, success, words)]
    return "\n".join(lines)


def _example(request: Request, success: Any, words: Mapping[str, str]) -> Iterator[str]:
    if success.situation != "idle":
        yield f"When {words[success.situation]}:\n"
    yield f"```js\n{example(request, success)}\n```"


def example(request: Request, success: Any) -> str:
    """The example of a request, in the situation in which it is seen to succeed."""
    return code(request, GIVEN.get(request.name, success.arguments), request.name in RESULTS)


def errors_of(name: str, catalogue: Mapping[str, Any]) -> list[str]:
    """What a request fails with in the catalogue, but for what every request has in common."""
    found: dict[str, None] = {}
    for case in catalogue.values():
        if case.request != name or case.kind in _COMMON:
            continue
        for step in case.steps:
            error = getattr(getattr(step, "reply", None), "error", None)
            if error is not None and step.request == name and "The parameter '" not in error and "$" not in error:
                found[error] = None
    return list(found)


_COMMON = frozenset({"not-allowed", "not-listed", "rate-limited", "missing-argument"})
"""Kinds of cases that every request has."""


def _kind(request: Request, parameter: Parameter) -> str:
    shape = PARAMETERS.get((request.name, parameter.name))
    return _linked(KINDS[parameter.kind]) if shape is None else _link(shape)


def _result(name: str) -> str:
    if name not in RESULTS:
        return "nothing"
    note = RESULT_NOTES.get(name, "")
    return f"{_linked(_cell(RESULTS[name]))}{'. ' if note else ''}{_cell(note)}"


def _events(success: Any) -> list[str]:
    """The events of the case that shows how a request succeeds."""
    told = [f"`{event} {data['eventType']}`" if "eventType" in data else f"`{event}`" for event, data in success.events]
    return list(dict.fromkeys(told))


def _wildcards(request: Request) -> Iterable[str]:
    return [*(f"{spelling.partition('.')[0]}.*" for spelling in request.spellings), "*"]


def _type(name: str, shape: Shape) -> str:
    rows = [
        (f"`{m.name}`{', optional' if m.optional else ''}", _member_type(m), _cell(m.meaning)) for m in shape.members
    ]
    return f"### Type {name}\n\n{shape.meaning}\n\n{_table(('member', 'type', 'meaning'), rows)}"


def _member_type(member: Member) -> str:
    return _linked(_cell(member.type))


def _linked(text: str) -> str:
    """A type with links to those that it names."""
    for name in names_in(text):
        if name in TYPES:
            text = text.replace(name, _link(name), 1)
    return text


def _link(name: str) -> str:
    return f"[{name}](#type-{name.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
