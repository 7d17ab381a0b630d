"""Devices: whose they are, how they are listed, what can be done to them. Source: the vendor's "Devices API"."""

from __future__ import annotations

import pytest

from scapi.centre.agents import Device
from scapi.gws.device_resource import CANCEL_MONITORING, MONITORING, Monitoring, device_capabilities, device_resource
from scapi.gws.gws_server import GwsServer
from scapi.gws.roster import AGENT, SUPERVISOR
from scapi.gws.uris import Uris
from tests.support.gws import BASE, Agent

FREE = Device("5001")


def own(agent: Agent) -> dict[str, object]:
    (device,) = agent.get("/me/devices?fields=*")["devices"]
    return device


def test_without_fields_a_list_is_addresses(anna: Agent, carla: Agent) -> None:
    device = own(anna)
    assert anna.get("/me/devices") == {"statusCode": 0, "uris": [f"{BASE}/api/v2/devices/{device['id']}"]}
    assert len(carla.get("/devices")["uris"]) == 3


@pytest.mark.parametrize("fields", ["id", "id,phoneNumber", "phoneNumber,id,unknown"])
def test_fields_choose(anna: Agent, fields: str) -> None:
    (device,) = anna.get(f"/me/devices?fields={fields}")["devices"]
    assert set(device) == set(fields.split(",")) - {"unknown"}


def test_who_may_list_what(anna: Agent, boris: Agent, carla: Agent) -> None:
    his = boris.get("/me")["user"]["id"]
    assert anna.response("GET", "/devices").status == 403
    assert anna.post("/me", "x")["statusCode"] == 3
    assert anna.response("GET", f"/users/{his}/devices").content["statusCode"] == 5  # type: ignore[index, call-overload]
    assert boris.get(f"/users/{his}/devices?fields=*") == boris.get("/me/devices?fields=*")
    assert carla.get(f"/users/{his}/devices?fields=*") == boris.get("/me/devices?fields=*")
    assert carla.response("GET", "/users/0/devices").status == 404


def test_one_device(anna: Agent, boris: Agent, carla: Agent) -> None:
    mine, his = own(anna), own(boris)
    assert anna.get(f"/devices/{mine['id']}")["device"] == mine
    assert anna.get(f"/me/devices/{mine['id']}/")["device"] == mine
    assert anna.get(f"/devices/{mine['id']}?fields=id")["device"] == {"id": mine["id"]}
    assert anna.response("GET", f"/devices/{his['id']}").status == 403
    assert anna.response("GET", f"/me/devices/{his['id']}").status == 404
    assert carla.get(f"/devices/{his['id']}")["device"] == his


def test_do_not_disturb(anna: Agent) -> None:
    anna.heard()
    anna.do(anna.device, "DoNotDisturbOn")
    (told,) = anna.told("/v2/me/devices")
    (device,) = told["devices"]
    assert device["doNotDisturb"] == "On"
    assert "DoNotDisturbOff" in device["capabilities"]
    assert "DoNotDisturbOn" not in device["capabilities"]
    assert device["userState"]["state"] == "Ready", "the agent state is another matter"
    anna.do(anna.device, "DoNotDisturbOff")
    assert own(anna)["doNotDisturb"] == "Off"


def test_forwarding(anna: Agent) -> None:
    assert "forwardTo" not in own(anna)
    anna.do(anna.device, "ForwardCallsOn", destination="5003")
    assert own(anna)["forwardTo"] == "5003"
    assert "ForwardCallsOff" in own(anna)["capabilities"]  # type: ignore[operator]
    anna.do(anna.device, "ForwardCallsOff")
    assert "forwardTo" not in own(anna)
    assert anna.post(anna.device, "ForwardCallsOn", destination="5001")["statusCode"] == 10
    assert anna.post(anna.device, "ForwardCallsOn", destination={"phoneNumber": "1"})["statusCode"] == 10


def test_nobody_does_anything_to_the_device_of_another(anna: Agent, carla: Agent) -> None:
    path = f"/me/devices/{own(anna)['id']}"
    assert carla.post(path, "DoNotDisturbOn")["statusCode"] == 6
    assert carla.post(f"{path}/calls", "Dial", destination={"phoneNumber": "1"})["statusCode"] == 6


def test_out_of_service(server: GwsServer, anna: Agent) -> None:
    server.centre.change_device("1001", in_service=False)
    device = own(anna)
    assert device["deviceState"] == "Inactive"
    assert "userState" not in device
    assert anna.told("/v2/me/devices")[-1]["devices"][0]["deviceState"] == "Inactive"
    answered = anna.response("POST", "/me/channels/voice", {"operationName": "NotReady"})
    assert (answered.status, answered.content) == (
        500,
        {"statusCode": 4, "statusMessage": "Device '5001' is not registered."},
    )
    (error,) = anna.told("/v2/me/devices")
    assert error["messageType"] == "ErrorMessage"
    assert error["devicePath"] == f"/devices/{device['id']}"
    assert anna.post(f"{anna.device}/calls", "Dial", destination={"phoneNumber": "1"})["statusCode"] == 4


@pytest.mark.parametrize(
    ("roles", "offered", "monitoring", "another", "more"),
    [
        ((AGENT,), True, None, False, set()),
        ((AGENT, SUPERVISOR), False, None, False, set()),
        ((AGENT, SUPERVISOR), True, None, False, {"ListenIn", "BargeIn", "Coach"}),
        ((SUPERVISOR,), True, Monitoring("Coach"), False, {*MONITORING, CANCEL_MONITORING}),
        ((SUPERVISOR,), True, None, True, set()),
    ],
)  # fmt: skip
def test_capabilities_by_role_and_monitoring(
    roles: tuple[str, ...], offered: bool, monitoring: Monitoring | None, another: bool, more: set[str]
) -> None:
    found = device_capabilities(
        FREE, roles, monitoring_offered=offered, monitoring=monitoring, monitored_by_another=another
    )
    assert set(found) == {"DoNotDisturbOn", "ForwardCallsOn"} | more


def test_a_device_that_monitors(server: GwsServer) -> None:
    user = server.state.roster.agent("1003")
    watched = Monitoring("ListenIn", "NextCall", "Agent", "/devices/1")
    found = device_resource(user, FREE, {}, Uris(BASE), [], watched)
    assert found["supervisorMonitoringState"] == {
        "state": "ListenIn", "mode": "NextCall", "scope": "Agent", "targetDeviceUri": f"{BASE}/api/v2/devices/1",
    }  # fmt: skip
    assert (found["supervisorMonitoringMode"], found["supervisorMonitoringScope"]) == ("NextCall", "Agent")


def test_settings_of_the_telephone(anna: Agent) -> None:
    assert anna.get(f"{anna.device}/settings/tserver") == {"statusCode": 0, "key": "name", "settings": []}
