"""Texts that cost a browser minutes to draw: refused before they are looked at, with the cap named."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.protocol import errors
from scapi.testing import Client, new_session
from tests.support.configurations import ALLOWED, configuration

MIXED = "\u05d0 a " * 165_000
"""660,000 characters of both directions."""

REQUESTS: dict[str, tuple[str, list[Any]]] = {
    "title": ("system.popupToast", [{"title": MIXED}]),
    "subject": ("system.popupToast", [{"title": "t", "subject": MIXED}]),
    "message": ("system.popupToast", [{"title": "t", "message": MIXED}]),
    "iconUrl": ("system.popupToast", [{"title": "t", "iconUrl": f"https://a/{MIXED}"}]),
    "keyValues": ("system.popupToast", [{"title": "t", "keyValues": {"k": MIXED}}]),
    "buttons": ("system.popupToast", [{"title": "t", "buttons": [MIXED]}]),
    "name": ("system.updateViewInApplicationMenuBar", [{"name": MIXED, "label": "l"}]),
    "label": ("system.updateViewInApplicationMenuBar", [{"name": "n", "label": MIXED}]),
    "shortLabel": ("system.updateViewInApplicationMenuBar", [{"name": "n", "label": "l", "shortLabel": MIXED}]),
    "tooltip": ("system.updateViewInApplicationMenuBar", [{"name": "n", "label": "l", "tooltip": MIXED}]),
    "label of a dialog": ("system.openDialog", ["https://crm.example/", {"label": MIXED}]),
    "width": ("system.openDialog", ["https://crm.example/", {"width": MIXED}]),
    "url": ("system.openDialog", [f"https://crm.example/{MIXED}", {}]),
    "warningMessage": ("interaction.blockMarkdone", ["1", MIXED]),
}


@pytest.mark.parametrize("what", REQUESTS)
def test_no_costly_text_reaches_the_page(what: str) -> None:
    session = new_session(configuration(ALLOWED))
    session.driver.call("ring", {"ani": "1"})
    client = Client.opened(session, ALLOWED)
    name, arguments = REQUESTS[what]
    error = client.error(name, *arguments)
    assert f"The parameter '{what.split()[0]}' must have at most" in error
    assert len(error) < 200
    assert (session.toasts.open(), session.menu_bar.views(), session.dialogs.open()) == ((), (), ())
    assert session.workspace.interactions.get("1").blocks == {}  # type: ignore[union-attr]


def test_a_costly_colour_is_none() -> None:
    session = new_session(configuration(ALLOWED))
    colours = {"labelColor": MIXED, "backgroundColor": f"#{'0' * 660_000}"}
    Client.opened(session, ALLOWED).data(
        "system.updateViewInApplicationMenuBar", {"name": "n", "label": "l", **colours}
    )
    (view,) = session.menu_bar.views()
    assert (view.label_colour, view.ground_colour) == ("", "")


@pytest.mark.parametrize("name", ["voice.dial", "voice.dialEx", "email.create"])
def test_a_destination_that_fills_the_page_is_not_called(name: str) -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    assert client.error(name, MIXED) == errors.text_too_long("destination", 500)
    assert client.session.workspace.interaction_objects() == []


@pytest.mark.parametrize("target", [MIXED, {"type": "CUSTOM_CONTACT", "destination": MIXED}])
def test_nor_as_the_target_of_a_consultation(target: str | dict[str, str]) -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    client.data("voice.dial", "5001")
    call = client.data("interaction.getInteractions")[0]["interactionId"]
    assert client.error("interaction.consult", call, target) == errors.text_too_long("destination", 500)


def test_nor_what_a_field_of_a_record_is_to_hold() -> None:
    client = Client.opened(new_session(configuration(ALLOWED)), ALLOWED)
    assert client.error("outbound.updateRecordFields", "1", {"f": MIXED}) == errors.text_too_long("recordData", 2000)
