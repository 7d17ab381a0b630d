"""Logs that do not grow: saved as a file and shown from one, or kept of the page before a reload."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_page.views.bench.traffic.entry_file import entry_object, kept_object, read_entry
from host_page.views.bench.traffic.saved_log import (
    LARGEST_FILE,
    MOST_ENTRIES,
    FileProblem,
    page_object,
    read_file,
    read_kept,
)
from host_page.views.regions import Region
from scapi.decisions import Decision, Reason, Verdict
from scapi.traffic import MESSAGE_KEPT, TEXT_KEPT, Direction, Entry, Kind
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, NONE, Stage

ENTRIES = st.builds(
    Entry,
    seq=st.integers(-1000, 1000),
    time=st.integers(0, 2_000_000_000).map(float),
    direction=st.sampled_from(Direction),
    frame=st.text(max_size=10),
    origin=st.text(max_size=10),
    kind=st.sampled_from(Kind),
    decision=st.builds(
        Decision,
        st.sampled_from(Verdict),
        st.none() | st.sampled_from(Reason),
        st.text(max_size=9),
        st.text(max_size=9),
    ),
    request=st.none() | st.text(min_size=1, max_size=10),
    event=st.none() | st.text(min_size=1, max_size=10),
    event_type=st.none() | st.text(min_size=1, max_size=10),
    reference=st.none() | st.integers(0, 99) | st.text(max_size=9),
    ms=st.none() | st.floats(0, 9000),
    text=st.none() | st.text(max_size=40),
    left_out=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    answers=st.none() | st.integers(-9, 9),
    resent=st.booleans(),
)


@given(ENTRIES, st.text(max_size=9))
def test_what_is_kept_is_read_as_it_was(entry: Entry, app: str) -> None:
    kept = json.loads(json.dumps(kept_object(entry, app, 1000)))
    assert read_entry(kept) == (entry, app)


def test_a_long_message_is_kept_without_its_text() -> None:
    entry = Entry(1, 0.0, Direction.IN, "f", "o", Kind.REQUEST, Decision(Verdict.ALLOWED), text="x" * 50)
    assert "text" not in kept_object(entry, "", 49)


def filled(stage: Stage) -> list[dict[str, Any]]:
    """A log with a call of two apps, as its file has it."""
    stage.client(FULL).subscribe("interaction")
    call = stage.ring(userData={"Segment": "Gold", "Secret": "x"})
    stage.client(FULL).request("interaction.setUserData", call, {"Segment": "Silver"})
    stage.client(NONE).request("agent.get")
    stage.run("traffic-export")
    read: list[dict[str, Any]] = json.loads(stage.page.calls[-1][3])
    return read


def chosen(stage: Stage, content: object, name: str = "log.json", size: int | None = None) -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    fields = {"name": name, "size": str(len(data) if size is None else size)}
    if size is None:
        fields["data"] = base64.b64encode(data).decode()
    stage.run("traffic-import", "", **fields)


def test_a_saved_log_is_shown_as_it_was(stage: Stage) -> None:
    content = filled(stage)
    before = Page(stage.html(Region.TRAFFIC_ROWS))
    other = Stage()
    chosen(other, content)
    shown = Page(other.html(Region.TRAFFIC_ROWS))
    assert ["".join(each.text) for each in shown.all("tr")] == ["".join(each.text) for each in before.all("tr")]
    assert f"Saved log log.json, {len(content)} messages" in Page(other.html(Region.TRAFFIC)).text(
        data_testid="imported-log", class_="log-note"
    )
    other.run("traffic-chip", "refused")
    assert len(Page(other.html(Region.TRAFFIC_ROWS)).all("tr")) == 1
    other.run("traffic-chip", "")
    redacted = next(each["seq"] for each in content if each.get("leftOut"))
    other.run("traffic-select", str(redacted))
    assert "left out" in other.html(Region.DETAILS)
    other.run("traffic-select", str(next(each["seq"] for each in content if each.get("request"))))
    button = Page(other.html(Region.DETAILS)).one(data_action="traffic-resend")
    assert "of a file" in button.attributes["title"]
    other.run("traffic-live")
    assert "imported-log" not in other.html(Region.TRAFFIC)
    assert Page(other.html(Region.TRAFFIC_ROWS)).all("tr") == []


def test_a_saved_log_can_be_saved_again(stage: Stage) -> None:
    content = filled(stage)
    chosen(stage, content)
    stage.run("traffic-export")
    assert json.loads(stage.page.calls[-1][3]) == content


def wrong(content: list[dict[str, Any]], place: int, **members: object) -> list[object]:
    changed = {**content[place - 1], **members}
    return [*content[: place - 1], {k: v for k, v in changed.items() if v is not ...}, *content[place:]]


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"verdict": "fine"}, "verdict must be one of allowed, refused, "),
        ({"verdict": ...}, "verdict must be one of allowed, "),
        ({"reason": "WHY"}, "reason must be a reason of the traffic log, not 'WHY'"),
        ({"kind": 5}, "kind must be one of request, "),
        ({"direction": "up"}, "direction must be one of in, out, not 'up'"),
        ({"time": "noon"}, "time must be a number, not a string"),
        ({"time": -1}, "time must be from 0"),
        ({"time": True}, "time must be a number, not true"),
        ({"seq": 1.5}, "seq must be a whole number, not 1.5"),
        ({"seq": 1}, "seq must be greater than 1 before it, not 1"),
        ({"origin": []}, "origin must be a string, not an array"),
        ({"leftOut": [1]}, "leftOut must be an array of strings"),
        ({"answers": "1"}, "answers must be a whole number"),
        ({"text": 5}, "text must be a string, not 5"),
    ],
)
def test_a_wrong_message_is_named_with_what_was_expected(
    stage: Stage, members: dict[str, object], problem: str
) -> None:
    content = filled(stage)
    chosen(stage, wrong(content, 2, **members))
    text = stage.html(Region.TRAFFIC).replace("&#39;", "'")
    assert f"log.json, message 2: {problem}" in text
    assert stage.ui.traffic.imported is None
    stage.run("traffic-problem-close")
    assert "message 2:" not in stage.html(Region.TRAFFIC)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe\x00", "x is not a saved traffic log: expected JSON in UTF-8."),
        (b"[\n  {,", "x, line 2, column 4: "),
        (b"{}", "x is not a saved traffic log: expected an array of messages."),
        (b"[]", "x has no messages."),
        (b"[5]", "x, message 1: must be an object, not 5."),
        (b"[" * 100_000, "x is not a saved traffic log"),
        (
            b"[" + b"{}," * MOST_ENTRIES + b"{}]",
            f"x has {MOST_ENTRIES + 1} messages; at most {MOST_ENTRIES} can be shown.",
        ),
    ],
)
def test_a_file_that_is_no_log_says_so(content: bytes, problem: str) -> None:
    with pytest.raises(FileProblem, match=r"^x") as raised:
        read_file("x", content)
    assert str(raised.value).startswith(problem)


def test_a_file_that_is_too_large_or_unreadable_is_told(stage: Stage) -> None:
    chosen(stage, b"", size=LARGEST_FILE + 1)
    assert stage.ui.traffic.problem == "log.json is too large: at most 32 MB."
    chosen(stage, b"", size=5)
    assert stage.ui.traffic.problem == "log.json is not readable."
    stage.run("traffic-import", "", name="x", size="3", data="***")
    assert stage.ui.traffic.problem == "x is not readable."


def test_texts_of_a_file_are_bounded_as_in_the_log() -> None:
    given = {"seq": 1, "time": 1, "direction": "in", "kind": "request", "verdict": "allowed"}
    entry, _ = read_entry({**given, "request": "x" * 9999, "message": "y" * MESSAGE_KEPT})
    assert entry.request is not None
    assert len(entry.request) == TEXT_KEPT + 1
    assert entry.text is None


def test_the_file_has_what_the_driver_tells_and_the_app(stage: Stage) -> None:
    content = filled(stage)
    summary = next(stage.session.traffic.since()).summary()
    assert content[0] == {
        **summary,
        "app": "Screen Pop",
        "message": json.loads(next(stage.session.traffic.since()).text or ""),
    }
    assert content[0] == json.loads(json.dumps(entry_object(next(stage.session.traffic.since()), "Screen Pop")))
    reply = next(each for each in content if each["kind"] == "reply")
    assert reply["answers"] == 1


# ── what was kept ────────────────────────────────────────────────────────────────────────────────────────────────────


def row(seq: int, **members: object) -> dict[str, object]:
    given = {"seq": seq, "time": seq * 1000, "direction": "in", "frame": "frame1", "origin": FULL}
    return {**given, "kind": "request", "verdict": "allowed", "request": f"r{seq}", "app": "Pop", **members}


def test_pages_before_count_back_with_a_line_between_them() -> None:
    blocks = [[page_object(10.0), row(1), row(2, kind="reply", answers=1)], [page_object(20.0), row(1)], [row(2)]]
    log = read_kept(blocks, 30.0, 100)
    assert log is not None
    told = [(each.seq, each.kind.value, each.request, each.answers, each.time) for each in log.entries]
    assert told == [
        (-5, "request", "r1", None, 1.0),
        (-4, "reply", "r2", -5, 2.0),
        (-3, "page", None, None, 20.0),
        (-2, "request", "r1", None, 1.0),
        (-1, "request", "r2", None, 2.0),
        (0, "page", None, None, 30.0),
    ]
    assert log.label(log.entries[0]) == "Pop"
    assert log.messages == 4


def test_only_the_newest_are_brought_back() -> None:
    log = read_kept([[page_object(1.0), *(row(seq) for seq in range(1, 50))]], 60.0, 10)
    assert log is not None
    assert [each.request for each in log.entries] == [*(f"r{seq}" for seq in range(40, 50)), None]


@pytest.mark.parametrize("blocks", [[], [[]], [[page_object(1.0)]], [5], [{"a": 1}], [[{"seq": "x"}]], [[None]]])
def test_what_cannot_be_read_is_left_out(blocks: list[object]) -> None:
    assert read_kept(blocks, 5.0, 100) is None
    log = read_kept([*blocks, [row(1)]], 5.0, 100)
    assert log is not None
    assert log.messages == 1


def test_the_panel_shows_them_before_its_own(stage: Stage) -> None:
    stage.ui.traffic.earlier = read_kept([[page_object(1.0), row(1), row(2, verdict="refused")]], 5.0, 100)
    stage.client(FULL).request("agent.get")
    rows = Page(stage.html(Region.TRAFFIC_ROWS)).all("tr")
    assert [each.attributes["id"] for each in rows][:4] == ["message--2", "message--1", "message-0", "message-1"]
    assert "Page loaded again at" in "".join(rows[2].text)
    assert Page(stage.html(Region.TRAFFIC)).text(data_action="traffic-chip", data_arg="") == "All 5"
    stage.run("traffic-chip", "refused")
    assert len(Page(stage.html(Region.TRAFFIC_ROWS)).all("tr", data_verdict="refused")) == 1
    stage.run("traffic-chip", "")
    stage.run("traffic-move", "first")
    assert stage.ui.traffic.selected == -2
    for _ in range(2):
        stage.run("traffic-move", "next")
    assert stage.ui.traffic.selected == 1, "the line between the pages is no message"
    stage.run("traffic-select", "-1")
    assert "Pop, frame1" in stage.html(Region.DETAILS)
    stage.run("traffic-clear")
    assert stage.ui.traffic.earlier is None
    assert ("forget traffic",) in stage.page.calls


def test_the_option_to_keep_is_in_the_menu(stage: Stage) -> None:
    item = Page(stage.html(Region.TRAFFIC)).one(data_action="traffic-keep")
    assert (item.attributes["aria-checked"], item.attributes["data-arg"]) == ("true", "off")
    stage.run("traffic-keep", "off")
    assert stage.page.calls[-1] == ("forget traffic",)
    assert Page(stage.html(Region.TRAFFIC)).one(data_action="traffic-keep").attributes["aria-checked"] == "false"
