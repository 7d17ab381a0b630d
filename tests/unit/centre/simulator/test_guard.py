"""The one guard: it knows how to find out every condition that a table names, and says why something cannot be done."""

from __future__ import annotations

from dataclasses import replace

from scapi.centre import calls, open_media, previews
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import State, Verb
from scapi.centre.simulator.guard import CHECKS, Guard, rows
from scapi.centre.steps import Condition
from tests.unit.centre.simulator.bench import ELENA, Bench
from tests.unit.centre.simulator.scenes import SCENES


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
