"""Resources of other servers: older formats, other ids, missing and odd members."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scapi.centre.agents import StateType
from scapi.centre.conversations import CallType, Direction, Party, Recording, State, Verb
from scapi.centre.directory import TargetType
from scapi.gws.client.agent_reader import (
    read_channel,
    read_definitions,
    read_device,
    read_directory,
    read_profile,
    read_user_state,
    read_voice,
)
from scapi.gws.client.call_reader import CallFacts, participant_numbers, read_call
from scapi.gws.client.known_calls import KnownCalls
from tests.support.strategies import json_objects

NEWER = {
    "id": "01RCC3N118B1V0SL8O7GK2LAES000010",
    "state": "Established",
    "callUuid": "01RCC3N118B1V0SL8O7GK2LAES000010",
    "connId": "0071027198180020",
    "participants": [{"e164Number": "", "formattedPhoneNumber": "15001", "phoneNumber": "15001", "digits": "15001"}],
    "dnis": "15001",
    "callType": "Internal",
    "capabilities": ["Hold", "Hangup", "SendDtmf", "UpdateUserData", "AttachUserData", "InitiateTransfer"],
    "userData": {"AccountNumber": "12345678"},
    "duration": "7",
    "mute": "Off",
    "recordingState": "Stopped",
}
OLDER = {
    "id": "010a0229f0cbd001",
    "state": "Dialing",
    "callUuid": "RC5FN2QK1H3IFD3CV136FELT80000001",
    "participants": ["2"],
    "participantsInfo": [{"formattedPhoneNumber": "2", "isValidNumber": False, "E164digits": "2"}],
    "ani": "1",
    "capabilities": ["DeleteUserDataPair", "UpdateUserData", "AttachUserData", "Hangup", "DeleteUserData", "SendDtmf"],
    "duration": "0",
    "mute": "Off",
}
DEFINITIONS = read_definitions(
    {
        "settings": [
            {"id": "1", "operationName": "Ready", "displayName": "Ready", "state": "Ready"},
            {"id": "2", "operationName": "NotReady", "displayName": "Not Ready", "state": "NotReady"},
            {"id": "3", "operationName": "Lunch", "displayName": "Out", "state": "NotReady", "reason": "Lunch"},
            {
                "id": "4",
                "operationName": "Wrap",
                "displayName": "Wrap",
                "state": "NotReady",
                "workMode": "AfterCallWork",
            },
            {"id": "5", "operationName": "Offline", "displayName": "Offline", "state": "Logout"},
            {"displayName": "Nothing"},
            "x",
        ]
    }
)


def party(number: str) -> Party:
    return Party(number, number)


def facts(resource: Any) -> CallFacts:
    found = read_call(resource, party)
    assert found is not None
    return found


def test_the_newer_format() -> None:
    call = facts(NEWER)
    assert (call.id, call.uuid, call.connection_id) == (NEWER["id"], NEWER["id"], "0071027198180020")
    assert (call.state, call.call_type, call.duration) == (State.TALKING, CallType.INTERNAL, 7.0)
    assert call.verbs == (Verb.HANG_UP, Verb.HOLD, Verb.CONSULT, Verb.SEND_DTMF, Verb.SET_DATA)
    assert [each.phone_number for each in call.parties] == ["15001"]
    assert call.recording is Recording.STOPPED
    assert call.direction("15001") is Direction.IN
    assert call.direction("15002") is Direction.OUT


def test_the_older_format() -> None:
    call = facts(OLDER)
    assert (call.id, call.uuid) == ("010a0229f0cbd001", "RC5FN2QK1H3IFD3CV136FELT80000001")
    assert [each.phone_number for each in call.parties] == ["2"]
    assert (call.ani, call.recording, call.direction("1")) == ("1", None, Direction.OUT)


def test_a_call_is_found_by_both_ids() -> None:
    calls = KnownCalls()
    calls.hear(facts(OLDER), "StatusChange", 0.0)
    assert calls.of_call(OLDER["id"]) is not None  # type: ignore[arg-type]
    assert calls.of_call(OLDER["callUuid"]) is calls.of_call(OLDER["id"])  # type: ignore[arg-type]


@pytest.mark.parametrize("participants", [None, 5, "2", {}, [None, 5, {}, {"digits": 5}, ""]])
def test_participants_that_are_none(participants: Any) -> None:
    assert participant_numbers({"participants": participants}) == []


def test_a_state_that_nobody_knows() -> None:
    call = facts({**NEWER, "state": "Parked", "callType": "Other", "duration": "soon"})
    assert (call.state, call.call_type, call.verbs, call.duration) == (State.UNKNOWN, CallType.UNKNOWN, (), 0.0)


def test_a_call_that_is_over_before_it_was_known() -> None:
    calls = KnownCalls()
    assert calls.hear(facts({**NEWER, "state": "Released"}), "StatusChange", 0.0) == []
    assert calls.conversations() == ()


@pytest.mark.parametrize(
    ("user_state", "kind", "operation"),
    [
        ({"state": "Ready"}, StateType.READY, "Ready"),
        ({"state": "NotReady"}, StateType.NOT_READY, "NotReady"),
        ({"state": "NotReady", "reason": "Lunch"}, StateType.NOT_READY_ACTION_CODE, "Lunch"),
        ({"state": "NotReady", "reason": "Tea"}, StateType.NOT_READY_ACTION_CODE, ""),
        ({"state": "NotReady", "workMode": "AfterCallWork"}, StateType.NOT_READY_AFTER_CALLWORK, "Wrap"),
        ({"state": "LoggedOut"}, StateType.LOGOUT, "Offline"),
        ({"state": "LoggedIn"}, StateType.UNKNOWN, ""),
        ({}, StateType.UNKNOWN, ""),
    ],
)
def test_user_states(user_state: Any, kind: StateType, operation: str) -> None:
    state = read_user_state(user_state, DEFINITIONS)
    assert (state.type, state.operation) == (kind, operation)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({}, StateType.READY),
        ({"doNotDisturb": "On"}, StateType.DND_ON),
        ({"doNotDisturb": "On", "userState": {"state": "LoggedOut"}}, StateType.LOGOUT_DND_ON),
        ({"deviceState": "Inactive", "userState": None}, StateType.OUT_OF_SERVICE),
    ],
)
def test_voice(more: Any, kind: StateType) -> None:
    device = {"phoneNumber": "5001", "deviceState": "Active", "userState": {"state": "Ready"}, **more}
    medium = read_voice(device, DEFINITIONS, 5.0)
    assert (medium.name, medium.number, medium.state.type, medium.since) == ("voice", "5001", kind, 5.0)


def test_who_completes_is_the_consultation() -> None:
    """Servers offer it at both calls."""
    both = {**NEWER, "capabilities": ["CompleteTransfer", "CompleteConference"]}
    completing = {Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE}
    assert not completing & set(facts(both).verbs)
    assert completing <= set(facts({**both, "callType": "Consult"}).verbs)
    assert completing <= set(facts({**both, "parentCallPath": "/calls/1"}).verbs)


def test_other_channels() -> None:
    assert read_channel({"channel": "voice"}, DEFINITIONS, 0.0) is None
    chat = read_channel({"channel": "chat", "userState": {"state": "Ready"}, "dndState": "On"}, DEFINITIONS, 0.0)
    assert chat is not None
    assert chat.state.type is StateType.DND_ON


def test_directory() -> None:
    directory, own = read_directory(
        {
            "contacts": [
                {
                    "id": "me",
                    "type": "User",
                    "userName": "anna",
                    "employeeId": "1",
                    "phoneNumbers": [{"phoneNumber": "5001"}],
                },
                {
                    "id": "b",
                    "type": "User",
                    "name": "B H",
                    "userName": "boris",
                    "phoneNumbers": [{"phoneNumber": "5002"}],
                },
                {"id": "q", "type": "Queue", "name": "Sales", "phoneNumbers": []},
                {"id": "x", "type": "Spaceship", "name": "X"},
                5,
            ]
        },
        "me",
    )
    assert [(entry.type, entry.destination, entry.number) for entry in directory.entries] == [
        (TargetType.AGENT, "B H", "5002"),
        (TargetType.INTERACTION_QUEUE, "Sales", ""),
    ]
    assert directory.party("5002").username == "boris"
    assert directory.party("999").type == "EXTERNAL"
    assert own is not None
    assert read_profile({"userName": "anna", "roles": ["ROLE_AGENT"]}, own).employee_id == "1"
    assert read_profile({"userName": "anna"}, None).employee_id == "anna"


@given(resource=json_objects)
def test_whatever_a_server_says_is_read(resource: dict[str, Any]) -> None:
    for key, value in NEWER.items():
        found = read_call({**NEWER, key: resource.get("a"), **resource}, party)
        assert found is None or KnownCalls().hear(found, "StatusChange", 0.0) is not None, value
    read_definitions({"settings": [resource]})
    read_directory({"contacts": [resource, {**resource, "type": "User"}]}, "1")
    read_voice({**resource, "userState": resource}, DEFINITIONS, 0.0)
    read_device(resource)
