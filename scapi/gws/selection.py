"""How lists are answered: addresses, or resources with all fields, or with some.

Source: reference, "Query parameters".
"""

from __future__ import annotations

from collections.abc import Sequence

from scapi.gws.http_message import Request, Response
from scapi.gws.status import Problem, out_of_range, success
from scapi.values import Json

ALL = "*"
LONGEST_PAGE = 1_000
"""Resources of one answer; ``limit`` may ask for fewer (decided here)."""


def names_of(request: Request, parameter: str) -> tuple[str, ...]:
    """The names of a comma list."""
    return tuple(name.strip() for name in request.query.get(parameter, "").split(",") if name.strip())


def list_answer(request: Request, plural: str, resources: Sequence[dict[str, Json]]) -> Response | Problem:
    """A list: ``uris`` without ``fields``, else the resources with these fields; ``limit`` and ``offset`` cut it."""
    offset, limit = _whole(request, "offset", 0), _whole(request, "limit", LONGEST_PAGE)
    if offset is None or limit is None:
        wrong = "offset" if offset is None else "limit"
        return out_of_range(wrong, f"a whole number from 0 to {LONGEST_PAGE * LONGEST_PAGE}")
    page = resources[offset : offset + min(limit, LONGEST_PAGE)]
    fields = names_of(request, "fields")
    if not fields:
        return success({"uris": [resource.get("uri") for resource in page]})
    return success({plural: [chosen(resource, fields) for resource in page]})


def chosen(resource: dict[str, Json], fields: Sequence[str]) -> dict[str, Json]:
    """The fields of a resource that are named; ``*`` is all."""
    if ALL in fields:
        return resource
    return {name: value for name, value in resource.items() if name in fields}


def one_answer(request: Request, singular: str, resource: dict[str, Json]) -> Response:
    """One resource, whole, or with the fields that are named."""
    fields = names_of(request, "fields") or (ALL,)
    return success({singular: chosen(resource, fields)})


def _whole(request: Request, name: str, default: int) -> int | None:
    text = request.query.get(name)
    if text is None:
        return default
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
    return found
