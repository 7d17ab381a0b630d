"""Toasts: what is drawn, which index is told, when they close, what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.testing import FakeHost
from scapi.values import Failure, Success
from scapi.workspace.toasts import MESSAGES_KEPT, TOASTS_KEPT, Toast, Toasts

CRM = "https://crm.example"
GOOD = {"title": "T", "iconUrl": "https://crm.example/i.png"}


class Stage:
    def __init__(self, width: int | None = None) -> None:
        self.host = FakeHost()
        self.told: list[tuple[str, Any]] = []
        self.toasts = Toasts(self.host, lambda name, data: self.told.append((name, data)), width)

    def popup(self, **parameters: Any) -> str:
        outcome = self.toasts.popup("frame1", "CRM", CRM, {**GOOD, **parameters})
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
    assert isinstance(stage.toasts.popup("f", "l", "o", {"title": "x"}), Failure)
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
    assert stage.toasts.press(toast_id, index) is not None
    assert stage.told == [
        ("system", {"eventType": "CUSTOM_TOAST_BUTTON_CLICK", "customToastId": toast_id, "buttonIndex": index})
    ]
    assert stage.toasts.open() == ()


def test_a_button_that_is_not_there(stage: Stage) -> None:
    toast_id = stage.popup(buttons=["a", "b"])
    for index in (-1, 2):
        assert stage.toasts.press(toast_id, index) is None
    assert stage.toasts.press("wweCustomToast9", 0) is None
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
    stage.toasts.resume(toast_id)
    stage.toasts.resume(toast_id)
    assert stage.host.timers == 1
    stage.host.advance(0.9)
    assert stage.toasts.open(), "the time starts again"
    stage.host.advance(0.1)
    assert not stage.toasts.open()


def test_no_timer_is_left_behind(stage: Stage) -> None:
    toast_id = stage.popup(autoCloseTimeout=1000)
    stage.toasts.close(toast_id, CRM)
    assert stage.host.timers == 0
    stage.toasts.resume(toast_id)
    assert stage.host.timers == 0


@pytest.mark.parametrize(
    ("default", "own", "width"),
    [(None, None, None), (300, None, 300), (300, 350, 350), (None, 10, 280), (None, 5000, 480), (None, 299.6, 300)],
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
    for _ in range(MESSAGES_KEPT + 10):
        stage.popup(sendToMyMessage=True, autoCloseTimeout=10_000)
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


def test_the_width_of_the_option_is_held_within_bounds_too() -> None:
    stage = Stage(2000)
    stage.popup()
    assert stage.last.width == 480
