"""Client apps: which have a tab, what their permission is called, what stands in place of a page."""

from __future__ import annotations

from host_page.views.apps.model import BUILT_IN_CONFIGURATION, AppTab, app_bar, app_tab, shown_frames
from host_page.views.apps.permissions import Grant, Summaries, lines, quarantine, summary
from host_page.views.regions import Region
from scapi.configuration import parse_configuration
from scapi.policy.permissions import OPTION
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import CONFIGURATION, FULL, NONE, SOME, Stage
from tools import paths
from tools.served_files import built_in_configuration
from tools.server import Addresses


def tabs(stage: Stage) -> list[AppTab]:
    found = (app_tab(stage.session, stage.ui, Summaries(stage.session), f.id) for f in shown_frames(stage.session))
    return [tab for tab in found if tab is not None]


def test_the_shield_tells_how_much_an_origin_may_do(stage: Stage) -> None:
    grants = [summary(stage.session, origin).grant for origin in (FULL, SOME, NONE, "null", None)]
    assert grants == [Grant.ALL, Grant.SOME, Grant.NONE, Grant.NONE, Grant.UNKNOWN]


def test_the_note_counts_requests_and_tells_a_quarantine(stage: Stage) -> None:
    assert summary(stage.session, FULL).note.endswith(" requests")
    for _ in range(4):
        stage.client(SOME).request("voice.dial", 5)
    held = quarantine(stage.session, SOME)
    assert held is not None
    assert (held.request, held.others) == ("voice.dial", 0)
    stage.run("app-select", "frame2")
    assert "voice.dial in quarantine, 30 s left" in Page(stage.html(Region.APP_BAR)).text(class_="app-note")


def test_what_an_origin_may_do_is_spelled_out(stage: Stage) -> None:
    text = " | ".join(f"{line.text} {' '.join(line.names)}" for line in lines(stage.session, SOME))
    assert "agent" in text
    assert "voice.dial" in text
    assert "not in its list: nothing of" in text
    assert "auth.getJwtToken: needs to be named" in text
    assert "reads 2 keys (Reason, Segment), writes every attached-data key, as every origin" in text
    assert "limits a minute: voice.dial 2" in text


def test_a_frame_that_sent_nothing_is_not_judged_by_its_address(stage: Stage) -> None:
    bar = app_bar(stage.session, stage.ui, Summaries(stage.session))
    assert bar is not None
    assert bar.origin is None
    assert "no message yet" in stage.html(Region.TABS)


def test_an_origin_is_not_confirmed_after_a_silent_navigation(stage: Stage) -> None:
    client = stage.client(FULL)
    client.request("agent.get")
    client.loaded()
    assert "not confirmed" not in stage.html(Region.TABS)
    stage.host.advance(60)
    client.loaded()
    assert "not confirmed" in Page(stage.html(Region.TABS)).text(class_="unheard")
    client.new_document()
    client.request("agent.get")
    assert "not confirmed" not in stage.html(Region.TABS)


def test_badges(stage: Stage) -> None:
    stage.client(NONE).request("agent.get")
    stage.client(SOME).request("voice.hangUp", "1")
    moved = stage.client(FULL)
    moved.origin = SOME
    moved.request("agent.get")
    badges = [tab.badge for tab in tabs(stage)]
    assert badges == ["moved to 127.0.0.1:8002", "1", "refused"]


def test_apps_of_an_interaction_are_shown_with_it() -> None:
    stage = Stage("interaction.web-content = Pop")
    assert len(shown_frames(stage.session)) == 3
    call = stage.talk()
    assert [tab.divided for tab in tabs(stage)] == [False, False, False, True]
    stage.run("hang-up", call)
    stage.run("mark-done", call)
    assert len(shown_frames(stage.session)) == 3


def test_hidden_background_and_pop_up_apps_have_one_line() -> None:
    configuration = CONFIGURATION
    for section, mode in (("Pop", "popup"), ("Dial", "background"), ("Lab", "hidden")):
        configuration = configuration.replace(f"[{section}]", f"[{section}]\nmode = {mode}")
    stage = Stage(configuration=configuration)
    assert stage.renderer.visible_frame() is None
    page = Page(stage.html(Region.TABS))
    assert "Open window" in page.text(class_="app-state")
    stage.run("app-select", "frame2")
    assert "runs in the background" in stage.html(Region.TABS)
    stage.run("app-select", "frame3")
    assert "loaded, but not shown" in stage.html(Region.TABS)


def test_a_page_that_is_not_listed_is_covered_once_it_is_heard(stage: Stage) -> None:
    stage.run("app-select", "frame3")
    assert stage.renderer.visible_frame() == "frame3"
    stage.client(NONE).request("agent.get")
    page = Page(stage.html(Region.TABS))
    assert page.text("h2") == "This origin is not listed"
    assert "1 message refused so far." in page.text(class_="cover")


def trouble_of(stage: Stage) -> str:
    page = Page(stage.html(Region.TABS))
    return page.text(class_="app-trouble") if page.all(class_="app-trouble") else ""


def test_a_silent_app_is_explained_after_some_seconds_with_its_address(stage: Stage) -> None:
    stage.host.advance(4.9)
    assert trouble_of(stage) == ""
    assert stage.renderer.due()[Region.APP_BODY] > 0
    stage.host.advance(0.1)
    text = trouble_of(stage)
    assert "This app has not loaded yet" in text
    assert f"{FULL}/" in text
    stage.session.service.frame_loaded("frame1")
    text = trouble_of(stage)
    assert "No message from this app yet" in text
    for cause in ("is not running", "X-Frame-Options", "data-host-origin", "client library"):
        assert cause in text
    stage.client(FULL).request("agent.get")
    assert trouble_of(stage) == ""
    assert Region.APP_BODY not in stage.renderer.due()


def test_the_explanation_can_be_closed(stage: Stage) -> None:
    stage.host.advance(10)
    stage.run("app-uncover", "frame1")
    assert trouble_of(stage) == ""


def test_an_app_that_speaks_from_another_origin_is_told_where_it_was_to_be(stage: Stage) -> None:
    elsewhere = stage.client(FULL)
    elsewhere.new_document(SOME)
    elsewhere.request("agent.get")
    text = trouble_of(stage)
    assert f"This app speaks from {SOME}" in text
    assert f"{FULL}/" in text


def test_one_that_speaks_from_an_origin_that_is_not_listed_is_told_both(stage: Stage) -> None:
    elsewhere = stage.client(FULL)
    elsewhere.new_document("http://sign-on.example")
    elsewhere.request("agent.get")
    page = Page(stage.html(Region.TABS))
    assert "http://sign-on.example" in page.text(class_="cover")
    assert f"Its section gives another address, {FULL}/" in page.text(class_="cover")
    assert trouble_of(stage) == ""


def cover(stage: Stage) -> str:
    """What stands in the place of the app that is not listed."""
    stage.client(NONE).request("agent.get")
    frame = next(frame for frame in stage.session.frames if frame.url == f"{NONE}/")
    stage.run("app-select", frame.id)
    return Page(stage.html(Region.APP_BODY)).text(class_="cover")


def test_the_cover_names_the_file_the_section_and_the_line_to_edit() -> None:
    assert "In test.cfg, section [interaction-workspace], in place of line 2:" in cover(Stage())
    without = "\n".join(line for line in CONFIGURATION.splitlines() if "accepted" not in line).replace("{options}", "")
    assert "In test.cfg, below [interaction-workspace]:" in cover(Stage(configuration=without))


def test_the_cover_names_the_file_also_while_options_are_tried(stage: Stage) -> None:
    stage.session.tried.try_out({OPTION: FULL})
    assert "In test.cfg, section [interaction-workspace], in place of line 2:" in cover(stage)


def test_nobody_is_sent_to_edit_the_built_in_configuration(stage: Stage) -> None:
    text = parse_configuration(stage.session.configuration.text, BUILT_IN_CONFIGURATION)
    stage.session.reconfigure(text)
    assert "In a file of yours, below [interaction-workspace], for build.py serve --config FILE.cfg:" in cover(stage)
    assert built_in_configuration(paths.BUILT_IN_CONFIGURATION, Addresses(8000).client_origins).name == text.name
