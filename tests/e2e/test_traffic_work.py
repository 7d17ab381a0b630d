"""Working with the traffic in the real page: the menu of a row, sending again, files, reloads, the time line."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage


def test_a_request_is_sent_again_and_changed_as_its_app(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"), "My app")
    frame.evaluate("request('voice.dial', '0', ['0113 496 0200'])")
    page = new_workspace.page
    heard = 2  # the reply, and after it who the app is here
    new_workspace.until(lambda: frame.evaluate("received.length") == heard, "what the app is told at first")
    page.locator("#traffic-list tr[data-verdict]", has_text="voice.dial").click()
    page.locator("#details").get_by_role("button", name="Send again as this app").click()
    expect(page.locator("#details .pill", has_text="resent")).to_be_visible()
    assert len(new_workspace.state["interactions"]) == 2
    page.get_by_role("button", name="Edit and send").click()
    field = page.locator("#resend-parameters")
    expect(field).to_be_focused()
    field.fill("[")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#resend-problem")).to_contain_text("Line 1, column 2")
    expect(field).to_have_value("[")
    page.locator("#resend-request").fill("agent.setState")
    field.fill('["NotReady"]')
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#details h3")).to_have_text("agent.setState")
    assert new_workspace.state["agent"]["state"]["operationName"] == "NotReady"
    assert [entry["request"] for entry in new_workspace.traffic(resent=True, kind="request")] == [
        "voice.dial",
        "agent.setState",
    ]
    assert frame.evaluate("received.length") == heard, "the app hears nothing of it"
    assert new_workspace.complaints == []


def test_the_menu_of_a_row_opens_by_pointer_and_by_key(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"), "My app")
    frame.evaluate("request('agent.get', '0')")
    frame.evaluate("request('agent.getState', '1')")
    page = new_workspace.page
    row = page.locator("#traffic-list tr[data-verdict]", has_text="agent.getState")
    row.click(button="right")
    menu = page.locator("#message-menu")
    expect(menu).to_be_visible()
    menu.get_by_role("menuitemcheckbox", name="agent.getState").click()
    expect(menu).to_be_hidden()
    expect(page.locator("#traffic-filter")).to_have_value('name:"agent.getState"')
    expect(page.locator("#traffic-list tr[data-verdict]")).to_have_count(1)
    page.get_by_role("button", name="Show all messages").click()
    expect(page.locator("#traffic-filter")).to_have_value("")
    expect(page.locator("#traffic-filter")).to_be_focused()  # with the drawing, which comes after the text
    row.focus()
    page.keyboard.press("Shift+F10")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] + box["height"] <= 900
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert new_workspace.complaints == []


def test_a_menu_has_the_keys_at_once(new_workspace: WorkspacePage, sites: Sites) -> None:
    """A key can come before the event that tells of the menu. On the row, Escape closes the details."""
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"), "My app")
    frame.evaluate("request('agent.get', '0')")
    page = new_workspace.page
    row = page.locator("#traffic-list tr[data-verdict]", has_text="agent.get")
    row.click()
    expect(page.locator("#details")).to_contain_text("agent.get")
    menu = page.locator("#message-menu")
    assert row.evaluate(
        """row => {
            row.focus();
            row.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
            return document.getElementById("message-menu").contains(document.activeElement);
        }"""
    )
    expect(menu.get_by_role("menuitemcheckbox").first).to_be_focused()
    row.focus()  # as if the focus had not moved on yet
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator("#details")).to_contain_text("agent.get")
    assert new_workspace.complaints == []


def _tab_name(page: Page) -> str | None:
    name: str | None = page.evaluate("sessionStorage.getItem('agent-workspace-tab')")
    return name


def test_the_log_is_there_after_a_reload_and_can_be_forgotten(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"), "My app")
    frame.evaluate("request('voice.dial', '0', ['0113 496 0200'])")
    page = new_workspace.page
    expect(page.locator("#traffic-list tr[data-verdict]", has_text="voice.dial")).to_have_count(1)
    page.reload()
    WorkspacePage(page).ready()
    expect(page.locator("#traffic-list .divider")).to_contain_text("Page loaded again")
    earlier = page.locator("#traffic-list tr[data-verdict]", has_text="voice.dial")
    expect(earlier).to_contain_text("0113 496 0200")
    expect(earlier.locator(".c-app")).to_have_text("My app")
    earlier.click()
    expect(page.locator("#details")).to_contain_text("0113 496 0200")
    assert all(entry.get("request") != "voice.dial" for entry in new_workspace.call("traffic"))
    page.reload()
    WorkspacePage(page).ready()
    expect(earlier).to_have_count(1)
    with page.expect_popup() as opening:  # with a copy of what is kept with the tab, as a duplicated tab has
        page.evaluate("void open(location.href)")
    copy = WorkspacePage(opening.value).ready()
    copy.until(lambda: _tab_name(copy.page) != _tab_name(page), "a name of the copy's own")
    expect(copy.page.locator("#traffic-list .divider")).to_have_count(0)
    copy.page.close()
    page.get_by_role("button", name="Clear the list").click()
    expect(earlier).to_have_count(0)
    page.reload()
    WorkspacePage(page).ready()
    expect(page.locator("#traffic-list .divider")).to_have_count(0)


def test_a_log_is_saved_and_opened_again(new_workspace: WorkspacePage, sites: Sites, tmp_path: Path) -> None:
    _, frame = new_workspace.open_client(sites.url("reader", "raw.html"), "My app")
    frame.evaluate("request('agent.setState', '0', ['NotReady'])")
    page = new_workspace.page
    page.locator("#traffic-more-button").click()
    with page.expect_download() as saving:
        page.get_by_role("menuitem", name="Save as JSON").click()
    file = tmp_path / "log.json"
    saving.value.save_as(file)
    page.get_by_role("button", name="Clear the list").click()
    page.locator("#traffic-more-button").click()
    with page.expect_file_chooser() as choosing:
        page.get_by_role("menuitem", name="Open a saved log").click()
    choosing.value.set_files(file)
    expect(page.get_by_test_id("imported-log")).to_contain_text("log.json")
    row = page.locator("#traffic-list tr[data-verdict=refused]")
    expect(row).to_contain_text("agent.setState")
    row.click()
    expect(page.locator("#details-edit")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Back to live").click()
    expect(page.get_by_test_id("imported-log")).to_have_count(0)
    file.write_text('[{"seq": 1}]')
    page.locator("#traffic-file").set_input_files(file)
    expect(page.locator("#traffic [role=alert]")).to_contain_text("log.json, message 1: verdict must be one of")


def test_the_time_line_of_a_call_by_keyboard(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"), "My app")
    frame.evaluate("subscribe('interaction', 's')")
    interaction_id = new_workspace.ring()
    page = new_workspace.page
    page.keyboard.press("Alt+KeyA")
    page.get_by_test_id("show-timeline").focus()
    page.keyboard.press("Enter")
    line = page.get_by_test_id("timeline")
    expect(line).to_contain_text("Ringing → Talking")
    expect(line).to_be_focused()
    frame.evaluate("id => request('interaction.setUserData', '7', [id, {Segment: 'Gold'}])", interaction_id)
    expect(line).to_contain_text('Segment: "Gold" by My app')
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    expect(page.locator("#timeline button:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()
    page.get_by_role("button", name="Back to the messages").click()
    expect(page.locator("#traffic-list")).to_be_visible()
    assert new_workspace.complaints == []
