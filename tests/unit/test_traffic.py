"""The traffic log: numbered, bounded, amended."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.traffic import KEYS_KEPT, TEXT_KEPT, Direction, Entry, Kind, TrafficLog

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
