"""Files that change while the page is open: an own app is admitted, limited, and loaded again, and the call goes on."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.sites import Sites
from tests.e2e.workspace_page import BOOT_SECONDS, WorkspacePage
from tools.paths import ROOT
from tools.served_files import read_scenario
from tools.server import Servers
from tools.watched_files import WatchedFile


class Edited:
    """A workspace whose files the test writes."""

    def __init__(self, folder: Path) -> None:
        self.configuration = folder / "my.cfg"
        self.scenario = folder / "my.toml"
        self.clients = folder / "clients"
        self.app = folder / "app"
        shutil.copytree(ROOT / "client_iframes", self.clients)
        self.app.mkdir()
        self.configuration.write_text("[interaction-workspace]\n")
        self.scenario.write_text('extends = "built-in"\n')
        self.servers = Servers(
            configuration=WatchedFile(self.configuration),
            scenario=WatchedFile(self.scenario, read_scenario),
            clients=self.clients,
            watched=[self.app],
        )
        self.servers.start()


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Edited]:
    edited = Edited(tmp_path)
    yield edited
    edited.servers.stop()


def with_app(sites: Sites, origins: str, page: str = "client.html") -> str:
    return (
        f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {origins}\n"
        f"workspace.web-content = MyApp\n[MyApp]\nlabel = My app\nurl = {sites.url('listed', page)}\n"
    )


def test_an_app_is_embedded_admitted_and_loaded_again_while_a_call_goes_on(
    lasting_page: Page, edited: Edited, sites: Sites
) -> None:
    workspace = WorkspacePage(lasting_page).open(edited.servers.host_url)
    call = workspace.ring()
    workspace.call("act", {"interactionId": call, "action": "accept"})

    page = "subscribes-at-once.html"
    edited.configuration.write_text(with_app(sites, "http://other.example", page))
    news = lasting_page.get_by_test_id("news-configuration")
    expect(news).to_contain_text("my.cfg has changed, and counts now.")
    workspace.until(lambda: [each["heldBack"] for each in workspace.state["frames"]] == [1], "an app that is refused")
    expect(lasting_page.get_by_role("heading", name="This origin is not listed")).to_be_visible()

    edited.configuration.write_text(with_app(sites, sites.origin("listed"), page))
    expect(news).to_contain_text("accepted-web-content-origins")
    expect(lasting_page.get_by_test_id("news-apps")).to_have_text(
        re.compile("My app was loaded again, for its origin is listed now")
    )
    workspace.until(lambda: workspace.state["frames"][0]["subscriptions"] == ["interaction"], "what it subscribes to")

    (edited.app / "app.js").write_text("// another one")
    expect(lasting_page.get_by_test_id("news-apps")).to_have_text(re.compile("My app was loaded again"))
    assert workspace.interaction(call)["state"] == "TALKING"

    lasting_page.reload()
    workspace.ready()
    assert workspace.interaction(call)["state"] == "TALKING", "a reload goes on, whatever was edited"
    workspace.let_go()


def test_a_broken_file_is_told_and_the_one_before_it_stays(lasting_page: Page, edited: Edited, sites: Sites) -> None:
    edited.configuration.write_text(with_app(sites, sites.origin("listed")))
    workspace = WorkspacePage(lasting_page).open(edited.servers.host_url)
    edited.configuration.write_text("[interaction-workspace]\nservice-client-api.rate-limit = many\n")
    news = lasting_page.get_by_test_id("news-configuration")
    expect(news).to_contain_text("line 2")
    expect(news).to_contain_text("'many'")
    assert [frame["label"] for frame in workspace.state["frames"]] == ["My app"]
    edited.scenario.write_text("agent = 5\nmedia = 6\n")
    expect(lasting_page.get_by_test_id("news-scenario").get_by_role("listitem")).to_have_count(3)
    edited.scenario.write_text('extends = "built-in"\n[agent]\nusername = "ada"\n')
    expect(lasting_page.get_by_test_id("news-scenario")).to_contain_text("begins when the page is loaded again")
    edited.configuration.unlink()
    expect(lasting_page.get_by_test_id("news-reading")).to_contain_text("my.cfg: cannot be read")
    edited.configuration.write_text(with_app(sites, sites.origin("listed")))
    expect(lasting_page.get_by_test_id("news-reading")).to_have_count(0)
    lasting_page.get_by_role("link", name="Begin with it").click()
    workspace.until(lambda: workspace.state["agent"]["username"] == "ada", "the new contact centre")
    workspace.let_go()


def test_a_page_that_could_not_start_starts_when_the_file_is_mended(page: Page, edited: Edited) -> None:
    edited.scenario.write_text('extends = "built-in"\n[agent]\nusername = 5\nroles = 6\n')
    page.goto(edited.servers.host_url)
    page.locator("html[data-workspace=failed]").wait_for(state="attached", timeout=BOOT_SECONDS * 1000)
    expect(page.locator("[data-failure=more]")).to_contain_text("agent.roles")
    expect(page.get_by_role("link", name="Start with the built-in scenario")).to_be_visible()
    edited.scenario.write_text('extends = "built-in"\n')
    page.locator("html[data-workspace=ready]").wait_for(state="attached", timeout=BOOT_SECONDS * 1000)


def test_the_tabs_of_a_browser_share_one_stream(browser: Browser, edited: Edited) -> None:
    context = browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url) if request.url.endswith("/changes") else None)
    first = WorkspacePage(context.new_page()).open(edited.servers.host_url)
    second = WorkspacePage(context.new_page()).open(edited.servers.host_url)
    edited.configuration.write_text("[interaction-workspace]\nservice-client-api.toast.width = 400\n")
    for tab in (first, second):
        expect(tab.page.get_by_test_id("news-configuration")).to_contain_text("toast.width = 400, which is new")
    assert len(asked) == 1
    context.close()
