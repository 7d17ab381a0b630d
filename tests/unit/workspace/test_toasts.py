"""Toasts: what is drawn, which index is told, when they close, what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.commands import Shared
from scapi.protocol import errors
from scapi.store import Store
from scapi.testing import FakeHost
from scapi.values import Failure, Success
from scapi.workspace.caps import PARTS, TEXTS
from scapi.workspace.toasts import (
    MESSAGES_KEPT,
    MESSAGES_OF_ORIGIN,
    TOASTS_KEPT,
    TOASTS_OF_ORIGIN,
    Toast,
    Toasts,
)

CRM = "https://crm.example"
GOOD = {"title": "T", "iconUrl": "https://crm.example/i.png"}


class Stage:
    def __init__(self, width: int | None = None) -> None:
        self.host = FakeHost()
        self.told: list[tuple[str, Any, str]] = []
        self.toasts = Toasts(
            self.host, lambda name, data, origin: self.told.append((name, data, origin)), width, Store(), Shared()
        )

    def popup(self, origin: str = CRM, **parameters: Any) -> str:
        frame = "frame1" if origin == CRM else f"frame of {origin}"
        outcome = self.toasts.popup(frame, "CRM", origin, {**GOOD, **parameters})
        assert isinstance(outcome, Success), outcome
        return str(outcome.data)

    @property
    def last(self) -> Toast:
        return self.toasts.open()[-1]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_ids_count_from_zero(stage: Stage) -> None:
    assert [stage.popup(), stage.popup()] == ["wweCustomToast0", "wweCustomToast1"]
    stage.toasts.clear()
    assert stage.popup() == "wweCustomToast0"


def test_a_failure_uses_up_no_id(stage: Stage) -> None:
    assert isinstance(stage.toasts.popup("f", "l", "o", {"iconUrl": GOOD["iconUrl"]}), Failure)
    assert stage.popup() == "wweCustomToast0"


@pytest.mark.parametrize(
    ("parameters", "drawn"),
    [
        ({}, [(0, "OK")]),
        ({"buttons": []}, [(0, "OK")]),
        ({"buttons": ["a"]}, [(0, "a")]),
        ({"buttons": ["a", "b"]}, [(1, "b"), (0, "a")]),
        ({"buttons": ["a", "b", "c", "d"]}, [(1, "b"), (2, "c"), (3, "d"), (0, "a")]),
        ({"buttons": ["a", "b"], "buttonShowDismiss": True}, [(0, "Show"), (1, "Dismiss")]),
        ({"buttons": ["a"], "buttonShowDismiss": False}, [(0, "a")]),
    ],
)
def test_buttons_as_drawn_and_their_indexes(
    stage: Stage, parameters: dict[str, Any], drawn: list[tuple[int, str]]
) -> None:
    toast_id = stage.popup(**parameters)
    assert list(stage.last.drawn) == drawn
    index = drawn[0][0]
    assert stage.toasts.press(toast_id, index) == Success(True)
    assert stage.told == [
        ("system", {"eventType": "CUSTOM_TOAST_BUTTON_CLICK", "customToastId": toast_id, "buttonIndex": index}, CRM)
    ]
    assert stage.toasts.open() == ()


def test_a_button_that_is_not_there(stage: Stage) -> None:
    toast_id = stage.popup(buttons=["a", "b"])
    for index in (-1, 2):
        assert stage.toasts.press(toast_id, index) == Success(False)
    assert stage.toasts.press("wweCustomToast9", 0) == Success(False)
    assert stage.told == []
    assert len(stage.toasts.open()) == 1


def test_closes_by_itself(stage: Stage) -> None:
    stage.popup(autoCloseTimeout=1500)
    stage.host.advance(1.4)
    assert stage.toasts.open()
    stage.host.advance(0.1)
    assert stage.toasts.open() == ()
    assert stage.told == [], "nobody has pressed anything"


@pytest.mark.parametrize("timeout", [0, -5, None])
def test_stays_without_a_timeout(stage: Stage, timeout: int | None) -> None:
    stage.popup(autoCloseTimeout=timeout)
    assert stage.host.timers == 0


def test_waits_while_the_pointer_is_over_it(stage: Stage) -> None:
    toast_id = stage.popup(autoCloseTimeout=1000)
    stage.host.advance(0.9)
    stage.toasts.hold(toast_id)
    stage.host.advance(60)
    assert stage.toasts.open()
    stage.toasts.let_go(toast_id)
    stage.toasts.let_go(toast_id)
    assert stage.host.timers == 1
    stage.host.advance(0.9)
    assert stage.toasts.open(), "the time starts again"
    stage.host.advance(0.1)
    assert not stage.toasts.open()


def test_no_timer_is_left_behind(stage: Stage) -> None:
    toast_id = stage.popup(autoCloseTimeout=1000)
    stage.toasts.close(toast_id, CRM)
    assert stage.host.timers == 0
    stage.toasts.let_go(toast_id)
    assert stage.host.timers == 0


@pytest.mark.parametrize(
    ("default", "own", "width"),
    [
        (None, None, None),
        (300, None, 300),
        (300, 350, 350),
        (None, 10, 120),
        (None, 5000, 5000),
        (None, 299.6, 300),
        (2000, None, 2000),
        (None, 250, 250),
        (0, None, 120),
    ],
)
def test_width(default: int | None, own: float | None, width: int | None) -> None:
    stage = Stage(default)
    stage.popup(width=own)
    assert stage.last.width == width


def test_update_changes_what_is_given_and_no_more(stage: Stage) -> None:
    toast_id = stage.popup(subject="s", message="m", buttons=["a"], autoCloseTimeout=1000, width=300)
    given = {"message": "one\r\ntwo", "autoCloseTimeout": 5, "width": 400, "title": None}
    assert stage.toasts.update(toast_id, CRM, given) == Success(True)
    toast = stage.last
    assert (toast.title, toast.subject, toast.message, toast.buttons) == ("T", "s", "one\r\ntwo", ("a",))
    assert (toast.auto_close, toast.width) == (1.0, 300)
    assert stage.toasts.update("wweCustomToast9", CRM, {}) == Success(False)
    assert isinstance(stage.toasts.update(toast_id, CRM, {"title": 5}), Failure)
    assert stage.last == toast


def test_messages_panel(stage: Stage) -> None:
    stage.popup(title="kept", sendToMyMessage=True)
    stage.popup(title="not kept")
    stage.toasts.close("wweCustomToast0", CRM)
    assert [(m.toast.title, m.read) for m in stage.toasts.messages] == [("kept", False)]
    stage.toasts.read_all()
    assert stage.toasts.messages[0].read


def test_no_list_grows_without_end(stage: Stage) -> None:
    for number in range(MESSAGES_KEPT + 10):
        stage.popup(f"https://o{number}.example", sendToMyMessage=True, autoCloseTimeout=10_000)
    assert len(stage.toasts.open()) == TOASTS_KEPT
    assert len(stage.toasts.messages) == MESSAGES_KEPT
    assert stage.host.timers == TOASTS_KEPT


def test_a_frame_takes_its_toasts_along(stage: Stage) -> None:
    stage.popup()
    stage.toasts.popup("frame2", "Other", "https://other.example", GOOD)
    stage.toasts.close_of_frame("frame1")
    assert [toast.frame for toast in stage.toasts.open()] == ["frame2"]


def test_key_values_are_shown_as_text(stage: Stage) -> None:
    stage.popup(keyValues={"Name": "x", "Count": 5})
    assert stage.last.pairs == {"Name": "x", "Count": "5"}


def test_only_the_origin_of_a_toast_changes_it(stage: Stage) -> None:
    toast_id = stage.popup()
    assert stage.toasts.update(toast_id, "https://other.example", {"title": "Bank"}) == Success(False)
    assert stage.toasts.close(toast_id, "https://other.example") == Success(False)
    assert stage.last.title == "T"


def test_pairs_are_shown_as_the_client_wrote_them(stage: Stage) -> None:
    stage.popup(keyValues={"text": "x", "flag": True, "none": None, "number": 5, "nested": {"a": "\u00e9"}})
    assert dict(stage.last.pairs) == {
        "text": "x", "flag": "true", "none": "null", "number": "5", "nested": '{"a": "\u00e9"}',
    }  # fmt: skip


GREEDY = "https://greedy.example"


def test_an_origin_that_opens_many_loses_its_own(stage: Stage) -> None:
    first = stage.popup(sendToMyMessage=True)
    for _ in range(MESSAGES_KEPT + 10):
        stage.popup(GREEDY, sendToMyMessage=True)
    opened = stage.toasts.open()
    assert opened[0].id == first
    assert [toast.origin for toast in opened[1:]] == [GREEDY] * TOASTS_OF_ORIGIN
    assert [message.toast.origin for message in stage.toasts.messages] == [GREEDY] * MESSAGES_OF_ORIGIN + [CRM]
    ids = [int(message.toast.id.removeprefix("wweCustomToast")) for message in stage.toasts.messages]
    assert ids == sorted(ids, reverse=True), "the oldest of its own went"
    assert ids[0] == MESSAGES_KEPT + 10


def test_when_all_is_full_the_greediest_gives_way(stage: Stage) -> None:
    first = stage.popup()
    for number in range(5):
        for _ in range(TOASTS_OF_ORIGIN):
            stage.popup(f"https://greedy{number}.example")
    assert len(stage.toasts.open()) == TOASTS_KEPT
    assert stage.toasts.open()[0].id == first


@pytest.mark.parametrize("name", ["title", "subject", "message"])
def test_texts_have_caps_that_are_named(stage: Stage, name: str) -> None:
    limit = TEXTS[name]
    toast_id = stage.popup(**{name: "x" * limit})
    for outcome in (
        stage.toasts.popup("f", "l", CRM, {**GOOD, name: "x" * (limit + 1)}),
        stage.toasts.update(toast_id, CRM, {name: "x" * (limit + 1)}),
    ):
        assert outcome == Failure(f"Error: The parameter '{name}' must have at most {limit} characters.")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"buttons": ["x"] * 11}, "'buttons' must have at most 10 parts"),
        ({"buttons": ["x"] * 250_000}, "'buttons' must have at most 10 parts"),
        ({"buttons": ["x" * 101]}, "'buttons' must have at most 100 characters"),
        ({"keyValues": {str(n): "x" for n in range(51)}}, "'keyValues' must have at most 50 parts"),
        ({"keyValues": {"k" * 2001: "x"}}, "'keyValues' must have at most 2000 characters"),
        ({"keyValues": {"k": "x" * 2001}}, "'keyValues' must have at most 2000 characters"),
        ({"keyValues": {"k": ["x" * 1999]}}, "'keyValues' must have at most 2000 characters"),
        ({"iconUrl": "https://a.example/" + "x" * 65_536}, "'iconUrl' must have at most 65536 characters"),
        ({"message": "\u05d0 a " * 165_000}, "'message' must have at most 5000 characters"),
    ],
)
def test_too_much_is_refused(stage: Stage, given: dict[str, Any], text: str) -> None:
    outcome = stage.toasts.popup("f", "l", CRM, {**GOOD, **given})
    assert isinstance(outcome, Failure)
    assert text in outcome.error
    assert stage.toasts.open() == ()


def test_as_much_as_is_allowed_is_shown(stage: Stage) -> None:
    stage.popup(buttons=["x" * 100] * PARTS["buttons"], keyValues={f"{n:02}": "x" * 98 for n in range(50)})
    assert len(stage.last.pairs) == 50


def test_pairs_that_are_too_much_together_are_not(stage: Stage) -> None:
    pairs: dict[str, Any] = {f"{n:02}": "x" * 98 for n in range(50)} | {"00": "x" * 99}
    outcome = stage.toasts.popup("f", "l", CRM, {"title": "T", "keyValues": pairs})
    assert outcome == Failure(errors.text_too_long("keyValues", 5000))


def test_buttons_of_an_update_replace_show_and_dismiss(stage: Stage) -> None:
    toast_id = stage.popup(buttonShowDismiss=True)
    stage.toasts.update(toast_id, CRM, {"title": "Other"})
    assert [text for _, text in stage.last.drawn] == ["Show", "Dismiss"]
    stage.toasts.update(toast_id, CRM, {"buttons": ["One", "Two"]})
    assert stage.last.drawn == ((1, "Two"), (0, "One"))
    stage.toasts.update(toast_id, CRM, {"buttons": ["One"], "buttonShowDismiss": True})
    assert [text for _, text in stage.last.drawn] == ["Show", "Dismiss"]


def test_an_icon_is_not_needed(stage: Stage) -> None:
    outcome = stage.toasts.popup("f", "l", CRM, {"title": "T"})
    assert isinstance(outcome, Success)
    assert stage.last.icon == ""


def test_a_relative_icon_is_one_of_the_page_that_asks(stage: Stage) -> None:
    page = "https://crm.example/app/index.html"
    stage.toasts.popup("f", "l", CRM, {"title": "T", "iconUrl": "i.png"}, page)
    assert stage.last.icon == "https://crm.example/app/i.png"
    stage.toasts.update(stage.last.id, CRM, {"iconUrl": "/j.png"}, page)
    assert stage.last.icon == "https://crm.example/j.png"
    assert isinstance(stage.toasts.popup("f", "l", "null", {"title": "T", "iconUrl": "i.png"}), Failure)
