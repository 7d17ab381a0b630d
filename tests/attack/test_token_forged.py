"""A token that another session signed, or that was changed: the key is the session's, in all its tabs and visits."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, configuration
from tests.unit.test_replication import Network

TEXT = configuration(f"{ALLOWED} (*, auth.getJwtToken), {RESTRICTED} (*, auth.getJwtToken)")


def verified(token: str, key: bytes) -> bool:
    signed, _, signature = token.rpartition(".")
    right = base64.urlsafe_b64encode(hmac.digest(key, signed.encode(), hashlib.sha256)).rstrip(b"=").decode()
    return hmac.compare_digest(right, signature)


def claims(token: str) -> Any:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def token_of(client: Client) -> str:
    data = client.data("auth.getJwtToken")
    return str(data if isinstance(data, str) else next(v for v in data.values() if str(v).count(".") == 2))


def test_a_token_is_for_the_origin_that_asked_and_cannot_be_changed() -> None:
    session = new_session(TEXT)
    one, two = (token_of(Client.opened(session, origin)) for origin in (ALLOWED, RESTRICTED))
    assert [claims(token)["aud"] for token in (one, two)] == [ALLOWED, RESTRICTED]
    key = session.tokens.key
    assert verified(one, key)
    head, body, signature = one.split(".")
    assert not verified(f"{head}.{two.split('.')[1]}.{signature}", key), "another origin's claims"
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    assert not verified(f"{none}.{body}.", key)


def test_another_session_has_another_key() -> None:
    first, second = new_session(TEXT), new_session(TEXT)
    second.host.random_bytes(32)  # a fake host counts: the same bytes come in the same place
    token = token_of(Client.opened(first, ALLOWED))
    token_of(Client.opened(second, ALLOWED))
    assert not verified(token, second.tokens.key)


def test_all_tabs_and_visits_of_a_session_have_one_key() -> None:
    network = Network()
    leader = network.tab()
    leader.replication.lead()
    follower = network.follower()
    assert follower.session.tokens.key == leader.session.tokens.key
    network.advance(10)  # rows are collected before they are kept
    assert leader.reloaded().session.tokens.key == leader.session.tokens.key
