"""A server, the page in front of it, and browsers of agents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.conftest import client_configuration
from tests.e2e.gws.gws_page import GwsPage, address_of, running_gws
from tests.e2e.sites import Sites
from tools.gws_serving import RunningGws
from tools.served_files import NamedText
from tools.server import Servers

OpenTab = Callable[[BrowserContext], GwsPage]


@pytest.fixture
def gws() -> Iterator[RunningGws]:
    with running_gws() as started:
        yield started


@pytest.fixture
def in_front(gws: RunningGws, sites: Sites) -> Iterator[Servers]:
    """The page in front of the server, with the tests' own clients allowed."""
    configuration = NamedText("test.cfg", client_configuration(sites))
    with Servers(configuration=configuration, gws=address_of(gws)) as servers:
        yield servers


@pytest.fixture
def new_browser(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """A browser of somebody: cookies and storage of its own."""
    opened: list[BrowserContext] = []

    def make() -> BrowserContext:
        opened.append(browser.new_context(viewport={"width": 1440, "height": 900}))
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def open_tab(in_front: Servers, sites: Sites) -> OpenTab:
    """A tab of a browser, at its login or open."""

    def make(context: BrowserContext) -> GwsPage:
        return GwsPage(context.new_page(), sites.url("listed", "client.html")).open_at(in_front.host_url)

    return make


@pytest.fixture
def anna(new_browser: Callable[[], BrowserContext], open_tab: OpenTab) -> GwsPage:
    """The tab of an agent who has logged in."""
    return open_tab(new_browser()).log_in("anna").shown("ready")
