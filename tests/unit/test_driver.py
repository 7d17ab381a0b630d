"""Driver calls: documented results, and clear messages for everything else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scapi.driven import DrivenSession
from scapi.driver import CALLS
from scapi.testing import Client, fake_host, new_session
from scapi.values import Failure, Success
from tests.support.configurations import ALLOWED, RESTRICTED, UNLISTED, configuration

TEXT = configuration(f"{ALLOWED}, {RESTRICTED} (agent.*)", "rate-limit.agent.get = 2")


@pytest.fixture
def session() -> DrivenSession:
    return new_session(TEXT)


def call(session: DrivenSession, name: str, **args: Any) -> Any:
    outcome = session.driver.call(name, args)
    assert isinstance(outcome, Success), outcome
    return json.loads(json.dumps(outcome.data))


def refused(session: DrivenSession, name: str, args: Any = None) -> str:
    before = json.dumps(call(session, "state"))
    outcome = session.driver.call(name, args)
    assert isinstance(outcome, Failure), outcome
    assert json.dumps(call(session, "state")) == before
    return outcome.error


def test_unknown_call(session: DrivenSession) -> None:
    for name in ("", "Ring", "ring ", "__init__", "call", "x" * 1000):
        error = refused(session, name, {})
        assert error.startswith(f"There is no driver call {name!r}; known are ")
        assert all(known in error for known in CALLS)


@pytest.mark.parametrize("args", [[], "x", 5, True, [{}]], ids=str)
def test_arguments_must_be_an_object(session: DrivenSession, args: Any) -> None:
    assert refused(session, "ring", args).startswith("The arguments of ring must be an object, not ")


@pytest.mark.parametrize("name", [name for name in CALLS if not any(not p.optional for p in CALLS[name].parameters)])
def test_calls_without_required_arguments(session: DrivenSession, name: str) -> None:
    if name == "pull":  # needs something in the workbin
        session.driver.call("email", {})
        for action in ("accept", "placeInWorkbin"):
            session.driver.call("act", {"interactionId": "1", "action": action})
        assert isinstance(session.driver.call(name, {}), Success)
        return
    if name == "waitForApp":  # for which an app must be there
        Client.opened(session, ALLOWED).subscribe("agent")
    if name == "quarantine":  # for which an app with a limit must be there
        Client.opened(session, ALLOWED).subscribe("agent")
        session.tried.try_out({"service-client-api.rate-limit": "3"})
    for args in (None, {}):
        assert isinstance(session.driver.call(name, args), Success)


@pytest.mark.parametrize("name", CALLS)
def test_every_argument_is_checked(session: DrivenSession, name: str) -> None:
    known = CALLS[name]
    assert known.documentation.endswith(".")
    assert f"{name} has no argument 'nonsense'" in refused(session, name, {"nonsense": 1})
    required = [parameter for parameter in known.parameters if not parameter.optional]
    if required:
        error = refused(session, name, {})
        assert error == f"{name}: {required[0].name} must be {required[0].kind.value}, not nothing."


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ring", {"ani": 5}, "ring: ani must be a string that is not empty, not a number."),
    ("ring", {"ani": None}, "ring: ani must be a string that is not empty, not null."),
    ("ring", {"ani": "1", "userData": []}, "ring: userData must be an object, not an array."),
    ("ring", {"ani": "1", "callType": "inbound"}, "ring: callType must be one of "),
    ("ring", {"ani": "1", "callType": "OUTBOUND_PREVIEW"}, "ring: callType must be one of INTERNAL, INBOUND, "),
    ("email", {"media": "voice"}, "email: media must be an open medium, not voice"),
    ("chat", {"media": "outboundpreview"}, "chat: media must be an open medium, not outboundpreview"),
    ("ring", {"ani": "1", "contact": 5}, "ring: contact must be a name or an object, not a number."),
    ("farEnd", {"interactionId": "9", "action": "answer"}, "farEnd: there is no interaction '9'."),
    ("farEnd", {"interactionId": "1", "action": "laugh"}, "farEnd: action must be one of answer, hangUp, busy, no"),
    ("farEnd", {"interactionId": 1, "action": "answer"}, "farEnd: interactionId must be a string that is not empty"),
    ("customer", {"interactionId": "1", "action": "write"}, "customer: action must be one of revoke, take, fail, end, "
     "say, type, read, not 'write'."),
    ("advance", {"seconds": -1}, "advance: seconds must be at least 0, not -1."),
    ("advance", {"seconds": 1e300}, "advance: seconds must be at most 10000000000, not 1e+300."),
    ("advance", {"seconds": "1"}, "advance: seconds must be a number, not a string."),
    ("clock", {"mode": "fast"}, "clock: mode must be one of manual, real, not 'fast'."),
    ("openClient", {"label": "x", "url": "file:///"}, "openClient: url must begin with http:// or https://"),
    ("openClient", {"label": "x", "url": "https://x", "level": "dialog"}, "openClient: level must be workspace or"),
    ("openClient", {"label": "x", "url": "https://x", "level": "interaction"}, "openClient: no interaction is open"),
    ("closeClient", {"frameId": "frame9"}, "closeClient: there is no client 'frame9'."),
    ("connection", {"state": "CONNECTED"}, "connection: state must be one of DISCONNECTED, RECONNECTED, DOWN"),
    ("say", {"frameId": "frame9", "text": "wwe"}, "say: no client has been heard in a frame 'frame9'."),
    ("policy", {"origin": ""}, "policy: origin must be a string that is not empty, not an empty string."),
    ("traffic", {"since": "1"}, "traffic: since must be a number, not a string."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args", "error"), WRONG, ids=str)
def test_wrong_arguments(session: DrivenSession, name: str, args: dict[str, Any], error: str) -> None:
    assert refused(session, name, args).startswith(error)


def test_far_end_says_what_is_possible(session: DrivenSession) -> None:
    call(session, "ring", ani="1")
    error = refused(session, "farEnd", {"interactionId": "1", "action": "busy"})
    assert "RINGING" in error
    assert "hangUp" in error


def test_ring(session: DrivenSession) -> None:
    assert call(session, "ring", ani="1", callType="INTERNAL", contact="Jo") == {"interactionId": "1"}
    contact = {"firstName": "A", "lastName": "B"}
    assert call(session, "ring", ani="2", contact=contact, dnis="8001", userData={"k": "v"}) == {"interactionId": "2"}
    first, second = call(session, "state")["interactions"]
    assert (first["callType"], first["contact"]["displayName"]) == ("INTERNAL", "Jo")
    assert (second["contact"]["displayName"], second["dnis"], second["userData"]["k"]) == ("A B", "8001", "v")


def test_ring_fails_only_when_the_agent_is_logged_out(session: DrivenSession) -> None:
    for operation in ("NotReady", "Break", "Dnd", "AfterCallWork"):
        session.workspace.presence.set_state(operation)
        assert call(session, "ring", ani="1")["interactionId"]
    session.workspace.presence.set_state("LogOff")
    assert refused(session, "ring", {"ani": "1"}) == "Error: The agent is logged out of this medium."


@pytest.mark.parametrize("mode", ["manual", "real"])
def test_clock(session: DrivenSession, mode: str) -> None:
    begin = call(session, "clock", mode=mode)["now"]
    assert call(session, "advance", seconds=90.5)["now"] == begin + 90.5
    fake_host(session).advance(10)
    assert call(session, "advance", seconds=0)["now"] == begin + (90.5 if mode == "manual" else 100.5)


@pytest.mark.parametrize("seconds", [1e16, 1e300, 1.7e308])
def test_a_clock_turned_beyond_all_dates_breaks_nothing(session: DrivenSession, seconds: float) -> None:
    session.driver.call("advance", {"seconds": seconds})
    session.driver.call("ring", {"ani": "1"})
    json.dumps(call(session, "state"), allow_nan=False)


@pytest.mark.parametrize("since", [-5, 0, 0.5, 1, 100, 1e300])
def test_traffic_since_any_number(session: DrivenSession, since: float) -> None:
    client = Client.opened(session, ALLOWED)
    client.request("agent.get")
    entries = call(session, "traffic", since=since)
    assert [entry["seq"] for entry in entries] == [seq for seq in (1, 2, 3) if seq > int(since)]


def test_traffic(session: DrivenSession) -> None:
    client = Client.opened(session, UNLISTED)
    client.request("agent.get")
    asked, answered = call(session, "traffic")
    assert asked == {
        "seq": 1, "time": asked["time"], "direction": "in", "frame": client.frame_id, "origin": UNLISTED,
        "kind": "request", "request": "agent.get", "referenceId": "0", "verdict": "refused",
        "reason": "ORIGIN_NOT_LISTED", "rule": asked["rule"], "ms": 0.0,
    }  # fmt: skip
    assert (answered["direction"], answered["kind"], answered["verdict"]) == ("out", "reply", "allowed")
    assert call(session, "traffic", since=2) == []


def test_state(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED, "My app")
    client.subscribe("agent", "media")
    call(session, "ring", ani="1", userData={"k": "v"})
    session.workspace.handling.accept("1")
    state = call(session, "state")
    wanted = {"agent", "media", "interactions", "cases", "toasts", "dialogs", "views", "frames"}
    assert wanted <= set(state)
    assert state["agent"]["state"]["type"] == "READY"
    assert [medium["name"] for medium in state["media"]] == ["voice", "email", "chat", "workitem", "outboundpreview"]
    (case,) = state["cases"]
    assert case == {
        "caseId": state["interactions"][0]["caseId"],
        "interactionIds": ["1"],
        "selected": True,
        "expanded": True,
    }
    frame = next(frame for frame in state["frames"] if frame["frameId"] == client.frame_id)
    assert {key: frame[key] for key in ("label", "origin", "listed", "subscriptions", "level", "mode")} == {
        "label": "My app", "origin": ALLOWED, "listed": True, "subscriptions": ["agent", "media"],
        "level": "workspace", "mode": "tab",
    }  # fmt: skip


def test_policy(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    for _ in range(3):
        client.request("agent.get")
    report = call(session, "policy", origin=ALLOWED)
    assert (report["listed"], report["rules"]) == (True, [f"entry 1: {ALLOWED}"])
    assert "voice.dial" in report["requests"]
    assert report["refused"] == [{"request": "auth.getJwtToken", "reason": "REQUEST_MUST_BE_NAMED"}]
    assert report["counters"] == [{"request": "agent.get", "limit": 2, "used": 2, "quarantine": 30}]
    assert report["events"] == ["agent", "media", "interaction", "markdone", "outbound", "system"]
    restricted = call(session, "policy", origin=RESTRICTED)
    assert set(restricted["requests"]) == {"agent.get", "agent.getState", "agent.getStateList", "agent.setState"}
    assert restricted["events"] == ["agent", "system"]
    assert restricted["counters"][0]["used"] == 0
    for origin in (UNLISTED, "null", "nonsense", "http://a:" + "9" * 5000):
        report = call(session, "policy", origin=origin)
        assert (report["listed"], report["requests"], report["events"], report["options"]) == (False, [], [], False)
        assert report["reason"]


def test_clients(session: DrivenSession) -> None:
    frame = call(session, "openClient", label="x", url="https://x.example/a")["frameId"]
    call(session, "ring", ani="1")
    session.workspace.handling.accept("1")
    beside = call(session, "openClient", label="y", url="https://y.example", level="interaction")["frameId"]
    assert session.frames.get(beside).interaction_id == "1"  # type: ignore[union-attr]
    call(session, "farEnd", interactionId="1", action="hangUp")
    session.workspace.marking_done.mark_done("1")
    assert session.frames.get(beside) is None, "gone with its interaction"
    assert call(session, "closeClient", frameId=frame) == {}
    assert refused(session, "closeClient", {"frameId": frame})


def test_the_embedding_page_cannot_be_closed(session: DrivenSession) -> None:
    session.client_frames.embedded()
    assert refused(session, "closeClient", {"frameId": "embedder"})


def test_say(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.request("agent.get")
    call(session, "say", frameId=client.frame_id, text="wweHello")
    assert client.received[-1] == "wweHello"
    assert "must begin with 'wwe'" in refused(session, "say", {"frameId": client.frame_id, "text": "hello"})


def test_reset(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    before = call(session, "state")
    for _ in range(5):
        client.request("agent.get")
    client.subscribe("interaction", "agent")
    client.data("voice.dial", "5001")
    call(session, "ring", ani="1")
    session.workspace.presence.set_state("NotReady")
    client.data("voice.muteMicrophone")
    call(session, "clock", mode="manual")
    call(session, "connection", state="DOWN")
    client.forget()
    assert call(session, "reset") == {}
    after = call(session, "state")
    assert {k: v for k, v in after.items() if k != "frames"} == {k: v for k, v in before.items() if k != "frames"}
    assert [event["data"]["eventType"] for event in client.events].count("REMOVED") == 2
    assert client.events[-1]["event"] == "agent"
    assert client.data("agent.get"), "the counters are reset"
    assert client.data("voice.isMicrophoneMute") is False
    assert call(session, "ring", ani="1") == {"interactionId": "1"}, "ids start again"


def test_reset_gives_an_unlisted_origin_its_failures_again(session: DrivenSession) -> None:
    stranger = Client.opened(session, UNLISTED)
    for _ in range(15):
        stranger.request("agent.get")
    call(session, "reset")
    assert stranger.request("agent.get") is not None
