"""A session in front of a server: who the user is, which tab asks, and what a tab that takes over goes on with."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.driver import CALLS
from scapi.driver.page_calls import PAGE_CALLS
from scapi.gws.driving import drive
from scapi.gws.gws_server import GwsServer
from scapi.signing_in import SignInState
from scapi.testing import Client, FakeHost
from scapi.values import Failure
from tests.support.gws import Agent
from tests.support.gws_tabs import GwsBrowser, GwsTab, state_of

CALL = "+4930123456"


@pytest.fixture
def tabs(server: GwsServer, host: FakeHost) -> GwsBrowser:
    return GwsBrowser(server, host)


@pytest.fixture
def anna(tabs: GwsBrowser) -> GwsTab:
    """The leading tab of an agent who has logged in."""
    tab = tabs.leader()
    tabs.log_in(tab)
    return tab


def sign_in(tab: GwsTab) -> tuple[SignInState, str]:
    assert tab.session.signing_in is not None
    return tab.session.signing_in.state, tab.session.signing_in.why


def far_end(tabs: GwsBrowser, server: GwsServer, tab: GwsTab, action: str) -> None:
    (interaction,) = tab.session.workspace.interactions
    drive(server, "farEnd", {"callUuid": interaction.conversation.uuid, "action": action})
    tabs.settle()


def connections(app: Client) -> list[str]:
    """What a client was told of the link."""
    told = [event["data"] for event in app.events if event["event"] == "system"]
    return [data["state"] for data in told if data.get("eventType") == "REALTIME_CONNECTION"]


# ── the login ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whom_the_server_does_not_know_logs_in_first(tabs: GwsBrowser) -> None:
    tab = tabs.leader()
    assert sign_in(tab) == (SignInState.NEEDED, "")
    assert not tab.session.admits
    assert tab.rest.asked == ["GET /me"], "nothing but who the user is was asked"
    tabs.log_in(tab)
    assert sign_in(tab) == (SignInState.SIGNED_IN, "")
    assert tab.session.admits
    assert state_of(tab)["agent"]["username"] == "anna"


def test_whom_it_knows_by_a_cookie_is_let_in_at_once(tabs: GwsBrowser) -> None:
    tabs.user.log_in_as("anna")
    assert tabs.leader().session.admits


def test_a_login_in_any_tab_is_one_in_all(tabs: GwsBrowser) -> None:
    leader = tabs.leader()
    follower = tabs.follower()
    assert sign_in(follower) == (SignInState.NEEDED, "")
    tabs.log_in(follower)
    assert leader.session.admits
    assert follower.session.admits
    assert follower.rest.asked == [], "the leading tab alone is a client of the server"


def test_a_server_that_is_away_is_asked_again(tabs: GwsBrowser) -> None:
    tabs.user.log_in_as("anna")
    tabs.wire.cut = True
    tab = tabs.leader()
    assert sign_in(tab) == (SignInState.AWAY, "The server does not answer.")
    tabs.wire.cut = False
    tabs.advance(5)
    assert tab.session.admits


def test_a_user_who_is_no_agent_is_told_so(tabs: GwsBrowser, server: GwsServer, host: FakeHost) -> None:
    tabs.user.log_in_as("anna")
    host_of = type(tabs.user)

    class WithoutDevice(host_of):  # type: ignore[valid-type, misc]
        def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
            return super().send(method, path.replace("subresources=devices,", "subresources="), body, **headers)

    tabs.user.__class__ = WithoutDevice
    tab = tabs.leader()
    assert sign_in(tab) == (SignInState.AWAY, "The server cannot be used: The user has no device.")
    assert not tab.session.admits
    tabs.user.__class__ = host_of
    tabs.advance(5)
    assert tab.session.admits


def test_a_login_while_it_is_still_asked_who_the_user_is_counts(tabs: GwsBrowser) -> None:
    tab = tabs.tab()
    tab.replication.lead()
    tabs.wire._on_its_way.popleft()()  # the server answers that it knows nobody; the answer is on its way
    tabs.log_in(tab)
    assert tab.session.admits


# ── a session that ends ──────────────────────────────────────────────────────────────────────────────────────────────


def expire(tabs: GwsBrowser, server: GwsServer) -> None:
    """The server forgets who is logged in."""
    for session in list(server.state.sessions._sessions.values()):
        server.state.sessions.end(session)


def test_requests_fail_until_the_user_has_logged_in_again(tabs: GwsBrowser, server: GwsServer, anna: GwsTab) -> None:
    app = anna.client("interaction", "system")
    app.request("voice.dial", CALL)
    tabs.settle()
    expire(tabs, server)
    app.request("interaction.setUserData", "1", {"Key1": "x"})
    tabs.settle()
    assert "errorMessage" in app.replies[-1]
    state, why = sign_in(anna)
    assert state is SignInState.NEEDED
    assert "has ended" in why
    app.request("voice.hold", "1")
    tabs.settle()
    assert app.replies[-1]["errorMessage"]
    assert anna.interactions() == [("1", "DIALING")], "what there was stays"
    tabs.log_in(anna)
    far_end(tabs, server, anna, "answer")
    assert anna.interactions() == [("1", "TALKING")]
    assert connections(app) == ["DISCONNECTED", "RECONNECTED"]


def test_nothing_is_asked_meanwhile(tabs: GwsBrowser, server: GwsServer, anna: GwsTab) -> None:
    expire(tabs, server)
    anna.session.refused()
    tabs.settle()
    anna.rest.asked.clear()
    tabs.advance(60)
    assert anna.rest.asked == []


def test_another_user_does_not_go_on_with_it(tabs: GwsBrowser, server: GwsServer, anna: GwsTab) -> None:
    expire(tabs, server)
    anna.session.refused()
    tabs.settle()
    tabs.log_in(anna, "boris")
    assert sign_in(anna) == (
        SignInState.NEEDED,
        "The server knows this browser as boris, and this workspace is that of anna.",
    )
    assert not anna.session.admits
    tabs.log_in(anna, "anna")
    assert anna.session.admits


def test_a_channel_that_was_refused_for_another_reason_ends_nothing(tabs: GwsBrowser, anna: GwsTab) -> None:
    anna.session.refused()
    tabs.settle()
    assert sign_in(anna) == (SignInState.SIGNED_IN, "")


# ── tabs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tab_that_takes_over_has_everything_and_tells_what_came_meanwhile(
    tabs: GwsBrowser, server: GwsServer, anna: GwsTab
) -> None:
    follower = tabs.follower()
    app = follower.client("interaction", "system", "media", "agent")
    app.request("voice.dial", CALL)
    tabs.settle()
    app.request("interaction.setUserData", "1", {"Key1": "x"})
    tabs.settle()
    before = len(app.events)
    uuid = next(iter(anna.session.workspace.interactions)).conversation.uuid
    anna.alive = False
    drive(server, "farEnd", {"callUuid": uuid, "action": "answer"})
    tabs.crash(anna, follower)
    assert follower.interactions() == [("1", "TALKING")]
    assert connections(app) == []
    told = [event["data"] for event in app.events[before:] if event["event"] != "system"]
    assert [data["eventType"] for data in told] == ["ESTABLISHED"], "one event for the difference"
    app.request("voice.hold", "1")
    tabs.settle()
    assert follower.interactions() == [("1", "HELD")]
    assert "errorMessage" not in app.replies[-1]
    assert next(iter(follower.session.workspace.interactions)).conversation.user_data["Key1"] == "x"


def test_a_call_that_ended_meanwhile_is_released_and_stays_until_it_is_done(
    tabs: GwsBrowser, server: GwsServer, anna: GwsTab
) -> None:
    follower = tabs.follower()
    app = follower.client("interaction")
    app.request("voice.dial", CALL)
    tabs.settle()
    uuid = next(iter(anna.session.workspace.interactions)).conversation.uuid
    drive(server, "farEnd", {"callUuid": uuid, "action": "answer"})
    tabs.settle()
    anna.alive = False
    drive(server, "farEnd", {"callUuid": uuid, "action": "hangUp"})
    tabs.crash(anna, follower)
    assert follower.interactions() == [("1", "IDLE")]
    assert app.events[-1]["data"]["eventType"] == "RELEASED"
    app.request("interaction.markdone", "1")
    tabs.settle()
    assert follower.interactions() == []


def test_a_call_that_was_over_is_still_there_after_a_reload(tabs: GwsBrowser, server: GwsServer, anna: GwsTab) -> None:
    app = anna.client("interaction")
    app.request("voice.dial", CALL)
    tabs.settle()
    far_end(tabs, server, anna, "answer")
    far_end(tabs, server, anna, "hangUp")
    again = tabs.reloaded(anna)
    assert again.interactions() == [("1", "IDLE")]
    again.client().request("voice.dial", CALL)
    tabs.settle()
    assert again.interactions() == [("1", "IDLE"), ("2", "DIALING")]


def test_a_reload_changes_nothing_at_the_server(tabs: GwsBrowser, server: GwsServer, anna: GwsTab) -> None:
    """Neither is somebody logged in who has logged out, nor out who is in; states keep their time."""
    app = anna.client()
    app.request("voice.dial", CALL)
    app.request("agent.setState", "Lunch")
    tabs.settle()
    since = [medium.since for medium in anna.session.workspace.known.media]
    tabs.advance(90)
    again = tabs.reloaded(anna)
    assert again.interactions() == [("1", "DIALING")]
    assert "POST /me StartContactCenterSession" not in again.rest.asked
    assert [medium.since for medium in again.session.workspace.known.media] == since
    again.client().request("agent.setState", "LogOff")
    tabs.settle()
    last = tabs.reloaded(again)
    assert "POST /me StartContactCenterSession" not in last.rest.asked


def test_a_tab_that_takes_over_while_the_server_is_away_goes_on_when_it_is_back(
    tabs: GwsBrowser, server: GwsServer, anna: GwsTab
) -> None:
    follower = tabs.follower()
    app = follower.client("system", "interaction")
    app.request("voice.dial", CALL)
    tabs.settle()
    tabs.wire.cut = True
    tabs.crash(anna, follower)
    app.request("voice.hold", "1")
    tabs.settle()
    assert app.replies[-1]["errorMessage"]
    tabs.wire.cut = False
    tabs.advance(5)
    assert connections(app) == ["DISCONNECTED", "RECONNECTED"]
    assert follower.interactions() == [("1", "DIALING")]


def test_the_end_of_the_last_tab_leaves_agent_and_calls(tabs: GwsBrowser, server: GwsServer, anna: GwsTab) -> None:
    anna.client().request("voice.dial", CALL)
    tabs.settle()
    anna.replication.leave()
    tabs._end(anna)
    tabs.settle()
    watcher = Agent(server, tabs.host, "anna")
    assert [call["state"] for call in watcher.calls] == ["Dialing"]
    assert watcher.get("/me?subresources=channels")["user"]["channels"][0]["userState"]["state"] == "Ready"


# ── the driver ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", sorted(CALLS.keys() - PAGE_CALLS.keys()))
def test_what_drives_the_simulator_says_why_not(anna: GwsTab, name: str) -> None:
    outcome = anna.session.driver.call(name, {})
    assert isinstance(outcome, Failure)
    assert outcome.error.startswith(f"{name} is about the simulator")


def test_what_any_session_has(tabs: GwsBrowser, anna: GwsTab) -> None:
    assert PAGE_CALLS.keys() >= {"state", "traffic", "policy", "openClient", "closeClient"}
    report = state_of(anna)
    assert report["agent"]["username"] == "anna"
    assert report["chains"] == {}
    unknown = anna.session.driver.call("nonsense", {})
    assert isinstance(unknown, Failure)
    assert "openClient" in unknown.error
    assert "ring" not in unknown.error
