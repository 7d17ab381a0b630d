"""The way from the page to a server of Genesys Web Services: a path of the page's own origin, for the page alone.

The server needs to allow no origin, and no script of another one gets here: a request must be one of the page itself,
by what the browser says of it and by a header that pages of other origins may not send. What is passed on either way
is listed; everything else stays behind.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import suppress
from urllib.parse import unquote

import httpx2
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from tools.gws_address import API, GwsAddress
from tools.gws_cookies import CookiePlace
from tools.site_app import NOT_KEPT, address_of

PATH = "/gws"
"""Where it is in the page's origin; ``/gws/api/v2/me`` is ``/api/v2/me`` of the server."""
HEADER = "X-Agent-Workspace"
PAGE, EMBEDDED = "page", "embedded"
"""What the page says in it: whether another page embeds it."""
LARGEST_BODY = 1024 * 1024
_METHODS = frozenset({"GET", "POST"})
_PASSED_ON = ("Accept", "Content-Type", "X-CSRF-TOKEN")
_BROUGHT_BACK = frozenset(
    {"content-type", "content-encoding", "content-length", "retry-after", "x-csrf-header", "x-csrf-token"}
)
_CREDENTIALS_FOR = f"{API}/me"
_CONNECT_SECONDS, _ANSWER_SECONDS, _POLL_SECONDS = 5.0, 30.0, 120.0
"""A server may hold what asks for notifications; the page gives up the rest much sooner."""
_NOTIFICATIONS = f"{API}/notifications"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NOBODY_READS = 503


class GwsProxy:
    """One server's. It needs no start, and is closed with the event loop that it was used in."""

    def __init__(self, server: GwsAddress, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        """``transport`` stands in for the network in tests."""
        self._server = server
        self._given = transport
        self._transport: httpx2.AsyncBaseTransport | None = transport
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Future[httpx2.Response]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = _refusal(request) or await self._passed_on(request)
        answer.headers["Cache-Control"] = NOT_KEPT
        await answer(scope, receive, send)

    def stop(self) -> None:
        """Lets go of every request that waits for the server; may be called from another thread."""
        if self._loop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(lambda: [each.cancel() for each in self._waiting])

    async def close(self) -> None:
        """Ends the connections to the server."""
        transport, self._transport = self._transport, self._given
        if transport is not None:
            await transport.aclose()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _passed_on(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _error(413, "The request is too large.")
        path = _path(request)
        query = request.scope["query_string"].decode("latin-1")
        place = _place(request)
        asked = httpx2.Request(
            request.method,
            f"{self._server.origin}{path}{f'?{query}' if query else ''}",
            headers=_headers(request, path, place),
            content=body or None,
            extensions={"timeout": _patience(path)},
        )
        try:
            answered = await self._unless_gone(self._ask(asked), request)
        except httpx2.TimeoutException:
            return _error(504, f"Genesys Web Services at {self._server.origin} does not answer.")
        except httpx2.TransportError as error:
            why = f" ({error})" if str(error) else ""
            return _error(502, f"Genesys Web Services at {self._server.origin} cannot be reached{why}.")
        if answered is None:
            return Response(status_code=_NOBODY_READS)
        if 300 <= answered.status_code < 400:
            await answered.aclose()
            return _error(502, f"{self._server.origin} sends elsewhere: it is not the address of the server itself.")
        return _brought_back(answered, place)

    async def _unless_gone(
        self, asking: Coroutine[object, object, httpx2.Response], request: Request
    ) -> httpx2.Response | None:
        """What is asked for, unless the browser goes before it is there, or this server ends: then nothing is."""
        self._loop = asyncio.get_running_loop()
        answer, gone = asyncio.ensure_future(asking), asyncio.ensure_future(_gone(request))
        self._waiting.add(answer)
        try:
            await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
            return answer.result() if answer.done() and not answer.cancelled() else None
        finally:
            self._waiting.discard(answer)
            answer.cancel()
            gone.cancel()

    async def _ask(self, request: httpx2.Request) -> httpx2.Response:
        """Without a client of httpx2: that would keep cookies, and mix up the users."""
        if self._transport is None:
            context = ssl.create_default_context()
            limits = httpx2.Limits(max_connections=None, max_keepalive_connections=20)
            self._transport = httpx2.AsyncHTTPTransport(verify=context, trust_env=False, limits=limits)
        return await self._transport.handle_async_request(request)


def _refusal(request: Request) -> Response | None:
    """Why a request is not passed on."""
    site = request.headers.get("sec-fetch-site")
    if site != "same-origin":
        said = "nothing" if site is None else site
        return _error(403, f"Only the workspace's own page gets to the server from here (Sec-Fetch-Site: {said}).")
    if request.headers.get(HEADER) not in (PAGE, EMBEDDED):
        return _error(403, f"Only the workspace's own page gets to the server from here (no {HEADER}).")
    if request.method not in _METHODS:
        return _error(405, f"{request.method} is not passed on.", Allow="GET, POST")
    if not is_of_the_api(_path(request)):
        return _error(404, f"Only {API} of the server can be reached from here.")
    return None


def is_of_the_api(path: str) -> bool:
    """Whether a path, as it was sent, leads below ``/api/v2`` of the server, however that reads it.

    Servers differ in what they make of doubled slashes, of escapes and of what follows a semicolon: none is passed on.
    """
    segments = unquote(path).split("/")[1:]
    if any(sign in unquote(path) for sign in ("\\", "%", ";")) or "%2f" in path.lower():
        return False
    *before, last = segments
    if any(segment in ("", ".", "..") for segment in before) or last in (".", ".."):
        return False
    return f"/{'/'.join(segments[:2])}" == API and not any(ord(sign) < 0x20 for sign in unquote(path))


def _path(request: Request) -> str:
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    return raw.decode("latin-1").removeprefix(PATH)


def _place(request: Request) -> CookiePlace:
    scheme = request.scope["scheme"]
    address = address_of(request.headers.get("host", ""))
    port = None if address is None else address[1]
    embedded = request.headers.get(HEADER) == EMBEDDED
    return CookiePlace(port or _DEFAULT_PORTS.get(scheme, 0), f"{PATH}/", scheme == "https", embedded)


def _headers(request: Request, path: str, place: CookiePlace) -> Mapping[str, str]:
    """What the server gets of the page's headers; who the user is, once, where it is asked for."""
    passed = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
    if path == _CREDENTIALS_FOR and "authorization" in request.headers:
        passed["Authorization"] = request.headers["authorization"]
    elif cookies := place.taken(request.headers.get("cookie", "")):
        passed["Cookie"] = cookies
    return passed


def _patience(path: str) -> Mapping[str, float]:
    polls = path == _NOTIFICATIONS or path.startswith(f"{_NOTIFICATIONS}/")
    answer = _POLL_SECONDS if polls else _ANSWER_SECONDS
    return {"connect": _CONNECT_SECONDS, "read": answer, "write": _ANSWER_SECONDS, "pool": _CONNECT_SECONDS}


def _brought_back(answered: httpx2.Response, place: CookiePlace) -> Response:
    response = StreamingResponse(_content(answered), answered.status_code)
    for name, value in answered.headers.multi_items():
        if name.lower() in _BROUGHT_BACK:
            response.headers[name] = value
        elif name.lower() == "set-cookie" and (cookie := place.given(value)) is not None:
            response.headers.append("Set-Cookie", cookie)
    return response


async def _content(answered: httpx2.Response) -> AsyncIterator[bytes]:
    """As it comes; the connection is free again at the end, whatever that is."""
    try:
        async for piece in answered.aiter_raw():
            yield piece
    finally:
        await answered.aclose()


async def _body(request: Request) -> bytes | None:
    """The body; ``None`` when it is too large."""
    found = b""
    async for piece in request.stream():
        found += piece
        if len(found) > LARGEST_BODY:
            return None
    return found


async def _gone(request: Request) -> None:
    with suppress(ClientDisconnect):
        while (await request.receive())["type"] != "http.disconnect":
            pass


def _error(status: int, text: str, **headers: str) -> Response:
    return JSONResponse({"error": text}, status, headers)
