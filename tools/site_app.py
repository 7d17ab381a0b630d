"""The applications that answer: the host's site and the sites of clients."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tools.site_files import CHANGING, SiteFiles

LOCALHOST = "localhost"
LOOPBACK = frozenset({"127.0.0.1", "::1"})
NOT_KEPT = "no-store"
Document: TypeAlias = Callable[[], bytes]
_ALWAYS = {"Cache-Control": CHANGING, "X-Content-Type-Options": "nosniff", "Server": "agent-workspace"}


@dataclass(frozen=True, slots=True)
class HostNames:
    """The names under which the host answers; ``any_name`` when it listens on every address of the machine.

    Another name that resolves to this machine is somebody else's page trying to read it. Under the address of the
    machine itself the host would be of one site with the sample clients, so that a browser is sent on to its name.
    """

    own: str = LOCALHOST
    any_name: bool = False

    def answers(self, name: str | None) -> bool:
        return name is not None and (self.any_name or name in (LOCALHOST, self.own))

    def sends_on(self, name: str | None) -> bool:
        return name in LOOPBACK


def host_application(
    site: Path,
    documents: Mapping[str, Document],
    headers: Callable[[], Mapping[str, str]],
    names: HostNames,
    routes: Sequence[Route | Mount] = (),
    when_closed: Callable[[], Awaitable[None]] | None = None,
) -> Starlette:
    """The page with its files; ``documents`` are further ones in JSON, by path, made for each request as are the
    headers. ``when_closed`` is called at the end of the event loop, of which the server has to tell the application."""
    made = [Route(path, _json(document), methods=["GET"]) for path, document in documents.items()]
    all_routes = [*made, *routes, Mount("/", SiteFiles([site]))]
    return _application(all_routes, headers, Middleware(_OwnName, names=names), when_closed=when_closed)


def client_application(folders: Sequence[Path]) -> Starlette:
    """A site of clients: files, without a policy of ours."""
    return _application([Mount("/", SiteFiles(folders))], dict)


def _application(
    routes: Sequence[Route | Mount],
    headers: Callable[[], Mapping[str, str]],
    *more: Middleware,
    when_closed: Callable[[], Awaitable[None]] | None = None,
) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if when_closed is not None:
            await when_closed()

    # Around everything else, so that errors carry the headers as well.
    outermost = Middleware(_WithHeaders, headers=headers)
    return Starlette(routes=routes, middleware=[outermost, Middleware(_NoBody), *more], lifespan=lifespan)


def _json(document: Document) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return Response(document(), media_type="application/json", headers={"Cache-Control": NOT_KEPT})

    return answer


class _WithHeaders:
    """Adds headers to every answer that does not set them itself."""

    def __init__(self, app: ASGIApp, headers: Callable[[], Mapping[str, str]]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**_ALWAYS, **self._headers()}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class _NoBody:
    """Refuses what has a body although its method has none: somebody may take that for a request of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        has_body = "transfer-encoding" in headers or headers.get("content-length", "0").strip() != "0"
        answer = self._app
        if has_body and scope["method"] in ("GET", "HEAD"):
            text = "A request of this kind has no body."
            answer = PlainTextResponse(text, status_code=400, headers={"Connection": "close"})
        await answer(scope, receive, send)


class _OwnName:
    """Answers under the host's own names only."""

    def __init__(self, app: ASGIApp, names: HostNames) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = address_of(Headers(scope=scope).get("host", ""))
        answer: ASGIApp = self._app
        if address is None or not (self._names.sends_on(address[0]) or self._names.answers(address[0])):
            answer = PlainTextResponse("This site has another name.", status_code=421)
        elif self._names.sends_on(address[0]):
            port = "" if address[1] is None else f":{address[1]}"
            query = scope["query_string"].decode("latin-1")
            path = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
            # Its path begins with one slash: a browser takes two for the name of another host.
            answer = RedirectResponse(f"{scope['scheme']}://{LOCALHOST}{port}/{path.lstrip('/')}")
        await answer(scope, receive, send)


def address_of(host: str) -> tuple[str | None, int | None] | None:
    """Name and port of a ``Host`` header; ``None`` for one that is none."""
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname, parts.port
    except ValueError:
        return None
