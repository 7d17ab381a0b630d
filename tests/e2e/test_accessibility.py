"""What a checker of accessibility finds in every situation: nothing, in light, dark, forced colours, at three widths.

The checker runs in the page itself, hence a browser that sets the page's own policy aside. Pages of clients are theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.workspace_page import WorkspacePage, screen_before_the_start
from tools.paths import NODE_MODULES
from tools.server import Servers

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, MIDDLE, NARROW, BESIDE = (1440, 900), (1024, 768), (390, 844), (1720, 1000)
CALLER = {"ani": "020 7946 0123", "dnis": "8001", "userData": {"Segment": "Silver", "Nested": {"a": {"b": "c"}}}}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport={"width": WIDE[0], "height": WIDE[1]})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def checked(page: Page, servers: Servers) -> WorkspacePage:
    workspace = WorkspacePage(page)
    workspace.open(servers.host_url)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return workspace


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


SITUATIONS: Mapping[str, Callable[[WorkspacePage], object]] = {
    each.__name__: each
    for each in (
        nothing, ringing, talking, recording, consulting, conference, communicator, ended, contact_search, email, draft,
        chat, work_item, record, called, notices, dialog, traffic, message_menu, edited_request, saved_log, permissions,
        agent_menu, lost, long_list,
        scenes, recorded, what_if,
    )
}  # fmt: skip
IMPACTS = ("minor", "moderate", "serious", "critical")
LOOKS = ((WIDE, "light"), (WIDE, "dark"), (MIDDLE, "forced"), (NARROW, "light"))
"""Each situation is looked at in all of them: in light, dark and forced colours, and at three widths."""


def findings(page: Page, least: Collection[str] = IMPACTS) -> list[str]:
    """Every finding of the checker that weighs as much: its rule, and where."""
    options = json.dumps({"runOnly": RULES, "iframes": False, "resultTypes": ["violations"]})
    result: list[dict[str, Any]] = page.evaluate(f"axe.run(document, {options}).then(({{violations}}) => violations)")
    return [
        f"{each['id']}: {node['target']} {node['html'][:160]}"
        for each in result
        if each["impact"] in least
        for node in each["nodes"]
    ]


def look_at(page: Page, size: tuple[int, int], colours: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    forced, scheme = ("active", "light") if colours == "forced" else ("none", colours)
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if forced == "active" else "none",
        reduced_motion="reduce",
    )


def all_findings(page: Page) -> list[str]:
    """Of every look, each named; the page is as wide as at first again."""
    found = []
    for size, colours in LOOKS:
        look_at(page, size, colours)
        found += [f"{size[0]} {colours}: {finding}" for finding in findings(page)]
    look_at(page, *LOOKS[0])
    return found


@pytest.mark.parametrize("situation", SITUATIONS)
def test_nothing_is_found(checked: WorkspacePage, situation: str) -> None:
    page = checked.page
    look_at(page, *LOOKS[0])
    checked.call("reset")
    page.keyboard.press("Escape")
    SITUATIONS[situation](checked)
    assert all_findings(page) == []
    if situation == "what_if":
        press(checked, "#policy [data-testid=bench-traffic]")
    if situation == "long_list":
        page.locator("#rail-filter [data-action=rail-clear]").click()
    if situation == "saved_log":
        page.get_by_role("button", name="Back to live").click()


@pytest.mark.parametrize(("size", "colours"), LOOKS)
def test_nothing_serious_is_found_in_a_time_line(checked: WorkspacePage, size: tuple[int, int], colours: str) -> None:
    look_at(checked.page, *LOOKS[0])
    checked.call("reset")
    talking(checked)
    press(checked, "[data-testid=show-timeline]")
    expect(checked.page.get_by_test_id("timeline")).to_contain_text("Ringing → Talking")
    look_at(checked.page, size, colours)
    # In a narrow page the case, the main part, gives its place to the workbench.
    assert findings(checked.page, IMPACTS if size != NARROW else IMPACTS[2:]) == []
    checked.page.get_by_role("button", name="Back to the messages").click()
    look_at(checked.page, *LOOKS[0])
    checked.call("reset")


@pytest.mark.parametrize("part", ["Interactions", "Apps", "Workbench"])
def test_nothing_serious_is_found_in_the_parts_of_a_narrow_page(checked: WorkspacePage, part: str) -> None:
    """The case is the main part of the page, and is not there while another one is."""
    look_at(checked.page, *LOOKS[0])
    checked.call("reset")
    ringing(checked)
    for colours in ("light", "dark", "forced"):
        look_at(checked.page, NARROW, colours)
        checked.page.get_by_role("navigation").get_by_role("button", name=part).click()
        assert findings(checked.page, IMPACTS[2:]) == [], colours
    look_at(checked.page, *LOOKS[0])


def test_nothing_is_found_with_the_workbench_beside_the_stage(checked: WorkspacePage) -> None:
    page = checked.page
    checked.call("reset")
    for colours in ("light", "dark", "forced"):
        look_at(page, BESIDE, colours)
        if page.locator("#app").get_attribute("data-place") != "beside":
            page.get_by_test_id("bench-place").click()
        traffic(checked)
        assert findings(page) == [], colours
        page.get_by_role("button", name="Close details").click()
        what_if(checked)
        assert findings(page) == [], colours
        press(checked, "#policy [data-testid=bench-traffic]")
    page.get_by_test_id("bench-place").click()
    look_at(page, *LOOKS[0])


@pytest.mark.parametrize("screen", ["boot", "failure"])
def test_nothing_is_found_before_the_start(page: Page, servers: Servers, screen: str) -> None:
    with screen_before_the_start(page.context, servers.host_url, screen) as other:
        other.evaluate(AXE.read_text(encoding="utf-8"))
        assert all_findings(other) == []


def test_the_checker_finds_what_is_wrong(checked: WorkspacePage) -> None:
    checked.page.evaluate("document.getElementById('case').append(document.createElement('button'))")
    assert any(finding.startswith("button-name") for finding in findings(checked.page))
