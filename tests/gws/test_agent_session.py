"""The contact centre session, agent states, channels.

Source: reference, "Agent states", "Session and device operations".
"""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.port import Connection
from scapi.gws.agent_state_table import SYSTEM
from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from tests.support.gws import Agent, new_server

READY = {"id": "9430250E-0A1B-421F-B372-F29E69366DED", "displayName": "Ready", "state": "Ready"}
NOT_READY = {"id": "900D55CC-2BB0-431F-8BF9-D3525B383BE6", "displayName": "Not Ready", "state": "NotReady"}
OFFLINE = {"id": "0F7F5003-EF26-4D13-A6Ef-D0C7EC819BEB", "displayName": "Offline", "state": "LoggedOut"}


@pytest.fixture
def out(server: GwsServer, host: FakeHost) -> Agent:
    """An agent who listens but has not begun a session."""
    agent = Agent(server, host, "anna")
    agent.listen("/v2/me", "/v2/me/*")
    return agent


def states(agent: Agent) -> list[Any]:
    return [data["devices"][0]["userState"] for data in agent.told("/v2/me/devices")]


def channel(agent: Agent, name: str) -> Any:
    return agent.get(f"/me/channels/{name}")["channel"]["userState"]


def test_everybody_is_offline_at_first(out: Agent) -> None:
    assert out.get("/me?subresources=*")["user"]["devices"][0]["userState"] == OFFLINE
    assert channel(out, "chat") == OFFLINE


def test_all_channels(out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    assert channel(out, "voice") == channel(out, "chat") == READY


def test_a_channel_that_there_is_not_is_a_partial_success(out: Agent) -> None:
    response = out.response("POST", "/me", {"operationName": "StartContactCenterSession", "channels": ["voice", "fax"]})
    assert response.status == 200
    assert response.content == {
        "statusCode": 7,
        "succeeded": [{"statusCode": 0, "channel": "voice"}],
        "failed": [
            {"statusCode": 4, "statusMessage": "Interaction server connection is not opened", "channel": "multimedia"}
        ],
    }


def test_nothing_but_failures_is_one_error(server: GwsServer, out: Agent) -> None:
    server.centre.change_device("1001", in_service=False)
    answered = out.post("/me", "StartContactCenterSession", channels=["voice"])
    assert answered == {"statusCode": 4, "statusMessage": "Device '5001' is not registered."}
    answered = out.post("/me", "StartContactCenterSession", channels=["voice", "chat"])
    assert [each["channel"] for each in answered["failed"]] == ["voice"]
    assert [each["channel"] for each in answered["succeeded"]] == ["multimedia"]


def test_login_in_another_state(host: FakeHost) -> None:
    agent = Agent(new_server(host, login_state="NotReady"), host, "anna").log_in()
    assert channel(agent, "voice") == NOT_READY


def test_a_second_login_changes_nothing(anna: Agent) -> None:
    anna.do("/me/channels/voice", "NotReady")
    anna.heard()
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    assert anna.heard() == []
    assert channel(anna, "voice") == NOT_READY


@pytest.mark.parametrize("parameters", [{}, {"channels": []}, {"channels": None}])
def test_channels_must_be_given(out: Agent, parameters: Any) -> None:
    assert out.post("/me", "StartContactCenterSession", **parameters)["statusCode"] == 1


@pytest.mark.parametrize("parameters", [{"channels": "voice"}, {"channels": [1]}, {"channels": ["voice"], "place": 1}])
def test_parameters_of_other_types_are_refused(out: Agent, parameters: Any) -> None:
    assert out.post("/me", "StartContactCenterSession", **parameters)["statusCode"] == 10


def test_the_device_of_another_place_is_refused(out: Agent) -> None:
    asked = {"channels": ["voice"], "devicePath": "/devices/1"}
    assert out.post("/me", "StartContactCenterSession", **asked)["statusCode"] == 10
    out.do("/me", "StartContactCenterSession", channels=["voice"], devicePath=out.device.removeprefix("/me"))


def test_the_end_logs_out_and_ends_the_http_session(server: GwsServer, anna: Agent, boris: Agent) -> None:
    boris.dial("5001")
    anna.on_call("Answer")
    anna.heard()
    anna.do("/me", "EndContactCenterSession")
    assert anna.response("GET", "/me").status == 403
    assert anna.advice == {"reconnect": "handshake", "interval": 0}
    assert server.centre.desks["1001"].absent("voice")
    assert boris.calls[0]["state"] == "Established", "the call is kept"


def test_the_last_state_is_told_before_the_end(anna: Agent) -> None:
    anna.heard()
    anna.do("/me", "EndContactCenterSession")
    assert states(anna) == [OFFLINE]
    assert anna.advice["reconnect"] == "handshake"


def test_an_end_that_the_switch_refuses_is_none(server: GwsServer, anna: Agent) -> None:
    server.centre.port("1001").link(Connection.DISCONNECTED)
    answered = anna.response("POST", "/me", {"operationName": "EndContactCenterSession"})
    assert answered.status == 500
    assert answered.content == {"statusCode": 4, "statusMessage": "The connection to T-Server is not opened."}
    server.centre.port("1001").link(Connection.RECONNECTED)
    assert channel(anna, "voice") == READY, "nothing has ended"
    anna.do("/me", "EndContactCenterSession")
    assert server.centre.desks["1001"].absent("voice")


def test_the_end_with_a_telephone_out_of_service(server: GwsServer, out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    server.centre.change_device("1001", in_service=False)
    out.do("/me", "EndContactCenterSession")
    assert server.centre.desks["1001"].absent("chat")


@pytest.mark.parametrize(
    ("operation", "state"),
    [
        ("NotReady", NOT_READY),
        ("Ready", READY),
        ("AfterCallWork", {
            "id": "D3663509-3D82-4DD3-A82E-2EA8EFA02AEF", "displayName": "AfterCallWork", "state": "NotReady",
            "workMode": "AfterCallWork",
        }),
        ("AuxWork", {
            "id": "2B36138D-C564-4562-A8CB-3C32D564F296", "displayName": "AuxWork", "state": "NotReady",
            "workMode": "AuxWork",
        }),
        ("Offline", OFFLINE),
    ],
)  # fmt: skip
def test_each_state_of_the_system(anna: Agent, operation: str, state: Any) -> None:
    anna.heard()
    anna.do("/me/channels/voice", operation)
    assert states(anna) == [state]
    assert channel(anna, "voice") == state


def test_a_state_with_a_reason(anna: Agent) -> None:
    anna.do("/me/channels/voice", "Lunch")
    (shown,) = states(anna)[-1:]
    assert {name: shown[name] for name in shown if name != "id"} == {
        "displayName": "Out to Lunch", "state": "NotReady", "reason": "1512",
    }  # fmt: skip


def test_the_same_state_again_is_told_again(anna: Agent) -> None:
    anna.heard()
    anna.do("/me/channels/voice", "Ready")
    assert states(anna) == [READY]


def test_after_call_work_ends_after_the_time_that_was_given(anna: Agent) -> None:
    anna.do("/me/channels/voice", "AfterCallWork", wrapUpTime="30")
    anna.host.advance(29)
    assert channel(anna, "voice")["workMode"] == "AfterCallWork"
    anna.heard()
    anna.host.advance(1)
    assert states(anna) == [READY]


def test_the_last_time_that_was_given_counts(anna: Agent) -> None:
    for given in ("30", "60"):
        anna.do("/me/channels/voice", "AfterCallWork", wrapUpTime=given)
    anna.host.advance(59)
    assert channel(anna, "voice")["workMode"] == "AfterCallWork"
    anna.host.advance(1)
    assert channel(anna, "voice") == READY


@pytest.mark.parametrize("parameters", [{}, {"wrapUpTime": "0"}])
def test_after_call_work_without_an_end(anna: Agent, parameters: Any) -> None:
    anna.do("/me/channels/voice", "AfterCallWork", wrapUpTime="30")
    anna.do("/me/channels/voice", "AfterCallWork", **parameters)
    anna.host.advance(100)
    assert channel(anna, "voice")["workMode"] == "AfterCallWork"


@pytest.mark.parametrize("then", ["NotReady", "Offline"])
def test_another_state_is_not_ended(anna: Agent, then: str) -> None:
    anna.do("/me/channels/voice", "AfterCallWork", wrapUpTime="30")
    anna.do("/me/channels/voice", then)
    after = channel(anna, "voice")
    anna.host.advance(100)
    assert channel(anna, "voice") == after


def test_whom_a_supervisor_has_logged_out_is_not_made_ready(server: GwsServer, anna: Agent) -> None:
    anna.do("/me/channels/voice", "AfterCallWork", wrapUpTime="30")
    server.centre.log_out("1001")
    anna.host.advance(100)
    assert channel(anna, "voice") == OFFLINE


@pytest.mark.parametrize("given", [30, "x", "-1", "1.5", "٣", "1000000"])
def test_a_time_that_is_none(anna: Agent, given: Any) -> None:
    assert anna.post("/me/channels/voice", "AfterCallWork", wrapUpTime=given)["statusCode"] == 10
    assert channel(anna, "voice") == READY


def test_other_channels_have_a_topic_of_their_own(out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    out.heard()
    out.do("/me/channels/chat", "NotReady")
    ((topic, data),) = [(each["channel"], each["data"]) for each in out.heard()]
    assert topic == "/v2/me/channels"
    assert data["messageType"] == "ChannelStateChangeMessageV2"
    assert [(each["channel"], each["userState"]) for each in data["channels"]] == [("chat", NOT_READY)]


def test_all_channels_at_once(out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    out.do("/me", "NotReady")
    assert channel(out, "voice") == channel(out, "chat") == NOT_READY


def dnd(agent: Agent) -> dict[str, str]:
    return {each["channel"]: each["dndState"] for each in agent.get("/me/channels")["channels"]}


def test_do_not_disturb_on_all_channels(out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    out.heard()
    out.do("/me", "DoNotDisturbOn")
    told = {each["channel"]: each["data"] for each in out.heard()}
    assert set(told) == {"/v2/me/devices", "/v2/me/channels"}
    assert told["/v2/me/devices"]["devices"][0]["doNotDisturb"] == "On"
    (chat,) = told["/v2/me/channels"]["channels"]
    assert (chat["channel"], chat["dndState"], chat["userState"]) == ("chat", "On", READY)
    assert dnd(out) == {"voice": "On", "chat": "On"}
    out.do("/me", "DoNotDisturbOn")
    assert out.heard() == [], "nothing is another"
    out.do("/me", "DoNotDisturbOff")
    assert dnd(out) == {"voice": "Off", "chat": "Off"}


def test_do_not_disturb_of_the_telephone_is_that_of_voice_alone(out: Agent) -> None:
    out.do(out.device, "DoNotDisturbOn")
    assert dnd(out) == {"voice": "On", "chat": "Off"}


def test_a_state_ends_do_not_disturb_on_its_channel(out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    out.do("/me", "DoNotDisturbOn")
    out.heard()
    out.do("/me/channels/chat", "Ready")
    (data,) = out.told("/v2/me/channels")
    assert data["channels"][0]["dndState"] == "Off"
    assert dnd(out) == {"voice": "On", "chat": "Off"}
    out.do("/me/channels/voice", "Ready")
    assert dnd(out) == {"voice": "Off", "chat": "Off"}


def test_do_not_disturb_that_the_switch_does_not_take_is_on_no_channel(server: GwsServer, out: Agent) -> None:
    server.centre.port("1001").link(Connection.DISCONNECTED)
    assert out.post("/me", "DoNotDisturbOn")["statusCode"] == 4
    assert dnd(out) == {"voice": "Off", "chat": "Off"}


def test_the_end_of_the_session_ends_do_not_disturb(server: GwsServer, host: FakeHost, out: Agent) -> None:
    out.do("/me", "StartContactCenterSession", channels=["voice", "chat"])
    out.do("/me", "DoNotDisturbOn")
    out.do("/me", "EndContactCenterSession")
    assert dnd(Agent(server, host, "anna"))["chat"] == "Off"


def test_who_is_not_logged_in_sets_no_state(out: Agent) -> None:
    response = out.response("POST", "/me/channels/voice", {"operationName": "Ready"})
    assert (response.status, response.content) == (
        500,
        {"statusCode": 4, "statusMessage": "The agent is not logged in."},
    )
    assert out.post("/me/channels/fax", "Ready")["statusCode"] == 6
    assert out.post("/me/channels/voice", "Asleep")["statusCode"] == 3


def test_the_list_of_states(anna: Agent) -> None:
    answered = anna.get("/settings/agent-states")
    assert answered["key"] == "operationName"
    names = [each["operationName"] for each in answered["settings"]]
    assert sorted(names) == sorted([*(each.operation_name for each in SYSTEM), "Lunch"])
    assert {"id": OFFLINE["id"], "operationName": "Offline", "displayName": "Offline", "state": "Logout"} in answered[
        "settings"
    ]
    for each in answered["settings"]:
        anna.do("/me", "StartContactCenterSession", channels=["voice"])
        anna.do("/me/channels/voice", each["operationName"])


def test_a_switch_that_is_not_reached(server: GwsServer, anna: Agent) -> None:
    server.centre.port("1001").link(Connection.DISCONNECTED)
    for path, operation in (("/me/channels/voice", "NotReady"), (anna.device, "DoNotDisturbOn")):
        assert anna.post(path, operation)["statusCode"] == 4
    assert anna.post(f"{anna.device}/calls", "Dial", destination={"phoneNumber": "1"})["statusCode"] == 4
    server.centre.port("1001").link(Connection.RECONNECTED)
    anna.do("/me/channels/voice", "NotReady")
