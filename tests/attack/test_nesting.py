"""Nesting as deep as anybody can send: heard up to the limit, beyond it not, and never an exception."""

from __future__ import annotations

import pytest

from scapi.decisions import Reason
from scapi.protocol.messages import MAXIMUM_DEPTH
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration


@pytest.fixture
def client() -> Client:
    session = new_session(configuration(ALLOWED, "user-data.read-allowed = k"))
    client = Client.opened(session, ALLOWED)
    client.data("voice.dial", "5001")
    return client


def nested(depth: int, shape: str) -> str:
    opening, closing = {"array": ("[", "]"), "object": ('{"userData":', "}"), "both": ('[{"k":', "}]")}[shape]
    times = depth // (2 if shape == "both" else 1)
    return opening * times + "1" + closing * times


def message(member: str, value: str) -> str:
    members = {
        "parameters": f'["1", {{"k": {value}}}]',
        "referenceId": '"0"',
        "frameId": "0",
    } | {member: value if member != "parameters" else f'["1", {{"k": {value}}}]'}
    body = ", ".join(f'"{name}": {text}' for name, text in members.items())
    return f'{{"request": "interaction.setUserData", "userAgent": "WWE Client", {body}}}'


@pytest.mark.parametrize("shape", ["array", "object", "both"])
@pytest.mark.parametrize("member", ["parameters", "referenceId", "frameId", "extra"])
@pytest.mark.parametrize("depth", [2, 40, 60, 66, 100, 330, 480, 900, 960, 975, 985, 990, 995, 1000, 5000, 200_000])
def test_depth(client: Client, depth: int, member: str, shape: str) -> None:
    reply = client.raw(message(member, nested(depth, shape)))
    assert Reason.INTERNAL_ERROR not in client.session.traffic.by_reason
    if depth > MAXIMUM_DEPTH:
        assert reply is None
        assert client.log[-1].decision.reason in (Reason.TOO_DEEP, Reason.NOT_OURS)
        assert "k" not in client.data("interaction.getByInteractionId", "1")["userData"]
    else:
        assert reply is not None
        assert "errorMessage" not in reply


def test_brackets_in_texts_are_no_depth(client: Client) -> None:
    text = "[{" * 1000
    client.data("interaction.setUserData", "1", {"k": text})
    assert client.data("interaction.getByInteractionId", "1")["userData"] == {"k": text}


def test_a_message_of_five_megabytes(client: Client) -> None:
    """The page drops it before; the core must live with it all the same."""
    error = client.error("interaction.setUserData", "1", {"k": "x" * 5_000_000})
    assert error == "Error: The parameter 'userData' is larger than the workspace keeps."
    assert "k" not in client.data("interaction.getByInteractionId", "1")["userData"]
    (entry,) = [entry for entry in client.log if entry.request == "interaction.setUserData" and entry.answers is None]
    assert entry.text is None, "not kept in the log"
    client.raw("[" + ",".join(["{}"] * 500_000) + "]")
    assert client.data("agent.get")
