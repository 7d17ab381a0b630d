"""Who the customer is: looked for, chosen and taken away in the page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.workspace_page import WorkspacePage


def test_a_contact_is_looked_for_and_chosen_by_the_keyboard(workspace: WorkspacePage) -> None:
    call = workspace.ring("+4930999999")
    workspace.page.keyboard.press("Alt+KeyA")
    case, keyboard = workspace.page.locator("#case"), workspace.page.keyboard
    expect(case).to_contain_text("No contact for this number.")
    search = case.get_by_role("button", name="Search for a contact")
    search.focus()
    keyboard.press("Enter")
    field = case.get_by_role("textbox", name="Name, firm, number or address")
    expect(field).to_be_focused()
    keyboard.type("a")
    expect(case.get_by_role("list", name="Contacts found").get_by_role("button")).to_have_count(3)
    keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(search).to_be_focused()
    keyboard.press("Enter")
    expect(field).to_be_focused()
    keyboard.type("olsen")
    expect(case.get_by_role("list", name="Contacts found").get_by_role("button")).to_have_count(1)
    expect(field).to_have_value("olsen")
    keyboard.press("Enter")
    expect(case.get_by_role("heading", name="Marta Olsen")).to_be_visible()
    expect(search).to_be_focused()
    assert workspace.interaction(call)["contact"]["displayName"] == "Marta Olsen"
    case.get_by_role("button", name="Not this person").click()
    expect(case).to_contain_text("No contact for this number.")
    assert "contact" not in workspace.interaction(call)
    assert workspace.complaints == []
