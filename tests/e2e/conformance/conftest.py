"""Plays cases of the catalogue in one page that lasts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.conformance.stage import Stage
from tests.e2e.contract.browser_link import BrowserLink
from tests.e2e.contract.kept_frames import KeptFrames
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tests.support.conformance_setting import configurations, scenario
from tools.server import Servers


@pytest.fixture
def conformance_page(
    tab_at: Callable[[Servers], Page], serve: Callable[..., Servers], sites: Sites
) -> Iterator[WorkspacePage]:
    """One workspace under the usual configuration of the catalogue."""
    configuration = configurations(sites.origin("listed"), sites.origin("reader"))["standard"]
    servers = serve(configuration, scenario())
    workspace = WorkspacePage(tab_at(servers)).open_unseen(servers.host_url)
    yield workspace
    workspace.let_go()


@pytest.fixture(scope="session")
def kept_frames() -> KeptFrames:
    return KeptFrames()


@pytest.fixture
def stage(conformance_page: WorkspacePage, sites: Sites, kept_frames: KeptFrames) -> Stage:
    return Stage(BrowserLink(conformance_page, sites, kept_frames))
