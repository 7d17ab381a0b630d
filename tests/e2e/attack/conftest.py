"""One tab for all attacks; a test that needs another configuration gets a tab of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.attack.attacked_workspace import AttackedWorkspace
from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tools.server import Servers

Opened = Callable[[str], AttackedWorkspace]
TABS = 3
"""Tabs that are open at a time, the ones used last."""
OTHER_SITE = "another site"
BOTH_SITES = pytest.mark.parametrize("clients_are_of", [OTHER_SITE, "same site"], indirect=True)
"""For attacks that the browser may treat otherwise when they come from the site of the workspace."""
CRM = "https://crm.example"
"""A listed origin of no server: tests that use it answer the requests themselves."""
READABLE = ("Shown", "Also shown", "userData", "IW_CaseUid", "IW_BundleUid", "IWAttachedDataInformation")


def attack_configuration(sites: Sites) -> str:
    """The tests' own clients, one origin of no server, and a list of the keys that clients may read."""
    text = client_configuration(sites, f"service-client-api.user-data.read-allowed = {', '.join(READABLE)}")
    return text.replace("origins = ", f"origins = {CRM}, ", 1)


@pytest.fixture
def clients_are_of(request: pytest.FixtureRequest) -> str:
    """Not a parameter of ``sites`` itself: each change of that would start all servers anew, and the page with them."""
    return str(getattr(request, "param", OTHER_SITE))


@pytest.fixture
def sites(clients_are_of: str, sites: Sites) -> Sites:
    """Where the clients are; modules for which it makes a difference try both (:data:`BOTH_SITES`)."""
    return sites if clients_are_of == OTHER_SITE else sites.near


@pytest.fixture(scope="session")
def opened(browser: Browser, serve: Callable[[str], Servers]) -> Iterator[Opened]:
    """A workspace with a configuration; it lasts until others were wanted, for each tab costs time."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900})
    tabs: dict[str, AttackedWorkspace] = {}

    def open_with(configuration: str) -> AttackedWorkspace:
        workspace = tabs.pop(configuration, None)
        if workspace is None or workspace.crashed:
            workspace = AttackedWorkspace(context.new_page()).open(serve(configuration).host_url)
        workspace.page.bring_to_front()
        tabs[configuration] = workspace
        while len(tabs) > TABS:
            tabs.pop(next(iter(tabs))).page.close()
        return workspace

    yield open_with
    context.close()


@pytest.fixture
def workspace(opened: Opened, sites: Sites) -> Iterator[AttackedWorkspace]:
    """The workspace at the start of the scenario, without clients; unharmed at the end."""
    workspace = opened(attack_configuration(sites))
    workspace.begin()
    yield workspace
    workspace.expect_unharmed()
