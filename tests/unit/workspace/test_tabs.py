"""The state of the browser tab: told once for each change."""

from __future__ import annotations

import pytest

from scapi.testing import Client, new_session
from scapi.workspace.tabs import TabState
from tests.support.configurations import ALLOWED, configuration

QUESTIONS = ("isFrameLeading", "isFrameFollowing", "isFrameNegotiating", "isFrameLeadingOrNegotiating")


@pytest.mark.parametrize(
    ("state", "answers"),
    [
        (TabState.LEADING, [True, False, False, True]),
        (TabState.FOLLOWING, [False, True, False, False]),
        (TabState.NEGOTIATING, [False, False, True, True]),
    ],
)
def test_questions(state: TabState, answers: list[bool]) -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    client.session.tabs.set_state(state)
    assert [client.data(f"system.{question}") for question in QUESTIONS] == answers


def test_events_have_no_event_type_and_tell_changes_only() -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    client.subscribe("system")
    for state in (TabState.LEADING, TabState.FOLLOWING, TabState.FOLLOWING, TabState.LEADING):
        client.session.tabs.set_state(state)
    assert [event["data"] for event in client.events] == [{"frameState": "FOLLOWING"}, {"frameState": "LEADING"}]


def test_last_active() -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    assert client.data("system.isLastActiveFrame") is True
    client.session.tabs.set_last_active(False)
    assert client.data("system.isLastActiveFrame") is False
