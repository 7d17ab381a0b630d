"""Runs the cases of the contract over the link through the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.contract.browser_link import BrowserClient, BrowserLink
from tests.e2e.contract.kept_frames import KeptFrames
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tests.support.configurations import contract_configuration
from tests.support.link import Site
from tools.server import Servers

IN_NEW_FRAMES = (
    "frame_id_is",
    "frame_ids_are",
    "no_reply_has_an_event_key",
    "subscribe_answer",
    "repeated_subscriptions",
)
"""Beginnings of the names of cases in which a frame speaks for the first time, or subscribes."""


@pytest.fixture
def contract_page(
    tab_at: Callable[[Servers], Page], serve: Callable[[str], Servers], sites: Sites
) -> Iterator[WorkspacePage]:
    """One workspace for all cases, under the configuration of the contract."""
    configuration = contract_configuration(sites.origin("listed"), sites.origin("reader"), sites.origin("unlisted"))
    servers = serve(configuration)
    workspace = WorkspacePage(tab_at(servers)).open_unseen(servers.host_url)
    yield workspace
    workspace.let_go()


@pytest.fixture(scope="session")
def frames_of_contract() -> KeptFrames:
    return KeptFrames()


@pytest.fixture
def link(
    request: pytest.FixtureRequest, contract_page: WorkspacePage, sites: Sites, frames_of_contract: KeptFrames
) -> BrowserLink:
    """A workspace at the start of the built-in scenario."""
    name = request.function.__name__.removeprefix("test_")
    return BrowserLink(contract_page, sites, KeptFrames() if name.startswith(IN_NEW_FRAMES) else frames_of_contract)


@pytest.fixture
def client(link: BrowserLink) -> BrowserClient:
    """A client on the origin that may send every request."""
    return link.open(Site.ALLOWED)
