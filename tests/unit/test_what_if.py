"""What the policy would say is what it says: every request and event is asked about, and then sent."""

from __future__ import annotations

import pytest

from scapi.configuration import ConfigurationError
from scapi.decisions import Reason, Verdict
from scapi.driven import DrivenSession
from scapi.policy.permissions import OPTION
from scapi.policy.rate_limits import OPTION as RATE_LIMIT
from scapi.policy.rules import OPTION_READERS
from scapi.policy.user_data import READ_OPTION, STRICT_OPTION, WRITE_OPTION
from scapi.protocol.registry import BY_SPELLING
from scapi.testing import Client, fake_host, new_session
from scapi.values import Failure, Success
from scapi.what_if import EVENTS, Question, found, judged, limit_effects, origin_effects, tried
from tests.support.configurations import (
    ALLOWED,
    LIMIT,
    LIMITED,
    QUARANTINE,
    RESTRICTED,
    UNLISTED,
    configuration,
    contract_configuration,
)

ORIGINS = (ALLOWED, RESTRICTED, UNLISTED, "null")


@pytest.fixture
def session() -> DrivenSession:
    return new_session(contract_configuration())


def asked(session: DrivenSession, question: Question) -> tuple[Verdict, Reason | None, str | None]:
    judgement = judged(session.policy, question, session.host.monotonic())
    return judgement.decision.verdict, judgement.decision.reason, judgement.error


@pytest.mark.parametrize("origin", ORIGINS)
def test_every_request_is_judged_as_if_it_were_sent(origin: str) -> None:
    for name in (*BY_SPELLING, "no.such"):
        session = new_session(contract_configuration())
        verdict, reason, error = asked(session, Question(origin, name))
        client = Client.opened(session, origin)
        reply = client.request(name)
        if origin == "null":
            assert (reply, error, verdict) == (None, None, Verdict.REFUSED)
            continue
        entry = next(each for each in client.log if each.request == name)
        if error is not None:
            assert reply is not None
            assert (reply["errorMessage"], entry.decision.verdict, entry.decision.reason) == (error, verdict, reason)
        else:
            assert entry.decision.reason not in (Reason.REQUEST_NOT_LISTED, Reason.ORIGIN_NOT_LISTED), name
            assert verdict is Verdict.ALLOWED


@pytest.mark.parametrize("origin", ORIGINS)
def test_every_event_is_judged_as_if_it_were_sent(session: DrivenSession, origin: str) -> None:
    for event in EVENTS:
        judgement = judged(session.policy, Question(origin, event, event=True), 0.0)
        assert judgement.decision == session.policy.rights(origin).may_receive(event)


def test_nothing_is_counted_and_the_limit_of_now_counts(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    question = Question(ALLOWED, LIMITED)
    for _ in range(LIMIT):
        assert asked(session, question)[0] is Verdict.ALLOWED
        client.request(LIMITED)
    for _ in range(3):
        verdict, _, error = asked(session, question)
        assert verdict is Verdict.RATE_LIMITED
    assert client.error(LIMITED) == error
    verdict, _, error = asked(session, question)
    assert (verdict, error) == (Verdict.QUARANTINED, None)
    fake_host(session).advance(QUARANTINE + 60)
    assert asked(session, question)[0] is Verdict.ALLOWED


def test_other_limits_are_asked_with_what_has_been_counted(session: DrivenSession) -> None:
    client = Client.opened(session, ALLOWED)
    client.request(LIMITED)
    trial = tried(session, {f"{RATE_LIMIT}.{LIMITED}": "1"})
    question = Question(ALLOWED, LIMITED)
    assert judged(trial.policy, question, 0.0, session.policy).decision.verdict is Verdict.RATE_LIMITED
    assert judged(session.policy, question, 0.0).decision.verdict is Verdict.ALLOWED


@pytest.mark.parametrize(
    ("name", "parameters", "reason"),
    [
        ("interaction.setUserData", ("1", {"Key1": "x"}), None),
        ("interaction.setUserData", ("1", {"Key1": "x", "Key2": "y"}), Reason.KEY_NOT_WRITABLE),
        ("interaction.deleteUserData", ("1", "Key2"), Reason.KEY_NOT_WRITABLE),
        ("voice.dial", ("5001", {"Key2": "y"}), None),
        ("voice.dial", (), Reason.BAD_ARGUMENT),
        ("configuration.getOption", (["x"],), None),
    ],
)
def test_parameters_matter_when_they_are_given(
    session: DrivenSession, name: str, parameters: tuple[object, ...], reason: Reason | None
) -> None:
    question = Question(ALLOWED, name, parameters=parameters)  # type: ignore[arg-type]
    _, found_reason, error = asked(session, question)
    assert found_reason is reason
    if reason is not None:
        assert Client.opened(session, ALLOWED).error(name, *parameters) == error  # type: ignore[arg-type]
    assert asked(session, Question(ALLOWED, name))[0] is Verdict.ALLOWED


def test_strict_lists_and_readers_of_options(session: DrivenSession) -> None:
    trial = tried(session, {STRICT_OPTION: "true", OPTION_READERS: RESTRICTED})
    for name, parameters, reason in (
        ("voice.dial", ("5001", {"Key2": "y"}), Reason.KEY_NOT_WRITABLE),
        ("configuration.getOption", (["x"],), Reason.OPTION_NOT_READABLE),
    ):
        judgement = judged(trial.policy, Question(ALLOWED, name, parameters=parameters), 0.0, session.policy)  # type: ignore[arg-type]
        assert judgement.decision.reason is reason


def test_whose_rule_it_is(session: DrivenSession) -> None:
    def source(question: Question) -> tuple[str, str]:
        finding = found(session, judged(session.policy, question, 0.0))
        return finding.option, finding.source

    line = next(n for n, text in enumerate(session.configuration.text.splitlines(), 1) if OPTION in text)
    assert source(Question(RESTRICTED, "voice.dial")) == (OPTION, f"test.cfg, line {line}")
    assert source(Question(UNLISTED, "voice.dial")) == (OPTION, f"test.cfg, line {line}")
    assert source(Question(ALLOWED, "no.such")) == ("", "")
    written = source(Question(ALLOWED, "interaction.deleteUserData", parameters=("1", "Key2")))
    assert written == (WRITE_OPTION, f"test.cfg, line {line + 5}")


def test_effects_are_told_for_every_origin_and_only_what_differs(session: DrivenSession) -> None:
    trial = tried(session, {OPTION: f"{ALLOWED} (agent.*), {RESTRICTED}"})
    effects = {each.origin: each for each in origin_effects(session.policy, trial.policy, ORIGINS)}
    assert set(effects) == {ALLOWED, RESTRICTED}
    assert "voice.dial" in effects[ALLOWED].lost
    assert effects[ALLOWED].gained == ()
    assert "interaction" in effects[ALLOWED].events_lost
    assert "agent.get" not in effects[ALLOWED].lost
    assert "interaction.setUserData" in effects[RESTRICTED].gained
    assert limit_effects(session.policy, trial.policy) == ()


def test_effects_on_limits_go_together(session: DrivenSession) -> None:
    trial = tried(session, {RATE_LIMIT: "9"})
    (effect,) = limit_effects(session.policy, trial.policy)
    assert (effect.before, effect.after, effect.of_all) == (0, 9, False)
    assert LIMITED not in effect.requests


def test_what_could_not_be_used_is_told_as_the_reader_tells_it(session: DrivenSession) -> None:
    with pytest.raises(ConfigurationError, match=r"'many'. Expected: a whole number"):
        tried(session, {RATE_LIMIT: "many"})
    assert [problem.text for problem in tried(session, {OPTION: f"{ALLOWED} (voice.dail)"}).problems] == [
        "entry 1: filter voice.dail"
    ]


def test_the_driver_asks_the_same(session: DrivenSession) -> None:
    Client.opened(session, ALLOWED).request("agent.get")
    asked_for = {"origin": ALLOWED, "request": "voice.dial", "options": {OPTION: None}}
    answer = session.driver.call("whatIf", asked_for)
    assert isinstance(answer, Success)
    told = answer.data
    assert isinstance(told, dict)
    assert told["now"]["verdict"] == "allowed"
    assert (told["then"]["verdict"], told["then"]["reason"]) == ("refused", "ORIGIN_NOT_LISTED")
    assert told["then"]["source"] == "default"
    assert "voice.dial" in told["origins"][0]["refused"]
    assert session.policy.rights(ALLOWED).listed.allowed, "nothing comes of it"
    for wrong in (
        {"request": "a", "event": "b"},
        {},
        {"request": "a", "parameters": "x"},
        {"request": "a", "options": {"x": 1}},
        {"request": "a", "options": {RATE_LIMIT: "many"}},
    ):
        assert isinstance(session.driver.call("whatIf", {"origin": ALLOWED, **wrong}), Failure)


def test_reading_less_is_no_effect_on_requests(session: DrivenSession) -> None:
    trial = tried(session, {READ_OPTION: "Key1"})
    assert origin_effects(session.policy, trial.policy, ORIGINS) == ()
    assert trial.policy.user_data.readable.keys == {"Key1"}


def test_of_a_wildcard_the_frame_is_counted_too() -> None:
    session = new_session(configuration("*", "rate-limit.agent.get = 1"))
    client = Client.opened(session, ALLOWED)
    client.request("agent.get")
    place = client.frame.place
    other = "http://other.example"
    assert asked(session, Question(other, "agent.get"))[0] is Verdict.ALLOWED
    assert asked(session, Question(other, "agent.get", frame=place))[0] is Verdict.RATE_LIMITED
