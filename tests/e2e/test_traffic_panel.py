"""The traffic panel of the real page: what happened, why, and that nothing in it is taken for markup."""

from __future__ import annotations

import json

from playwright.sync_api import Frame, Locator, expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage

MARKUP = "<img src=x onerror=\"document.title='broken'\"><b>bold</b>"


def test_a_refusal_shows_with_its_reason_and_rule(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("reader", "raw.html"))
    frame.evaluate("request('agent.setState', '0', ['NotReady'])")
    row = new_workspace.page.locator("#traffic-list tr[data-verdict=refused]")
    expect(row).to_contain_text("agent.setState")
    expect(row.locator(".c-reason")).not_to_be_empty()
    row.click()
    details = new_workspace.page.locator("#traffic")
    expect(details).to_contain_text("entry 3")
    expect(details).to_contain_text(sites.origin("reader"))


def test_the_filter_and_the_chips_narrow_the_list(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("reader", "raw.html"))
    frame.evaluate("request('agent.get', '0')")
    frame.evaluate("request('agent.setState', '1', ['NotReady'])")
    rows = new_workspace.page.locator("#traffic-list tr[data-verdict]")
    new_workspace.page.locator("#traffic-filter").fill("agent.get")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("agent.get")
    new_workspace.page.locator("#traffic-filter").fill("")
    new_workspace.page.locator("#traffic").get_by_role("button", name="Refused").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("agent.setState")


def test_markup_in_a_message_stays_text(new_workspace: WorkspacePage, sites: Sites) -> None:
    frame_id, frame = new_workspace.open_client(sites.url("listed", "raw.html"), MARKUP)
    frame.evaluate("(markup) => request(markup, markup, [markup])", MARKUP)
    interaction_id = new_workspace.ring(MARKUP, userData={MARKUP: MARKUP})
    new_workspace.page.keyboard.press("Alt+KeyA")
    frame.evaluate(
        "([id, markup]) => request('interaction.blockMarkdone', 'b', [id, markup])", [interaction_id, MARKUP]
    )
    row = new_workspace.page.locator("#traffic-list tr[data-verdict]", has_text="onerror").first
    row.click()
    expect(new_workspace.page.locator("#case")).to_contain_text("<b>bold</b>")
    expect(new_workspace.page.locator("#tabs")).to_contain_text("<b>bold</b>")
    assert new_workspace.page.locator("#app img, #app b:text-is('bold')").count() == 0
    assert new_workspace.page.title() != "broken"
    assert new_workspace.traffic(reason="CONTENT_SECURITY_POLICY") == []
    assert new_workspace.frame_report(frame_id) is not None


def test_half_a_surrogate_pair_breaks_no_view(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"))
    interaction_id = new_workspace.ring()
    new_workspace.page.keyboard.press("Alt+KeyA")
    data = {"half \ud83d": "\ud83d half", "whole": "\U0001f600"}
    set_data = """([id, text]) => request('interaction.setUserData', '0', [id, JSON.parse(text)])"""
    assert "errorMessage" not in frame.evaluate(set_data, [interaction_id, json.dumps(data)])
    expect(new_workspace.page.locator("#case")).to_contain_text("\U0001f600")
    assert new_workspace.complaints == []


def test_only_the_rows_in_view_are_in_the_page(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, frame = new_workspace.open_client(sites.url("listed", "raw.html"))
    frame.evaluate("""async () => {
        for (let i = 0; i < 1200; i += 1) {
            await request("agent.get", String(i));
        }
    }""")
    rows = new_workspace.page.locator("#traffic-list tr[data-verdict]")
    last = new_workspace.page.locator("#traffic-list tr[data-verdict]").last
    expect(last).to_contain_text("1199")
    assert rows.count() < 150
    expect(last).to_be_in_viewport()
    new_workspace.page.locator("#traffic-list").evaluate("(list) => { list.scrollTop = 0; }")
    expect(rows.first).to_be_in_viewport()
    assert rows.count() < 150


def ninety_requests(workspace: WorkspacePage, sites: Sites) -> tuple[Frame, Locator]:
    """An app that has asked so often, and the row of its last message; all is drawn, as a scroll by script needs it."""
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    frame.evaluate("async () => { for (let i = 0; i < 90; i += 1) { await request('agent.get', String(i)); } }")
    last = workspace.page.locator("#traffic-list tr[data-verdict]").last
    expect(last.locator(".c-ref")).to_have_text("89")
    return frame, last


def test_the_list_stays_where_it_is_and_follows_its_end_again(new_workspace: WorkspacePage, sites: Sites) -> None:
    _, last = ninety_requests(new_workspace, sites)
    page = new_workspace.page
    rows = page.locator("#traffic-list tr[data-verdict]")
    expect(last).to_be_in_viewport()
    page.locator("#traffic-list").evaluate("(list) => { list.scrollTop = 780; }")
    expect(page.locator("#traffic-list tr[aria-rowindex='33']")).to_be_in_viewport()
    page.get_by_role("button", name="Help for filters").click()
    expect(page.locator(".filter-help")).to_be_visible()
    expect(page.locator("#traffic-list tr[aria-rowindex='33']")).to_be_in_viewport()
    page.locator("#traffic-filter").fill("nothing has this")
    expect(rows).to_have_count(0)
    page.locator("#traffic-filter").fill("")
    expect(last).to_be_in_viewport()


def test_a_list_that_was_scrolled_stays_before_the_browser_has_told_that(
    new_workspace: WorkspacePage, sites: Sites
) -> None:
    """A slow browser tells of scrolling with its next frame, and the page does not wait for frames that are late."""
    frame, _ = ninety_requests(new_workspace, sites)
    page = new_workspace.page
    page.evaluate("""() => {
        self.requestAnimationFrame = () => 0;
        addEventListener("scroll", (event) => event.stopImmediatePropagation(), { capture: true });
        document.getElementById("traffic-list").scrollTop = 780;
    }""")
    counts = page.locator("#traffic-chips").inner_text()
    frame.evaluate("request('agent.getState', 'last')")
    expect(page.locator("#traffic-chips")).not_to_have_text(counts, use_inner_text=True)
    assert page.locator("#traffic-list").evaluate("(list) => list.scrollTop") == 780
    page.reload()  # without what was put in its place


def test_a_filter_that_comes_and_goes_at_once_leaves_the_list_at_its_end(
    new_workspace: WorkspacePage, sites: Sites
) -> None:
    """Before the browser has told that the list was scrolled up by being emptied."""
    _, last = ninety_requests(new_workspace, sites)
    page = new_workspace.page
    page.locator("#traffic-list").evaluate("(list) => { list.scrollTop = 780; }")
    expect(page.locator("#traffic-list:not([data-follow])")).to_be_attached()
    page.locator("#traffic-filter").evaluate("""(input) => ["nothing has this", ""].forEach((text) => {
        input.value = text;
        input.dispatchEvent(new Event("input", { bubbles: true }));
    })""")
    expect(last.locator(".c-ref")).to_have_text("89")
    expect(last).to_be_in_viewport()
