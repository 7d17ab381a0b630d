"""Runs the cases of the contract over the link through the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.contract.browser_link import BrowserClient, BrowserLink
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tests.support.configurations import contract_configuration
from tests.support.link import Site
from tools.server import Servers


@pytest.fixture(scope="session")
def contract_page(browser: Browser, serve: Callable[[str], Servers], sites: Sites) -> Iterator[WorkspacePage]:
    """One workspace for all cases, under the configuration of the contract."""
    configuration = contract_configuration(sites.origin("listed"), sites.origin("reader"), sites.origin("unlisted"))
    context = browser.new_context()
    yield WorkspacePage(context.new_page()).open(serve(configuration).host_url)
    context.close()


@pytest.fixture
def link(contract_page: WorkspacePage, sites: Sites) -> BrowserLink:
    """A workspace at the start of the built-in scenario."""
    return BrowserLink(contract_page, sites)


@pytest.fixture
def client(link: BrowserLink) -> BrowserClient:
    """A client on the origin that may send every request."""
    return link.open(Site.ALLOWED)
