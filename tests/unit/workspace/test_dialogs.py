"""Dialogs: sizes, placeholders, the frame of the page, and what closes them."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.testing import Client, fake_host, new_session
from scapi.workspace.dialogs import DIALOGS_KEPT, Dialog
from tests.support.configurations import ALLOWED, configuration

URL = "https://crm.example/form"


@pytest.fixture
def client() -> Client:
    return Client.opened(new_session(configuration(ALLOWED)), ALLOWED)


def only(client: Client) -> Dialog:
    (dialog,) = client.session.dialogs.open()
    return dialog


def test_placeholders_and_the_accessible_name(client: Client) -> None:
    dialog_id = client.data("system.openDialog", f"{URL}?id=$Dialog.Id$&x=$Nothing$", {"label": "For $Agent.FullName$"})
    dialog = only(client)
    assert dialog_id == dialog.id == "wweCustomDialog1"
    assert dialog.frame.url == f"{URL}?id=wweCustomDialog1&x=$Nothing$"
    assert dialog.label == dialog.frame.label == "For Elena Brandt"
    assert client.data("system.openDialog", URL, {}) == "wweCustomDialog2"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, ("600px", "400px")),
        ({"width": "430px", "height": "40%"}, ("430px", "40%")),
        ({"width": " 33.5% ", "height": "1PX"}, ("33.5%", "1px")),
        ({"width": "", "height": None}, ("600px", "400px")),
    ],
)
def test_sizes(client: Client, given: dict[str, Any], shown: tuple[str, str]) -> None:
    client.data("system.openDialog", URL, given)
    assert (only(client).width, only(client).height) == shown


@pytest.mark.parametrize(
    "size", ["5", "0px", "-1px", "px", "1.2.3%", "calc(1px)", "1px;color:red", "٣px", "²px", "1e3px"]
)
def test_what_is_no_size(client: Client, size: str) -> None:
    assert "'width'" in client.error("system.openDialog", URL, {"width": size})
    assert client.session.dialogs.open() == ()


def test_a_dialog_of_an_interaction_names_it() -> None:
    option = f"interaction.web-content = App\n[App]\nlabel = App\nurl = {ALLOWED}/"
    session = new_session(configuration(ALLOWED, option))
    session.workspace.telephony.dial("5001", {}, {})
    (frame,) = session.frames
    Client(session, frame.id, ALLOWED).data("system.openDialog", f"{URL}?i=$Interaction.Id$", {})
    (dialog,) = session.dialogs.open()
    assert dialog.frame.url == f"{URL}?i=1"


def test_another_origin_does_not_close_it() -> None:
    other = "https://other.example"
    session = new_session(configuration(f"{ALLOWED}, {other}"))
    dialog_id = Client.opened(session, ALLOWED).data("system.openDialog", URL, {})
    stranger = Client.opened(session, other)
    assert stranger.data("system.closeDialog", dialog_id) is False
    assert len(session.dialogs.open()) == 1


@pytest.mark.parametrize("url", [None, ""])
def test_no_url_gives_null(client: Client, url: str | None) -> None:
    reply = client.request("system.openDialog", url, {})
    assert reply is not None
    assert reply["data"] is None
    assert "errorMessage" not in reply
    assert client.session.dialogs.open() == ()


def test_the_page_is_a_client_and_can_close_itself(client: Client) -> None:
    dialog_id = client.data("system.openDialog", f"{ALLOWED}/dialog.html", {})
    page = Client(client.session, only(client).frame.id, ALLOWED)
    assert page.request("system.closeDialog", dialog_id) is None, "there is nobody left to answer"
    assert client.session.dialogs.open() == ()
    assert client.session.frames.get(page.frame_id) is None
    assert client.data("system.closeDialog", dialog_id) is False


def test_goes_with_the_application_that_opened_it(client: Client) -> None:
    client.data("system.openDialog", URL, {})
    client.session.close_frame(client.frame_id)
    assert client.session.dialogs.open() == ()
    assert fake_host(client.session).timers == 0


def test_there_cannot_be_any_number(client: Client) -> None:
    for _ in range(DIALOGS_KEPT):
        client.data("system.openDialog", URL, {})
    assert client.error("system.openDialog", URL, {}) == "Error: There are too many dialogs."
