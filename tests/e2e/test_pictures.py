"""Pictures of the main situations, as the documentation shows them.

Each is taken of the page that runs now, into ``build/pictures``; with the environment variable ``PICTURES=docs`` into
``docs/images``. What a picture must show is asserted before it is taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.workspace_page import WorkspacePage
from tools.paths import BUILD, ROOT
from tools.server import Servers

FOLDER = ROOT / "docs" / "images" if os.environ.get("PICTURES") == "docs" else BUILD / "pictures"
WHITFIELD = {"ani": "020 7946 0123", "dnis": "8001"}
DATA = {"Segment": "Silver", "AccountNo": "4471-0098", "Language": "en-GB", "IvrPath": "2 / 1 / 4"}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture
def workspace(page: Page, servers: Servers) -> Iterator[WorkspacePage]:
    workspace = WorkspacePage(page)
    workspace.open(servers.host_url)
    workspace.call("clock", {"mode": "manual"})
    yield workspace
    assert workspace.complaints == []
    workspace.let_go()


def take(workspace: WorkspacePage, name: str) -> None:
    """The picture, when everything is drawn; a picture of nothing would be small."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file: Path = FOLDER / f"{name}.png"
    workspace.page.screenshot(path=file, animations="disabled")
    assert file.stat().st_size > 20_000


def talking(workspace: WorkspacePage) -> str:
    interaction_id: str = workspace.call("ring", {**WHITFIELD, "userData": DATA})["interactionId"]
    workspace.call("act", {"interactionId": interaction_id, "action": "accept"})
    workspace.call("advance", {"seconds": 277})
    return interaction_id


def test_a_call_with_a_client_and_the_traffic(workspace: WorkspacePage) -> None:
    interaction_id = talking(workspace)
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    sent = "pair => genesys.wwe.service.interaction.setUserData(...pair)"
    frame.evaluate(sent, [interaction_id, {"Segment": "Gold", "Reason": "Late delivery"}])
    data = {"Segment": "Silver", "AccountNo": "5120-4"}
    workspace.call("ring", {"ani": "+4722001122", "dnis": "8002", "userData": data, "noAnswerAfter": 20})
    workspace.call("advance", {"seconds": 8})
    expect(workspace.page.locator("#case")).to_contain_text("Late delivery")
    expect(workspace.page.locator("#toasts")).to_contain_text("12 s until it goes back to the queue.")
    expect(workspace.page.locator("#traffic")).to_contain_text("interaction.setUserData")
    take(workspace, "workspace")


def test_an_origin_that_is_not_listed(workspace: WorkspacePage) -> None:
    talking(workspace)
    workspace.page.get_by_role("tab", name="Not listed").click()
    expect(workspace.page.locator("#tabs")).to_contain_text("This origin is not listed")
    take(workspace, "refused")


def test_a_chat(workspace: WorkspacePage) -> None:
    chat = {"from": "priya.raman@mail.example", "body": "Tracking says delivered, but nothing is here."}
    interaction_id = workspace.call("chat", {**chat, "queue": "Web shop"})["interactionId"]
    workspace.call("act", {"interactionId": interaction_id, "action": "accept"})
    say = "Good afternoon, Priya. I am looking at parcel 88-2041 now."
    workspace.call("act", {"interactionId": interaction_id, "action": "say", "text": say})
    for customer in ({"action": "read"}, {"action": "say", "text": "Thank you"}, {"action": "type"}):
        workspace.call("customer", {"interactionId": interaction_id, **customer})
    for text in ("read", "Thank you", "Priya is typing"):
        expect(workspace.page.locator("#case [role=log]")).to_contain_text(text)
    take(workspace, "chat")


def test_an_email_that_is_answered(workspace: WorkspacePage) -> None:
    mail = {
        "from": "jonas@whitfield.example",
        "subject": "Invoice 20418 has the old address",
        "body": "Hello,\n\nsee above.",
    }
    interaction_id = workspace.call("email", mail)["interactionId"]
    workspace.call("act", {"interactionId": interaction_id, "action": "accept"})
    workspace.call("act", {"interactionId": interaction_id, "action": "reply"})
    expect(workspace.page.locator("#case")).to_contain_text("Send")
    take(workspace, "email")


def test_an_outbound_record(workspace: WorkspacePage) -> None:
    workspace.call("campaign", {"action": "load", "name": "Spring renewal", "mode": "PushPreview"})
    workspace.call("campaign", {"action": "start", "name": "Spring renewal"})
    interaction_id = workspace.call("pushPreview", {"campaign": "Spring renewal"})["interactionId"]
    workspace.call("act", {"interactionId": interaction_id, "action": "accept"})
    expect(workspace.page.locator("#case")).to_contain_text("Spring renewal")
    take(workspace, "outbound")
