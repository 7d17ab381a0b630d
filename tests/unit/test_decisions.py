"""Verdicts and reasons are the words that the panel, the driver and the documentation show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scapi.decisions import ALLOWED, Decision, Reason, Verdict, decision_object, read_decision


def test_a_reason_is_called_what_it_is_in_the_code() -> None:
    assert {reason.value for reason in Reason} == {reason.name for reason in Reason}
    assert {verdict.value for verdict in Verdict} == {verdict.name.lower().replace("_", "-") for verdict in Verdict}


@pytest.mark.parametrize("reason", [None, *Reason])
def test_a_decision_travels_between_tabs(reason: Reason | None) -> None:
    for verdict in Verdict:
        decision = Decision(verdict, reason, "entry 1: *", "why")
        assert read_decision(decision_object(decision)) == decision


@pytest.mark.parametrize("told", [None, "allowed", ["allowed"], 1])
def test_what_is_no_decision_admits_nothing(told: object) -> None:
    assert read_decision(told) == Decision(Verdict.FAILED, Reason.INTERNAL_ERROR)


@pytest.mark.parametrize("change", [{"verdict": "perhaps"}, {"reason": "BECAUSE"}])
def test_an_unknown_word_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        read_decision({**decision_object(ALLOWED), **change})


def test_only_what_is_allowed_is_allowed() -> None:
    assert [verdict for verdict in Verdict if replace(ALLOWED, verdict=verdict).allowed] == [Verdict.ALLOWED]
