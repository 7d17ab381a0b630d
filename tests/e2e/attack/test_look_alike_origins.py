"""Origins that look like a listed one, each really in a browser; the browser's own spelling is what is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard_events, subscribe
from tests.e2e.attack.conftest import CRM
from tests.e2e.sites import PAGES, Sites

LOOK_ALIKES = {
    "prefix": "https://my-crm.example",
    "subdomain": "https://www.crm.example",
    "suffix": "https://crm.example.attacker.test",
    "suffix without a dot": "https://crm.examples",
    "other port": "https://crm.example:8443",
    "port of the other scheme": "https://crm.example:80",
    "other scheme": "http://crm.example",
    "trailing dot": "https://crm.example.",
    "look-alike letter": "https://сrm.example",
    "hyphen for a dot": "https://crm-example.test",
}
AS_REPORTED = {"look-alike letter": "https://xn--rm-nmc.example"}
SAME = ["https://crm.example", "HTTPS://CRM.EXAMPLE", "https://crm.example:443", "https://ｃｒｍ.example"]


def answer(route: Route) -> None:
    """Any host there is has the tests' pages."""
    name = PurePosixPath(urlsplit(route.request.url).path).name
    route.fulfill(path=PAGES / name)


@pytest.fixture(autouse=True)
def every_host(workspace: AttackedWorkspace) -> Iterator[None]:
    elsewhere: Callable[[str], bool] = lambda url: urlsplit(url).hostname not in ("localhost", "127.0.0.1")  # noqa: E731
    workspace.page.route(elsewhere, answer)
    yield
    workspace.page.unroute(elsewhere)


@pytest.mark.parametrize("what", LOOK_ALIKES)
def test_a_look_alike_is_refused(workspace: AttackedWorkspace, what: str) -> None:
    frame_id, frame = workspace.open_client(f"{LOOK_ALIKES[what]}/raw.html")
    before = workspace.visible_state()
    assert ask(frame, "agent.setState", "0", "NotReady")["errorMessage"] == "Error: This origin is not accepted."
    assert "subscriptionId" not in subscribe(frame, "1", "agent", "interaction")
    entries = workspace.traffic(frame=frame_id, direction="in")
    assert [(entry["verdict"], entry["reason"]) for entry in entries] == [("refused", "ORIGIN_NOT_LISTED")] * 2
    reported = {entry["origin"] for entry in entries}
    assert reported == {AS_REPORTED.get(what, LOOK_ALIKES[what])}
    assert reported == {frame.evaluate("self.origin")}
    assert workspace.visible_state() == before
    workspace.ring()
    assert heard_events(frame) == []
    assert workspace.events(frame_id) == []


@pytest.mark.parametrize("origin", SAME)
def test_other_spellings_of_the_listed_origin_are_the_listed_origin(workspace: AttackedWorkspace, origin: str) -> None:
    frame_id, frame = workspace.open_client(f"{origin}/raw.html")
    assert "data" in ask(frame, "agent.get", "0")
    assert {entry["origin"] for entry in workspace.traffic(frame=frame_id)} == {CRM}


def test_the_name_of_a_listed_address_is_not_listed(workspace: AttackedWorkspace, sites: Sites) -> None:
    """``127.0.0.1`` is listed on a port; neither the name ``localhost`` nor another port is."""
    for url in (
        sites.url("listed", "raw.html").replace("127.0.0.1", "localhost"),
        sites.url("unlisted", "raw.html"),
    ):
        _, frame = workspace.open_client(url)
        assert ask(frame, "agent.get", "0")["errorMessage"] == "Error: This origin is not accepted."
