"""Somebody of the same origin plants rows in the browser's database, or messages on the channel of the tabs."""

from __future__ import annotations

import base64
import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_replication import Network, Tab
from tools.paths import ROOT


class Payload:
    """What runs when it is unpickled."""

    def __init__(self, touched: Path) -> None:
        self._touched = touched

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._touched,)


@pytest.fixture
def leader() -> Tab:
    tab = Network().tab()
    tab.replication.lead()
    tab.session.driver.call("ring", {"ani": "1"})
    tab.network.advance(10)  # rows are collected before they are kept
    return tab


def planted(touched: Path) -> list[Any]:
    pickled = pickle.dumps(Payload(touched))
    return [
        base64.b64encode(pickled).decode(),
        pickled.decode("latin-1"),
        {"$": "Payload"},
        {"$": "os.system", "command": f"touch {touched}"},
        {"$": "__reduce__"},
        {"__reduce__": ["os.system", [f"touch {touched}"]]},
        {"$": "Interaction", "__class__": "x", "id": {"$": "Frame"}},
        {"#": "nowhere"},
        ["Frame", {"$": "Session"}],
        None,
        5,
    ]


@pytest.mark.parametrize("number", range(11))
def test_a_planted_row_runs_nothing_and_restores_nothing(leader: Tab, tmp_path: Path, number: int) -> None:
    touched = tmp_path / "touched"
    name = next(name for name in leader.rows if name.startswith("interactions/"))
    rows = {**leader.rows, name: [0, planted(touched)[number]]}
    tab = leader.network.tab()
    assert not tab.replication.resume(json.dumps(rows))
    assert tab.states == {}
    assert not touched.exists()


@pytest.mark.parametrize("number", range(11))
def test_nor_does_a_message_on_the_channel(leader: Tab, tmp_path: Path, number: int) -> None:
    touched = tmp_path / "touched"
    follower = leader.network.follower()
    assert follower.states == {"1": "RINGING"}
    value = planted(touched)[number]
    for text in (json.dumps(value), json.dumps({"tab": leader.name, "message": value}), str(value)):
        follower.replication.receive(text)
    leader.network.deliver()
    assert follower.states == {"1": "RINGING"}
    assert not touched.exists()


def test_what_another_build_has_kept_is_not_read(leader: Tab) -> None:
    assert not leader.network.tab(build="another").replication.resume(leader.stored)


def test_nothing_in_the_page_unpickles_or_evaluates() -> None:
    sources = [path for folder in ("scapi", "host_page") for path in (ROOT / folder).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\b(pickle|marshal|shelve|dill)\b|(?<![.\w])(eval|exec)\(", line)
    ]
    assert len(sources) > 100
    assert found == []
