"""What becomes of an open app whose origin gets into the list."""

from __future__ import annotations

import pytest

from tests.unit.host_page.conftest import CONFIGURATION, StartedPage
from tests.unit.host_page.fake_bridge import FakeBridge
from tests.unit.host_page.test_live_files import banner, change

UNLISTED = CONFIGURATION.replace("origins = http://crm.example", "origins = http://other.example")
BOTH = UNLISTED.replace("origins = ", "origins = http://crm.example, ")
OPTION = "service-client-api.accepted-web-content-origins"


@pytest.fixture
def refused(bridge: FakeBridge) -> StartedPage:
    """A page with an app that was refused as it began."""
    started = StartedPage(bridge, configuration=UNLISTED)
    started.boot("soon", "", "", "")
    started.boot("loaded", "frame1", "0", "")
    started.request("frame1", "agent.get")
    return started


def trouble(bridge: FakeBridge) -> str:
    """What is told in the place of the app that is shown."""
    return [str(content) for region, content in bridge.patched() if region == "app-body"][-1]


def lift(started: StartedPage) -> None:
    """The agent looks at the page of an app that is not listed."""
    started.boot("action", "app-uncover", "frame1", "{}")


def test_it_is_loaded_again_when_nobody_could_have_used_it(bridge: FakeBridge, refused: StartedPage) -> None:
    refused.call("ring", ani="1")
    refused.call("act", interactionId="1", action="accept")
    change(refused, BOTH)
    assert bridge.made("reloadFrame") == [("frame1",)]
    assert "In a frame was loaded again, for its origin is listed now." in banner(bridge)
    assert refused.state["interactions"][0]["state"] == "TALKING"
    change(refused, BOTH.replace("http://other.example", "http://third.example"))
    assert len(bridge.made("reloadFrame")) == 1, "it was listed before this change"


def test_options_that_are_tried_do_the_same(bridge: FakeBridge, refused: StartedPage) -> None:
    refused.boot("action", "policy-edit", OPTION, '{"value": "http://crm.example"}')
    assert bridge.made("reloadFrame") == []
    refused.boot("action", "policy-apply", "", "{}")
    refused.boot("draw", "", "", "")
    assert bridge.made("reloadFrame") == [("frame1",)]
    assert "In a frame was loaded again, for its origin is listed now." in banner(bridge)


def test_one_that_somebody_may_have_worked_in_is_left_alone_and_says_so(
    bridge: FakeBridge, refused: StartedPage
) -> None:
    lift(refused)
    change(refused, BOTH)
    assert bridge.made("reloadFrame") == []
    assert "In a frame has begun while refused: load it again" in banner(bridge)
    assert "This app is listed now, and began before" in trouble(bridge)
    assert ">Load it again</button>" in trouble(bridge)
    refused.boot("action", "app-reload", "frame1", "{}")
    assert bridge.made("reloadFrame") == [("frame1",)]
    refused.boot("loaded", "frame1", "0", "")
    refused.boot("draw", "", "", "")
    assert "Load it again" not in trouble(bridge)


def test_one_that_asked_for_nothing_until_it_was_used_is_left_alone(bridge: FakeBridge) -> None:
    started = StartedPage(bridge, configuration=UNLISTED)
    started.boot("soon", "", "", "")
    started.boot("loaded", "frame1", "60000", "")
    started.request("frame1", "agent.get")
    change(started, BOTH)
    assert bridge.made("reloadFrame") == []
    assert ">Load it again</button>" in trouble(bridge)


def test_one_that_was_silent_is_not_loaded_again(bridge: FakeBridge) -> None:
    started = StartedPage(bridge, configuration=UNLISTED)
    started.boot("loaded", "frame1", "0", "")
    change(started, BOTH)
    assert bridge.made("reloadFrame") == []
    assert "loaded again" not in banner(bridge)


def test_one_that_was_refused_for_a_while_has_what_it_subscribed_to(bridge: FakeBridge, started: StartedPage) -> None:
    started.boot("soon", "", "", "")
    started.boot("loaded", "frame1", "0", "")
    started.request("frame1", "agent.get")
    change(started, UNLISTED)
    started.request("frame1", "agent.get", "1")
    change(started, BOTH)
    assert bridge.made("reloadFrame") == []
    assert "begun while refused" not in banner(bridge)


def test_a_window_is_its_user_s_to_load_again(bridge: FakeBridge, refused: StartedPage) -> None:
    refused.boot("action", "app-window", "frame2", "{}")
    refused.request("frame2", "agent.get")
    change(refused, BOTH)
    assert bridge.made("reloadFrame") == [("frame1",)]
    assert "In a window has begun while refused" in banner(bridge)
    refused.boot("action", "app-select", "frame2", "{}")
    refused.boot("draw", "", "", "")
    assert "Load it again in its window." in trouble(bridge)
    assert ">Load it again</button>" not in trouble(bridge)


def test_one_that_nobody_sees_is_loaded_again(bridge: FakeBridge) -> None:
    started = StartedPage(bridge, configuration=UNLISTED.replace("mode = popup", "mode = background"))
    started.boot("soon", "", "", "")
    started.boot("loaded", "frame2", "60000", "")
    started.request("frame2", "agent.get")
    change(started, BOTH.replace("mode = popup", "mode = background"))
    assert bridge.made("reloadFrame") == [("frame2",)]
