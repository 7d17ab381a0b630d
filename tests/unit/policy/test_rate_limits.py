"""Rate limits: fixed minutes, one error, then silence; and no way around them."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from scapi.configuration import parse_configuration
from scapi.decisions import Reason, Verdict
from scapi.policy.rate_limits import Limits, RateLimiter, parse_limits
from scapi.protocol.registry import canonical_name
from scapi.testing import Client, FakeHost, new_session
from tests.support.configurations import configuration

A, B = "https://a.example", "https://b.example"
NAMES = ("agent.get", "voice.isMicrophoneMute", "sipEndpoint.isMicrophoneMute", "media.getMediaList")
LIMITED_TEXT = (
    "The rate limit for the request '{}' has been reached.\nFurther requests of the same type will be ignored"
)


class Limited(RuleBasedStateMachine):
    """Clients that try everything to get more requests through than the limit."""

    @initialize(limit=st.integers(1, 3), override=st.integers(0, 2), delay=st.sampled_from([0, 1, 30, 90]))
    def begin(self, limit: int, override: int, delay: int) -> None:
        self.limit, self.delay = limit, delay
        self.limits = dict.fromkeys(NAMES, limit) | {"media.getMediaList": override}
        text = configuration(
            f"{A}, {B}",
            f"rate-limit = {limit}",
            f"rate-limit.media.getMediaList = {override}",
            f"rate-limit-quarantine-delay = {delay}",
        )
        self.host = FakeHost()
        self.session = new_session(text, host=self.host)
        self.clients = [Client.opened(self.session, origin) for origin in (A, A, B)]
        self.latest = 0.0
        self.passed: Counter[tuple[str, str, int]] = Counter()
        self.until: dict[tuple[str, str], float] = {}

    @rule(which=st.integers(0, 2), name=st.sampled_from(NAMES), times=st.integers(1, 4), wrong=st.booleans())
    def ask(self, which: int, name: str, times: int, wrong: bool) -> None:
        client = self.clients[which]
        key = (canonical_name(name) or "", client.origin)
        for _ in range(times):
            self.latest = max(self.latest, self.host.time)
            minute = int(self.latest // 60)
            reply = client.request(name, **({"parameters": "wrong"} if wrong else {}))
            limit = self.limits[name]
            if limit == 0:
                assert reply is not None
                assert "rate limit" not in reply.get("errorMessage", "")
            elif self.latest < self.until.get(key, 0.0):
                assert reply is None, "silence in quarantine"
            elif self.passed[*key, minute] >= limit:
                seconds = f" for {self.delay} seconds." if self.delay else "."
                assert reply is not None
                assert reply["errorMessage"] == LIMITED_TEXT.format(name) + seconds
                self.until[key] = self.latest + self.delay if self.delay else math.inf
            else:
                assert reply is not None
                assert "rate limit" not in reply.get("errorMessage", "")
                self.passed[*key, minute] += 1

    @rule(seconds=st.sampled_from([0.1, 1.0, 29.9, 30.0, 59.9, 60.0, 61.0, 500.0]))
    def time_passes(self, seconds: float) -> None:
        self.host.advance(seconds)

    @rule(seconds=st.floats(-1000, 1000))
    def clock_of_the_page_jumps(self, seconds: float) -> None:
        self.host.time = max(0.0, self.host.time + seconds)

    @rule(seconds=st.floats(-1e9, 1e9))
    def clock_of_the_computer_jumps(self, seconds: float) -> None:
        self.host.epoch += seconds

    @rule(seconds=st.integers(0, 10_000), mode=st.sampled_from(["manual", "real"]))
    def clock_of_the_simulator_jumps(self, seconds: int, mode: str) -> None:
        self.session.driver.call("clock", {"mode": mode})
        self.session.driver.call("advance", {"seconds": seconds})

    @rule(which=st.integers(0, 2))
    def page_reloads(self, which: int) -> None:
        self.clients[which].new_document()
        self.clients[which].loaded()

    @rule(which=st.integers(0, 2))
    def frame_is_closed_and_another_opened(self, which: int) -> None:
        old = self.clients[which]
        self.session.driver.call("closeClient", {"frameId": old.frame_id})
        self.clients[which] = Client.opened(self.session, old.origin)

    @invariant()
    def no_minute_lets_more_pass(self) -> None:
        for (name, _, _), count in getattr(self, "passed", Counter()).items():
            assert count <= self.limits[name]


TestLimited = Limited.TestCase


def limits(*options: str) -> tuple[Limits, list[str]]:
    parsed, problems = parse_limits(parse_configuration(configuration(A, *options)), canonical_name)
    return parsed, [str(problem) for problem in problems]


def test_no_limit_by_default() -> None:
    assert limits() == (Limits(0, {}, 30), [])
    limiter = RateLimiter(Limits())
    assert all(limiter.admit("agent.get", A, 0.0).allowed for _ in range(10_000))


def test_default_and_overrides() -> None:
    parsed, problems = limits("rate-limit = 5", "rate-limit.voice.dial = 2", "rate-limit.agent.get = 0")
    assert problems == []
    assert [parsed.limit(name) for name in ("voice.dial", "agent.get", "media.setState")] == [2, 0, 5]


@pytest.mark.parametrize(("first", "second", "limit"), [(3, 5, 3), (5, 3, 3), (0, 4, 4), (4, 0, 4), (0, 0, 0)])
def test_two_spellings_have_the_stricter_limit(first: int, second: int, limit: int) -> None:
    parsed, problems = limits(
        f"rate-limit.voice.muteSpeaker = {first}", f"rate-limit.sipEndpoint.muteSpeaker = {second}"
    )
    assert problems == []
    assert parsed.limit("voice.muteSpeaker") == limit


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "", "１", "0x5", "9" * 5000, "+5", "1e3"])
@pytest.mark.parametrize("option", ["rate-limit", "rate-limit.voice.dial", "rate-limit-quarantine-delay"])
def test_a_limit_that_is_no_number_is_fatal_and_named(option: str, value: str) -> None:
    parsed, problems = parse_limits(parse_configuration(configuration(A, f"{option} = {value}")), canonical_name)
    (problem,) = problems
    assert problem.fatal
    assert (problem.option, problem.text, problem.line) == (f"service-client-api.{option}", value, 3)
    assert "whole number" in problem.expected
    assert parsed.quarantine_delay == 30


@pytest.mark.parametrize("name", ["voice.fly", "dial", "", "*", "voice.*"])
def test_a_limit_of_an_unknown_request_is_named(name: str) -> None:
    _, problems = limits(f"rate-limit.{name} = 5")
    assert len(problems) == 1
    assert "the name of a request after rate-limit." in problems[0]


def test_minutes_are_fixed_not_sliding() -> None:
    limiter = RateLimiter(Limits(default=2, quarantine_delay=1))
    assert [limiter.admit("agent.get", A, now).allowed for now in (58.0, 59.0, 60.0, 61.0)] == [True] * 4
    assert limiter.admit("agent.get", A, 62.0).verdict is Verdict.RATE_LIMITED


def test_quarantine_that_ends_within_the_minute_gives_one_error_again() -> None:
    limiter = RateLimiter(Limits(default=1, quarantine_delay=10))
    wanted = {
        0: "allowed", 1: "rate-limited", 2: "quarantined", 10: "quarantined", 11: "rate-limited", 20: "quarantined",
        60: "allowed", 61: "rate-limited", 70: "quarantined", 71: "rate-limited",
    }  # fmt: skip
    assert {now: limiter.admit("agent.get", A, float(now)).verdict.value for now in wanted} == wanted


def test_decisions_say_why() -> None:
    limiter = RateLimiter(Limits(default=1, overrides={"voice.dial": 1}, quarantine_delay=0))
    limiter.admit("voice.dial", A, 0.0)
    limited = limiter.admit("voice.dial", A, 0.0)
    assert (limited.reason, limited.rule) == (Reason.RATE_LIMIT_REACHED, "service-client-api.rate-limit.voice.dial = 1")
    silent = limiter.admit("voice.dial", A, 1e9)
    assert (silent.reason, silent.note) == (Reason.IN_QUARANTINE, "no reply; for ever")
    assert math.isinf(limiter.quarantine_left("voice.dial", A, 1e9))


def test_counters_for_the_inspector() -> None:
    limiter = RateLimiter(Limits(default=5))
    for origin, name in ((A, "agent.get"), (A, "agent.get"), (B, "media.setState")):
        limiter.admit(name, origin, 5.0)
    assert (
        limiter.used("agent.get", A, 6.0),
        limiter.used("agent.get", A, 61.0),
        limiter.used("agent.get", B, 6.0),
    ) == (2, 0, 0)
    assert (limiter.names(A), limiter.names(B)) == (("agent.get",), ("media.setState",))
    limiter.clear()
    assert limiter.used("agent.get", A, 6.0) == 0
