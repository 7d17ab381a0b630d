"""A request name is looked up in a flat list: no part of it reaches an attribute of anything."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

NAMES = [
    "constructor",
    "__class__",
    "__class__.__mro__",
    "agent.__init__",
    "agent.__globals__",
    "agent.get.call",
    "agent.get.__call__",
    "agent.get.__globals__.sys",
    "agent.get()",
    "agent..get",
    ".agent.get",
    "agent.get.",
    "agent/get",
    "agent['get']",
    "agent.handlers",
    "service.receive",
    "driver.ring",
    "system.reset",
    "genesys.wwe.service.agent.get",
    "AGENT.GET",
    "agent.get\0",
    "agent.get\n",
    " agent.get",
    "agent.get,voice.dial",
    "agent.*",
    "*",
    "voice.dial(5001)",
    "sipEndpoint.dial",
    "voice.is",
    "import os",
    "{0.__class__}",
    "%s",
    "agent." * 1000,
    "x" * 100_000,
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:30])
def test_walk_ends_at_an_unknown_request(name: str) -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    reply = client.request(name, "5001", {"x": 1})
    assert reply is not None
    assert reply["errorMessage"] == f"Error: The request '{name}' is unknown."
    assert reply["request"] == name
    assert next(entry for entry in client.log).decision.reason is Reason.REQUEST_UNKNOWN


@pytest.mark.parametrize(
    "name", [["agent", "get"], {"agent": "get"}, ["constructor"], {"toString": None}, 0, -1, True], ids=str
)
def test_a_path_is_no_name(name: object) -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    reply = client.send({"request": name, "userAgent": "WWE Client", "referenceId": "0"})  # type: ignore[dict-item]
    assert reply is not None
    assert reply["errorMessage"].startswith("Error: The message is malformed:")


def test_events_are_names_not_paths() -> None:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction.userData", "interaction*", "*", "Interaction", " interaction", "__class__")
    session.driver.call("ring", {"ani": "1"})
    assert client.events == []
