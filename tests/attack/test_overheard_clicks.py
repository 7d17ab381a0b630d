"""An app listens to ``system`` to learn what the agent clicks in the toasts of its neighbours."""

from __future__ import annotations

from scapi.testing import Client, new_session
from tests.support.configurations import configuration

OWNER, SPY = "https://owner.example", "https://spy.example"


def test_a_click_on_a_toast_is_told_to_its_origin_only() -> None:
    session = new_session(configuration(f"{OWNER}, {SPY}, *"))
    owner, again, spy, stranger = (
        Client.opened(session, origin) for origin in (OWNER, OWNER, SPY, "https://stranger.example")
    )
    for client in (owner, again, spy, stranger):
        client.subscribe("system", "interaction", "agent")
        client.forget()
    toast = owner.data("system.popupToast", {"title": "Call back", "buttons": ["Now", "Later"]})
    session.toasts.press(toast, 0)
    assert [[event["data"]["eventType"] for event in client.events] for client in (owner, again)] == [
        ["CUSTOM_TOAST_BUTTON_CLICK"]
    ] * 2
    assert spy.received == stranger.received == []
