"""The traffic log: numbered, bounded, amended."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.traffic import (
    BYTES_KEPT,
    KEYS_KEPT,
    MESSAGE_KEPT,
    NEWEST_WHOLE,
    TEXT_KEPT,
    Direction,
    Entry,
    Kind,
    TrafficLog,
    weight,
)

REFUSED = Decision(Verdict.REFUSED, Reason.ORIGIN_NOT_LISTED, "rule", "note")


def recorded(log: TrafficLog, decision: Decision = ALLOWED, **members: object) -> Entry:
    return log.record(1.5, Direction.IN, "frame1", "https://a.example", Kind.REQUEST, decision, **members)  # type: ignore[arg-type]


@given(st.integers(1, 8), st.integers(0, 20), st.integers(-5, 25))
def test_since_gives_what_is_kept_after_a_number(capacity: int, count: int, since: int) -> None:
    log = TrafficLog(capacity)
    for _ in range(count):
        recorded(log)
    kept = range(max(1, count - capacity + 1), count + 1)
    assert [entry.seq for entry in log.since(since)] == [number for number in kept if number > since]
    assert (len(log), log.total, log.dropped) == (len(kept), count, count - len(kept))


@given(st.lists(st.sampled_from(["record", "amend", "clear"]), max_size=30))
def test_an_amendment_reaches_its_own_entry_or_none(steps: list[str]) -> None:
    log = TrafficLog(4)
    entries: list[Entry] = []
    for step in steps:
        if step == "record":
            entries.append(recorded(log, request=f"r{log.total}"))
        elif step == "clear":
            log.clear()
        elif entries:
            entry = entries.pop(0)
            log.amend(entry, REFUSED, 2.0)
    for entry in log.since():
        amended = entry.seq not in [waiting.seq for waiting in entries]
        assert (entry.decision is REFUSED) == amended
        assert entry.request == f"r{entry.seq - 1}"


def test_summary() -> None:
    log = TrafficLog()
    entry = recorded(log, REFUSED, request="agent.get", reference="7", text="{}", left_out=("a",))
    log.amend(entry, REFUSED, 0.5, ("a",))
    (summary,) = [entry.summary() for entry in log.since()]
    assert summary == {
        "seq": 1, "time": 1500, "direction": "in", "frame": "frame1", "origin": "https://a.example", "kind": "request",
        "request": "agent.get", "referenceId": "7", "verdict": "refused", "reason": "ORIGIN_NOT_LISTED", "rule": "rule",
        "note": "note", "ms": 0.5, "leftOut": ["a"],
    }  # fmt: skip
    assert "reason" not in recorded(log).summary()


def test_counts_are_over_all_that_ever_was() -> None:
    log = TrafficLog(2)
    for _ in range(5):
        log.amend(recorded(log), REFUSED, 0.0)
    recorded(log)
    assert (log.by_verdict[Verdict.REFUSED], log.by_verdict[Verdict.ALLOWED]) == (5, 1)
    assert log.by_reason[Reason.ORIGIN_NOT_LISTED] == 5
    log.clear()
    assert (len(log), log.by_verdict.total(), log.dropped) == (0, 0, 0)
    assert recorded(log).seq == 7, "numbers go on"


def test_what_clients_wrote_is_shortened() -> None:
    long = "x" * 10_000
    log = TrafficLog()
    entry = recorded(log, request=long, event=long, reference=[long])
    log.amend(entry, Decision(Verdict.FAILED, note=long), 1.0, (long,) * 1000)
    (kept,) = log.since()
    assert [len(text or "") for text in (kept.request, kept.event, kept.decision.note)] == [TEXT_KEPT + 1] * 3
    assert len(kept.left_out) == KEYS_KEPT
    assert len(json.dumps(kept.summary())) < 20_000
    assert recorded(log, reference="7").reference == "7"
    assert recorded(log, reference=7).reference == 7


LIMITED = Decision(Verdict.RATE_LIMITED, Reason.RATE_LIMIT_REACHED, "rule", "note")


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([ALLOWED, REFUSED, LIMITED])), max_size=30))
def test_every_entry_is_counted_once_however_often_it_is_amended(steps: list[tuple[int, Decision]]) -> None:
    """Finding 12: a second amendment was counted as if the first had not been."""
    log = TrafficLog(4)
    entries: list[Entry] = []
    for which, decision in steps:
        if which < len(entries):
            entries[which] = log.amend(entries[which], decision, 1.0)
        else:
            entries.append(recorded(log, decision))
    assert log.by_verdict.total() == len(entries)
    for decision in (ALLOWED, REFUSED, LIMITED):
        assert log.by_verdict[decision.verdict] == sum(entry.decision == decision for entry in entries)
    assert sum(log.by_reason.values()) == sum(entry.decision.reason is not None for entry in entries)
    assert all(log.by_reason.values()), "no reason is named that none has"


def test_an_old_copy_of_an_entry_amends_the_one_in_the_log() -> None:
    log = TrafficLog()
    entry = recorded(log)
    log.amend(entry, LIMITED, None)
    log.amend(entry, REFUSED, 1.0)
    assert (log.by_verdict[Verdict.ALLOWED], log.by_verdict[Verdict.RATE_LIMITED], log.by_verdict[Verdict.REFUSED]) == (
        0, 0, 1,
    )  # fmt: skip
    assert dict(log.by_reason) == {Reason.ORIGIN_NOT_LISTED: 1}


def test_an_entry_from_before_a_clear_is_not_in_the_counts() -> None:
    log = TrafficLog()
    entry = recorded(log)
    log.clear()
    log.amend(entry, REFUSED, 1.0)
    assert (log.by_verdict.total(), log.by_reason.total(), log.held) == (0, 0, 0)


texts = st.one_of(st.none(), st.text(max_size=50), st.sampled_from(["x" * 900, "\U0001f600" * 900, "é" * 900]))


@given(
    st.integers(500, 20_000),
    st.lists(st.tuples(st.sampled_from(["record", "amend", "clear"]), texts, st.integers(0, 3)), max_size=60),
)
def test_the_log_keeps_within_its_bytes(kept: int, steps: list[tuple[str, str | None, int]]) -> None:
    log = TrafficLog(50, kept)
    entries: list[Entry] = []
    for step, text, keys in steps:
        if step == "record":
            entries.append(recorded(log, text=text, request=text))
        elif step == "clear":
            log.clear()
        elif entries:
            log.amend(entries.pop(0), REFUSED, 1.0, (text or "",) * keys)
        held = list(log.since())
        assert log.held == sum(weight(entry) for entry in held)
        assert log.held <= kept
        # Texts go before entries, and the oldest first.
        without = [entry.text is None for entry in held if entry.seq < log._texts_from]
        assert all(without)
        assert log.total == log.dropped + len(held) or "clear" in [step for step, _, _ in steps]


@pytest.mark.parametrize("member", ["text", "request", "event", "event_type", "reference", "note", "left_out"])
def test_each_text_of_an_entry_weighs_what_it_has_of_characters(member: str) -> None:
    def entry(text: str) -> Entry:
        if member == "note":
            return recorded(TrafficLog(), Decision(Verdict.FAILED, Reason.REQUEST_FAILED, note=text))
        return recorded(TrafficLog(), **{member: (text,) if member == "left_out" else text})

    assert weight(entry("x" * 180)) - weight(entry("x" * 80)) == 100


def test_what_just_fits_is_kept_whole() -> None:
    number = 3 * NEWEST_WHOLE
    exact = sum(weight(recorded(TrafficLog(), text="x" * 100)) for _ in range(number))
    for less, gone in ((0, 0), (1, 1)):
        log = TrafficLog(bytes_kept=exact - less)
        for _ in range(number):
            recorded(log, text="x" * 100)
        assert sum(entry.text is None for entry in log.since()) == gone


def test_texts_go_first_and_the_oldest_of_them() -> None:
    log = TrafficLog(bytes_kept=200 * weight_of("x" * 1000))
    for _ in range(2000):
        recorded(log, text="x" * 1000)
    held = list(log.since())
    gone = [entry.text is None for entry in held]
    assert len(held) > 220, "entries without their texts take less room"
    assert gone == sorted(gone, reverse=True), "the oldest went first"
    assert not any(gone[-NEWEST_WHOLE:])
    assert gone[0]


def weight_of(text: str) -> int:
    return weight(recorded(TrafficLog(), text=text))


@pytest.mark.parametrize("character", ["x", "é", "\u05d0", "\U0001f600", "\ud800"], ids=ascii)
def test_five_thousand_long_messages_stay_within_the_limit(character: str) -> None:
    """Finding 10: 5,000 messages of 16,000 emoji held 163 MB."""
    log = TrafficLog()
    mixed = character + "x" * 15_999
    for number in range(1500):
        text = (character * 16_000 if number % 2 else mixed)[: MESSAGE_KEPT - 5] + str(number)
        recorded(log, text=text, left_out=(character * 200,) * 50)
    measured = sum(sys.getsizeof(entry.text) + sum(map(sys.getsizeof, entry.left_out)) for entry in log.since())
    assert measured <= log.held <= BYTES_KEPT
    assert log.by_verdict[Verdict.ALLOWED] == log.total == 1500
    assert list(log.since())[-1].text is not None, "the newest are whole"


def test_a_message_that_is_too_long_is_not_kept() -> None:
    assert recorded(TrafficLog(), text="x" * (MESSAGE_KEPT + 1)).text is None
    assert recorded(TrafficLog(), text="x" * MESSAGE_KEPT).text is not None


def test_no_message_waits_for_the_counts_but_whoever_looks_finds_them_complete() -> None:
    log = TrafficLog(4)
    first = recorded(log)
    assert log._by_verdict.total() == 0, "counted when somebody looks"
    log.amend(first, REFUSED, 1.0)
    assert dict(log.by_verdict) == {Verdict.REFUSED: 1}
    for _ in range(40):
        recorded(log)
    assert len(log._entries) < 40, "and before too many are behind"
