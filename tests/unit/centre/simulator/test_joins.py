"""Calls with a second party: who is in which, what is held, and whose attached data counts."""

from __future__ import annotations

import pytest

from scapi.centre.acts import CallRecord, Conference, Consult, Dial, SendTones, SetData, Transfer
from scapi.centre.centre_error import CentreError, ErrorKind
from scapi.centre.conversations import Conversation, FarEndVerb, Happening, State, Verb
from scapi.centre.open_media import CentreVerb
from scapi.centre.records import OutboundContent
from tests.unit.centre.simulator.bench import ADA, ELENA, Bench
from tests.unit.centre.simulator.scenes import conferred, consulting, inside, to


@pytest.fixture
def bench() -> Bench:
    return Bench()


def states(bench: Bench) -> dict[str, State]:
    return {leg.id: leg.state for leg in bench.legs()}


def numbers(leg: Conversation) -> list[str]:
    return [party.phone_number for party in leg.parties]


def consulted(bench: Bench, call: str, number: str = "0302", **data: str) -> str:
    conversation = bench.act(call, Consult(to(number), data, {})).started or ""
    bench.far_end(conversation, FarEndVerb.ANSWER)
    return conversation


@pytest.mark.parametrize("verb", [Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE])
def test_a_held_consultation_is_completed(bench: Bench, verb: Verb) -> None:
    call = bench.talk()
    consultation = consulted(bench, call)
    bench.act(consultation, Verb.HOLD)
    bench.act(consultation, verb)
    assert states(bench) == {call: State.IDLE if verb is Verb.COMPLETE_TRANSFER else State.TALKING}


def test_no_tones_are_sent_while_a_call_is_held(bench: Bench) -> None:
    call = bench.talk()
    bench.act(call, Verb.HOLD)
    assert Verb.SEND_DTMF not in bench.leg(call).verbs
    assert bench.refused(call, SendTones("1")) == CentreError(ErrorKind.WRONG_STATE, "HELD")


def test_completing_a_conference_holds_another_call(bench: Bench) -> None:
    call = bench.talk()
    consultation = consulted(bench, call)
    other = bench.talk("0303")
    assert states(bench) == {call: State.HELD, consultation: State.HELD, other: State.TALKING}
    bench.act(consultation, Verb.COMPLETE_CONFERENCE)
    assert states(bench) == {call: State.TALKING, other: State.HELD}
    assert numbers(bench.leg(call)) == ["0301", "0302"]


def test_an_answer_of_a_far_end_holds_another_call(bench: Bench) -> None:
    one, two = bench.open(Dial("0301", {}, {})), bench.open(Dial("0302", {}, {}))
    bench.far_end(one, FarEndVerb.ANSWER)
    bench.far_end(two, FarEndVerb.ANSWER)
    assert states(bench) == {one: State.HELD, two: State.TALKING}


def test_an_answer_of_a_colleague_holds_another_call_of_the_one_who_dialled(bench: Bench) -> None:
    one, two = bench.open(Dial("0301", {}, {})), bench.open(Dial("5001", {}, {}))
    bench.far_end(one, FarEndVerb.ANSWER)
    bench.act(bench.newest(ADA), Verb.ANSWER, ADA)
    assert states(bench) == {one: State.HELD, two: State.TALKING}


def test_calling_a_record_holds_another_call(bench: Bench) -> None:
    preview = bench.pushed()
    bench.act(preview, Verb.ACCEPT)
    call = bench.talk()
    content = bench.leg(preview).content
    assert isinstance(content, OutboundContent)
    bench.act(preview, CallRecord(content.active))
    assert bench.state(call) is State.HELD


def test_nobody_but_the_agent_is_held_for_it(bench: Bench) -> None:
    theirs = bench.talk("0304", ADA)
    bench.talk("0301")
    bench.talk("0302")
    assert bench.state(theirs) is State.TALKING


def test_data_given_to_a_consultation_stand_over_those_of_the_call_and_stay_in_it(bench: Bench) -> None:
    call = bench.talk(a="call", b="call")
    consultation = consulted(bench, call, b="consultation", c="consultation")
    assert bench.leg(consultation).user_data == {"a": "call", "b": "consultation", "c": "consultation"}
    assert bench.leg(call).user_data == {"a": "call", "b": "call"}


@pytest.mark.parametrize("verb", [Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE])
def test_a_completed_consultation_adds_its_keys_and_the_values_of_the_call_stay(bench: Bench, verb: Verb) -> None:
    call = bench.talk(a="call", b="call")
    consultation = bench.act(call, Consult(inside(ADA), {"b": "consultation", "c": "consultation"}, {})).started or ""
    theirs = bench.newest(ADA)
    bench.act(theirs, Verb.ANSWER, ADA)
    bench.act(consultation, verb)
    expected = {"a": "call", "b": "call", "c": "consultation"}
    assert bench.leg(theirs).user_data == expected
    assert bench.leg(call).user_data == expected
    assert bench.listeners[ADA].happened(theirs)[-1] in (Happening.ATTACHED_DATA_CHANGED, Happening.PARTY_CHANGED)
    assert bench.leg(theirs).uuid == bench.leg(call).uuid


def test_what_can_be_done_follows_the_other_call(bench: Bench) -> None:
    """Completing was still offered after the caller had hung up, and failed."""
    consultation = consulting(bench)
    assert Verb.COMPLETE_TRANSFER in bench.leg(consultation).verbs
    bench.listeners[ELENA].forget()
    bench.far_end(bench.leg(consultation).parent or "", FarEndVerb.HANG_UP)
    told = [each for each in bench.listeners[ELENA].updated if each.id == consultation]
    assert told
    assert not {Verb.COMPLETE_TRANSFER, Verb.COMPLETE_CONFERENCE, Verb.SWAP} & set(told[-1].verbs)


def test_a_number_is_conferenced_once(bench: Bench) -> None:
    call = conferred(bench)
    assert bench.refused(call, Conference(to("0302"), {}, {})).kind is ErrorKind.ALREADY_A_PARTY
    assert bench.refused(call, Conference(to("0301"), {}, {})).kind is ErrorKind.ALREADY_A_PARTY
    for own in (to("5000"), inside(ELENA)):
        assert bench.refused(call, Conference(own, {}, {})).kind is ErrorKind.OWN_NUMBER
    bench.far_end(call, FarEndVerb.HANG_UP, "0302")
    assert numbers(bench.leg(call)) == ["0301"]
    bench.act(call, Conference(to("0302"), {}, {}))
    assert numbers(bench.leg(call)) == ["0301", "0302"]


def test_a_number_is_consulted_once_at_a_time(bench: Bench) -> None:
    call = bench.talk()
    bench.act(call, Consult(to("0302"), {}, {}))
    assert bench.refused(call, Consult(to("0302"), {}, {})).kind is ErrorKind.ALREADY_A_PARTY
    assert bench.refused(call, Consult(to("0301"), {}, {})).kind is ErrorKind.ALREADY_A_PARTY
    bench.act(call, Consult(to("0303"), {}, {}))


def test_what_cannot_be_carried_out_attaches_nothing(bench: Bench) -> None:
    call = bench.talk(a="1")
    bench.centre.change_device(ADA, in_service=False)
    for act in (Transfer(inside(ADA), {"b": "2"}, {}), Conference(inside(ADA), {"b": "2"}, {})):
        assert bench.refused(call, act).kind is ErrorKind.UNREACHABLE_TARGET
    too_much = {"k": "x" * 200_000}
    for large in (Transfer(to("0302"), too_much, {}), Conference(to("0302"), too_much, {}), SetData(too_much)):
        assert bench.refused(call, large).kind is ErrorKind.TOO_LARGE
    assert bench.refused(call, Consult(to("0302"), too_much, {})).kind is ErrorKind.TOO_LARGE


def test_a_transfer_to_a_colleague_leaves_the_customer_with_them(bench: Bench) -> None:
    call = bench.talk(a="1")
    bench.act(call, Transfer(inside(ADA), {"b": "2"}, {}))
    assert bench.state(call) is State.IDLE
    theirs = bench.newest(ADA)
    assert (bench.leg(theirs).user_data, bench.leg(theirs).ani) == ({"a": "1", "b": "2"}, "0301")
    bench.act(theirs, Verb.ANSWER, ADA)
    assert numbers(bench.leg(theirs)) == ["0301"]


def test_an_item_that_is_handed_over_takes_its_data_along(bench: Bench) -> None:
    item = bench.accepted("email", a="1")
    bench.act(item, Transfer(inside(ADA), {"b": "2"}, {}))
    assert bench.leg(bench.newest(ADA)).user_data == {"a": "1", "b": "2"}
    assert bench.leg(item).user_data == {"a": "1", "b": "2"}


@pytest.mark.parametrize("media", ["email", "chat", "workitem"])
def test_an_item_that_cannot_be_handed_over_keeps_its_data(bench: Bench, media: str) -> None:
    item = bench.accepted(media, a="1")
    bench.centre.log_out(ADA)
    assert bench.refused(item, Transfer(inside(ADA), {"b": "2"}, {})).kind is ErrorKind.UNREACHABLE_TARGET
    assert bench.leg(item).user_data == {"a": "1"}


@pytest.mark.parametrize("media", ["email", "chat", "workitem"])
def test_data_of_a_transfer_to_the_outside_are_told_before_it_leaves(bench: Bench, media: str) -> None:
    item = bench.accepted(media)
    bench.listeners[ELENA].forget()
    bench.act(item, Transfer(to("0302"), {"b": "2"}, {}))
    assert bench.listeners[ELENA].happened(item) == [
        Happening.ATTACHED_DATA_CHANGED, Happening.TRANSFER_COMPLETED, Happening.REMOVED,
    ]  # fmt: skip
    assert bench.listeners[ELENA].changed[-1].conversation.user_data == {"b": "2"}


def test_an_item_that_a_colleague_rejects_comes_back(bench: Bench) -> None:
    item = bench.accepted("email")
    bench.act(item, Transfer(inside(ADA), {}, {}))
    assert bench.state(item) is State.TRANSFERRING
    bench.act(bench.newest(ADA), Verb.REJECT, ADA)
    assert bench.state(item) is State.ACCEPTED
    ((conversation, error),) = bench.listeners[ELENA].failed
    assert (conversation, error.kind) == (item, ErrorKind.UNREACHABLE_TARGET)


@pytest.mark.parametrize("media", ["email", "workitem"])
def test_what_was_pulled_can_be_revoked(bench: Bench, media: str) -> None:
    item = bench.pulled(media)
    bench.listeners[ELENA].forget()
    bench.play(item, CentreVerb.REVOKE)
    assert bench.listeners[ELENA].happened(item) == [Happening.REVOKED, Happening.REMOVED]
    assert bench.legs() == []
