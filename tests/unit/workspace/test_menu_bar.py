"""Views of the menu bar: create, update, colours, limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.protocol import errors
from scapi.testing import FakeHost
from scapi.values import Failure, Success
from scapi.workspace.menu_bar import VIEWS_KEPT, VIEWS_OF_ORIGIN, MenuBar, colour


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("#0f0", "#00ff00"),
        ("#80f0", "#00ff00"),
        ("#abcde", "#abcdee"),
        ("#ABCDEF", "#abcdef"),
        ("#1abcdef", "#abcdef"),
        ("#FF008000", "#008000"),
        (" #123456 ", "#123456"),
        (" " * 25 + "#123456", "#123456"),
        (" " * 26 + "#123456", ""),
        ("", ""),
        ("#", ""),
        ("#12", ""),
        ("#123456789", ""),
        ("123456", ""),
        ("#12345g", ""),
        ("red", ""),
        ("#fff;x", ""),
        ("#٣٣٣", ""),
    ],
)
def test_colours(written: str, shown: str) -> None:
    assert colour(written) == shown


@given(st.text())
def test_a_colour_is_always_fit_for_a_page(text: str) -> None:
    shown = colour(text)
    assert shown == "" or (len(shown) == 7 and shown[0] == "#" and set(shown[1:]) <= set("0123456789abcdef"))


def test_same_name_updates() -> None:
    bar = MenuBar(FakeHost())
    assert bar.update("f", "o", {"name": "crm", "label": "CRM", "labelColor": "#0F0", "tooltip": "t"}) == Success("crm")
    assert bar.update("f", "o", {"name": "other", "iconUrl": "https://a.example/i.png"}) == Success("other")
    assert bar.update("f", "o", {"name": "crm", "label": "New", "shortLabel": "N"}) == Success("crm")
    first, second = bar.views()
    assert (first.name, first.label, first.short_label) == ("crm", "New", "N")
    assert second.name == "other"
    assert bar.close("crm", "o") == Success(True)
    assert bar.close("crm", "o") == Success(False)


def test_a_malformed_colour_is_not_applied() -> None:
    bar = MenuBar(FakeHost())
    bar.update("f", "o", {"name": "crm", "label": "CRM", "backgroundColor": "url(x)"})
    assert bar.views()[0].ground_colour == ""


def test_limits_and_frames() -> None:
    bar = MenuBar(FakeHost())
    for number in range(VIEWS_KEPT):
        bar.update(f"f{number % 4}", f"o{number % 4}", {"name": str(number), "label": "x"})
    assert bar.update("f", "another", {"name": "more", "label": "x"}) == Failure(errors.TOO_MANY_VIEWS)
    assert bar.update("f0", "o0", {"name": "0", "label": "y"}) == Success("0")
    bar.close_of_frame("other")
    assert len(bar.views()) == VIEWS_KEPT
    for number in range(4):
        bar.close_of_frame(f"f{number}")
    assert bar.views() == ()


def test_views_of_different_origins_do_not_meet() -> None:
    bar = MenuBar(FakeHost())
    for origin in ("https://a.example", "https://b.example"):
        bar.update("f", origin, {"name": "crm", "label": origin})
    assert [view.label for view in bar.views()] == ["https://a.example", "https://b.example"]
    assert bar.close("crm", "https://c.example") == Success(False)
    assert bar.close("crm", "https://a.example") == Success(True)
    assert [view.origin for view in bar.views()] == ["https://b.example"]


def test_one_origin_leaves_room_for_the_others() -> None:
    bar = MenuBar(FakeHost())
    for number in range(VIEWS_OF_ORIGIN):
        bar.update("f", "greedy", {"name": str(number), "label": "x"})
    refused = bar.update("f", "greedy", {"name": "more", "label": "x"})
    assert refused == Failure("Error: This origin has 5 views in the menu bar; more are not opened.")
    assert bar.update("g", "other", {"name": "one", "label": "x"}) == Success("one")


@pytest.mark.parametrize(
    ("name", "limit"), [("name", 100), ("label", 500), ("shortLabel", 50), ("tooltip", 1000), ("iconUrl", 65_536)]
)
def test_texts_have_caps_that_are_named(name: str, limit: int) -> None:
    bar = MenuBar(FakeHost())
    start = "https://a.example/" if name == "iconUrl" else ""
    good = {"name": "n", "label": "l"}
    assert isinstance(bar.update("f", "o", {**good, name: start + "x" * (limit - len(start))}), Success)
    outcome = bar.update("f", "o", {**good, name: start + "x" * (limit - len(start) + 1)})
    assert outcome == Failure(f"Error: The parameter '{name}' must have at most {limit} characters.")


def test_a_relative_icon_is_one_of_the_page_that_asks() -> None:
    bar = MenuBar(FakeHost())
    bar.update("f", "o", {"name": "n", "iconUrl": "i.png"}, "https://crm.example/app/")
    assert bar.views()[0].icon == "https://crm.example/app/i.png"
