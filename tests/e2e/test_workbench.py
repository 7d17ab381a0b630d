"""The workbench in the browser: what if, calls that are said, situations, recordings, scenarios, its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import BOOT_SECONDS, WorkspacePage
from tests.support.recorded_test import imported
from tools.server import Servers

WIDE = {"width": 1720, "height": 1000}
READY = "html[data-workspace=ready]"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def opened(tab: Page, servers: Servers, search: str = "") -> WorkspacePage:
    """The workspace of ``build.py serve`` with this address, anew."""
    workspace = WorkspacePage(tab)
    tab.goto(f"{servers.host_url}nothing")
    tab.evaluate("sessionStorage.clear(); localStorage.clear()")
    workspace.complaints.clear()
    tab.goto(f"{servers.host_url}{search}")
    return workspace.ready()


def states(workspace: WorkspacePage) -> list[str]:
    return [each["state"] for each in workspace.state["interactions"]]


def test_what_if_is_asked_edited_and_applied(workspace: WorkspacePage, sites: Sites) -> None:
    page = workspace.page
    frame_id, frame = workspace.open_client(sites.url("reader", "client.html"))
    frame.evaluate("genesys.wwe.service.agent.get()")
    page.get_by_test_id("bench-policy").click()
    page.get_by_label("Origin", exact=True).fill(sites.origin("reader"))
    page.get_by_label("Request", exact=True).fill("voice.dial")
    now, then = page.get_by_test_id("what-now"), page.get_by_test_id("what-then")
    expect(now).to_have_attribute("data-verdict", "refused")
    expect(now).to_contain_text("REQUEST_NOT_LISTED")
    origins = page.get_by_label("Origins, and their requests")
    origins.fill(f"{sites.origin('reader')} (agent.*, voice.dial)")
    expect(then).to_have_attribute("data-verdict", "allowed")
    expect(page.get_by_test_id("what-effects")).to_contain_text("would become refused: ")
    refused = "genesys.wwe.service.voice.dial('5001').then(() => 'dialled', (error) => 'refused')"
    assert frame.evaluate(refused) == "refused", "nothing counts yet"
    page.get_by_test_id("policy-apply").click()
    expect(now).to_have_attribute("data-verdict", "allowed")
    expect(then).to_have_count(0)
    assert frame.evaluate(refused) == "dialled"
    page.get_by_test_id("policy-back").click()
    expect(now).to_have_attribute("data-verdict", "refused")
    page.locator("#policy").get_by_test_id("bench-traffic").click()
    expect(page.locator("#traffic")).to_be_visible()
    workspace.call("closeClient", {"frameId": frame_id})


CONTROLS = {
    "calls": ["#ring-form", "#simulator [data-action=sim-clock][data-arg=manual]"],
    "media": ["#media-form", "#simulator [data-action=sim-refuse] >> nth=0"],
    "campaigns": ["#campaign-form", "[data-action=sim-push] >> nth=0", "[data-action=sim-campaign] >> nth=0"],
    "link": ["[data-action=sim-link][data-arg=DISCONNECTED]", "[data-action=sim-link][data-arg=RECONNECTED]"],
    "scenes": ["[data-testid='situation:chat'] >> nth=0", "[data-testid='situation:talking'] >> nth=0"],
}
"""Some of each kind, in the tab of the simulator where they are; what is copied of each is run in the page."""


def test_what_a_control_says_runs_in_the_page(workspace: WorkspacePage) -> None:
    page = workspace.page
    workspace.call("campaign", {"action": "load", "name": "Spring", "mode": "PushPreview"})
    workspace.call("campaign", {"action": "start", "name": "Spring"})
    for tab, selectors in CONTROLS.items():
        page.locator(f"#sim-tab-{tab}").click()
        for selector in selectors:
            control = page.locator(selector)
            code = control.get_attribute("data-call")
            assert code is not None, selector
            if tab in ("calls", "media", "campaigns"):
                control.hover(position={"x": 3, "y": 3})
                expect(page.get_by_test_id("driver-call")).to_have_text(code)
            page.evaluate(f"(async () => {{ {code}; }})()")
    assert states(workspace) == ["TALKING"]


def test_the_form_is_copied_as_it_is_written(workspace: WorkspacePage) -> None:
    page = workspace.page
    page.locator("#sim-tab-calls").click()
    page.locator("#ring-ani").fill("+1 555 0100")
    page.locator("#ring-data").fill("Tier=Gold")
    page.get_by_test_id("copy-call").click()
    expect(page.get_by_test_id("copied-call")).to_contain_text("+1 555 0100")
    code = page.get_by_test_id("copied-call").locator("code").inner_text()
    made = page.evaluate(f"(async () => {{ return {code.removeprefix('await ')}; }})()")
    assert workspace.interaction(made["interactionId"])["userData"]["Tier"] == "Gold"


def test_an_address_begins_with_a_situation_also_when_it_is_loaded_again(tab: Page, servers: Servers) -> None:
    workspace = opened(tab, servers, "?situation=second-call")
    workspace.until(lambda: states(workspace) == ["TALKING", "RINGING"], "the situation")
    workspace.call("act", {"interactionId": "1", "action": "hangUp"})
    tab.reload()
    workspace.ready()
    workspace.until(lambda: states(workspace) == ["TALKING", "RINGING"], "the situation again")
    tab.locator("#sim-tab-scenes").click()
    expect(tab.locator("#sim-panel")).to_contain_text("2 calls end")
    tab.get_by_test_id("situation:chat").click()
    workspace.until(lambda: states(workspace) == ["HISTORY_DONE"], "another one")
    workspace.let_go()


def test_an_address_with_mistakes_is_told_and_the_page_goes_on(tab: Page, servers: Servers) -> None:
    workspace = opened(tab, servers, "?situation=talkin&scenario=help-dsk")
    expect(tab.get_by_test_id("news-situation")).to_contain_text("talking is nearest")
    expect(tab.get_by_test_id("news-scenario")).to_contain_text("help-desk is nearest")
    assert states(workspace) == []
    workspace.let_go()


def test_clicks_become_a_test_that_runs_and_a_scenario_that_does_the_same(
    tab: Page, servers: Servers, tmp_path: Path
) -> None:
    workspace = opened(tab, servers)
    tab.locator("#sim-tab-record").click()
    tab.get_by_test_id("record-start").click()
    expect(tab.get_by_test_id("recording")).to_contain_text("0 steps")
    tab.locator("#sim-tab-calls").click()
    tab.get_by_test_id("ring").click()
    tab.get_by_test_id("accept").click()
    tab.get_by_test_id("control:hold").click()
    expect(tab.get_by_test_id("control:hold")).to_contain_text("Resume")
    tab.locator("#sim-tab-record").click()
    expect(tab.get_by_test_id("recording")).to_contain_text("3 steps")
    tab.get_by_test_id("record-stop").click()
    recorded = tab.get_by_test_id("recorded")
    expect(recorded).to_contain_text('extends = "built-in"')
    scenario = recorded.inner_text()
    with tab.expect_download() as download:
        tab.get_by_test_id("record-save").click()
    assert download.value.suggested_filename == "recorded.toml"
    assert download.value.path().read_text(encoding="utf-8") == scenario
    tab.get_by_role("radio", name="Python test").click()
    expect(recorded).to_contain_text("def test_recorded")
    test = imported(tmp_path, recorded.inner_text())
    workspace.call("reset")
    test.test_recorded(tab)
    assert states(workspace) == ["HELD"]

    file = tmp_path / "recorded.toml"
    file.write_text(scenario, encoding="utf-8")
    tab.locator("#sim-tab-scenes").click()
    tab.locator("#scenario-file").set_input_files(file)
    expect(tab, tab.locator("#sim-panel").inner_text()).to_have_url(f"{servers.host_url}?scenario=file", timeout=15_000)
    workspace.ready()
    workspace.call("clock", {"mode": "manual"})
    workspace.call("advance", {"seconds": 60})
    assert states(workspace) == ["HELD"]
    tab.locator("#sim-tab-scenes").click()
    expect(tab.get_by_test_id("scenario")).to_have_value("file")
    workspace.let_go()


def test_another_contact_centre_is_chosen_in_the_page(tab: Page, servers: Servers) -> None:
    workspace = opened(tab, servers)
    workspace.ring()
    tab.locator("#sim-tab-scenes").click()
    expect(tab.locator("#sim-panel")).to_contain_text("1 call ends")
    tab.get_by_test_id("scenario").select_option("help-desk")
    tab.get_by_test_id("begin-scenario").click()
    tab.wait_for_url("**/?scenario=help-desk")
    workspace.ready()
    names = [medium["name"] for medium in workspace.state["media"]]
    assert "complaint" in names
    workspace.let_go()


def test_mistakes_of_a_chosen_file_are_told_at_once(tab: Page, servers: Servers, tmp_path: Path) -> None:
    workspace = opened(tab, servers)
    wrong = 'extends = "built-in"\n[agent]\nusername = 5\nroles = 6\n'
    file = tmp_path / "wrong.toml"
    file.write_text(wrong, encoding="utf-8")
    tab.locator("#sim-tab-scenes").click()
    tab.locator("#scenario-file").set_input_files(file)
    tab.locator("html[data-workspace=failed]").wait_for(state="attached", timeout=BOOT_SECONDS * 1000)
    expect(tab.locator("#failure")).to_contain_text("wrong.toml")
    expect(tab.locator("[data-failure=more]")).to_contain_text("agent.roles")
    tab.get_by_role("link", name="Start with the built-in scenario").click()
    tab.locator(READY).wait_for(state="attached", timeout=BOOT_SECONDS * 1000)
    workspace.let_go()


def test_the_workbench_stands_beside_the_stage_where_there_is_room(tab: Page, servers: Servers) -> None:
    workspace = opened(tab, servers)
    expect(tab.get_by_test_id("bench-place")).to_be_hidden()
    tab.set_viewport_size(WIDE)  # type: ignore[arg-type]
    tab.get_by_test_id("bench-place").click()
    bench, case = tab.locator("#bench"), tab.locator("#case")

    def box(locator: Any) -> dict[str, float]:
        found: dict[str, float] = locator.bounding_box()
        return found

    workspace.until(lambda: box(bench)["y"] == box(case)["y"], "the bench beside the case")
    assert box(bench)["width"] == 521
    separator = tab.get_by_role("separator", name="Width of the workbench")
    separator.focus()
    tab.keyboard.press("ArrowLeft")
    workspace.until(lambda: box(bench)["width"] == 548, "another width")
    grip = box(separator)
    tab.mouse.move(grip["x"] + 4, 500)
    tab.mouse.down()
    tab.mouse.move(grip["x"] - 16, 520)
    tab.mouse.up()
    workspace.until(lambda: box(bench)["width"] == 568, "the width of the pointer")
    tab.locator("#sim-fold").click()
    expect(tab.locator("#sim-panel")).to_be_hidden()
    tab.locator("#sim-unfold").click()
    tab.keyboard.press("F8")
    expect(tab.locator("#strip .strip")).to_be_visible()
    assert box(tab.locator("#strip"))["width"] == WIDE["width"]
    tab.keyboard.press("F8")
    tab.reload()
    workspace.ready()
    workspace.until(lambda: box(bench)["width"] == 568, "what is remembered")
    tab.set_viewport_size({"width": 1440, "height": 900})
    workspace.until(lambda: box(bench)["width"] == 1440, "below, where there is less room")
    assert workspace.complaints == []
    workspace.let_go()
