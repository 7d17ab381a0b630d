"""Operations on calls and the capabilities that offer them. Source: reference, "Call operations"."""

from __future__ import annotations

from typing import Any

import pytest

from scapi.centre.conversations import FarEndVerb
from scapi.centre.port import Connection
from scapi.gws.gws_server import GwsServer
from scapi.gws.operation_table import CALL, OPERATIONS
from scapi.testing import FakeHost
from tests.support.gws import Agent, new_server

DATA = {"AttachUserData", "UpdateUserData", "DeleteUserData", "DeleteUserDataPair"}
RINGING = DATA | {"Answer", "ClearCall"}
DIALING = DATA | {"Hangup", "SendDtmf"}
TALKING = DATA | {
    "Hold", "Hangup", "SendDtmf", "InitiateTransfer", "SingleStepTransfer", "InitiateConference",
    "SingleStepConference", "ClearCall", "StartCallRecording", "MuteCall",
}  # fmt: skip
HELD = DATA | {
    "Retrieve", "Hangup", "InitiateTransfer", "SingleStepTransfer", "InitiateConference", "StartCallRecording",
}  # fmt: skip


def capabilities(agent: Agent, index: int = 0) -> set[str]:
    return set(agent.calls[index]["capabilities"])


def talking(anna: Agent, boris: Agent) -> None:
    """The two talk, and have heard so."""
    anna.dial("5002")
    boris.on_call("Answer")
    anna.heard()
    boris.heard()


def consulting(anna: Agent, boris: Agent, carla: Agent) -> None:
    """Anna talks to Boris, holds, and talks to Carla about it."""
    talking(anna, boris)
    anna.on_call("InitiateConference", destination={"phoneNumber": "5003"})
    carla.on_call("Answer")
    for agent in (anna, boris, carla):
        agent.heard()


def test_capabilities_by_state(anna: Agent, boris: Agent) -> None:
    anna.dial("5002")
    assert (capabilities(anna), capabilities(boris)) == (DIALING, RINGING)
    boris.on_call("Answer")
    assert capabilities(anna) == capabilities(boris) == TALKING
    anna.on_call("Hold")
    assert capabilities(anna) == HELD
    assert anna.calls[0]["state"] == "Held"
    anna.on_call("Retrieve")
    assert capabilities(anna) == TALKING


def test_capabilities_of_both_calls_of_a_consultation(anna: Agent, boris: Agent, carla: Agent) -> None:
    consulting(anna, boris, carla)
    assert capabilities(anna, 0) >= {"SwapCalls"}
    assert "Retrieve" not in capabilities(anna, 0)
    completing = {"CompleteTransfer", "CompleteConference"}
    assert capabilities(anna, 0) >= {"SwapCalls"} | completing
    assert capabilities(anna, 1) >= {"SwapCalls"} | completing
    anna.on_call("SwapCalls", 1, otherCallUri=anna.calls[0]["uri"])
    assert [call["state"] for call in anna.calls] == ["Established", "Held"]
    assert capabilities(anna, 0) >= TALKING - {"InitiateTransfer", "InitiateConference"} | completing
    anna.on_call("SwapCalls", 0, otherCallUri=anna.calls[1]["uri"])
    about, consultation = anna.calls
    assert (about["state"], consultation["state"]) == ("Held", "Established")
    assert consultation["callType"] == "Consult"
    assert consultation["parentCallPath"] == about["path"]
    assert consultation["parentCallUri"] == about["uri"]


def test_each_new_set_of_capabilities_is_told(anna: Agent, boris: Agent, carla: Agent) -> None:
    """A client that only listens knows what can be done: decided here, no source says how it would."""
    talking(anna, boris)
    heard: dict[str, Any] = {anna.calls[0]["id"]: anna.calls[0]}
    anna.on_call("InitiateTransfer", destination={"phoneNumber": "5003"})
    carla.on_call("Answer")
    heard |= {data["call"]["id"]: data["call"] for data in anna.told("/v2/me/calls")}
    assert {key: set(call["capabilities"]) for key, call in heard.items()} == {
        call["id"]: set(call["capabilities"]) for call in anna.calls
    }


def test_what_completes_is_there_once_the_consultation_is_up(anna: Agent, boris: Agent, carla: Agent) -> None:
    talking(anna, boris)
    anna.on_call("InitiateTransfer", destination={"phoneNumber": "5003"})
    assert not {"CompleteTransfer", "CompleteConference"} & (capabilities(anna, 0) | capabilities(anna, 1))
    call = anna.calls[0]
    assert anna.post(f"/me/calls/{call['id']}", "CompleteTransfer")["statusCode"] == 2
    carla.on_call("Answer")
    anna.on_call("Hangup", 1)
    assert not {"CompleteTransfer", "CompleteConference"} & capabilities(anna)


def test_a_call_of_a_queue_can_be_rejected(server: GwsServer, host: FakeHost) -> None:
    anna = Agent(server, host, "anna").log_in()
    queue = server.centre.exchange.entry("Sales")
    assert isinstance(server.centre.ring("1001", queue, "+4930123456", None, {"Region": "North"}, None, None), str)
    assert capabilities(anna) == RINGING | {"Reject"}
    (data,) = anna.told("/v2/me/calls")
    assert data["call"]["callType"] == "Inbound"
    assert data["call"]["userData"] == {"Region": "North"}
    assert data["extensions"] == {"BusinessCall": 1, "OriginationDN": "+4930123456"}
    anna.on_call("Reject")
    assert anna.call_states() == ["Released"]
    assert anna.calls == []


def test_user_data(anna: Agent, boris: Agent) -> None:
    talking(anna, boris)
    anna.on_call("AttachUserData", userData={"a": "1", "n": {"deep": 2}})
    boris.on_call("UpdateUserData", userData={"a": "2", "b": "3"})
    anna.on_call("DeleteUserDataPair", key="b")
    told = [data["call"].get("userData") for data in boris.told("/v2/me/calls")]
    assert told == [
        {"a": "1", "n": {"deep": 2}},
        {"a": "2", "n": {"deep": 2}, "b": "3"},
        {"a": "2", "n": {"deep": 2}},
    ]
    anna.heard()
    anna.on_call("DeleteUserData")
    (message,) = anna.told("/v2/me/calls")
    assert message["notificationType"] == "AttachedDataChanged"
    assert "userData" not in message["call"]
    assert "extensions" not in message


def test_tones(anna: Agent, boris: Agent) -> None:
    anna.dial("5002")
    anna.on_call("SendDtmf", digits="1")
    boris.on_call("Answer")
    anna.on_call("SendDtmf", digits="2*#")
    assert anna.call_states() == ["Dialing", "DtmfSent", "Established", "DtmfSent"]
    assert anna.post(f"/me/calls/{anna.calls[0]['id']}", "SendDtmf", digits="abc")["statusCode"] == 10


def test_mute(anna: Agent, boris: Agent) -> None:
    talking(anna, boris)
    anna.on_call("MuteCall")
    (data,) = anna.told("/v2/me/calls")
    assert (data["notificationType"], data["call"]["mute"]) == ("StatusChange", "On")
    assert capabilities(anna) == TALKING - {"MuteCall"} | {"UnmuteCall"}
    anna.on_call("UnmuteCall")
    assert anna.calls[0]["mute"] == "Off"


def test_recording(anna: Agent, boris: Agent) -> None:
    talking(anna, boris)
    seen = []
    for operation in ("StartCallRecording", "PauseCallRecording", "ResumeCallRecording", "StopCallRecording"):
        anna.on_call(operation)
        (data,) = anna.told("/v2/me/calls")
        seen.append((data["notificationType"], data["call"]["recordingState"]))
    assert seen == [
        ("CallRecordingStateChange", state) for state in ("Recording", "Paused", "Recording", "Stopped")
    ]  # fmt: skip


def test_without_recording_nothing_of_it_is_offered(host: FakeHost) -> None:
    server = new_server(host, call_recording=False)
    anna, boris = Agent(server, host, "anna").log_in(), Agent(server, host, "boris").log_in()
    talking(anna, boris)
    assert capabilities(anna) == TALKING - {"StartCallRecording"}
    assert "recordingState" not in anna.calls[0]
    assert anna.post(f"/me/calls/{anna.calls[0]['id']}", "StartCallRecording")["statusCode"] == 2


def test_single_step_transfer(anna: Agent, boris: Agent, carla: Agent) -> None:
    talking(anna, boris)
    anna.on_call("SingleStepTransfer", destination={"phoneNumber": "5003"}, userData={"why": "x"})
    assert anna.call_states()[-1] == "Released"
    carla.on_call("Answer")
    assert boris.calls[0]["participants"][0]["digits"] == "5003"
    assert carla.calls[0]["userData"] == {"why": "x"}


def test_conference_in_two_steps(anna: Agent, boris: Agent, carla: Agent) -> None:
    consulting(anna, boris, carla)
    anna.on_call("CompleteConference", 1)
    told = [(data["notificationType"], data["call"]["state"]) for data in anna.told("/v2/me/calls")]
    assert told[0] == ("StatusChange", "Released")
    assert ("StatusChange", "Established") in told
    assert told[-1][1] == "Established"
    (call,) = anna.calls
    assert {each["digits"] for each in call["participants"]} == {"5002", "5003"}
    assert "RemoveParticipantFromConference" in call["capabilities"]
    anna.on_call("RemoveParticipantFromConference", participant="5003")
    assert [each["digits"] for each in anna.calls[0]["participants"]] == ["5002"]
    assert carla.calls == []


def test_conference_in_one_step_and_its_end_for_everybody(anna: Agent, boris: Agent, carla: Agent) -> None:
    talking(anna, boris)
    anna.on_call("SingleStepConference", destination={"phoneNumber": "5003"})
    assert anna.call_states() == ["ParticipantsUpdated"]
    carla.on_call("Answer")
    boris.on_call("ClearCall")
    assert anna.calls == boris.calls == carla.calls == []
    assert [agent.call_states()[-1] for agent in (anna, boris, carla)] == ["Released"] * 3


def test_only_who_has_made_a_conference_removes_a_party(anna: Agent, boris: Agent, carla: Agent) -> None:
    talking(anna, boris)
    remove = "RemoveParticipantFromConference"
    anna.on_call("SingleStepConference", destination={"phoneNumber": "5003"})
    carla.on_call("Answer")
    assert [remove in capabilities(agent) for agent in (anna, boris, carla)] == [True, False, False]
    assert boris.post(f"/me/calls/{boris.calls[0]['id']}", remove, participant="5003")["statusCode"] == 2
    boris.on_call("SingleStepConference", destination={"phoneNumber": "+4930123456"})
    assert [remove in capabilities(agent) for agent in (anna, boris, carla)] == [True, True, False]


def test_a_conference_that_does_not_come_about_is_nobody_s(anna: Agent, boris: Agent, carla: Agent) -> None:
    talking(anna, boris)
    boris.on_call("SingleStepConference", destination={"phoneNumber": "5003"})
    carla.on_call("Answer")
    anna.heard()
    anna.on_call("SingleStepConference", destination={"phoneNumber": "5001"})
    assert anna.told("/v2/me/calls")[0]["errorMessage"]
    assert "RemoveParticipantFromConference" not in capabilities(anna)
    anna.on_call("Hangup")


def test_completing_may_be_posted_to_either_call(anna: Agent, boris: Agent, carla: Agent) -> None:
    consulting(anna, boris, carla)
    about, consultation = anna.calls
    anna.do(f"/me/calls/{about['id']}", "CompleteTransfer", consultCallUri=consultation["uri"])
    assert anna.calls == []
    assert boris.calls[0]["participants"][0]["digits"] == "5003"


def test_a_consultation_that_is_none_completes_nothing(anna: Agent, boris: Agent, carla: Agent) -> None:
    consulting(anna, boris, carla)
    path = f"/me/calls/{anna.calls[0]['id']}"
    assert anna.post(path, "CompleteTransfer", consultCallUri="http://elsewhere/x")["statusCode"] == 10
    assert len(anna.calls) == 2


def test_swap_tells_the_other_call_first(anna: Agent, boris: Agent, carla: Agent) -> None:
    consulting(anna, boris, carla)
    about, consultation = anna.calls
    anna.do(f"/me/calls/{consultation['id']}", "SwapCalls", otherCallUri=about["uri"])
    told = [(data["call"]["id"], data["call"]["state"]) for data in anna.told("/v2/me/calls")]
    assert told[:2] == [(about["id"], "Established"), (consultation["id"], "Held")]
    assert anna.post(f"/me/calls/{about['id']}", "SwapCalls", otherCallUri="/calls/1")["statusCode"] == 10


def test_a_call_that_moves_keeps_its_id(anna: Agent, boris: Agent, carla: Agent) -> None:
    consulting(anna, boris, carla)
    before = carla.calls[0]
    anna.on_call("CompleteTransfer", 1)
    (after,) = carla.calls
    assert after["id"] == before["id"]
    assert after["callUuid"] == boris.calls[0]["callUuid"] != before["callUuid"]
    assert carla.get(f"/me/calls/{after['callUuid']}")["call"] == after


def test_an_outside_number_is_played(server: GwsServer, anna: Agent) -> None:
    anna.dial("+4930123456")
    (leg,) = server.centre.board.legs_of("1001")
    server.centre.far_end(leg.id, FarEndVerb.ANSWER)
    server.centre.far_end(leg.id, FarEndVerb.HANG_UP)
    assert anna.call_states() == ["Dialing", "Established", "Released"]


@pytest.mark.parametrize("operation", sorted({row.name for row in OPERATIONS.values() if row.path == CALL}))
def test_what_is_no_capability_fails_and_changes_nothing(anna: Agent, operation: str) -> None:
    parameters: dict[str, Any] = {
        "destination": {"phoneNumber": "5002"}, "userData": {"a": "1"}, "key": "a", "digits": "1",
        "otherCallUri": "/calls/1", "participant": "5002",
    }  # fmt: skip
    anna.dial("+4930123456")
    before, _ = anna.calls, anna.heard()
    assert (operation in before[0]["capabilities"]) == (operation in DIALING)
    if operation not in DIALING:
        answered = anna.response(
            "POST", before[0]["uri"].partition("/api/v2")[2], {"operationName": operation, **parameters}
        )
        assert answered.status == 400
        assert answered.content["statusCode"] == 2  # type: ignore[index, call-overload]
        assert anna.calls == before
        assert anna.heard() == []


def test_the_calls_of_another_are_not_there(anna: Agent, boris: Agent, carla: Agent) -> None:
    talking(anna, boris)
    call = f"/me/calls/{anna.calls[0]['id']}"
    assert carla.response("GET", call).status == 404
    assert carla.post(call, "Hangup")["statusCode"] == 6
    assert carla.calls == []


def test_what_the_contact_centre_refuses_later_is_told(anna: Agent, boris: Agent) -> None:
    """The answer says that the request was passed on; what came of it is told. Source: "Asynchronous Telephony"."""
    talking(anna, boris)
    anna.on_call("SingleStepTransfer", destination={"phoneNumber": "5001"})
    (data,) = anna.told("/v2/me/calls")
    (call,) = anna.calls
    assert data["errorMessage"]
    assert data["callUuid"] == call["callUuid"]
    assert data["connectionId"] == call["connId"]
    assert data["deviceUri"] == call["deviceUri"]
    assert call["state"] == "Established"


def test_released_calls_leave_nothing_behind(server: GwsServer, anna: Agent, boris: Agent) -> None:
    talking(anna, boris)
    before = server.centre.store.sizes()
    for _ in range(20):
        anna.on_call("Hangup")
        anna.host.advance(0)
        talking(anna, boris)
    assert server.centre.store.sizes() == before
    anna.on_call("Hangup")
    anna.host.advance(0)
    assert not list(server.centre.board.legs)
    assert all(not line._known for line in server.state.lines.values())


def test_what_happened_while_the_switch_was_not_reached_is_told_afterwards(
    server: GwsServer, anna: Agent, boris: Agent
) -> None:
    talking(anna, boris)
    boris.dial("+4930123456")  # holds
    anna.heard()
    port = server.centre.port("1001")
    port.link(Connection.DISCONNECTED)
    boris.on_call("Hangup", 0)
    boris.host.advance(0)
    assert anna.heard() == []
    port.link(Connection.RECONNECTED)
    assert anna.call_states() == ["Released"]
    assert anna.calls == []


def test_a_reset_ends_every_call(server: GwsServer, anna: Agent, boris: Agent) -> None:
    talking(anna, boris)
    server.reset()
    assert anna.call_states() == boris.call_states() == ["Released"]
    assert anna.get("/me/channels/voice")["channel"]["userState"]["state"] == "LoggedOut"
    anna.do("/me", "StartContactCenterSession", channels=["voice"])
    anna.dial("+4930123456")
    assert anna.call_states() == ["Dialing"]
