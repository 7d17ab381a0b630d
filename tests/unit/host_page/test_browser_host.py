"""What is posted to many frames crosses the border once, and nothing is ever posted in the place of something else."""

from __future__ import annotations

from typing import Any

import pytest

from host_page.browser_host import BrowserHost
from tests.unit.host_page.fake_bridge import FakeBridge

EVENT = '{"event":"interaction"}'


class Failing(FakeBridge):
    """A bridge whose next call fails."""

    fails = False

    def post(self, *args: Any) -> None:
        self.calls.append(("post", *args))
        if self.fails:
            raise RuntimeError("the page is going")


@pytest.fixture
def bridge() -> Failing:
    return Failing()


@pytest.fixture
def host(bridge: Failing) -> BrowserHost:
    return BrowserHost(bridge, lambda _, __: None, lambda _: False, lambda _: None)


def test_an_event_for_several_frames_crosses_once(bridge: Failing, host: BrowserHost) -> None:
    for frame in ("frame1", "frame2", "frame3/1"):
        host.post(frame, "https://crm.example", EVENT)
    assert bridge.calls == [
        ("post", "frame1", "https://crm.example", EVENT),
        ("postAgain", "frame2", "https://crm.example"),
        ("postAgain", "frame3/1", "https://crm.example"),
    ]


def test_another_message_crosses_itself(bridge: Failing, host: BrowserHost) -> None:
    for text in (EVENT, '{"request":"agent.get"}', EVENT):
        host.post("frame1", "https://crm.example", text)
    assert [call[0] for call in bridge.calls] == ["post", "post", "post"]


def test_what_could_not_be_posted_is_not_posted_again_by_name(bridge: Failing, host: BrowserHost) -> None:
    """The page would take it for the message before, which was somebody else's."""
    host.post("frame1", "https://crm.example", '{"request":"agent.get"}')
    bridge.fails = True
    with pytest.raises(RuntimeError):
        host.post("frame2", "https://other.example", EVENT)
    bridge.fails = False
    host.post("frame2", "https://other.example", EVENT)
    assert bridge.calls[-1] == ("post", "frame2", "https://other.example", EVENT)
