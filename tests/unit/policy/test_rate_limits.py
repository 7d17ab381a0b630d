"""Rate limits: fixed minutes, one error, then silence; and no way around them."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from scapi.configuration import parse_configuration
from scapi.decisions import Reason, Verdict
from scapi.policy.rate_limits import Counted, Limits, RateLimiter, parse_limits
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
        """What was seen to pass, whatever was expected."""
        self.until: dict[tuple[str, str], float] = {}

    @rule(which=st.integers(0, 2), name=st.sampled_from(NAMES), times=st.integers(1, 4), wrong=st.booleans())
    def ask(self, which: int, name: str, times: int, wrong: bool) -> None:
        client = self.clients[which]
        key = (canonical_name(name) or "", client.origin)
        for _ in range(times):
            limit = self.limits[name]
            if limit:  # what has no limit is not counted, and shows the limiter no time
                self.latest = max(self.latest, self.host.time)
            minute = int(self.latest // 60)
            counted = self.passed[*key, minute]
            reply = client.request(name, **({"parameters": "wrong"} if wrong else {}))
            error = "" if reply is None else reply.get("errorMessage", "")
            if reply is not None and "rate limit" not in error:
                self.passed[*key, minute] += 1
            if limit == 0:
                assert reply is not None
                assert "rate limit" not in error
            elif self.latest < self.until.get(key, 0.0):
                assert reply is None, "silence in quarantine"
            elif counted >= limit:
                seconds = f" for {self.delay} seconds." if self.delay else "."
                assert error == LIMITED_TEXT.format(name) + seconds
                self.until[key] = self.latest + self.delay if self.delay else math.inf
            else:
                assert reply is not None, "nothing is refused within the limit"
                assert "rate limit" not in error

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


def test_an_unlimited_request_moves_the_clock_too() -> None:
    """The latest time counts, whichever request showed it: the clock cannot be turned back for one of them."""
    limiter = RateLimiter(Limits(default=1, overrides={"media.getMediaList": 0}, quarantine_delay=1))
    assert limiter.admit("agent.get", A, 0.0).allowed
    assert limiter.admit("media.getMediaList", A, 61.0).allowed
    assert limiter.admit("agent.get", A, 5.0).allowed, "the next minute has begun"
    assert not limiter.admit("agent.get", A, 70.0).allowed


def told(limiter: RateLimiter, now: float, wall: float) -> tuple[list[Counted], float]:
    """What another tab is told of everything that was counted, and when a minute began."""
    return [limiter.counted(counter, now, wall) for counter in limiter.counters], limiter.phase(now, wall)


class Relay(RuleBasedStateMachine):
    """A session that goes from tab to tab, each with a clock of its own, beside one that never moves."""

    @initialize(limit=st.integers(1, 3), delay=st.sampled_from([0, 1, 30, 90]), wall=st.floats(1e9, 2e9))
    def begin(self, limit: int, delay: int, wall: float) -> None:
        limits = Limits(default=limit, quarantine_delay=delay)
        self.limits, self.limit = limits, limit
        self.time, self.began, self.wall = 0.0, 0.0, wall
        self.steady = RateLimiter(limits)
        self.relayed = RateLimiter(limits)
        self.passed: Counter[tuple[str, str, int]] = Counter()

    @property
    def own_clock(self) -> float:
        return self.time - self.began

    @rule(name=st.sampled_from(NAMES[:2]), origin=st.sampled_from([A, B]), frame=st.sampled_from(["", "frame1"]))
    def ask(self, name: str, origin: str, frame: str) -> None:
        expected = self.steady.admit(name, origin, self.time, frame=frame)
        found = self.relayed.admit(name, origin, self.own_clock, frame=frame)
        assert (found.verdict, found.reason) == (expected.verdict, expected.reason)
        if found.allowed:
            self.passed[name, origin, int(self.time // 60)] += 1
            assert self.passed[name, origin, int(self.time // 60)] <= self.limit

    @rule(seconds=st.sampled_from([0.5, 1.0, 7.0, 29.5, 31.0, 59.0, 60.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        self.time += seconds

    @rule(age=st.sampled_from([0.0, 0.25, 5.0, 59.0, 61.5, 1000.0]))
    def another_tab_takes_over(self, age: float) -> None:
        """The next tab is ``age`` old; what it takes over is as the one before left it."""
        state = told(self.relayed, self.own_clock, self.wall + self.time)
        self.began = self.time - age
        self.relayed = RateLimiter(self.limits)
        self.relayed.restore(*state, self.own_clock, self.wall + self.time)


TestRelay = Relay.TestCase


def test_a_takeover_does_not_refill_the_minute() -> None:
    """Finding 11: with clocks at 5 s and 59 s a limit of 2 let 4 pass."""
    leader, follower = RateLimiter(Limits(default=2)), RateLimiter(Limits(default=2))
    for _ in range(2):
        assert leader.admit("agent.get", A, 5.0).allowed
    follower.restore(*told(leader, 5.0, 1000.0), 59.0, 1000.0)
    verdicts = [follower.admit("agent.get", A, 59.0 + second).verdict.value for second in (0, 2, 31, 54, 55, 56, 57)]
    assert verdicts == [
        "rate-limited",
        "quarantined",
        "rate-limited",
        "quarantined",
        "quarantined",
        *["quarantined"] * 2,
    ]
    rested = RateLimiter(Limits(default=2))
    rested.restore(*told(leader, 5.0, 1000.0), 59.0, 1000.0)
    assert [rested.admit("agent.get", A, 59.0 + second).allowed for second in (55, 56, 57)] == [True, True, False]
    assert rested.used("agent.get", A, 115.0) == 2


@pytest.mark.parametrize("wall", [1000.0, 5.0, 2e9])
@pytest.mark.parametrize("clock", [0.0, 59.0, 10_000.0])
def test_a_quarantine_ends_to_the_second_in_another_tab(clock: float, wall: float) -> None:
    leader = RateLimiter(Limits(default=1, quarantine_delay=30))
    for _ in range(2):
        leader.admit("agent.get", A, 100.0)
    state = told(leader, 110.0, wall)
    follower = RateLimiter(Limits(default=1, quarantine_delay=30))
    follower.restore(*state, clock, wall + 5.0)
    assert follower.quarantine_left("agent.get", A, clock) == pytest.approx(15.0)
    assert follower.admit("agent.get", A, clock + 14.9).verdict is Verdict.QUARANTINED
    assert follower.admit("agent.get", A, clock + 15.1).verdict is not Verdict.QUARANTINED
    assert follower.names(A) == ("agent.get",)


def test_a_quarantine_for_ever_is_taken_over() -> None:
    leader = RateLimiter(Limits(default=1, quarantine_delay=0))
    for _ in range(2):
        leader.admit("agent.get", A, 100.0)
    follower = RateLimiter(Limits(default=1, quarantine_delay=0))
    follower.restore(*told(leader, 110.0, 0.0), 3.0, 1e9)
    assert math.isinf(follower.quarantine_left("agent.get", A, 1e6))


def test_a_computer_clock_that_was_set_back_reopens_nothing() -> None:
    leader = RateLimiter(Limits(default=1, quarantine_delay=30))
    assert leader.admit("agent.get", A, 50.0).allowed
    follower = RateLimiter(Limits(default=1, quarantine_delay=30))
    follower.restore(*told(leader, 50.0, 9000.0), 0.0, 1000.0)
    assert not follower.admit("agent.get", A, 59.0).allowed


def test_one_frame_that_hops_over_fifty_hosts_passes_once() -> None:
    """V6: under ``*`` the frame is counted too."""
    session = new_session(configuration("*", "rate-limit.agent.get = 1"))
    frame_id = Client.opened(session, "https://h0.example").frame_id
    replies = [Client(session, frame_id, f"https://h{number}.example").request("agent.get") for number in range(50)]
    answered = [reply for reply in replies if reply is not None]
    assert ["data" in reply for reply in answered] == [True, False], "one passes, one is told, the others hear nothing"
    other = Client.opened(session, "https://h0.example")
    assert "rate limit" in other.error("agent.get"), "the origin has its own counter beside the frame's"
    assert Client.opened(session, "https://fresh.example").data("agent.get")


def test_a_frame_of_an_origin_with_an_entry_is_not_counted() -> None:
    session = new_session(configuration(f"{A}, {B}", "rate-limit.agent.get = 1"))
    frame_id = Client.opened(session, A).frame_id
    for origin in (A, B):
        assert Client(session, frame_id, origin).data("agent.get")
