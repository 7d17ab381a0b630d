"""Every answer and notification has the keys of the vendor's samples, with values of the same types.

The samples are carried over as shapes: an object by its keys, an array by the shape of its first member, everything
else by its type. What a sample has, we have; what we have besides is in the tables of attributes, or is listed.
"""

from __future__ import annotations

from typing import Any

import pytest

from scapi.gws.gws_server import GwsServer
from scapi.testing import FakeHost
from tests.support.gws import BASE, SCENARIO, Agent, new_server

COUNTRY = {"name": str, "code": str, "callingCode": str}
USER_STATE = {"id": str, "displayName": str, "state": str}

# "Devices API": a device of a list, and the attributes of its table.
DEVICE = {
    "id": str,
    "deviceState": str,
    "phoneNumberUri": str,
    "telephonyNetwork": str,
    "model": str,
    "vendor": str,
    "phoneNumber": str,
    "country": COUNTRY,
    "e164Number": str,
    "voiceEnvironmentUri": str,
}
DEVICE_ATTRIBUTES = {
    *DEVICE, "userState", "location", "localNumber", "doNotDisturb", "forwardTo", "capabilities",
    "supervisorMonitoringState", "supervisorMonitoringMode", "supervisorMonitoringScope", "type", "uri", "path",
    "channels", "description", "dynamicPhoneNumber",
}  # fmt: skip
# "Asynchronous Telephony Operations Notifications": a device that changes.
CHANGED_DEVICE = {
    "deviceState": str,
    "phoneNumberUri": str,
    "id": str,
    "userState": USER_STATE,
    "type": str,
    "model": str,
    "vendor": str,
    "phoneNumber": str,
    "country": COUNTRY,
    "e164Number": str,
}
DEVICE_MESSAGE = {"channel": str, "data": {"messageType": str, "devices": [CHANGED_DEVICE]}}

# "Call Resource".
CALL = {
    "id": str,
    "state": str,
    "callUuid": str,
    "connId": str,
    "deviceUri": str,
    "participants": [{"e164Number": str, "formattedPhoneNumber": str, "phoneNumber": str, "digits": str}],
    "dnis": str,
    "callType": str,
    "capabilities": [str],
    "userData": {"AccountNumber": str},
    "duration": str,
    "mute": str,
    "recordingState": str,
    "supervisorListeningIn": bool,
    "monitoredUserMuted": bool,
    "monitoring": bool,
    "uri": str,
    "path": str,
}
CALL_ATTRIBUTES = {*CALL, "ani", "participantsInfo", "parentCallUri", "parentCallPath"}
ABROAD = {"country": COUNTRY, "location": str, "localPhoneNumber": str, "E164digits": str}

# "Dial": both samples.
DIALLED = {
    "channel": str,
    "data": {
        "messageType": str,
        "notificationType": str,
        "extensions": {"WrapUpTime": int, "BusinessCall": int},
        "call": {
            "id": str,
            "connId": str,
            "state": str,
            "callUuid": str,
            "deviceUri": str,
            "uri": str,
            "participants": [str],
            "participantsInfo": [{"digits": str, "e164Number": str, "formattedPhoneNumber": str}],
            "dnis": str,
            "callType": str,
            "capabilities": [str],
            "userData": {"CustomerSegment": str},
            "duration": str,
            "mute": str,
            "supervisorListeningIn": bool,
            "monitoredUserMuted": bool,
        },
        "phoneNumber": str,
    },
}
# "Asynchronous Telephony Operations Notifications": the sample of a call, and the attributes of a password.
OLDEST_CALL = {
    "channel": str,
    "data": {
        "messageType": str,
        "call": {
            "id": str,
            "state": str,
            "callUuid": str,
            "deviceUri": str,
            "uri": str,
            "participants": [str],
            "participantsInfo": [
                {
                    "location": type(None),
                    "country": COUNTRY,
                    "formattedPhoneNumber": str,
                    "isValidNumber": bool,
                    "E164digits": str,
                }
            ],
            "ani": str,
            "capabilities": [str],
            "duration": str,
            "mute": str,
        },
        "phoneNumber": str,
        "notificationType": str,
    },
}
CHANGED_PASSWORD = {"channel": str, "data": {"notificationType": str}}
PASSWORD_ERROR = {"channel": str, "data": {"notificationType": str, "errorMessage": str, "errorCode": int}}
OF_ANOTHER = {"userUri": str, "userId": str}
FAILED_OPERATION = {"deviceUri": str, "errorMessage": str, "connectionId": str, "callUuid": str}
DIALLING = {"DeleteUserDataPair", "AttachUserData", "Hangup", "DeleteUserData", "SendDtmf", "UpdateUserData"}
ESTABLISHED = {
    "UpdateUserData", "SendDtmf", "InitiateConference", "Hold", "SingleStepTransfer", "InitiateTransfer",
    "AttachUserData", "DeleteUserDataPair", "SingleStepConference", "DeleteUserData", "Hangup", "StartCallRecording",
}  # fmt: skip


def check(shape: Any, value: Any, where: str = "") -> None:
    """Raises where a value lacks what a shape has, or has it otherwise."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        for key, inner in shape.items():
            assert key in value, f"{where}.{key} is missing"
            check(inner, value[key], f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        assert value, f"{where} is empty"
        for each in value:
            check(shape[0], each, f"{where}[]")
    else:
        assert type(value) is shape, f"{where} is {value!r}, not of {shape.__name__}"


@pytest.fixture
def old_anna(host: FakeHost) -> Agent:
    """An agent at a server of the older format."""
    server = new_server(host, participants_as_objects=False, call_recording=False)
    return Agent(server, host, "anna").log_in()


def test_a_shape_that_is_not_there_is_seen() -> None:
    with pytest.raises(AssertionError, match=r"country\.code is missing"):
        check({"country": COUNTRY}, {"country": {"name": "", "callingCode": ""}})
    with pytest.raises(AssertionError, match="not of str"):
        check({"duration": str}, {"duration": 7})


def test_devices_with_all_fields(carla: Agent) -> None:
    answered = carla.get("/devices?fields=*")
    assert set(answered) == {"statusCode", "devices"}
    check({"statusCode": int, "devices": [DEVICE]}, answered)
    assert all(set(device) <= DEVICE_ATTRIBUTES for device in answered["devices"])


def test_a_device_with_a_number_of_a_country(host: FakeHost) -> None:
    scenario = SCENARIO.replace('number = "5001"', 'number = "+16505550100"')
    anna = Agent(new_server(host, scenario), host, "anna")
    (device,) = anna.get("/me/devices?fields=*")["devices"]
    check({**DEVICE, "location": str, "localNumber": str}, device)
    assert device["country"] == {"name": "United States", "code": "US", "callingCode": "1"}
    assert (device["localNumber"], device["e164Number"]) == ("6505550100", "+16505550100")


def test_device_message(server: GwsServer, host: FakeHost) -> None:
    anna = Agent(server, host, "anna")
    anna.listen("/v2/me/devices")
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    message = anna.heard()[-1]
    check(DEVICE_MESSAGE, message)
    assert set(message["data"]) == {"messageType", "devices"}
    assert message["data"]["messageType"] == "DeviceStateChangeMessage"
    assert message["data"]["devices"] == anna.get("/me/devices?fields=*")["devices"]


def test_call_resource(anna: Agent, boris: Agent) -> None:
    boris.dial("5001", userData={"AccountNumber": "12345678"})
    anna.on_call("Answer")
    anna.host.advance(7)
    (listed,) = anna.calls
    check(CALL, listed)
    assert set(listed) <= CALL_ATTRIBUTES
    assert (listed["state"], listed["callType"], listed["duration"]) == ("Established", "Internal", "7")
    assert (listed["dnis"], listed["mute"], listed["recordingState"]) == ("5001", "Off", "Stopped")
    assert listed["id"] == listed["callUuid"]
    assert len(listed["id"]) == 32
    assert len(listed["connId"]) == 16
    assert (listed["uri"], listed["path"]) == (f"{BASE}/api/v2/me/calls/{listed['id']}", f"/calls/{listed['id']}")
    assert listed["deviceUri"] == f"{BASE}/api/v2{anna.device.removeprefix('/me')}"
    assert set(listed["capabilities"]) >= ESTABLISHED
    assert anna.get(f"/me/calls/{listed['id']}")["call"] == listed


def test_dial_message(old_anna: Agent) -> None:
    """Both samples of "Dial": a number of the contact centre, and attached data."""
    old_anna.heard()
    old_anna.dial("5003", userData={"CustomerSegment": "Gold"})
    message = next(each for each in old_anna.heard() if each["channel"] == "/v2/me/calls")
    check(DIALLED, message)
    data = message["data"]
    assert (data["messageType"], data["notificationType"]) == ("CallStateChangeMessage", "StatusChange")
    assert data["extensions"] == {"WrapUpTime": 0, "BusinessCall": 0}
    assert data["phoneNumber"] == "5001"
    assert set(data["call"]["capabilities"]) == DIALLING
    assert (data["call"]["state"], data["call"]["callType"], data["call"]["dnis"]) == ("Dialing", "Internal", "5003")
    assert data["call"]["participants"] == ["5003"]
    assert data["call"]["userData"] == {"CustomerSegment": "Gold"}
    assert "recordingState" not in data["call"]


def test_the_oldest_call_message(old_anna: Agent) -> None:
    old_anna.heard()
    old_anna.dial("5003")
    message = next(each for each in old_anna.heard() if each["channel"] == "/v2/me/calls")
    check(OLDEST_CALL, message)
    call = message["data"]["call"]
    (shown,) = call["participantsInfo"]
    assert shown["country"] == {"name": "", "code": "", "callingCode": ""}
    assert (shown["isValidNumber"], shown["E164digits"], shown["formattedPhoneNumber"]) == (False, "5003", "5003")
    assert set(call["capabilities"]) == DIALLING


def test_the_older_format_of_a_number_of_a_country(old_anna: Agent) -> None:
    old_anna.dial("+14155550100")
    (shown,) = old_anna.calls[0]["participantsInfo"]
    check(ABROAD, shown)
    assert shown["isValidNumber"] is True


def test_password_messages(anna: Agent, carla: Agent) -> None:
    """The attributes that the tables of ``/v2/me`` and ``/v2/users`` have, and no others."""
    hers = anna.get("/me")["user"]
    for agent in (anna, carla):
        agent.heard()
    anna.do("/me", "ChangePassword", oldPassword="wrong", newPassword="battery staple")
    (failed,) = anna.heard()
    carla.do(hers["path"], "ChangePassword", newPassword="x")
    carla.do(hers["path"], "ChangePassword", newPassword="battery staple")
    refused, changed = carla.heard()
    check(PASSWORD_ERROR, failed)
    check({"channel": str, "data": {**PASSWORD_ERROR["data"], **OF_ANOTHER}}, refused)  # type: ignore[dict-item]
    check({"channel": str, "data": {**CHANGED_PASSWORD["data"], **OF_ANOTHER}}, changed)  # type: ignore[dict-item]
    assert set(failed["data"]) == {"notificationType", "errorMessage", "errorCode"}
    assert set(refused["data"]) == {"notificationType", "errorMessage", "errorCode", "userUri", "userId"}
    assert set(changed["data"]) == {"notificationType", "userUri", "userId"}


def test_the_message_of_an_operation_that_fails(anna: Agent, boris: Agent) -> None:
    anna.dial("5002")
    boris.on_call("Answer")
    anna.heard()
    anna.on_call("SingleStepTransfer", destination={"phoneNumber": "5001"})
    (message,) = anna.heard()
    check({"channel": str, "data": {**FAILED_OPERATION, "phoneNumber": str}}, message)


def test_dial_without_data_has_no_user_data(old_anna: Agent) -> None:
    old_anna.dial("5003")
    assert "userData" not in old_anna.told("/v2/me/calls")[0]["call"]


def test_a_participant_from_another_country(anna: Agent) -> None:
    anna.dial("+14155550100")
    participant = anna.calls[0]["participants"][0]
    check({**CALL["participants"][0], **ABROAD}, participant)
    assert participant["country"] == {"name": "United States", "code": "US", "callingCode": "1"}
    assert participant["formattedPhoneNumber"] == "+1 415-555-0100"
    assert participant["localPhoneNumber"] == "4155550100"


def test_answers_of_operations_have_nothing_else(anna: Agent) -> None:
    assert anna.post(f"{anna.device}/calls", "Dial", destination={"phoneNumber": "5001555"}) == {"statusCode": 0}
