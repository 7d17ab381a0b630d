"""Nothing that clients, customers and agents do over and over leaves anything behind."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from scapi.driven import DrivenSession
from scapi.testing import Client, fake_host, new_session
from tests.support.configurations import ALLOWED, configuration

REPETITIONS = 10_000
WARM_UP = 300
"""After them every list of what was last is full."""
OBJECTS_MORE = 1_000
"""One object for every tenth repetition would be as many."""


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(ALLOWED, "service-client-api.rate-limit = 0"))


@pytest.fixture
def client(session: DrivenSession) -> Client:
    return Client.opened(session, ALLOWED)


def rejected_chats(session: DrivenSession, _: Client) -> None:
    session.driver.call("chat", {})
    (chat,) = session.workspace.interactions
    session.workspace.handling.reject(chat.id)


def set_and_delete(session: DrivenSession, _: Client) -> None:
    handling = session.workspace.handling
    handling.set_user_data("1", {"key": "value"})
    handling.delete_user_data("1", "key")


def case_changes(session: DrivenSession, _: Client) -> None:
    handling = session.workspace.handling
    handling.set_user_data("1", {"IW_CaseUid": "one"})
    handling.set_user_data("1", {"IW_CaseUid": "other"})


def cancelled_timers(session: DrivenSession, _: Client) -> None:
    session.simulator.clock.call_later(1_000, lambda: None)()


def toasts(_: DrivenSession, client: Client) -> None:
    client.request("system.popupToast", {"title": "T", "autoCloseTimeout": 60_000})
    client.request("system.closeToast", client.replies[-1]["data"])


def subscriptions(_: DrivenSession, client: Client) -> None:
    client.subscribe("agent")


def failed_requests(_: DrivenSession, client: Client) -> None:
    client.request("voice.answer", "99")
    client.request("agent.setState", "Asleep")
    client.request("voice.unknown")


@pytest.mark.parametrize(
    "happen",
    [rejected_chats, set_and_delete, case_changes, cancelled_timers, toasts, subscriptions, failed_requests],
)
def test_ten_thousand_times_leave_what_one_time_leaves(
    session: DrivenSession, client: Client, happen: Callable[[DrivenSession, Client], None]
) -> None:
    if happen in (set_and_delete, case_changes):
        session.driver.call("ring", {"ani": "1"})
        session.driver.call("act", {"interactionId": "1", "action": "accept"})

    def repeat(times: int) -> int:
        """Gives how many objects there are afterwards, but for the traffic log, which has its own cap."""
        for _ in range(times):
            happen(session, client)
            fake_host(session).posted.clear()
            client.forget()
        session.traffic.clear()
        gc.collect()
        return len(gc.get_objects())

    before = repeat(WARM_UP)
    sizes, timers = session.store.sizes(), fake_host(session).timers
    after = repeat(REPETITIONS)
    assert session.store.sizes() == sizes
    assert fake_host(session).timers == timers
    assert after - before < OBJECTS_MORE
