"""The ways to the situations that somebody may look at in the page."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import expect

from tests.e2e.workspace_page import WorkspacePage

CALLER = {"ani": "020 7946 0123", "dnis": "8001", "userData": {"Segment": "Silver", "Nested": {"a": {"b": "c"}}}}


def act(workspace: WorkspacePage, interaction_id: str, *actions: str, **args: str) -> str:
    for action in actions:
        workspace.call("act", {"interactionId": interaction_id, "action": action, **args})
    return interaction_id


def press(workspace: WorkspacePage, selector: str) -> None:
    workspace.page.locator(selector).first.click()


def nothing(workspace: WorkspacePage) -> None:
    expect(workspace.page.locator("#case")).to_contain_text("You are ready")


def ringing(workspace: WorkspacePage) -> None:
    workspace.ring(**CALLER, noAnswerAfter=60)
    workspace.call("chat", {"from": "priya.raman@mail.example", "body": "Hello"})
    expect(workspace.page.locator("#toasts .toast")).to_have_count(2)


def talking(workspace: WorkspacePage) -> str:
    return act(workspace, workspace.ring(**CALLER), "accept")


def recording(workspace: WorkspacePage) -> None:
    talking(workspace)
    press(workspace, "#control-record")
    expect(workspace.page.locator("#case")).to_contain_text("Pause recording")
    press(workspace, "#control-keypad")


def consulting(workspace: WorkspacePage) -> None:
    talking(workspace)
    press(workspace, "#control-consult")
    press(workspace, "#join-consult .join-line button")
    expect(workspace.page.locator("#case")).to_contain_text("Consulting")


def conference(workspace: WorkspacePage) -> None:
    talking(workspace)
    press(workspace, "#control-consult")
    press(workspace, "#join-consult .join-line [data-action=join-conference]")
    press(workspace, "#case .party")
    expect(workspace.page.get_by_role("menuitem", name="Take out of the conference")).to_be_visible()


def communicator(workspace: WorkspacePage) -> None:
    talking(workspace)
    workspace.page.locator("#team").fill("a")
    expect(workspace.page.get_by_role("option").first).to_be_visible()
    workspace.page.keyboard.press("Tab")
    expect(workspace.page.get_by_role("option", name="Consult", exact=True)).to_be_visible()


def long_list(workspace: WorkspacePage) -> None:
    for number in range(9):
        workspace.ring(f"+49 30 {number}")
    press(workspace, "#rail-narrow")
    workspace.page.get_by_role("checkbox", name="Group by kind").check()
    expect(workspace.page.locator("#interactions h3")).to_have_text("Ringing")


def ended(workspace: WorkspacePage) -> None:
    call = talking(workspace)
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    frame.evaluate("id => genesys.wwe.service.interaction.blockMarkdone(id, 'Choose a reason first.')", call)
    act(workspace, call, "hangUp")
    press(workspace, "#mark-done")
    expect(workspace.page.locator("#case")).to_contain_text("Choose a reason first.")


def contact_search(workspace: WorkspacePage) -> None:
    act(workspace, workspace.ring("+4930999999"), "accept")
    press(workspace, "#case .contact-buttons button")
    workspace.page.locator("#contact-text").press_sequentially("a")
    expect(workspace.page.locator("#case .contact-choice").first).to_be_visible()


def email(workspace: WorkspacePage) -> str:
    mail: dict[str, Any] = {
        "from": "jonas@whitfield.example",
        "subject": "Invoice",
        "body": "Hello",
        "queue": "Billing",
    }
    mail["files"] = [{"name": "plan.pdf", "text": "x"}]
    return act(workspace, workspace.call("email", mail)["interactionId"], "accept")


def draft(workspace: WorkspacePage) -> None:
    act(workspace, email(workspace), "reply")
    expect(workspace.page.locator("#command-send")).to_be_visible()


def chat(workspace: WorkspacePage) -> None:
    given = {"from": "priya.raman@mail.example", "body": "Hello", "history": ["Before"]}
    opened = act(workspace, workspace.call("chat", given)["interactionId"], "accept")
    act(workspace, opened, "say", text="Good afternoon")
    workspace.call("customer", {"interactionId": opened, "action": "say", "text": "Thank you"})


def work_item(workspace: WorkspacePage) -> None:
    item = workspace.call("workitem", {"subject": "Check the address", "body": "See the form"})["interactionId"]
    act(workspace, item, "accept")
    press(workspace, "#case-tab-data")


def record(workspace: WorkspacePage) -> str:
    workspace.call("campaign", {"action": "load", "name": "Spring", "mode": "PushPreview"})
    workspace.call("campaign", {"action": "start", "name": "Spring"})
    return act(workspace, workspace.call("pushPreview", {"campaign": "Spring"})["interactionId"], "accept")


def called(workspace: WorkspacePage) -> None:
    record(workspace)
    press(workspace, "#command-callRecord")
    expect(workspace.page.locator("#case #record-outcome")).to_be_visible()


def notices(workspace: WorkspacePage) -> None:
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    toast = {
        "title": "Order 88-2107 is late",
        "iconUrl": "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "message": "Offer one?",
        "keyValues": {"Order": "88-2107"},
        "buttons": ["New parcel", "Refund", "Later"],
        "sendToMyMessage": True,
    }
    frame.evaluate("toast => genesys.wwe.service.system.popupToast(toast)", toast)
    view = {"name": "queue", "label": "Billing: 7 waiting", "labelColor": "#ffffff", "backgroundColor": "#14532d"}
    frame.evaluate("view => genesys.wwe.service.system.updateViewInApplicationMenuBar(view)", view)
    expect(workspace.page.locator("#toasts")).to_contain_text("Order 88-2107 is late")
    press(workspace, "#messages-button")


def dialog(workspace: WorkspacePage) -> None:
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    options = {"label": "Address", "width": "400px", "height": "300px"}
    frame.evaluate("([url, options]) => genesys.wwe.service.system.openDialog(url, options)", [frame.url, options])
    expect(workspace.page.get_by_role("dialog", name="Address")).to_be_visible()


def traffic(workspace: WorkspacePage) -> None:
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    frame.evaluate("genesys.wwe.service.agent.get()")
    # Not the one whose details may be left from before: a click would close them.
    workspace.page.locator("#traffic-list tbody tr[aria-selected=false]", has_text="agent.get").last.click()
    expect(workspace.page.locator("#traffic [role=tab]").first).to_be_visible()


def message_menu(workspace: WorkspacePage) -> None:
    traffic(workspace)
    workspace.page.locator("#traffic-list tr[aria-selected=true]").click(button="right")
    expect(workspace.page.get_by_role("menuitem", name="Copy as postMessage")).to_be_visible()


def edited_request(workspace: WorkspacePage) -> None:
    traffic(workspace)
    press(workspace, "#details-edit")
    workspace.page.locator("#resend-parameters").fill("{")
    press(workspace, "[data-testid=resend-form] [type=submit]")
    expect(workspace.page.locator("#resend-problem")).to_contain_text("Line 1, column 2")


def saved_log(workspace: WorkspacePage) -> None:
    entry = {"seq": 1, "time": 1, "direction": "in", "kind": "request", "verdict": "refused", "request": "agent.get"}
    file = {"name": "monday.json", "mimeType": "application/json", "buffer": json.dumps([entry]).encode()}
    workspace.page.locator("#traffic-file").set_input_files(file)  # type: ignore[arg-type]
    expect(workspace.page.locator("#traffic")).to_contain_text("monday.json, 1 message")


def permissions(workspace: WorkspacePage) -> None:
    workspace.page.get_by_role("tab", name="Not listed").click()
    expect(workspace.page.locator("#tabs")).to_contain_text("This origin is not listed")


def agent_menu(workspace: WorkspacePage) -> None:
    press(workspace, "#agent-button")
    expect(workspace.page.get_by_role("menuitemradio").first).to_be_visible()


def lost(workspace: WorkspacePage) -> None:
    talking(workspace)
    workspace.call("connection", {"state": "DISCONNECTED"})
    expect(workspace.page.locator("#banner")).to_contain_text("Connection lost")


def what_if(workspace: WorkspacePage) -> None:
    frame = workspace.frame(workspace.frame_id_of("API Explorer"))
    frame.evaluate("genesys.wwe.service.agent.get()")
    press(workspace, "#traffic [data-testid=bench-policy]")
    workspace.page.get_by_label("Origins, and their requests").fill("http://other.example (agent.*)")
    expect(workspace.page.get_by_test_id("what-effects")).to_contain_text("would become refused")


def scenes(workspace: WorkspacePage) -> None:
    workspace.page.locator("#sim-tab-scenes").click()
    workspace.page.get_by_test_id("situation:second-call").click()
    expect(workspace.page.locator("#toasts .toast")).to_have_count(1)


def recorded(workspace: WorkspacePage) -> None:
    workspace.page.locator("#sim-tab-record").click()
    workspace.page.get_by_test_id("record-start").click()
    expect(workspace.page.get_by_test_id("recording")).to_be_visible()
    talking(workspace)
    workspace.page.get_by_test_id("control:hold").click()
    workspace.page.get_by_test_id("record-stop").click()
    expect(workspace.page.get_by_test_id("recorded")).to_contain_text("extends")


def time_line(workspace: WorkspacePage) -> None:
    talking(workspace)
    press(workspace, "[data-testid=show-timeline]")
    expect(workspace.page.get_by_test_id("timeline")).to_contain_text("Ringing → Talking")
