"""Dialogs: sizes, placeholders, the frame of the page, and what closes them."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.scenario import parse_scenario
from scapi.configuration import parse_configuration
from scapi.driven import DrivenSession
from scapi.protocol import errors
from scapi.testing import BUILT_IN_SCENARIO, Client, FakeHost, fake_host, new_session
from scapi.workspace.dialogs import CLOSED_AGAIN, DIALOGS_KEPT, DIALOGS_OF_ORIGIN, REFUSED, Dialog
from scapi.workspace.web_applications import DEFAULT_SANDBOX
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
    assert dialog.label == "For Elena Brandt"
    assert dialog.frame.label == "Dialog of Client", "what it calls itself names nothing else"
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


def several(count: int) -> list[Client]:
    """Clients of as many origins in one session."""
    origins = [f"https://c{number}.example" for number in range(count)]
    session = new_session(configuration(", ".join(origins)))
    return [Client.opened(session, origin) for origin in origins]


def test_there_cannot_be_any_number() -> None:
    clients = several(5)
    for number in range(DIALOGS_KEPT):
        clients[number % 4].data("system.openDialog", URL, {})
    assert clients[4].error("system.openDialog", URL, {}) == "Error: There are too many dialogs."


def test_one_origin_leaves_room_for_the_others() -> None:
    greedy, other = several(2)
    for _ in range(DIALOGS_OF_ORIGIN):
        greedy.data("system.openDialog", URL, {})
    text = "Error: This origin has 3 dialogs; more are not opened."
    assert greedy.error("system.openDialog", URL, {}) == text
    assert other.data("system.openDialog", URL, {})


def test_an_application_has_one_share_whatever_origins_its_dialogs_go_through() -> None:
    session = new_session(configuration("*"))
    page = Client.opened(session, "https://s0.example")
    for number in range(1, DIALOGS_OF_ORIGIN + 1):
        origin = f"https://s{number}.example"
        page.data("system.openDialog", f"{origin}/", {})
        page = Client(session, session.dialogs.open()[-1].frame.id, origin)
    assert "3 dialogs" in page.error("system.openDialog", URL, {})


def test_an_agent_who_closes_two_is_left_alone() -> None:
    client, other = several(2)
    session, host = client.session, fake_host(client.session)
    client.data("system.openDialog", URL, {})
    session.dialogs.dismiss(only(client).id)
    host.advance(0.1)
    for _ in range(DIALOGS_OF_ORIGIN):
        client.data("system.openDialog", URL, {})
    session.dialogs.dismiss(session.dialogs.open()[-1].id)
    assert session.dialogs.open() == (), "all of the application, not one after the other"
    refused = "Error: The agent closes the dialogs of this application; none is opened for 60 seconds."
    assert client.error("system.openDialog", URL, {}) == refused
    assert other.data("system.openDialog", URL, {}), "others are not meant"
    host.advance(REFUSED)
    assert client.data("system.openDialog", URL, {})


def test_closing_now_and_then_refuses_nothing(client: Client) -> None:
    host = fake_host(client.session)
    for _ in range(5):
        client.data("system.openDialog", URL, {})
        client.session.dialogs.dismiss(only(client).id)
        host.advance(CLOSED_AGAIN)


def test_a_page_that_closes_its_own_dialogs_is_not_refused(client: Client) -> None:
    for _ in range(5):
        client.data("system.closeDialog", client.data("system.openDialog", URL, {}))


def test_reset_forgets_refusals(client: Client) -> None:
    for _ in range(2):
        client.data("system.openDialog", URL, {})
        client.session.dialogs.dismiss(only(client).id)
    client.session.driver.call("reset", {})
    assert client.data("system.openDialog", URL, {})


@pytest.mark.parametrize(
    ("filters", "address"),
    [
        ("system.*", "?a=$Agent.UserName$&i=$Interaction.Id$"),
        ("system.*, agent.get", "?a=elena.brandt&i=$Interaction.Id$"),
        ("system.*, agent.getState", "?a=$Agent.UserName$&i=$Interaction.Id$"),
        ("system.*, interaction.getInteractions", "?a=$Agent.UserName$&i=1"),
        ("system.*, interaction.getByInteractionId", "?a=$Agent.UserName$&i=1"),
        ("*", "?a=elena.brandt&i=1"),
    ],
)
def test_placeholders_tell_what_the_origin_could_ask_for(filters: str, address: str) -> None:
    option = f"interaction.web-content = App\n[App]\nlabel = App\nurl = {ALLOWED}/"
    session = new_session(configuration(f"{ALLOWED} ({filters})", option))
    session.workspace.telephony.dial("5001", {}, {})
    (frame,) = session.frames
    page = Client(session, frame.id, ALLOWED)
    asked = {"label": "For $Agent.FullName$"}
    page.data("system.openDialog", f"{URL}?a=$Agent.UserName$&i=$Interaction.Id$", asked)
    (dialog,) = session.dialogs.open()
    assert dialog.frame.url == f"{URL}{address}"
    assert dialog.label == ("For Elena Brandt" if "elena" in address else "For $Agent.FullName$")


@pytest.mark.parametrize(
    ("lines", "sandbox", "allow"),
    [
        ("sandbox = allow-scripts\nallow = camera", "allow-scripts", "camera"),
        ("sandbox =", "", ""),
        ("sandbox = none", None, ""),
        ("allow = microphone", DEFAULT_SANDBOX, "microphone"),
    ],
)
def test_a_dialog_is_boxed_like_the_page_that_opens_it(lines: str, sandbox: str | None, allow: str) -> None:
    option = f"workspace.web-content = App\n[App]\nlabel = App\nurl = {ALLOWED}/\n{lines}"
    session = new_session(configuration(ALLOWED, option))
    Client(session, "frame1", ALLOWED).data("system.openDialog", URL, {})
    (outer,) = session.dialogs.open()
    Client(session, outer.frame.id, ALLOWED).data("system.openDialog", URL, {})
    for dialog in session.dialogs.open():
        assert (dialog.frame.sandbox, dialog.frame.allow) == (sandbox, allow)
        assert (dialog.app_label, dialog.frame.label) == ("App", "Dialog of App")


def test_the_page_that_embeds_the_workspace_opens_boxed_dialogs() -> None:
    session = new_session(configuration(ALLOWED))
    Client(session, session.client_frames.embedded().id, ALLOWED).data("system.openDialog", URL, {})
    (dialog,) = session.dialogs.open()
    assert dialog.frame.sandbox == DEFAULT_SANDBOX


def test_a_toast_of_a_dialog_bears_the_name_of_its_application(client: Client) -> None:
    client.data("system.openDialog", f"{ALLOWED}/d", {"label": "Your bank"})
    page = Client(client.session, only(client).frame.id, ALLOWED)
    page.data("system.popupToast", {"title": "T"})
    assert client.session.toasts.open()[0].label == "Dialog of Client"


@pytest.mark.parametrize(
    ("url", "address"), [("form.html", f"{ALLOWED}/form.html"), ("//crm.example/a", "http://crm.example/a")]
)
def test_a_relative_address_is_one_of_the_page_that_asks(client: Client, url: str, address: str) -> None:
    client.data("system.openDialog", url, {})
    assert only(client).frame.url == address


def test_the_workspace_is_not_opened_in_a_dialog() -> None:
    own = "http://localhost:8000"
    text = configuration(ALLOWED)
    scenario = parse_scenario(BUILT_IN_SCENARIO.read_text())
    session = DrivenSession(FakeHost(), parse_configuration(text), scenario, own_origin=own)
    client = Client.opened(session, ALLOWED)
    assert client.error("system.openDialog", f"{own}/index.html", {}) == errors.URL_NOT_ALLOWED
    assert client.data("system.openDialog", "http://localhost:8001/", {})


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"label": "x" * 501}, "'label' must have at most 500 characters"),
        ({"label": "\u05d0 a " * 165_000}, "'label' must have at most 500 characters"),
        ({"width": "9" * 15 + "px"}, "'width' must have at most 16 characters"),
        ({"url": URL + "x" * 8_192}, "'url' must have at most 8192 characters"),
    ],
)
def test_texts_have_caps_that_are_named(client: Client, given: dict[str, str], text: str) -> None:
    options = {name: value for name, value in given.items() if name != "url"}
    assert text in client.error("system.openDialog", given.get("url", URL), options)
    assert client.session.dialogs.open() == ()
