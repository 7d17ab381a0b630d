"""The policy panel: a question and its answers, options that are edited, and what becomes of them."""

from __future__ import annotations

from host_page.views.bench.bench_state import Shows
from host_page.views.bench.policy.model import NAMES, policy_model
from host_page.views.regions import Region
from scapi.configuration import parse_configuration
from scapi.policy.permissions import OPTION
from scapi.policy.rate_limits import OPTION as RATE_LIMIT
from scapi.policy.user_data import READ_OPTION
from tests.unit.views.html_reader import Page
from tests.unit.views.stage import FULL, NONE, SOME, Stage


def asked(stage: Stage, origin: str, name: str, parameters: str = "") -> Page:
    stage.run("bench-shows", "policy")
    stage.run("policy-ask", origin=origin, name=name, parameters=parameters)
    return Page(stage.html(Region.POLICY))


def test_the_panel_takes_the_place_of_the_traffic(stage: Stage) -> None:
    assert stage.html(Region.POLICY) == "", "what is hidden costs nothing"
    stage.run("bench-shows", "policy")
    assert stage.ui.bench_shows is Shows.POLICY
    assert Page(stage.html(Region.BENCH)).one(data_panel="policy")
    assert stage.page.calls[-1] == ("focus", "#policy [aria-pressed=true]")
    stage.run("bench-shows", "traffic")
    pressed = Page(stage.html(Region.TRAFFIC)).one(data_action="bench-shows", data_arg="traffic")
    assert pressed.attributes["aria-pressed"] == "true"


def test_a_question_has_the_answer_of_the_policy(stage: Stage) -> None:
    page = asked(stage, SOME, "voice.hold")
    now = page.one(data_testid="what-now")
    assert now.attributes["data-verdict"] == "refused"
    text = page.text(data_testid="what-now")
    assert "REQUEST_NOT_LISTED" in text
    assert f"entry 2: {SOME} (agent.*, voice.dial, interaction.getInteractions)" in text
    assert "test.cfg, line 2" in text
    assert page.all(data_testid="what-then") == []
    assert asked(stage, SOME, "voice.dial").one(data_testid="what-now").attributes["data-verdict"] == "allowed"
    assert "Subscribing succeeds, and it is not sent." in asked(stage, SOME, "event outbound").text(
        data_testid="what-now"
    )
    assert "and it is sent" in asked(stage, FULL, "event outbound").text(data_testid="what-now")


def test_parameters_are_json_with_or_without_brackets(stage: Stage) -> None:
    for written in ('["1", {"Other": 1}]', '"1", {"Other": 1}'):
        assert asked(stage, FULL, "interaction.setUserData", written).one(data_testid="what-now")
        model = policy_model(stage.session, stage.ui)
        assert (model.wrong_parameters, model.now.verdict) == ("", "allowed")
    asked(stage, FULL, "voice.dial", "{")
    assert "JSON array" in policy_model(stage.session, stage.ui).wrong_parameters


def test_without_an_origin_it_is_that_of_the_app_that_is_shown(stage: Stage) -> None:
    stage.client(SOME).request("agent.get")
    stage.run("app-select", stage.client(SOME).frame_id)
    page = asked(stage, "", "voice.hold")
    assert page.one(data_testid="what-now").attributes["data-verdict"] == "refused"
    stage.run("policy-of", NONE)
    assert Page(stage.html(Region.POLICY)).one(id="what-origin").attributes["value"] == NONE


def test_an_edit_is_answered_side_by_side_and_its_effects_are_told(stage: Stage) -> None:
    stage.client(FULL).request("agent.get")
    stage.client(SOME).request("agent.get")
    asked(stage, SOME, "voice.hold")
    stage.run("policy-edit", OPTION, value=f"{FULL} (agent.*),\n{SOME} (agent.*, voice.*)")
    stage.run("policy-edit", READ_OPTION, value="Segment")
    stage.run("policy-edit", RATE_LIMIT, value="10")
    page = Page(stage.html(Region.POLICY))
    assert page.one(data_testid="what-now").attributes["data-verdict"] == "refused"
    assert page.one(data_testid="what-then").attributes["data-verdict"] == "allowed"
    told = page.text(data_testid="what-effects")
    assert "Screen Pop" in told
    assert "requests would become refused: " in told
    assert "requests would become allowed: voice." in told
    assert "1 event would not be sent any more: interaction" not in told
    assert "10 a minute, before no limit" in told
    assert "Reads 1 key (Segment), before 2 keys (Reason, Segment)" in told
    assert not stage.session.policy.rights(SOME).requests["voice.hold"].allowed, "nothing is applied"


def test_an_edit_that_cannot_be_used_is_told_as_the_reader_tells_it(stage: Stage) -> None:
    asked(stage, SOME, "voice.hold")
    stage.run("policy-edit", RATE_LIMIT, value="many")
    page = Page(stage.html(Region.POLICY))
    assert "'many'. Expected: a whole number of requests a minute" in page.text(data_testid="what-effects")
    assert page.all(data_testid="what-then") == []
    stage.run("policy-apply")
    assert "a whole number" in stage.html(Region.POLICY)
    assert stage.session.tried.options == {}


def test_a_mistake_of_one_entry_is_told_and_the_rest_counts(stage: Stage) -> None:
    asked(stage, FULL, "voice.hold")
    stage.run("policy-edit", OPTION, value=f"{FULL} (voice.hold, voice.dail)")
    page = Page(stage.html(Region.POLICY))
    assert "filter voice.dail" in page.text(data_testid="what-effects")
    assert page.one(data_testid="what-then").attributes["data-verdict"] == "allowed"


def test_the_lines_are_copied_applied_and_taken_back(stage: Stage) -> None:
    asked(stage, SOME, "voice.hold")
    for control in ("policy-copy", "policy-apply"):
        assert Page(stage.html(Region.POLICY)).one(data_testid=control).attributes["aria-disabled"] == "true"
    stage.run("policy-edit", OPTION, value=f"{SOME}")
    stage.run("policy-edit", f"{RATE_LIMIT}.voice.dial", value="")
    stage.run("policy-copy")
    kind, text = stage.page.calls[-1]
    assert kind == "copy"
    assert parse_configuration(text).value(OPTION) == SOME
    assert f"# without {RATE_LIMIT}.voice.dial" in text
    stage.run("policy-apply")
    assert stage.session.policy.rights(SOME).requests["voice.hold"].allowed
    assert not stage.session.policy.rights(FULL).listed.allowed
    assert stage.session.policy.limiter.limits.limit("voice.dial") == 0
    page = Page(stage.html(Region.POLICY))
    assert page.one(data_testid="what-now").attributes["data-verdict"] == "allowed"
    assert page.one(data_testid="policy-apply").attributes["aria-disabled"] == "true", "what counts is no edit"
    stage.run("policy-back")
    assert stage.session.policy.rights(FULL).listed.allowed
    assert Page(stage.html(Region.POLICY)).all(data_testid="policy-back") == []


def test_an_edit_is_discarded(stage: Stage) -> None:
    asked(stage, SOME, "voice.hold")
    stage.run("policy-edit", OPTION, value=SOME)
    stage.run("policy-drop")
    page = Page(stage.html(Region.POLICY))
    assert page.all(data_testid="what-then") == []
    assert "Edit an option" in page.text(data_testid="what-effects")


def test_every_request_and_event_is_offered() -> None:
    assert "sipEndpoint.muteMicrophone" in NAMES
    assert "event system" in NAMES
