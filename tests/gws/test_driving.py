"""The driver of a server: what it does, and what it says to what it does not understand."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.gws.driving import SERVER_CALLS, Refused, drive, drive_text
from scapi.gws.gws_server import GwsServer
from tests.support.gws import PASSWORD, Agent


def test_data_is_attached(server: GwsServer, anna: Agent) -> None:
    uuid = drive(server, "ring", {"ani": "+4930123456", "agent": "1001"})["callUuid"]  # type: ignore[call-overload, index]
    anna.heard()
    drive(server, "attach", {"callUuid": uuid, "userData": {"Order": "4711"}})
    (told,) = anna.told("/v2/me/calls")
    assert (told["notificationType"], told["call"]["userData"]) == ("AttachedDataChanged", {"Order": "4711"})
    with pytest.raises(Refused, match="There is no call 'x'"):
        drive(server, "attach", {"callUuid": "x", "userData": {}})


def test_a_queue_rings_at_who_is_ready(server: GwsServer, anna: Agent) -> None:
    anna.do("/me/channels/voice", "NotReady")
    uuid = drive(server, "ring", {"ani": "+4930123456", "queue": "Sales"})["callUuid"]  # type: ignore[call-overload, index]
    assert drive(server, "state", None)["waiting"] == [{"callUuid": uuid, "queue": "Sales"}]  # type: ignore[call-overload, index]
    assert anna.calls == []
    anna.do("/me/channels/voice", "Ready")
    assert [call["state"] for call in anna.calls] == ["Ringing"]
    assert drive(server, "farEnd", {"callUuid": uuid, "action": "hangUp"}) == {}
    assert anna.call_states() == ["Ringing", "Released"]


def test_nobody_answers_in_time(server: GwsServer, anna: Agent) -> None:
    drive(server, "ring", {"ani": "1", "noAnswerAfter": 20, "agent": "anna"})
    drive(server, "advance", {"seconds": 19})
    assert anna.calls
    drive(server, "advance", {"seconds": 2})
    assert anna.call_states() == ["Ringing", "Released"]


def test_the_clock_stands_still(server: GwsServer) -> None:
    first = drive(server, "clock", {"mode": "manual"})
    server.state.bayeux._host.advance(50)  # type: ignore[attr-defined]
    assert drive(server, "advance", {"seconds": 0}) == first


def test_a_telephone_is_forwarded(server: GwsServer, anna: Agent, boris: Agent, carla: Agent) -> None:
    drive(server, "device", {"agent": "boris", "forwardTo": "5003"})
    anna.dial("5002")
    assert [call["state"] for call in carla.calls] == ["Ringing"]
    assert boris.told("/v2/me/devices")[-1]["devices"][0]["forwardTo"] == "5003"


def test_an_agent_is_logged_out(server: GwsServer, boris: Agent) -> None:
    boris.heard()
    drive(server, "logOut", {"agent": "boris"})
    assert boris.told("/v2/me/devices")[-1]["devices"][0]["userState"]["state"] == "LoggedOut"


@pytest.mark.parametrize(("operation", "code"), [("dial", 4), ("answer", 0)])
def test_an_operation_is_refused_once(server: GwsServer, anna: Agent, operation: str, code: int) -> None:
    drive(server, "refuse", {"operation": operation})
    path = f"{anna.device}/calls"
    assert anna.post(path, "Dial", destination={"phoneNumber": "1"})["statusCode"] == code
    assert anna.post(path, "Dial", destination={"phoneNumber": "1"})["statusCode"] == 0


def test_a_change_of_password_is_refused(server: GwsServer, anna: Agent) -> None:
    anna.heard()
    drive(server, "refuse", {"operation": "changePassword"})
    anna.do("/me", "ChangePassword", oldPassword=PASSWORD, newPassword="another one")
    assert anna.told("/v2/me")[0]["errorCode"] == 3


def test_the_link_to_the_switch(server: GwsServer, anna: Agent) -> None:
    drive(server, "connection", {"state": "DISCONNECTED", "agent": "anna"})
    assert anna.post("/me/channels/voice", "NotReady")["statusCode"] == 4
    drive(server, "connection", {"state": "RECONNECTED", "agent": "anna"})
    anna.do("/me/channels/voice", "NotReady")


def test_reset(server: GwsServer, anna: Agent) -> None:
    anna.dial("+4930123456")
    assert drive(server, "reset", {}) == {}
    assert anna.call_states() == ["Dialing", "Released"]


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("sing", {}, "There is no driver call 'sing'"),
        ("ring", {}, "ani must be"),
        ("ring", {"ani": 5}, "ani must be"),
        ("ring", {"ani": "1", "more": 1}, "no argument 'more'"),
        ("ring", [], "must be an object"),
        ("ring", {"ani": "1", "queue": "5002"}, "queue must be"),
        ("ring", {"ani": "1", "callType": "CONSULTING"}, "callType must be"),
        ("ring", {"ani": "1", "noAnswerAfter": -1}, "noAnswerAfter must be"),
        ("ring", {"ani": "1", "agent": "zoe"}, "no agent 'zoe'"),
        ("ring", {"ani": "1", "agent": "boris"}, "logged out"),
        ("farEnd", {"callUuid": "x", "action": "answer"}, "no call 'x'"),
        ("farEnd", {"callUuid": "x", "action": "sing"}, "action must be"),
        ("advance", {"seconds": -1}, "seconds must be"),
        ("advance", {"seconds": 1e300}, "seconds must be"),
        ("clock", {"mode": "fast"}, "mode must be"),
        ("connection", {"state": "CONNECTED"}, "state must be"),
        ("refuse", {"operation": "sleep"}, "no operation 'sleep'"),
    ],
)
def test_what_is_not_understood_is_said(server: GwsServer, name: str, args: Any, expected: str) -> None:
    with pytest.raises(Refused, match=expected):
        drive(server, name, args)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000])
def test_arguments_that_are_no_json(server: GwsServer, body: bytes) -> None:
    assert drive_text(server, "state", body) == (False, {"error": "The arguments are no JSON."})
    assert drive_text(server, "advance", b'{"seconds": -1}')[0] is False
    assert drive_text(server, "state", b" ")[0] is True


def test_every_call_is_documented() -> None:
    assert all(call.documentation.endswith(".") for call in SERVER_CALLS.values())
    assert all(each.documentation.endswith(".") for call in SERVER_CALLS.values() for each in call.parameters)


def test_a_user_whose_web_sessions_are_lost_has_to_log_in_again(server: GwsServer, anna: Agent) -> None:
    anna.credentials = ""
    assert drive(server, "dropSessions", {"agent": "anna"}) == {"dropped": 1}
    assert anna.response("GET", "/me").status == 200
    assert drive(server, "dropSessions", {"agent": "anna", "web": True}) == {"dropped": 0}
    assert anna.response("GET", "/me").status == 403
