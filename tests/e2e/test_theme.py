"""Light and dark: what the system says, until somebody chooses."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

GROUND = "getComputedStyle(document.body).backgroundColor"


def choose(page: Page, theme: str) -> None:
    page.get_by_role("button", name="Theme and keyboard").click()
    page.get_by_role("menuitemradio", name=theme).click()


def test_the_theme_is_switched_and_remembered(page: Page, servers: Servers) -> None:
    workspace = WorkspacePage(page).open(servers.host_url)
    light = page.evaluate(GROUND)
    choose(page, "Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(GROUND) != light
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    workspace.ready()
    choose(page, "Light")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert page.evaluate(GROUND) == light
    choose(page, "As the system")
    expect(page.locator("html")).not_to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) != light
    assert workspace.complaints == []


def test_without_a_choice_the_system_decides(workspace: WorkspacePage) -> None:
    page = workspace.page
    expect(page.locator("html")).not_to_have_attribute("data-theme", re.compile("."))
    light = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) != light
    page.emulate_media(color_scheme="null")
