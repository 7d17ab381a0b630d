"""The traffic panel: filters, the window of rows, pairing, following, details."""

from __future__ import annotations

import pytest

from host_page.views.bench.traffic.details import Details, details
from host_page.views.bench.traffic.filter import name, parse_filter
from host_page.views.bench.traffic.model import (
    MARGIN,
    ROW_HEIGHT,
    Divider,
    Matching,
    Row,
    RowBook,
    matching_entries,
    traffic_model,
)
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.json_view import json_pieces, parse
from host_page.views.regions import Region
from host_page.views.ui_state import DetailTab, TrafficView
from scapi.decisions import ALLOWED, Decision, Reason, Verdict
from scapi.frames import Frames
from scapi.traffic import Direction, Kind, TrafficLog
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, NONE, SOME, Stage

REFUSED = Decision(Verdict.REFUSED, Reason.REQUEST_NOT_LISTED)


def shown(log: TrafficLog, view: TrafficView | None = None) -> ShownLog:
    return ShownLog(log, Frames(), view or TrafficView())


def details_of(stage: Stage, seq: int, tab: DetailTab) -> Details | None:
    view, session = stage.ui.traffic, stage.session
    view.selected, view.tab = seq, tab
    return details(ShownLog(session.traffic, session.frames, view), session.frames, view)


def log_of(number: int, capacity: int = 5000) -> TrafficLog:
    """Requests and their replies, every tenth refused."""
    log = TrafficLog(capacity)
    for count in range(number):
        decision = REFUSED if count % 10 == 0 else ALLOWED
        kept = {"request": "agent.get", "reference": str(count)}
        asked = log.record(float(count), Direction.IN, "frame1", FULL, Kind.REQUEST, decision, **kept)
        log.record(float(count), Direction.OUT, "frame1", FULL, Kind.REPLY, ALLOWED, answers=asked.seq, **kept)
    return log


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", 7),
        ("agent", 4),
        ("AGENT.GET", 2),
        ("-agent", 3),
        ("verdict:refused", 2),
        ("-verdict:allowed", 2),
        ("origin:8003", 1),
        ("frame:frame1", 4),
        ("ref:1", 1),
        ("kind:event", 1),
        ("name:dialing", 0),
        ("reason:not listed", 1),
        ("agent.get origin:8001", 1),
        ("ref:", 7),
        ("nosuch:1", 0),
        ("-", 0),
    ],
)
def test_filters(text: str, found: int) -> None:
    stage = Stage()
    pop = stage.client(FULL)
    pop.subscribe("agent")
    pop.request("agent.get")
    stage.client(SOME).request("voice.hangUp", "1")
    stage.client(NONE).request("agent.get")
    stage.session.workspace.presence.set_state("Break")
    view = TrafficView(filter=text)
    names = [
        name(entry) for entry in matching_entries(ShownLog(stage.session.traffic, stage.session.frames, view), view)
    ]
    assert len(names) == found, names


def test_a_filter_of_other_people_s_making_never_fails() -> None:
    for text in (":", "::", "-:", "ref:-", "verdict::", "\\", "[", "(*)", "-" * 50, "\x00", "🙂:🙂"):
        assert isinstance(parse_filter(text), tuple)


def test_only_the_rows_in_view_and_a_margin_are_in_the_page() -> None:
    log = log_of(2500)
    model = traffic_model(shown(log), TrafficView(rows=9))
    assert model.matching == 2500
    assert len(model.rows) == 9 + MARGIN
    assert model.rows[-1].seq == 4999
    assert model.below == 0
    assert model.above == (2500 - 9 - MARGIN) * ROW_HEIGHT
    middle = traffic_model(shown(log), TrafficView(rows=9, offset=1000))
    assert len(middle.rows) == 9 + 2 * MARGIN
    assert middle.above + middle.below + len(middle.rows) * ROW_HEIGHT == 2500 * ROW_HEIGHT
    assert middle.rows[MARGIN].seq == 2001


def test_a_full_log_makes_no_row_anew_for_each_message_that_it_drops() -> None:
    log, view, book = TrafficLog(capacity=60), TrafficView(rows=50), RowBook()
    log_shown = shown(log)
    matching = Matching(log_shown)

    def more(number: int) -> list[Row | Divider]:
        for _ in range(number):
            log.record(40.0, Direction.IN, "frame1", FULL, Kind.REQUEST, ALLOWED, request="agent.get")
        entries = matching.entries(view)
        return list(traffic_model(log_shown, view, entries, (), book, matching.gone).rows)

    full = more(60)
    assert [row.position for row in full] == list(range(2, 62))
    later = more(5)
    assert [row.seq for row in later] == list(range(6, 66))
    assert [one is other for one, other in zip(full[5:], later, strict=False)].count(False) == 2, "the stop of Tab"
    assert [row.position for row in later] == list(range(7, 67))
    log.clear()
    assert [row.position for row in more(3)] == [2, 3, 4]


def test_while_messages_flow_no_row_is_made_only_to_be_above_those_in_view() -> None:
    log, view, book = log_of(100), TrafficView(rows=9), RowBook()

    def rows() -> list[int]:
        return [row.seq for row in traffic_model(shown(log), view, book=book).rows]

    def more(number: int) -> None:
        for _ in range(number):
            log.record(40.0, Direction.IN, "frame1", FULL, Kind.REQUEST, ALLOWED, request="agent.get")

    whole = rows()
    view.flows = True
    more(3)
    assert rows() == [*whole[3:], 201, 202, 203], "what is there stays"
    more(30)
    assert rows() == list(range(225, 234)), "between these and the others there would be a gap"
    more(2)
    assert rows() == list(range(225, 236))
    view.offset = 60
    assert len(rows()) == 9 + 2 * MARGIN, "whoever looks around has rows on both sides"
    view.offset, view.flows = None, False
    assert len(rows()) == 9 + MARGIN


def test_rows_are_made_once_and_again_when_something_of_them_is_another() -> None:
    log, view, book = log_of(30), TrafficView(rows=50), RowBook()

    def rows() -> list[object]:
        return list(traffic_model(shown(log), view, book=book).rows)

    before = rows()
    asked = log.record(40.0, Direction.IN, "frame1", FULL, Kind.REQUEST, ALLOWED, request="agent.get")
    grown = rows()
    assert all(one is other for one, other in zip(before, grown, strict=False))
    log.amend(asked, REFUSED, 1.5)
    amended = rows()
    assert amended[-1] != grown[-1]
    assert amended[-2] is grown[-2]
    view.selected = asked.seq
    assert [one is other for one, other in zip(rows(), amended, strict=True)].count(False) == 2, "the stop of Tab, too"
    log.clear()
    assert rows() == []


def test_replies_are_paired_or_lines_of_their_own() -> None:
    log = log_of(10)
    assert traffic_model(shown(log), TrafficView()).matching == 10
    assert traffic_model(shown(log), TrafficView(paired=False)).matching == 20


def test_a_reply_that_did_not_arrive_keeps_its_line() -> None:
    log = log_of(1)
    log.record(1.0, Direction.OUT, "frame1", FULL, Kind.REPLY, Decision(Verdict.DROPPED, Reason.FRAME_GONE), answers=1)
    assert traffic_model(shown(log), TrafficView()).matching == 2


def test_scrolling_up_stops_following_and_counts_what_is_new(stage: Stage) -> None:
    client = stage.client(FULL)
    for _ in range(30):
        client.request("agent.get")
    stage.run("traffic-scroll", top="0", height="261", whole="800")
    assert "data-follow" not in stage.html(Region.TRAFFIC)
    client.request("agent.get")
    client.request("agent.get")
    assert "2 new" in stage.html(Region.TRAFFIC)
    stage.run("traffic-follow")
    assert "data-follow" in stage.html(Region.TRAFFIC)
    stage.run("traffic-scroll", top="100", height="261", whole="800")
    stage.run("traffic-scroll", top="539", height="261", whole="800")
    assert "data-follow" in stage.html(Region.TRAFFIC)


def test_scrolling_with_strange_numbers_does_nothing_bad(stage: Stage) -> None:
    for value in ("", "nan", "-5", "1e400", "12.7", "x"):
        stage.run("traffic-scroll", top=value, height=value, whole="99999")
        assert "messages" in stage.html(Region.TRAFFIC)


def test_pause_keeps_counting(stage: Stage) -> None:
    client = stage.client(FULL)
    client.request("agent.get")
    stage.run("traffic-pause")
    client.request("agent.get")
    page = Page(stage.html(Region.TRAFFIC))
    assert len([e for e in page.all("tr") if "data-verdict" in e.attributes]) == 2
    assert page.text("button", data_action="traffic-chip", data_arg="") == "All 5"
    stage.run("traffic-pause")
    assert len([e for e in Page(stage.html(Region.TRAFFIC)).all("tr") if "data-verdict" in e.attributes]) == 3


def test_a_chip_narrows_and_the_same_chip_lifts(stage: Stage) -> None:
    stage.client(FULL).request("agent.get")
    stage.client(SOME).request("voice.hangUp", "1")
    stage.run("traffic-chip", "refused")
    page = Page(stage.html(Region.TRAFFIC))
    assert {e.attributes["data-verdict"] for e in page.all("tr") if "data-verdict" in e.attributes} == {"refused"}
    stage.run("traffic-chip", "refused")
    assert stage.ui.traffic.chip == ""


def test_dropped_messages_are_told_in_the_first_line(stage: Stage) -> None:
    stage.session.traffic.capacity = 3
    for _ in range(4):
        stage.client(FULL).request("agent.get")
    assert "older messages were dropped" in stage.html(Region.TRAFFIC)


def test_arrow_keys_move_and_bring_the_row_into_the_page(stage: Stage) -> None:
    for _ in range(60):
        stage.client(FULL).request("agent.get")
    stage.run("traffic-move", "last")
    last = stage.ui.traffic.selected
    stage.run("traffic-move", "previous")
    assert stage.ui.traffic.selected != last
    stage.run("traffic-move", "first")
    assert stage.page.calls[-1] == ("focus", "#message-1")
    page = Page(stage.html(Region.TRAFFIC))
    assert page.one(id="message-1").attributes["aria-selected"] == "true"
    assert [e.attributes["id"] for e in page.all("tr", tabindex="0")] == ["message-1"]
    stage.run("traffic-close")
    assert stage.ui.traffic.selected is None


def test_details_of_a_refused_request(stage: Stage) -> None:
    stage.client(SOME).request("voice.hangUp", "1")
    told = details_of(stage, 1, DetailTab.DECISION)
    assert told is not None
    assert told.reason == "REQUEST_NOT_LISTED"
    assert told.rule.startswith(f"entry 2: {SOME}")
    assert told.frame == "Click to Dial, frame2, workspace tab"
    assert [tab.label for tab in told.tabs][:3] == ["Decision", "Request", "Reply"]
    assert '"voice.hangUp"' in "".join(piece.text for piece in told.message)
    assert "errorMessage" in "".join(piece.text for piece in told.reply)


def test_details_of_a_quarantined_request_say_that_nothing_was_sent(stage: Stage) -> None:
    for _ in range(4):
        stage.client(FULL).request("voice.dial", 5)
    seq = next(e.seq for e in stage.session.traffic.since() if e.decision.verdict is Verdict.QUARANTINED)
    told = details_of(stage, seq, DetailTab.REPLY)
    assert told is not None
    assert told.reply_note == "None was sent."
    assert [other.name for other in told.related] == ["voice.dial"] * len(told.related)


def test_details_of_an_event_show_the_keys_that_were_left_out(stage: Stage) -> None:
    stage.client(FULL).subscribe("interaction")
    stage.ring(userData={"Segment": "Gold", "Secret": "x"})
    seq = next(e.seq for e in stage.session.traffic.since() if e.kind is Kind.EVENT)
    told = details_of(stage, seq, DetailTab.DECISION)
    assert told is not None
    assert told.name == "interaction ADDED"
    assert "Secret" in told.left_out
    assert '"Secret": left out' in [piece.text for piece in told.message if piece.kind == "left"]
    assert "DetailTab" not in str(told.tabs)
    assert [tab.label for tab in told.tabs][:2] == ["Decision", "Event"]


def test_details_of_what_the_log_has_forgotten(stage: Stage) -> None:
    assert details_of(stage, 99, DetailTab.DECISION) is None
    stage.run("traffic-select", "99")
    assert "details-head" not in stage.html(Region.TRAFFIC)


def test_json_is_indented_and_cut() -> None:
    def text(value: object) -> str:
        return "".join(piece.text for piece in json_pieces(value))  # type: ignore[arg-type]

    assert text({"a": [1, "x", None], "b": {}, "c": [[1]]}) == (
        '{\n  "a": [1, "x", null],\n  "b": {},\n  "c": [\n    [1]\n  ]\n}'
    )
    assert text(["x" * 50_000]).endswith("characters")
    assert parse("no json") == "no json"
    assert parse(None) is None


def test_keys_left_out_stand_in_the_one_user_data_only() -> None:
    one = json_pieces({"data": {"userData": {"A": 1}}}, ["B"])
    assert [piece.text for piece in one if piece.kind == "left"] == ['"B": left out']
    two = json_pieces([{"userData": {}}, {"userData": {}}], ["B"])
    assert [piece for piece in two if piece.kind == "left"] == []


def test_what_is_not_possible_now_is_said_so_and_what_never_is_is_not(stage: Stage) -> None:
    call, app = stage.ring(), stage.client(FULL)
    app.request("voice.hold", call)
    app.request("voice.hold", "none")
    app.request("system.openDialog", {"url": "x", "width": 1})
    reasons = ["".join(each.text) for each in Page(stage.html(Region.TRAFFIC)).all("td", class_="c-reason")]
    assert "not possible now: The interaction cannot be held in the state RINGING." in reasons
    assert "Interaction not found." in reasons
    assert not any("not possible now" in each for each in reasons[2:])
