"""One app takes all the room that there is for toasts, messages, views and dialogs: its neighbour has its own."""

from __future__ import annotations

import pytest

from scapi.testing import Client, new_session
from tests.support.configurations import configuration

GREEDY, NEIGHBOUR = "https://greedy.example", "https://neighbour.example"
MANY = 250


@pytest.fixture
def greedy() -> Client:
    return Client.opened(new_session(configuration(f"{GREEDY}, {NEIGHBOUR}")), GREEDY)


@pytest.fixture
def neighbour(greedy: Client) -> Client:
    return Client.opened(greedy.session, NEIGHBOUR)


def test_toasts_and_messages(greedy: Client, neighbour: Client) -> None:
    toast = neighbour.data("system.popupToast", {"title": "Call back", "sendToMyMessage": True})
    for number in range(MANY):
        greedy.data("system.popupToast", {"title": str(number), "sendToMyMessage": True})
    assert neighbour.data("system.updateToast", toast, {"title": "Call back now"}) is True
    assert "Call back" in [message.toast.title for message in neighbour.session.toasts.messages]


def test_views(greedy: Client, neighbour: Client) -> None:
    for number in range(MANY):
        greedy.request("system.updateViewInApplicationMenuBar", {"name": str(number), "label": "x"})
    assert neighbour.data("system.updateViewInApplicationMenuBar", {"name": "mine", "label": "x"}) == "mine"


def test_dialogs(greedy: Client, neighbour: Client) -> None:
    for _ in range(MANY):
        greedy.request("system.openDialog", f"{GREEDY}/", {})
    assert neighbour.data("system.openDialog", f"{NEIGHBOUR}/", {})


def test_one_frame_that_hops_over_origins_has_one_share() -> None:
    session = new_session(configuration("*"))
    neighbour = Client.opened(session, NEIGHBOUR)
    toast = neighbour.data("system.popupToast", {"title": "Call back", "sendToMyMessage": True})
    frame = Client.opened(session, "https://hop0.example")
    for number in range(MANY):
        frame.new_document(f"https://hop{number}.example")
        frame.request("system.openDialog", "https://hop.example/", {})
        frame.request("system.popupToast", {"title": "x", "sendToMyMessage": True})
        frame.request("system.updateViewInApplicationMenuBar", {"name": str(number), "label": "x"})
    assert len(session.dialogs.open()) <= 3
    assert neighbour.data("system.openDialog", f"{NEIGHBOUR}/", {})
    assert neighbour.data("system.updateToast", toast, {"title": "Call back now"}) is True
    assert "Call back" in [message.toast.title for message in session.toasts.messages]
    assert neighbour.data("system.updateViewInApplicationMenuBar", {"name": "mine", "label": "x"}) == "mine"
