"""The traffic log is kept for a reload, a moment later and once, and comes back before the messages of the new page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from host_page.changes import Changes
from host_page.traffic_keeping import BLOCK, KEEP_AFTER, LONGEST_KEPT, TrafficKeeping
from host_page.views.regions import Region
from host_page.views.ui_state import UiState
from scapi.driven import DrivenSession
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, configuration
from tests.support.late_link import LateCentre, Order, Wire
from tests.unit.host_page.fake_bridge import FakeBridge


class Keeper:
    """One page whose traffic is kept."""

    def __init__(self, session: DrivenSession) -> None:
        self.session = session
        self.host = fake_host(session)
        self.bridge = FakeBridge()
        self.ui = UiState()
        self.changes = Changes(self.bridge)
        self.keeping = TrafficKeeping(self.bridge, self.host, session, self.ui, self.changes)
        self.client = Client.opened(session, ALLOWED, "My app")

    def request(self, name: str = "agent.get", *parameters: Any) -> None:
        self.client.request(name, *parameters)
        self.keeping.follow()

    def kept(self, call: str = "keepTraffic") -> list[dict[str, Any]]:
        return [row for (block,) in self.bridge.made(call) for row in json.loads(block)]

    def asked(self) -> list[str | None]:
        return [row.get("request") for row in self.kept() if row["kind"] == "request"]


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(new_session(configuration(ALLOWED)))


def test_messages_are_kept_together_and_once(keeper: Keeper) -> None:
    for _ in range(3):
        keeper.request()
    assert keeper.kept() == []
    assert keeper.host.timers == 1
    keeper.host.advance(KEEP_AFTER)
    assert len(keeper.bridge.made("keepTraffic")) == 1
    assert keeper.asked() == ["agent.get"] * 3
    assert keeper.kept()[0]["kind"] == "page"
    assert {row["app"] for row in keeper.kept()[1:]} == {"My app"}
    keeper.request("agent.getState")
    keeper.host.advance(KEEP_AFTER)
    assert keeper.asked() == [*["agent.get"] * 3, "agent.getState"]
    keeper.host.advance(60)
    assert len(keeper.bridge.made("keepTraffic")) == 2


def test_nothing_is_written_while_nothing_comes(keeper: Keeper) -> None:
    keeper.keeping.follow()
    assert keeper.host.timers == 0
    keeper.keeping.leave()
    assert keeper.bridge.calls == [("keepTrafficAtOnce", "")]


def test_a_request_is_kept_when_it_is_answered() -> None:
    wire = Wire(Order.NOTIFICATIONS_FIRST)
    keeper = Keeper(new_session(configuration(ALLOWED), through=lambda port: LateCentre(port, wire)))
    wire.let_through()
    keeper.request("agent.get")
    keeper.request("voice.dial", "5001")
    keeper.host.advance(KEEP_AFTER)
    assert keeper.asked() == ["agent.get"]
    wire.let_through()
    keeper.host.advance(KEEP_AFTER)
    assert keeper.asked() == ["agent.get", "voice.dial"]
    assert all("ms" in row for row in keeper.kept() if row["kind"] == "request")


def test_a_page_that_goes_leaves_what_is_not_kept_yet(keeper: Keeper) -> None:
    keeper.request()
    keeper.keeping.leave()
    rows = keeper.kept("keepTrafficAtOnce")
    assert [row["kind"] for row in rows[:2]] == ["page", "request"]
    keeper.bridge.forget()
    keeper.keeping.leave()
    assert keeper.bridge.calls == [("keepTrafficAtOnce", "")], "nothing but what is on its way to the database"


def test_a_flood_is_kept_by_its_newest(keeper: Keeper) -> None:
    for number in range(400):
        keeper.request("agent.get", number)
    keeper.host.advance(KEEP_AFTER)
    assert len(keeper.kept()) == BLOCK + 1


def test_a_long_message_is_kept_without_its_text(keeper: Keeper) -> None:
    keeper.request("no.such", "x" * LONGEST_KEPT)
    keeper.host.advance(KEEP_AFTER)
    assert [("text" in row) for row in keeper.kept() if row["kind"] == "request"] == [False]


def test_nothing_is_kept_that_the_log_has_left_out() -> None:
    keeper = Keeper(new_session(configuration(ALLOWED, "user-data.read-allowed = Segment")))
    keeper.client.subscribe("interaction")
    keeper.session.driver.call("ring", {"ani": "1", "userData": {"Secret": "hidden value", "Segment": "Gold"}})
    keeper.request("interaction.getInteractions")
    keeper.host.advance(KEEP_AFTER)
    assert "Gold" in json.dumps(keeper.kept())
    assert "hidden value" not in json.dumps(keeper.kept())


def test_what_comes_back_shows_what_was_logged_whatever_the_policy_is_now() -> None:
    strict = Keeper(new_session(configuration(ALLOWED, "user-data.read-allowed = Segment")))
    strict.session.driver.call("ring", {"ani": "1", "userData": {"Secret": "hidden value"}})
    strict.request("interaction.getInteractions")
    strict.host.advance(KEEP_AFTER)
    blocks = f"[{','.join(block for (block,) in strict.bridge.made('keepTraffic'))}]"
    open_now = Keeper(new_session(configuration(ALLOWED)))
    open_now.keeping.found(blocks)
    assert open_now.ui.traffic.earlier is not None
    assert "hidden value" not in str(open_now.ui.traffic.earlier.entries)


def test_it_comes_back_and_is_shown(keeper: Keeper) -> None:
    keeper.request()
    keeper.host.advance(KEEP_AFTER)
    other = Keeper(new_session(configuration(ALLOWED)))
    other.keeping.found(f"[{keeper.bridge.made('keepTraffic')[0][0]}]")
    earlier = other.ui.traffic.earlier
    assert earlier is not None
    assert [each.kind.value for each in earlier.entries][-1] == "page"
    assert Region.TRAFFIC in other.changes.regions
    assert other.session.driver.call("traffic", {}).data == []  # type: ignore[union-attr]


def test_switched_off_nothing_is_kept_or_comes_back(keeper: Keeper) -> None:
    keeper.request()
    keeper.ui.traffic.keeps = False
    keeper.keeping.update()
    assert keeper.bridge.store == {"traffic": "off"}
    keeper.host.advance(KEEP_AFTER)
    keeper.request()
    keeper.keeping.leave()
    keeper.keeping.found("[[]]")
    assert keeper.kept() == keeper.kept("keepTrafficAtOnce") == []
    keeper.ui.traffic.keeps = True
    keeper.keeping.update()
    keeper.request("agent.getState")
    keeper.host.advance(KEEP_AFTER)
    assert keeper.asked() == ["agent.getState"], "what came meanwhile is not kept"
