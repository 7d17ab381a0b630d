"""Every handler answers, and takes from its arguments what its parameters say."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.protocol.parameters import Kind
from scapi.protocol.registry import BY_SPELLING, REGISTRY
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, RESTRICTED, configuration
from tests.support.error_texts import in_closed_list

TEXT = configuration(f"{ALLOWED} (*, auth.getJwtToken), {RESTRICTED} (agent.get)", "voice.x = 1")
GOOD: dict[Kind, Any] = {
    Kind.TEXT: "x", Kind.NAME: "1", Kind.ID: 1, Kind.ID_OR_EMPTY: 1, Kind.NUMBER: 1,
    Kind.NUMERAL: 1, Kind.FLAG: True, Kind.OBJECT: {},
    Kind.TEXT_OR_TEXTS: ["voice.x"], Kind.TARGET: "5001", Kind.ANY: {"a": 1},
}  # fmt: skip
THIS_STEP = {
    "agent.get", "agent.getState", "agent.getStateList", "agent.setState", "configuration.getOption",
    "interaction.getInteractions", "interaction.getByInteractionId", "interaction.setUserData",
    "interaction.deleteUserData", "interaction.accept", "interaction.reject", "interaction.markdone",
    "interaction.blockMarkdone", "interaction.unblockMarkdone", "interaction.selectCaseByCaseId",
    "media.getMediaList", "media.getMediaByName", "media.setState", "messenger.broadcastMessage",
    "system.getAllowedServices",
    *(name for name in REGISTRY if name.startswith("voice.")),
}  # fmt: skip


def test_handlers_have_canonical_names() -> None:
    session = new_session(TEXT)
    names = set(session.service._handlers)
    assert THIS_STEP <= names <= set(REGISTRY)


@pytest.mark.parametrize("name", sorted(BY_SPELLING))
@pytest.mark.parametrize("calls", [0, 1])
def test_good_arguments_are_done_or_refused_with_a_text_of_the_list(name: str, calls: int) -> None:
    session = new_session(TEXT)
    client = Client.opened(session, ALLOWED)
    for _ in range(calls):
        client.data("voice.dial", "5001")
    parameters = BY_SPELLING[name].parameters
    for count in range(len([p for p in parameters if not p.optional]), len(parameters) + 1):
        reply = client.request(name, *(GOOD[parameter.kind] for parameter in parameters[:count]))
        assert reply is not None
        assert "errorMessage" not in reply or in_closed_list(reply["errorMessage"], warnings=("x",))
    assert "INTERNAL_ERROR" not in session.traffic.by_reason


def test_the_vendors_spelling_of_an_answer_is_that_of_the_request() -> None:
    client = Client.opened(new_session(TEXT), ALLOWED)
    for name in ("sipEndpoint.muteSpeaker", "voice.muteSpeaker"):
        reply = client.request(name)
        assert reply is not None
        assert reply["request"] == name


def test_allowed_services_are_what_is_allowed() -> None:
    session = new_session(TEXT)
    assert "auth.getJwtToken" in Client.opened(session, ALLOWED).data("system.getAllowedServices")
    restricted = Client.opened(session, RESTRICTED)
    assert restricted.error("system.getAllowedServices").startswith("Error: The request 'system.getAllowedServices'")


def test_allowed_services_leave_out_options_that_are_for_others() -> None:
    readers = "service-client-api.option.read-allowed-web-content-origin = https://other.example"
    client = Client.opened(new_session(configuration(ALLOWED, readers)), ALLOWED)
    assert client.error("configuration.getOption", "voice.x")
    assert not [name for name in client.data("system.getAllowedServices") if name.startswith("configuration.")]


def test_actor_of_a_change_is_the_frame_that_asked() -> None:
    session = new_session(TEXT)
    client = Client.opened(session, ALLOWED, "Named app")
    client.data("voice.dial", "5001", {"k": 1})
    client.data("interaction.setUserData", "1", {"k": 2})
    (interaction,) = session.workspace.interactions
    assert (interaction.changes["k"].actor.label, interaction.changes["k"].actor.origin) == ("Named app", ALLOWED)
