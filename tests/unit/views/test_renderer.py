"""Every region in every situation: well-formed, escaped, and with what a person needs in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import pytest

from host_page.views.apps.model import panel_id
from host_page.views.apps.silence import SILENT_AFTER
from host_page.views.regions import AREA_REGIONS, Region
from scapi.host import Area
from scapi.testing import Client
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, NONE, SOME, Stage
from tools.paths import BUILT_IN_SCENARIO

TWO_OF_ONE_NUMBER = "".join(
    f'\n[[contacts]]\ndisplayName = "{name}"\nphones = ["+441134960300"]\n' for name in ("One", "Two")
)
MARKUP = "<img src=x onerror=alert(1)>\"'&</textarea></script><style>*{}</style>{{7*7}}"


def busy_stage() -> Stage:
    stage = Stage()
    pop, dial, lab = (stage.client(origin) for origin in (FULL, SOME, NONE))
    pop.subscribe("interaction", "agent")
    first = stage.talk(dnis="8001", userData={"Segment": "Silver", "Basket": {"items": [1, 2], "total": 4.5}})
    pop.request("interaction.setUserData", first, {"Segment": "Gold", "Reason": "Late"})
    dial.request("voice.hangUp", first)
    for _ in range(4):
        dial.request("voice.dial", 5)
    lab.request("agent.get")
    stage.ring("+4722001122", userData={"Segment": "Silver"})
    return stage


def after(*actions: tuple[str, ...]) -> Stage:
    """The busy stage after some actions: name and argument."""
    stage = busy_stage()
    for action in actions:
        stage.run(*action)
    return stage


def ended_and_blocked() -> Stage:
    stage = busy_stage()
    stage.client(FULL).request("interaction.blockMarkdone", "1", "Note first")
    stage.run("hang-up", "1")
    stage.run("mark-done", "1")
    return stage


def picked() -> Stage:
    stage = busy_stage()
    refused = next(e.seq for e in stage.session.traffic.since() if e.request == "voice.hangUp")
    stage.run("traffic-select", str(refused))
    return stage


def consulting() -> Stage:
    stage = Stage()
    call = stage.talk()
    stage.run("join-query", value="ada")
    stage.run("join-consult", f"{call} AGENT SIP_5001")
    return stage


def choosing() -> Stage:
    """A call of two contacts, one of whom is looked for."""
    stage = Stage(scenario=f"{BUILT_IN_SCENARIO.read_text(encoding='utf-8')}{TWO_OF_ONE_NUMBER}")
    stage.run("contact-search", stage.talk(ani="0113 496 0300"))
    stage.run("contact-submit", "1", text="two")
    stage.run("contact-remove", "1")
    stage.run("contact-search", "1")
    stage.run("contact-query", "1", value="o")
    return stage


def conferring() -> Stage:
    stage = Stage()
    stage.run("join-conference", f"{stage.talk()} CUSTOM_CONTACT 0113 496 0200")
    return stage


def with_media(name: str, *actions: tuple[str, ...], accepted: bool = True, **args: object) -> Stage:
    """A stage with an e-mail, a chat or an item, after some actions."""
    stage = Stage()
    interaction = stage.come_in(name, **args)
    if accepted:
        stage.run("accept", interaction)
    for action in actions:
        stage.run(*action)
    return stage


def previewing(*actions: tuple[str, ...]) -> Stage:
    stage = Stage()
    stage.run("sim-load", name="Spring", mode="Preview")
    stage.run("sim-campaign", "start Spring")
    stage.run("campaign-get", "Spring")
    for action in actions:
        stage.run(*action)
    return stage


def with_notices() -> Stage:
    stage = Stage("service-client-api.toast.width = 400")
    app = stage.client(FULL)
    toast = {"title": "Late", "iconUrl": "https://crm.example/i.png", "sendToMyMessage": True}
    app.request("system.popupToast", {**toast, "buttons": ["One", "Two", "Three"], "autoCloseTimeout": 9000})
    app.request("system.popupToast", {**toast, "buttonShowDismiss": True, "keyValues": {"Order": "7"}})
    for number in range(5):
        app.request("system.updateViewInApplicationMenuBar", {"name": f"v{number}", "label": f"View {number}"})
    app.request("system.openDialog", "https://crm.example/dialog", {"label": "Reason", "width": "40%"})
    stage.ring()
    return stage


def without_a_link() -> Stage:
    stage = busy_stage()
    stage.run("sim-link", "DISCONNECTED")
    return stage


SITUATIONS: Mapping[str, Callable[[], Stage]] = {
    "idle": Stage,
    "problems": lambda: Stage("interaction.web-content = Missing, Gone"),
    "busy": busy_stage,
    "ended": ended_and_blocked,
    "picked": picked,
    "refused": lambda: after(("app-select", "frame3")),
    "editing": lambda: after(("data-edit", "Segment")),
    "adding": lambda: after(("data-add",)),
    "choosing a contact": choosing,
    "consulting": consulting,
    "conference": conferring,
    "invited": lambda: with_media("email", accepted=False),
    "e-mail": lambda: with_media("email", ("sim-tab", "media")),
    "draft": lambda: with_media("email", ("email-reply", "1"), ("email-send", "2")),
    "original": lambda: with_media("email", ("email-reply", "1"), ("case-tab", "original")),
    "chat": lambda: with_media("chat", ("sim-tab", "media"), ("sim-customer", "1 type"), body="Hello"),
    "failed chat": lambda: with_media("chat", joinFails=True),
    "item": lambda: with_media("workitem", ("case-tab", "data")),
    "workbin": lambda: with_media("workitem", ("media-act", "1 placeInWorkbin")),
    "record": lambda: previewing(("sim-tab", "campaigns")),
    "record called": lambda: previewing(("record-call", "1 283"), ("sim-tab", "link")),
    "record contact": lambda: previewing(("case-tab", "contact")),
    "notices": with_notices,
    "link lost": without_a_link,
    "narrow": lambda: after(("part", "bench")),
    "by hand": lambda: after(("sim-clock", "manual"), ("sim-tab", "apps"), ("traffic-help",)),
}


@pytest.fixture(scope="module", params=list(SITUATIONS))
def situation(request: pytest.FixtureRequest) -> Stage:
    return SITUATIONS[request.param]()


def test_well_formed_and_nothing_that_the_policy_blocks(situation: Stage) -> None:
    page = Page(situation.page_html())
    assert page.problems == []
    for element in page.elements:
        assert element.tag not in ("script", "style", "iframe", "object")
        blocked = [name for name in element.attributes if name == "style" or name.startswith("on")]
        assert blocked == [], element
        assert not any(v.strip().lower().startswith("javascript:") for v in element.attributes.values()), element


def test_ids_are_unique_and_what_is_referred_to_exists(situation: Stage) -> None:
    page = Page(situation.page_html())
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    known = {*ids, "bench", *(panel_id(frame.id) for frame in situation.session.frames)}
    for element in page.elements:
        for name in (
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
            "popovertarget",
            "for",
            "aria-activedescendant",
        ):
            assert set(element.attributes.get(name, "").split()) <= known, element


def test_every_button_has_a_name_and_every_field_a_label(situation: Stage) -> None:
    page = Page(situation.page_html())
    labelled = {element.attributes.get("for") for element in page.all("label")}
    for element in page.elements:
        attributes = element.attributes
        if element.tag == "button":
            assert attributes.get("aria-label") or "".join(element.text).strip(), element
            assert attributes.get("type") in ("button", "submit"), element
        if element.tag in ("input", "select", "textarea"):
            assert attributes.get("aria-label") or attributes.get("id") in labelled, element


def test_rendering_twice_gives_the_same(situation: Stage) -> None:
    assert situation.page_html() == situation.page_html()


def test_markup_in_every_text_field_comes_out_as_text() -> None:
    configuration = f"""\
[interaction-workspace]
service-client-api.accepted-web-content-origins = {FULL}, http://{MARKUP}
workspace.web-content = Pop, {MARKUP}
interaction.case-data.frame-color = {MARKUP}
[Pop]
label = {MARKUP}
url = {FULL}/{MARKUP}
"""
    scenario = f"""\
[agent]
username = "a"
firstName = '''{MARKUP}'''
lastName = "B"
employeeId = "1"
[[states]]
type = "READY"
operation = '''{MARKUP}'''
displayName = '''{MARKUP}'''
[[media]]
name = "voice"
number = '''{MARKUP}'''
state = '''{MARKUP}'''
[[media]]
name = '''{MARKUP}'''
state = '''{MARKUP}'''
[[agents]]
username = "b"
firstName = '''{MARKUP}'''
lastName = "C"
employeeId = '''{MARKUP}'''
number = '''{MARKUP}'''
"""
    stage = Stage(configuration=configuration, scenario=scenario)
    client = Client(stage.session, "frame1", FULL)
    data = {MARKUP: MARKUP, "nested": {MARKUP: [MARKUP]}}
    contact = {"displayName": MARKUP, "company": MARKUP}
    call = stage.talk(ani=MARKUP, dnis=MARKUP, userData=data, contact=contact)
    client.request("interaction.setUserData", call, {MARKUP: f"{MARKUP}2", "new": MARKUP})
    client.request(MARKUP, MARKUP)
    client.request("interaction.blockMarkdone", call, MARKUP)
    client.raw(MARKUP)
    stage.session.traffic.record(
        stage.host.wall_clock(), *_entry_of(stage), request=MARKUP, event=MARKUP, reference=MARKUP, text=MARKUP,
    )  # fmt: skip
    stage.ring(MARKUP, userData=data, contact=MARKUP)
    stage.run("team-query", value=MARKUP)
    stage.run("sim-ring", ani=MARKUP, dnis=MARKUP, data=MARKUP)
    stage.run("traffic-filter", value=MARKUP)
    stage.run("data-edit", MARKUP)
    html = stage.page_html()
    stage.run("traffic-filter", value="")
    stage.run("traffic-select", str(stage.session.traffic.total))
    stage.run("sim-tab", "apps")
    stage.run("hang-up", call)
    stage.run("mark-done", call)
    for part in ("decision", "request", "reply", "related"):
        stage.run("traffic-tab", part)
        html += stage.page_html()
    assert "<img" not in html
    assert "</script" not in html
    assert "<style" not in html
    page = Page(html)
    assert page.problems == []
    assert not [e for e in page.elements if "onerror" in e.attributes or "src" in e.attributes]
    assert html.count("{{7*7}}") > 40


def _entry_of(stage: Stage) -> tuple[object, ...]:
    entry = next(stage.session.traffic.since())
    return entry.direction, MARKUP, MARKUP, entry.kind, entry.decision


def test_the_case_shows_the_call_and_its_controls() -> None:
    stage = busy_stage()
    page = Page(stage.html(Region.CASE))
    assert page.text("h2") == "Jonas Whitfield"
    labels = ["".join(element.text).strip() for element in page.all("button", class_="control")]
    assert labels == ["Hang up", "Hold", "Mute", "Keypad", "Consult", "Transfer", "Record"]
    assert page.one(class_="case-head").attributes["data-css-var"] == "--frame-colour:#17849d"
    for name, menu in (("consult", "join-consult"), ("transfer", "join-transfer"), ("keypad", "keypad")):
        assert page.one(id=f"control-{name}").attributes["popovertarget"] == menu


@pytest.mark.parametrize(
    ("colour", "shown"),
    [("#17849D", "#17849d"), ("#80FF0000", "#ff000080"), ("#abc", "#aabbcc"), ("#12345", "#012345"), ("red", None),
     ("#12", None), ("#123456789", None), ("#12345g", None), ("url(x)", None)],
)  # fmt: skip
def test_a_frame_colour_is_read_or_not_applied(colour: str, shown: str | None) -> None:
    stage = Stage(f"interaction.case-data.frame-color = {colour}")
    stage.talk()
    head = Page(stage.html(Region.CASE)).one("header").attributes
    assert head.get("data-css-var") == (None if shown is None else f"--frame-colour:{shown}")


def times(stage: Stage, region: Region) -> list[str]:
    return ["".join(element.text).strip() for element in Page(stage.html(region)).all("time")]


def test_running_times_say_since_when_and_have_no_text_of_their_own() -> None:
    stage = busy_stage()
    stage.run("record", "1 startRecording")
    drawn = json.dumps([patch.as_json() for patch in stage.draw()])
    assert drawn.count("data-form") > 5
    assert drawn.count("data-form") == len(re.findall(r"<time[^>]*data-form[^>]*></time>", drawn))
    stage.host.advance(61)
    stage.draw()  # what is due: data that is not fresh any more
    stage.host.advance(61)
    assert stage.draw() == [], "nothing is drawn for a time that goes by"


def test_times_run_with_the_clock_of_the_contact_centre() -> None:
    stage = Stage()
    call = stage.ring()
    stage.host.advance(8)
    assert times(stage, Region.TOASTS) == ["0:08"]
    stage.run("accept", call)
    stage.host.advance(60 * 61)
    assert "1:01:08" in times(stage, Region.RAIL)
    stage.run("hang-up", call)
    stage.host.advance(60)
    assert "1:01:08" in times(stage, Region.RAIL)


def test_the_agents_time_stands_while_an_interaction_is_handled() -> None:
    stage = Stage()
    stage.host.advance(30)
    call = stage.talk()
    stage.host.advance(100)
    assert times(stage, Region.AGENT) == ["00:30"]
    stage.run("hang-up", call)
    assert times(stage, Region.AGENT) == ["02:10"]


def test_the_title_tells_what_rings_and_the_call() -> None:
    stage = Stage()
    assert stage.title() == "Agent Workspace"
    call = stage.ring()
    assert stage.title() == "(1) 0:00 Jonas Whitfield · Agent Workspace"
    stage.run("accept", call)
    assert stage.title() == "00:00 Jonas Whitfield · Agent Workspace"


def test_what_changes_by_itself_is_due_when_it_does() -> None:
    stage = Stage()
    assert stage.renderer.due() == {Region.APP_BODY: SILENT_AFTER}, "the first app has said nothing yet"
    call = stage.talk(userData={"Segment": "Silver"})
    stage.client(FULL).request("interaction.setUserData", call, {"Segment": "Gold"})
    stage.host.advance(10)
    assert stage.renderer.due() == {Region.DATA: pytest.approx(20)}
    stage.run("sim-clock", "manual")
    assert stage.renderer.due() == {}, "a clock that stands changes nothing"
    stage.run("sim-clock", "real")
    stage.host.advance(20)
    assert stage.renderer.due() == {}


def test_every_area_has_regions() -> None:
    assert set(AREA_REGIONS) == set(Area)


def test_an_empty_page_says_what_to_do() -> None:
    stage = Stage(configuration="")
    assert "You are ready." in stage.html(Region.CASE)
    assert "No client app is configured" in stage.html(Region.TABS)
    assert "No message yet" in stage.html(Region.TRAFFIC)
    stage.run("set-state", "Break")
    assert Page(stage.html(Region.CASE)).one(data_action="set-state").attributes["data-arg"] == "Ready"


def test_problems_of_the_configuration_are_told_and_can_be_closed() -> None:
    stage = Stage("interaction.web-content = Missing")
    assert "1 part of the configuration is ignored." in stage.html(Region.BANNER)
    stage.run("banner-close")
    assert stage.html(Region.BANNER).strip() == ""
