"""What only a real page shows: keys held down and composed, what is spoken, and who may put HTML into it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page import HeldStart, WorkspacePage
from tools.server import Servers

COMPOSED = """
(field) => field.dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", code: "Enter", isComposing: true, bubbles: true, cancelable: true }))
"""
HASH_OF_A_GERMAN_KEYBOARD = """
(field) => field.dispatchEvent(
  new KeyboardEvent("keydown", { key: "#", code: "Backslash", bubbles: true, cancelable: true }))
"""


def test_a_key_that_is_held_down_accepts_one_call(workspace: WorkspacePage) -> None:
    first, second = workspace.ring("+4930111111"), workspace.ring("+4930222222")
    keyboard = workspace.page.keyboard
    keyboard.down("Alt")
    for _ in range(4):
        keyboard.down("KeyA")
    keyboard.up("KeyA")
    keyboard.up("Alt")
    assert workspace.interaction(first)["state"] == "TALKING"
    assert workspace.interaction(second)["state"] == "RINGING"


def test_a_key_that_confirms_an_input_method_sends_nothing(workspace: WorkspacePage) -> None:
    workspace.call("chat")
    workspace.page.keyboard.press("Alt+KeyA")
    field = workspace.page.locator(".composer textarea")
    field.fill("にほんご")
    field.evaluate(COMPOSED)
    expect(field).to_have_value("にほんご")
    field.press("Enter")
    expect(field).to_have_value("")


def test_tones_are_what_the_keyboard_types(workspace: WorkspacePage) -> None:
    workspace.ring()
    workspace.page.keyboard.press("Alt+KeyA")
    workspace.page.locator("#control-keypad").click()
    workspace.page.locator("#keypad button").first.evaluate(HASH_OF_A_GERMAN_KEYBOARD)
    expect(workspace.page.locator(".keypad-tones")).to_have_text("#")


def test_shortcuts_can_be_switched_off(workspace: WorkspacePage) -> None:
    page = workspace.page
    call = workspace.ring()

    def switch() -> None:
        page.get_by_role("button", name="Theme and keyboard").click()
        page.get_by_role("menuitemcheckbox", name="Keyboard shortcuts").click()

    switch()
    page.keyboard.press("Alt+KeyA")
    assert workspace.interaction(call)["state"] == "RINGING"
    switch()
    page.keyboard.press("Alt+KeyA")
    assert workspace.interaction(call)["state"] == "TALKING"


def test_several_announcements_are_all_spoken_and_none_has_a_running_time(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.evaluate("workspaceBridge.announce('polite', 'One.'); workspaceBridge.announce('polite', 'Two.')")
    spoken = page.locator("#live-polite")
    expect(spoken).to_contain_text("One.")
    expect(spoken).to_contain_text("Two.")
    workspace.ring(noAnswerAfter=30)
    expect(page.locator("#toasts time").first).to_be_visible()
    assert page.locator(":is([role=alert], [role=status], [aria-live]:not([aria-live=off])) time").count() == 0


def test_nothing_but_python_can_put_html_into_the_page(workspace: WorkspacePage) -> None:
    found = workspace.page.evaluate("""
        () => {
          const before = document.getElementById("case").innerHTML;
          let taken = "taken";
          try { workspaceBridge.takePatch(); } catch (error) { taken = error.message; }
          for (const [name, part] of Object.entries(workspaceBridge)) {
            if (["patch", "morph"].includes(name)) part(JSON.stringify([["case", "<p>Mine</p>"]]));
          }
          return { taken, same: document.getElementById("case").innerHTML === before };
        }
    """)
    assert found == {"taken": "It was given away.", "same": True}


def test_nothing_of_pyscript_in_the_page_is_heeded_after_the_start(workspace: WorkspacePage) -> None:
    heard = workspace.page.evaluate("""
        async () => {
          const element = document.createElement("p");
          const heard = [];
          element.addEventListener = (type) => heard.push(type);
          document.body.append(element);
          element.setAttribute("py-click", "print");
          await new Promise((resolve) => setTimeout(resolve)); // whoever watches is told before
          element.remove();
          return heard;
        }
    """)
    assert heard == [], "PyScript looks at each attribute that changes, and would listen for clicks here"


_CHATS = """async (count) => {
    for (let at = 0; at < count; at += 1) {
        const { interactionId } = await workspace.call("chat");
        await workspace.call("act", { interactionId, action: "accept" });
    }
}"""


def test_the_times_of_a_long_list_run_where_they_are_seen(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.evaluate(_CHATS, 70)
    times = page.locator("#interactions > li > button > time")
    expect(times).to_have_count(70)
    later = re.compile("00:0[2-9]|00:[1-5].")
    expect(times.first).to_have_text(re.compile("00:0[3-9]|00:[1-5]."))
    expect(times.last).not_to_have_text(later, timeout=1)
    times.last.scroll_into_view_if_needed()
    expect(times.last).to_have_text(later)


def test_moving_the_pointer_while_the_page_starts_is_no_error(page: Page, servers: Servers) -> None:
    held = HeldStart(page)
    workspace = WorkspacePage(page)
    page.goto(servers.host_url)
    expect(page.locator("#boot")).to_be_visible()
    for place in range(20, 200, 20):
        page.mouse.move(place, place)
    page.mouse.click(100, 100)
    page.keyboard.press("Tab")
    held.let_go()
    workspace.ready()
    assert workspace.complaints == []
