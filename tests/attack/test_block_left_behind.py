"""An app blocks mark done and goes elsewhere: whoever is in its frame then could not lift the block."""

from __future__ import annotations

from scapi.testing import Client, new_session
from scapi.values import Success
from tests.support.configurations import configuration

APP, OTHER = "https://app.example", "https://other.example"


def blocked(client: Client) -> bool:
    return bool(client.session.workspace.interactions.get("1").blocks)  # type: ignore[union-attr]


def blocking() -> Client:
    client = Client.opened(new_session(configuration(f"{APP}, {OTHER}")), APP)
    client.data("voice.dial", "5001")
    client.data("interaction.blockMarkdone", "1", "Not before the form is filled in.")
    assert blocked(client)
    return client


def test_a_block_ends_when_its_app_goes_to_another_origin() -> None:
    client = blocking()
    session = client.session
    client.new_document(OTHER)
    client.data("agent.get")
    assert not blocked(client)
    session.driver.call("farEnd", {"interactionId": "1", "action": "busy"})
    assert isinstance(session.workspace.marking_done.mark_done("1"), Success)


def test_it_stays_while_another_frame_has_the_app() -> None:
    client = blocking()
    second = Client.opened(client.session, APP)
    second.data("agent.get")
    client.new_document(OTHER)
    client.data("agent.get")
    assert blocked(client)
    second.new_document("https://unlisted.example")
    second.error("agent.get")
    assert not blocked(client)


def test_it_stays_when_the_app_loads_again() -> None:
    client = blocking()
    client.loaded()
    client.new_document()
    client.data("agent.get")
    assert blocked(client)
