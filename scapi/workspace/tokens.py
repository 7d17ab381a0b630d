"""JSON Web Tokens of the session: what ``auth.getJwtToken`` gives.

The tokens are real and simulated at once: signed by HS256 (RFC 7515, 7519) with a key that the session made, which
nobody else knows. A client's own server cannot check them against Genesys; the driver gives the key to a test.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from scapi.centre.agents import AgentProfile
from scapi.host import Host
from scapi.store import Cell, Store
from scapi.values import Json, Seconds

LIFETIME: Seconds = 3600.0
RENEWED_BEFORE: Seconds = 60.0
ISSUER = "agent-workspace"


@dataclass(frozen=True, slots=True)
class Token:
    """A token and when it ends, in seconds since the epoch."""

    text: str
    expires: Seconds

    @property
    def expiration(self) -> str:
        """ISO 8601, UTC, with milliseconds."""
        at = datetime.fromtimestamp(self.expires, UTC)
        return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


class Tokens:
    """Makes tokens, and gives the same one to an origin while it is valid."""

    def __init__(self, host: Host, profile: Callable[[], AgentProfile], store: Store) -> None:
        self._host = host
        self._profile = profile
        self._key: Cell[bytes] = store.cell("token-key", bytes, b"")
        self._by_origin: dict[str, Token] = {}

    @property
    def key(self) -> bytes:
        """The session's key, the same in all its tabs; made when it is first needed."""
        if not self._key.value:
            self._key.set(self._host.random_bytes(32))
        return self._key.value

    def token(self, origin: str) -> Token:
        """A token whose audience is this origin."""
        now = self._host.wall_clock()
        known = self._by_origin.get(origin)
        if known is not None and known.expires - RENEWED_BEFORE > now:
            return known
        expires = now + LIFETIME
        profile = self._profile()
        claims: dict[str, Json] = {
            "iss": ISSUER,
            "sub": profile.username,
            "aud": origin,
            "iat": int(now),
            "exp": int(expires),
            "jti": self._host.new_uuid(),
            "employeeId": profile.employee_id,
            "roles": list(profile.roles),
        }
        token = self._by_origin[origin] = Token(sign(claims, self.key), float(int(expires)))
        return token


def sign(claims: dict[str, Json], key: bytes) -> str:
    """The compact form of a token."""
    head = _encoded(json.dumps({"alg": "HS256", "typ": "JWT"}, separators=(",", ":")).encode())
    body = _encoded(json.dumps(claims, separators=(",", ":")).encode())
    signature = hmac.new(key, f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_encoded(signature)}"


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
