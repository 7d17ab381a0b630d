"""Tokens: signed, cached while valid, one for each origin."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from scapi.testing import EPOCH, Client, fake_host, new_session
from scapi.workspace.tokens import LIFETIME, RENEWED_BEFORE
from tests.support.configurations import ALLOWED, RESTRICTED, configuration

NAMED = configuration(f"{ALLOWED} (auth.getJwtToken), {RESTRICTED} (auth.getJwtToken)")


def decoded(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_signature_and_claims() -> None:
    session = new_session(NAMED)
    given = Client.opened(session, ALLOWED).data("auth.getJwtToken")
    head, body, signature = given["jwtToken"].split(".")
    assert decoded(head) == {"alg": "HS256", "typ": "JWT"}
    mac = hmac.new(session.tokens.key, f"{head}.{body}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64encode(mac).rstrip(b"=").decode() == signature
    claims = decoded(body)
    assert (claims["sub"], claims["aud"], claims["exp"] - claims["iat"]) == ("elena.brandt", ALLOWED, LIFETIME)
    assert claims["iat"] == EPOCH
    ends = datetime.fromisoformat(given["expiration"].replace("Z", "+00:00"))
    assert ends.timestamp() == claims["exp"]


def test_cached_while_valid_and_renewed_before_its_end() -> None:
    session = new_session(NAMED)
    client, host = Client.opened(session, ALLOWED), fake_host(session)
    first = client.data("auth.getJwtToken")
    host.advance(LIFETIME - RENEWED_BEFORE - 1)
    assert client.data("auth.getJwtToken") == first
    host.advance(1)
    second = client.data("auth.getJwtToken")
    assert second["jwtToken"] != first["jwtToken"]
    assert second["expiration"] > first["expiration"]


def test_each_origin_has_its_own() -> None:
    session = new_session(NAMED)
    tokens = [Client.opened(session, origin).data("auth.getJwtToken")["jwtToken"] for origin in (ALLOWED, RESTRICTED)]
    assert tokens[0] != tokens[1]


def test_each_session_has_its_own_key() -> None:
    session = new_session(NAMED)
    key = session.tokens.key
    assert len(key) == 32
    assert session.tokens.key == key
