"""The one guard: it knows how to find out every condition that a table names, and says why something cannot be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scapi.centre import calls, open_media, previews
from scapi.centre.acts import Consult, SendTones
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import FarEndVerb, State, Verb
from scapi.centre.simulator.guard import CHECKS, Guard, rows
from scapi.centre.steps import Condition
from tests.unit.centre.simulator.bench import ELENA, Bench
from tests.unit.centre.simulator.scenes import SCENES, called, to


def test_every_condition_can_be_found_out() -> None:
    assert set(CHECKS) == set(Condition)


def test_every_condition_is_named_by_a_row() -> None:
    tables = [calls.STEPS, calls.FAR_END_STEPS, previews.STEPS, *open_media.STEPS.values()]
    tables += list(open_media.CENTRE_STEPS.values())
    named = {
        condition
        for table in tables
        for of_state in table.values()  # type: ignore[attr-defined]
        for row in of_state.values()
        for step in row
        for condition in step.when
    }
    assert named == set(Condition)


def test_every_condition_holds_in_one_scene_and_not_in_another() -> None:
    for condition in set(Condition) - {Condition.LOGGED_IN, Condition.CAN_CALL, Condition.CAN_CONSULT}:
        found = set()
        for scene in SCENES:
            if len(found) < 2:
                bench = Bench()
                leg = bench.leg(scene.build(bench))
                found.add(CHECKS[condition](bench.board, leg))
        assert found == {True, False}, condition


def test_a_state_without_rows_offers_nothing() -> None:
    bench = Bench()
    guard = Guard(bench.board)
    for media in ("voice", "email", "chat", "outboundpreview"):
        leg = replace(bench.leg(bench.talk()), media=media, state=State.UNKNOWN)
        assert rows(leg) == {}
        assert guard.possible(leg) == ()
        assert guard.step(leg, Verb.MARK_DONE) == CentreError(ErrorKind.WRONG_STATE, "UNKNOWN")


def test_who_is_logged_out_is_told_so_and_not_that_the_state_is_wrong() -> None:
    bench = Bench()
    call = bench.ring()
    bench.centre.log_out(ELENA)
    assert bench.refused(call, Verb.ANSWER) == CentreError(ErrorKind.LOGGED_OUT, "voice")
    assert bench.refused(call, Verb.HOLD) == CentreError(ErrorKind.WRONG_STATE, "RINGING")


@pytest.mark.parametrize("of_record", [False, True])
def test_a_held_call_takes_no_tones_and_cannot_be_held_again(of_record: bool) -> None:
    bench = Bench()
    call = called(bench) if of_record else bench.talk()
    if of_record:
        bench.far_end(call, FarEndVerb.ANSWER)
    assert {Verb.SEND_DTMF, Verb.HOLD} <= set(bench.leg(call).verbs)
    bench.act(call, Verb.HOLD)
    assert {Verb.SEND_DTMF, Verb.HOLD}.isdisjoint(bench.leg(call).verbs)
    assert bench.refused(call, SendTones("1")) == CentreError(ErrorKind.WRONG_STATE, "HELD")


@pytest.mark.parametrize("how", [Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE])
def test_a_held_consultation_can_be_completed(how: Verb) -> None:
    bench = Bench()
    consultation = bench.act(bench.talk(), Consult(to("0302"), {}, {})).started or ""
    bench.far_end(consultation, FarEndVerb.ANSWER)
    bench.act(consultation, Verb.HOLD)
    assert how in bench.leg(consultation).verbs
    bench.act(consultation, how)
    assert bench.board.leg(consultation) is None
