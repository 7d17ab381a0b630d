"""The keyboard: shortcuts, lists with one stop of the Tab key, the separator, and fields that keep what is typed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage

_TWO_KEYS = """(selector) => {
    const field = document.querySelector(selector);
    field.value = "a";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const tab = new KeyboardEvent("keydown", { key: "Tab", code: "Tab", bubbles: true, cancelable: true });
    return [!field.dispatchEvent(tab), field.form.hasAttribute("data-opens")];
}"""
"""Within one task, as on a page that is busy: nothing is drawn in between by itself."""


def test_the_oldest_ringing_call_is_accepted_by_alt_a(workspace: WorkspacePage) -> None:
    first = workspace.ring("+4930111111")
    second = workspace.ring("+4930222222")
    workspace.page.keyboard.press("Alt+KeyA")
    assert workspace.interaction(first)["state"] == "TALKING"
    assert workspace.interaction(second)["state"] == "RINGING"
    workspace.page.keyboard.press("Alt+KeyX")
    workspace.until(lambda: len(workspace.state["interactions"]) == 1, "the end of the second call")


def test_the_focus_goes_to_the_case_when_the_toast_that_had_it_ends(workspace: WorkspacePage) -> None:
    call = workspace.ring()
    workspace.page.locator("#toasts").get_by_role("button", name="Reject").focus()
    workspace.call("farEnd", {"interactionId": call, "action": "hangUp"})
    expect(workspace.page.locator("#toasts")).to_contain_text("Caller hung up")
    expect(workspace.page.locator("#case")).to_be_focused()
    expect(workspace.page.locator("#toasts")).not_to_contain_text("Caller hung up")


def test_the_workbench_opens_and_closes_by_f8(workspace: WorkspacePage) -> None:
    traffic = workspace.page.locator("#traffic-list")
    expect(traffic).to_be_visible()
    workspace.page.keyboard.press("F8")
    expect(traffic).to_be_hidden()
    workspace.page.keyboard.press("F8")
    expect(traffic).to_be_visible()


def test_somebody_is_called_by_the_keyboard_alone(workspace: WorkspacePage) -> None:
    keyboard = workspace.page.keyboard
    keyboard.press("Control+KeyK")
    expect(workspace.page.locator("#team")).to_be_focused()
    keyboard.type("+49 30 4711")
    expect(workspace.page.get_by_role("option").first).to_be_visible()
    keyboard.press("Enter")
    workspace.until(lambda: workspace.state["interactions"], "a call")
    assert workspace.state["interactions"][0]["dnis"] == "+49 30 4711"
    expect(workspace.page.locator("#team")).to_have_value("")


def test_a_key_meets_what_the_one_before_has_brought_however_quickly_it_follows(workspace: WorkspacePage) -> None:
    workspace.ring()
    workspace.page.keyboard.press("Alt+KeyA")
    expect(workspace.page.locator("#control-hold")).to_be_enabled()
    workspace.page.keyboard.press("Control+KeyK")
    used, drawn = workspace.page.evaluate(_TWO_KEYS, "#team")
    assert used, "Tab has left the box"
    assert drawn, "the list is not that of what was typed"
    expect(workspace.page.get_by_role("option", name="Consult", exact=True)).to_be_visible()
    workspace.page.keyboard.press("Escape")


def test_arrows_move_in_a_toolbar_and_tab_leaves_it(workspace: WorkspacePage) -> None:
    workspace.ring()
    workspace.page.keyboard.press("Alt+KeyA")
    toolbar = workspace.page.locator("#case [role=toolbar]").first
    expect(toolbar.locator("button[tabindex='0']")).to_have_count(1)
    toolbar.locator("button[tabindex='0']").focus()
    focused = workspace.page.locator(":focus")
    before = focused.inner_text()
    workspace.page.keyboard.press("ArrowRight")
    assert focused.inner_text() != before
    expect(toolbar.locator("button[tabindex='0']")).to_have_count(1)
    workspace.page.keyboard.press("Home")
    assert focused.inner_text() == before
    workspace.page.keyboard.press("Tab")
    assert toolbar.locator(":focus").count() == 0


def test_a_focused_button_follows_what_it_does(workspace: WorkspacePage) -> None:
    workspace.ring()
    workspace.page.keyboard.press("Alt+KeyA")
    hold = workspace.page.locator("#control-hold")
    expect(hold).to_be_enabled()
    hold.focus()
    workspace.page.keyboard.press("Enter")
    expect(hold).to_contain_text("Resume")
    expect(hold).to_be_focused()


def test_escape_closes_the_menu_of_consult(workspace: WorkspacePage) -> None:
    workspace.ring()
    workspace.page.keyboard.press("Alt+KeyA")
    consult = workspace.page.locator("#control-consult")
    expect(consult).to_be_enabled()
    consult.press("Enter")
    expect(workspace.page.locator("#join-consult-text")).to_be_focused()
    workspace.page.keyboard.press("Escape")
    expect(workspace.page.locator("#join-consult")).to_be_hidden()
    expect(consult).to_be_focused()


def test_the_focus_stays_in_the_case_when_what_had_it_is_gone(workspace: WorkspacePage) -> None:
    workspace.ring(userData={"Segment": "Silver"})
    workspace.page.keyboard.press("Alt+KeyA")
    value = workspace.page.locator(".row[data-key=Segment] button.value")
    value.press("Enter")
    expect(workspace.page.locator("#data-input")).to_be_focused()
    workspace.page.keyboard.type("Gold")
    workspace.page.keyboard.press("Enter")
    expect(value).to_have_text("Gold. Edit Segment")
    expect(value).to_be_focused()
    workspace.page.locator("#control-hang-up").press("Enter")
    expect(workspace.page.locator("#mark-done")).to_be_visible()
    expect(workspace.page.locator("#case")).to_be_focused()


def test_arrows_choose_the_tab_of_a_client(workspace: WorkspacePage, sites: Sites) -> None:
    workspace.open_client(sites.url("listed", "raw.html"), "First")
    workspace.open_client(sites.url("second", "raw.html"), "Second")
    tabs = workspace.page.locator("#tabs")
    tabs.get_by_role("tab", name="First").click()
    workspace.page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="Second")).to_have_attribute("aria-selected", "true")
    expect(tabs.get_by_role("tab", name="Second")).to_be_focused()
    shown = workspace.page.locator("#frames > :not([hidden])")
    expect(shown).to_have_attribute("data-frame", workspace.frame_id_of("Second"))


def test_the_state_menu_is_used_by_arrows(workspace: WorkspacePage) -> None:
    workspace.page.locator("#agent-button").click()
    menu = workspace.page.locator("#agent-menu")
    expect(menu.get_by_role("menuitemradio", checked=True)).to_be_focused()
    workspace.page.keyboard.press("ArrowDown")
    workspace.page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    assert workspace.state["agent"]["state"]["type"] == "NOT_READY"


def test_the_workbench_is_made_higher_by_arrows_and_by_dragging(workspace: WorkspacePage) -> None:
    grip = workspace.page.get_by_role("separator", name="Height of the workbench")
    height = int(grip.get_attribute("aria-valuenow") or "")
    grip.focus()
    workspace.page.keyboard.press("ArrowUp")
    expect(grip).to_have_attribute("aria-valuenow", str(height + 27))
    box = grip.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    workspace.page.mouse.move(x, y)
    workspace.page.mouse.down()
    workspace.page.mouse.move(x, y - 50, steps=5)
    workspace.page.mouse.up()
    expect(grip).to_have_attribute("aria-valuenow", str(height + 27 + 50))
    workspace.page.mouse.move(x, y - 100)
    expect(grip).to_have_attribute("aria-valuenow", str(height + 27 + 50))


def test_what_is_being_typed_is_kept_while_the_page_changes(workspace: WorkspacePage) -> None:
    number = workspace.page.locator("#simulator input[name=ani]")
    number.fill("+4940999")
    workspace.page.locator("#team").click()
    workspace.page.keyboard.type("half a na")
    workspace.ring("+4930111111")
    expect(workspace.page.locator("#toasts")).to_contain_text("+4930111111")
    expect(workspace.page.locator("#team")).to_have_value("half a na")
    expect(workspace.page.locator("#team")).to_be_focused()
    expect(number).to_have_value("+4940999")


REGION_OF_FOCUS = """document.activeElement.closest(
    "#top, #rail, #case, #tabs, #traffic, #policy, #simulator, #toasts"
)?.id"""


def test_f6_goes_from_region_to_region(workspace: WorkspacePage) -> None:
    workspace.page.locator("#team").focus()
    visited = []
    for _ in range(6):
        workspace.page.keyboard.press("F6")
        visited.append(workspace.until(lambda: workspace.page.evaluate(REGION_OF_FOCUS), "a focus in a region"))
    assert visited[:2] != ["top", "top"]
    assert len(set(visited)) >= 4
    workspace.page.keyboard.press("Shift+F6")
    assert workspace.page.locator(f"#{visited[-2]} :focus").count() == 1


def press_focused(workspace: WorkspacePage, *keys: str) -> None:
    """Presses keys; after each of them something has the focus."""
    for key in keys:
        workspace.page.keyboard.press(key)
        workspace.until(lambda: workspace.page.evaluate(HAS_FOCUS), f"a focus after {key}")


def go_to(workspace: WorkspacePage, selector: str, key: str, most: int = 40) -> None:
    """Presses a key until an element has the focus."""
    wanted = workspace.page.locator(selector)
    expect(wanted).to_be_visible()
    for _ in range(most):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        press_focused(workspace, key)
    raise AssertionError(f"{selector} is not reached by {key}")


HAS_FOCUS = "document.activeElement !== document.body"


def test_a_whole_call_by_the_keyboard_alone(new_workspace: WorkspacePage) -> None:
    page = new_workspace.page
    call = new_workspace.ring(userData={"Segment": "Silver"})
    page.keyboard.press("Alt+KeyA")
    expect(page.locator("#control-hold")).to_be_enabled()
    page.locator(".skip").press("Enter")
    go_to(new_workspace, "#case [role=toolbar] button[tabindex='0']", "Tab")
    go_to(new_workspace, "#control-hold", "ArrowRight")
    press_focused(new_workspace, "Enter")
    expect(page.locator("#control-hold")).to_contain_text("Resume")
    press_focused(new_workspace, "Enter")
    go_to(new_workspace, "#control-consult", "ArrowRight")
    press_focused(new_workspace, "Enter")
    expect(page.locator("#join-consult-text")).to_be_focused()
    page.keyboard.type("ada")
    press_focused(new_workspace, "Enter")
    expect(page.locator("#case")).to_contain_text("Consulting Ada Novak")
    second = new_workspace.state["interactions"][-1]["interactionId"]
    new_workspace.call("farEnd", {"interactionId": second, "action": "answer"})
    go_to(new_workspace, ".consultation-buttons button:first-child", "Shift+Tab")
    press_focused(new_workspace, "Tab", "Tab", "Enter")
    expect(page.locator("#case")).not_to_contain_text("Consulting")
    assert new_workspace.interaction(call)["state"] == "TALKING"
    go_to(new_workspace, '.row[data-key="Segment"] button.value', "Tab")
    press_focused(new_workspace, "Enter")
    expect(page.locator("#data-input")).to_be_focused()
    page.keyboard.type("Gold")
    press_focused(new_workspace, "Enter")
    expect(page.locator('.row[data-key="Segment"]')).to_contain_text("Gold")
    go_to(new_workspace, "#case [role=toolbar] button[tabindex='0']", "Shift+Tab")
    press_focused(new_workspace, "Home", "Enter")
    expect(page.locator("#mark-done")).to_be_visible()
    press_focused(new_workspace, "Alt+KeyK")
    new_workspace.until(lambda: not new_workspace.state["interactions"], "an empty list")


def test_an_email_by_the_keyboard_alone(new_workspace: WorkspacePage) -> None:
    page = new_workspace.page
    new_workspace.call("email", {"from": "jonas@whitfield.example", "subject": "Invoice", "body": "Hello"})
    expect(page.locator("#toasts")).to_contain_text("Invoice")
    page.keyboard.press("Alt+KeyA")
    expect(page.locator("#command-reply")).to_be_visible()
    page.locator(".skip").press("Enter")
    go_to(new_workspace, "#command-reply", "Tab")
    press_focused(new_workspace, "Enter")
    go_to(new_workspace, ".draft-body", "Tab")
    page.keyboard.type("Here it is.")
    go_to(new_workspace, "#command-send", "Shift+Tab")
    press_focused(new_workspace, "Enter")
    expect(page.locator("#case")).to_contain_text("Hello")
    go_to(new_workspace, "#command-reply", "Tab")
    go_to(new_workspace, "#mark-done", "ArrowRight")
    press_focused(new_workspace, "Enter")
    new_workspace.until(lambda: not new_workspace.state["interactions"], "an empty list")
