"""What the contact centre tells: after a reconnection one event for each difference, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scapi.centre.acts import SetData, Step
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import OVER, Conversation, FarEndVerb, Happening, Notification, Role, State, Verb
from scapi.centre.port import ContactCentre, Result
from scapi.testing import Client, new_session
from scapi.values import Eventual
from scapi.workspace.arrivals import GONE_REMEMBERED, RESTORED
from scapi.workspace.interactions import Interaction
from tests.support.configurations import ALLOWED, configuration

AGENT = "SIP_5000"


@pytest.fixture
def client() -> Client:
    session = new_session(configuration(ALLOWED))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction", "media", "agent")
    session.driver.call("ring", {"ani": "1", "userData": {"a": "1"}})
    session.driver.call("act", {"interactionId": "1", "action": "accept"})
    return client


def link(client: Client, state: str) -> None:
    client.session.driver.call("connection", {"state": state})


def conversation(client: Client, interaction_id: str = "1") -> Conversation:
    interaction = client.session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    return interaction.conversation


def told(client: Client) -> list[tuple[str, str]]:
    """Events and the interaction, or the medium, that each is of."""
    data = [event["data"] for event in client.events]
    return [
        (each["eventType"], each.get("interaction", {}).get("interactionId", each.get("media", ""))) for each in data
    ]


def lost(client: Client) -> None:
    link(client, "DISCONNECTED")
    client.forget()


def test_what_is_the_same_is_not_told(client: Client) -> None:
    before = client.session.store.export()
    for _ in range(2):
        lost(client)
        link(client, "RECONNECTED")
        assert client.events == []
    after = client.session.store.export()
    differ = {name for name in after if after[name] != before[name]}
    assert differ == {"connection"}


def test_each_difference_is_told_once(client: Client) -> None:
    centre, call = client.session.simulator, conversation(client).id
    lost(client)
    centre.do(call, SetData({"a": "2", "b": "3"}))
    centre.do(call, SetData({"c": "4"}))
    assert client.events == []
    link(client, "RECONNECTED")
    assert told(client) == [("ATTACHED_DATA_CHANGED", "1")]
    assert client.events[0]["data"]["interaction"]["userData"]["c"] == "4"
    link(client, "RECONNECTED")
    assert len(client.events) == 1


def test_what_came_and_what_went_meanwhile(client: Client) -> None:
    centre = client.session.simulator
    first = conversation(client).id
    lost(client)
    centre.do(first, Step(Verb.HANG_UP))
    centre.do(first, Step(Verb.MARK_DONE))
    client.session.driver.call("ring", {"ani": "2"})
    centre.desks[AGENT].set_state(["chat"], "NotReady")
    link(client, "RECONNECTED")
    assert told(client) == [
        ("STATE_CHANGED", "chat"),
        ("STATE_CHANGED", ""),
        ("REMOVED", "1"),
        ("ADDED", "2"),
        ("RINGING", "2"),
    ]


@pytest.mark.parametrize(
    ("verb", "event"),
    [(Verb.HOLD, "HELD"), (Verb.HANG_UP, "RELEASED"), (Verb.START_RECORDING, "CALL_RECORDING_STATE_CHANGED")],
)
def test_a_state_that_was_reached_meanwhile_has_its_event(client: Client, verb: Verb, event: str) -> None:
    call = conversation(client).id
    lost(client)
    client.session.simulator.do(call, Step(verb))
    link(client, "RECONNECTED")
    assert told(client) == [(event, "1")]


def test_a_party_that_went_meanwhile(client: Client) -> None:
    client.data("interaction.singleStepConference", "1", "0302")
    lost(client)
    client.session.simulator.far_end(conversation(client).id, FarEndVerb.HANG_UP, "0302")
    link(client, "RECONNECTED")
    assert told(client) == [("PARTY_CHANGED", "1")]


def test_every_state_has_an_event_when_it_is_met_after_a_reconnection() -> None:
    """States that one only passes through, or in which it has left the agent, are never met."""
    passed = {State.UNKNOWN, State.TRANSFERRING, State.REVOKED, State.TRANSFER_COMPLETED, State.LEFT_CONFERENCE}
    passed |= {State.CANCELLED, State.SENT}
    assert set(State) - set(RESTORED) <= passed


def test_what_was_removed_stays_removed(client: Client) -> None:
    arrivals, call = client.session.workspace.arrivals, conversation(client)
    arrivals.conversation_changed(Notification(Happening.REMOVED, call))
    client.forget()
    arrivals.conversation_changed(Notification(Happening.ATTACHED_DATA_CHANGED, call))
    arrivals.conversation_changed(Notification(Happening.REMOVED, call))
    arrivals.conversation_updated(call)
    assert (client.events, len(client.session.workspace.interactions)) == ([], 0)


def test_those_that_were_removed_are_remembered_up_to_a_number(client: Client) -> None:
    arrivals, call = client.session.workspace.arrivals, conversation(client)
    for number in range(GONE_REMEMBERED + 5):
        each = replace(call, id=f"leg {number}", uuid=f"call {number}", state=State.RINGING, opened=False)
        arrivals.conversation_changed(Notification(Happening.RINGING, each))
        arrivals.conversation_changed(Notification(Happening.REMOVED, each))
    assert len(arrivals._gone) == GONE_REMEMBERED
    assert len(client.session.workspace.interactions) == 1


def test_one_that_is_removed_before_it_was_ever_told_is_nothing(client: Client) -> None:
    call = replace(conversation(client), id="other", uuid="other")
    client.forget()
    client.session.workspace.arrivals.conversation_changed(Notification(Happening.REMOVED, call))
    assert client.events == []


def test_an_operation_that_fails_after_it_was_taken_on(client: Client) -> None:
    arrivals = client.session.workspace.arrivals
    failed: list[str] = []
    arrivals.when_failed = lambda _, text: failed.append(text)
    client.forget()
    arrivals.operation_failed(conversation(client).id, CentreError(ErrorKind.REFUSED), "")
    assert (told(client), failed) == ([("ERROR", "1")], ["Error: The contact centre refused the operation."])
    arrivals.operation_failed("nothing", CentreError(ErrorKind.REFUSED), "")
    arrivals.operation_failed(None, CentreError(ErrorKind.REFUSED), "")
    assert len(client.events) == 1


def test_who_waits_for_a_conversation_is_called_when_it_is_told(client: Client) -> None:
    arrivals, call = client.session.workspace.arrivals, replace(conversation(client), id="next", uuid="next")
    met: list[Interaction] = []
    arrivals.when_known(conversation(client).id, met.append)
    arrivals.when_known("next", met.append)
    assert [each.id for each in met] == ["1"]
    arrivals.conversation_changed(Notification(Happening.RINGING, call))
    arrivals.conversation_changed(Notification(Happening.ATTACHED_DATA_CHANGED, call))
    assert [each.id for each in met] == ["1", "2"]


def test_a_consultation_never_leads_its_case(client: Client) -> None:
    """It became main when the call that it is about was marked done."""
    client.data("interaction.consult", "1", "0302")
    client.session.driver.call("farEnd", {"interactionId": "2", "action": "answer"})
    client.session.driver.call("farEnd", {"interactionId": "1", "action": "hangUp"})
    client.data("interaction.markdone", "1")
    consultation = client.data("interaction.getByInteractionId", "2")
    assert (consultation["isConsultation"], consultation["isMainCaseInteraction"]) == (True, False)


def test_a_consultation_whose_call_is_not_known_leads_no_case_either(client: Client) -> None:
    call = conversation(client)
    alone = replace(call, id="other", uuid="other", parent="gone", role=Role.CONSULTATION)
    client.session.workspace.arrivals.conversation_changed(Notification(Happening.DIALING, alone))
    assert not client.data("interaction.getByInteractionId", "2")["isMainCaseInteraction"]


def test_the_next_leads_a_case_whose_main_one_has_left(client: Client) -> None:
    case = client.data("interaction.getByInteractionId", "1")["caseId"]
    client.session.driver.call("ring", {"ani": "3", "userData": {"IW_CaseUid": case}})
    assert not client.data("interaction.getByInteractionId", "2")["isMainCaseInteraction"]
    client.data("voice.hangUp", "1")
    client.data("interaction.markdone", "1")
    assert client.data("interaction.getByInteractionId", "2")["isMainCaseInteraction"]


def test_a_new_call_leads_a_case_in_which_only_a_consultation_is_left(client: Client) -> None:
    case = client.data("interaction.getByInteractionId", "1")["caseId"]
    client.data("interaction.consult", "1", "0302")
    client.session.driver.call("farEnd", {"interactionId": "2", "action": "answer"})
    client.session.driver.call("farEnd", {"interactionId": "1", "action": "hangUp"})
    client.data("interaction.markdone", "1")
    selected = client.session.workspace.selected_interaction()
    assert selected is not None
    assert (selected.id, selected.is_main) == ("2", False), "nothing leads, yet something is looked at"
    client.session.driver.call("ring", {"ani": "3", "userData": {"IW_CaseUid": case}})
    shown = client.data("interaction.getByInteractionId", "3")
    assert (shown["caseId"], shown["isMainCaseInteraction"]) == (case, True)
    client.data("interaction.selectCaseByCaseId", case)
    selected = client.session.workspace.selected_interaction()
    assert selected is not None
    assert selected.id == "3"


def test_the_selected_interaction_is_the_main_one_of_its_case(client: Client) -> None:
    client.data("interaction.consult", "1", "0302")
    selected = client.session.workspace.selected_interaction()
    assert selected is not None
    assert (selected.id, selected.is_main) == ("1", True)


def test_cases_that_are_merged_and_end_leave_none_selected(client: Client) -> None:
    """An empty case was selected, and two hundred merges left two hundred lines of history."""
    session = client.session
    case = client.data("interaction.getByInteractionId", "1")["caseId"]
    for number in range(2, 30):
        session.driver.call("ring", {"ani": "2"})
        session.driver.call("attach", {"interactionId": str(number), "userData": {"IW_CaseUid": case}})
        session.driver.call("farEnd", {"interactionId": str(number), "action": "hangUp"})
    assert session.workspace.cases._history.value == (case,)
    session.driver.call("ring", {"ani": "3"})
    session.workspace.handling.accept("30")
    session.driver.call("attach", {"interactionId": "1", "userData": {"IW_CaseUid": "merged"}})
    for each in ("30", "1"):
        session.workspace.telephony.hang_up(each)
        session.workspace.marking_done.mark_done(each)
        selected = session.workspace.cases.selected
        assert selected is None or session.workspace.interactions.of_case(selected)
    assert (session.workspace.cases.selected, session.workspace.cases._history.value) == (None, ())


def test_what_is_over_can_be_told_of() -> None:
    assert {State.IDLE, State.COMPLETED, State.ERROR} <= set(RESTORED) & OVER


class _Silent:
    """A contact centre that has not answered yet."""

    def __init__(self, centre: ContactCentre) -> None:
        self._centre = centre

    def start(self, _: object) -> Eventual[Result]:
        return Eventual()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._centre, name)


def test_before_the_centre_has_told_anything_there_is_nothing() -> None:
    session = new_session(configuration(ALLOWED), through=_Silent)
    client = Client.opened(session, ALLOWED)
    for request in ("outbound.getCampaigns", "interaction.getInteractions", "media.getMediaList", "agent.getStateList"):
        assert client.data(request) == [], request
    known = session.workspace.known
    empty = (known.directory, known.responses, known.workbin, known.muted, known.transactions, known.states)
    assert [len(each) for each in empty] == [0] * len(empty)
    assert known.device is None
