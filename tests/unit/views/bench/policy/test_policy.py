"""The policy panel: a question and its answers, options that are edited, and what becomes of them."""

from __future__ import annotations

import pytest

from host_page.views.bench.bench_state import Shows
from host_page.views.bench.policy.model import NAMES, listed_keys, policy_model
from host_page.views.regions import Region
from scapi.configuration import parse_configuration
from scapi.policy.permissions import OPTION
from scapi.policy.rate_limits import OPTION as RATE_LIMIT
from scapi.policy.user_data import READ_OPTION, WRITE_OPTION
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
    assert Page(stage.html(Region.TRAFFIC)).one(data_testid="bench-traffic").attributes["aria-pressed"] == "true"


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


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ('["1", {"Other": 1}]', ""),
        ('"1", {"Other": 1}', 'Parameters are a JSON array: ["1", {"Other": 1}]'),
        ('["a"], 5', 'Parameters are a JSON array: [["a"], 5]'),
        ("5001", "Parameters are a JSON array: [5001]"),
        ("{", 'Parameters are a JSON array, such as ["5001"].'),
    ],
)
def test_parameters_are_an_array_as_wherever_they_are_written(stage: Stage, written: str, wrong: str) -> None:
    page = asked(stage, FULL, "interaction.setUserData", written)
    assert policy_model(stage.session, stage.ui).wrong_parameters == wrong
    if wrong:
        assert wrong in "".join("".join(each.text) for each in page.all(class_="problem"))
        assert "if its parameters are right" in page.text(data_testid="what-now"), "they are not looked at"


@pytest.mark.parametrize(
    ("name", "parameters", "told"),
    [
        ("agent.get", "", "It would be carried out."),
        ("interaction.setUserData", "", "carried out, if its parameters are right: interactionId, keyValues."),
        ("voice.dial", "", "carried out, if its parameters are right: destination, userData?."),
        ("voice.dial", '["5001"]', "Its parameters are right. It would be carried out, if it is possible then."),
        ("voice.dial", "[5]", "Its app is told: "),
    ],
)
def test_what_would_become_of_a_request_is_said_as_far_as_it_is_known(
    stage: Stage, name: str, parameters: str, told: str
) -> None:
    assert told in asked(stage, FULL, name, parameters).text(data_testid="what-now")


def test_the_line_that_is_cited_is_one_of_the_file(stage: Stage) -> None:
    """However many lines an edit has, and whatever has been applied before."""
    asked(stage, FULL, "interaction.setUserData", '["1", {"Other": 1}]')
    origins = ",\n".join(f"http://{n}.example" for n in range(9))
    stage.run("policy-edit", OPTION, value=f"{FULL},\n{origins}")
    stage.run("policy-edit", WRITE_OPTION, value="Segment")
    page = Page(stage.html(Region.POLICY))
    assert f"{WRITE_OPTION} = Segment as edited here" in page.text(data_testid="what-then")
    asked(stage, SOME, "voice.hold")
    assert "as edited here" in Page(stage.html(Region.POLICY)).text(data_testid="what-then")
    stage.run("policy-apply")
    assert "applied in this session" in asked(stage, NONE, "agent.get").text(data_testid="what-now")
    stage.run("policy-edit", RATE_LIMIT, value="5")
    for _ in range(3):
        stage.client(FULL).request("voice.dial", "5001")
    page = asked(stage, FULL, "voice.dial")
    for which in ("what-now", "what-then"):
        assert "test.cfg, line 3" in page.text(data_testid=which)


def test_one_key_is_hidden_by_listing_the_others(stage: Stage) -> None:
    stage.ring(userData={"Segment": "Gold", "Card": "4111", "Odd, key": "1"})
    stage.run("policy-edit", READ_OPTION, value="*")
    keys = {key.name for key in listed_keys(stage.session, stage.ui.what_if, READ_OPTION)}
    assert keys >= {"Segment", "Card"}
    assert "Odd, key" not in keys, "no list can name it"
    asked(stage, FULL, "agent.get")
    pressed = Page(stage.html(Region.POLICY)).all(data_action="policy-key", aria_pressed="true")
    assert f"{READ_OPTION} Card" in [each.attributes["data-arg"] for each in pressed]
    stage.run("policy-key", f"{READ_OPTION} Card")
    left = stage.ui.what_if.edits[READ_OPTION].split(", ")
    assert left == sorted(keys - {"Card"})
    page = Page(stage.html(Region.POLICY))
    assert f"Reads {len(left)} keys" in page.text(data_testid="what-effects")
    (card,) = page.all(data_arg=f"{READ_OPTION} Card")
    assert card.attributes["aria-pressed"] == "false"
    stage.run("policy-key", f"{READ_OPTION} Card")
    assert stage.ui.what_if.edits[READ_OPTION].split(", ") == sorted(keys)
    stage.run("policy-key", "no.such.option Card")
    assert "no.such.option" not in stage.ui.what_if.edits


def test_the_last_key_can_be_left_out_too(stage: Stage) -> None:
    stage.run("policy-edit", WRITE_OPTION, value="Only")
    stage.run("policy-key", f"{WRITE_OPTION} Only")
    stage.run("policy-apply")
    assert stage.session.policy.user_data.writable.keys == frozenset()


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
