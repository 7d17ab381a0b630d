"""The tables of the media, row by row: every step is driven through a port, and nothing else is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from scapi.centre import calls, open_media, previews
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import FarEndVerb, Happening, State, Verb
from scapi.centre.open_media import CentreVerb, Family
from scapi.centre.steps import Condition, Row, Rows, Step
from tests.unit.centre.simulator.bench import ELENA, Bench, Recorder
from tests.unit.centre.simulator.scenes import SCENES, Kind, Scene, Table, act_of

AGENT_TABLES: Mapping[Table, Mapping[State, Rows]] = {
    Kind.CALL: calls.STEPS,
    Kind.PREVIEW: previews.STEPS,
    **open_media.STEPS,
}
FOLLOWED_BY: Mapping[tuple[Table, Verb], list[Happening]] = {
    # Source: reference, "Outbound preview events": after PREVIEWING come the records of the chain.
    (Kind.PREVIEW, Verb.ACCEPT): [Happening.RECORDS_RETRIEVED],
}


def first(row: Row, holds: frozenset[Condition]) -> Step | None:
    """The step of a row that is taken when these conditions hold."""
    return next((step for step in row if holds.issuperset(step.when)), None)


def scene_of(table: Table, state: State, row: Row, step: Step) -> Scene | None:
    """A situation in which just this step of a row is taken."""
    return next(
        (each for each in SCENES if (each.table, each.state) == (table, state) and first(row, each.holds) is step), None
    )


def named(table: Table, state: State, verb: Any, position: int, *values: Any) -> Any:
    return pytest.param(*values, id=f"{table}-{state}-{verb}-{position}")


def agent_rows() -> Iterator[Any]:
    for table, states in AGENT_TABLES.items():
        for state, rows in states.items():
            for verb, row in rows.items():
                for position, step in enumerate(row):
                    yield named(table, state, verb, position, table, state, verb, row, step)


def far_end_rows() -> Iterator[Any]:
    for state, rows in calls.FAR_END_STEPS.items():
        for verb, row in rows.items():
            for position, step in enumerate(row):
                yield named(Kind.CALL, state, verb, position, state, verb, row, step)


def centre_rows() -> Iterator[Any]:
    for family, states in open_media.CENTRE_STEPS.items():
        for state, rows in states.items():
            for verb, row in rows.items():
                for position, step in enumerate(row):
                    yield named(family, state, verb, position, family, state, verb, row, step)


def check(bench: Bench, conversation: str, before: State, step: Step, *more: Happening) -> None:
    """What came of a step is what the row says: the state, what was told, and whether it has left."""
    listener: Recorder = bench.listeners[ELENA]
    told = [] if step.told is None else [step.told]
    left = [Happening.REMOVED] if step.leaves else []
    assert listener.happened(conversation) == [*told, *more, *left]
    after = before if step.to is None else step.to
    for notification in listener.changed:
        if notification.conversation.id == conversation:
            assert notification.conversation.state is after
    assert bench.state(conversation) is (None if step.leaves else after)
    if step.by_way_of is not None:
        passed = [each.state for each in listener.updated if each.id == conversation]
        assert passed[:1] == [step.by_way_of]
    assert [leg.state for leg in bench.legs() if leg.media == "voice"].count(State.TALKING) <= 1


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_a_scene_is_what_it_says(scene: Scene) -> None:
    bench = Bench()
    leg = bench.leg(scene.build(bench))
    assert leg.state is scene.state
    rows = AGENT_TABLES[scene.table].get(scene.state, {})
    assert leg.verbs == tuple(verb for verb, row in rows.items() if first(row, scene.holds) is not None)


@pytest.mark.parametrize(("table", "state", "verb", "row", "step"), list(agent_rows()))
def test_a_step_of_the_agent(table: Table, state: State, verb: Verb, row: Row, step: Step) -> None:
    scene = scene_of(table, state, row, step)
    assert scene is not None, "a step that nothing leads to"
    bench = Bench()
    conversation = scene.build(bench)
    bench.listeners[ELENA].forget()
    bench.act(conversation, act_of(verb, bench.leg(conversation)))
    check(bench, conversation, state, step, *FOLLOWED_BY.get((table, verb), ()))


@pytest.mark.parametrize(("state", "verb", "row", "step"), list(far_end_rows()))
def test_a_step_of_the_far_end(state: State, verb: FarEndVerb, row: Row, step: Step) -> None:
    scene = scene_of(Kind.CALL, state, row, step)
    assert scene is not None, "a step that nothing leads to"
    bench = Bench()
    conversation = scene.build(bench)
    bench.listeners[ELENA].forget()
    bench.far_end(conversation, verb)
    check(bench, conversation, state, step)


@pytest.mark.parametrize(("family", "state", "verb", "row", "step"), list(centre_rows()))
def test_a_step_of_the_other_side(family: Family, state: State, verb: CentreVerb, row: Row, step: Step) -> None:
    scene = scene_of(family, state, row, step)
    assert scene is not None, "a step that nothing leads to"
    bench = Bench()
    conversation = scene.build(bench)
    bench.listeners[ELENA].forget()
    bench.play(conversation, verb, "text")
    check(bench, conversation, state, step)


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_nothing_else_can_be_done_by_the_agent(scene: Scene) -> None:
    bench = Bench()
    conversation = scene.build(bench)
    rows = AGENT_TABLES[scene.table].get(scene.state, {})
    for verb in Verb:
        if first(rows.get(verb, ()), scene.holds) is None:
            error = bench.refused(conversation, act_of(verb, bench.leg(conversation)))
            assert error == CentreError(ErrorKind.WRONG_STATE, scene.state.value), verb


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_nothing_else_can_be_done_by_others(scene: Scene) -> None:
    bench = Bench()
    conversation = scene.build(bench)
    before = bench.exported()
    if scene.table is Kind.CALL:
        far = calls.FAR_END_STEPS[scene.state]
        refused = [bench.centre.far_end(conversation, verb) for verb in FarEndVerb if verb not in far]
    elif isinstance(scene.table, Family):
        centre = open_media.CENTRE_STEPS[scene.table].get(scene.state, {})
        refused = [bench.centre.play(conversation, verb, "x") for verb in CentreVerb if verb not in centre]
    else:
        refused = []
    for error in refused:
        assert isinstance(error, CentreError)
        assert error.kind is ErrorKind.WRONG_STATE
    assert bench.exported() == before


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_what_needs_the_medium_is_refused_to_one_who_is_logged_out(scene: Scene) -> None:
    bench = Bench()
    conversation = scene.build(bench)
    bench.centre.log_out(ELENA)
    rows = AGENT_TABLES[scene.table].get(scene.state, {})
    needing = {Condition.LOGGED_IN, Condition.CAN_CALL, Condition.CAN_CONSULT}
    expected = [verb for verb, row in rows.items() if first(row, scene.holds - needing) is not None]
    assert list(bench.leg(conversation).verbs) == expected
    for verb, row in rows.items():
        step = first(row, scene.holds)
        if step is not None and needing & set(step.when):
            error = bench.refused(conversation, act_of(verb, bench.leg(conversation)))
            assert error.kind is ErrorKind.LOGGED_OUT


def test_another_agents_conversation_is_none() -> None:
    bench = Bench()
    call = bench.talk()
    for verb in Verb:
        error = bench.refused(call, act_of(verb, bench.leg(call)), "SIP_5001")
        assert error.kind is ErrorKind.UNKNOWN_CONVERSATION


def test_every_state_can_be_left() -> None:
    for table, states in AGENT_TABLES.items():
        for state, rows in states.items():
            reached: set[State] = set()
            ahead = [state]
            leaves = False
            while ahead and not leaves:
                here = ahead.pop()
                reached.add(here)
                steps = [step for row in states.get(here, {}).values() for step in row]
                others: Mapping[Any, Row] = (
                    calls.FAR_END_STEPS[here]
                    if table is Kind.CALL
                    else open_media.CENTRE_STEPS[table].get(here, {})
                    if isinstance(table, Family)
                    else {}
                )
                steps += [step for row in others.values() for step in row]
                leaves = any(step.leaves for step in steps)
                ahead += [step.to for step in steps if step.to is not None and step.to not in reached]
            assert leaves or state is State.TRANSFERRING, (table, state, rows)
