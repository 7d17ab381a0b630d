"""Objects as clients read them."""

from __future__ import annotations

from scapi.centre.agents import AgentState, Medium, StateType
from scapi.centre.contacts import Contact
from scapi.centre.conversations import CallType, Conversation, Direction, Party, Recording, RonaState, State
from scapi.workspace.interactions import Interaction
from scapi.workspace.wire import (
    CaseView,
    contact_object,
    interaction_object,
    medium_object,
    party_object,
    state_changed,
)

READY = AgentState(StateType.READY, "Ready", "Ready")


def test_state_changed() -> None:
    assert state_changed(READY) == {"eventType": "STATE_CHANGED", "mediaState": "READY", "type": "READY"}
    coded = AgentState(StateType.NOT_READY_ACTION_CODE, "Break", "Break", "1511")
    assert state_changed(coded)["reasonCode"] == "1511"
    uncoded = AgentState(StateType.NOT_READY_ACTION_CODE, "Break", "BreakOp")
    assert (state_changed(uncoded)["reason"], state_changed(uncoded)["reasonCode"]) == ("Break", "BreakOp")


def test_medium() -> None:
    assert "device" not in medium_object(Medium("chat", READY, 0.0))
    assert medium_object(Medium("voice", READY, 0.0, "1"))["device"] == {"number": "1"}
    assert medium_object(Medium("voice", READY, 0.0, "1", "2"))["device"] == {"number": "1", "dynamicPhoneNumber": "2"}


def test_party_outside_has_four_members_inside_eight() -> None:
    assert list(party_object(Party("n", "1"))) == ["name", "identifier", "phoneNumber", "type"]
    assert len(party_object(Party("n", "1", "AGENT", "u", "f", "l", "/users/u"))) == 8


def test_contact() -> None:
    assert contact_object(Contact("A B", "A", "B", "C", ("1",), ("e",))) == {
        "displayName": "A B",
        "firstName": "A",
        "lastName": "B",
    }


def shown(**members: object) -> dict[str, object]:
    talk = Conversation("leg", "voice", State.TALKING, Direction.IN, CallType.INBOUND, (), uuid="uuid", **members)  # type: ignore[arg-type]
    made = Interaction("1", "case", "bundle", talk, {}, is_main=True, parent_id=None)
    return dict(interaction_object(made, CaseView("case", "other")))


def test_unknown_members_are_absent_and_known_ones_are_there() -> None:
    optional = {"ani", "dnis", "recordingState", "ronaCallState", "connId", "contact"}
    assert not optional & set(shown())
    full = shown(
        ani="1", dnis="2", recording=Recording.PAUSED, rona=RonaState.NO_ANSWER, connection_id="c", contact=Contact("x")
    )  # fmt: skip
    assert optional <= set(full)
    assert (full["recordingState"], full["ronaCallState"]) == ("PAUSED", "NO_ANSWER")
    assert (full["isCaseSelected"], full["isCaseExpanded"]) == (True, False)
    assert (full["callUuid"], full["interactionUUID"]) == ("uuid", "uuid")


def test_times_are_milliseconds_of_the_epoch() -> None:
    assert shown(started=1.5)["startDate"] == 1500
    assert shown(started=1.5)["endDate"] is None
