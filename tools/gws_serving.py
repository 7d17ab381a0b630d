"""The verb ``gws``: a server of Genesys Web Services on this machine, until somebody ends it."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from scapi.centre.scenario import Scenario, parse_scenario
from scapi.centre.scenario_error import ScenarioError
from scapi.gws.cross_origin import CrossOrigin
from scapi.gws.gws_server import GwsServer
from scapi.gws.http_message import Request
from scapi.gws.scenario_calls import ScenarioCalls, left_out
from scapi.gws.server_options import ServerOptions
from scapi.policy.origins import OriginError
from tools.gws_app import GwsApplication
from tools.gws_host import LoopHost
from tools.listening import LOOPBACK, LOOPBACK_6, has_ipv6, listen
from tools.messages import USAGE, Failure, say
from tools.paths import BUILT_IN_SCENARIO
from tools.served_files import built_in_scenario, read_scenario
from tools.site_server import SiteServer

_LOOK_EVERY = 0.5
_TOKEN_BYTES = 18
_PASSWORD_BYTES = 9


@dataclass(frozen=True, slots=True)
class GwsChoices:
    """What the command line says besides the port."""

    scenario: Path | None = None
    password: str | None = None
    csrf: bool = False
    origins: Sequence[str] = ()
    older: bool = False


class RunningGws:
    """A server on loopback addresses, in a thread of its own; ``port`` 0 is a free one."""

    def __init__(
        self,
        port: int,
        scenario: Scenario,
        password: str,
        options: ServerOptions,
        log: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.token = secrets.token_urlsafe(_TOKEN_BYTES)
        self.password = password
        self.scenario = scenario
        self._options = options
        self._log = log
        first = listen(LOOPBACK, port)
        self.port = int(first.getsockname()[1])
        # ``localhost`` may mean either address; without a wanted port the other one may have none free.
        self._both = bool(port) or not has_ipv6()
        second = [listen(LOOPBACK_6, self.port)] if port and has_ipv6() else []
        self.application = GwsApplication(self._make, self.token, log)
        self._running = SiteServer([first, *second], self.application.asgi, lifespan=True)

    @property
    def url(self) -> str:
        """Its address; ``localhost`` where that is sure to be ours."""
        return f"http://{LOOPBACK if not self._both else 'localhost'}:{self.port}/"

    def start(self) -> None:
        """Returns when requests are answered."""
        self._running.start()

    def stop(self) -> None:
        """Lets go who waits, ends listening, and returns when what was being answered has its end."""
        self.application.stop()
        self._running.stop()

    def __enter__(self) -> RunningGws:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _make(self, loop: asyncio.AbstractEventLoop) -> GwsServer:
        server = GwsServer(LoopHost(loop), self.scenario, self.password, self._options)

        def failed(request: Request, error: Exception) -> None:
            self._log(f"bug: {request.method} {request.path}: {type(error).__name__}: {error}")

        server.when_failed = failed
        ScenarioCalls(server, self._log)
        return server


def everybody_seated(scenario: Scenario) -> Scenario:
    """The scenario with a desk for each agent: here everybody can log in."""
    return replace(scenario, colleagues=tuple(replace(each, seated=True) for each in scenario.colleagues))


def serve_gws(port: int, choices: GwsChoices) -> int:
    """Serves until SIGINT or SIGTERM, both of which arrive here as ``KeyboardInterrupt``."""
    named = built_in_scenario(BUILT_IN_SCENARIO) if choices.scenario is None else read_scenario(choices.scenario)
    try:
        scenario = everybody_seated(
            parse_scenario(named.text, named.name, [(base.name, base.text) for base in named.bases])
        )
        options = ServerOptions(
            csrf_protection=choices.csrf,
            cross_origin=CrossOrigin.of(choices.origins),
            participants_as_objects=not choices.older,
        )
    except ScenarioError as error:
        raise Failure("\n".join(map(str, error.all)), USAGE) from error
    except OriginError as error:
        raise Failure(f"--allow-origin: expected {error}.", USAGE) from error
    password = choices.password or secrets.token_urlsafe(_PASSWORD_BYTES)
    with RunningGws(port, scenario, password, options, say) as running:
        print(f"Genesys Web Services ready: {running.url}api/v2/", flush=True)
        names = ", ".join(seat.profile.username for seat in scenario.seats)
        print(f"Users: {names}", flush=True)
        if choices.password is None:
            print(f"Password of all: {password}", flush=True)
        if others := left_out(scenario):
            say(f"Not played of the scenario's script: {', '.join(others)}.")
        print(f"Driver: {running.url}driver/#{running.token}", flush=True)
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(_LOOK_EVERY)
    return 0
