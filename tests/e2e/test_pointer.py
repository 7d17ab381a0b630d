"""The pointer: nothing moves under it, and one press is for one thing."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage


def test_what_rings_comes_below_the_list_while_it_is_pointed_at(workspace: WorkspacePage) -> None:
    talking = workspace.ring("+4930111111")
    workspace.call("act", {"interactionId": talking, "action": "accept"})
    entries = workspace.page.locator("#interactions .entry")
    expect(entries).to_have_count(1)
    entries.first.hover()
    ringing = workspace.ring("+4930222222")
    expect(entries.nth(1)).to_have_id(f"entry-{ringing}")
    workspace.page.locator("#case").hover()
    expect(entries.first).to_have_id(f"entry-{ringing}")


def test_the_second_half_of_a_double_click_is_for_the_same_thing(workspace: WorkspacePage) -> None:
    call = workspace.ring()
    workspace.call("act", {"interactionId": call, "action": "accept"})
    hold = workspace.page.locator("#control-hold")
    hold.dblclick()
    expect(hold).to_contain_text("Resume")
    assert workspace.interaction(call)["state"] == "HELD"
    hold.click()
    expect(hold).to_contain_text("Hold")


def test_the_workbench_is_dragged_over_a_client(workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, _ = workspace.open_client(sites.url("listed", "raw.html"))
    app = workspace.page.locator(f'.frame[data-frame="{frame_id}"]')
    expect(app).to_be_visible()  # with the next drawing
    client = app.bounding_box()
    grip = workspace.page.get_by_role("separator", name="Height of the workbench")
    height, box = int(grip.get_attribute("aria-valuenow") or ""), grip.bounding_box()
    assert client is not None
    assert box is not None
    x, y = client["x"] + client["width"] / 2, box["y"] + box["height"] / 2
    workspace.page.mouse.move(x, y)
    workspace.page.mouse.down()
    workspace.page.mouse.move(x, y - 60)
    workspace.page.mouse.up()
    expect(grip).to_have_attribute("aria-valuenow", str(height + 60))
    workspace.page.mouse.move(x, y - 90)
    expect(workspace.page.locator("html[data-dragging]")).to_have_count(0)
    expect(grip).to_have_attribute("aria-valuenow", str(height + 60))
