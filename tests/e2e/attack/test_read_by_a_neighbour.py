"""A page of the workspace's own site, on another port, reads what the workspace is served with."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.attack.attacked_workspace import AttackedWorkspace
from tests.e2e.attack.conftest import BOTH_SITES
from tests.e2e.sites import Sites

pytestmark = BOTH_SITES

FETCH = """(url) => fetch(url, { credentials: "include" }).then((answer) => answer.text()).catch(() => "refused")"""
EMBED = """([name, url]) => new Promise((resolve) => {
    const element = document.createElement(name);
    element.addEventListener("load", () => resolve("loaded"));
    element.addEventListener("error", () => resolve("refused"));
    element.src = url;
    document.body.append(element);
})"""


@pytest.fixture
def neighbour(page: Page, sites: Sites) -> Page:
    page.goto(sites.url("listed", "raw.html"))
    return page


def test_the_configuration_cannot_be_read(workspace: AttackedWorkspace, neighbour: Page) -> None:
    url = f"{workspace.page.url}workspace.json"
    assert neighbour.evaluate(FETCH, url) == "refused"
    assert neighbour.evaluate(EMBED, ["script", url]) == "refused"


def test_nor_can_a_script_or_a_picture_of_the_workspace_be_used(workspace: AttackedWorkspace, neighbour: Page) -> None:
    script = workspace.page.locator("script[src$='early.js']").evaluate("(script) => script.src")
    icon = workspace.page.locator("link[rel=icon]").evaluate("(link) => link.href")
    assert neighbour.evaluate(EMBED, ["script", script]) == "refused"
    assert neighbour.evaluate(EMBED, ["img", icon]) == "refused"
