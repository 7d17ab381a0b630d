"""Every option that counts, where it came from, and what it does here."""

from __future__ import annotations

from host_page.views.bench.options.room import option_rows
from host_page.views.regions import Region
from scapi.configuration import parse_configuration
from scapi.effective_options import DEFAULT, effective_options
from scapi.known_options import IN_USE
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import Stage

TEXT = """\
[interaction-workspace]
service-client-api.rate-limit = 5
interaction.window-title = x
workspace.web-contents = y
voice.auto-answer = true
own.option = z
[person:interaction-workspace]
voice.auto-answer = false
"""


def test_what_was_written_is_told_with_its_place_and_effect() -> None:
    rows = option_rows(parse_configuration(TEXT, "my.cfg"))
    assert [(row.name, row.source, row.effect, row.tone) for row in rows if row.written] == [
        ("service-client-api.rate-limit", "my.cfg, line 2", "in use", "ok"),
        ("interaction.window-title", "my.cfg, line 3", "no effect here", "warn"),
        ("workspace.web-contents", "my.cfg, line 4", "unknown", "bad"),
        ("voice.auto-answer", "my.cfg, line 5", "overridden by the person's", "warn"),
        ("own.option", "my.cfg, line 6", "for clients to read", "warn"),
        ("voice.auto-answer", "my.cfg, line 8", "in use", "ok"),
    ]


def test_the_defaults_of_what_was_not_written_count() -> None:
    options = effective_options(parse_configuration(TEXT, "my.cfg"))
    defaults = {each.name: each.value for each in options if each.source == DEFAULT}
    assert defaults["service-client-api.rate-limit-quarantine-delay"] == "30"
    assert defaults["service-client-api.user-data.read-allowed"] == "*"
    assert "service-client-api.rate-limit" not in defaults
    assert set(defaults) <= {known.name for known in IN_USE}
    assert set({known.name for known in IN_USE}) - set(defaults) == {
        "service-client-api.rate-limit",
        "<medium>.auto-answer",
    }


def test_the_view_is_drawn_while_it_is_open(stage: Stage) -> None:
    stage.ui.opened.add("options")
    page = Page(stage.html(Region.OPTIONS))
    assert "service-client-api.rate-limit.voice.dial" in page.text(data_testid="options-table")
    assert "test.cfg, line 3" in page.text(data_testid="options-table")
    assert "service-client-api.toast.width" in page.text(data_testid="options-table")


def test_the_driver_tells_the_same() -> None:
    stage = Stage()
    told = stage.session.driver.call("options", {}).data  # type: ignore[union-attr]
    assert [each["name"] for each in told] == [each.name for each in effective_options(stage.session.configuration)]


def test_a_visible_control_makes_the_buttons_of_the_simulator_copy_their_calls(stage: Stage) -> None:
    assert Page(stage.html(Region.SIMULATOR)).one(data_testid="copy-as-code").attributes["aria-pressed"] == "false"
    stage.run("sim-copy")
    assert Page(stage.html(Region.SIMULATOR)).one(data_testid="copy-as-code").attributes["aria-pressed"] == "true"
    stage.run("sim-ring", ani="+1", dnis="", data="", after="")
    assert stage.session.workspace.interaction_objects() == []
    assert stage.page.calls[-1][0] == "copy"
    assert 'await workspace.call("ring", {"ani": "+1"' in Page(stage.html(Region.SIMULATOR)).text(
        data_testid="copied-call"
    )
    stage.run("sim-copy")
    stage.run("sim-ring", ani="+1", dnis="", data="", after="")
    assert len(stage.session.workspace.interaction_objects()) == 1
    assert not Page(stage.html(Region.SIMULATOR)).all(data_testid="copied-call")
