"""Two browsers with two agents, and a third one: one server connects them, and a tab may crash on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Error

from tests.e2e.gws.conftest import NewBrowser, OpenTab
from tests.e2e.gws.gws_page import App, GwsPage
from tests.support.gws_http import HttpAgent
from tools.gws_serving import RunningGws


def crash(page: GwsPage) -> None:
    """Ends the tab's process as a crash does: nothing in it can say goodbye."""
    with pytest.raises(Error):
        page.page.goto("chrome://crash", timeout=5000)


def data_of(app: App, interaction_id: str) -> dict[str, object]:
    found = [each for each in app.interactions() if each["interactionId"] == interaction_id]
    return dict(found[0]["userData"]) if found else {}


def test_a_call_between_two_browsers_is_transferred_though_a_tab_crashes(
    gws: RunningGws, a_browser: BrowserContext, new_browser: NewBrowser, open_tab: OpenTab, anna: GwsPage
) -> None:
    second = open_tab(a_browser).shown("ready")  # by the cookie, without a login
    boris = open_tab(new_browser()).log_in("boris").shown("ready")
    carla = HttpAgent(gws, "carla")
    carla.get("/me")  # brings the token that the server asks for
    carla.do("/me", "StartContactCenterSession", channels=["voice"])
    assert (anna.state["tab"], second.state["tab"], boris.state["tab"]) == ("LEADING", "FOLLOWING", "LEADING")
    hers, watching, his = anna.app(), second.app(), boris.app()

    hers.data("voice.dial", "5002", {"Key1": "first"})
    his.until_states(i1="RINGING")
    his.data("voice.answer", "1")
    for app in (hers, watching, his):
        app.until_states(i1="TALKING")
    hers.data("interaction.setUserData", "1", {"Key1": "written", "Order": "4711"})
    boris.until(lambda: data_of(his, "1").get("Order") == "4711", "what the other one has written")
    assert data_of(his, "1")["Key1"] == "written"

    crash(anna)
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    his.data("interaction.setUserData", "1", {"Answer": "42"})
    second.until(lambda: data_of(watching, "1").get("Answer") == "42", "what came after the crash")
    assert data_of(watching, "1")["Order"] == "4711"
    assert watching.links() == [], "no client was told of a loss"
    assert second.shows == "ready"

    watching.data("interaction.singleStepTransfer", "1", {"destination": "5003", "type": "CUSTOM_CONTACT"})
    watching.until_states(i1="IDLE")
    (call,) = carla.get("/me/calls?fields=*")["calls"]
    assert call["userData"]["Order"] == "4711"
    carla.do(f"/me/calls/{call['id']}", "Answer")
    boris.until(lambda: his.interactions()[0]["parties"][0]["phoneNumber"] == "5003", "whom he talks to now")
    assert his.states() == {"1": "TALKING"}
    assert his.interactions()[0]["userData"]["Answer"] == "42"

    names = [each[0] for each in watching.told() if each[0] != "ATTACHED_DATA_CHANGED"]
    assert names == ["ADDED", "DIALING", "ESTABLISHED", "RELEASED"], "each once, over the crash"
    assert "PARTY_CHANGED" in [each[0] for each in his.told()]


def test_the_tabs_of_one_agent_share_one_client_of_the_server(
    gws: RunningGws, a_browser: BrowserContext, open_tab: OpenTab, anna: GwsPage
) -> None:
    asked: list[str] = []
    second = open_tab(a_browser).shown("ready")
    second.page.on("request", lambda request: asked.append(request.url))
    app = second.app()
    app.data("voice.dial", "5002")
    app.data("agent.setState", "Lunch")
    assert [url for url in asked if "/gws/" in url] == []
    anna.page.close()
    second.until(lambda: second.state["tab"] == "LEADING", "the other tab leads")
    second.until(lambda: [url for url in asked if "/gws/api/v2/notifications" in url], "its own notifications")


def test_agents_who_log_in_in_one_tab_after_the_other_do_not_mix(
    gws: RunningGws, new_browser: NewBrowser, open_tab: OpenTab, anna: GwsPage
) -> None:
    boris = open_tab(new_browser()).log_in("boris").shown("ready")
    assert anna.app().data("agent.get")["username"] == "anna"
    assert boris.app().data("agent.get")["username"] == "boris"
