from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tools import testing
from tools.messages import Failure
from tools.testing import CHROMIUM, FIREFOX, Browsers


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor


def test_a_browser_is_looked_for_once_and_in_the_order_that_is_asked_for(
    beside: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def finds(name: str) -> str:
        looked.append(name)
        return f"/{name}"

    monkeypatch.setattr(testing, "_RESOLVE", {name: lambda name=name: finds(name) for name in (CHROMIUM, FIREFOX)})
    browsers = Browsers(beside)
    browsers.look_for(CHROMIUM, FIREFOX)
    assert [browsers.path(name) for name in (FIREFOX, CHROMIUM, FIREFOX)] == ["/firefox", "/chromium", "/firefox"]
    assert looked == [CHROMIUM, FIREFOX]


def test_a_browser_that_is_not_there_is_told_whenever_it_is_needed(
    beside: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def finds_none() -> str:
        looked.append(FIREFOX)
        raise Failure("no Firefox")

    monkeypatch.setattr(testing, "_RESOLVE", {FIREFOX: finds_none})
    browsers = Browsers(beside)
    browsers.look_for(FIREFOX)
    for _ in range(2):
        with pytest.raises(Failure, match="no Firefox"):
            browsers.path(FIREFOX)
    assert looked == [FIREFOX]
