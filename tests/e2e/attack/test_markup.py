"""Markup in every text that clients, callers and customers can put on the agent's screen: it stays text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame, expect

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, subscribe
from tests.e2e.sites import Sites

PAYLOAD = (
    "&lt;i&gt;\"'`></title></style></textarea></template></script></noscript>--><x-injected data-injected "
    'onclick="window.injected=1"><img src="/x-injected" onerror="window.injected=1"><svg onload="window.injected=1">'
    '<script>window.injected=1</script><iframe srcdoc="x"></iframe><base href="//x"><form><input autofocus>'
    "{{ 7 * 191 }}{% raw %}"
)
SHORT = "<x-injected data-injected>'\"&amp;{{ 7 * 191 }}"
MARK = "<x-injected"
INJECTED = """() => {
    const found = [...document.querySelectorAll(
        "x-injected, [data-injected], [onclick], [onerror], [onload], base, iframe[srcdoc], img[src$='/x-injected']",
    )].map((element) => element.outerHTML.slice(0, 200));
    return window.injected === undefined ? found : ["a script ran", ...found];
}"""
COUNT = """() => ["script", "style", "object", "embed", "link", "meta", "title"].map(
    (tag) => document.querySelectorAll(tag).length)"""


@pytest.fixture
def watched(workspace: AttackedWorkspace) -> Iterator[AttackedWorkspace]:
    """No element comes with the texts, none runs, and the browser has blocked nothing: nothing was tried."""
    before = workspace.page.evaluate(COUNT)
    yield workspace
    assert workspace.page.evaluate(INJECTED) == []
    assert workspace.page.evaluate(COUNT) == before
    assert "1337" not in workspace.page.locator("body").inner_text(), "no template is made of a text"


def expect_shown_as_text(workspace: AttackedWorkspace) -> None:
    expect(workspace.page.locator("body")).to_contain_text(MARK)
    assert workspace.page.evaluate(INJECTED) == []


@pytest.fixture
def client(watched: AttackedWorkspace, sites: Sites) -> Frame:
    """A client whose label is markup, too."""
    _, frame = watched.open_client(sites.url("listed", f"raw.html?{SHORT}#{SHORT}"), PAYLOAD)
    return frame


def test_frame_labels(watched: AttackedWorkspace, client: Frame) -> None:
    expect_shown_as_text(watched)
    assert "data" in ask(client, "agent.get", "0")


def test_an_inbound_call(watched: AttackedWorkspace) -> None:
    contact = dict.fromkeys(("displayName", "firstName", "lastName", "company"), PAYLOAD)
    call = watched.ring(
        PAYLOAD, dnis=PAYLOAD, contact=contact, userData={PAYLOAD: PAYLOAD, "list": [{PAYLOAD: PAYLOAD}]}
    )
    expect_shown_as_text(watched)
    watched.page.locator("#toasts").get_by_role("button", name="Accept").first.click()
    watched.until(lambda: watched.interaction(call)["state"] == "TALKING", "the answer")
    expect_shown_as_text(watched)


def test_attached_data_of_a_client(watched: AttackedWorkspace, client: Frame) -> None:
    ask(client, "voice.dial", "0", PAYLOAD, {PAYLOAD: PAYLOAD})
    (call,) = (each["interactionId"] for each in watched.state["interactions"])
    for number, value in enumerate([PAYLOAD, [PAYLOAD], {PAYLOAD: PAYLOAD}]):
        reply = ask(client, "interaction.setUserData", f"data{number}", call, {PAYLOAD + str(number): value})
        assert "errorMessage" not in reply
    expect_shown_as_text(watched)


def test_the_warning_of_mark_done(watched: AttackedWorkspace, client: Frame) -> None:
    ask(client, "voice.dial", "0", "5001")
    (call,) = (each["interactionId"] for each in watched.state["interactions"])
    watched.call("farEnd", {"interactionId": call, "action": "answer"})
    ask(client, "interaction.blockMarkdone", "1", call, PAYLOAD)
    watched.call("farEnd", {"interactionId": call, "action": "hangUp"})
    expect_shown_as_text(watched)


def test_toasts(watched: AttackedWorkspace, client: Frame, sites: Sites) -> None:
    parameters: dict[str, Any] = {
        "title": PAYLOAD,
        "iconUrl": "",
        "subject": PAYLOAD,
        "message": f"{PAYLOAD}\n{PAYLOAD}",
        "keyValues": {PAYLOAD: PAYLOAD},
        "buttons": [SHORT, f"{SHORT}2", f"{SHORT}3"],
        "sendToMyMessage": True,
    }
    shown = ask(client, "system.popupToast", "0", parameters)["data"]
    assert len(watched.state["toasts"]) == 1
    expect_shown_as_text(watched)
    assert ask(client, "system.updateToast", "1", shown, {"title": f"{PAYLOAD} again"})["data"] is True
    icon = {"title": "x", "iconUrl": sites.url("listed", f"slow.svg?{SHORT}")}
    assert "data" in ask(client, "system.popupToast", "2", icon)
    expect_shown_as_text(watched)


def test_dialogs(watched: AttackedWorkspace, client: Frame, sites: Sites) -> None:
    options = {"label": PAYLOAD, "width": "430px", "height": "40%"}
    reply = ask(client, "system.openDialog", "0", sites.url("listed", f"raw.html?{SHORT}"), options)
    assert reply["data"] == "wweCustomDialog1"
    expect_shown_as_text(watched)
    for number, size in enumerate([PAYLOAD, "1px;background:url(//x)", '1px" onclick="', "1%;--x:1"]):
        refused = ask(client, "system.openDialog", f"size{number}", sites.url("listed", "raw.html"), {"width": size})
        assert "errorMessage" in refused


def test_views_of_the_menu_bar(watched: AttackedWorkspace, client: Frame) -> None:
    texts = ("name", "label", "shortLabel", "tooltip", "labelColor", "backgroundColor")
    parameters = {**dict.fromkeys(texts, PAYLOAD), "name": SHORT, "shortLabel": SHORT}
    reply = ask(client, "system.updateViewInApplicationMenuBar", "0", parameters)
    assert reply["data"] == SHORT
    (view,) = watched.state["views"]
    assert (view["labelColor"], view["backgroundColor"]) == ("", ""), "no colour is not applied"
    expect_shown_as_text(watched)


def test_mail_and_chat_and_work_items(watched: AttackedWorkspace) -> None:
    for medium in ("email", "chat", "workitem"):
        args = {"from": PAYLOAD, "subject": PAYLOAD, "body": PAYLOAD, "queue": PAYLOAD, "userData": {PAYLOAD: PAYLOAD}}
        if medium == "chat":
            args["history"] = [PAYLOAD]
        call = watched.call(medium, {**args, "contact": PAYLOAD})["interactionId"]
        expect_shown_as_text(watched)
        watched.page.locator("#toasts").get_by_role("button", name="Accept").first.click()
        watched.until(lambda call=call: watched.interaction(call)["state"] != "INVITED", "the agent's acceptance")
        if medium == "chat":
            watched.call("customer", {"interactionId": call, "action": "say", "text": PAYLOAD})
        expect_shown_as_text(watched)


def test_campaigns_and_their_records(watched: AttackedWorkspace) -> None:
    watched.call("campaign", {"action": "load", "name": PAYLOAD, "mode": "PushPreview"})
    watched.call("campaign", {"action": "start", "name": PAYLOAD, "mode": "PushPreview"})
    watched.call("pushPreview", {"campaign": PAYLOAD})
    expect_shown_as_text(watched)


def test_what_the_traffic_panel_shows(watched: AttackedWorkspace, client: Frame) -> None:
    """Names of requests and events, references, texts of failures: all of them are the client's."""
    ask(client, PAYLOAD, "0", PAYLOAD)
    subscribe(client, PAYLOAD, PAYLOAD, f"messenger:{PAYLOAD}")
    ask(client, "agent.setState", SHORT, PAYLOAD)
    ask(client, "messenger.broadcastMessage", f"{SHORT}1", PAYLOAD, {PAYLOAD: PAYLOAD})
    client.evaluate("(text) => send({ [text]: text, userAgent: text })", PAYLOAD)
    watched.seen(reason="NOT_OURS")
    expect_shown_as_text(watched)
