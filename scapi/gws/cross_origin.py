"""Which pages of other origins may read answers. Source: reference, CORS options ``crossOriginSettings``.

An allowed origin may have ``*`` inside its host. Since credentials are allowed, an origin is only ever echoed when an
entry names it; an entry that would admit everybody, or everybody of a top-level domain, is refused when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scapi.gws.http_message import Request, Response
from scapi.policy.origins import Origin, OriginError, parse_origin, reported_origin

METHODS = "GET,POST,PUT,DELETE,OPTIONS"
ALLOWED_HEADERS = (
    "X-Requested-With,Content-Type,Accept,Origin,Cookie,authorization,ssid,surl,ContactCenterId,X-CSRF-TOKEN"
)
EXPOSED_HEADERS = "X-CSRF-HEADER,X-CSRF-TOKEN"
PREFLIGHT_SECONDS = "120"
_STAND_IN = "w"


@dataclass(frozen=True, slots=True)
class OriginPattern:
    """An origin whose host may have ``*`` inside: ``before`` and ``after`` it."""

    origin: Origin
    before: str
    after: str | None

    def admits(self, origin: Origin) -> bool:
        """Whether an origin is meant."""
        if (origin.scheme, origin.port) != (self.origin.scheme, self.origin.port):
            return False
        if self.after is None:
            return origin.host == self.before
        shortest = len(self.before) + len(self.after)
        return len(origin.host) > shortest and origin.host.startswith(self.before) and origin.host.endswith(self.after)


def origin_pattern(text: str) -> OriginPattern:
    """One entry of ``allowedOrigins``; raises :class:`~scapi.policy.origins.OriginError`."""
    scheme, _, rest = text.strip().partition("://")
    host = rest.split("/", 1)[0].rsplit(":", 1)[0] if not rest.startswith("[") else ""
    if "*" not in text:
        origin = parse_origin(text.strip())
        return OriginPattern(origin, origin.host, None)
    before, _, after = host.partition("*")
    if "*" in after or "*" in scheme or "." not in after.lstrip(".") or not after.startswith("."):
        raise OriginError("an origin with one * in its host and two or more names after it: https://*.crm.example")
    origin = parse_origin(text.strip().replace("*", _STAND_IN))
    return OriginPattern(origin, before.lower(), after.lower())


@dataclass(frozen=True, slots=True)
class CrossOrigin:
    """The options; nobody is allowed by default."""

    allowed_origins: tuple[OriginPattern, ...] = ()
    allowed_methods: str = METHODS
    allowed_headers: str = ALLOWED_HEADERS
    allow_credentials: bool = True
    exposed_headers: str = EXPOSED_HEADERS

    @classmethod
    def of(cls, entries: Sequence[str]) -> CrossOrigin:
        """With these entries of ``allowedOrigins``."""
        return cls(tuple(origin_pattern(entry) for entry in entries if entry.strip()))

    def admits(self, origin: str) -> bool:
        """Whether an ``Origin`` header names an allowed origin."""
        known = reported_origin(origin)
        return known is not None and any(pattern.admits(known) for pattern in self.allowed_origins)

    def preflight(self, request: Request) -> Response | None:
        """The answer to a browser that asks whether a page may ask; ``None`` when this is no such question."""
        if request.method != "OPTIONS":
            return None
        response = Response(200, headers=(("Allow", self.allowed_methods),))
        if not self.admits(request.headers.get("origin", "")):
            return response
        return response.with_headers(
            ("Access-Control-Allow-Methods", self.allowed_methods),
            ("Access-Control-Allow-Headers", self.allowed_headers),
            ("Access-Control-Max-Age", PREFLIGHT_SECONDS),
        )

    def mark(self, request: Request, response: Response) -> Response:
        """The response as the page of an allowed origin may read it. Caches must keep answers to others apart."""
        origin = request.headers.get("origin", "")
        if not self.allowed_origins:
            return response
        response = response.with_headers(("Vary", "Origin"))
        if not self.admits(origin):
            return response
        response = response.with_headers(
            ("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", self.exposed_headers)
        )
        if self.allow_credentials:
            response = response.with_headers(("Access-Control-Allow-Credentials", "true"))
        return response
