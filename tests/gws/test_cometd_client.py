"""The CometD client of npm, in Node, against a running server: what it does of itself is what our Bayeux must bear."""

from __future__ import annotations

import base64
import json
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scapi.centre.scenario import parse_scenario
from scapi.gws.server_options import ServerOptions
from tests.support.gws import PASSWORD, SCENARIO
from tests.support.gws_http import HttpAgent
from tools.environment import node_program
from tools.gws_serving import RunningGws, everybody_seated

CLIENT = Path(__file__).parent / "cometd_node" / "client.mjs"
PATIENCE = 30.0
QUICK = ServerOptions(long_poll=2.0, client_gone=5.0)


class CometdClient:
    """One client in a process of its own."""

    def __init__(self, url: str, *words: str, user: str = "anna") -> None:
        node, env = node_program()
        credentials = "Basic " + base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        self._process = subprocess.Popen(
            [node, str(CLIENT), f"{url}api/v2/notifications", credentials, *words],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[Any] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def until(self, wanted: Callable[[Any], bool]) -> Any:
        """The first line that is wanted, of those that come from now on."""
        while True:
            try:
                line = self._lines.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"nothing came for {PATIENCE} s") from None
            if line is None:
                assert self._process.stderr is not None
                raise AssertionError(f"the client has ended: {self._process.stderr.read()}")
            if wanted(line):
                return line

    def until_listening(self) -> None:
        """Until it has subscribed."""
        self.until(lambda line: line.get("meta") == "subscribe" and line["successful"])

    def until_state(self, state: str) -> Any:
        """Until a call is told in a state; gives the call."""
        line = self.until(lambda line: line.get("channel") == "/v2/me/calls" and line["data"]["call"]["state"] == state)
        return line["data"]["call"]

    def say(self, text: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()

    def end(self) -> None:
        _, _ = self._process.communicate(timeout=PATIENCE)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put(None)


def running(options: ServerOptions = QUICK, port: int = 0) -> RunningGws:
    return RunningGws(port, everybody_seated(parse_scenario(SCENARIO)), PASSWORD, options)


@pytest.fixture
def server() -> Iterator[RunningGws]:
    with running() as started:
        yield started


@pytest.fixture
def client(server: RunningGws) -> Iterator[CometdClient]:
    started = CometdClient(server.url)
    started.until_listening()
    yield started
    started.end()


def test_a_call_is_heard_over_several_connects(server: RunningGws, client: CometdClient) -> None:
    anna = HttpAgent(server, "anna")
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    client.until(lambda line: line.get("channel") == "/v2/me/devices")
    anna.dial("+4930123456")
    call = client.until_state("Dialing")
    server_call = anna.get("/me/calls?fields=*")["calls"][0]
    assert (call["id"], call["uri"]) == (server_call["id"], server_call["uri"])
    anna.drive("farEnd", callUuid=call["callUuid"], action="answer")
    client.until_state("Established")
    anna.do(f"/me/calls/{call['id']}", "Hangup")
    client.until_state("Released")
    client.say("disconnect")
    assert client.until(lambda line: line.get("meta") == "disconnect")["successful"]


@pytest.mark.parametrize("words", [(), ("ack",)])
def test_a_session_that_is_killed_is_taken_up_again(server: RunningGws, words: tuple[str, ...]) -> None:
    client = CometdClient(server.url, *words)
    client.until_listening()
    anna = HttpAgent(server, "anna")
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    client.until(lambda line: line.get("channel") == "/v2/me/devices")
    assert anna.drive("dropSessions", agent="anna") == {"dropped": 1}
    client.until_listening()
    anna.dial("+4930123456")
    client.until_state("Dialing")
    client.end()


def test_a_server_that_is_stopped_and_started_is_found_again(server: RunningGws) -> None:
    client = CometdClient(server.url)
    client.until_listening()
    server.stop()
    client.until(lambda line: line.get("meta") in ("connect", "handshake") and not line["successful"])
    with running(port=server.port) as again:
        client.until_listening()
        assert again.port == server.port
        anna = HttpAgent(again, "anna")
        anna.do("/me", "StartContactCenterSession", channels=["voice"])
        client.until(lambda line: line.get("channel") == "/v2/me/devices")
        client.end()


def test_with_csrf_a_client_without_the_token_hears_nothing() -> None:
    with running(replace(QUICK, csrf_protection=True)) as server:
        client = CometdClient(server.url)
        assert client.until(lambda line: line.get("meta") == "handshake")["successful"] is False
        client.end()
