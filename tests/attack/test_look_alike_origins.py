"""An origin that looks like a listed one is another origin."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.policy.in_force import parse_policy
from scapi.policy.origins import OriginError, parse_origin
from scapi.testing import Client, new_session
from tests.support.configurations import configuration

LISTED = "https://crm.example"
LISTED_WITH_PORT = "http://127.0.0.1:8001"
PUNYCODE = "https://xn--mnchen-3ya.example"

LOOK_ALIKES = {
    "suffix": "https://crm.example.evil.example",
    "suffix without a dot": "https://crm.exampleevil.example",
    "prefix": "https://evilcrm.example",
    "prefix with a dot": "https://evil.crm.example",
    "user name": "https://crm.example@evil.example",
    "user name and password": "https://crm.example:443@evil.example",
    "the listed one behind a user name": "https://evil@crm.example",
    "other port": "https://crm.example:444",
    "default port written out": "https://crm.example:443",
    "no port": "http://127.0.0.1",
    "longer port": "http://127.0.0.1:80011",
    "shorter port": "http://127.0.0.1:800",
    "other scheme": "http://crm.example",
    "scheme of a socket": "wss://crm.example",
    "scheme in capitals": "HTTPS://crm.example",
    "trailing dot": "https://crm.example.",
    "trailing slash": "https://crm.example/",
    "path": "https://crm.example/login",
    "query": "https://crm.example?x",
    "fragment": "https://crm.example#x",
    "backslash": "https://crm.example\\evil.example",
    "encoded dot": "https://crm%2eexample",
    "capitals": "https://CRM.example",
    "cyrillic letter": "https://сrm.example",
    "punycode of the cyrillic letter": "https://xn--rm-nmc.example",
    "umlaut": "https://münchen.example",
    "without the umlaut": "https://munchen.example",
    "full-width dot": "https://crm。example",
    "zero width": "https://crm\u200b.example",
    "blank before": " https://crm.example",
    "blank after": "https://crm.example ",
    "line break": "https://crm.example\n",
    "nul": "https://crm.example\0",
    "two": "https://crm.example, https://evil.example",
    "list": "https://crm.example,*",
    "any": "*",
    "null": "null",
    "nothing": "",
    "blob": "blob:https://crm.example",
    "file": "file://",
    "number for the address": "http://2130706433:8001",
    "hexadecimal address": "http://0x7f000001:8001",
    "short address": "http://127.1:8001",
    "octal address": "http://0177.0.0.1:8001",
    "name of the address": "http://localhost:8001",
    "mapped address": "http://[::ffff:7f00:1]:8001",
    "a port of many digits": f"https://crm.example:{'0' * 5000}443",
    "a port beyond all numbers": f"https://crm.example:{'9' * 5000}",
    "very long": f"https://{'a' * 100_000}.crm.example",
}


@pytest.fixture(scope="module")
def policy_text() -> str:
    return configuration(f"{LISTED}, {LISTED_WITH_PORT} (agent.get), {PUNYCODE}")


@pytest.mark.parametrize("origin", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_look_alike_is_not_listed(policy_text: str, origin: str) -> None:
    session = new_session(policy_text)
    client = Client.opened(session, LISTED)
    attacker = Client(session, client.frame_id, origin)
    reply = attacker.request("agent.get")
    assert reply is None or reply["errorMessage"].startswith("Error: ")
    assert not attacker.log[0].decision.allowed
    assert not session.policy.permissions.listed(origin).allowed
    assert all(posted.target_origin == origin for posted in session.host.posted)  # type: ignore[attr-defined]


@pytest.mark.parametrize("origin", [LISTED, LISTED_WITH_PORT, PUNYCODE])
def test_the_listed_ones_are(policy_text: str, origin: str) -> None:
    assert Client.opened(new_session(policy_text), origin).data("agent.get")


@pytest.mark.parametrize(
    "written",
    [
        "HTTPS://CRM.EXAMPLE",
        "https://crm.example:443",
        "https://crm.example/",
        "https://crm.example/app?x#y",
        " https://crm.example ",
    ],
)
def test_a_person_may_write_the_listed_one_in_any_form(written: str) -> None:
    policy = parse_policy(parse_configuration(configuration(written)))
    assert policy.problems == ()
    assert policy.permissions.concrete_origins() == (LISTED,)


def test_a_person_may_write_umlauts() -> None:
    assert str(parse_origin("https://MÜNCHEN.example")) == PUNYCODE


@pytest.mark.parametrize(
    ("written", "another_domain"),
    [
        ("https://straße.example", "https://strasse.example"),
        ("https://STRAẞE.example", "https://strasse.example"),
        ("https://ολος.example", "https://xn--jxalpn.example"),
        ("https://a\u200cb.example", "https://ab.example"),
        ("https://a\u200db.example", "https://ab.example"),
    ],
)
def test_a_name_that_browsers_encode_otherwise_never_admits_another_domain(written: str, another_domain: str) -> None:
    try:
        origin = str(parse_origin(written))
    except OriginError:
        return
    assert origin != another_domain


@pytest.mark.parametrize(
    "written",
    [
        "https://*.crm.example",
        "https://crm.*",
        "https://.*",
        "https://crm.example|https://evil.example",
        "https://[a-z]+",
        "(",
        "https://",
        "crm.example",
        "//crm.example",
        "https:crm.example",
    ],
)
def test_patterns_are_refused_and_say_so(written: str) -> None:
    policy = parse_policy(parse_configuration(configuration(f"{written}, {LISTED}")))
    assert written.split(",")[0] in str(policy.problems[0])
    assert policy.permissions.concrete_origins() == (LISTED,) or written == "("
    for probe in ("https://evil.crm.example", "https://crm.evil", "https://evil.example"):
        assert not policy.permissions.listed(probe).allowed
