"""All rules of one configuration together."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.decisions import Reason
from scapi.policy.in_force import parse_policy
from scapi.testing import Client, new_session
from tests.support.configurations import configuration

A, B = "https://a.example", "https://b.example"
READERS = "option.read-allowed-web-content-origin"


@pytest.mark.parametrize(
    ("readers", "a", "b"),
    [
        (None, True, True),
        ("*", True, True),
        (A, True, False),
        (f"{B}, HTTPS://A.example:443/", True, True),
        ("", False, False),
    ],
)
def test_option_readers(readers: str | None, a: bool, b: bool) -> None:
    options = [] if readers is None else [f"{READERS} = {readers}"]
    session = new_session(configuration(f"{A}, {B}", *options, "x = 1"))
    for origin, may in ((A, a), (B, b)):
        client = Client.opened(session, origin)
        reply = client.request("configuration.getOption", "x")
        assert reply is not None
        assert (reply.get("data") == {"interaction-workspace": {"x": "1"}}) == may
        if not may:
            assert reply["errorMessage"] == "Error: This origin may not read options."
            assert client.log[0].decision.reason is Reason.OPTION_NOT_READABLE


def test_every_problem_is_collected() -> None:
    policy = parse_policy(
        parse_configuration(
            configuration(
                f"nonsense, {A}",
                "rate-limit = many",
                "rate-limit.nothing = 1",
                "user-data.strict = maybe",
                f"{READERS} = bad",
                "service-client-api.embedding-origins = worse",
            )
        )
    )
    assert [problem.text for problem in policy.problems] == [
        "entry 1: nonsense", "many", "nothing", "maybe", "entry 1: bad", "entry 1: worse",
    ]  # fmt: skip
    assert [problem.fatal for problem in policy.problems] == [False, True, False, True, False, False]
    assert [problem.line for problem in policy.problems] == [2, 3, 4, 5, 6, 7]


def test_nothing_configured_admits_nobody() -> None:
    policy = parse_policy(parse_configuration(""))
    assert policy.problems == ()
    for origin in (A, "null", "", "*"):
        assert not policy.permissions.listed(origin).allowed
