"""Operations that are under way: shown, sent once, and given up in time."""

from __future__ import annotations

from scapi.protocol import errors
from scapi.testing import FakeHost
from scapi.values import DONE, Answer, Eventual, Failure, Outcome, when_answered
from scapi.workspace.underway import ANSWER_WITHIN, Underway


def asked(underway: Underway, key: str, answer: Answer, *, once: bool = True) -> list[Outcome]:
    outcomes: list[Outcome] = []
    when_answered(underway.run(key, lambda: answer, once=once), outcomes.append)
    return outcomes


def test_what_is_answered_at_once_is_never_under_way() -> None:
    host = FakeHost()
    underway = Underway(host)
    assert asked(underway, "k", DONE) == [DONE]
    assert asked(underway, "k", Failure("x")) == [Failure("x")]
    assert ("k" in underway, len(underway), host.timers, host.areas) == (False, 0, 0, set())


def test_what_is_answered_later_is_known_until_then() -> None:
    host = FakeHost()
    underway, answer = Underway(host), Eventual[Outcome]()
    outcomes = asked(underway, "k", answer)
    assert ("k" in underway, outcomes) == (True, [])
    answer.settle(DONE)
    assert ("k" in underway, outcomes, host.areas, host.timers) == (False, [DONE], set(), 0)


def test_the_same_is_not_sent_twice_at_a_time() -> None:
    underway, answer = Underway(FakeHost()), Eventual[Outcome]()
    asked(underway, "k", answer)
    sent: list[str] = []

    def send() -> Answer:
        sent.append("k")
        return DONE

    assert underway.run("k", send, once=True) == Failure(errors.UNDER_WAY)
    assert sent == []
    assert underway.run("other", send, once=True) is DONE
    answer.settle(DONE)
    assert underway.run("k", send, once=True) is DONE


def test_what_says_something_of_its_own_is_sent_beside_it() -> None:
    underway, answers = Underway(FakeHost()), [Eventual[Outcome](), Eventual[Outcome]()]
    outcomes = [asked(underway, "k", answer, once=False) for answer in answers]
    assert len(underway) == 2
    answers[0].settle(DONE)
    assert ("k" in underway, len(underway), outcomes) == (True, 1, [[DONE], []])
    answers[1].settle(DONE)
    assert "k" not in underway


def test_an_answer_that_never_comes_is_a_failure_and_what_it_says_afterwards_is_nothing() -> None:
    host = FakeHost()
    underway, answer = Underway(host), Eventual[Outcome]()
    outcomes = asked(underway, "k", answer)
    host.advance(ANSWER_WITHIN - 0.1)
    assert outcomes == []
    host.advance(0.1)
    assert (outcomes, "k" in underway) == ([Failure(errors.NO_ANSWER_IN_TIME)], False)
    again, second = Eventual[Outcome](), []
    second = asked(underway, "k", again)
    answer.settle(DONE)
    assert (len(outcomes), second, "k" in underway) == (1, [], True), "the late answer ends nothing that came after"
