"""A start that cannot be: the failure screen says what is wrong, where, and what was expected."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page import BOOT_SECONDS, WorkspacePage
from tools.server import Servers

BAD_SCENARIO = """\
# a scenario
[agent]
username = 17
"""


def open_failing(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("html[data-workspace=failed]").wait_for(state="attached", timeout=BOOT_SECONDS * 1000)


def bad_configuration() -> str:
    return "[interaction-workspace]\nservice-client-api.rate-limit = many\n"


def test_a_configuration_that_stops_the_start_is_shown_with_its_line(
    page: Page, serve: Callable[[str], Servers]
) -> None:
    open_failing(page, serve(bad_configuration()).host_url)
    failure = page.locator("#failure")
    expect(failure).to_be_visible()
    expect(failure.locator("h1")).to_have_text("The configuration cannot be used")
    expect(failure.locator("[data-failure=place]")).to_have_text("test.cfg, line 2")
    marked = failure.locator("[data-failure=lines] .marked")
    expect(marked).to_have_text("service-client-api.rate-limit = many")
    expect(marked).to_have_attribute("value", "2")
    expect(failure.locator("[data-failure=expected]")).not_to_be_empty()
    expect(page.locator("#frames iframe")).to_have_count(0)


def test_the_built_in_configuration_can_be_used_instead(page: Page, serve: Callable[[str], Servers]) -> None:
    open_failing(page, serve(bad_configuration()).host_url)
    page.get_by_role("link", name="Start with the built-in configuration").click()
    workspace = WorkspacePage(page).ready()
    assert len(workspace.state["frames"]) == 3


def test_a_scenario_that_cannot_be_read_is_shown_with_its_line(
    page: Page, serve: Callable[[str, str], Servers]
) -> None:
    open_failing(page, serve("[interaction-workspace]\n", BAD_SCENARIO).host_url)
    failure = page.locator("#failure")
    expect(failure.locator("h1")).to_have_text("The scenario cannot be used")
    expect(failure.locator("[data-failure=place]")).to_have_text("test.toml, line 3")
    expect(failure.locator("[data-failure=lines] .marked")).to_have_text("username = 17")


def test_a_missing_file_of_the_page_is_told(page: Page, servers: Servers) -> None:
    page.route("**/assets/pyscript/core.js", lambda route: route.abort())
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("/assets/pyscript/core.js could not be loaded.")


def test_a_missing_interpreter_is_told(page: Page, servers: Servers) -> None:
    page.route("**/assets/pyodide/pyodide.asm.mjs", lambda route: route.abort())
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("did not start")


def test_missing_texts_are_told(page: Page, servers: Servers) -> None:
    page.route("**/workspace.json", lambda route: route.fulfill(status=500))
    open_failing(page, servers.host_url)
    expect(page.locator("#failure")).to_contain_text("/workspace.json: 500")


def test_a_start_that_hangs_says_how_long_it_has_taken(page: Page, servers: Servers) -> None:
    page.clock.install()
    page.route("**/workspace.zip", lambda _: None)
    page.goto(servers.host_url)
    page.clock.fast_forward("00:11")
    expect(page.locator("[data-boot-slow]")).to_have_text("11 s so far.")
