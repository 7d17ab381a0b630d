"""Tells the page what of its files has changed: a stream of server-sent events, for pages of this site alone.

Each event is the whole state, digests by what they are of, so that nothing is missed between two streams. No text of a
file is in it: the page asks for ``/workspace.json`` again, which no other site may read either.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

PATH = "/changes"
OTHER_APPS = ""
"""In the state, in the place of an origin: the apps that the server does not serve itself."""
LOOK_EVERY = 0.4
"""Seconds between two looks at the files."""
SAY_EVERY = 15.0
"""Seconds after which something is sent, so that a page that is gone is noticed."""
MOST_STREAMS = 32
"""Streams at a time; the pages of one browser share one."""

State: TypeAlias = Callable[[], Mapping[str, object]]


class Changes:
    """The streams of one site."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._streams = 0
        self._closing = False

    @property
    def route(self) -> Route:
        return Route(PATH, self._answer, methods=["GET"])

    def close(self) -> None:
        """Ends every stream with its next look."""
        self._closing = True

    async def _answer(self, request: Request) -> Response:
        if not from_this_site(request.headers):
            return PlainTextResponse("Only pages of this site may listen.", status_code=403)
        if self._streams >= MOST_STREAMS:
            return PlainTextResponse("Too many pages listen.", status_code=503)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._events(), media_type="text/event-stream", headers=headers)

    async def _events(self) -> AsyncIterator[str]:
        self._streams += 1
        told, silent = "", 0.0
        try:
            while not self._closing:
                state = json.dumps(await run_in_threadpool(self._state))
                if state != told:
                    told, silent = state, 0.0
                    yield f"data: {state}\n\n"
                elif silent >= SAY_EVERY:
                    silent = 0.0
                    yield ":\n\n"
                await asyncio.sleep(LOOK_EVERY)
                silent += LOOK_EVERY
        finally:
            self._streams -= 1


def from_this_site(headers: Headers) -> bool:
    """Whether a page of the host's own origin asks, as the browser says.

    Where a browser says nothing of it (a page without TLS from another machine), an origin that is named is another
    one: it names none when a page asks its own server for something to read.
    """
    site = headers.get("sec-fetch-site")
    return "origin" not in headers if site is None else site == "same-origin"
