"""What is over leaves nothing behind, however often it happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scapi.centre.acts import Consult, DeleteData, Dial, SetData
from scapi.centre.conversations import FarEndVerb, Verb
from scapi.centre.open_media import CHAT
from scapi.store import Store
from scapi.testing import BUILT_IN_SCENARIO, FakeHost, fake_host, new_session
from tests.unit.centre.simulator.bench import ELENA, Bench, said_before
from tests.unit.centre.simulator.scenes import to


def _rejected_chat(bench: Bench) -> None:
    bench.act(bench.come(CHAT, joining=said_before()), Verb.REJECT)


def _chat_that_nobody_accepts(bench: Bench) -> None:
    bench.come(CHAT, joining=said_before(), no_answer_after=20.0)
    bench.centre.clock.advance(20)


def _chat_that_ends_while_it_is_joined(bench: Bench) -> None:
    chat = bench.accepted(CHAT, joining=said_before())
    bench.act(chat, Verb.END)
    bench.act(chat, Verb.MARK_DONE)


def _call_with_extensions(bench: Bench) -> None:
    call = bench.open(Dial("0302", {}, {"x": "y"}))
    bench.act(call, Verb.HANG_UP)
    bench.act(call, Verb.MARK_DONE)


def _transferred_call(bench: Bench) -> None:
    call = bench.talk()
    consultation = bench.act(call, Consult(to("0302"), {}, {})).started or ""
    bench.far_end(consultation, FarEndVerb.ANSWER)
    bench.act(consultation, Verb.COMPLETE_TRANSFER)
    bench.act(call, Verb.MARK_DONE)


def _caller_who_gives_up(bench: Bench) -> None:
    bench.far_end(bench.ring(), FarEndVerb.HANG_UP)


def _sent_and_pulled(bench: Bench) -> None:
    bench.act(bench.pulled("email"), Verb.MARK_DONE)


ENDINGS = (
    _rejected_chat,
    _chat_that_nobody_accepts,
    _chat_that_ends_while_it_is_joined,
    _call_with_extensions,
    _transferred_call,
    _caller_who_gives_up,
    _sent_and_pulled,
)


@pytest.mark.parametrize("happen", ENDINGS)
def test_what_is_over_leaves_nothing_behind(happen: Callable[[Bench], None]) -> None:
    bench = Bench()
    happen(bench)
    before = dict(bench.store.sizes())
    for _ in range(5):
        happen(bench)
    assert dict(bench.store.sizes()) == before
    assert (before["calls"], before["legs"], before["waiting"], before["joinings"]) == (0, 0, 0, 0)
    board = bench.board
    assert not any(board._of_agent.values())
    assert (board._children, board._expiries, board._stale) == ({}, {}, {})
    assert bench.host.timers == 0


def test_keys_that_come_and_go_are_remembered_up_to_a_number() -> None:
    session = new_session()
    session.driver.call("ring", {"ani": "1"})
    handling = session.workspace.handling
    for number in range(100):
        handling.set_user_data("1", {f"key {number}": "x" * 2000})
        handling.delete_user_data("1", f"key {number}")
    (interaction,) = session.workspace.interactions
    assert len(interaction.changes) <= 20
    assert list(interaction.changes)[-1] == "key 99", "the last ones are"
    assert max(len(str(change.before)) for change in interaction.changes.values()) <= 1001


def test_a_long_script_is_begun_again_at_once() -> None:
    script = '[[script]]\nat = 1\nevery = 1\nrepeat = 10000\ncall = "ring"\nargs = {ani = "1"}\n'
    session = new_session(scenario=f"{BUILT_IN_SCENARIO.read_text(encoding='utf-8')}\n{script}")
    assert fake_host(session).timers == 1
    session.reset()
    assert len(session.simulator.clock._timers) == 1, "one step waits, not ten thousand"


def test_cancelled_timers_are_thrown_out() -> None:
    from scapi.centre.simulator.clock import SimulatorClock

    clock = SimulatorClock(FakeHost(), Store())
    for cancel in [clock.call_later(number, lambda: None) for number in range(1, 1001)]:
        cancel()
    assert len(clock._timers) <= 2
    assert clock._waiting == set()


def test_a_reset_takes_everything_back() -> None:
    bench = Bench()
    before = bench.exported()
    bench.act(bench.talk(), SetData({"a": "1"}))
    bench.act(bench.talk("0302"), DeleteData("a"))
    bench.accepted("email")
    bench.pulled("workitem")
    bench.centre.refusals.refuse_next("dial")
    bench.centre.change_device(ELENA, in_service=False)
    bench.centre.reset()
    assert bench.exported() == before
    assert bench.listeners[ELENA].restorations[-1][1] == ()
