"""The verb ``serve`` in a process of its own, as a user and a service manager see it."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.gws_address import read_address
from tools.paths import ROOT
from tools.server import Servers

SERVE = """
import sys
from tools import commands, serving
serving.build = lambda: 0
sys.exit(commands.main(["serve", *sys.argv[1:]]))
"""


def serve(*arguments: str, through: Sequence[str] = ()) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*through, sys.executable, "-c", SERVE, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def ready(*arguments: str, through: Sequence[str] = ()) -> "Iterator[subprocess.Popen[str]]":
    """The verb at a free port, when it has said that it is ready; at another one when somebody took it meanwhile."""
    for _ in range(5):
        with Servers() as probe:
            port = probe.addresses.port
        with serve("--port", str(port), *arguments, through=through) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            if line:
                assert line == f"Workspace ready: http://localhost:{port}/\n"
                yield process
                return
            _, errors = process.communicate(timeout=20)
            assert "is in use" in errors, errors
    raise AssertionError("five free ports were taken by others")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_says_one_line_when_ready_and_ends_cleanly(end: signal.Signals) -> None:
    with ready() as process:
        process.send_signal(end)
        rest, errors = process.communicate(timeout=20)
    assert (process.returncode, rest, errors) == (0, "", "")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_it_ends_on_sigint_as_the_background_job_of_a_script() -> None:
    with ready(through=("sh", "-c", 'trap "" INT; exec "$@"', "sh")) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_a_busy_port_is_exit_code_2_and_a_sentence() -> None:
    with Servers() as running, serve("--port", str(running.addresses.port)) as process:
        output, errors = process.communicate(timeout=20)
        expected = f"build.py serve: Port {running.addresses.port} is in use."
    assert (process.returncode, output) == (2, "")
    assert errors.startswith(expected)


@pytest.mark.parametrize("option", ["--config", "--scenario"])
def test_a_missing_file_is_exit_code_2_and_a_sentence(option: str) -> None:
    with serve(option, "no/such/file") as process:
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (2, "")
    assert errors == "build.py serve: no/such/file: cannot be read: No such file or directory.\n"


STOPPING = [
    ("--config", "[interaction-workspace]\nservice-client-api.rate-limit = many\n", ["'many'"]),
    ("--scenario", "agent = [\n", ["line 1: expected valid TOML"]),
    ("--scenario", 'extends = "built-in"\n[agent]\nusername = 1\nroles = 2\n', ["agent.username", "agent.roles"]),
]


@pytest.mark.parametrize(("option", "text", "expected"), STOPPING)
def test_a_text_that_stops_the_page_is_told_and_served_until_it_is_mended(
    option: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    """The page itself shows the failure with its place, so the verb serves it; it is ready when the file is mended."""
    file = tmp_path / "own.txt"
    file.write_text(text)
    with Servers() as probe:
        port = probe.addresses.port
    with serve("--port", str(port), option, str(file)) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        told = [process.stderr.readline() for _ in expected]
        for line, part in zip(told, expected, strict=True):
            assert line.startswith("serve: own.txt")
            assert part in line
        cannot = f"serve: The workspace cannot start like this. http://localhost:{port}/ shows why, "
        assert process.stderr.readline().startswith(cannot)
        file.write_text("" if option == "--config" else 'extends = "built-in"\n')
        assert process.stdout.readline() == f"Workspace ready: http://localhost:{port}/\n"
        assert process.stderr.readline() == "serve: own.txt has changed.\n"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0


def test_a_folder_that_is_none_is_exit_code_2_and_a_sentence() -> None:
    with serve("--watch", "no/such/folder") as process:
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (2, "build.py serve: --watch no/such/folder: not a folder.\n")


def test_a_lesser_problem_is_told_and_the_rest_works(tmp_path: Path) -> None:
    text = "[interaction-workspace]\nservice-client-api.accepted-web-content-origins = http://a.example, ftp://b\n"
    (tmp_path / "own.cfg").write_text(text)
    with ready("--config", str(tmp_path / "own.cfg")) as process:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "own.cfg, line 2" in errors
    assert "ftp://b" in errors


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--gws", "gws.example"], "build.py serve: --gws gws.example: it does not begin with http:// or https://"),
        (["--gws", "http://127.0.0.1:1", "--host", "0.0.0.0"], "build.py serve: --gws with --host needs --tls-cert"),
    ],
)
def test_a_server_that_passwords_cannot_go_to_is_exit_code_2_and_a_sentence(
    arguments: list[str], expected: str
) -> None:
    with serve(*arguments) as process:
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (2, "")
    assert errors.startswith(expected)


def test_in_front_of_a_server_that_is_far_without_tls_it_says_what_that_means() -> None:
    with ready("--gws", "http://gws.example:8080/api/v2/") as process:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "passwords are sent to http://gws.example:8080 without TLS" in errors


def test_the_page_is_told_where_the_server_is() -> None:
    with Servers(gws=read_address("http://127.0.0.1:1")) as servers:
        with urllib.request.urlopen(f"{servers.host_url}workspace.json", timeout=10) as response:
            told = json.loads(response.read())
        assert told["gws"] == {"path": "/gws/api/v2", "server": "http://127.0.0.1:1"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{servers.host_url}gws/api/v2/me", timeout=10)
        assert refused.value.code == 403
        refused.value.close()
    with Servers() as servers, urllib.request.urlopen(f"{servers.host_url}workspace.json", timeout=10) as response:
        assert "gws" not in json.loads(response.read())
