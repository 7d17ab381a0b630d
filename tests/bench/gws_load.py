"""Many agents on one server over a real network: clients that cost little, on one event loop, and the server's process.

An agent has two connections that stay open, one for REST and one on which CometD waits; the library for HTTP of the
tests would take more time than the server that it is to measure.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from scapi.centre.scenario import Scenario, parse_scenario
from scapi.gws.server_options import ServerOptions
from tools.gws_serving import RunningGws, everybody_seated

PASSWORD = "a password of the load"
TOLD_WITHIN = 10.0
"""Seconds after which a notification counts as lost."""
_NUMBERS_FROM = 600_000
_SCENARIO = """
[agent]
username = "agent0"
firstName = "Agent"
lastName = "0"
employeeId = "2000"

[[states]]
type = "READY"
operation = "Ready"
displayName = "Ready"

[[states]]
type = "LOGOUT"
operation = "LogOff"
displayName = "Log Out"

[[media]]
name = "voice"
number = "600000"
state = "Ready"
"""
_COLLEAGUE = """
[[agents]]
username = "agent{number}"
firstName = "Agent"
lastName = "{number}"
employeeId = "{employee}"
number = "{phone}"
seated = true
"""


def scenario(agents: int) -> Scenario:
    """So many agents, each with a telephone."""
    colleagues = (
        _COLLEAGUE.format(number=number, employee=2000 + number, phone=_NUMBERS_FROM + number)
        for number in range(1, agents)
    )
    return everybody_seated(parse_scenario(_SCENARIO + "".join(colleagues), "load.toml"))


def serve(pipe: Pipe, agents: int) -> None:
    """The server's process: tells its port, then what it uses each time that it is asked."""
    with RunningGws(0, scenario(agents), PASSWORD, ServerOptions()) as running:
        pipe.send(running.port)
        while pipe.recv():
            gc.collect()
            pipe.send(Usage(resident(), time.process_time()))


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process uses: bytes of memory, and seconds of a processor since its start."""

    memory: int = 0
    processor: float = 0.0


def resident() -> int:
    """Bytes of memory of this process; where the system does not tell, the most that there were."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class Connection:
    """One that stays open, on which one request after the other is answered."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: Any, headers: str) -> tuple[dict[str, str], Any]:
        """Headers in lower case, and the body as JSON. An answer that is not 200 raises ``RuntimeError``."""
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        text = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{method} /api/v2{path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(text)}\r\n{headers}\r\n"
        )
        self._writer.write(head.encode() + text)
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        told = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        content = await self._reader.readexactly(int(told["content-length"]))
        if " 200 " not in f"{first} ":
            raise RuntimeError(f"{path}: {first}: {content[:200]!r}")
        return told, json.loads(content)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


@dataclass(slots=True)
class Heard:
    """A notification of a call, and when it came."""

    state: str
    call: dict[str, Any]
    at: float


@dataclass(slots=True)
class LoadAgent:
    """One user with a CometD session; ``calls`` are the notifications of calls that nobody has looked at yet."""

    port: int
    number: int
    calls: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)
    device: str = ""
    """The path of the agent's device."""
    _cookie: str = ""
    _client: str = ""
    _rest: Connection = field(init=False)
    _comet: Connection = field(init=False)
    _listening: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._rest, self._comet = Connection(self.port), Connection(self.port)

    @property
    def phone(self) -> str:
        return str(_NUMBERS_FROM + self.number)

    async def log_in(self) -> None:
        """Begins the session on voice, and listens to everything."""
        name = base64.b64encode(f"agent{self.number}:{PASSWORD}".encode()).decode()
        told, _ = await self._rest.ask(
            "POST",
            "/me",
            {"operationName": "StartContactCenterSession", "channels": ["voice"]},
            f"Authorization: Basic {name}\r\n",
        )
        self._cookie = f"Cookie: {told['set-cookie'].partition(';')[0]}\r\n"
        supported = {"version": "1.0", "supportedConnectionTypes": ["long-polling"]}
        shaken = await self._bayeux("/meta/handshake", **supported)
        self._client = shaken[-1]["clientId"]
        subscribed = await self._bayeux("/meta/subscribe", clientId=self._client, subscription="/v2/**")
        if not subscribed[-1]["successful"]:
            raise RuntimeError(f"agent{self.number} cannot subscribe: {subscribed}")
        _, found = await self._rest.ask("GET", "/me/devices?fields=id", None, self._cookie)
        self.device = f"/me/devices/{found['devices'][0]['id']}"
        self._listening = asyncio.create_task(self._listen())

    async def do(self, path: str, operation: str, **parameters: Any) -> float:
        """An operation; gives the time at which it was asked for."""
        asked = time.perf_counter()
        _, answered = await self._rest.ask("POST", path, {"operationName": operation, **parameters}, self._cookie)
        if answered["statusCode"] != 0:
            raise RuntimeError(f"{operation} of agent{self.number}: {answered}")
        return asked

    def hear(self, heard: Heard) -> None:
        """A notification has come."""
        self.calls.put_nowait(heard)

    async def hears(self, state: str, call: str = "") -> Heard:
        """The next notification of a call, which must be this one; ``TimeoutError`` when it does not come.

        ``call`` is the id of the call, where it is known already.
        """
        heard = await asyncio.wait_for(self.calls.get(), TOLD_WITHIN)
        if heard.state != state or call not in ("", heard.call["id"]):
            raise RuntimeError(f"agent{self.number} heard {heard.state} of {heard.call['id']}, not {state} of {call}")
        return heard

    async def leave(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        self._rest.close()
        self._comet.close()

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _bayeux(self, channel: str, **members: Any) -> Any:
        _, messages = await self._comet.ask("POST", "/notifications", [{"channel": channel, **members}], self._cookie)
        return messages

    async def _listen(self) -> None:
        while True:
            messages = await self._bayeux("/meta/connect", clientId=self._client, connectionType="long-polling")
            now = time.perf_counter()
            for message in messages:
                data = message.get("data", {})
                if message["channel"] == "/v2/me/calls" and data.get("notificationType") == "StatusChange":
                    self.hear(Heard(data["call"]["state"], data["call"], now))
                elif message["channel"] == "/meta/connect" and not message["successful"]:
                    raise RuntimeError(f"agent{self.number} has lost its session: {message}")
