"""What is posted to many frames crosses the border once, and nothing is ever posted in the place of something else."""

from __future__ import annotations

from typing import Any

import pytest

from host_page.browser_host import BrowserHost
from tests.unit.host_page.fake_bridge import FakeBridge

EVENT = '{"event":"interaction"}'


class Failing(FakeBridge):
    """A bridge that does not take a message for several frames while ``fails``."""

    fails = False

    def postAll(self, *args: Any) -> None:  # noqa: N802 - the page's name
        if self.fails:
            raise RuntimeError("the page is going")
        self.calls.append(("postAll", *args))


@pytest.fixture
def bridge() -> Failing:
    return Failing()


@pytest.fixture
def host(bridge: Failing) -> BrowserHost:
    return BrowserHost(bridge, lambda _, __: None, lambda _: False, lambda _: None)


RECEIVERS = [("frame1", "https://crm.example"), ("frame2", "*"), ("frame3/1", "https://crm.example")]


def test_an_event_for_several_frames_crosses_once(bridge: Failing, host: BrowserHost) -> None:
    assert host.post_all(RECEIVERS, EVENT) == {}
    assert bridge.calls == [
        ("postAll", "frame1\nframe2\nframe3/1", "https://crm.example\n*\nhttps://crm.example", EVENT)
    ]


def test_what_did_not_cross_has_reached_nobody(bridge: Failing, host: BrowserHost) -> None:
    bridge.fails = True
    failed = host.post_all(RECEIVERS, EVENT)
    assert {address: str(error) for address, error in failed.items()} == dict.fromkeys(
        ("frame1", "frame2", "frame3/1"), "the page is going"
    )
