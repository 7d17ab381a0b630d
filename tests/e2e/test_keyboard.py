"""The keyboard: shortcuts, lists with one stop of the Tab key, the separator, and fields that keep what is typed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage


def test_the_oldest_ringing_call_is_accepted_by_alt_a(new_workspace: WorkspacePage) -> None:
    first = new_workspace.ring("+4930111111")
    second = new_workspace.ring("+4930222222")
    new_workspace.page.keyboard.press("Alt+KeyA")
    assert new_workspace.interaction(first)["state"] == "TALKING"
    assert new_workspace.interaction(second)["state"] == "RINGING"
    new_workspace.page.keyboard.press("Alt+KeyX")
    new_workspace.until(lambda: len(new_workspace.state["interactions"]) == 1, "the end of the second call")


def test_the_focus_goes_to_the_case_when_the_toast_that_had_it_ends(new_workspace: WorkspacePage) -> None:
    call = new_workspace.ring()
    new_workspace.page.locator("#toasts").get_by_role("button", name="Reject").focus()
    new_workspace.call("farEnd", {"interactionId": call, "action": "hangUp"})
    expect(new_workspace.page.locator("#toasts")).to_contain_text("Caller hung up")
    expect(new_workspace.page.locator("#case")).to_be_focused()
    expect(new_workspace.page.locator("#toasts")).not_to_contain_text("Caller hung up")


def test_the_workbench_opens_and_closes_by_f8(new_workspace: WorkspacePage) -> None:
    traffic = new_workspace.page.locator("#traffic-list")
    expect(traffic).to_be_visible()
    new_workspace.page.keyboard.press("F8")
    expect(traffic).to_be_hidden()
    new_workspace.page.keyboard.press("F8")
    expect(traffic).to_be_visible()


def test_somebody_is_called_by_the_keyboard_alone(new_workspace: WorkspacePage) -> None:
    keyboard = new_workspace.page.keyboard
    keyboard.press("Control+KeyK")
    expect(new_workspace.page.locator("#team")).to_be_focused()
    keyboard.type("+49 30 4711")
    expect(new_workspace.page.get_by_role("option").first).to_be_visible()
    keyboard.press("Enter")
    new_workspace.until(lambda: new_workspace.state["interactions"], "a call")
    assert new_workspace.state["interactions"][0]["dnis"] == "+49 30 4711"
    expect(new_workspace.page.locator("#team")).to_have_value("")


def test_arrows_move_in_a_toolbar_and_tab_leaves_it(new_workspace: WorkspacePage) -> None:
    new_workspace.ring()
    new_workspace.page.keyboard.press("Alt+KeyA")
    toolbar = new_workspace.page.locator("#case [role=toolbar]").first
    expect(toolbar.locator("button[tabindex='0']")).to_have_count(1)
    toolbar.locator("button[tabindex='0']").focus()
    focused = new_workspace.page.locator(":focus")
    before = focused.inner_text()
    new_workspace.page.keyboard.press("ArrowRight")
    assert focused.inner_text() != before
    expect(toolbar.locator("button[tabindex='0']")).to_have_count(1)
    new_workspace.page.keyboard.press("Home")
    assert focused.inner_text() == before
    new_workspace.page.keyboard.press("Tab")
    assert toolbar.locator(":focus").count() == 0


def test_a_focused_button_follows_what_it_does(new_workspace: WorkspacePage) -> None:
    new_workspace.ring()
    new_workspace.page.keyboard.press("Alt+KeyA")
    hold = new_workspace.page.locator("#control-hold")
    hold.focus()
    new_workspace.page.keyboard.press("Enter")
    expect(hold).to_contain_text("Resume")
    expect(hold).to_be_focused()


def test_escape_closes_the_menu_of_consult(new_workspace: WorkspacePage) -> None:
    new_workspace.ring()
    new_workspace.page.keyboard.press("Alt+KeyA")
    consult = new_workspace.page.locator("#control-consult")
    consult.press("Enter")
    expect(new_workspace.page.locator("#join-consult-text")).to_be_focused()
    new_workspace.page.keyboard.press("Escape")
    expect(new_workspace.page.locator("#join-consult")).to_be_hidden()
    expect(consult).to_be_focused()


def test_the_focus_stays_in_the_case_when_what_had_it_is_gone(new_workspace: WorkspacePage) -> None:
    new_workspace.ring(userData={"Segment": "Silver"})
    new_workspace.page.keyboard.press("Alt+KeyA")
    value = new_workspace.page.locator(".row[data-key=Segment] button.value")
    value.press("Enter")
    expect(new_workspace.page.locator("#data-input")).to_be_focused()
    new_workspace.page.keyboard.type("Gold")
    new_workspace.page.keyboard.press("Enter")
    expect(value).to_have_text("Gold. Edit Segment")
    expect(value).to_be_focused()
    new_workspace.page.locator("#control-hang-up").press("Enter")
    expect(new_workspace.page.locator("#mark-done")).to_be_visible()
    expect(new_workspace.page.locator("#case")).to_be_focused()


def test_arrows_choose_the_tab_of_a_client(new_workspace: WorkspacePage, sites: Sites) -> None:
    new_workspace.open_client(sites.url("listed", "raw.html"), "First")
    new_workspace.open_client(sites.url("second", "raw.html"), "Second")
    tabs = new_workspace.page.locator("#tabs")
    tabs.get_by_role("tab", name="First").click()
    new_workspace.page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="Second")).to_have_attribute("aria-selected", "true")
    expect(tabs.get_by_role("tab", name="Second")).to_be_focused()
    shown = new_workspace.page.locator("#frames > :not([hidden])")
    expect(shown).to_have_attribute("data-frame", new_workspace.frame_id_of("Second"))


def test_the_state_menu_is_used_by_arrows(new_workspace: WorkspacePage) -> None:
    new_workspace.page.locator("#agent-button").click()
    menu = new_workspace.page.locator("#agent-menu")
    expect(menu.get_by_role("menuitemradio", checked=True)).to_be_focused()
    new_workspace.page.keyboard.press("ArrowDown")
    new_workspace.page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    assert new_workspace.state["agent"]["state"]["type"] == "NOT_READY"


def test_the_workbench_is_made_higher_by_arrows_and_by_dragging(new_workspace: WorkspacePage) -> None:
    grip = new_workspace.page.get_by_role("separator", name="Height of the workbench")
    height = int(grip.get_attribute("aria-valuenow") or "")
    grip.focus()
    new_workspace.page.keyboard.press("ArrowUp")
    expect(grip).to_have_attribute("aria-valuenow", str(height + 27))
    box = grip.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    new_workspace.page.mouse.move(x, y)
    new_workspace.page.mouse.down()
    new_workspace.page.mouse.move(x, y - 50, steps=5)
    new_workspace.page.mouse.up()
    expect(grip).to_have_attribute("aria-valuenow", str(height + 27 + 50))
    new_workspace.page.mouse.move(x, y - 100)
    expect(grip).to_have_attribute("aria-valuenow", str(height + 27 + 50))


def test_what_is_being_typed_is_kept_while_the_page_changes(new_workspace: WorkspacePage) -> None:
    number = new_workspace.page.locator("#simulator input[name=ani]")
    number.fill("+4940999")
    new_workspace.page.locator("#team").click()
    new_workspace.page.keyboard.type("half a na")
    new_workspace.ring("+4930111111")
    expect(new_workspace.page.locator("#toasts")).to_contain_text("+4930111111")
    expect(new_workspace.page.locator("#team")).to_have_value("half a na")
    expect(new_workspace.page.locator("#team")).to_be_focused()
    expect(number).to_have_value("+4940999")


def test_f6_goes_from_region_to_region(new_workspace: WorkspacePage) -> None:
    new_workspace.page.locator("#team").focus()
    visited = []
    for _ in range(6):
        new_workspace.page.keyboard.press("F6")
        visited.append(
            new_workspace.page.locator(":focus").evaluate(
                "(element) => element.closest('#top, #rail, #case, #tabs, #traffic, #simulator').id"
            )
        )
    assert visited[:2] != ["top", "top"]
    assert len(set(visited)) >= 4
    new_workspace.page.keyboard.press("Shift+F6")
    assert new_workspace.page.locator(f"#{visited[-2]} :focus").count() == 1


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
    expect(page.locator("#control-hold")).to_be_visible()
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
