"""Rendering: only what has changed, and only if it looks different."""

from collections.abc import Mapping

import pytest

from host_page.rendering import TRAFFIC_EVERY, Rendering
from host_page.views.regions import Region
from scapi.host import Area
from scapi.testing import FakeHost
from tests.unit.host_page.fake_bridge import FakeBridge


class FakeViews:
    """Renders a number for each region that a test can change."""

    def __init__(self) -> None:
        self.html = dict.fromkeys(Region, "0")
        self.rendered: list[Region] = []
        self.frame: str | None = None
        self.due_now: set[Region] = set()
        self.broken: Region | None = None

    def render(self, region: Region) -> str:
        self.rendered.append(region)
        if region is self.broken:
            raise ValueError("a bug in a template")
        return self.html[region]

    def times(self) -> Mapping[str, str]:
        return {"clock": "14:02"}

    def due(self) -> set[Region]:
        return self.due_now

    def title(self) -> str:
        return "Agent Workspace"

    def visible_frame(self) -> str | None:
        return self.frame


@pytest.fixture
def views() -> FakeViews:
    return FakeViews()


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def rendering(bridge: FakeBridge, host: FakeHost, views: FakeViews) -> Rendering:
    return Rendering(bridge, host, views)


def test_many_changes_are_one_drawing(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    for _ in range(5):
        rendering.area_changed(Area.INTERACTIONS)
    assert len(bridge.made("drawSoon")) == 1
    rendering.draw()
    assert len(views.rendered) == len(set(views.rendered))


def test_what_looks_the_same_is_left_alone(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    rendering.changed(Region.CASE, Region.TOP)
    rendering.draw()
    bridge.forget()
    views.html[Region.CASE] = "1"
    rendering.changed(Region.CASE, Region.TOP)
    rendering.draw()
    assert bridge.made("morph") == [("case", "1")]


def test_the_traffic_is_followed_at_a_pace(
    bridge: FakeBridge, host: FakeHost, rendering: Rendering, views: FakeViews
) -> None:
    for _ in range(1000):
        rendering.area_changed(Area.TRAFFIC)
    assert bridge.made("drawSoon") == []
    host.advance(TRAFFIC_EVERY)
    assert len(bridge.made("drawSoon")) == 1
    rendering.draw()
    assert Region.TRAFFIC in views.rendered


def test_a_view_that_fails_costs_its_own_region_only(
    bridge: FakeBridge, rendering: Rendering, views: FakeViews
) -> None:
    views.broken = Region.RAIL
    rendering.changed(*Region)
    rendering.draw()
    assert {region for region, _ in bridge.made("morph")} == set(Region) - {Region.RAIL}
    ((text,),) = bridge.made("logError")
    assert "a bug in a template" in text


def test_the_focus_moves_after_the_element_is_there(bridge: FakeBridge, rendering: Rendering) -> None:
    rendering.focus("#data-input")
    rendering.changed(Region.CASE)
    rendering.draw()
    assert [call[0] for call in bridge.calls if call[0] in ("morph", "focusOn")] == ["morph", "focusOn"]
    bridge.forget()
    rendering.draw()
    assert bridge.made("focusOn") == []


def test_a_second_moves_the_times_and_what_is_due(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    views.due_now = {Region.CASE}
    rendering.tick()
    assert bridge.made("setTimes") == [('{"clock": "14:02"}',)]
    rendering.draw()
    assert views.rendered == [Region.CASE]


def test_the_times_jump_with_the_clock(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    rendering.area_changed(Area.CLOCK)
    rendering.draw()
    assert bridge.made("setTimes") == [('{"clock": "14:02"}',)]
    assert Region.SIMULATOR in views.rendered
    rendering.draw()
    assert len(bridge.made("setTimes")) == 1


def test_the_frame_in_view_is_told_when_it_changes(bridge: FakeBridge, rendering: Rendering, views: FakeViews) -> None:
    views.frame = "frame1"
    rendering.draw()
    rendering.draw()
    views.frame = None
    rendering.draw()
    assert bridge.made("showFrame") == [("frame1",), ("",)]
