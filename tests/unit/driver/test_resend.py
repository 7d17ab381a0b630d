"""The driver call that sends a request again."""

from __future__ import annotations

import pytest

from scapi.driven import DrivenSession
from scapi.testing import Client, new_session
from scapi.values import Failure, Success
from tests.support.configurations import ALLOWED, configuration


@pytest.fixture
def session() -> DrivenSession:
    return new_session(configuration(ALLOWED))


def test_it_gives_the_entry_with_request_and_reply(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.data("agent.setState", "NotReady")
    outcome = session.driver.call("resend", {"seq": 1, "parameters": ["Ready"]})
    assert isinstance(outcome, Success)
    told = outcome.data
    assert isinstance(told, dict)
    assert (told["request"], told["resent"], told["verdict"]) == ("agent.setState", True, "allowed")
    assert told["message"]["parameters"] == ["Ready"]
    assert "errorMessage" not in told["reply"]
    assert session.workspace.presence.state.operation == "Ready"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"seq": 99}, "resend: the traffic log has no entry 99."),
        ({"seq": -1}, "resend: the traffic log has no entry -1."),
        ({"seq": 2}, "resend: Only a request can be sent again."),
        ({"seq": 1, "parameters": {}}, "resend: parameters must be an array, not an object."),
        ({"seq": 1, "request": ""}, "resend: request must be a string that is not empty, not an empty string."),
    ],
)
def test_what_is_wrong_is_told(session: DrivenSession, args: dict[str, object], error: str) -> None:
    Client.opened(session, ALLOWED).request("agent.get")
    outcome = session.driver.call("resend", args)  # type: ignore[arg-type]
    assert outcome == Failure(error)
