"""What the agent does in the page, by the driver: every action, and its failures."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.driven import DrivenSession
from scapi.driver.agent_calls import ACTIONS
from scapi.testing import Client, fake_host, new_session
from scapi.values import Failure, Success
from tests.support.configurations import ALLOWED, configuration

TOAST = {"title": "T", "iconUrl": "https://crm.example/i.png"}


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(ALLOWED))


def done(session: DrivenSession, call: str, **args: Any) -> Any:
    outcome = session.driver.call(call, args)
    assert isinstance(outcome, Success), outcome
    return outcome.data


def refused(session: DrivenSession, call: str, **args: Any) -> str:
    outcome = session.driver.call(call, args)
    assert isinstance(outcome, Failure), outcome
    return outcome.error


def act(session: DrivenSession, action: str, text: str | None = None) -> Any:
    return done(session, "act", interactionId="1", action=action, **({} if text is None else {"text": text}))


def state(session: DrivenSession) -> str | None:
    interaction = session.workspace.interactions.get("1")
    return None if interaction is None else interaction.state.value


def test_a_call(session: DrivenSession) -> None:
    done(session, "ring", ani="1")
    for action, after in (("accept", "TALKING"), ("hold", "HELD"), ("resume", "TALKING"), ("hangUp", "IDLE")):
        act(session, action)
        assert state(session) == after
    act(session, "markDone")
    assert state(session) is None


def test_an_email(session: DrivenSession) -> None:
    done(session, "email", subject="s")
    act(session, "accept")
    act(session, "reply")
    draft = {"interactionId": "2"}
    done(session, "act", **draft, action="edit", text="Dear customer")
    done(session, "act", **draft, action="save")
    done(session, "act", **draft, action="compose")
    content: Any = session.workspace.interactions.get("2").conversation.content  # type: ignore[union-attr]
    assert (content.body, content.subject) == ("Dear customer", "Re: s")
    done(session, "act", **draft, action="send")
    act(session, "placeInWorkbin")
    assert done(session, "pull") == {"interactionId": "3"}
    assert "empty" in refused(session, "pull")


def test_a_chat(session: DrivenSession) -> None:
    done(session, "chat", body="Hello")
    act(session, "accept")
    act(session, "say", "Yes?")
    content: Any = session.workspace.interactions.get("1").conversation.content  # type: ignore[union-attr]
    assert [message.text for message in content.messages] == ["Hello", "Yes?"]
    act(session, "end")
    assert state(session) == "IDLE"


def test_what_is_wrong_is_said(session: DrivenSession) -> None:
    done(session, "ring", ani="1")
    assert ACTIONS[0] in refused(session, "act", interactionId="1", action="jump")
    assert "text must be given" in refused(session, "act", interactionId="1", action="say")
    assert "no interaction '9'" in refused(session, "act", interactionId="9", action="accept")
    assert "medium 'voice'" in refused(session, "act", interactionId="1", action="send")
    assert "cannot be held" in refused(session, "act", interactionId="1", action="hold")
    assert state(session) == "RINGING"


def test_toast_buttons(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.subscribe("system")
    toast_id = client.data("system.popupToast", {**TOAST, "buttons": ["a", "b"]})
    assert "1, 0" in refused(session, "pressToast", toastId=toast_id, buttonIndex=2)
    done(session, "pressToast", toastId=toast_id, buttonIndex=1)
    assert client.events[-1]["data"]["buttonIndex"] == 1
    assert "no toast" in refused(session, "pressToast", toastId=toast_id, buttonIndex=1)


def test_show_brings_the_frame_to_the_front(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    for index, shown in ((1, []), (0, [client.frame_id])):
        toast_id = client.data("system.popupToast", {**TOAST, "buttonShowDismiss": True})
        done(session, "pressToast", toastId=toast_id, buttonIndex=index)
        assert fake_host(session).shown == shown
