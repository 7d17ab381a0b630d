"""Requests and responses as plain values, for whatever carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scapi.values import Json

JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``headers`` have names in small letters; ``base`` is the server as the client addressed it."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    base: str = "http://localhost:8080"


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to one; ``content`` is written as JSON, ``None`` is no body."""

    status: int
    content: Json = None
    headers: tuple[tuple[str, str], ...] = ()

    def with_headers(self, *more: tuple[str, str]) -> Response:
        return replace(self, headers=(*self.headers, *more))

    def header(self, name: str) -> str | None:
        """The first header of a name."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)
