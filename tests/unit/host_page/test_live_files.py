"""What a page makes of files that have changed while it is open."""

from __future__ import annotations

import json
from typing import Any

import pytest

from host_page.browser_tabs import session_key
from host_page.start_texts import NamedText, StartTexts
from tests.unit.host_page.conftest import CONFIGURATION, StartedPage
from tests.unit.host_page.fake_bridge import FakeBridge
from tests.unit.views.html_reader import Page
from tools.paths import BUILT_IN_SCENARIO

SCENARIO = BUILT_IN_SCENARIO.read_text(encoding="utf-8")


def change(started: StartedPage, configuration: str = CONFIGURATION, scenario: str = SCENARIO) -> None:
    """The server has other files now."""
    texts: dict[str, Any] = {
        "configuration": {"name": "test.cfg", "text": configuration},
        "scenario": {"name": "built-in scenario", "text": scenario},
    }
    started.boot("files", json.dumps({**texts, "builtIn": texts}), "", "")
    started.boot("draw", "", "", "")


def banner(bridge: FakeBridge) -> str:
    return [str(content) for region, content in bridge.patched() if region == "banner"][-1]


def test_an_origin_is_admitted_by_editing_the_file_and_the_call_goes_on(
    bridge: FakeBridge, started: StartedPage
) -> None:
    started.call("ring", ani="1")
    started.call("act", interactionId="1", action="accept")
    change(started, CONFIGURATION.replace("http://crm.example\n", "http://crm.example, http://other.example\n", 1))
    assert "test.cfg has changed, and counts now." in banner(bridge)
    assert "http://crm.example, http://other.example, before http://crm.example" in banner(bridge)
    assert started.state["interactions"][0]["state"] == "TALKING"
    assert started.call("policy", origin="http://other.example")["data"]["listed"]
    assert bridge.made("removeFrame") == []


def edited(lines: str) -> str:
    """The configuration with more lines in its main section."""
    return CONFIGURATION.replace("[Frame]", f"{lines}\n[Frame]", 1)


def news(bridge: FakeBridge) -> tuple[str, list[str]]:
    """The notice of what has changed in the configuration: its sentence, and its lines."""
    page = Page(banner(bridge))
    (title,) = (told for told in ("".join(each.text) for each in page.all("b")) if "has changed" in told)
    return title, ["".join(line.text) for line in page.all("li")]


def ignored(bridge: FakeBridge) -> str:
    """The amber line about what is ignored."""
    (line, *_) = (each for each in Page(banner(bridge)).all(class_="banner") if "ignored" in "".join(each.text))
    return " ".join("".join(line.text).split())


def test_what_is_ignored_is_not_said_to_count(bridge: FakeBridge, started: StartedPage) -> None:
    change(started, edited("interaction.foo = 1"))
    assert news(bridge) == ("test.cfg has changed; what counts is the same.", [])
    assert ignored(bridge).startswith("1 part of the configuration is ignored. interaction.foo in test.cfg, line 5. ")
    change(started, edited("interaction.window-title = x\nfoo.bar = 1\ninteraction.foo = 2"))
    assert news(bridge) == (
        "test.cfg has changed, and counts now.",
        ["foo.bar = 1, which is new", "interaction.window-title = x, which has no effect here"],
    )
    change(started, CONFIGURATION)
    assert news(bridge) == ("test.cfg has changed, and counts now.", ["foo.bar is gone; it was 1"])
    assert "ignored" not in banner(bridge)


def test_what_is_newly_ignored_comes_first(bridge: FakeBridge, started: StartedPage) -> None:
    change(started, edited("interaction.foo = 1"))
    change(started, edited("interaction.foo = 1\nworkspace.web-contnt = Frame"))
    assert ignored(bridge).startswith("2 parts of the configuration are ignored, 1 of them new. workspace.web-contnt ")
    change(started, edited("\nworkspace.web-contnt = Frame"))
    assert ignored(bridge).startswith("1 part of the configuration is ignored. workspace.web-contnt in test.cfg, ")


def test_what_is_ignored_of_a_text_that_is_gone_is_not_told(bridge: FakeBridge, started: StartedPage) -> None:
    change(started, edited("interaction.foo = 1"))
    change(started, edited("interaction.foo = 1\nservice-client-api.rate-limit = many"))
    assert "cannot be used" in banner(bridge)
    assert "ignored" not in banner(bridge)
    change(started, edited("interaction.foo = 1\nservice-client-api.rate-limit = 5"))
    assert "interaction.foo in test.cfg, line 5." in ignored(bridge)


def test_an_app_that_is_named_gets_its_frame_at_once(bridge: FakeBridge, started: StartedPage) -> None:
    bridge.forget()
    more = "workspace.web-content = Frame, Window, New"
    change(
        started,
        CONFIGURATION.replace("workspace.web-content = Frame, Window", more) + "[New]\nurl=http://new.example/\n",
    )
    started.boot("soon", "", "", "")
    assert [json.loads(text)["url"] for (text,) in bridge.made("addFrame")] == ["http://new.example/"]


def test_a_configuration_that_cannot_be_used_is_told_and_the_one_before_it_stays(
    bridge: FakeBridge, started: StartedPage
) -> None:
    wrong = f"{CONFIGURATION}\n[interaction-workspace]\nservice-client-api.rate-limit = many\n"
    change(started, wrong)
    assert "test.cfg cannot be used; what it said before goes on." in banner(bridge)
    assert "rate-limit" in banner(bridge)
    assert len(started.state["frames"]) == 2
    change(started, CONFIGURATION)
    assert "cannot be used" not in banner(bridge)


def test_what_the_page_was_loaded_with_needs_another_load(bridge: FakeBridge, started: StartedPage) -> None:
    change(started, CONFIGURATION.replace("allow = microphone", "allow = camera"))
    assert "counts when it is loaded again" in banner(bridge)
    assert "Load again" in banner(bridge)


def test_another_scenario_waits_until_the_page_is_loaded_again(bridge: FakeBridge, started: StartedPage) -> None:
    change(started, scenario=SCENARIO.replace('"elena.brandt"', '"ada"'))
    assert "begins when the page is loaded again" in banner(bridge)
    assert "Begin with it" in banner(bridge)
    assert started.state["agent"]["username"] == "elena.brandt"
    change(started, scenario=SCENARIO.replace('"Elena"', "5").replace('"Brandt"', "6"))
    assert "agent.firstName" in banner(bridge)
    assert "agent.lastName" in banner(bridge)


def test_a_script_that_cannot_be_played_is_told_before_it_is_begun_with(
    bridge: FakeBridge, started: StartedPage
) -> None:
    change(started, scenario=f"{SCENARIO}\n[[script]]\nat = 1\ncall = 'rng'\n")
    assert "There is no driver call" in banner(bridge)
    assert "ring is nearest" in banner(bridge)
    assert "Begin with it" not in banner(bridge)


def test_apps_whose_files_have_changed_are_loaded_again(bridge: FakeBridge, started: StartedPage) -> None:
    for changed, loaded in (("http://crm.example", 1), ("http://none.example", 1), ("", 2)):
        told = {"changed": [changed], "known": ["http://none.example"]}
        started.boot("apps-changed", json.dumps(told), "", "")
        assert len(bridge.made("reloadFrame")) == loaded
    assert set(bridge.made("reloadFrame")) == {("frame1",)}
    started.boot("draw", "", "", "")
    assert "In a frame was loaded again, for its files have changed." in banner(bridge)


def test_apps_that_the_server_serves_are_not_the_others(bridge: FakeBridge, started: StartedPage) -> None:
    started.boot("apps-changed", json.dumps({"changed": [""], "known": ["http://crm.example", ""]}), "", "")
    assert bridge.made("reloadFrame") == []


def test_a_file_that_cannot_be_read_is_told_until_it_can(bridge: FakeBridge, started: StartedPage) -> None:
    started.boot("unreadable", json.dumps(["my.cfg: cannot be read: gone."]), "", "")
    started.boot("draw", "", "", "")
    assert "my.cfg: cannot be read: gone." in banner(bridge)
    started.boot("unreadable", "[]", "", "")
    started.boot("draw", "", "", "")
    assert "cannot be read" not in banner(bridge)


def test_news_can_be_closed(bridge: FakeBridge, started: StartedPage) -> None:
    change(started, CONFIGURATION.replace("label = In a frame", "label = First"))
    assert "label" in banner(bridge)
    started.boot("action", "news-close", "configuration", "{}")
    started.boot("draw", "", "", "")
    assert "label" not in banner(bridge)


@pytest.mark.parametrize(
    ("texts", "same"),
    [
        (StartTexts(NamedText("my.cfg", "other"), NamedText("s", "text")), True),
        (StartTexts(NamedText("other.cfg", "one"), NamedText("s", "text")), False),
        (StartTexts(NamedText("my.cfg", "one"), NamedText("s", "other")), False),
        (StartTexts(NamedText("my.cfg", "one"), NamedText("s", "text", (NamedText("b", "base"),))), False),
    ],
)
def test_a_session_goes_on_with_another_text_of_the_same_file(texts: StartTexts, same: bool) -> None:
    before = StartTexts(NamedText("my.cfg", "one"), NamedText("s", "text"))
    assert (session_key(texts, "build") == session_key(before, "build")) is same
