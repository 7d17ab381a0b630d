"""The server of Genesys Web Services in a browser: the page of its driver, and the CometD client of npm."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Route, expect

from scapi.centre.scenario import parse_scenario
from scapi.gws.cross_origin import CrossOrigin
from scapi.gws.server_options import ServerOptions
from tests.e2e.sites import Sites
from tests.support.gws import PASSWORD, SCENARIO
from tests.support.gws_http import HttpAgent
from tools.gws_serving import RunningGws, everybody_seated
from tools.paths import NODE_MODULES

QUICK = ServerOptions(long_poll=2.0, client_gone=5.0)

LISTEN = """
async ([api, credentials]) => {
  const { CometD } = await import(`${location.origin}/cometd/cometd.js`);
  const answer = await fetch(`${api}/me`, { headers: { Authorization: credentials }, credentials: "include" });
  const token = answer.headers.get("X-CSRF-TOKEN");
  const requestHeaders = token ? { "X-CSRF-TOKEN": token } : {};
  const cometd = new CometD();
  cometd.configure({
    url: `${api}/notifications`, logLevel: "error", requestHeaders, backoffIncrement: 50, useWorkerScheduler: false,
  });
  window.heard = [];
  window.subscribed = 0;
  cometd.addListener("/meta/handshake", ({ successful }) => {
    if (successful) {
      cometd.subscribe("/v2/me/**", ({ channel, data }) => heard.push({ channel, data }), () => { subscribed += 1; });
    }
  });
  cometd.handshake();
  return answer.status;
}
"""


def running(options: ServerOptions) -> RunningGws:
    return RunningGws(0, everybody_seated(parse_scenario(SCENARIO)), PASSWORD, options)


@pytest.fixture
def server() -> Iterator[RunningGws]:
    with running(QUICK) as started:
        yield started


def give_cometd(route: Route) -> None:
    """Serves the package, wherever the page is from."""
    name = route.request.url.rpartition("/")[2]
    route.fulfill(path=NODE_MODULES / "cometd" / name, content_type="text/javascript")


def blank(page: Page, origin: str) -> None:
    """An empty page of an origin, without a policy of its own."""
    page.route(f"{origin}/blank", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(f"{origin}/blank")


def listen(page: Page, server_url: str) -> int:
    """The page of some origin hears an agent; gives the HTTP status of its first request."""
    credentials = "Basic " + base64.b64encode(f"anna:{PASSWORD}".encode()).decode()
    page.route("**/cometd/*.js", give_cometd)
    status: int = page.evaluate(LISTEN, [f"{server_url}api/v2", credentials])
    return status


def until_state(page: Page, state: str) -> Any:
    """The call when it is told in a state."""
    found = page.wait_for_function(
        "state => heard.map(({data}) => data.call).find((call) => call?.state === state)", arg=state
    )
    return found.json_value()


def test_cometd_in_a_page_of_the_same_origin(page: Page, server: RunningGws) -> None:
    blank(page, server.url.rstrip("/"))
    assert listen(page, server.url) == 200
    page.wait_for_function("subscribed === 1")
    anna = HttpAgent(server, "anna")
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    anna.dial("+4930123456")
    call = until_state(page, "Dialing")
    anna.drive("farEnd", callUuid=call["callUuid"], action="answer")
    until_state(page, "Established")
    anna.drive("dropSessions", agent="anna")
    page.wait_for_function("subscribed === 2")
    anna.do(f"/me/calls/{call['id']}", "Hangup")
    until_state(page, "Released")


def test_cometd_in_a_page_of_an_origin_that_is_allowed(page: Page, sites: Sites) -> None:
    """With credentials and the CSRF token, through preflights."""
    origin = sites.origin("listed")  # on another port of the same site: the browser sends the cookie
    options = replace(QUICK, csrf_protection=True, cross_origin=CrossOrigin.of([origin]))
    with running(options) as server:
        page.goto(f"{origin}/inner.html")
        assert listen(page, server.url) == 200
        page.wait_for_function("subscribed === 1")
        anna = HttpAgent(server, "anna")
        anna.get("/me")
        anna.do("/me", "StartContactCenterSession", channels=["voice"])
        anna.dial("+4930123456")
        until_state(page, "Dialing")


def test_a_page_of_an_origin_that_is_not_allowed_reads_nothing(page: Page, sites: Sites, server: RunningGws) -> None:
    page.goto(sites.url("unlisted", "inner.html"))
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for url in (f"{server.url}api/v2/me", f"{server.url}driver/"):
        read = "url => fetch(url, {credentials: 'include'}).then(() => 'read', (error) => error.name)"
        assert page.evaluate(read, url) == "TypeError"
    assert len([text for text in refused if "No 'Access-Control-Allow-Origin' header" in text]) == 2


def test_the_page_of_the_driver_rings_and_answers(page: Page, server: RunningGws) -> None:
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", note)
    anna = HttpAgent(server, "anna")
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    page.goto(f"{server.url}driver/#{server.token}")
    expect(page.locator("#agents option")).to_have_count(3)
    page.get_by_role("button", name="Ring").click()
    expect(page.locator("#calls tr")).to_have_count(1)
    expect(page.locator("#calls td").nth(1)).to_have_text("Ringing")
    page.get_by_role("button", name="hangUp").click()
    expect(page.locator("#calls tr")).to_have_count(0)
    anna.dial("+4930123456")
    expect(page.locator("#calls td").nth(1)).to_have_text("Dialing")
    page.get_by_role("button", name="answer", exact=True).click()
    expect(page.locator("#calls td").nth(1)).to_have_text("Established")
    assert anna.get("/me/calls?fields=state")["calls"] == [{"state": "Established"}]
    before = page.locator("#now").inner_text()
    page.get_by_role("button", name="Turn forward").click()
    expect(page.locator("#now")).not_to_have_text(before)
    page.get_by_label("Attached data").fill("{")
    page.get_by_role("button", name="Ring").click()
    expect(page.get_by_role("status")).to_have_text("The attached data is no JSON.")
    assert complaints == []


def test_without_the_token_the_page_says_so(page: Page, server: RunningGws) -> None:
    page.goto(f"{server.url}driver/#wrong")
    expect(page.get_by_role("status")).to_have_text("The token is not right.")
