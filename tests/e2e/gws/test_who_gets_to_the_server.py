"""The way to the server and the login, as others try them: apps, neighbours, pages that embed the workspace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.gws.gws_page import GwsPage, driver
from tests.e2e.sites import Sites
from tests.support.gws import PASSWORD
from tools.gws_serving import RunningGws
from tools.paths import NODE_MODULES
from tools.server import Servers

READ = """([url, options]) => fetch(url, { credentials: "include", ...options }).then(
    (answer) => answer.text(), () => "refused")"""
ASKS_LIKE_THE_PAGE = {"headers": {"X-Agent-Workspace": "page"}}
IN_THE_LOGIN = """() => {
    const { activeElement } = document;
    return activeElement === document.body || activeElement.closest("#login") !== null;
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("near", [False, True], ids=["another-site", "another-port"])
def test_no_other_page_gets_to_the_server_with_the_agents_cookie(
    anna: GwsPage, a_browser: BrowserContext, in_front: Servers, sites: Sites, gws_log: list[str], near: bool
) -> None:
    """To a browser, ports of one host are one site: it sends them the cookie."""
    page = a_browser.new_page()
    page.goto((sites.near if near else sites).url("listed", "raw.html"))
    before = len(gws_log)
    url = f"{in_front.host_url}gws/api/v2/me"
    body = json.dumps({"operationName": "EndContactCenterSession"})
    for options in ({}, ASKS_LIKE_THE_PAGE, {"mode": "no-cors"}, {"mode": "no-cors", "method": "POST", "body": body}):
        assert page.evaluate(READ, [url, options]) == "refused"
    assert anna.app().data("agent.getState")["type"] == "READY"
    assert [line for line in gws_log[before:] if line.endswith("/me") or "Session" in line] == []


def test_an_app_in_the_page_does_not_either(anna: GwsPage, in_front: Servers) -> None:
    app = anna.app()
    assert app.frame.evaluate(READ, [f"{in_front.host_url}gws/api/v2/me", ASKS_LIKE_THE_PAGE]) == "refused"


def test_a_link_to_the_server_shows_nothing(anna: GwsPage, a_browser: BrowserContext, in_front: Servers) -> None:
    page = a_browser.new_page()
    answered = page.goto(f"{in_front.host_url}gws/api/v2/me")
    assert answered is not None
    assert answered.status == 403
    assert "anna" not in answered.text()


def test_an_app_covers_no_login(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    driver(gws).drive("dropSessions", agent="anna", web=True)
    anna.shown("login")
    app.frame.evaluate("void genesys.wwe.service.system.openDialog(location.href, { label: 'Log in' })")
    anna.until(lambda: anna.state["dialogs"], "the dialog of the app")
    anna.page.locator("#dialog[open]").wait_for(state="attached")
    top = """() => {
        const { x, y, width, height } = document.getElementById("login").getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2).closest("dialog").id;
    }"""
    assert anna.page.evaluate(top) == "login"
    anna.log_in("anna").shown("ready")


def test_within_a_page_of_another_site_the_cookie_is_for_that_site_alone(
    gws: RunningGws, a_browser: BrowserContext, in_front: Servers, sites: Sites
) -> None:
    outer = a_browser.new_page()
    outer.goto(f"{sites.url('listed', 'embedder.html')}?workspace={quote(in_front.host_url)}")
    inner = outer.frame_locator("#workspace")
    inner.get_by_label("User name").fill("anna", timeout=60_000)
    inner.get_by_label("Password").fill(PASSWORD)
    inner.get_by_role("button", name="Log in").click()
    inner.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=60_000)
    (cookie,) = [each for each in a_browser.cookies() if each["name"].startswith("JSESSIONID")]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "None")
    assert cookie["partitionKey"]
    username = outer.evaluate("genesys.wwe.service.agent.get().then((reply) => reply.data.username)")
    assert username == "anna"
    outer.reload()
    inner.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=60_000)


@pytest.fixture
def checked(browser: Browser, in_front: Servers, sites: Sites, gws: RunningGws) -> Iterator[Page]:
    """The login in a browser that lets a checker of accessibility run in it."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 720, "height": 900})
    yield GwsPage(context.new_page(), sites.url("listed", "client.html")).open_at(in_front.host_url).page
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_login_is_accessible(checked: Page, theme: str) -> None:
    checked.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    checked.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    checked.get_by_label("User name").fill("anna")
    checked.get_by_label("Password").fill("wrong")
    checked.keyboard.press("Enter")
    expect(checked.get_by_role("alert")).to_have_text("The user name or the password is wrong.")
    found = checked.evaluate(
        "(rules) => axe.run('#login', { runOnly: rules }).then(({ violations }) => violations.map("
        "({ id, nodes }) => [id, nodes.map(({ target }) => target)]))",
        RULES,
    )
    assert found == []
    checked.keyboard.press("Tab")
    expect(checked.get_by_role("button", name="Log in")).to_be_focused()


def test_what_is_behind_the_login_is_not_reached_by_the_keyboard(gws: RunningGws, anna: GwsPage) -> None:
    driver(gws).drive("dropSessions", agent="anna", web=True)
    anna.shown("login")
    for _ in range(6):
        anna.page.keyboard.press("Tab")
        assert anna.page.evaluate(IN_THE_LOGIN)
