"""The page in front of a server: login, calls of an app, reloads, and a server that goes away or forgets its users."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, expect

from tests.e2e.gws.conftest import OpenTab
from tests.e2e.gws.gws_page import GwsPage, driver, running_gws
from tests.e2e.sites import Sites
from tests.support.gws import PASSWORD
from tools.gws_serving import RunningGws
from tools.server import Servers

STORED = """() => JSON.stringify([
    { ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML,
    [...document.querySelectorAll("input")].map((input) => input.value),
])"""


def uuid_of(page: GwsPage) -> str:
    """The call that the agent has."""
    uuid: str = page.state["interactions"][0]["interactionUUID"]
    return uuid


def test_nothing_but_the_login_is_there_before_it(a_browser: BrowserContext, open_tab: OpenTab) -> None:
    page = open_tab(a_browser)
    assert page.shows == "login"
    assert page.page.locator("iframe").count() == 0
    expect(page.page.get_by_label("User name")).to_be_focused()
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog", name="Log in")).to_be_visible()


def test_a_wrong_password_is_told_and_no_password_is_kept(a_browser: BrowserContext, open_tab: OpenTab) -> None:
    page = open_tab(a_browser)
    page.log_in("anna", "wrong password")
    expect(page.page.get_by_role("alert")).to_have_text("The user name or the password is wrong.")
    expect(page.page.get_by_label("Password")).to_have_value("")
    assert page.page.get_by_label("Password").get_attribute("aria-invalid") == "true"
    page.log_in("anna").shown("ready")
    stored = page.page.evaluate(STORED)
    assert PASSWORD not in stored
    assert "wrong password" not in stored
    (cookie,) = a_browser.cookies()
    assert cookie["value"] not in stored
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/gws/")
    kept = json.dumps(page.call("traffic")) + json.dumps(page.state)
    assert PASSWORD not in kept


def test_an_app_of_another_origin_has_a_call_from_the_first_tone_to_the_end(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    assert app.data("agent.get")["username"] == "anna"
    app.data("voice.dial", "+4930123456", {"Key1": "first"})
    app.until_states(i1="DIALING")
    driver(gws).drive("farEnd", callUuid=uuid_of(anna), action="answer")
    app.until_states(i1="TALKING")
    app.data("interaction.setUserData", "1", {"Key1": "second", "Key2": "x"})
    anna.until(lambda: app.interactions()[0]["userData"].get("Key1") == "second", "the attached data")
    app.data("voice.hold", "1")
    app.until_states(i1="HELD")
    app.data("voice.resume", "1")
    app.until_states(i1="TALKING")
    app.data("voice.hangUp", "1")
    app.until_states(i1="IDLE")
    told = [each for each in app.told() if each[0] != "ATTACHED_DATA_CHANGED"]
    assert told == [
        ("ADDED", "DIALING"), ("DIALING", "DIALING"), ("ESTABLISHED", "TALKING"), ("HELD", "HELD"),
        ("ESTABLISHED", "TALKING"), ("RELEASED", "IDLE"),
    ]  # fmt: skip
    app.data("interaction.markdone", "1")
    app.until_states()
    assert [each for each in anna.complaints if "403" not in each] == [], "but for who the user was before the login"


def test_a_call_rings_and_the_agent_answers_in_the_page(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    driver(gws).drive("ring", ani="020 7946 0123", agent="anna", userData={"Segment": "Gold"})
    app.until_states(i1="RINGING")
    anna.page.locator("#toasts").get_by_role("button", name="Accept").click()
    app.until_states(i1="TALKING")
    assert app.interactions()[0]["userData"]["Segment"] == "Gold"
    anna.page.locator("#case").get_by_role("button", name="Hang up").click()
    app.until_states(i1="IDLE")


def test_states_of_the_agent(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    app.data("agent.setState", "Lunch")
    anna.until(lambda: app.data("agent.getState")["displayName"] == "Out to Lunch", "the state")
    driver(gws).drive("logOut", agent="anna")
    anna.until(lambda: app.data("agent.getState")["type"] == "LOGOUT", "the supervisor's deed")
    assert "error" in app.ask("voice.dial", "+4930123456")


def test_what_v2_has_not_fails_with_a_text_and_what_drives_the_simulator_is_not_there(anna: GwsPage) -> None:
    app = anna.app()
    assert app.ask("email.create", "someone@mail.example")["error"]
    assert "Genesys Web Services at http://" in anna.page.locator("#simulator").inner_text()
    assert anna.page.get_by_role("tab", name="Calls").count() == 0
    assert anna.page.locator("#case").get_by_role("button", name="Ring").count() == 0
    answer = anna.page.evaluate("workspace.call('ring', { ani: '1' }).catch((error) => error.message)")
    assert "is about the simulator" in answer


def test_a_reload_keeps_the_call_and_asks_for_no_password(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    app.data("voice.dial", "+4930123456")
    app.until_states(i1="DIALING")
    uuid = uuid_of(anna)
    anna.page.reload()
    driver(gws).drive("farEnd", callUuid=uuid, action="answer")
    anna.shown("ready")
    again = anna.app()
    again.until_states(i1="TALKING")
    assert uuid_of(anna) == uuid


def test_the_end_of_the_last_tab_leaves_agent_and_call(
    gws: RunningGws, a_browser: BrowserContext, open_tab: OpenTab, anna: GwsPage
) -> None:
    app = anna.app()
    app.data("voice.dial", "+4930123456")
    app.until_states(i1="DIALING")
    anna.page.close()
    watcher = driver(gws)
    assert [call["state"] for call in watcher.get("/me/calls?fields=state")["calls"]] == ["Dialing"]
    again = open_tab(a_browser)
    assert again.shows == "ready", "by the cookie"
    again.app().until_states(i1="DIALING")


def test_a_cometd_session_that_is_lost_is_taken_up_again(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    driver(gws).drive("dropSessions", agent="anna")
    driver(gws).drive("ring", ani="020 7946 0123", agent="anna")
    app.until_states(i1="RINGING")
    assert app.links() in (["DISCONNECTED", "RECONNECTED"], [])
    assert [each for each in app.told() if each[0] == "ADDED"] == [("ADDED", "RINGING")], "told once"


def test_a_session_that_is_killed_is_logged_in_to_again_over_the_page(gws: RunningGws, anna: GwsPage) -> None:
    app = anna.app()
    app.data("voice.dial", "+4930123456")
    app.until_states(i1="DIALING")
    uuid = uuid_of(anna)
    driver(gws).drive("dropSessions", agent="anna", web=True)
    anna.shown("login")
    assert app.ask("voice.hangUp", "1")["error"]
    assert app.states() == {"1": "DIALING"}, "what there was can be read"
    expect(anna.page.get_by_role("dialog", name="Log in")).to_contain_text("has ended")
    expect(anna.page.get_by_label("User name")).to_have_value("anna")
    driver(gws).drive("farEnd", callUuid=uuid, action="answer")
    anna.log_in("anna").shown("ready")
    app.until_states(i1="TALKING")
    assert app.links() == ["DISCONNECTED", "RECONNECTED"]
    app.data("voice.hangUp", "1")
    app.until_states(i1="IDLE")


def test_a_server_that_is_stopped_and_started(
    short_lived: tuple[RunningGws, Servers], a_browser: BrowserContext, sites: Sites
) -> None:
    gws, servers = short_lived
    anna = GwsPage(a_browser.new_page(), sites.url("listed", "client.html")).open_at(servers.host_url)
    app = anna.log_in("anna").shown("ready").app()
    gws.stop()
    anna.until(lambda: app.links() == ["DISCONNECTED"], "the loss")
    assert app.ask("voice.dial", "+4930123456")["error"]
    expect(anna.page.locator("#banner")).to_contain_text("Connection lost.")
    with running_gws(gws.port) as again:
        anna.shown("login")  # the new server knows nobody
        anna.log_in("anna").shown("ready")
        anna.until(lambda: app.links() == ["DISCONNECTED", "RECONNECTED"], "the link again")
        app.data("agent.setState", "Ready")
        driver(again).drive("ring", ani="020 7946 0123", agent="anna")
        app.until_states(i1="RINGING")


def test_a_server_that_is_away_at_the_start_is_told_and_waited_for(
    short_lived: tuple[RunningGws, Servers], a_browser: BrowserContext, sites: Sites
) -> None:
    gws, servers = short_lived
    gws.stop()
    page = GwsPage(a_browser.new_page(), sites.url("listed", "client.html")).open_at(servers.host_url)
    expect(page.page.get_by_role("dialog", name="Log in")).to_contain_text("cannot be reached")
    assert page.page.get_by_label("Password").count() == 0
    with running_gws(gws.port):
        expect(page.page.get_by_label("Password")).to_be_visible(timeout=15_000)
        page.log_in("anna").shown("ready")
