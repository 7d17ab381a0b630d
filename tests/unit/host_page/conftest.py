"""A started page without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from host_page.boot import Boot
from tests.unit.host_page.fake_bridge import FakeBridge
from tools.paths import BUILT_IN_SCENARIO

CONFIGURATION = """\
[interaction-workspace]
service-client-api.accepted-web-content-origins = http://crm.example
workspace.web-content = Frame, Window

[Frame]
label = In a frame
url = http://crm.example/app?agent=$Agent.UserName$
allow = microphone

[Window]
label = In a window
url = http://crm.example/window
mode = popup
"""


class StartedPage:
    """The entry into Python, and what came of it."""

    def __init__(self, bridge: FakeBridge, search: str = "", configuration: str = CONFIGURATION) -> None:
        self.bridge = bridge
        self.boot = Boot(bridge)
        bridge.connect(self.boot)
        scenario = {"name": "built-in scenario", "text": BUILT_IN_SCENARIO.read_text(encoding="utf-8")}
        document = {
            "configuration": {"name": "test.cfg", "text": configuration},
            "scenario": scenario,
            "builtIn": {
                "configuration": {"name": "built-in configuration", "text": CONFIGURATION},
                "scenario": scenario,
            },
        }
        self.boot("start", json.dumps(document), search, "")

    def call(self, name: str, **args: Any) -> Any:
        """A driver call; its answer as the page reads it."""
        return json.loads(self.boot("call", name, json.dumps(args), ""))

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.call("state")["data"]
        return state

    def request(self, frame: str, name: str, reference: str = "0", origin: str = "http://crm.example") -> None:
        message = {"request": name, "parameters": [], "referenceId": reference, "userAgent": "WWE Client"}
        self.boot("message", frame, origin, json.dumps(message))


@pytest.fixture
def bridge() -> FakeBridge:
    return FakeBridge()


@pytest.fixture
def start(bridge: FakeBridge) -> Callable[..., StartedPage]:
    return lambda **options: StartedPage(bridge, **options)


@pytest.fixture
def started(bridge: FakeBridge) -> StartedPage:
    return StartedPage(bridge)
