"""Runs one application on some sockets, in a thread of its own, from the moment it is started until it is stopped."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from tools.messages import USAGE, Failure

_IDLE_SECONDS = 120
_GRACE_SECONDS = 2
"""How long answers that are on their way may take when the server is stopped."""


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate and key, as files in PEM form."""

    certificate: Path
    key: Path

    def check(self) -> None:
        """Raises :class:`Failure` when a server cannot use them."""
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.certificate, self.key)
        except OSError as error:  # ssl.SSLError is one
            reason = error.strerror or "not a certificate and its key in PEM form"
            raise Failure(f"--tls-cert {self.certificate}, --tls-key {self.key}: {reason}.", USAGE) from error


class SiteServer:
    """Serves an application on sockets that listen already."""

    def __init__(
        self, sockets: Sequence[socket.socket], application: ASGIApp, tls: Tls | None = None, *, lifespan: bool = False
    ) -> None:
        """``lifespan`` is whether the application is told of the start and the end of its event loop."""
        self._sockets = list(sockets)
        certificate, key = (None, None) if tls is None else (tls.certificate, tls.key)
        config = uvicorn.Config(
            application,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="on" if lifespan else "off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._server.run, args=(self._sockets,), name="site server", daemon=True)

    @property
    def port(self) -> int:
        return int(self._sockets[0].getsockname()[1])

    def start(self) -> None:
        """Returns when requests are answered."""
        self._thread.start()
        self._server.ready.wait()

    def begin_to_stop(self) -> None:
        """Does not wait: several servers stop in the time of one."""
        self._server.should_exit = True

    def stop(self) -> None:
        """Ends listening; what is being answered gets its end, within a limit. Returns when the addresses are free."""
        self.begin_to_stop()
        if self._thread.is_alive():
            self._thread.join()
        for each in self._sockets:
            each.close()


class _Server(uvicorn.Server):
    """Tells when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets=sockets)
        finally:
            self.ready.set()
