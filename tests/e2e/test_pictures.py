"""Pictures of the main situations, as the documentation shows them.

Each is taken of the page that runs now, into ``build/pictures``; with the environment variable ``PICTURES=docs`` into
``docs/images``. What a picture must show is asserted before it is taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.workspace_page import WorkspacePage, screen_before_the_start
from tools.paths import BUILD, ROOT
from tools.server import Servers

FOLDER = ROOT / "docs" / "images" if os.environ.get("PICTURES") == "docs" else BUILD / "pictures"
WIDE: ViewportSize = {"width": 1440, "height": 900}
BESIDE: ViewportSize = {"width": 1720, "height": 1000}
WHITFIELD = {"ani": "020 7946 0123", "dnis": "8001"}
DATA = {"Segment": "Silver", "AccountNo": "4471-0098", "Language": "en-GB", "IvrPath": "2 / 1 / 4"}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def opened(page: Page, servers: Servers) -> WorkspacePage:
    return WorkspacePage(page).open(servers.host_url)


@pytest.fixture
def workspace(opened: WorkspacePage) -> Iterator[WorkspacePage]:
    page = opened.page
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size(WIDE)
    opened.call("reset")
    opened.call("clock", {"mode": "manual"})
    page.get_by_role("tab", name="API Explorer").click()
    page.locator("#case").focus()
    page.locator("#traffic-list").evaluate("(list) => list.scrollTo(0, list.scrollHeight)")
    yield opened
    assert opened.complaints == []


def take(workspace: WorkspacePage, name: str, least: int = 20_000) -> None:
    """The picture, when everything is drawn; a picture of nothing would be small."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file: Path = FOLDER / f"{name}.png"
    workspace.page.screenshot(path=file, animations="disabled")
    assert file.stat().st_size > least


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


def test_a_call_that_rings_and_a_toast_of_an_app(workspace: WorkspacePage) -> None:
    talking(workspace)
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    toast = {
        "title": "Order 88-2107 is late",
        "iconUrl": "",
        "message": "The carrier has no scan since Thursday. Offer a new parcel or a refund?",
        "keyValues": {"Order": "88-2107", "Value": "412.00"},
        "buttons": ["New parcel", "Refund", "Later"],
        "sendToMyMessage": True,
    }
    frame.evaluate("toast => genesys.wwe.service.system.popupToast(toast)", toast)
    workspace.ring("+4722001122", dnis="8002", userData={"Segment": "Silver"}, noAnswerAfter=20)
    expect(workspace.page.locator("#toasts .toast")).to_have_count(2)
    take(workspace, "ringing")
    workspace.page.locator("#messages-button").click()
    expect(workspace.page.locator("#messages-list")).to_contain_text("Order 88-2107")
    take(workspace, "messages")
    workspace.page.keyboard.press("Escape")
    workspace.page.get_by_role("button", name="Later").click()


def test_a_consultation_and_its_far_ends(workspace: WorkspacePage) -> None:
    talking(workspace)
    workspace.page.locator("#control-consult").click()
    workspace.page.locator("#join-consult .join-line button").first.click()
    expect(workspace.page.locator("#far-ends li")).to_have_count(2)
    take(workspace, "consultation")


def test_the_communicator_with_other_actions(workspace: WorkspacePage) -> None:
    talking(workspace)
    workspace.page.locator("#team").fill("ada")
    expect(workspace.page.get_by_role("option").first).to_be_visible()
    workspace.page.keyboard.press("Tab")
    expect(workspace.page.get_by_role("option", name="Conference")).to_be_visible()
    take(workspace, "communicator")
    workspace.page.keyboard.press("Escape")


def test_the_traffic_with_a_message_in_full(workspace: WorkspacePage) -> None:
    talking(workspace)
    workspace.page.locator("#traffic-rows tr[data-action]").last.click()
    expect(workspace.page.locator("#details")).to_be_visible()
    take(workspace, "traffic")
    workspace.page.get_by_role("button", name="Close details").click()


def test_a_request_that_is_changed_and_sent_again(workspace: WorkspacePage) -> None:
    interaction_id = talking(workspace)
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    sent = "pair => genesys.wwe.service.interaction.setUserData(...pair)"
    frame.evaluate(sent, [interaction_id, {"Segment": "Gold"}])
    page = workspace.page
    page.locator("#traffic-rows tr", has_text="interaction.setUserData").last.click()
    page.locator("#details-edit").click()
    page.locator("#resend-parameters").fill(f'["{interaction_id}", {{"Segment": "Platinum"}}]')
    take(workspace, "resend")
    page.locator("[data-testid=resend-form] [type=submit]").click()
    expect(page.locator("#case")).to_contain_text("Platinum")
    expect(page.locator("#details")).to_contain_text("resent")
    take(workspace, "resent")
    page.locator("#traffic-rows tr", has_text="resent").last.click(button="right")
    expect(page.get_by_role("menuitem", name="Send again as this app")).to_be_visible()
    take(workspace, "message-menu")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close details").click()


@pytest.mark.parametrize(("name", "size"), [("timeline", WIDE), ("timeline-390", ViewportSize(width=390, height=844))])
def test_the_time_line_of_a_call(workspace: WorkspacePage, name: str, size: ViewportSize) -> None:
    interaction_id = talking(workspace)
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    sent = "pair => genesys.wwe.service.interaction.setUserData(...pair)"
    frame.evaluate(sent, [interaction_id, {"Segment": "Gold", "Reason": "Late delivery"}])
    page = workspace.page
    page.get_by_test_id("show-timeline").click()
    page.set_viewport_size(size)
    expect(page.get_by_test_id("timeline")).to_contain_text("by API Explorer")
    take(workspace, name)
    page.get_by_role("button", name="Back to the messages").click()


def test_a_long_list_that_is_narrowed(workspace: WorkspacePage) -> None:
    for number in range(9):
        ended = workspace.ring(f"+49 30 47110{number}")
        for action in ("accept", "hangUp"):
            workspace.call("act", {"interactionId": ended, "action": action})
    talking(workspace)
    workspace.page.locator("#rail-narrow").click()
    workspace.page.get_by_role("checkbox", name="Group by kind").check()
    expect(workspace.page.locator("#interactions h3").last).to_have_text("To close")
    take(workspace, "long-list")
    workspace.page.locator("#rail-filter [data-action=rail-clear]").click()
    workspace.page.keyboard.press("Escape")


def what_if(workspace: WorkspacePage) -> None:
    """A question about the second sample client, and an edit that would answer it otherwise."""
    page = workspace.page
    page.get_by_test_id("bench-policy").first.click()
    page.get_by_label("Request", exact=True).fill("voice.dial")
    page.get_by_label("Origins, and their requests").fill(
        f"{workspace.frame_report(workspace.frame_id_of('API Explorer'))['origin']} (agent.*, interaction.*)"  # type: ignore[index]
    )
    expect(page.get_by_test_id("what-then")).to_be_visible()


def test_what_if(workspace: WorkspacePage) -> None:
    talking(workspace)
    what_if(workspace)
    take(workspace, "what-if")
    workspace.page.locator("#policy").get_by_test_id("bench-traffic").click()


def test_situations(workspace: WorkspacePage) -> None:
    workspace.page.locator("#sim-tab-scenes").click()
    workspace.page.get_by_test_id("situation:second-call").click()
    expect(workspace.page.locator("#toasts .toast")).to_have_count(1)
    workspace.page.mouse.move(0, 0)
    take(workspace, "situations")
    workspace.page.locator("#sim-tab-calls").click()


def test_the_workbench_beside_the_stage(workspace: WorkspacePage) -> None:
    page = workspace.page
    talking(workspace)
    page.set_viewport_size(BESIDE)
    page.get_by_test_id("bench-place").click()
    expect(page.get_by_role("separator", name="Width of the workbench")).to_be_visible()
    take(workspace, "workbench-beside")
    page.get_by_test_id("bench-place").click()


LOOKS = {
    "dark": (WIDE, "dark", ""),
    "forced-colours": (WIDE, "forced", ""),
    "width-1024": (ViewportSize(width=1024, height=768), "light", ""),
    "width-390": (ViewportSize(width=390, height=844), "light", "Call"),
    "width-360-workbench": (ViewportSize(width=360, height=740), "light", "Workbench"),
    "zoom-200": (ViewportSize(width=720, height=450), "light", "Workbench"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_call_with_other_colours_and_widths(workspace: WorkspacePage, look: str) -> None:
    size, colours, part = LOOKS[look]
    interaction_id = talking(workspace)
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    sent = "pair => genesys.wwe.service.interaction.setUserData(...pair)"
    frame.evaluate(sent, [interaction_id, {"Segment": "Gold", "Reason": "Late delivery"}])
    expect(workspace.page.locator("#case")).to_contain_text("Late delivery")
    page = workspace.page
    page.set_viewport_size(size)
    page.emulate_media(
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
    )
    if part:
        page.get_by_role("navigation").get_by_role("button", name=part).click()
    take(workspace, look)


@pytest.mark.parametrize("screen", ["boot", "failure"])
def test_the_screens_before_the_start(page: Page, servers: Servers, screen: str) -> None:
    with screen_before_the_start(page.context, servers.host_url, screen) as other:
        take(WorkspacePage(other), screen, least=5_000)
