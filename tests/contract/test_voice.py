"""voice.*: the life of a call as clients see it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.link import Link, LinkClient, dialled, far_end, interaction, ring, workspace_state

VERBS = ("voice.answer", "voice.hangUp", "voice.hold", "voice.resume", "interaction.accept", "interaction.reject")
POSSIBLE = {
    "RINGING": {"voice.answer", "voice.hangUp", "interaction.accept", "interaction.reject"},
    "DIALING": {"voice.hangUp"},
    "TALKING": {"voice.hangUp", "voice.hold"},
    "HELD": {"voice.hangUp", "voice.resume"},
    "IDLE": set(),
}
CASE_EVENTS = ["CASE_EXPANDED", "CASE_SELECTED"]


def in_state(link: Link, client: LinkClient, state: str) -> str:
    if state == "RINGING":
        return ring(link)
    if state == "DIALING":
        client.data("voice.dial", "5001")
        return link.call("state")["interactions"][-1]["interactionId"]
    call = dialled(link, client)
    if state == "HELD":
        client.data("voice.hold", call)
    if state == "IDLE":
        client.data("voice.hangUp", call)
    return call


def steps(events: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    calls = [data for data in events if "interaction" in data]
    return [(d["eventType"], d["interaction"]["state"], d["interaction"]["previousState"]) for d in calls]


def test_life_of_an_inbound_call(link: Link, client: LinkClient) -> None:
    client.subscribe("interaction")
    call = ring(link)
    client.data("voice.answer", call)
    client.data("voice.hold", call)
    client.data("voice.resume", call)
    client.data("voice.hangUp", call)
    client.data("interaction.markdone", call)
    events = client.expect_events(
        ["ADDED", "RINGING", "ESTABLISHED", *CASE_EVENTS, "HELD", "ESTABLISHED", "RELEASED", "REMOVED"]
    )
    assert steps(events) == [
        ("ADDED", "RINGING", "UNKNOWN"),
        ("RINGING", "RINGING", "UNKNOWN"),
        ("ESTABLISHED", "TALKING", "RINGING"),
        ("HELD", "HELD", "TALKING"),
        ("ESTABLISHED", "TALKING", "HELD"),
        ("RELEASED", "IDLE", "TALKING"),
        ("REMOVED", "IDLE", "TALKING"),
    ]
    assert all(data["media"] == "voice" for data in events if "interaction" in data)
    assert {data["interaction"]["interactionId"] for data in events if "interaction" in data} == {call}
    assert link.call("state")["interactions"] == []


def test_life_of_an_outgoing_call(link: Link, client: LinkClient) -> None:
    client.subscribe("interaction")
    call = dialled(link, client, "5001")
    far_end(link, call, "hangUp")
    client.data("interaction.markdone", call)
    events = client.expect_events(["ADDED", "DIALING", *CASE_EVENTS, "ESTABLISHED", "RELEASED", "REMOVED"])
    assert steps(events) == [
        ("ADDED", "DIALING", "UNKNOWN"),
        ("DIALING", "DIALING", "UNKNOWN"),
        ("ESTABLISHED", "TALKING", "DIALING"),
        ("RELEASED", "IDLE", "TALKING"),
        ("REMOVED", "IDLE", "TALKING"),
    ]


@pytest.mark.parametrize("action", ["busy", "noAnswer", "hangUp"])
def test_outgoing_call_that_nobody_answers(link: Link, client: LinkClient, action: str) -> None:
    client.subscribe("interaction")
    client.data("voice.dial", "5001")
    far_end(link, "1", action)
    events = client.expect_events(["ADDED", "DIALING", *CASE_EVENTS, "RELEASED"])
    assert events[-1]["interaction"]["state"] == "IDLE"
    assert "ronaCallState" not in events[-1]["interaction"]
    client.data("interaction.markdone", "1")
    client.expect_events(["ADDED", "DIALING", *CASE_EVENTS, "RELEASED", "REMOVED"])


@pytest.mark.parametrize(
    ("end", "rona"), [("noAnswer", "REDIRECTED"), ("hangUp", "NO_ANSWER"), ("reject", "REDIRECTED")]
)
def test_inbound_call_without_an_answer(link: Link, client: LinkClient, end: str, rona: str) -> None:
    client.subscribe("interaction")
    call = ring(link)
    if end == "reject":
        client.data("interaction.reject", call)
    else:
        far_end(link, call, end)
    events = client.expect_events(["ADDED", "RINGING", "RELEASED", "REMOVED"])
    assert steps(events)[2:] == [("RELEASED", "IDLE", "RINGING"), ("REMOVED", "IDLE", "RINGING")]
    assert events[2]["interaction"]["ronaCallState"] == rona
    assert client.data("interaction.getByInteractionId", call) is None
    assert link.call("state")["interactions"] == []


def test_accept_answers(link: Link, client: LinkClient) -> None:
    call = ring(link)
    assert client.data("interaction.accept", call) is None
    assert client.data("interaction.getByInteractionId", call)["state"] == "TALKING"


@pytest.mark.parametrize("state", POSSIBLE)
def test_what_is_impossible_in_a_state_fails_and_changes_nothing(link: Link, client: LinkClient, state: str) -> None:
    for verb in VERBS:
        link.call("reset")
        call = in_state(link, client, state)
        before = workspace_state(link)
        reply = client.request(verb, call)
        if verb in POSSIBLE[state]:
            assert "errorMessage" not in reply, (state, verb)
            assert workspace_state(link) != before
        else:
            assert reply["errorMessage"].startswith("Error: The interaction cannot be "), (state, verb)
            assert f"in the state {state}" in reply["errorMessage"]
            assert workspace_state(link) == before


@pytest.mark.parametrize("verb", [*VERBS, "voice.startCallRecording", "interaction.markdone"])
def test_unknown_interaction(link: Link, client: LinkClient, verb: str) -> None:
    for unknown in ("1", "0", "-1", "constructor", "x" * 5000, 1, 0):
        assert client.error(verb, unknown) == "Error: Interaction not found."
    for wrong in (None, -1, 1.5, True, {}, [], ""):
        assert client.error(verb, wrong).startswith("Error: The parameter 'interactionId' of ")


def test_interaction_object_of_an_internal_call(link: Link, client: LinkClient) -> None:
    call = ring(link, "5001", userData={"Key1": "a", "Secret": "b"})
    client.data("voice.answer", call)
    shown = client.data("interaction.getByInteractionId", call)
    case_id, uuid = shown["caseId"], shown["callUuid"]
    assert shown == {
        "interactionId": "1",
        "caseId": case_id,
        "parentInteractionId": None,
        "userData": {
            "Key1": "a",
            "IWAttachedDataInformation": {
                "DispositionCode.Label": "DispositionCode",
                "DispositionCode.Key": "DispositionCode",
                "CaseDataBusinessAttribute": "CaseData",
            },
            "IW_CaseUid": case_id,
            "IW_BundleUid": shown["userData"]["IW_BundleUid"],
        },
        "state": "TALKING",
        "previousState": "RINGING",
        "parties": [
            {
                "name": "5001",
                "identifier": "5001",
                "phoneNumber": "5001",
                "type": "AGENT",
                "username": "ada.novak",
                "firstname": "Ada",
                "lastname": "Novak",
                "path": "/users/ada.novak",
            }
        ],
        "interactionUUID": uuid,
        "callUuid": uuid,
        "connId": shown["connId"],
        "isConsultation": False,
        "direction": "IN",
        "callType": "INTERNAL",
        "ani": "5001",
        "dnis": "5000",
        "isMainCaseInteraction": True,
        "isCaseSelected": True,
        "isCaseExpanded": True,
        "media": "voice",
        "startDate": shown["startDate"],
        "endDate": None,
    }
    assert isinstance(shown["startDate"], int)
    for identifier in (case_id, shown["userData"]["IW_BundleUid"]):
        assert [len(part) for part in identifier.split("-")] == [8, 4, 4, 4, 12]
    assert len(uuid) == 32


def test_interaction_object_of_a_customer(link: Link, client: LinkClient) -> None:
    call = ring(link, "+4722001122", dnis="8001")
    shown = client.data("interaction.getByInteractionId", call)
    assert shown["contact"] == {"displayName": "Marta Olsen", "firstName": "Marta", "lastName": "Olsen"}
    assert (shown["callType"], shown["direction"], shown["ani"], shown["dnis"]) == (
        "INBOUND",
        "IN",
        "+4722001122",
        "8001",
    )
    assert shown["parties"] == [
        {"name": "+4722001122", "identifier": "+4722001122", "phoneNumber": "+4722001122", "type": "EXTERNAL"}
    ]
    assert (shown["isCaseSelected"], shown["isCaseExpanded"]) == (False, False), "not while it rings"
    assert "recordingState" not in shown
    assert "ronaCallState" not in shown


def test_end_date_is_there_once_the_call_has_ended(link: Link, client: LinkClient) -> None:
    call = dialled(link, client)
    link.call("clock", {"mode": "manual"})
    link.call("advance", {"seconds": 90})
    far_end(link, call, "hangUp")
    shown = client.data("interaction.getByInteractionId", call)
    assert shown["endDate"] - shown["startDate"] >= 90_000


@pytest.mark.parametrize(
    ("destination", "call_type", "party"),
    [
        ("5001", "INTERNAL", "AGENT"),
        ("SIP_5001", "INTERNAL", "AGENT"),
        ("8001", "INTERNAL", "EXTERNAL"),
        ("0301", "OUTBOUND", "EXTERNAL"),
    ],
)
def test_dial(link: Link, client: LinkClient, destination: str, call_type: str, party: str) -> None:
    client.data("voice.dial", destination, {"Key1": "from the client"})
    shown = client.data("interaction.getByInteractionId", "1")
    assert (shown["callType"], shown["direction"], shown["state"]) == (call_type, "OUT", "DIALING")
    assert shown["parties"][0]["type"] == party
    assert shown["userData"]["Key1"] == "from the client"


def test_dial_ex_takes_extensions(link: Link, client: LinkClient) -> None:
    assert client.data("voice.dialEx", "5001", {"Key1": "x"}, {"AgentGroup": "Sales"}) is None
    assert client.data("voice.dialEx", "5002") is None
    shown = client.data("interaction.getInteractions")
    assert [each["dnis"] for each in shown] == ["5001", "5002"]


def test_dialling_holds_the_active_call_first(link: Link, client: LinkClient) -> None:
    first = dialled(link, client)
    client.subscribe("interaction")
    client.data("voice.dial", "5002")
    events = client.expect_events(["HELD", "ADDED", "DIALING", "CASE_COLLAPSED", "CASE_EXPANDED", "CASE_SELECTED"])
    assert [d["interaction"]["interactionId"] for d in events if "interaction" in d] == [first, "2", "2"]
    assert client.data("interaction.getByInteractionId", first)["state"] == "HELD"


@pytest.mark.parametrize("verb", ["voice.answer", "voice.resume"])
def test_answering_and_resuming_hold_the_active_call_first(link: Link, client: LinkClient, verb: str) -> None:
    if verb == "voice.answer":
        other = ring(link)
    else:
        other = dialled(link, client)
        client.data("voice.hold", other)
    active = dialled(link, client)
    client.data(verb, other)
    states = {each["interactionId"]: each["state"] for each in client.data("interaction.getInteractions")}
    assert states == {active: "HELD", other: "TALKING"}


def test_any_number_of_calls(link: Link, client: LinkClient) -> None:
    calls = [dialled(link, client, f"030{number}") for number in range(12)]
    shown = client.data("interaction.getInteractions")
    assert [each["interactionId"] for each in shown] == calls
    assert [each["state"] for each in shown] == ["HELD"] * 11 + ["TALKING"]


RECORDING = {
    "startCallRecording": {None: "RECORDING", "STOPPED": "RECORDING"},
    "stopCallRecording": {"RECORDING": "STOPPED", "PAUSED": "STOPPED"},
    "pauseCallRecording": {"RECORDING": "PAUSED"},
    "resumeCallRecording": {"PAUSED": "RECORDING"},
}
REACHED_BY = {
    None: [],
    "RECORDING": ["startCallRecording"],
    "PAUSED": ["startCallRecording", "pauseCallRecording"],
    "STOPPED": ["startCallRecording", "stopCallRecording"],
}


@pytest.mark.parametrize("recording", REACHED_BY, ids=str)
@pytest.mark.parametrize("verb", RECORDING)
def test_recording(link: Link, client: LinkClient, verb: str, recording: str | None) -> None:
    call = dialled(link, client)
    for step in REACHED_BY[recording]:
        client.data(f"voice.{step}", call)
    client.subscribe("interaction")
    before = workspace_state(link)
    reply = client.request(f"voice.{verb}", call)
    after = RECORDING[verb].get(recording)
    if after is None:
        assert reply["errorMessage"].startswith("Error: The interaction cannot be asked to ")
        assert workspace_state(link) == before
        assert client.event_types() == []
    else:
        (event,) = client.expect_events(["CALL_RECORDING_STATE_CHANGED"])
        assert event["interaction"]["recordingState"] == after
        assert client.data("interaction.getByInteractionId", call)["recordingState"] == after


@pytest.mark.parametrize("state", ["RINGING", "DIALING", "IDLE"])
def test_no_recording_outside_a_conversation(link: Link, client: LinkClient, state: str) -> None:
    call = in_state(link, client, state)
    before = workspace_state(link)
    for verb in RECORDING:
        assert client.error(f"voice.{verb}", call).startswith("Error: The interaction cannot be asked to ")
    assert workspace_state(link) == before


def test_recording_stops_with_the_call(link: Link, client: LinkClient) -> None:
    call = dialled(link, client)
    client.data("voice.startCallRecording", call)
    client.data("voice.hold", call)
    assert interaction(link, call)["recordingState"] == "RECORDING"
    far_end(link, call, "hangUp")
    assert interaction(link, call)["recordingState"] == "STOPPED"


@pytest.mark.parametrize("namespace", ["voice", "sipEndpoint"])
@pytest.mark.parametrize("device", ["Microphone", "Speaker"])
def test_microphone_and_speaker_under_both_names(client: LinkClient, namespace: str, device: str) -> None:
    other = "sipEndpoint" if namespace == "voice" else "voice"
    assert client.data(f"{namespace}.is{device}Mute") is False
    assert client.data(f"{namespace}.mute{device}") is None
    assert client.data(f"{other}.is{device}Mute") is True
    assert client.data(f"{other}.unmute{device}") is None
    reply = client.request(f"{namespace}.is{device}Mute")
    assert (reply["request"], reply["data"]) == (f"{namespace}.is{device}Mute", False)


@pytest.mark.parametrize(
    "user_data", [{"Key1": "text"}, {"Key1": {"nested": ["list", 1, None, True]}}, {}], ids=json.dumps
)
def test_user_data_of_a_dialled_call(link: Link, client: LinkClient, user_data: Any) -> None:
    client.data("voice.dial", "5001", user_data)
    shown = interaction(link, "1")["userData"]
    assert {
        key: value for key, value in shown.items() if not key.startswith(("IW", "PhoneNumber", "WWE_PARTY_"))
    } == user_data


def test_extensions_that_are_too_large_are_refused_whoever_brings_them(link: Link, client: LinkClient) -> None:
    much = {"key": "x" * 200_000}
    too_large = "Error: The parameter 'extensions' is larger than the workspace keeps."
    assert client.error("voice.dialEx", "5002", {}, much) == too_large
    assert client.data("interaction.getInteractions") == []
    call = dialled(link, client)
    target = {"type": "AGENT", "destination": "SIP_5001"}
    for request in ("consult", "singleStepTransfer", "singleStepConference"):
        assert client.error(f"interaction.{request}", call, target, {}, much) == too_large
    assert len(client.data("interaction.getInteractions")) == 1
