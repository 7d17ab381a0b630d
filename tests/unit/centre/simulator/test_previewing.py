"""Outbound: what is decided about a record, and random walks that no step may break."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from scapi.centre import calls
from scapi.centre.previews import CALL_TYPES, CAPABILITIES, LEAVES, STEPS, Leaves
from scapi.centre.records import CampaignMode, OutboundContent
from scapi.decisions import Reason
from scapi.driven import DrivenSession
from scapi.testing import Client, new_session
from scapi.values import Failure
from tests.support.configurations import ALLOWED, configuration
from tests.support.error_texts import in_closed_list


@pytest.fixture
def client() -> Client:
    session = new_session(configuration(ALLOWED))
    session.driver.call("campaign", {"action": "load", "name": "C"})
    session.driver.call("campaign", {"action": "start", "name": "C"})
    return Client.opened(session, ALLOWED)


def content(session: DrivenSession, interaction_id: str) -> OutboundContent:
    interaction = session.workspace.interactions.get(interaction_id)
    assert interaction is not None
    assert isinstance(interaction.conversation.content, OutboundContent)
    return interaction.conversation.content


def shown(client: Client, interaction_id: str) -> Any:
    return client.data("interaction.getByInteractionId", interaction_id)


def pulled(client: Client) -> int:
    client.data("outbound.getPreviewRecord", "C")
    return int(shown(client, "1")["userData"]["GSW_RECORD_HANDLE"])


def accepted(mode: str) -> Client:
    """A client beside a preview of this mode that the agent has accepted, or asked for."""
    session = new_session(configuration(ALLOWED))
    session.driver.call("campaign", {"action": "load", "name": "C", "mode": mode})
    session.driver.call("campaign", {"action": "start", "name": "C"})
    client = Client.opened(session, ALLOWED)
    if mode == CampaignMode.PULL_PREVIEW:
        client.data("outbound.getPreviewRecord", "C")
        return client
    session.driver.call("pushPreview", {"campaign": "C"})
    client.data("interaction.accept", "1")
    return client


def test_tables_know_every_mode() -> None:
    for table in (CALL_TYPES, LEAVES):
        assert set(table) == set(CampaignMode)
    assert set(CAPABILITIES) <= {verb for rows in (*STEPS.values(), *calls.STEPS.values()) for verb in rows}


@pytest.mark.parametrize("mode", list(CampaignMode))
def test_the_preview_leaves_when_its_mode_says(mode: CampaignMode) -> None:
    client = accepted(mode.value)
    session = client.session
    client.data("outbound.callPreviewRecord", "1", content(session, "1").active)
    there = {Leaves.CALL_PLACED: shown(client, "1") is not None}
    session.driver.call("farEnd", {"interactionId": "2", "action": "answer"})
    there[Leaves.CALL_ANSWERED] = shown(client, "1") is not None
    client.data("voice.hangUp", "2")
    client.data("interaction.markdone", "2")
    there[Leaves.CALL_MARKED_DONE] = shown(client, "1") is not None
    order = list(Leaves)
    assert there == {moment: order.index(moment) < order.index(LEAVES[mode]) for moment in order}


def test_user_data_of_a_record_is_all_text(client: Client) -> None:
    pulled(client)
    data = shown(client, "1")["userData"]
    assert all(isinstance(value, str) for key, value in data.items() if key.startswith("GSW_"))
    (chain,) = client.data("outbound.getChainedRecords", "1")
    assert all(isinstance(chain["records"][0][key], int) for key in ("GSW_RECORD_HANDLE", "GSW_TZ_OFFSET", "GSW_FROM"))


def test_another_record_of_the_chain_is_called(client: Client) -> None:
    handle = pulled(client)
    client.data("outbound.callPreviewRecord", "1", handle + 1)
    (chain,) = client.data("outbound.getChainedRecords", "2")
    assert shown(client, "2")["dnis"] == chain["records"][1]["GSW_PHONE"]


def test_a_changed_number_is_called(client: Client) -> None:
    handle = pulled(client)
    client.data("outbound.updateRecordFields", "1", {"GSW_PHONE": "0309"})
    client.data("outbound.callPreviewRecord", "1", handle)
    assert shown(client, "2")["dnis"] == "0309"


def test_call_result(client: Client) -> None:
    handle = pulled(client)
    assert "given a call result" in client.error("outbound.setCallResult", "1", 33)
    client.data("outbound.callPreviewRecord", "1", handle)
    for number in client.data("outbound.getListOfCallResults").values():
        client.data("outbound.setCallResult", "2", number)
        assert client.data("outbound.getCallResult", "2") == number
    client.data("outbound.setDoNotCall", "2")
    assert client.error("outbound.setCallResult", "2", 33) == "Error: The record is marked do not call."
    client.data("outbound.removeDoNotCall", "2")
    client.data("voice.hangUp", "2")
    client.data("outbound.setCallResult", "2", 33)


def test_reschedule_and_cancel(client: Client) -> None:
    handle = pulled(client)
    client.data("outbound.callPreviewRecord", "1", handle)
    client.data("outbound.rescheduleRecord", "2", handle, "6/5/2028 9:7", "PERSONAL")
    schedule = content(client.session, "2").schedule
    assert schedule is not None
    assert (schedule.handle, schedule.written, schedule.kind.value) == (handle, "6/5/2028 9:7", "PERSONAL")
    client.data("outbound.cancelReschedule", "2")
    assert content(client.session, "2").schedule is None
    assert client.error("outbound.cancelReschedule", "2") == "Error: The record is not rescheduled."


def test_a_decision_counts_on_the_preview_and_on_its_call() -> None:
    client = accepted("PushPreview")
    session = client.session
    handle = content(session, "1").active
    client.data("outbound.callPreviewRecord", "1", handle)
    for decided, other in (("1", "2"), ("2", "1")):
        client.data("outbound.rescheduleRecord", decided, handle, "6/5/2028 9:7", "PERSONAL")
        assert content(session, other).schedule is not None
        client.data("outbound.cancelReschedule", decided)
        assert content(session, other).schedule is None


def test_a_call_result_is_the_same_wherever_it_is_read() -> None:
    client = accepted("DirectPushPreview")
    session = client.session
    assert shown(client, "1")["callType"] == "OUTBOUND_PREVIEW", "the campaign's mode is direct"
    client.data("outbound.callPreviewRecord", "1", content(session, "1").active)
    client.subscribe("interaction")
    client.data("outbound.setCallResult", "2", "6")
    told = {event["data"]["interaction"]["interactionId"]: event["data"]["eventType"] for event in client.events}
    assert told == {"1": "ATTACHED_DATA_CHANGED", "2": "ATTACHED_DATA_CHANGED"}
    for each in ("1", "2"):
        assert client.data("outbound.getCallResult", each) == 6
        assert shown(client, each)["userData"]["GSW_CALL_RESULT"] == "6"
        (chain,) = client.data("outbound.getChainedRecords", each)
        assert chain["records"][0]["GSW_CALL_RESULT"] == 6


def test_a_rejected_record_goes_back_as_it_came(client: Client) -> None:
    session = client.session
    pulled(client)
    before = content(session, "1").records
    client.data("outbound.updateRecordFields", "1", {"GSW_CUSTOM_STRING": "changed"})
    client.data("outbound.rejectPreviewRecord", "1")
    assert session.simulator.campaigns["C"].chains[-1] == before


def test_a_block_of_the_preview_holds_its_call_back() -> None:
    client = accepted("PushPreview")
    session = client.session
    client.data("interaction.blockMarkdone", "1", "Note the reason.")
    client.data("outbound.callPreviewRecord", "1", content(session, "1").active)
    client.data("voice.hangUp", "2")
    assert client.error("interaction.markdone", "2") == "Error: Note the reason."
    client.data("interaction.unblockMarkdone", "1")
    client.data("interaction.markdone", "2")
    assert len(session.workspace.interactions) == 0


def test_fields_all_or_nothing(client: Client) -> None:
    pulled(client)
    before = client.data("outbound.getRecordFields", "1")
    assert client.error("outbound.updateRecordFields", "1", {"GSW_FROM": "9:00", "GSW_UNTIL": ""})
    assert client.data("outbound.getRecordFields", "1") == before
    client.data("outbound.updateRecordFields", "1", {"GSW_FROM": "9.30", "GSW_CUSTOM_VIP": False})
    fields = {field["name"]: field for field in client.data("outbound.getRecordFields", "1")}
    assert (fields["GSW_FROM"]["value"], fields["GSW_CUSTOM_VIP"]["value"]) == ("09:30", False)
    assert content(client.session, "1").changed == {"GSW_FROM": 34_200, "GSW_CUSTOM_VIP": False}


def test_mark_done_of_direct_push_stops_it(client: Client) -> None:
    driver = client.session.driver
    push = {"campaign": "C", "direct": True}
    driver.call("pushPreview", push)
    client.data("interaction.accept", "1")
    client.data("outbound.cancelPreviewRecord", "1")
    client.data("interaction.markdone", "1")
    stopped = driver.call("pushPreview", push)
    assert isinstance(stopped, Failure)
    assert "stopped" in stopped.error
    client.data("outbound.startDirectPushPreview")
    assert not isinstance(driver.call("pushPreview", push), Failure)


NUMBERS = st.integers(0, 20)
"""Which interaction: mostly one that is there, see ``pick``."""
REQUESTS = (
    "interaction.accept",
    "interaction.reject",
    "interaction.markdone",
    "outbound.rejectPreviewRecord",
    "outbound.cancelPreviewRecord",
    "outbound.getCallResult",
    "outbound.setDoNotCall",
    "outbound.removeDoNotCall",
    "outbound.cancelReschedule",
    "outbound.getChainedRecords",
    "outbound.getRecordFields",
    "voice.answer",
    "voice.hold",
    "voice.resume",
    "voice.hangUp",
)


class Records(RuleBasedStateMachine):
    """Anything done to previews and their calls, in any order: never a bug, and a failure changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.session = new_session(configuration(ALLOWED))
        self.client = Client.opened(self.session, ALLOWED)
        for action in ("load", "start"):
            self.session.driver.call("campaign", {"action": action, "name": "C"})

    def pick(self, number: int) -> str:
        known = [each.id for each in self.session.workspace.interactions]
        return known[number % len(known)] if known and number < 20 else "99"

    def state(self) -> object:
        """Everything that the session keeps."""
        return self.session.store.export()

    def ask(self, name: str, *arguments: Any) -> None:
        before = self.state()
        reply = self.client.request(name, *arguments)
        assert reply is not None
        if "errorMessage" in reply:
            assert in_closed_list(reply["errorMessage"])
            assert self.state() == before

    def drive(self, call: str, args: dict[str, Any]) -> None:
        before = self.state()
        if isinstance(self.session.driver.call(call, args), Failure):
            assert self.state() == before

    @precondition(lambda self: len(self.session.workspace.interactions) < 4)
    @rule()
    def pull(self) -> None:
        self.ask("outbound.getPreviewRecord", "C")

    @precondition(lambda self: len(self.session.workspace.interactions) < 4)
    @rule(direct=st.booleans())
    def push(self, direct: bool) -> None:
        self.drive("pushPreview", {"campaign": "C", "direct": direct})

    @rule(action=st.sampled_from(["load", "unload", "start", "stop"]), mode=st.sampled_from([None, *CampaignMode]))
    def campaign(self, action: str, mode: str | None) -> None:
        self.drive("campaign", {"action": action, "name": "C", "mode": mode})

    @rule(number=NUMBERS, name=st.sampled_from(REQUESTS))
    def request(self, number: int, name: str) -> None:
        self.ask(name, self.pick(number))

    @rule(number=NUMBERS, other=st.integers(0, 3))
    def call(self, number: int, other: int) -> None:
        """Mostly the record that is shown."""
        found = self.session.workspace.interactions.get(self.pick(number))
        content = None if found is None else found.conversation.content
        handle = content.active if isinstance(content, OutboundContent) else 1
        self.ask("outbound.callPreviewRecord", self.pick(number), handle + (other == 3))

    @rule(number=NUMBERS, handle=st.integers(1, 8), kind=st.sampled_from(["CAMPAIGN", "PERSONAL"]))
    def reschedule(self, number: int, handle: int, kind: str) -> None:
        self.ask("outbound.rescheduleRecord", self.pick(number), handle, "6/5/2028 9:7", kind)

    @rule(number=NUMBERS, result=st.sampled_from([0, 7, 33, 1]))
    def result(self, number: int, result: int) -> None:
        self.ask("outbound.setCallResult", self.pick(number), result)

    @rule(number=NUMBERS, changes=st.sampled_from([{"GSW_FROM": "9:00"}, {"GSW_FROM": ""}, {"X": 1}]))
    def update(self, number: int, changes: dict[str, Any]) -> None:
        self.ask("outbound.updateRecordFields", self.pick(number), changes)

    @rule(number=NUMBERS, action=st.sampled_from(["answer", "hangUp", "busy", "noAnswer"]))
    def far_end(self, number: int, action: str) -> None:
        self.drive("farEnd", {"interactionId": self.pick(number), "action": action})

    @invariant()
    def no_bug(self) -> None:
        assert Reason.INTERNAL_ERROR not in self.session.traffic.by_reason


TestRecords = Records.TestCase
TestRecords.settings = settings(max_examples=60, stateful_step_count=50)
