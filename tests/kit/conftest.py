"""The vendor's published kit, unmodified, served from a site of its own; skipped when no folder is given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import browser_type_launch_args as browser_type_launch_args
from tests.e2e.conftest import pytest_configure as pytest_configure
from tests.e2e.conftest import tab_at as tab_at
from tests.e2e.workspace_page import WorkspacePage
from tests.kit.sample_page import SamplePage
from tools.listening import LOOPBACK, listen
from tools.served_files import NamedText
from tools.server import Servers
from tools.site_app import client_application
from tools.site_server import SiteServer

PAGE = "sample.html"


@pytest.fixture(scope="session")
def kit_folder() -> Path:
    """The folder with the sample page, looked for below the one that was given."""
    given = os.environ.get("KIT_DIR")
    if not given:
        pytest.skip("no kit: run build.py test kit --kit DIR")
    found = sorted(Path(given).rglob(PAGE), key=lambda file: len(file.parts))
    assert found, f"{given}: there is no {PAGE} in or below this folder"
    return found[0].parent


@pytest.fixture(scope="session")
def kit_origin(kit_folder: Path) -> Iterator[str]:
    with Servers() as probe:
        port = probe.addresses.port
    server = SiteServer([listen(LOOPBACK, port)], client_application([kit_folder]))
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(scope="session")
def kit_servers(kit_origin: str) -> Iterator[Servers]:
    """The workspace with a configuration that names the kit's origin, as its own README says."""
    text = f"""\
[interaction-workspace]
service-client-api.accepted-web-content-origins = {kit_origin} (*, auth.getJwtToken)
workspace.web-content = Kit
[Kit]
label = Sample page
url = {kit_origin}/{PAGE}
[MySection]
an.option = its value
"""
    with Servers(configuration=NamedText("kit.cfg", text)) as servers:
        yield servers


@pytest.fixture(scope="session")
def sample_page(tab_at: Callable[[Servers], Page], kit_servers: Servers) -> SamplePage:
    workspace = WorkspacePage(tab_at(kit_servers))
    workspace.open(kit_servers.host_url)
    return SamplePage(workspace, workspace.frame(workspace.frame_id_of("Sample page")))
