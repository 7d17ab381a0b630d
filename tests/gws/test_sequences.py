"""The order of what agents hear. Source: reference, "Message sequences to reproduce"."""

from __future__ import annotations

import pytest

from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from tests.support.gws import Agent


def quiet(*agents: Agent) -> None:
    for agent in agents:
        agent.heard()


def test_a_call_between_two_agents(anna: Agent, boris: Agent) -> None:
    anna.dial("5002")
    assert anna.call_states() == ["Dialing"]
    assert boris.call_states() == ["Ringing"]
    boris.on_call("Answer")
    assert boris.call_states() == ["Established"]
    assert anna.call_states() == ["Established"]
    anna.on_call("Hangup")
    assert anna.call_states() == ["Released"]
    assert boris.call_states() == ["Released"]
    assert anna.calls == boris.calls == []


def test_two_step_transfer(anna: Agent, boris: Agent, carla: Agent) -> None:
    anna.dial("5002")
    boris.on_call("Answer")
    quiet(anna, boris, carla)
    boris.on_call("InitiateTransfer", destination={"phoneNumber": "5003"})
    assert boris.call_states()[:2] == ["Held", "Dialing"]
    carla.on_call("Answer")
    assert "Established" in boris.call_states()
    boris.on_call("CompleteTransfer", 1)
    told = boris.told("/v2/me/calls")
    assert [(data["call"]["callType"], data["call"]["state"]) for data in told] == [
        ("Internal", "Released"),
        ("Consult", "Released"),
    ]
    assert boris.calls == []
    (of_anna,), (of_carla,) = anna.calls, carla.calls
    assert of_anna["participants"][0]["digits"] == "5003"
    assert of_carla["participants"][0]["digits"] == "5001"
    assert of_anna["callUuid"] == of_carla["callUuid"]


@pytest.mark.parametrize("listens_first", [False, True])
def test_the_start_of_a_desktop(server: GwsServer, host: FakeHost, listens_first: bool) -> None:
    """Every request of a real desktop's start is answered; what comes later says so. Source: reference, section 5."""
    boris = Agent(server, host, "boris").log_in()
    agent = Agent(server, host, "anna")
    assert agent.response("GET", "/me?subresources=features,devices,channels", authorization="").status == 403
    user = agent.get("/me?subresources=features,devices,channels")["user"]
    services = agent.get("/services?fields=*")["services"]
    assert {(each["type"], each["state"]) for each in services} == {
        ("Provisioning", "Active"), ("Voice", "Active"), ("MultiMediaState", "Inactive"),
        ("MultiMediaContent", "Inactive"),
    }  # fmt: skip
    assert agent.get("/me/groups?type=BusinessUnit&fields=*")["groups"] == []
    assert agent.get("/groups?type=dispositions&fields=*")["groups"] == []
    assert agent.get(f"{agent.device}/settings/tserver")["settings"] == []
    if listens_first:
        agent.listen("/v2/**")
    agent.do("/me", "StartContactCenterSession", channels=["voice"])
    assert agent.get(f"/contacts/{user['id']}?type=User")["contact"]["userName"] == "anna"
    if not listens_first:
        agent.listen("/v2/**")
    boris.dial("5001")
    recovered = agent.get("/me/?subresources=devices,calls,channels,interactions,chats")["user"]
    assert [call["state"] for call in recovered["calls"]] == ["Ringing"]
    assert agent.get("/diagnostics/version")["version"]
    assert agent.response("GET", "/workbins?fields=*").status == 404
    agent.do("/me/channels/voice", "NotReady")
    agent.do("/me/channels/voice", "Ready")
    assert agent.call_states() == ["Ringing"]


def test_login(server: GwsServer, host: FakeHost) -> None:
    agent = Agent(server, host, "anna")
    agent.listen("/v2/me/*")
    agent.do("/me", "StartContactCenterSession", channels=["voice"])
    states = [data["devices"][0]["userState"] for data in agent.told("/v2/me/devices")]
    assert states == [
        {"state": "LoggedIn"},
        {"id": "9430250E-0A1B-421F-B372-F29E69366DED", "displayName": "Ready", "state": "Ready"},
    ]
