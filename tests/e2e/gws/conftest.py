"""Servers, the page in front of them, and browsers of agents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.conftest import client_configuration
from tests.e2e.gws.gws_page import GwsPage, address_of, driver, running_gws
from tests.e2e.sites import Sites
from tools.gws_serving import RunningGws
from tools.served_files import NamedText
from tools.server import Servers

VIEWPORT = {"width": 1440, "height": 900}
NewBrowser = Callable[[], BrowserContext]
OpenTab = Callable[[BrowserContext], GwsPage]


@pytest.fixture(scope="module")
def gws_log() -> list[str]:
    """A line for each request that the server has answered."""
    return []


@pytest.fixture(scope="module")
def lasting_gws(gws_log: list[str]) -> Iterator[RunningGws]:
    with running_gws(log=gws_log.append) as started:
        yield started


@pytest.fixture(scope="module")
def in_front(lasting_gws: RunningGws, sites: Sites) -> Iterator[Servers]:
    """The page in front of the server, with the tests' own clients allowed."""
    with serving(lasting_gws, sites) as servers:
        yield servers


@pytest.fixture
def gws(lasting_gws: RunningGws) -> RunningGws:
    """The server as at its start: everybody is logged out, there are no calls."""
    driver(lasting_gws).drive("reset")
    return lasting_gws


@pytest.fixture(scope="module")
def lasting_browser(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that keeps the compiled interpreter, so that each start is quick."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def a_browser(lasting_browser: BrowserContext) -> Iterator[BrowserContext]:
    """That browser without a tab or a cookie."""
    lasting_browser.clear_cookies()
    yield lasting_browser
    for page in lasting_browser.pages:
        page.close()


@pytest.fixture
def new_browser(browser: Browser) -> Iterator[NewBrowser]:
    """Browsers of other people, with cookies and storage of their own."""
    opened: list[BrowserContext] = []

    def make() -> BrowserContext:
        opened.append(browser.new_context(viewport=VIEWPORT))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def open_tab(gws: RunningGws, in_front: Servers, sites: Sites) -> OpenTab:
    """A tab of a browser, at its login or open."""

    def make(context: BrowserContext) -> GwsPage:
        return GwsPage(context.new_page(), sites.url("listed", "client.html")).open_at(in_front.host_url)

    return make


@pytest.fixture
def anna(a_browser: BrowserContext, open_tab: OpenTab) -> GwsPage:
    """The tab of an agent who has logged in."""
    return open_tab(a_browser).log_in("anna").shown("ready")


@pytest.fixture
def short_lived(sites: Sites) -> Iterator[tuple[RunningGws, Servers]]:
    """A server that a test stops, and the page in front of it."""
    with running_gws() as gws, serving(gws, sites) as servers:
        yield gws, servers


def serving(gws: RunningGws, sites: Sites, *options: str) -> Servers:
    configuration = NamedText("test.cfg", client_configuration(sites, *options))
    return Servers(configuration=configuration, gws=address_of(gws))
