"""What only a browser can say of how the page looks: forced colours, widths, 200 % zoom, and where the focus goes.

Many questions are asked of one page: a start costs more than all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

FOCUS = """() => {
    const { activeElement, body } = document;
    return activeElement === body ? "" : activeElement.id || activeElement.localName;
}"""
CUT = "(e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible'"
GROUND = "(e) => getComputedStyle(e).backgroundColor"
LEFT_EDGES = """(rows) => rows.map((row) =>
    [...row.children].map((each) => Math.round(each.getBoundingClientRect().left)))"""
COLOURS = """(selector) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.setProperty("forced-color-adjust", "none");
    const system = (name) => (probe.style.setProperty("color", name), getComputedStyle(probe).color);
    const [ground, text] = [system("Highlight"), system("HighlightText")];
    probe.remove();
    const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
    const style = element && getComputedStyle(element);
    return element ? [style.backgroundColor === ground, style.color === text] : null;
}"""
HIDDEN = """(selector) => [...document.querySelectorAll(selector)].filter((each) => {
    const { left, right, top, bottom, width } = each.getBoundingClientRect();
    return !each.checkVisibility() || width < 1 || left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
}).map((each) => each.outerHTML.slice(0, 120))"""
CHOSEN = (
    '.entry-main[aria-current="true"]',
    '.app-tab[aria-selected="true"]',
    '.segments [aria-pressed="true"]',
    '.segments [aria-checked="true"]',
    '.tabs-line [aria-selected="true"]',
    ".pair[aria-pressed=true]",
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def opened(page: Page, servers: Servers) -> WorkspacePage:
    return WorkspacePage(page).open(servers.host_url)


@pytest.fixture
def workspace(opened: WorkspacePage) -> Iterator[WorkspacePage]:
    opened.page.emulate_media(forced_colors="none", color_scheme="light")
    opened.page.set_viewport_size({"width": 1440, "height": 900})
    opened.page.locator("body").press("Escape")
    opened.call("reset")
    yield opened
    assert opened.complaints == []


def talk(workspace: WorkspacePage, ani: str = "020 7946 0123", **given: object) -> str:
    call = workspace.ring(ani, **given)
    workspace.call("act", {"interactionId": call, "action": "accept"})
    expect(workspace.page.locator("#control-hold")).to_be_visible()
    return call


def show(page: Page, part: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=part).click()


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found is not None
    return dict(found)


def test_forced_colours_show_what_is_chosen_and_every_icon(workspace: WorkspacePage) -> None:
    page = workspace.page
    talk(workspace)
    workspace.ring("+47 22 00 11 22", noAnswerAfter=60)
    expect(page.locator(".toast .closing-bar")).to_be_visible()
    page.emulate_media(forced_colors="active")
    for selector in CHOSEN:
        assert page.evaluate(COLOURS, selector) == [True, True], selector
    icons = "(id) => getComputedStyle(document.querySelector(`${id} .icon`)).stroke"
    label = "(id) => getComputedStyle(document.querySelector(id)).color"
    assert page.evaluate(icons, "#control-hang-up") == page.evaluate(label, "#control-hang-up")
    bar, toast = (page.locator(each).first.evaluate(GROUND) for each in (".toast .closing-bar", ".toast"))
    assert bar != toast, "the bar of what rings can be told from its ground"


def test_escape_closes_the_communicator_and_a_press_opens_it_again(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.keyboard.press("Control+KeyK")
    expect(page.locator("#team-list")).to_be_visible()
    page.keyboard.type("ada")
    page.keyboard.press("Escape")
    expect(page.locator("#team-list")).to_be_hidden()
    expect(page.locator("#team")).to_be_focused()
    page.locator("#team").click()
    expect(page.locator("#team-list")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#team-list")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("option", name="Add to the favourites")).to_be_visible()
    expect(page.locator("#team")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#team")).not_to_be_focused()
    expect(page.locator("#team-list")).to_be_hidden()


def test_the_communicator_is_in_the_middle_whatever_stands_beside_it(workspace: WorkspacePage) -> None:
    found = box(workspace.page.locator("#team-form"))
    right = box(workspace.page.locator(".top-end"))
    middle = (16 + 1440 - 12) / 2
    assert abs(found["x"] + found["width"] / 2 - middle) < 60, found
    assert found["x"] + found["width"] < right["x"]


def test_toasts_are_a_stack_that_stays_below_the_top_bar(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.set_viewport_size({"width": 1440, "height": 768})
    explorer = workspace.frame(workspace.frame_id_of("API Explorer"))
    toast = {"title": "Late", "iconUrl": "", "message": "One\n" * 30, "keyValues": {}, "buttons": ["Refund"]}
    explorer.evaluate("toast => genesys.wwe.service.system.popupToast(toast)", toast)
    for number in range(5):
        workspace.ring(f"+49 30 {number}", noAnswerAfter=60)
    expect(page.locator("#toasts .toast:not(.custom)")).to_have_count(3)
    expect(page.locator("#toasts")).to_contain_text("2 more ringing")
    stack = box(page.locator("#toast-stack"))
    assert stack["y"] >= 48
    assert page.locator("#toast-stack").evaluate("(stack) => stack.scrollHeight > stack.clientHeight")
    page.locator("#toasts .toast.custom").scroll_into_view_if_needed()
    assert box(page.locator("#toasts .toast.custom h2"))["y"] >= 48


def test_what_use_has_shown_is_in_its_place(workspace: WorkspacePage) -> None:
    page = workspace.page
    call = talk(workspace)
    page.locator("#control-consult").click()
    page.locator("#join-consult .join-line button").first.click()
    for who in ("Ada Novak", "Jonas Whitfield"):
        expect(page.locator("#far-ends li", has_text=who)).to_be_in_viewport(ratio=1)
    page.locator("#ring-form button.sim-unfold").click()
    page.locator("#ring-data").fill("no pair")  # is there when all of the form is
    heading = box(page.locator(".sim-told"))["y"]
    page.get_by_test_id("ring").click()
    expect(page.locator(".sim-told .problem")).to_be_visible()
    assert box(page.locator(".sim-told"))["y"] == heading, "an error pushes nothing away"
    page.locator("#ring-data").fill("")

    ringing = workspace.ring("+47 22 00 11 22", noAnswerAfter=60)
    entry = page.locator(f"#entry-{ringing}")
    weight = "(e) => getComputedStyle(e).fontWeight"
    assert entry.locator(".entry-flag").evaluate(weight) == "600"
    entry.locator(".entry-main").click()
    ground = entry.locator(".entry-main").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert ground == "rgba(0, 0, 0, 0)", "the selected card does not cover half of the one that rings"
    workspace.call("act", {"interactionId": call, "action": "hangUp"})

    page.set_viewport_size({"width": 1024, "height": 768})
    mail = workspace.call("email", {"from": "jonas@whitfield.example", "subject": "Invoice", "queue": "Billing"})
    workspace.call("act", {"interactionId": mail["interactionId"], "action": "accept"})
    expect(page.locator("#mark-done")).to_be_visible()
    assert box(page.locator("#mark-done"))["y"] == box(page.locator("#command-reply"))["y"], "one row of commands"


def test_rows_of_a_chain_stand_in_columns_and_a_draft_has_room(workspace: WorkspacePage) -> None:
    page = workspace.page
    for action in ("load", "start"):
        workspace.call("campaign", {"action": action, "name": "Spring", "mode": "PushPreview"})
    record = workspace.call("pushPreview", {"campaign": "Spring"})["interactionId"]
    workspace.call("act", {"interactionId": record, "action": "accept"})
    expect(page.locator(".chain-line")).to_have_count(2)
    first, second = page.locator(".chain-line").evaluate_all(LEFT_EDGES)
    assert first[:4] == second[:4]
    assert first[1] - first[0] >= 20, "the number stands beside its button"
    mail = workspace.call("email", {"from": "jonas@whitfield.example", "subject": "Invoice"})["interactionId"]
    for action in ("accept", "reply"):
        workspace.call("act", {"interactionId": mail, "action": action})
    text = page.locator(".draft-body")
    expect(text).to_be_visible()
    expect(page.locator("#traffic-list")).to_be_hidden()
    panel = box(page.locator("#case-panel"))
    assert panel["height"] > 500, "the workbench makes room for what is written"
    assert abs(box(text)["width"] - panel["width"]) < 20, "the frame of the focus is that of the box"


@pytest.mark.parametrize(("width", "height"), [(720, 450), (390, 844), (360, 740)], ids=["200 %", "390", "360"])
def test_no_function_vanishes_in_a_small_window(workspace: WorkspacePage, width: int, height: int) -> None:
    page = workspace.page
    call = talk(workspace, userData={"Segment": "Platinum and a very long word that is not cut"})
    explorer = workspace.frame(workspace.frame_id_of("API Explorer"))
    view = {"name": "queue", "label": "Billing: 7 waiting"}
    explorer.evaluate("view => genesys.wwe.service.system.updateViewInApplicationMenuBar(view)", view)
    write = "([id, data]) => genesys.wwe.service.interaction.setUserData(id, data)"
    explorer.evaluate(write, [call, {"Segment": "Gold, of the kind that has been there since the first day of all"}])
    page.set_viewport_size({"width": width, "height": height})
    show(page, "Call")
    row = page.locator('.row[data-key="Segment"]')
    expect(row).to_contain_text("API Explorer")
    for part in (".value", "del"):
        assert not row.locator(part).evaluate(CUT), part
    assert box(row.locator(".by"))["y"] >= box(row.locator(".values"))["y"]
    expect(page.get_by_role("button", name="Views of apps")).to_be_visible()
    page.locator("#agent-button").click()
    menu = box(page.locator("#agent-menu"))
    assert menu["x"] >= 4
    assert menu["x"] + menu["width"] <= width - 4
    page.keyboard.press("Escape")

    show(page, "Workbench")
    expect(page.locator("#traffic-filter")).to_be_visible()
    elsewhere = "[data-action=bench], [data-action=bench-place], [data-action^=sim], [popover] *, [type=file]"
    assert page.evaluate(HIDDEN, f".bench-head [data-action]:not({elsewhere})") == []
    page.locator("#traffic-more-button").click()
    assert page.evaluate(HIDDEN, "#traffic-more [data-action]") == []
    page.keyboard.press("Escape")
    expect(page.locator(".traffic .chips button")).to_have_count(6)
    folded = page.locator("#sim-unfold").is_visible()
    assert folded == (height < 640), "there is no room for both"
    if not folded:
        assert page.evaluate(HIDDEN, "#simulator [data-action=sim-reset], #sim-fold, #sim-tab-calls") == []
        page.locator("#sim-fold").click()
    rows = page.locator("#traffic-list").evaluate("(list) => Math.floor((list.clientHeight - 27) / 26)")
    assert rows >= 5
    event = page.locator('#traffic-rows [data-kind="event"] .detail').last
    assert event.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1"), "which event it was can be read"
    page.locator("#sim-unfold").click()
    expect(page.locator("#sim-tab-calls")).to_be_visible()

    show(page, "Apps")
    page.get_by_role("tab", name="Not listed").click()
    snippet = page.locator("#cover-entry")
    assert snippet.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1")
    page.get_by_role("tab", name="API Explorer").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls to the side"


LONG_ORIGIN = """(code) => {
    const [start, end] = code.querySelectorAll("span");
    [start.textContent, end.textContent] = ["https://login.example.com.crm-p", "ortal.example:8443"];
    const [first, last, pill] = [start, end, code.nextElementSibling].map((each) => each.getBoundingClientRect());
    const shown = { scheme: first.width, end: last.width, apart: pill.left - last.right };
    const cut = start.scrollWidth > start.clientWidth;
    [start.textContent, end.textContent] = ["", code.title];
    return { ...shown, cut, letter: end.getBoundingClientRect().width / code.title.length };
}"""


def test_the_origin_of_an_app_is_whole_or_cut_in_its_middle_and_the_filter_says_what_it_is(
    workspace: WorkspacePage,
) -> None:
    page = workspace.page
    origin, filter_box = page.locator(".app-origin code"), page.locator("#traffic-filter")
    expect(origin).to_be_visible()
    assert not origin.evaluate(CUT)
    hint = """(e) => {
        const text = Object.assign(new OffscreenCanvas(1, 1).getContext("2d"), { font: getComputedStyle(e).font });
        const { paddingLeft, paddingRight } = getComputedStyle(e);
        const room = e.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        return text.measureText(e.placeholder).width <= room;
    }"""
    assert filter_box.evaluate(hint)
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, "Apps")
    shown = origin.evaluate(LONG_ORIGIN)
    assert shown["cut"], "in a narrow page there is no room for all of it"
    assert shown["scheme"] >= len("https://…") * shown["letter"]
    assert shown["end"] == pytest.approx(18 * shown["letter"], rel=0.02)
    assert shown["apart"] >= 0
    show(page, "Workbench")
    expect(filter_box).to_be_visible()  # with the next drawing: what is not shown has no width
    assert filter_box.evaluate(hint)


def test_the_focus_never_falls_on_the_page_itself(workspace: WorkspacePage) -> None:
    page = workspace.page
    explorer = workspace.frame(workspace.frame_id_of("API Explorer"))
    opening = "([url, options]) => genesys.wwe.service.system.openDialog(url, options)"
    for start in ("#agent-button", "body"):
        if start == "body":
            page.evaluate("document.activeElement.blur()")
        else:
            page.locator(start).focus()
        explorer.evaluate(opening, [explorer.url, {"label": "Address", "width": "400px", "height": "300px"}])
        expect(page.locator("#dialog")).to_be_visible()
        page.get_by_role("button", name="Close Address").press("Enter")
        expect(page.locator("#dialog")).to_be_hidden()
        assert page.evaluate(FOCUS) == ("agent-button" if start != "body" else "case")
    talk(workspace)
    page.locator("#control-consult").press("Enter")
    page.locator("#join-consult .join-line button").first.press("Enter")
    expect(page.locator("#case")).to_contain_text("Consulting")
    assert page.evaluate(FOCUS), "a popover that closes with its action gives the focus back"
    page.locator("#simulator [data-action=sim-fold][data-arg=folded]").press("Enter")
    expect(page.locator("#sim-unfold")).to_be_focused()
    page.locator("#sim-unfold").press("Enter")
    expect(page.locator("#sim-fold")).to_be_focused()
    page.locator("#traffic-filter").focus()
    page.keyboard.press("F8")
    expect(page.locator("#traffic-list")).to_be_hidden()
    workspace.until(lambda: page.evaluate(FOCUS), "a focus when what had it is hidden")
    page.keyboard.press("F8")
