"""The server on the network, and the verb ``gws`` in a process of its own."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scapi.centre.scenario import parse_scenario
from scapi.gws.gws_server import LARGEST_BODY
from scapi.gws.server_options import ServerOptions
from tests.support.gws import PASSWORD, SCENARIO
from tests.support.gws_http import HttpAgent
from tools.gws_serving import RunningGws, everybody_seated
from tools.paths import ROOT

HANDSHAKE = {"channel": "/meta/handshake", "version": "1.0", "supportedConnectionTypes": ["long-polling"]}


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def server(log: list[str]) -> Iterator[RunningGws]:
    options = ServerOptions(csrf_protection=True, long_poll=20)
    with RunningGws(0, everybody_seated(parse_scenario(SCENARIO)), PASSWORD, options, log.append) as running:
        yield running


@pytest.fixture
def anna(server: RunningGws) -> HttpAgent:
    return HttpAgent(server, "anna")


def test_two_agents_talk_over_the_network(server: RunningGws, anna: HttpAgent) -> None:
    boris = HttpAgent(server, "boris")
    for agent in (anna, boris):
        agent.get("/me")  # gives the token
        agent.do("/me", "StartContactCenterSession", channels=["voice"])
    anna.dial("5002")
    (call,) = boris.get("/me/calls?fields=*")["calls"]
    boris.do(f"/me/calls/{call['id']}", "Answer")
    assert anna.get("/me/calls?fields=state")["calls"] == [{"state": "Established"}]


def test_a_connect_is_held_and_answered(server: RunningGws, anna: HttpAgent) -> None:
    anna.get("/me")
    shaken = anna.ask("POST", "/api/v2/notifications", [HANDSHAKE])[1][0]
    client = {"clientId": shaken["clientId"]}
    anna.ask("POST", "/api/v2/notifications", [{"channel": "/meta/subscribe", "subscription": "/v2/**", **client}])
    heard: list[object] = []
    waiting = threading.Thread(
        target=lambda: heard.extend(
            anna.ask("POST", "/api/v2/notifications", [{"channel": "/meta/connect", **client}])[1]
        )
    )
    waiting.start()
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    waiting.join(timeout=30)
    assert heard
    assert heard[0]["data"]["messageType"] == "DeviceStateChangeMessage"  # type: ignore[index]


def test_a_client_that_goes_is_noticed(server: RunningGws, anna: HttpAgent, log: list[str]) -> None:
    anna.get("/me")
    shaken = anna.ask("POST", "/api/v2/notifications", [HANDSHAKE])[1][0]
    body = f'[{{"channel": "/meta/connect", "clientId": "{shaken["clientId"]}"}}]'
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        lines = [
            "POST /api/v2/notifications HTTP/1.1", f"Host: localhost:{server.port}", "Content-Type: application/json",
            f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in anna._headers.items()), "", body,
        ]  # fmt: skip
        connection.sendall("\r\n".join(lines).encode())
        # Another request after it: when that is answered, the connect is held.
        anna.get("/me")
    for _ in range(200):
        anna.get("/diagnostics/version")
        if any(line.startswith("gone ") for line in log):
            break
    assert any(line.startswith("gone ") and "/meta/connect" in line for line in log)


def test_each_request_is_one_line_without_secrets(server: RunningGws, anna: HttpAgent, log: list[str]) -> None:
    anna.get("/me")
    anna.ask("GET", "/api/v2/%0Aforged%1B[31m")
    anna.do("/me", "ChangePassword", oldPassword=PASSWORD, newPassword="a secret of hers")
    assert len(log) == 3
    assert re.fullmatch(r"200/0 \d+ ms anna\? GET /api/v2/me", log[0])
    assert re.fullmatch(r"404/6 \d+ ms anna GET /api/v2/\?forged\?\[31m", log[1])
    assert re.fullmatch(r"200/0 \d+ ms anna POST /api/v2/me ChangePassword", log[2])
    assert not [line for line in log if "secret" in line or PASSWORD in line]


def test_too_large_a_body_is_refused(server: RunningGws, anna: HttpAgent) -> None:
    response, content = anna.ask("POST", "/api/v2/me", {"operationName": "x" * (LARGEST_BODY + 1)})
    assert (response.status, content["statusCode"]) == (413, 10)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", ""]
)
def test_other_names_are_not_answered(server: RunningGws, anna: HttpAgent, host: str) -> None:
    assert anna.ask("GET", "/api/v2/me", Host=host)[0].status in (400, 421)


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic x"])
@pytest.mark.parametrize("name", ["state", "ring", "nothing"])
def test_the_driver_asks_for_the_token(server: RunningGws, anna: HttpAgent, name: str, authorization: str) -> None:
    assert anna.ask("POST", f"/driver/calls/{name}", {}, Authorization=authorization)[0].status == 403


def test_the_driver_rings_answers_and_turns_the_clock(server: RunningGws, anna: HttpAgent) -> None:
    anna.get("/me")
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    rung = anna.drive("ring", ani="+4930123456", agent="anna", userData={"Product": "Guitars"})
    (call,) = anna.get("/me/calls?fields=*")["calls"]
    assert call["callUuid"] == rung["callUuid"]
    assert call["userData"] == {"Product": "Guitars"}
    anna.do(f"/me/calls/{call['id']}", "Answer")
    anna.drive("clock", mode="manual")
    before = int(anna.get("/me/calls?fields=duration")["calls"][0]["duration"])
    anna.drive("advance", seconds=90)
    assert int(anna.get("/me/calls?fields=duration")["calls"][0]["duration"]) == before + 90
    (shown,) = [each for each in anna.drive("state")["agents"] if each["agent"] == "anna"]
    assert shown["calls"][0]["state"] == "Established"
    anna.drive("farEnd", callUuid=rung["callUuid"], action="hangUp")
    assert anna.get("/me/calls") == {"statusCode": 0, "uris": []}


def test_the_page_of_the_driver(server: RunningGws, anna: HttpAgent) -> None:
    for path, kind in (("/driver/", "text/html"), ("/driver/driver.js", "javascript"), ("/driver/driver.css", "css")):
        response, content = anna.ask("GET", path)
        assert response.status == 200
        assert kind in response.headers["Content-Type"]
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert server.token.encode() not in bytes(content)
    assert anna.ask("GET", "/")[0].headers["Location"] == "/driver/"


# ── the verb ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Address:
    """Where a server is that runs in another process."""

    def __init__(self, port: int) -> None:
        self.port = port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def gws(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "build.py", "gws", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_says_what_is_needed_and_ends_cleanly(end: signal.Signals) -> None:
    port = free_port()
    with gws("--port", str(port), "--scenario", "scapi/centre/scenarios/help-desk.toml") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().rstrip("\n") for _ in range(4)]
        process.send_signal(end)
        rest, errors = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "")
    assert errors == "Not played of the scenario's script: act, chat, contact, email, workitem.\n"
    assert lines[0] == f"Genesys Web Services ready: http://localhost:{port}/api/v2/"
    assert lines[1].startswith("Users: ")
    assert re.fullmatch(r"Password of all: \S{12}", lines[2])
    assert re.fullmatch(rf"Driver: http://localhost:{port}/driver/#\S{{24}}", lines[3])


def test_the_options_of_the_verb() -> None:
    port = free_port()
    with gws(
        "--port", str(port), "--password", PASSWORD, "--csrf", "--older", "--allow-origin", "http://a.b.c"
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        assert lines[2].startswith("Driver: "), "a password that was given is not printed"
        agent = HttpAgent(_Address(port), "elena.brandt")  # type: ignore[arg-type]
        response, _ = agent.ask("GET", "/api/v2/me", Origin="http://a.b.c")
        assert response.headers["X-CSRF-HEADER"] == "X-CSRF-TOKEN"
        assert response.headers["Access-Control-Allow-Origin"] == "http://a.b.c"
        agent.do("/me", "StartContactCenterSession", channels=["voice"])
        agent.dial("+4930123456")
        assert agent.get("/me/calls?fields=participants")["calls"] == [{"participants": ["+4930123456"]}]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def test_a_client_that_waits_does_not_hold_up_the_end(server: RunningGws, anna: HttpAgent) -> None:
    anna.get("/me")
    shaken = anna.ask("POST", "/api/v2/notifications", [HANDSHAKE])[1][0]
    connect = [{"channel": "/meta/connect", "clientId": shaken["clientId"]}]
    heard: list[object] = []
    waiting = threading.Thread(target=lambda: heard.extend(anna.ask("POST", "/api/v2/notifications", connect)[1]))
    waiting.start()
    anna.get("/me")
    server.stop()
    waiting.join(timeout=30)
    assert not waiting.is_alive()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--scenario", "no/such/file"), "no/such/file: cannot be read"),
        (("--allow-origin", "*"), "--allow-origin: expected an origin"),
        (("--port", "0"), "not a port"),
    ],
)
def test_a_wrong_argument_is_exit_code_2_and_a_sentence(arguments: tuple[str, ...], expected: str) -> None:
    with gws(*arguments) as process:
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (2, "")
    assert expected in errors


def test_a_busy_port_is_exit_code_2_and_a_sentence(server: RunningGws) -> None:
    with gws("--port", str(server.port)) as process:
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (2, "")
    assert f"Port {server.port} is in use." in errors


def test_an_empty_scenario_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("agent = [\n")
    with gws("--scenario", str(tmp_path / "own.toml"), "--port", str(free_port())) as process:
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (2, "")
    assert "own.toml, line 1" in errors
