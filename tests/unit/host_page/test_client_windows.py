"""Windows follow the frames that the session knows."""

import json
from collections.abc import Callable

import pytest

from scapi.workspace.web_applications import DEFAULT_SANDBOX
from tests.unit.host_page.conftest import CONFIGURATION, StartedPage
from tests.unit.host_page.fake_bridge import FakeBridge


def added(bridge: FakeBridge) -> list[dict[str, object]]:
    return [json.loads(text) for (text,) in bridge.made("addFrame")]


def test_a_frame_is_made_for_each_app_that_lives_in_one(bridge: FakeBridge, started: StartedPage) -> None:
    username = started.state["agent"]["username"]
    assert added(bridge) == [
        {
            "id": "frame1",
            "title": "In a frame, http://crm.example",
            "url": f"http://crm.example/app?agent={username}",
            "allow": "microphone",
            "sandbox": DEFAULT_SANDBOX,
            "dialog": False,
        }
    ]
    assert bridge.made("openPopup") == []


def test_a_client_that_is_opened_and_closed_comes_and_goes(bridge: FakeBridge, started: StartedPage) -> None:
    bridge.forget()
    frame_id = started.call("openClient", label="New", url="http://crm.example/new")["data"]["frameId"]
    started.boot("soon", "", "", "")
    assert [frame["id"] for frame in added(bridge)] == [frame_id]
    started.call("closeClient", frameId=frame_id)
    started.boot("soon", "", "", "")
    assert bridge.made("removeFrame") == [(frame_id,)]


def test_windows_are_brought_in_step_before_the_next_message(bridge: FakeBridge, started: StartedPage) -> None:
    bridge.forget()
    started.call("openClient", label="New", url="http://crm.example/new")
    assert bridge.made("soon")


def test_a_popup_opens_on_a_click_and_is_a_new_client_after_it_was_closed(
    bridge: FakeBridge, started: StartedPage
) -> None:
    started.boot("action", "app-window", "frame2", "{}")
    assert bridge.made("openPopup") == [("frame2", "http://crm.example/window")]
    started.request("frame2", "agent.get")
    assert len(bridge.made("post")) == 2  # the reply, and the frame's identity
    started.boot("closed", "frame2", "", "")
    assert [frame["frameId"] for frame in started.state["frames"]] == ["frame1", "frame3"]
    started.boot("action", "app-window", "frame3", "{}")
    started.boot("closed", "frame3", "", "")
    assert [frame["frameId"] for frame in started.state["frames"]] == ["frame1", "frame4"]


def test_a_popup_that_the_browser_blocks_changes_nothing(bridge: FakeBridge, started: StartedPage) -> None:
    bridge.blocks_popups = True
    before = started.state["frames"]
    started.boot("action", "app-window", "frame1", "{}")
    assert started.state["frames"] == before


def test_a_second_window_of_an_app_in_a_frame_is_gone_when_closed(bridge: FakeBridge, started: StartedPage) -> None:
    started.boot("action", "app-window", "frame1", "{}")
    assert [frame["frameId"] for frame in started.state["frames"]] == ["frame1", "frame2", "frame3"]
    started.boot("closed", "frame3", "", "")
    assert [frame["frameId"] for frame in started.state["frames"]] == ["frame1", "frame2"]


def test_an_embedding_page_gets_no_frame(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    bridge.embedded = True
    started = start()
    assert [frame["id"] for frame in added(bridge)] == ["frame1"]
    started.boot("action", "app-window", "embedder", "{}")
    assert bridge.made("openPopup") == []


def test_a_frame_is_loaded_again_where_it_is(bridge: FakeBridge, started: StartedPage) -> None:
    started.boot("action", "app-reload", "frame1", "{}")
    assert bridge.made("reloadFrame") == [("frame1",)]


@pytest.mark.parametrize(
    ("sandbox", "opened"),
    [("", 1), ("sandbox = none", 1), ("sandbox = allow-scripts allow-popups-to-escape-sandbox", 1)]
    + [(f"sandbox = {tokens}", 0) for tokens in ("", "allow-scripts allow-popups", "allow-scripts allow-same-origin")],
)
def test_a_window_opens_only_where_the_sandbox_may_be_left(
    start: Callable[..., StartedPage], bridge: FakeBridge, sandbox: str, opened: int
) -> None:
    started = start(configuration=CONFIGURATION.replace("allow = microphone", sandbox))
    started.boot("action", "app-window", "frame1", "{}")
    assert len(bridge.made("openPopup")) == opened
    assert len(started.state["frames"]) == 2 + opened


def test_the_page_s_own_origin_is_no_client(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    bridge.origin = "http://crm.example"
    started = start()
    assert started.state["frames"] == []
    assert "on another origin than that of the workspace" in started.state["problems"][0]


def test_a_window_that_was_closed_a_moment_ago_opens_as_a_new_client(bridge: FakeBridge, started: StartedPage) -> None:
    started.boot("action", "app-window", "frame2", "{}")
    started.request("frame2", "agent.get")
    bridge.closed_popups = {"frame2"}
    started.boot("action", "app-window", "frame2", "{}")
    frames = {frame["frameId"]: frame for frame in started.state["frames"]}
    assert "frame2" not in frames, "its subscriptions are gone with it"
    opened = [frame for frame, _ in bridge.made("openPopup")]
    assert opened[0] == "frame2"
    assert opened[1] in frames


@pytest.fixture
def with_each(start: Callable[..., StartedPage]) -> StartedPage:
    """An app opens in a window with each interaction."""
    by_interaction = CONFIGURATION.replace("workspace.web-content", "interaction.web-content")
    assert "mode = popup" in by_interaction
    return start(configuration=by_interaction)


def accept(started: StartedPage) -> str:
    interaction_id: str = started.call("ring", ani="1")["data"]["interactionId"]
    started.call("act", interactionId=interaction_id, action="accept")
    started.boot("soon", "", "", "")
    return next(frame["frameId"] for frame in started.state["frames"] if frame["mode"] == "popup")


def test_the_click_that_accepts_opens_the_windows_of_the_interaction(
    bridge: FakeBridge, with_each: StartedPage
) -> None:
    bridge.acting = True
    popup = accept(with_each)
    assert [frame for frame, _ in bridge.made("openPopup")] == [popup]
    with_each.boot("closed", popup, "", "")
    with_each.boot("soon", "", "", "")
    assert len(bridge.made("openPopup")) == 1, "one that the agent has closed does not come back by itself"


def test_without_a_click_the_windows_of_an_interaction_wait_for_one(bridge: FakeBridge, with_each: StartedPage) -> None:
    popup = accept(with_each)
    bridge.acting = True
    with_each.boot("soon", "", "", "")
    assert bridge.made("openPopup") == []
    with_each.boot("action", "app-window", popup, "{}")
    assert [frame for frame, _ in bridge.made("openPopup")] == [popup]


def test_the_windows_of_the_workspace_wait_for_their_own_click(
    start: Callable[..., StartedPage], bridge: FakeBridge
) -> None:
    bridge.acting = True
    start()
    assert bridge.made("openPopup") == []
