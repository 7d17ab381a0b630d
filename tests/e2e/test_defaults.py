"""What honest apps do goes on working under the default sandbox and headers: signing on, pop-ups, being embedded.

What windows of apps do, and a page that embeds the workspace, is in ``test_popup.py`` and ``test_embedding.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page

from tests.e2e.conftest import client_configuration
from tests.e2e.sites import Sites
from tests.e2e.workspace_page import WorkspacePage
from tools.server import Servers

GO = "(url) => { setTimeout(() => { location = url; }, 0); }"
SIGN_ON = "(url) => new Promise((resolve) => { addEventListener('message', ({ data }) => resolve(data)); open(url); })"


@pytest.fixture
def workspace(
    tab_at: Callable[[Servers], Page], serve: Callable[[str], Servers], sites: Sites
) -> Iterator[WorkspacePage]:
    """A workspace with one configured app, whose section says nothing of a sandbox."""
    section = ("workspace.web-content = App", "[App]", "label = App", f"url = {sites.url('listed', 'raw.html')}")
    servers = serve(client_configuration(sites, *section))
    workspace = WorkspacePage(tab_at(servers)).open(servers.host_url)
    yield workspace
    workspace.let_go()


@pytest.fixture
def app(workspace: WorkspacePage) -> Frame:
    frame = workspace.frame(workspace.frame_id_of("App"))
    assert "data" in frame.evaluate("request('agent.get', '0')")
    return frame


def sign_on_url(sites: Sites, how: str) -> str:
    """The sign-on service is of another origin, which is not listed."""
    return f"{sites.url('unlisted', 'sign-on.html')}?how={how}&back={quote(sites.url('listed', 'raw.html'))}"


def expect_served(workspace: WorkspacePage, app: Frame) -> None:
    """The page that is there now asks and hears; nothing was complained about."""
    assert "data" in app.evaluate("request('agent.get', '0')")
    app.evaluate("void subscribe('interaction', '1')")
    workspace.seen(2, kind="reply")
    workspace.ring()
    workspace.until(lambda: app.evaluate("events('interaction').length") > 0, "an event")
    assert workspace.state["interactions"][0]["state"] == "RINGING"
    assert workspace.complaints == []


def test_a_sign_on_that_redirects_there_and_back(workspace: WorkspacePage, app: Frame, sites: Sites) -> None:
    app.evaluate("window.before = true")
    app.evaluate(GO, sign_on_url(sites, "redirect"))
    workspace.until(lambda: app.evaluate("!window.before && location.pathname === '/raw.html'"), "the way back")
    app.wait_for_load_state("load")
    expect_served(workspace, app)


def test_a_sign_on_by_a_form(workspace: WorkspacePage, app: Frame, sites: Sites) -> None:
    app.evaluate(GO, sign_on_url(sites, "form"))
    app.wait_for_url("**/sign-on.html?**")
    app.wait_for_load_state("load")
    app.evaluate("document.querySelector('button').click()")
    workspace.until(lambda: app.evaluate("location.search === '?user=agent'"), "the way back")
    app.wait_for_load_state("load")
    expect_served(workspace, app)


def test_a_sign_on_in_a_window_tells_its_opener(workspace: WorkspacePage, app: Frame, sites: Sites) -> None:
    url = f"{sites.url('unlisted', 'sign-on.html')}?user=agent"
    assert app.evaluate(SIGN_ON, url) == {"signedOn": "agent"}
    expect_served(workspace, app)


def test_the_service_itself_is_not_served_while_it_is_there(workspace: WorkspacePage, app: Frame, sites: Sites) -> None:
    """The frame is the app's, the page in it is not."""
    frame_id = workspace.frame_id_of("App")
    app.evaluate("void subscribe('interaction', '1')")
    app.evaluate(GO, sign_on_url(sites, "form"))
    app.wait_for_url("**/sign-on.html?**")
    app.wait_for_load_state("load")
    app.evaluate("parent.postMessage({ request: 'agent.get', referenceId: '0', userAgent: 'WWE Client' }, '*')")
    (refused,) = workspace.seen(frame=frame_id, reason="ORIGIN_NOT_LISTED", kind="request")
    assert refused["origin"] == sites.origin("unlisted")
    workspace.ring()
    assert workspace.traffic(frame=frame_id, kind="event") == []
