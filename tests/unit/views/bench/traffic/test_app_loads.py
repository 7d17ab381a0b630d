"""Messages of two loads of an app are told apart, though their references are the same."""

from __future__ import annotations

import pytest

from host_page.views.bench.traffic.app_loads import load_of
from host_page.views.bench.traffic.details import details
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.ui_state import DetailTab
from scapi.decisions import ALLOWED
from scapi.traffic import Direction, Entry, Kind
from scapi.values import Json
from tests.unit.views.stage import FULL, Stage

APP = "http://app.example"


def said(*references: Json, origin: str = APP, after: int = 0) -> list[Entry]:
    """Requests of one frame with these references; ``None`` is a page that was loaded again."""
    return [
        Entry(seq, float(seq), Direction.IN, "f1", origin, Kind.REQUEST, ALLOWED, "agent.get", reference=reference)
        if reference is not None
        else Entry(seq, float(seq), Direction.OUT, "", "", Kind.PAGE, ALLOWED)
        for seq, reference in enumerate(references, after + 1)
    ]


def loads(entries: list[Entry]) -> list[list[int]]:
    """The numbers of the messages, by their load."""
    messages = [entry for entry in entries if entry.kind is not Kind.PAGE]
    found = [[other.seq for other in messages if other.seq in load_of(entry, entries)] for entry in messages]
    return [load for number, load in enumerate(found) if load not in found[:number]]


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (("0", "1", "2"), [[1, 2, 3]]),
        (("0", "1", "0", "1"), [[1, 2], [3, 4]]),
        (("0", "0", "1"), [[1], [2, 3]]),
        (("0", "0", "0"), [[1, 2, 3]]),
        ((0, 1, 0), [[1, 2], [3]]),
        (("a", "b", "a"), [[1, 2, 3]]),
        (("0", "1", None, "0"), [[1, 2], [4]]),
        (("0", "1", None, "1", "2"), [[1, 2], [4, 5]]),
    ],
)
def test_references_that_begin_anew_begin_a_load(references: tuple[Json, ...], expected: list[list[int]]) -> None:
    assert loads(said(*references)) == expected


def test_another_origin_is_another_load() -> None:
    entries = [*said("0", "1"), *said("a", "b", origin="http://other.example", after=2)]
    assert loads(entries) == [[1, 2], [3, 4]]


def test_other_frames_and_what_was_sent_again_begin_none() -> None:
    first, second, third = said("0", "1", "2")
    again = second._replace(seq=2, reference="0", resent=True)
    other = second._replace(seq=2, reference="0", frame="f2")
    for between in (again, other):
        assert loads([first, between, third])[0] == [1, 2, 3]


def test_related_messages_are_those_of_one_load_and_both_halves_of_a_request() -> None:
    stage = Stage()
    app = stage.client(FULL)
    for name in ("agent.get", "agent.getState"):
        app.request(name)
    before = stage.session.traffic.total
    app.new_document()
    for name in ("agent.getStateList", "agent.getState"):
        app.request(name)

    def related(seq: int) -> set[int]:
        view = stage.ui.traffic
        view.selected, view.tab = seq, DetailTab.RELATED
        told = details(ShownLog(stage.session.traffic, stage.session.frames, view), stage.session.frames, view)
        assert told is not None
        return {other.seq for other in told.related}

    log = list(stage.session.traffic.since())
    by_load = [
        [e for e in log if (e.seq > before) is later and e.request == "agent.getState"] for later in (False, True)
    ]
    for asked, answered in by_load:
        assert related(asked.seq) == {answered.seq}, "the other load's has the same name and the same reference"
        assert related(answered.seq) == {asked.seq}
