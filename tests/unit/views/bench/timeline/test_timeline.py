"""The time line of an interaction: everything about it in order, each thing below what it came of."""

from __future__ import annotations

import json

from host_page.views.bench.timeline.causes import Causes
from host_page.views.bench.timeline.histories import MOST_HISTORIES, MOST_STEPS
from host_page.views.bench.timeline.model import Line, timeline
from host_page.views.bench.traffic.entry_file import kept_object
from host_page.views.bench.traffic.saved_log import read_file, read_kept
from host_page.views.bench.traffic.shown_log import ShownLog
from host_page.views.regions import Region
from host_page.views.ui_state import Bench, PagePart
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, SOME, Stage


def lines(stage: Stage, interaction: str) -> list[Line]:
    log = ShownLog(stage.session.traffic, stage.session.frames, stage.ui.traffic)
    return list(timeline(log, stage.ui.histories, stage.ui.causes, interaction).lines)


def told(stage: Stage, interaction: str) -> list[str]:
    """The lines as texts, effects indented."""
    texts = []
    for line in lines(stage, interaction):
        parts = (line.text, line.detail, *(link.label for link in line.links))
        texts.append(f"{'  ' if line.effect else ''}{' '.join(filter(None, parts))}")
    return texts


def ask(stage: Stage, name: str, *parameters: object) -> None:
    stage.ui.causes.begin("message", "frame1", stage.session.traffic.total)
    stage.client(FULL).request(name, *parameters)  # type: ignore[arg-type]


def test_a_call_from_its_ring_to_its_end(stage: Stage) -> None:
    stage.client(FULL).subscribe("interaction")
    stage.client(SOME).subscribe("interaction")
    call = stage.ring(userData={"Segment": "Silver"})
    stage.run("accept", call)
    ask(stage, "interaction.setUserData", call, {"Segment": "Gold"})
    stage.run("sim-far-end", f"{call} hangUp")
    ask(stage, "interaction.markdone", call)
    assert told(stage, call) == [
        "Driver ring",
        "  Inbound, Ringing",
        "  ADDED to Screen Pop Click to Dial",
        "  RINGING to Screen Pop Click to Dial",
        "In the page accept",
        "  Ringing → Talking",
        "  ESTABLISHED to Screen Pop Click to Dial",
        f'Screen Pop interaction.setUserData "{call}" {{Segment: "Gold"}}',
        '  Segment: "Silver" → "Gold" by Screen Pop',
        "  ATTACHED_DATA_CHANGED to Screen Pop Click to Dial",
        "Simulator far end",
        "  Talking → Ended",
        "  RELEASED to Screen Pop Click to Dial",
        f'Screen Pop interaction.markdone "{call}"',
        "  Gone from the list",
        "  REMOVED to Screen Pop Click to Dial",
    ]


def test_a_request_that_makes_an_interaction_is_its_beginning(stage: Stage) -> None:
    ask(stage, "voice.dial", "0113 496 0200")
    made = next(iter(stage.session.workspace.interactions)).id
    assert told(stage, made)[:2] == ['Screen Pop voice.dial "0113 496 0200"', "  Outbound, Dialing"]


def test_what_a_request_does_to_another_interaction_is_told_with_it(stage: Stage) -> None:
    call = stage.talk()
    ask(stage, "voice.dial", "0113 496 0200")
    assert told(stage, call)[-2:] == ['Screen Pop voice.dial "0113 496 0200"', "  Talking → Held"]


def test_a_refused_request_is_told_and_has_no_effects(stage: Stage) -> None:
    call = stage.talk()
    stage.client(SOME).request("voice.hangUp", call)
    stage.run("hold", call)
    *_, refused, cause, effect = lines(stage, call)
    assert [link.verdict for link in refused.links] == ["refused"]
    assert (cause.text, cause.detail) == ("In the page", "hold")
    assert effect.text == "Talking → Held"


def test_an_event_from_which_keys_were_left_out_says_so(stage: Stage) -> None:
    stage.client(SOME).subscribe("interaction")
    call = stage.talk()
    assert {link.verdict for line in lines(stage, call) for link in line.links} == {"redacted"}
    stage.run("timeline", call)
    assert Page(stage.html(Region.TIMELINE)).all(class_="time-verdict")


def test_a_request_that_was_sent_again_is_marked(stage: Stage) -> None:
    call = stage.talk()
    ask(stage, "voice.hold", call)
    seq = next(each.seq for each in stage.session.traffic.since() if each.request == "voice.hold")
    stage.run("hold", call)
    stage.run("resume", call)
    stage.run("traffic-resend", str(seq))
    assert f'Screen Pop sent again voice.hold "{call}"' in told(stage, call)


def test_ids_that_begin_again_begin_another_history(stage: Stage) -> None:
    stage.client(FULL).subscribe("interaction")
    call = stage.talk()
    stage.session.driver.call("reset", {})
    assert stage.ring() == call
    assert told(stage, call) == [
        "Driver ring",
        "  Inbound, Ringing",
        "  ADDED to Screen Pop",
        "  RINGING to Screen Pop",
    ]


def test_a_session_that_is_taken_over_anew_repeats_nothing(stage: Stage) -> None:
    call = stage.talk()
    before = told(stage, call)
    stage.ui.causes.begin("tab-message", "", stage.session.traffic.total)
    stage.session.restore(stage.session.store.export())
    assert told(stage, call) == before


def test_histories_are_bounded(stage: Stage) -> None:
    call = stage.talk()
    for number in range(MOST_STEPS + 20):
        stage.run("hold" if number % 2 == 0 else "resume", call)
    assert len(stage.ui.histories[call].steps) == MOST_STEPS
    for _ in range(MOST_HISTORIES + 5):
        stage.session.driver.call("ring", {"ani": "1"})
        stage.run("reject-oldest")
    assert len(stage.ui.histories) == MOST_HISTORIES


def test_of_what_the_page_before_had_the_messages_are_told_as_well(stage: Stage) -> None:
    call = stage.talk()
    ask(stage, "voice.hold", call)
    kept = [kept_object(each, "Screen Pop", 1000) for each in stage.session.traffic.since()]
    again = Stage()
    again.ui.traffic.earlier = read_kept([kept], 0.0, 100)
    again.ui.causes.begin("tab-leading", "", 0)
    again.session.restore(stage.session.store.export())
    assert told(again, call) == [
        f'Screen Pop voice.hold "{call}"',
        "Page loaded again",
        "This tab leads",
        "  Inbound, Held",
    ]


def test_a_time_line_of_a_saved_log_has_its_messages(stage: Stage) -> None:
    call = stage.talk()
    ask(stage, "voice.hold", call)
    stage.run("traffic-export")
    stage.ui.traffic.imported = read_file("log.json", stage.page.calls[-1][3].encode())
    assert told(stage, call) == [f'Screen Pop voice.hold "{call}"']


def test_it_stands_in_the_place_of_the_messages(stage: Stage) -> None:
    stage.client(FULL).subscribe("interaction")
    call = stage.talk()
    stage.ui.bench = Bench.CLOSED
    assert Page(stage.html(Region.CASE)).one(data_testid="show-timeline").attributes["data-arg"] == call
    stage.run("timeline", call)
    assert (stage.ui.bench, stage.ui.part) == (Bench.OPEN, PagePart.BENCH)
    assert ("focus", "#timeline") in stage.page.calls
    page = Page(stage.html(Region.TRAFFIC))
    assert page.problems == []
    assert page.all(id="traffic-list") == []
    links = page.all("button", class_="link")
    stage.run("traffic-select", links[0].attributes["data-arg"])
    assert "details-head" in stage.html(Region.TRAFFIC)
    stage.run("timeline-close")
    page = Page(stage.html(Region.TRAFFIC))
    assert page.all(id="timeline") == []
    assert page.all("tr", data_verdict="allowed") != []


def test_of_something_unknown_nothing_is_told(stage: Stage) -> None:
    stage.run("timeline", "77")
    assert "Nothing is known of it" in stage.html(Region.TRAFFIC)
    stage.run("timeline", "")
    assert stage.ui.traffic.timeline == "77"


def test_causes_are_found_by_the_messages_that_came_of_them() -> None:
    causes = Causes()
    causes.begin("call", "ring", 0)
    causes.begin("draw", "", 4)
    causes.begin("message", "frame1", 4)
    causes.begin("action", "sim-far-end", 6)
    assert [(turn.who, turn.what) for seq in (1, 4) if (turn := causes.of(seq))] == [("Driver", "ring")] * 2
    assert causes.of(5) is None
    assert causes.of(6) is None
    now = causes.of(7)
    assert now is not None
    assert (now.who, now.what) == ("Simulator", "far end")
    assert json.dumps(now.number)
