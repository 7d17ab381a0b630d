"""The servers of the apps are asked in the background, seldom, and whatever they answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.header_server import header_server
from tests.unit.tools.test_live_files import Stream
from tools.app_answers import AGAIN_AFTER, AppAnswers, apps_of, ask
from tools.app_headers import NOBODY, PageAnswer
from tools.listening import free_port
from tools.served_files import NamedText
from tools.server import Servers

CONFIGURATION = NamedText(
    "my.cfg",
    """[interaction-workspace]
workspace.web-content = One, Two, Sample, Path
interaction.web-content = Case
[One]
url = http://one.example/app?agent=$Agent.UserName$#top
[Two]
url = https://two.example/
mode = popup
[Sample]
url = http://127.0.0.1:8001/
[Path]
url = http://path.example/$Agent.UserName$/
[Case]
url = http://one.example/app?id=$Interaction.Id$
""",
)
KEPT = PageAnswer(200, (("Cache-Control", "max-age=60"), ("X-Frame-Options", "DENY")))


class Asked:
    """Servers that answer as told, and a clock."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.answer: PageAnswer | None = KEPT
        self.time = 0.0
        self.told: list[str] = []
        self.answers = AppAnswers(
            "http://localhost:8000", ["http://127.0.0.1:8001"], self.told.append, self._ask, lambda: self.time
        )

    def _ask(self, address: str) -> PageAnswer | None:
        self.addresses.append(address)
        return self.answer

    def state(self, files: str = "", configuration: NamedText = CONFIGURATION) -> dict[str, Any]:
        """What is known when the look that this has begun is over."""
        self.answers.state(configuration, files)
        self.answers.wait()
        return dict(self.answers.state(configuration, files))


def test_addresses_of_the_configuration_are_asked_and_no_others() -> None:
    assert apps_of(CONFIGURATION) == {
        "http://one.example/app": True,
        "https://two.example/": False,
        "http://127.0.0.1:8001/": True,
    }
    asked = Asked()
    asked.state()
    assert asked.addresses == ["http://one.example/app", "https://two.example/"], "the samples are this server's own"


def test_what_is_wrong_is_known_by_address_and_told_once() -> None:
    asked = Asked()
    found = asked.state()
    assert set(found["http://one.example/app"]) == {"framing", "caching"}
    assert set(found["https://two.example/"]) == {"caching"}, "a window is not framed"
    asked.state("other files")
    assert len(asked.told) == 3
    assert asked.told[0].startswith("serve: http://one.example/app: It forbids to be framed")
    asked.answer = PageAnswer(200, (("Cache-Control", "no-store"),))
    assert asked.state("mended") == {}
    asked.answer = KEPT
    asked.state("broken again")
    assert len(asked.told) == 6


def test_a_look_is_due_when_something_has_changed_or_nothing_answers() -> None:
    asked = Asked()
    for _ in range(3):
        asked.state()
    assert len(asked.addresses) == 2
    asked.state("other files")
    asked.state(configuration=NamedText("my.cfg", "[interaction-workspace]\n"))
    assert len(asked.addresses) == 4
    asked.answer = NOBODY
    assert "Nothing answers" in asked.state("down")["http://one.example/app"]["reaching"]
    asked.state("down")
    assert len(asked.addresses) == 6
    asked.time = AGAIN_AFTER
    asked.answer = PageAnswer(200, ())
    assert asked.state("down") == {}
    assert len(asked.addresses) == 8


def test_a_configuration_that_cannot_be_used_names_no_app() -> None:
    assert apps_of(NamedText("my.cfg", "no section")) == {}


def test_a_server_is_asked_for_its_headers() -> None:
    with header_server({"X-Frame-Options": "DENY"}) as origin:
        answer = ask(f"{origin}/a b/ü")
    assert answer is not None
    assert (answer.status, answer.all("x-frame-options")) == (200, ["DENY"])


@pytest.mark.parametrize("garbage", [b"no HTTP at all\r\n\r\n", b"\x00" * 70_000])
def test_what_is_no_answer_is_none(garbage: bytes) -> None:
    with header_server({}, garbage) as origin:
        assert ask(origin) is None


@pytest.mark.parametrize("address", ["http://nobody.invalid/", "http://[::1/", "https://127.0.0.1:{plain}/"])
def test_what_cannot_be_had_from_here_is_none(address: str) -> None:
    with header_server({}) as plain:
        assert ask(address.replace("{plain}", plain.rpartition(":")[2])) is None


def test_nobody_at_an_address_is_told_from_that() -> None:
    assert ask(f"http://127.0.0.1:{free_port()}/") is NOBODY


def test_pages_hear_of_it_where_folders_are_watched(tmp_path: Path) -> None:
    with header_server({"Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}) as origin:
        text = f"[interaction-workspace]\nworkspace.web-content = A\n[A]\nurl = {origin}/\n"
        with Servers(configuration=NamedText("my.cfg", text), watched=[tmp_path]) as servers:
            stream = Stream(servers)
            state = stream.next()
            while not state["answers"]:
                state = stream.next()
            stream.close()
        assert list(state["answers"][f"{origin}/"]) == ["caching"]
        with Servers(configuration=NamedText("my.cfg", text)) as servers:
            stream = Stream(servers)
            assert "answers" not in stream.next()
            stream.close()
