"""One message: filtered to, copied as code, sent again as its app, changed or not."""

from __future__ import annotations

import json

import pytest

from host_page.views.bench.traffic.filter import has, parse_filter, term, with_or_without
from host_page.views.regions import Region
from scapi.decisions import Verdict
from scapi.traffic import Entry, Kind
from tests.unit.views.html_reader import Element, Page
from tests.unit.views.stage import FULL, SOME, Stage


def rows(stage: Stage) -> list[Element]:
    return [each for each in Page(stage.html(Region.TRAFFIC)).all("tr") if "data-verdict" in each.attributes]


def last(stage: Stage, kind: Kind = Kind.REQUEST) -> Entry:
    return [each for each in stage.session.traffic.since() if each.kind is kind][-1]


def dialled(stage: Stage) -> str:
    """A request to dial, selected; its number."""
    stage.client(FULL).request("voice.dial", "5001", {"Segment": "Gold"})
    seq = str(last(stage).seq)
    stage.run("traffic-select", seq)
    return seq


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5001", 1),
        ("args:gold", 1),
        ("-args:gold", 6),
        ('app:"screen pop"', 5),
        ("app:pop", 5),
        ('app:"pop"', 0),
        ('name:"agent.get"', 1),
        ("name:agent.get", 2),
        ('"screen pop"', 5),
        ("interaction:1", 1),
        ('interaction:"1"', 1),
        ("interaction:2", 0),
        ("interaction:", 7),
    ],
)
def test_filters_for_what_a_message_says(stage: Stage, text: str, found: int) -> None:
    pop = stage.client(FULL)
    pop.request("voice.dial", "5001", {"Segment": "Gold"})
    pop.request("voice.hangUp", "1")
    pop.request("agent.get")
    pop.request("agent.getState")
    stage.client(SOME).request("email.create", "x")
    stage.run("traffic-filter", value=text)
    assert len(rows(stage)) == found


def test_a_term_is_added_to_the_filter_and_taken_out_again() -> None:
    wanted = term("app", 'My "good" app')
    assert wanted == 'app:"My \\"good\\" app"'
    text = with_or_without("agent -ref:1", wanted)
    assert has(text, wanted)
    assert parse_filter(text)[-1].word == 'my "good" app'
    assert parse_filter(text)[-1].whole
    assert with_or_without(text, wanted.upper()) == "agent -ref:1"


def test_the_details_filter_to_each_value_and_lift_it(stage: Stage) -> None:
    stage.client(SOME).request("agent.get")
    dialled(stage)
    page = Page(stage.html(Region.DETAILS))
    terms = {each.attributes["data-arg"]: each for each in page.all(class_="narrowing")}
    assert set(terms) == {
        'name:"voice.dial"', 'app:"Screen Pop"', f'origin:"{FULL}"', 'ref:"0"', 'verdict:"allowed"',
    }  # fmt: skip
    stage.run("traffic-only", 'name:"voice.dial"')
    assert stage.page.calls[-1] == ("value", "#traffic-filter", 'name:"voice.dial"')
    assert len(rows(stage)) == 1
    page = Page(stage.html(Region.DETAILS))
    assert page.one(data_arg='name:"voice.dial"').attributes["aria-pressed"] == "true"
    stage.run("traffic-only", 'name:"voice.dial"')
    assert stage.ui.traffic.filter == ""
    stage.run("traffic-filter", value="nothing")
    stage.run("traffic-unfilter")
    assert len(rows(stage)) > 1


def test_the_menu_of_a_row_has_all_of_it(stage: Stage) -> None:
    call = stage.talk()
    stage.client(FULL).request("voice.hold", call)
    seq = str(last(stage).seq)
    stage.run("traffic-menu", seq)
    page = Page(stage.html(Region.MESSAGE_MENU))
    actions = [each.attributes["data-action"] for each in page.all("button")]
    assert actions == [
        *["traffic-only"] * 6, "timeline", *["traffic-copy"] * 3, "traffic-resend", "traffic-edit",
    ]  # fmt: skip
    stage.run("traffic-menu", "99")
    assert stage.html(Region.MESSAGE_MENU).strip() == ""


def test_a_request_is_copied_as_a_call_of_the_library(stage: Stage) -> None:
    seq = dialled(stage)
    stage.run("traffic-copy", f"call {seq}")
    called = 'genesys.wwe.service.voice.dial("5001", {"Segment": "Gold"}, (reply) => console.log(reply), '
    assert stage.page.calls[-1] == ("copy", f"{called}(problem) => console.warn(problem));")
    assert "Copied as a call of the library." in Page(stage.html(Region.DETAILS)).text(data_testid="copied-message")


def test_what_was_not_given_is_undefined_in_the_call(stage: Stage) -> None:
    stage.client(FULL).request("voice.dial", "5001")
    stage.run("traffic-copy", f"call {last(stage).seq}")
    assert stage.page.calls[-1][1].startswith('genesys.wwe.service.voice.dial("5001", undefined, (reply)')


def test_a_request_is_copied_as_it_was_posted(stage: Stage) -> None:
    seq = dialled(stage)
    stage.run("traffic-copy", f"post {seq}")
    code = stage.page.calls[-1][1]
    message = code.removeprefix("(window.opener || window.parent).postMessage(").removesuffix(', "*");')
    assert json.loads(message) == json.loads(last(stage).text or "")


def test_a_subscription_is_copied_and_an_event_only_as_json(stage: Stage) -> None:
    stage.client(FULL).subscribe("interaction")
    stage.run("traffic-copy", "call 1")
    assert stage.page.calls[-1][1] == 'genesys.wwe.service.subscribe(["interaction"], (event) => console.log(event));'
    stage.ring()
    before = len(stage.page.calls)
    stage.run("traffic-copy", f"call {last(stage, Kind.EVENT).seq}")
    assert len(stage.page.calls) == before
    stage.run("traffic-menu", str(last(stage, Kind.EVENT).seq))
    labels = [
        each.attributes["data-arg"] for each in Page(stage.html(Region.MESSAGE_MENU)).all(data_action="traffic-copy")
    ]
    assert labels == [f"json {last(stage, Kind.EVENT).seq}"]


def test_a_request_that_the_library_lacks_says_so(stage: Stage) -> None:
    stage.client(FULL).request("no.such")
    stage.run("traffic-select", str(last(stage).seq))
    button = Page(stage.html(Region.DETAILS)).one(data_arg=f"call {last(stage).seq}")
    assert button.attributes["aria-disabled"] == "true"


def test_a_request_is_sent_again_as_its_app(stage: Stage) -> None:
    seq = dialled(stage)
    client = stage.client(FULL)
    stage.run("traffic-resend", seq)
    assert len(stage.session.workspace.interactions) == 2
    again = last(stage)
    assert again.resent
    assert (again.frame, again.origin, again.request) == ("frame1", FULL, "voice.dial")
    assert [each for each in client.replies if each.get("request") == "voice.dial"] == []
    assert stage.ui.traffic.selected == again.seq
    text = stage.html(Region.TRAFFIC)
    assert "Not sent to the app" in text
    assert 'class="resent"' in text


def test_what_the_limit_forbids_is_forbidden_again(stage: Stage) -> None:
    seq = dialled(stage)
    for _ in range(2):
        stage.run("traffic-resend", seq)
    assert last(stage).decision.verdict is Verdict.RATE_LIMITED


def test_a_request_is_changed_and_sent(stage: Stage) -> None:
    seq = dialled(stage)
    stage.run("traffic-edit", seq)
    page = Page(stage.html(Region.DETAILS))
    assert page.one(id="resend-request").attributes["value"] == "voice.dial"
    assert json.loads(page.text("textarea")) == ["5001", {"Segment": "Gold"}]
    stage.run("traffic-edit-send", request="agent.setState", parameters='["Break"]')
    assert stage.session.workspace.presence.state.operation == "Break"
    assert last(stage).request == "agent.setState"
    assert stage.ui.traffic.editor is None


@pytest.mark.parametrize(
    ("request_name", "parameters", "problem"),
    [
        ("", "[]", "The request needs a name"),
        ("voice.dial", '["5001"', "Line 1, column 8: Expecting &#39;,&#39; delimiter."),
        ("voice.dial", "{}", "must be an array"),
        ("voice.dial", "[" * 100_000, "too long"),
        ("voice.dial", "[" * 20_000 + "]" * 20_000, "nested too deep"),
    ],
)
def test_what_is_wrong_with_a_changed_request_is_told(
    stage: Stage, request_name: str, parameters: str, problem: str
) -> None:
    stage.run("traffic-edit", dialled(stage))
    before = stage.session.traffic.total
    stage.run("traffic-edit-send", request=request_name, parameters=parameters)
    text = stage.html(Region.DETAILS)
    assert problem in text
    assert stage.session.traffic.total == before
    stage.run("traffic-edit-cancel")
    assert "resend-form" not in stage.html(Region.DETAILS)


def test_only_while_the_app_is_there_and_shows_the_same_origin(stage: Stage) -> None:
    seq = dialled(stage)
    stage.client(FULL).new_document()
    stage.session.service.receive("frame1", "http://elsewhere.example", "{}")
    button = Page(stage.html(Region.DETAILS)).one(data_action="traffic-resend")
    assert button.attributes["aria-disabled"] == "true"
    assert "shows http://elsewhere.example now" in button.attributes["title"]
    stage.session.close_frame("frame1")
    assert (
        "is not open any more" in Page(stage.html(Region.DETAILS)).one(data_action="traffic-edit").attributes["title"]
    )
    before = len(stage.session.workspace.interactions)
    stage.run("traffic-resend", seq)
    stage.run("traffic-edit", seq)
    assert len(stage.session.workspace.interactions) == before
    assert "is not open any more" in stage.ui.traffic.problem


def test_a_column_tells_the_app_also_of_one_that_was_closed(stage: Stage) -> None:
    stage.client(FULL).request("agent.get")
    stage.session.close_frame("frame1")
    cells = Page(stage.html(Region.TRAFFIC)).all("td", class_="c-app")
    assert {"".join(each.text) for each in cells} == {"Screen Pop"}
