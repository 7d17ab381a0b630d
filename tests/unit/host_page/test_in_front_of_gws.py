"""The page in front of a server, without a browser: what crosses the border, and when it opens."""

from __future__ import annotations

import json
from typing import Any

import pytest

from host_page.boot import Boot
from host_page.gws_transports import BrowserChannel, BrowserRest, read_outcome
from scapi.gws.client.transports import RestAnswer, Unanswered
from scapi.values import JsonObject
from tests.unit.host_page.conftest import CONFIGURATION
from tests.unit.host_page.fake_bridge import FakeBridge
from tools.paths import BUILT_IN_SCENARIO

ME: JsonObject = {
    "statusCode": 0,
    "user": {
        "id": "u1",
        "userName": "anna",
        "firstName": "Anna",
        "lastName": "Berg",
        "roles": ["ROLE_AGENT"],
        "devices": [{"id": "d1", "phoneNumber": "5001", "userState": {"state": "Ready"}}],
        "channels": [],
        "calls": [],
    },
}
STATES: JsonObject = {
    "statusCode": 0,
    "settings": [{"operationName": "Ready", "state": "Ready", "displayName": "Ready"}],
}
NOBODY: JsonObject = {"statusCode": 20, "statusMessage": "Access denied"}


class GwsStart:
    """A page that a server has told to stand in front of Genesys Web Services; a test plays the network."""

    def __init__(self, bridge: FakeBridge, search: str = "") -> None:
        self.bridge = bridge
        self.boot = Boot(bridge)
        bridge.connect(self.boot)
        named = {"name": "test.cfg", "text": CONFIGURATION}
        scenario = {"name": "built-in", "text": BUILT_IN_SCENARIO.read_text(encoding="utf-8")}
        texts = {"configuration": named, "scenario": scenario}
        place = {"path": "/gws/api/v2", "server": "http://gws.example"}
        self.boot("start", json.dumps({**texts, "gws": place, "builtIn": texts}), search, "")

    def asked(self) -> list[tuple[str, str]]:
        """Number and path of each request, in order."""
        return [(str(number), path) for number, _, path, _ in self.bridge.made("gwsAsk")]

    def answer(self, path: str, status: int, content: JsonObject) -> None:
        """Answers the last request to a path."""
        number = next(number for number, asked in reversed(self.asked()) if asked == path)
        self.boot("gws-answered", number, str(status), json.dumps(content))
        self.boot("soon", "", "", "")
        self.boot("draw", "", "", "")

    def listen(self) -> None:
        """The channel is there, and everything is read."""
        self.boot("gws-listening", "", "", "")
        self.answer("/settings/agent-states", 200, STATES)
        self.answer("/contacts?fields=*&limit=1000", 200, {"statusCode": 0, "contacts": []})
        self.answer("/me?subresources=devices,channels,calls", 200, ME)

    def login(self) -> str:
        """What the login shows."""
        drawn = [html for region, html in self.bridge.patched() if region == "login"]
        return drawn[-1] if drawn else ""

    def shown(self) -> list[str]:
        return [state for (state,) in self.bridge.made("showLogin")]


@pytest.fixture
def page() -> GwsStart:
    return GwsStart(FakeBridge())


def test_it_asks_who_the_user_is_and_opens_nothing(page: GwsStart) -> None:
    assert page.bridge.made("gwsAt") == [("/gws/api/v2",)]
    assert page.asked() == [("1", "/me")]
    assert page.bridge.made("open") == page.bridge.made("addFrame") == page.bridge.made("gwsListen") == []


def test_the_login_is_shown_to_whom_the_server_does_not_know(page: GwsStart) -> None:
    page.answer("/me", 403, NOBODY)
    assert page.shown() == ["login"]
    assert "Genesys Web Services at http://gws.example" in page.login()
    assert page.bridge.made("open") == []
    page.boot("login-begun", "", "", "")
    page.boot("draw", "", "", "")
    assert "aria-disabled" in page.login()
    page.boot("login-answered", "403", json.dumps(NOBODY), "")
    page.boot("draw", "", "", "")
    assert "The user name or the password is wrong." in page.login()


def test_it_opens_when_everything_is_read(page: GwsStart) -> None:
    page.answer("/me", 403, NOBODY)
    page.boot("login-answered", "200", json.dumps(ME), "")
    page.answer("/me", 200, ME)
    assert len(page.bridge.made("gwsListen")) == 1
    assert page.bridge.made("open") == []
    page.listen()
    assert page.shown() == ["login", "booting"]
    assert len(page.bridge.made("open")) == 1
    assert len(page.bridge.made("addFrame")) == 1


def test_a_session_that_ends_brings_the_login_over_the_page(page: GwsStart) -> None:
    page.answer("/me", 200, ME)
    page.listen()
    page.boot("gws-lost", "403", "", "")
    page.answer("/me", 403, NOBODY)
    assert page.shown()[-1] == "login"
    assert len(page.bridge.made("gwsClose")) == 1
    assert 'value="anna" readonly' in page.login()
    assert page.bridge.made("removeFrame") == []
    page.boot("login-answered", "200", json.dumps(ME), "")
    page.answer("/me", 200, ME)
    assert page.shown()[-1] == "ready"
    assert len(page.bridge.made("gwsListen")) == 2
    assert len(page.bridge.made("open")) == 1


@pytest.mark.parametrize(
    ("status", "content", "words"),
    [
        (0, {}, "The server does not answer."),
        (502, {"error": "It cannot be reached."}, "It cannot be reached."),
        (500, {"statusCode": 4, "statusMessage": "The switch is away."}, "The switch is away."),
        (418, {}, "HTTP 418"),
    ],
)
def test_why_a_login_does_not_work(page: GwsStart, status: int, content: JsonObject, words: str) -> None:
    page.answer("/me", 403, NOBODY)
    page.boot("login-answered", str(status), json.dumps(content), "")
    page.boot("draw", "", "", "")
    assert words in page.login()


def test_a_server_that_is_away_is_told_without_a_form(page: GwsStart) -> None:
    page.answer("/me", 502, {"error": "It cannot be reached."})
    assert page.shown() == ["login"]
    assert "It cannot be reached." in page.login()
    assert "<form" not in page.login()


def test_the_built_in_configuration_is_in_front_of_the_server_too() -> None:
    page = GwsStart(FakeBridge(), "?configuration=built-in")
    assert page.asked() == [("1", "/me")]


# ── transports ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_answers_find_their_requests() -> None:
    bridge = FakeBridge()
    rest = BrowserRest(bridge)
    answers: list[Any] = []
    rest.ask("GET", "/a").when_settled(lambda each: answers.append(("a", each)))
    rest.ask("POST", "/b", {"operationName": "Hold"}).when_settled(lambda each: answers.append(("b", each)))
    assert bridge.made("gwsAsk") == [(1, "GET", "/a", ""), (2, "POST", "/b", '{"operationName": "Hold"}')]
    rest.answered("2", "200", '{"statusCode": 0}')
    rest.answered("1", "0", "")
    rest.answered("1", "200", "{}")
    assert answers == [("b", RestAnswer(200, {"statusCode": 0})), ("a", Unanswered())]


@pytest.mark.parametrize("content", ["", "<html>", "[1]", "null", '"text"', "{"])
def test_what_is_no_object_has_no_content(content: str) -> None:
    assert read_outcome("502", content) == RestAnswer(502, {})


class Hears:
    """Keeps what a channel tells."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    def listening(self) -> None:
        self.heard.append("listening")

    def told(self, topic: str, data: JsonObject) -> None:
        self.heard.append((topic, data))

    def lost(self) -> None:
        self.heard.append("lost")


def test_a_channel_tells_until_it_is_closed() -> None:
    bridge, hears, refused = FakeBridge(), Hears(), []
    channel = BrowserChannel(bridge)
    channel.when_refused = lambda: refused.append("refused")
    channel.open(["/v2/me", "/v2/me/calls"], hears)
    assert bridge.made("gwsListen") == [('["/v2/me", "/v2/me/calls"]',)]
    channel.listening()
    channel.told("/v2/me", '{"a": 1}')
    channel.told("/v2/me", "null")
    channel.lost("0")
    channel.lost("403")
    assert hears.heard == ["listening", ("/v2/me", {"a": 1}), "lost", "lost"]
    assert refused == ["refused"]
    channel.close()
    channel.listening()
    channel.told("/v2/me", "{}")
    channel.lost("403")
    assert len(hears.heard) == 4
    assert refused == ["refused"]
