"""The start: everything is there before the page is told that it is open; whatever stops it is told as well."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest

from host_page import time_zones
from host_page.boot import Boot
from host_page.views.regions import POPOVERS, Region
from tests.unit.host_page.conftest import StartedPage
from tests.unit.host_page.fake_bridge import FakeBridge
from tools.paths import BUILT_IN_SCENARIO


def failure(bridge: FakeBridge) -> dict[str, Any]:
    ((text,),) = bridge.made("fail")
    report: dict[str, Any] = json.loads(text)
    return report


def test_the_page_is_open_once_everything_is_shown(bridge: FakeBridge, started: StartedPage) -> None:
    names = [call[0] for call in bridge.calls if call[0] != "startTimer"]
    assert names[-1] == "open"
    of_a_case = {Region.CASE_MAIN, Region.CHAT_LOG, Region.DATA, Region.DATA_FOOT, Region.CONTACT}
    unopened = {*POPOVERS.values(), *of_a_case, Region.TIMELINE, Region.POLICY}
    assert {region for region, _ in bridge.patched()} >= {region.value for region in Region} - unopened - {
        "rail",
        "login",
    }
    assert bridge.made("fail") == []
    assert bridge.made("logError") == []


def test_nothing_is_drawn_behind_the_boot_screen(bridge: FakeBridge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "joinTabs", lambda *_: None)  # whether this tab leads is not known yet
    waiting = StartedPage(bridge)
    waiting.boot("draw", "", "", "")
    assert bridge.patched() == []
    waiting.boot("tab-leading", "", "", "")
    assert "top" in {region for region, _ in bridge.patched()}


def test_nothing_but_the_start_is_done_before_it(bridge: FakeBridge) -> None:
    boot = Boot(bridge)
    assert boot("message", "frame1", "http://crm.example", "{}") == ""
    assert bridge.calls == []


ZONES = '[timeZones]\nCET = "Europe/Berlin"\n'


def test_time_zones_are_asked_for_when_the_scenario_names_some(
    bridge: FakeBridge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("host_page.time_zones.ZoneInfo", NoZones)
    boot = Boot(bridge, tmp_path)
    assert boot("start", start_document(BUILT_IN_SCENARIO.read_text(encoding="utf-8") + ZONES), "", "") == "time-zones"
    assert bridge.calls == []


def test_time_zones_are_looked_for_where_the_page_puts_them(
    bridge: FakeBridge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("host_page.time_zones.ZoneInfo", NoZones)
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / time_zones.ARCHIVE).touch()
    Boot(bridge, tmp_path)("start", start_document(BUILT_IN_SCENARIO.read_text(encoding="utf-8") + ZONES), "", "")
    assert sys.path[-1] == str(tmp_path / time_zones.ARCHIVE)


def test_time_zones_are_not_asked_for_without_need(bridge: FakeBridge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("host_page.time_zones.ZoneInfo", NoZones)
    boot = Boot(bridge)
    assert boot("start", start_document(BUILT_IN_SCENARIO.read_text(encoding="utf-8")), "", "") == ""
    assert bridge.made("fail") == []


class NoZones:
    """The zones of a browser's Python."""

    @staticmethod
    def no_cache(key: str) -> object:
        raise ZoneInfoNotFoundError(key)


def start_document(scenario: str) -> str:
    texts = {"configuration": {"name": "c", "text": ""}, "scenario": {"name": "s", "text": scenario}}
    return json.dumps({**texts, "builtIn": texts})


def test_a_fatal_configuration_is_shown_with_its_place(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    start(configuration="# first\n[interaction-workspace]\nservice-client-api.rate-limit = many\n# last\n")
    report = failure(bridge)
    assert (report["file"], report["line"]) == ("test.cfg", 3)
    assert [(line["number"], line["marked"]) for line in report["lines"]] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
    ]
    assert "many" in report["sentence"]
    assert report["expected"]
    assert bridge.made("open") == []


def test_the_built_in_texts_are_used_when_the_address_asks_for_them(
    start: Callable[..., StartedPage], bridge: FakeBridge
) -> None:
    bad = "[interaction-workspace]\nservice-client-api.rate-limit = many\n"
    start(configuration=bad, search="?configuration=built-in")
    assert bridge.made("fail") == []


@pytest.mark.parametrize("document", ["", "[]", "{}", '{"configuration": {"name": "x"}}'])
def test_texts_that_are_none_are_a_failure(bridge: FakeBridge, document: str) -> None:
    Boot(bridge)("start", document, "", "")
    assert failure(bridge)["title"] == "The workspace did not start"


def test_what_fails_without_a_click_is_shown_and_spoken(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    started = start(configuration="[interaction-workspace]\nchat.auto-answer = true\n")
    started.call("refuse", operation="accept")
    started.call("chat")
    started.boot("draw", "", "", "")
    assert any(region == "toasts" and "problem" in html for region, html in bridge.patched())
    assert "assertive" in [kind for kind, text in bridge.made("announce") if "refused" in text.lower()]


def test_the_embedding_page_is_a_client(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    bridge.embedded = True
    assert [frame["embeds"] for frame in start().state["frames"]] == [True, False, False]


def test_theme_and_height_are_remembered(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    bridge.store = {"theme": "dark", "bench": "400"}
    started = start()
    assert any(region == "bench-edge" and "400" in html for region, html in bridge.patched())
    started.boot("action", "theme", "light", "{}")
    started.boot("action", "bench-height", "500", "{}")
    started.boot("draw", "", "", "")
    assert bridge.store == {"theme": "light", "bench": "500"}
    assert bridge.made("setTheme") == [("light",)]


@pytest.mark.parametrize("height", ["", "-5", "17", "9999", "x", "²"])
def test_a_remembered_height_that_makes_no_sense_is_forgotten(
    start: Callable[..., StartedPage], bridge: FakeBridge, height: str
) -> None:
    bridge.store = {"bench": height, "theme": "purple"}
    start()
    assert bridge.made("fail") == []
