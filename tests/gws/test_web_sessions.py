"""Who a request is from, the envelope of answers, CSRF tokens.

Source: reference, "Authentication", "Response envelope".
"""

from __future__ import annotations

import base64
from typing import Any

import pytest

from scapi.gws.gws_server import GwsServer
from scapi.gws.http_message import Request
from scapi.gws.passwords import LOCKED_FOR, MOST_FAILURES
from scapi.gws.web_sessions import basic_credentials, cookies
from scapi.testing import FakeHost
from tests.support.gws import PASSWORD, Agent, new_server

DENIED = {"statusCode": 20, "statusMessage": "Access denied"}


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("path", ["/api/v2/me", "/api/v2/me/calls", "/api/v2/nothing", "/", "/api/v2/notifications"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_without_credentials_everything_is_denied(server: GwsServer, method: str, path: str) -> None:
    response = server.handle(Request(method, path))
    assert (response.status, response.content) == (403, DENIED)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "header",
    [
        "Basic",
        "Basic !",
        "Basic AAA",
        basic("anna"),
        basic("anna:wrong"),
        basic(f"nobody:{PASSWORD}"),
        basic(""),
        "Bearer x",
    ],
)
def test_wrong_credentials_are_denied(server: GwsServer, header: str) -> None:
    response = server.handle(Request("GET", "/api/v2/me", headers={"authorization": header}))
    assert (response.status, response.content) == (403, DENIED)  # type: ignore[union-attr]


def test_the_cookie_is_enough(server: GwsServer, host: FakeHost) -> None:
    anna = Agent(server, host, "anna")
    first = anna.response("GET", "/me")
    cookie = first.header("Set-Cookie")
    assert cookie is not None
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    second = anna.response("GET", "/me")
    assert second.status == 200
    assert second.header("Set-Cookie") is None
    assert anna.response("GET", "/me", authorization=basic("anna:wrong")).status == 403


def test_over_tls_the_cookie_is_secure(server: GwsServer) -> None:
    asked = Request(
        "GET", "/api/v2/me", headers={"authorization": basic(f"anna:{PASSWORD}")}, base="https://gws.example"
    )
    response = server.handle(asked)
    assert "Secure" in (response.header("Set-Cookie") or "").split("; ")  # type: ignore[union-attr]


def test_a_session_ends_when_it_is_not_used(server: GwsServer, host: FakeHost) -> None:
    anna = Agent(server, host, "anna")
    anna.get("/me")
    host.advance(1799)
    anna.get("/me")
    host.advance(1801)
    assert anna.response("GET", "/me").status == 403


def test_other_credentials_are_another_session(server: GwsServer, host: FakeHost, anna: Agent) -> None:
    response = anna.response("GET", "/me", authorization=basic(f"boris:{PASSWORD}"))
    assert response.content["user"]["userName"] == "boris"  # type: ignore[index, call-overload]
    assert response.header("Set-Cookie")


def test_who_guesses_is_made_to_wait(server: GwsServer, host: FakeHost) -> None:
    for _ in range(MOST_FAILURES):
        assert Agent(server, host, "anna", "guess").response("GET", "/me").status == 403
    assert Agent(server, host, "anna").response("GET", "/me").status == 403, "even with the right one"
    assert Agent(server, host, "boris").response("GET", "/me").status == 200
    host.advance(LOCKED_FOR)
    assert Agent(server, host, "anna").response("GET", "/me").status == 200


def test_readers_of_headers() -> None:
    assert basic_credentials(basic("a:b:c")) == ("a", "b:c")
    assert basic_credentials("") is None
    assert cookies('a=1; JSESSIONID="x"; JSESSIONID=y; broken') == {"a": "1", "JSESSIONID": "x"}


# ── the envelope ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/me", "/me/", "/me/devices", "/me/devices/", "/me/calls/"])
def test_a_slash_at_the_end_changes_nothing(anna: Agent, path: str) -> None:
    assert anna.response("GET", path).status == 200


@pytest.mark.parametrize(
    "path", ["/nothing", "/me//", "//me", "/me/calls/1/2", "/me/calls/{id}", "/users/", "/../v2/me", "/me/channels/%2e"]
)
def test_what_there_is_not(anna: Agent, path: str) -> None:
    response = anna.response("GET", path)
    if path != "/users/":
        assert response.status == 404
        assert set(response.content) == {"statusCode", "statusMessage"}  # type: ignore[arg-type]
        assert response.content["statusCode"] == 6  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/me", "GET, POST"),
        ("PUT", "/me/calls", "GET"),
        ("POST", "/features", "GET"),
        ("GET", "/notifications", "POST"),
    ],
)
def test_other_methods(anna: Agent, method: str, path: str, allow: str) -> None:
    response = anna.response(method, path, {})
    assert response.status == 405
    assert response.header("Allow") == allow
    assert response.content["statusCode"] == 3  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 1), ({"operationName": ""}, 10), ({"operationName": 5}, 10), ([], 10), ("x", 10), (None, 10), (5, 10),
        ({"operationName": "Dial"}, 1), ({"operationName": "Dial", "destination": {}}, 10),
        ({"operationName": "Dial", "destination": "1"}, 10),
        ({"operationName": "Dial", "destination": {"phoneNumber": " "}}, 10),
        ({"operationName": "Dial", "destination": {"phoneNumber": 1}}, 10),
        ({"operationName": "Dial", "destination": {"phoneNumber": "1"}, "userData": []}, 10),
        ({"operationName": "Ring"}, 3), ({"operationName": "dial"}, 3),
    ],
)  # fmt: skip
def test_bodies_that_say_nothing(anna: Agent, body: Any, code: int) -> None:
    device = anna.device
    response = anna.response("POST", f"{device}/calls", body, **{"content-type": "application/json"})
    assert response.content["statusCode"] == code  # type: ignore[index, call-overload]
    assert 400 <= response.status < 500
    assert anna.calls == []


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"nul",
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100 + b"1" + b"}" * 100,
    ],
)
def test_bodies_that_are_no_json(server: GwsServer, anna: Agent, text: bytes) -> None:
    headers = {"cookie": f"JSESSIONID={anna.jar['JSESSIONID']}", "content-type": "application/json; charset=UTF-8"}
    for path in ("/api/v2/me", "/api/v2/notifications"):
        response = server.handle(Request("POST", path, headers=headers, body=text))
        assert response.status == 400  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_other_types_are_refused(anna: Agent, kind: str) -> None:
    """What a page of another site can post without being asked first changes nothing."""
    response = anna.response("POST", "/me", {"operationName": "NotReady"}, **{"content-type": kind})
    assert response.status == 415
    assert anna.get("/me/channels/voice")["channel"]["userState"]["state"] == "Ready"


def test_a_bug_is_an_internal_error_without_a_word_of_it(server: GwsServer, anna: Agent) -> None:
    seen: list[Exception] = []
    server.when_failed = lambda _, error: seen.append(error)
    del server.state.lines[anna.get("/me")["user"]["id"]]
    response = anna.response("GET", "/me/calls")
    assert (response.status, response.content) == (500, {"statusCode": 4, "statusMessage": "Internal error."})
    assert [type(error) for error in seen] == [KeyError]


# ── CSRF ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def guarded(host: FakeHost) -> Agent:
    return Agent(new_server(host, csrf_protection=True), host, "anna")


def test_a_token_is_needed_and_given(guarded: Agent) -> None:
    denied = guarded.response("POST", "/me", {"operationName": "StartContactCenterSession", "channels": ["voice"]})
    assert denied.status == 403
    assert "CSRF" in denied.content["statusMessage"]  # type: ignore[index, call-overload, operator]
    told = guarded.response("GET", "/me")
    assert told.header("X-CSRF-HEADER") == "X-CSRF-TOKEN"
    assert guarded.csrf == told.header("X-CSRF-TOKEN")
    guarded.log_in()
    assert guarded.response("GET", "/me").header("X-CSRF-TOKEN") == guarded.csrf, "it lives as long as the session"


@pytest.mark.parametrize("token", ["", "0", "é"])
def test_a_wrong_token_is_refused(guarded: Agent, token: str) -> None:
    guarded.get("/me")
    response = guarded.response("POST", "/notifications", [{"channel": "/meta/handshake"}], **{"x-csrf-token": token})
    assert response.status == 403


def test_a_client_without_cookies_is_refused(guarded: Agent) -> None:
    guarded.get("/me")
    guarded.jar.clear()
    asked = {"operationName": "StartContactCenterSession", "channels": ["voice"]}
    assert guarded.response("POST", "/me", asked).status == 403


def test_without_the_option_there_is_no_token(anna: Agent) -> None:
    assert anna.response("GET", "/me").header("X-CSRF-TOKEN") is None
