"""The application that answers on the network: requests of Genesys Web Services, the driver, and a page for it.

The core is asked on the event loop, one request after the other; a response that comes later is waited for as long as
the client waits.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from scapi.gws import gws_server, http_message
from scapi.gws.driving import drive_text
from scapi.gws.gws_server import GwsServer, Later
from scapi.gws.request_log import log_line
from tools.listening import is_loopback
from tools.site_app import address_of

PAGE = Path(__file__).parent / "gws_page"
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"  # noqa: E501
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
}

MakeServer = Callable[[asyncio.AbstractEventLoop], GwsServer]


class GwsApplication:
    """One server on the network. It exists from the start of the event loop to its end."""

    def __init__(self, make: MakeServer, token: str, log: Callable[[str], None]) -> None:
        self._make = make
        self._token = token
        self._log = log
        self._server: GwsServer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.asgi = Starlette(
            routes=[
                Route("/driver/calls/{name}", self._drive, methods=["POST"]),
                Mount("/driver", StaticFiles(directory=PAGE, html=True)),
                Route("/", lambda _: RedirectResponse("/driver/")),
            ],
            middleware=[Middleware(_Surroundings), Middleware(_Api, answer=self._api)],
            lifespan=self._lifespan,
        )

    @property
    def server(self) -> GwsServer:
        if self._server is None:
            raise RuntimeError("the event loop has not started")
        return self._server

    def stop(self) -> None:
        """Lets go every client that waits; may be called from another thread. Returns when that is done."""
        if self._loop is not None and self._server is not None and self._loop.is_running():
            asyncio.run_coroutine_threadsafe(self._let_go(self._server), self._loop).result()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._server = self._make(self._loop)
        yield

    async def _let_go(self, server: GwsServer) -> None:
        server.stop()

    async def _api(self, request: Request) -> Response:
        started = time.monotonic()
        asked = http_message.Request(
            request.method,
            request.scope["path"],
            dict(request.query_params),
            {name.lower(): value for name, value in request.headers.items()},
            await _body(request),
            f"{request.scope['scheme']}://{request.headers['host']}",
        )
        user = self.server.name_of(asked)
        handled = self.server.handle(asked)
        answered = await _waited_for(handled, request) if isinstance(handled, Later) else handled
        self._log(log_line(asked, user, answered, (time.monotonic() - started) * 1000))
        return _written(answered)

    async def _drive(self, request: Request) -> Response:
        """A driver call: from this machine only, with the token, and never by a page of another origin."""
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        client = request.client.host if request.client is not None else ""
        if not is_loopback(client) or not hmac.compare_digest(given.encode(), self._token.encode()):
            return JSONResponse({"error": "The token is not right."}, 403)
        name = request.path_params["name"]
        well, result = drive_text(self.server, name, await _body(request))
        self._log(f"driver {name[:40]!r}: {'done' if well else result}")
        return JSONResponse(result, 200 if well else 400)


class _Api:
    """Takes what is below ``/api/``, whatever its path and method are, before any route is looked at."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)


class _Surroundings:
    """Answers under names of this machine alone, and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        address = address_of(headers.get(b"host", b"").decode("latin-1"))

        async def send_with_headers(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}  # type: ignore[attr-defined]
                more = [(name.lower().encode(), text.encode()) for name, text in _HEADERS.items()]
                message["headers"] = [*message["headers"], *(each for each in more if each[0] not in present)]  # type: ignore[misc]
            await send(message)

        answer = self._app
        if address is None or address[0] is None or not is_loopback(address[0]):
            # Another name that leads here is somebody else's page trying to read the server.
            answer = PlainTextResponse("This server has another name.", status_code=421)
        await answer(scope, receive, send_with_headers)  # type: ignore[arg-type]


async def _body(request: Request) -> bytes:
    """The body, as far as one is taken; what is longer is as long as to be refused."""
    found = b""
    async for piece in request.stream():
        found += piece
        if len(found) > gws_server.LARGEST_BODY:
            break
    return found


async def _waited_for(later: Later, request: Request) -> http_message.Response | None:
    """The response when it comes; ``None`` when the client is gone before."""
    answer: asyncio.Future[http_message.Response] = asyncio.get_running_loop().create_future()
    later.response.when_settled(lambda response: None if answer.done() else answer.set_result(response))
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        return answer.result() if answer.done() else None
    finally:
        if not answer.done():
            later.give_up()
            answer.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    with suppress(ClientDisconnect):
        while (await request.receive())["type"] != "http.disconnect":
            pass


def _written(response: http_message.Response | None) -> Response:
    if response is None:
        return Response(status_code=499)  # nobody reads it
    body = b"" if response.content is None else json.dumps(response.content).encode()
    written = Response(body, response.status, media_type=http_message.JSON_TYPE)
    for name, value in response.headers:
        written.headers.append(name, value)
    return written
