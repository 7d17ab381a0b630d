"""Files are read when they are asked for, and whoever listens is told when they change."""

from __future__ import annotations

import http.client
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.live_texts import LiveTexts
from tools.messages import Failure
from tools.served_files import NamedText, check_start, read_scenario
from tools.server import Servers
from tools.watched_files import WatchedFile, folder_digest

OWN = "[interaction-workspace]\nworkspace.web-content = A\n"
BUILT_IN = (NamedText("built-in configuration", ""), NamedText("built-in scenario", ""))


def test_a_file_is_read_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / "my.cfg"
    file.write_text("one")
    watched = WatchedFile(file)
    assert watched.read() == NamedText("my.cfg", "one")
    file.write_text("two")
    assert watched.read().text == "two"


def test_what_cannot_be_read_any_more_leaves_the_text_before_it(tmp_path: Path) -> None:
    file = tmp_path / "my.cfg"
    file.write_text("one")
    watched = WatchedFile(file)
    file.unlink()
    assert (watched.read().text, watched.problem) == ("one", f"{file}: cannot be read: No such file or directory.")
    file.write_bytes(b"\xff")
    assert (watched.read().text, watched.problem) == ("one", f"{file}: not UTF-8 text (byte 0).")
    file.write_text("three")
    assert (watched.read().text, watched.problem) == ("three", "")


def test_a_file_that_cannot_be_read_at_first_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="cannot be read"):
        WatchedFile(tmp_path / "none.cfg")


def test_a_folder_changes_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "node_modules").mkdir()
    file = tmp_path / "deep" / "app.js"
    file.write_text("one")
    seen = [folder_digest(tmp_path)]
    assert folder_digest(tmp_path) == seen[0]

    def differs() -> bool:
        seen.append(folder_digest(tmp_path))
        return seen[-1] != seen[-2]

    file.write_text("another")
    assert differs()
    os.utime(file, ns=(1, 1))
    assert differs()
    (tmp_path / "deep" / "new.css").write_text("")
    assert differs()
    file.unlink()
    assert differs()
    for unseen in (tmp_path / "node_modules" / "x.js", tmp_path / ".swap"):
        unseen.write_text("x")
        assert not differs()


def test_a_scenario_is_read_with_those_that_it_builds_on(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "first.toml").write_text('extends = "help-desk"\n')
    (tmp_path / "my.toml").write_text('extends = "deep/first.toml"\n')
    named = read_scenario(tmp_path / "my.toml")
    assert [base.name for base in named.bases] == ["first.toml", "help-desk.toml"]
    assert check_start(NamedText("c", ""), named).starts


@pytest.mark.parametrize(
    ("extends", "told"),
    [
        ("none.toml", "expected one of built-in, sales-day, help-desk, stress-day, or a file beside this one"),
        ("my.toml", "expected at most 8 scenarios that build on each other, and no circle"),
    ],
)
def test_what_it_builds_on_must_be_there_and_have_an_end(tmp_path: Path, extends: str, told: str) -> None:
    (tmp_path / "my.toml").write_text(f'extends = "{extends}"\n')
    check = check_start(NamedText("c", ""), read_scenario(tmp_path / "my.toml"))
    assert not check.starts
    assert len(check.problems) == 1
    assert f"my.toml, line 1, extends: {told}" in check.problems[0]


def test_texts_headers_and_digest_follow_the_files(tmp_path: Path) -> None:
    configuration, scenario = tmp_path / "my.cfg", tmp_path / "my.toml"
    configuration.write_text(OWN)
    scenario.write_text("")
    texts = LiveTexts(WatchedFile(configuration), WatchedFile(scenario, read_scenario), BUILT_IN)
    before = texts.state()
    assert texts.document()["digest"] == before["texts"]
    assert "frame-ancestors 'none'" in texts.headers()["Content-Security-Policy"]
    option = "service-client-api.embedding-origins = https://crm.example"
    configuration.write_text(f"{OWN}{option}\n")
    assert texts.state()["texts"] != before["texts"]
    assert "frame-ancestors https://crm.example" in texts.headers()["Content-Security-Policy"]
    scenario.unlink()
    assert texts.state()["problems"] == [f"{scenario}: cannot be read: No such file or directory."]


class Stream:
    """What a page hears of changes."""

    def __init__(self, servers: Servers, **headers: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", servers.addresses.port, timeout=20)
        self._connection.request("GET", "/changes", headers={"Host": f"localhost:{servers.addresses.port}"} | headers)
        self.response = self._connection.getresponse()

    def next(self) -> Any:
        """The next state."""
        while not (line := self.response.readline().decode()).startswith("data: "):
            assert line, "the stream has ended"
        return json.loads(line.removeprefix("data: "))

    def close(self) -> None:
        self.response.close()
        self._connection.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Servers]]:
    running: list[Servers] = []
    (tmp_path / "clients").mkdir()

    def start(**options: Any) -> Servers:
        servers = Servers(site=tmp_path, clients=tmp_path / "clients", **options)
        servers.start()
        running.append(servers)
        return servers

    yield start
    for servers in running:
        servers.stop()


@pytest.fixture
def listen() -> Iterator[Callable[..., Stream]]:
    streams: list[Stream] = []

    def begin(servers: Servers, **headers: str) -> Stream:
        streams.append(Stream(servers, **{"Sec-Fetch-Site": "same-origin"} | headers))
        return streams[-1]

    yield begin
    for stream in streams:
        stream.close()


def test_a_page_hears_of_each_change(
    serve: Callable[..., Servers], listen: Callable[..., Stream], tmp_path: Path
) -> None:
    file, app = tmp_path / "my.cfg", tmp_path / "app"
    file.write_text(OWN)
    app.mkdir()
    servers = serve(configuration=WatchedFile(file), watched=[app])
    stream = listen(servers)
    assert stream.response.getheader("Content-Type", "").startswith("text/event-stream")
    assert stream.response.getheader("Cache-Control") == "no-store"
    first = stream.next()
    assert list(first["apps"]) == [*servers.client_origins.values(), ""]
    file.write_text(OWN.replace("A", "B"))
    second = stream.next()
    assert (second["texts"] != first["texts"], second["apps"]) == (True, first["apps"])
    (app / "app.js").write_text("x")
    third = stream.next()
    assert [origin for origin in third["apps"] if third["apps"][origin] != first["apps"][origin]] == [""]
    (tmp_path / "clients" / "page.html").write_text("x")
    fourth = stream.next()
    assert [o for o in fourth["apps"] if fourth["apps"][o] != third["apps"][o]] == list(servers.client_origins.values())
    file.unlink()
    assert stream.next()["problems"] == [f"{file}: cannot be read: No such file or directory."]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_site_hears_of_anything(
    serve: Callable[..., Servers], listen: Callable[..., Stream], site: str
) -> None:
    assert listen(serve(), **{"Sec-Fetch-Site": site}).response.status == 403


def test_where_the_browser_says_nothing_an_origin_is_another_one(serve: Callable[..., Servers]) -> None:
    servers = serve()
    for headers, status in (({"Origin": "http://evil.example"}, 403), ({}, 200)):
        stream = Stream(servers, **headers)
        assert stream.response.status == status
        stream.close()


def test_another_name_of_this_machine_hears_nothing(
    serve: Callable[..., Servers], listen: Callable[..., Stream]
) -> None:
    servers = serve()
    assert listen(servers, Host=f"evil.example:{servers.addresses.port}").response.status == 421


def test_too_many_streams_are_refused(
    serve: Callable[..., Servers], listen: Callable[..., Stream], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.changes_app.MOST_STREAMS", 1)
    servers = serve()
    listen(servers).next()
    assert listen(servers).response.status == 503


def test_streams_end_with_the_server(serve: Callable[..., Servers], listen: Callable[..., Stream]) -> None:
    servers = serve()
    stream = listen(servers)
    stream.next()
    servers.stop()
    assert stream.response.read() == b"\n"
