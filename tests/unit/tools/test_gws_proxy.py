"""The way to the server: for the page alone, to the API alone, with what is listed alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.routing import Mount

from tools.gws_address import read_address
from tools.gws_proxy import LARGEST_BODY, GwsProxy, is_of_the_api
from tools.site_app import HostNames, host_application

OWN = {"Sec-Fetch-Site": "same-origin", "X-Agent-Workspace": "page"}
Answer = Callable[[httpx2.Request], "httpx2.Response | Awaitable[httpx2.Response]"]


class Behind:
    """A server of which a test says what it answers; keeps what it was asked."""

    def __init__(self, answer: Answer = lambda _: httpx2.Response(200, json={"statusCode": 0})) -> None:
        self.asked: list[httpx2.Request] = []
        self._answer = answer

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        self.asked.append(request)
        given = self._answer(request)
        answered = given if isinstance(given, httpx2.Response) else await given
        # As from a network: nobody has read it yet.
        return httpx2.Response(answered.status_code, headers=answered.headers, stream=answered.stream)


def application(behind: Behind) -> Any:
    """The host with the way to this server."""
    proxy = GwsProxy(read_address("http://gws.example:8080"), httpx2.MockTransport(behind))
    return hosted(proxy)


def hosted(proxy: GwsProxy) -> Any:
    return host_application(Path("/nowhere"), {}, lambda: {"X-Host": "yes"}, HostNames(), [Mount("/gws", proxy)])


def ask(
    behind: Behind,
    path: str = "/gws/api/v2/me",
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> httpx2.Response:
    async def asked() -> httpx2.Response:
        transport = httpx2.ASGITransport(application(behind))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            return await client.request(method, path, headers=OWN if headers is None else headers, **more)

    return asyncio.run(asked())


# ── who gets there ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Agent-Workspace": "page"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "X-Agent-Workspace": "another"},
        {"Sec-Fetch-Site": "same-site", "X-Agent-Workspace": "page"},
        {"Sec-Fetch-Site": "cross-site", "X-Agent-Workspace": "page"},
        {"Sec-Fetch-Site": "none", "X-Agent-Workspace": "page"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_only_the_page_itself_gets_to_the_server(headers: dict[str, str], method: str) -> None:
    behind = Behind()
    answered = ask(behind, method=method, headers={**headers, "Origin": "http://localhost:9001"})
    assert answered.status_code == 403
    assert "own page" in answered.json()["error"]
    assert behind.asked == []
    assert not [name for name in answered.headers if name.startswith("access-control")]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_what_the_client_does_not_do_is_not_passed_on(method: str) -> None:
    behind = Behind()
    answered = ask(behind, method=method)
    assert (answered.status_code, answered.headers["allow"], behind.asked) == (405, "GET, POST", [])


OUTSIDE = [
    "/", "/api", "/api/v1/me", "/api/v2x/me", "/ui/index.html", "/api/v2/../v1/me", "/api/v2/%2e%2e/x",
    "/api/v2/.%2E/x", "/api/v2/..;/manager", "/api/v2;x=1/me", "/api/v2/a%2fb", "/api/v2/a%5cb", "/api/v2/a\\b",
    "/api/v2/%252e%252e/x", "/api//v2/me", "/api/v2//me", "/api/v2/./me", "/api/v2/a%00b", "//api/v2/me",
    "/api/v2/..", "/api/v2/%2E",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_the_api_is_reached(path: str) -> None:
    assert not is_of_the_api(path)


@pytest.mark.parametrize("path", ["/api/v2", "/api/v2/", "/api/v2/me/calls/0A-1", "/api/v2/devices/a%40b%20c/"])
def test_all_of_the_api_is_reached(path: str) -> None:
    assert is_of_the_api(path)


def test_another_path_is_told_so() -> None:
    behind = Behind()
    answered = ask(behind, "/gws/api/v1/me")
    assert (answered.status_code, behind.asked) == (404, [])
    assert "/api/v2" in answered.json()["error"]


# ── what is passed on ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_request_arrives_with_what_is_listed_and_no_more() -> None:
    behind = Behind()
    headers = {
        **OWN,
        "Content-Type": "application/json",
        "X-CSRF-TOKEN": "token",
        "Cookie": "JSESSIONID-8000=mine; other=1",
        "Origin": "http://localhost:8000",
        "Referer": "http://localhost:8000/?secret",
        "X-Forwarded-For": "10.0.0.1",
        "Connection": "keep-alive, X-Dropped",
        "X-Dropped": "yes",
        "TE": "trailers",
        "Upgrade": "h2c",
        "Proxy-Authorization": "Basic x",
    }
    ask(behind, "/gws/api/v2/me/calls/1?fields=*", "POST", headers, content=b'{"operationName": "Hold"}')
    (asked,) = behind.asked
    assert (asked.method, str(asked.url)) == ("POST", "http://gws.example:8080/api/v2/me/calls/1?fields=*")
    assert asked.content == b'{"operationName": "Hold"}'
    kept = {name: value for name, value in asked.headers.items() if name not in ("content-length", "accept")}
    assert kept == {
        "host": "gws.example:8080",
        "content-type": "application/json",
        "x-csrf-token": "token",
        "cookie": "JSESSIONID=mine",
    }


def test_the_password_goes_to_one_address_and_begins_a_session_of_its_own() -> None:
    behind = Behind()
    given = {**OWN, "Authorization": "Basic YTpi", "Cookie": "JSESSIONID-8000=mine"}
    ask(behind, "/gws/api/v2/me", headers=given)
    ask(behind, "/gws/api/v2/me/calls", headers=given)
    login, other = behind.asked
    assert (login.headers.get("authorization"), login.headers.get("cookie")) == ("Basic YTpi", None)
    assert (other.headers.get("authorization"), other.headers.get("cookie")) == (None, "JSESSIONID=mine")


def test_an_answer_comes_back_with_what_is_listed_and_no_more() -> None:
    sent = [
        ("Content-Type", "application/json"),
        ("X-CSRF-HEADER", "X-CSRF-TOKEN"),
        ("X-CSRF-TOKEN", "token"),
        ("Set-Cookie", "JSESSIONID=abc; Path=/; HttpOnly"),
        ("Set-Cookie", "route=r1"),
        ("Access-Control-Allow-Origin", "http://evil.example"),
        ("Access-Control-Allow-Credentials", "true"),
        ("WWW-Authenticate", "Basic"),
        ("Content-Security-Policy", "default-src *"),
        ("Cache-Control", "public"),
        ("Keep-Alive", "timeout=5"),
        ("Server", "Jetty"),
    ]
    answered = ask(Behind(lambda _: httpx2.Response(403, headers=sent, content=b'{"statusCode": 20}')))
    assert (answered.status_code, answered.json()) == (403, {"statusCode": 20})
    assert answered.headers.get_list("set-cookie") == [
        "JSESSIONID-8000=abc; Path=/gws/; HttpOnly; SameSite=Strict",
        "route-8000=r1; Path=/gws/; HttpOnly; SameSite=Strict",
    ]
    assert answered.headers["x-csrf-token"] == "token"
    assert answered.headers["cache-control"] == "no-store"
    assert answered.headers["x-host"] == "yes"
    assert answered.headers["server"] == "agent-workspace"
    left = {"access-control-allow-origin", "access-control-allow-credentials", "www-authenticate", "keep-alive"}
    assert not left & set(answered.headers)
    assert answered.headers.get("content-security-policy") is None


def test_an_embedded_page_gets_a_cookie_for_the_embedding_site() -> None:
    behind = Behind(lambda _: httpx2.Response(200, headers={"Set-Cookie": "JSESSIONID=abc"}))
    answered = ask(behind, headers={**OWN, "X-Agent-Workspace": "embedded"})
    assert answered.headers["set-cookie"].endswith("; HttpOnly; SameSite=None; Secure; Partitioned")


def test_the_users_of_two_browsers_are_kept_apart() -> None:
    """Nothing of one answer goes into another request."""
    behind = Behind(lambda _: httpx2.Response(200, headers={"Set-Cookie": "JSESSIONID=first"}))

    async def asked() -> None:
        transport = httpx2.ASGITransport(application(behind))
        for _ in range(2):
            async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
                await client.get("/gws/api/v2/me", headers=OWN)

    asyncio.run(asked())
    assert [request.headers.get("cookie") for request in behind.asked] == [None, None]


# ── servers that do not behave ───────────────────────────────────────────────────────────────────────────────────────


def failing(error: Exception) -> Answer:
    def answer(_: httpx2.Request) -> httpx2.Response:
        raise error

    return answer


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (httpx2.ConnectError("refused"), 502, "cannot be reached (refused)"),
        (httpx2.RemoteProtocolError(""), 502, "cannot be reached."),
        (httpx2.ReadTimeout("late"), 504, "does not answer"),
    ],
)
def test_a_server_that_is_away_is_told(error: Exception, status: int, words: str) -> None:
    answered = ask(Behind(failing(error)))
    assert answered.status_code == status
    assert words in answered.json()["error"]
    assert "http://gws.example:8080" in answered.json()["error"]


def test_a_redirection_is_not_followed() -> None:
    behind = Behind(lambda _: httpx2.Response(302, headers={"Location": "http://evil.example/"}))
    answered = ask(behind)
    assert (answered.status_code, len(behind.asked), answered.headers.get("location")) == (502, 1, None)


def test_a_body_that_is_too_large_is_refused() -> None:
    behind = Behind()
    answered = ask(behind, method="POST", content=b"x" * (LARGEST_BODY + 1))
    assert (answered.status_code, behind.asked) == (413, [])


def test_an_answer_is_passed_on_as_it_comes() -> None:
    """A long poll's answer begins when the server begins it, and is not collected before."""

    async def body() -> AsyncIterator[bytes]:
        yield b"[1,"
        yield b"2]"

    answered = ask(Behind(lambda _: httpx2.Response(200, content=body())), method="POST", json=[])
    assert answered.json() == [1, 2]
    assert "content-length" not in answered.headers


def test_what_nobody_waits_for_any_more_is_not_asked_any_longer() -> None:
    """A browser that goes ends its long poll at the server, too."""
    ended: list[str] = []

    async def wait() -> httpx2.Response:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("ended")
        return httpx2.Response(200)

    async def played() -> None:
        messages = [{"type": "http.request", "body": b"[]"}, {"type": "http.disconnect"}]
        sent: list[Any] = []

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "scheme": "http",
            "path": "/gws/api/v2/notifications",
            "raw_path": b"/gws/api/v2/notifications",
            "query_string": b"",
            "headers": [
                (name.lower().encode(), value.encode()) for name, value in {**OWN, "Host": "localhost"}.items()
            ],
        }
        proxy = GwsProxy(read_address("http://gws.example"), httpx2.MockTransport(Behind(lambda _: wait())))
        await proxy(scope, receive, send)
        await asyncio.sleep(0)
        assert sent[0]["status"] == 503

    asyncio.run(played())
    assert ended == ["ended"]


def test_the_end_of_this_server_ends_what_waits() -> None:
    async def wait() -> httpx2.Response:
        await asyncio.Event().wait()
        return httpx2.Response(200)

    async def played() -> int:
        behind = Behind(lambda _: wait())
        proxy = GwsProxy(read_address("http://gws.example"), httpx2.MockTransport(behind))
        transport = httpx2.ASGITransport(hosted(proxy))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
            polling = asyncio.ensure_future(client.post("/gws/api/v2/notifications", headers=OWN, json=[]))
            while not (behind.asked or polling.done()):
                await asyncio.sleep(0)
            await asyncio.to_thread(proxy.stop)
            return (await polling).status_code

    assert asyncio.run(played()) == 503


def test_errors_are_json() -> None:
    answered = ask(Behind(), "/gws/")
    assert answered.headers["content-type"] == "application/json"
    assert json.loads(answered.content)["error"]
