"""Numbers, times and names."""

from __future__ import annotations

import pytest

from host_page.views import formats


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "00:00"), (-5, "00:00"), (277.9, "04:37"), (3599, "59:59"), (4360, "1:12:40")]
)
def test_duration(seconds: float, text: str) -> None:
    assert formats.duration(seconds) == text


def test_short_duration() -> None:
    assert formats.short_duration(8) == "0:08"
    assert formats.short_duration(700) == "11:40"


def test_ago() -> None:
    assert formats.ago(100, 108.5) == "8 s ago"
    assert formats.ago(100, 99) == "0 s ago"
    assert formats.ago(0, 60) == formats.clock_time(0)[:5]


def test_exact_time_shows_milliseconds() -> None:
    assert formats.exact_time(1.25).endswith(":01.250")


@pytest.mark.parametrize(
    ("name", "text"),
    [("Elena Brandt", "EB"), ("Jonas", "J"), ("", "?"), ("+47 22", "2"), ("anna maria  li", "AL"), ("<b> x", "X")],
)
def test_initials(name: str, text: str) -> None:
    assert formats.initials(name) == text
