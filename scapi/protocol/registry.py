"""The one registry of requests: dispatch, ``getAllowedServices`` and the documentation are all read from it."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.protocol.request_table import REQUESTS, Request

REGISTRY: Mapping[str, Request] = {request.name: request for request in REQUESTS}
"""Every request by its canonical name, in the order of the documentation."""

BY_SPELLING: Mapping[str, Request] = {spelling: request for request in REQUESTS for spelling in request.spellings}
"""Every request by every spelling: a flat mapping, so that a name from a message can reach nothing else."""

REQUEST_NAMES: frozenset[str] = frozenset(BY_SPELLING)


def canonical_name(spelling: str) -> str | None:
    """The canonical name of a request, or ``None`` for a name that is none."""
    request = BY_SPELLING.get(spelling)
    return None if request is None else request.name
