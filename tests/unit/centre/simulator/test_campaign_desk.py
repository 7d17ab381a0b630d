"""Campaigns: what is offered next, what comes back, and what agents have decided."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from scapi.centre.acts import CallRecord, CancelReschedule, GetPreview, Reschedule, SetCallResult, SetDoNotCall
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Conversation, FarEndVerb, Happening, State, Verb
from scapi.centre.port import CampaignEvent, Done
from scapi.centre.records import CallbackType, OutboundContent
from tests.unit.centre.simulator.bench import ELENA, SCENARIO, Bench
from tests.unit.centre.simulator.scenes import direct_called, pulled_record


@pytest.fixture
def bench() -> Bench:
    return Bench()


def content(leg: Conversation) -> OutboundContent:
    assert isinstance(leg.content, OutboundContent)
    return leg.content


def left(bench: Bench) -> int:
    return len(bench.centre.campaigns["C"].chains)


def written(bench: Bench, seconds: float) -> str:
    """A time from now as an agent writes it, where it is the same as that of UTC."""
    return f"{datetime.fromtimestamp(bench.centre.clock.now() + seconds, UTC):%m/%d/%Y %H:%M}"


def called(bench: Bench) -> str:
    """The call of the first record, which is of GMT."""
    preview = pulled_record(bench)
    bench.act(preview, CallRecord(content(bench.leg(preview)).active))
    call = bench.newest()
    bench.far_end(call, FarEndVerb.ANSWER)
    return call


def concluded(bench: Bench, call: str) -> None:
    bench.act(call, Verb.HANG_UP)
    bench.act(call, Verb.MARK_DONE)


def test_the_record_of_a_rejected_push_preview_goes_back(bench: Bench) -> None:
    preview = bench.pushed()
    records, before = content(bench.leg(preview)).offered, left(bench)
    bench.act(preview, Verb.REJECT)
    assert left(bench) == before + 1
    assert bench.centre.campaigns["C"].chains[-1] == records


def test_the_record_of_a_push_preview_that_is_not_accepted_in_time_goes_back() -> None:
    from dataclasses import replace

    bench = Bench()
    bench.centre.exchange.scenario = replace(SCENARIO, no_answer_after=20.0)
    preview = bench.pushed()
    before = left(bench)
    assert bench.leg(preview).expires == bench.centre.clock.now() + 20
    bench.centre.clock.advance(20)
    assert bench.listeners[ELENA].happened(preview) == [Happening.INVITED, Happening.REMOVED]
    assert left(bench) == before + 1


def test_the_time_of_a_scenario_counts_for_pushed_records() -> None:
    from scapi.testing import BUILT_IN_SCENARIO, new_session

    text = f"noAnswerAfter = 20\n{BUILT_IN_SCENARIO.read_text(encoding='utf-8')}"
    session = new_session(scenario=text)
    for action in ("load", "start"):
        session.driver.call("campaign", {"action": action, "name": "C", "mode": "PushPreview"})
    session.driver.call("pushPreview", {"campaign": "C"})
    session.driver.call("advance", {"seconds": 19})
    assert len(session.workspace.interactions) == 1
    session.driver.call("advance", {"seconds": 1})
    assert len(session.workspace.interactions) == 0


def test_a_held_call_of_a_record_offers_resume_and_no_hold(bench: Bench) -> None:
    call = called(bench)
    assert Verb.HOLD in bench.leg(call).verbs
    bench.act(call, Verb.HOLD)
    assert Verb.HOLD not in bench.leg(call).verbs
    assert Verb.RESUME in bench.leg(call).verbs


def test_no_call_of_direct_push_preview_is_held_by_the_agent(bench: Bench) -> None:
    call = direct_called(bench)
    assert bench.refused(call, Verb.HOLD) == CentreError(ErrorKind.WRONG_STATE, "TALKING")


def test_ids_of_calling_lists_are_never_used_again(bench: Bench) -> None:
    """Load A and B, unload A, load C: B and C shared one."""
    campaigns = bench.centre.campaigns
    for name in ("A", "B"):
        campaigns.load(name, None)
    campaigns.unload("A")
    campaigns.load("C", None)
    dbids = [campaigns[name].dbid for name in ("B", "C")]
    assert len(set(dbids)) == 2
    handles = [record.handle for name in ("B", "C") for chain in campaigns[name].chains for record in chain]
    assert len(set(handles)) == len(handles)


def test_loading_a_started_campaign_says_that_it_stops(bench: Bench) -> None:
    bench.campaign("Preview")
    told = bench.listeners[ELENA].campaigns
    told.clear()
    bench.centre.campaigns.load("C", None)
    assert [change.event for change in told] == [CampaignEvent.STOPPED, CampaignEvent.LOADED]
    assert not bench.centre.campaigns["C"].started


def test_a_record_of_before_a_campaign_was_loaded_anew_is_not_given_back(bench: Bench) -> None:
    """It appeared twice."""
    preview = bench.pushed()
    bench.centre.campaigns.load("C", None)
    before = left(bench)
    bench.act(preview, Verb.REJECT)
    assert left(bench) == before


def test_what_is_decided_can_be_seen_in_the_state(bench: Bench) -> None:
    call = called(bench)
    handle = content(bench.leg(call)).active
    seen = [bench.exported()]
    for act in (
        Reschedule(handle, written(bench, 3600), CallbackType.CAMPAIGN), CancelReschedule(), SetCallResult(33),
        SetDoNotCall(True),
    ):  # fmt: skip
        bench.act(call, act)
        seen.append(bench.exported())
    assert all(one != other for one, other in pairwise(seen))


def test_a_record_is_either_rescheduled_or_never_called_again(bench: Bench) -> None:
    call = called(bench)
    again = Reschedule(content(bench.leg(call)).active, written(bench, 3600), CallbackType.CAMPAIGN)
    bench.act(call, again)
    bench.act(call, SetDoNotCall(True))
    assert content(bench.leg(call)).schedule is None
    assert bench.refused(call, again) == CentreError(ErrorKind.MARKED_DO_NOT_CALL)
    assert bench.refused(call, SetCallResult(33)) == CentreError(ErrorKind.MARKED_DO_NOT_CALL)
    bench.act(call, SetDoNotCall(False))
    bench.act(call, again)


@pytest.mark.parametrize("date", ["06/05/1990 09:07", "01/01/0001 00:00"])
def test_no_record_is_called_again_in_the_past(bench: Bench, date: str) -> None:
    call = called(bench)
    error = bench.refused(call, Reschedule(content(bench.leg(call)).active, date, CallbackType.CAMPAIGN))
    assert error == CentreError(ErrorKind.BAD_VALUE, "rescheduleDate", "a date in the future")


def test_a_rescheduled_record_is_offered_again_when_it_is_due(bench: Bench) -> None:
    call = called(bench)
    records = content(bench.leg(call)).records
    offset = records[1].values["GSW_TZ_OFFSET"]
    assert isinstance(offset, int)
    bench.act(call, Reschedule(records[1].handle, written(bench, 3600 + offset), CallbackType.CAMPAIGN))
    concluded(bench, call)
    bench.centre.clock.advance(3480)
    first = bench.open(GetPreview("C"))
    assert content(bench.leg(first)).active not in {record.handle for record in records}
    bench.centre.clock.advance(120)
    again = content(bench.leg(bench.open(GetPreview("C"))))
    assert [record.handle for record in again.records] == [records[1].handle, records[0].handle]
    assert {record.values["GSW_ATTEMPTS"] for record in again.records} == {1}
    later = content(bench.leg(bench.open(GetPreview("C"))))
    assert later.active not in {record.handle for record in records}, "once"


def test_a_personal_callback_comes_to_the_agent_who_promised_it(bench: Bench) -> None:
    call = called(bench)
    handle = content(bench.leg(call)).active
    bench.act(call, Reschedule(handle, written(bench, 3600), CallbackType.PERSONAL))
    concluded(bench, call)
    bench.centre.clock.advance(3600)
    theirs = bench.open(GetPreview("C"), "SIP_5001")
    assert content(bench.leg(theirs)).active != handle
    assert content(bench.leg(bench.open(GetPreview("C")))).active == handle


def test_a_record_that_is_not_to_be_called_is_not_offered_again(bench: Bench) -> None:
    call = called(bench)
    before = left(bench)
    bench.act(call, SetDoNotCall(True))
    concluded(bench, call)
    bench.centre.clock.advance(1e6)
    assert (left(bench), bench.centre.campaigns["C"].callbacks) == (before, ())


def test_what_is_wrong_with_a_campaign_is_said(bench: Bench) -> None:
    port = bench.centre.port(ELENA)
    assert port.open(GetPreview("No")) == CentreError(ErrorKind.UNKNOWN_CAMPAIGN, "No")
    bench.centre.campaigns.load("C", "PushPreview")
    assert port.open(GetPreview("C")) == CentreError(ErrorKind.OTHER_MODE, "C", "PushPreview")
    bench.centre.campaigns.load("C", "Preview")
    assert port.open(GetPreview("C")) == CentreError(ErrorKind.NOT_STARTED, "C")
    bench.centre.campaigns.start("C", None)
    while isinstance(result := port.open(GetPreview("C")), Done):
        assert bench.state(result.started or "") is State.PREVIEWING
    assert result == CentreError(ErrorKind.NO_RECORD_LEFT, "C")


def test_who_is_logged_out_loses_no_record(bench: Bench) -> None:
    bench.campaign("Preview")
    before = left(bench)
    bench.centre.log_out(ELENA)
    assert bench.centre.port(ELENA).open(GetPreview("C")) == CentreError(ErrorKind.LOGGED_OUT, "outboundpreview")
    assert left(bench) == before
