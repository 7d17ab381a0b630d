"""Queues with agents who sit at them: who is asked, who is not asked again, and what happens to who waits."""

from __future__ import annotations

import pytest

from scapi.centre.acts import Consult, Dial, SendTones, SetData, Step
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import FarEndVerb, Happening, State, Verb
from scapi.centre.open_media import CHAT
from scapi.centre.port import Done
from scapi.centre.simulator import centre as centre_module
from tests.unit.centre.simulator.bench import ADA, ELENA, Bench
from tests.unit.centre.simulator.scenes import to


@pytest.fixture
def bench() -> Bench:
    """Ada sits at the queue Support line."""
    return Bench()


def to_queue(bench: Bench, ani: str = "0301") -> str:
    entry = bench.centre.exchange.entry("Support line")
    uuid = bench.centre.ring(ELENA, entry, ani, None, {}, None, None)
    assert isinstance(uuid, str)
    return uuid


def set_state(bench: Bench, operation: str) -> None:
    assert bench.centre.port(ADA).set_state(["voice", "chat"], operation) == Done()


def test_who_is_ready_is_asked_and_answers(bench: Bench) -> None:
    uuid = to_queue(bench)
    (leg,) = bench.legs(ADA)
    assert (leg.state, leg.uuid, leg.queue, leg.dnis, leg.ani) == (
        State.RINGING, uuid, "Support line", "8001", "0301",
    )  # fmt: skip
    bench.act(leg.id, Verb.ANSWER, ADA)
    assert len(bench.board.waiting) == 0


@pytest.mark.parametrize("operation", ["NotReady", "LogOff", "Dnd"])
def test_who_is_not_ready_is_not_asked_until_then(bench: Bench, operation: str) -> None:
    set_state(bench, operation)
    to_queue(bench)
    assert bench.legs(ADA) == []
    set_state(bench, "Ready")
    assert [leg.state for leg in bench.legs(ADA)] == [State.RINGING]


def test_who_rejects_is_not_asked_again_until_setting_a_state(bench: Bench) -> None:
    to_queue(bench)
    bench.act(bench.newest(ADA), Verb.REJECT, ADA)
    assert (bench.legs(ADA), len(bench.board.waiting)) == ([], 1)
    set_state(bench, "Ready")
    assert [leg.state for leg in bench.legs(ADA)] == [State.RINGING]


def test_what_rings_goes_back_when_the_agent_logs_out(bench: Bench) -> None:
    to_queue(bench)
    ringing = bench.newest(ADA)
    bench.centre.log_out(ADA)
    assert bench.legs(ADA) == []
    assert bench.listeners[ADA].happened(ringing) == [Happening.RINGING, Happening.RELEASED, Happening.REMOVED]
    assert len(bench.board.waiting) == 1


def test_one_call_at_a_time(bench: Bench) -> None:
    to_queue(bench)
    second = to_queue(bench, "0302")
    assert len(bench.legs(ADA)) == 1
    first = bench.newest(ADA)
    bench.act(first, Verb.ANSWER, ADA)
    assert len(bench.legs(ADA)) == 1
    bench.act(first, Verb.HANG_UP, ADA)
    assert bench.leg(bench.newest(ADA)).uuid == second


def test_the_caller_who_gives_up_waits_no_longer(bench: Bench) -> None:
    to_queue(bench)
    bench.far_end(bench.newest(ADA), FarEndVerb.HANG_UP)
    assert (bench.legs(ADA), len(bench.board.waiting), len(bench.board.calls)) == ([], 0, 0)


def test_an_agent_who_dials_the_queue_reaches_who_sits_there(bench: Bench) -> None:
    call = bench.open(Dial("8001", {}, {}))
    assert bench.state(call) is State.DIALING
    theirs = bench.newest(ADA)
    bench.act(theirs, Verb.ANSWER, ADA)
    assert (bench.state(call), bench.state(theirs)) == (State.TALKING, State.TALKING)
    bench.act(theirs, SetData({"a": "1"}), ADA)
    assert bench.leg(call).user_data == {"a": "1"}, "of one call, whoever attaches it"
    bench.act(call, Verb.HANG_UP)
    assert bench.state(theirs) is State.IDLE


def test_an_agent_who_dialled_the_queue_and_hangs_up_waits_no_longer(bench: Bench) -> None:
    set_state(bench, "NotReady")
    call = bench.open(Dial("8001", {}, {}))
    bench.act(call, Verb.HANG_UP)
    set_state(bench, "Ready")
    assert (bench.legs(ADA), len(bench.board.waiting)) == ([], 0)


def test_open_media_come_as_many_as_there_is_room_for(bench: Bench) -> None:
    for _ in range(5):
        bench.come(CHAT, queue="Support line")
    assert len(bench.legs(ADA)) == 3
    assert bench.legs() == []
    bench.act(bench.newest(ADA), Verb.REJECT, ADA)
    assert len(bench.legs(ADA)) == 3, "the next one comes"


def test_no_more_wait_than_can_be_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_module, "MOST_WAITING", 1)
    set_state(bench, "NotReady")
    to_queue(bench)
    entry = bench.centre.exchange.entry("Support line")
    refused = bench.centre.ring(ELENA, entry, "0302", None, {}, None, None)
    assert refused == CentreError(ErrorKind.TOO_LARGE, "waiting")


@pytest.mark.parametrize("operation", ["hold", "dial", "setState", "sendDtmf", "consult", "answer"])
def test_operations_on_calls_can_be_refused_once(bench: Bench, operation: str) -> None:
    """The driver's `refuse` knew none of them."""
    call = bench.ring() if operation == "answer" else bench.talk()
    port = bench.centre.port(ELENA)
    asked = {
        "hold": lambda: port.do(call, Step(Verb.HOLD)),
        "answer": lambda: port.do(call, Step(Verb.ANSWER)),
        "sendDtmf": lambda: port.do(call, SendTones("1")),
        "consult": lambda: port.do(call, Consult(to("0302"), {}, {})),
        "dial": lambda: port.open(Dial("0302", {}, {})),
        "setState": lambda: port.set_state(["voice"], "NotReady"),
    }[operation]
    assert bench.centre.refusals.refuse_next(operation)
    state = bench.state(call)
    assert asked() == CentreError(ErrorKind.REFUSED)
    assert bench.state(call) is state
    assert isinstance(asked(), Done)
    assert not bench.centre.refusals.refuse_next("nonsense")
