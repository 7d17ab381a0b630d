"""Outcomes that arrive later arrive once."""

from __future__ import annotations

from scapi.decisions import Verdict
from scapi.values import DONE, Eventual, Failure, Outcome, Success, member, when_answered


def test_eventual_tells_each_listener_once_and_late_ones_too() -> None:
    eventual = Eventual()
    heard: list[tuple[str, Outcome]] = []
    eventual.when_settled(lambda outcome: heard.append(("early", outcome)))
    eventual.settle(Success(1))
    eventual.settle(Failure("too late"))
    eventual.when_settled(lambda outcome: heard.append(("late", outcome)))
    assert heard == [("early", Success(1)), ("late", Success(1))]


def test_listener_may_listen_again() -> None:
    eventual = Eventual()
    heard: list[int] = []
    eventual.when_settled(lambda _: eventual.when_settled(lambda _: heard.append(1)))
    eventual.settle(DONE)
    assert heard == [1]


def test_when_answered_takes_both() -> None:
    heard: list[Outcome] = []
    eventual = Eventual()
    when_answered(DONE, heard.append)
    when_answered(eventual, heard.append)
    assert heard == [DONE]
    eventual.settle(Failure("x"))
    assert heard == [DONE, Failure("x")]


def test_member() -> None:
    assert member(Verdict, "allowed") is Verdict.ALLOWED
    for wrong in ("ALLOWED", "", None, 5, [], {}):
        assert member(Verdict, wrong) is None
