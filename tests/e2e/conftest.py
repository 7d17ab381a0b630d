"""Real servers, a real browser, and clients on sites of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.chromium_arguments import ARGUMENTS
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.chromium import find_chromium
from tools.firefox import CHANNEL, find_firefox
from tools.served_files import NamedText
from tools.server import Servers

_FIREFOX_OPTIONS = {
    "firefox_user_prefs": {
        "dom.security.featurePolicy.webidl.enabled": True,
        "javascript.options.wasm_optimizingjit": False,
        "dom.ipc.processPrelaunch.enabled": False,
    }
}
"""A page may ask what it is allowed, as in Chromium. And as there, the interpreter is compiled once, not again for
speed, and no process is made in reserve."""
TABS = 3
"""Tabs that are kept for the tests to come, those used last: each holds an interpreter."""
_FORGET = """async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            Object.assign(request, { onsuccess: resolve, onerror: reject, onblocked: reject });
        });
    }
}"""
CLIENT_SITES = ("listed", "second", "reader", "unlisted")


def pytest_configure(config: pytest.Config) -> None:
    # The base_url fixture of the Playwright plug-in is written in a way that this pytest announces to remove.
    config.addinivalue_line(
        "filterwarnings", "ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning"
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], browser_name: str) -> dict[str, Any]:
    arguments = dict(browser_type_launch_args)
    if browser_name == "chromium":
        arguments |= {"executable_path": find_chromium(os.environ), "args": list(ARGUMENTS)}
    elif browser_name == "firefox":
        arguments |= {"executable_path": find_firefox(os.environ), "channel": CHANNEL} | _FIREFOX_OPTIONS
    return arguments


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    """The tests' own clients: two origins with every request, one that may only read, one that is not listed."""
    sites = Sites(CLIENT_SITES)
    sites.start()
    yield sites
    sites.stop()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[str], Servers]]:
    """Serves the workspace with a configuration; each only once, until the end of the run."""
    running: dict[str, Servers] = {}

    def start(configuration: str, scenario: str | None = None) -> Servers:
        key = f"{configuration}\0{scenario}"
        if key not in running:
            own_scenario = None if scenario is None else NamedText("test.toml", scenario)
            servers = Servers(configuration=NamedText("test.cfg", configuration), scenario=own_scenario)
            servers.start()
            running[key] = servers
        return running[key]

    yield start
    for servers in running.values():
        servers.stop()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """The workspace and the sample clients as ``build.py serve`` has them."""
    with Servers() as servers:
        yield servers


@pytest.fixture(scope="session")
def client_servers(serve: Callable[[str], Servers], sites: Sites) -> Servers:
    """The workspace for the tests' own clients; no client is open at the start."""
    return serve(client_configuration(sites))


def client_configuration(sites: Sites, *lines: str) -> str:
    """Who may do what; ``lines`` are further options and sections."""
    reader = "agent.get, interaction.getInteractions, interaction.getByInteractionId, system.getAllowedServices"
    origins = f"{sites.origin('listed')}, {sites.origin('second')}, {sites.origin('reader')} ({reader})"
    option = f"service-client-api.accepted-web-content-origins = {origins}"
    return "\n".join(["[interaction-workspace]", option, *lines, ""])


@pytest.fixture(scope="session")
def tab_at(browser: Browser) -> Iterator[Callable[[Servers], Page]]:
    """One tab for many tests of a workspace: the browser keeps the compiled interpreter, so each start is quick."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900})
    tabs: dict[str, Page] = {}

    def tab(servers: Servers) -> Page:
        page = tabs.pop(servers.host_url, None) or context.new_page()
        page.bring_to_front()  # a tab behind another one draws about once a second: each click would wait for that
        tabs[servers.host_url] = page
        while len(tabs) > TABS:
            tabs.pop(next(iter(tabs))).close()
        return page

    yield tab
    context.close()


@pytest.fixture
def lasting_page(tab_at: Callable[[Servers], Page], client_servers: Servers) -> Page:
    """The tab of the workspace for the tests' own clients."""
    return tab_at(client_servers)


@pytest.fixture
def workspace(lasting_page: Page, client_servers: Servers) -> Iterator[WorkspacePage]:
    """A workspace without a client or a call, in the tab that lasts; what the interface looks like may be left over."""
    workspace = WorkspacePage(lasting_page)
    if workspace.is_open_at(client_servers.host_url):
        workspace.start_over()
    else:
        workspace.open(client_servers.host_url)
    yield workspace
    workspace.let_go()


@pytest.fixture
def new_workspace(lasting_page: Page, client_servers: Servers) -> Iterator[WorkspacePage]:
    """A workspace that has just started, in the tab that lasts."""
    workspace = WorkspacePage(lasting_page).open(client_servers.host_url)
    yield workspace
    workspace.let_go()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """What the tests of several tabs share: the browser keeps the files and what it has compiled of them."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def tabs_context(profile: BrowserContext) -> Iterator[BrowserContext]:
    """A browser profile for several tabs of one session, in which nobody has been before."""
    yield profile
    visited = {urlsplit(page.url)._replace(path="/nothing", query="", fragment="").geturl() for page in profile.pages}
    for page in profile.pages:
        page.close()
    page = profile.new_page()
    for url in visited:
        if url.startswith("http"):
            page.goto(url)
            page.evaluate(_FORGET)
    page.close()


@pytest.fixture
def sample(tab_at: Callable[[Servers], Page], servers: Servers) -> Iterator[WorkspacePage]:
    """A workspace with the sample clients that has just started, in a tab that lasts."""
    workspace = WorkspacePage(tab_at(servers)).open(servers.host_url)
    yield workspace
    workspace.let_go()
