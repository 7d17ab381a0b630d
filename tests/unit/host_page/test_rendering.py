"""Rendering: only what has changed, told to the page at once, and only when it looks different."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest

from host_page.changes import Changes
from host_page.rendering import SETTLES_AFTER, SHARES_FOR, TRAFFIC_EVERY, Rendering
from host_page.views.drawing import Content, Ids, Patch
from host_page.views.moments import Form, Running, Time
from host_page.views.regions import AREA_REGIONS, OF_FRAMES, Region, with_parts
from host_page.views.ui_state import UiState
from scapi.driven import DrivenSession
from scapi.host import Area
from scapi.testing import FakeHost, fake_host, new_session
from tests.unit.host_page.fake_bridge import FakeBridge


class FakeViews:
    """Draws the name of each part that has changed, and notes of which ids."""

    def __init__(self) -> None:
        self.asked: dict[Region, Ids] = {}
        self.frame: str | None = None
        self.due_in: dict[Region, float] = {}
        self.broken: Region | None = None
        self.unseen: set[Region] = set()
        self.time: Time = ""
        self.takes: Callable[[], None] = lambda: None

    def draw(self, changed: dict[Region, Ids], failed: Callable[[Region], None]) -> list[Patch]:
        self.takes()
        self.asked = {region: ids for region, ids in changed.items() if region not in self.unseen}
        for region in self.asked:
            del changed[region]
        if self.broken is not None:
            try:
                raise ValueError("a bug in a template")
            except ValueError:
                failed(self.broken)
        return [Content(region, "html") for region in self.asked if region is not self.broken]

    def due(self) -> Mapping[Region, float]:
        return self.due_in

    def title(self) -> tuple[str, Time, str]:
        return "", self.time, "Agent Workspace"

    def visible_frame(self) -> str | None:
        return self.frame


@pytest.fixture
def views() -> FakeViews:
    return FakeViews()


@pytest.fixture
def session() -> DrivenSession:
    return new_session()


@pytest.fixture
def host(session: DrivenSession) -> FakeHost:
    return fake_host(session)


@pytest.fixture
def changes(bridge: FakeBridge) -> Changes:
    return Changes(bridge)


@pytest.fixture
def ui() -> UiState:
    return UiState()


@pytest.fixture
def rendering(bridge: FakeBridge, session: DrivenSession, ui: UiState, changes: Changes, views: FakeViews) -> Rendering:
    return Rendering(bridge, bridge.takePatch(), session, ui, changes, views)


def test_many_changes_are_one_drawing_and_one_call(bridge: FakeBridge, changes: Changes, rendering: Rendering) -> None:
    for number in range(5):
        changes.area(Area.INTERACTIONS, str(number))
    assert len(bridge.made("drawSoon")) == 1
    rendering.draw()
    assert len(bridge.made("patch")) == 1
    changes.area(Area.AGENT)
    assert len(bridge.made("drawSoon")) == 2


def test_the_ids_of_what_has_changed_are_told(changes: Changes, rendering: Rendering, views: FakeViews) -> None:
    for interaction in ("1", "2"):
        changes.area(Area.INTERACTIONS, interaction)
    rendering.draw()
    expected = {part for region in AREA_REGIONS[Area.INTERACTIONS] for part in with_parts(region)}
    assert views.asked == dict.fromkeys(expected, frozenset({"1", "2"}))
    changes.area(Area.INTERACTIONS, "1")
    changes.mark(Region.RAIL)
    rendering.draw()
    assert views.asked[Region.INTERACTIONS] is None, "any of them"
    assert views.asked[Region.CASE] == frozenset({"1"})


def test_the_traffic_is_followed_at_a_pace(
    bridge: FakeBridge, host: FakeHost, changes: Changes, rendering: Rendering, views: FakeViews
) -> None:
    for _ in range(1000):
        changes.area(Area.TRAFFIC, "frame1")
        rendering.follow_traffic()
    changes.area(Area.TRAFFIC)
    assert bridge.made("drawSoon") == []
    host.advance(TRAFFIC_EVERY)
    assert bridge.made("drawSoon") == [], "something else may be drawn"
    host.advance(SHARES_FOR)
    assert len(bridge.made("drawSoon")) == 1
    rendering.draw()
    assert views.asked[Region.TRAFFIC_ROWS] is None


def test_new_messages_are_drawn_with_what_is_drawn_anyway(
    bridge: FakeBridge, host: FakeHost, changes: Changes, rendering: Rendering, views: FakeViews
) -> None:
    changes.area(Area.TRAFFIC, "frame1")
    rendering.follow_traffic()
    host.advance(TRAFFIC_EVERY)
    changes.area(Area.INTERACTIONS, "1")
    rendering.draw()
    assert {Region.CASE, Region.TRAFFIC_ROWS} <= set(views.asked)
    bridge.forget()
    host.advance(SHARES_FOR)
    assert len(bridge.made("drawSoon")) == 1
    rendering.draw()
    assert Region.CHIPS in views.asked
    assert Region.TRAFFIC_ROWS not in views.asked
    host.advance(SETTLES_AFTER + 1)
    rendering.draw()
    bridge.forget()
    host.advance(10)
    assert bridge.made("drawSoon") == []


def test_what_counts_messages_is_drawn_in_a_turn_after_the_messages(
    bridge: FakeBridge, host: FakeHost, changes: Changes, rendering: Rendering, views: FakeViews
) -> None:
    def drawn() -> set[Region]:
        rendering.draw()
        return set(views.asked)

    changes.area(Area.TRAFFIC, "frame1")
    rendering.follow_traffic()
    host.advance(TRAFFIC_EVERY + SHARES_FOR)
    messages = drawn()
    assert messages >= {Region.TRAFFIC, Region.TRAFFIC_ROWS, Region.TRAFFIC_NOTES, Region.DETAILS, Region.TIMELINE}
    changes.area(Area.TRAFFIC, "frame2")
    rendering.follow_traffic()
    assert bridge.made("drawSoon") == [()]
    host.advance(SHARES_FOR)
    assert bridge.made("drawSoon") == [(), ()]
    counts = drawn()
    assert {views.asked[region] for region in OF_FRAMES} == {frozenset({"frame1"})}
    assert counts >= {Region.CHIPS, Region.STRIP, *OF_FRAMES}
    assert not messages & counts
    whole = {part for region in AREA_REGIONS[Area.TRAFFIC] for part in with_parts(region)}
    assert messages | counts == whole, "nothing that shows the traffic is left out"
    rendering.follow_traffic()
    host.advance(TRAFFIC_EVERY)
    assert drawn() == messages, "what came in between is seen in the next round"
    assert drawn() == counts
    assert {views.asked[region] for region in OF_FRAMES} == {frozenset({"frame2"})}


@pytest.mark.parametrize(("takes", "every"), [(0.001, 2 * SHARES_FOR + TRAFFIC_EVERY), (0.012, 0.8), (0.06, 1.28)])
def test_following_the_traffic_leaves_most_of_the_time_to_the_messages(
    bridge: FakeBridge,
    host: FakeHost,
    changes: Changes,
    rendering: Rendering,
    views: FakeViews,
    takes: float,
    every: float,
) -> None:
    views.takes = lambda: host.advance(takes)

    def followed(seconds: float) -> list[float]:
        """When the messages were drawn, of which one comes each hundredth of a second."""
        end, found = host.time + seconds, []
        while host.time < end:
            changes.area(Area.TRAFFIC, "frame1")
            rendering.follow_traffic()
            host.advance(0.01)
            if bridge.made("drawSoon"):
                bridge.forget()
                began = host.time
                rendering.draw()
                if Region.DETAILS in views.asked:
                    found.append(began)
        return found

    times = followed(4 * every)
    assert [later - earlier for earlier, later in pairwise(times)][-2:] == pytest.approx([every] * 2, rel=0.1)
    for _ in range(3):
        host.advance(5)
        rendering.draw()
    began = host.time
    assert followed(0.3)[0] - began == pytest.approx(TRAFFIC_EVERY + SHARES_FOR, abs=0.021), (
        "after a rest as soon as ever"
    )


def test_what_goes_with_a_drawing_is_not_looked_at_when_only_messages_have_come(
    bridge: FakeBridge, session: DrivenSession, host: FakeHost, ui: UiState, changes: Changes, views: FakeViews
) -> None:
    looked: list[str] = []
    rendering = Rendering(bridge, bridge.takePatch(), session, ui, changes, views, [lambda: looked.append("after")])

    def turn(change: Callable[[], None] = lambda: None) -> int:
        changes.area(Area.TRAFFIC)
        rendering.follow_traffic()
        host.advance(TRAFFIC_EVERY)
        change()
        before = len(looked)
        for _ in range(2):
            host.advance(SHARES_FOR)
            rendering.draw()
        return len(looked) - before

    assert turn() == 0
    for change in (lambda: changes.area(Area.AGENT), lambda: changes.mark(Region.TOP), lambda: changes.focus("#top")):
        assert turn(change) == 1
        assert turn() == 0
    rendering.draw()
    assert len(looked) == 4, "whoever draws at once, as at the start, has all of it"


def test_what_messages_had_no_time_for_is_drawn_when_none_comes_any_more(
    bridge: FakeBridge, host: FakeHost, changes: Changes, rendering: Rendering, views: FakeViews, ui: UiState
) -> None:
    def message() -> None:
        changes.area(Area.TRAFFIC, "frame1")
        rendering.follow_traffic()
        for wait in (TRAFFIC_EVERY + SHARES_FOR, SHARES_FOR, SETTLES_AFTER - 0.6):
            host.advance(wait)
            rendering.draw()

    for _ in range(5):
        message()
        assert ui.traffic.flows
    host.advance(SETTLES_AFTER)
    rendering.draw()
    assert not ui.traffic.flows
    assert Region.TRAFFIC_ROWS in views.asked


def test_a_view_that_fails_is_told(
    bridge: FakeBridge, changes: Changes, rendering: Rendering, views: FakeViews
) -> None:
    views.broken = Region.RAIL
    changes.mark(*Region)
    rendering.draw()
    assert {region for region, _ in bridge.patched()} == set(Region) - {Region.RAIL}
    ((text,),) = bridge.made("logError")
    assert "a bug in a template" in text


def test_the_focus_moves_after_the_element_is_there(bridge: FakeBridge, changes: Changes, rendering: Rendering) -> None:
    changes.focus("#data-input")
    changes.mark(Region.CASE)
    rendering.draw()
    assert [call[0] for call in bridge.calls if call[0] in ("patch", "focusOn")] == ["patch", "focusOn"]
    bridge.forget()
    rendering.draw()
    assert bridge.made("focusOn") == []


def test_nothing_is_drawn_for_a_second_that_goes_by(bridge: FakeBridge, host: FakeHost, rendering: Rendering) -> None:
    rendering.draw()
    bridge.forget()
    host.advance(3600)
    assert bridge.calls == []


def test_what_changes_by_itself_is_drawn_when_it_does(
    bridge: FakeBridge, host: FakeHost, rendering: Rendering, views: FakeViews
) -> None:
    views.due_in = {Region.DATA: 20.0, Region.BANNER: 30.0}
    rendering.draw()
    bridge.forget()
    host.advance(19.9)
    assert bridge.made("drawSoon") == []
    host.advance(0.2)
    assert len(bridge.made("drawSoon")) == 1
    views.due_in = {}
    rendering.draw()
    assert set(views.asked) == {Region.DATA}
    assert host.timers == 0


def test_the_clock_is_told_when_it_may_have_jumped(
    bridge: FakeBridge, session: DrivenSession, changes: Changes, rendering: Rendering
) -> None:
    rendering.draw()
    rendering.draw()
    session.driver.call("clock", {"mode": "manual"})
    changes.area(Area.CLOCK)
    rendering.draw()
    assert [runs for _, runs in bridge.made("setClock")] == [True, False]


def test_the_title_is_told_when_it_changes(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    rendering.draw()
    rendering.draw()
    views.time = Running(Form.DURATION, 7.0)
    rendering.draw()
    told = [json.loads(text) for (text,) in bridge.made("setTitle")]
    assert told == [["", "", "Agent Workspace"], ["", ["duration", 7.0], "Agent Workspace"]]


def test_the_frame_in_view_is_told_when_it_changes(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    views.frame = "frame1"
    rendering.draw()
    rendering.draw()
    views.frame = None
    rendering.draw()
    assert bridge.made("showFrame") == [("frame1",), ("",)]


def test_a_panel_that_comes_into_view_is_drawn_then(
    bridge: FakeBridge, changes: Changes, rendering: Rendering, views: FakeViews
) -> None:
    views.unseen = {Region.SIMULATOR}
    rendering.seen('["simulator", "nonsense"]')
    changes.mark(Region.SIMULATOR)
    rendering.draw()
    bridge.forget()
    rendering.seen('["simulator"]')
    views.unseen = set()
    rendering.seen("[]")
    assert len(bridge.made("drawSoon")) == 1
    rendering.draw()
    assert Region.SIMULATOR in views.asked


def test_a_popover_is_drawn_before_it_is_seen(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    rendering.toggled("messages", opened=True)
    assert bridge.patched() == [("messages-list", "html")]
    rendering.toggled("agent-menu", opened=True)
    assert len(bridge.patched()) == 1
