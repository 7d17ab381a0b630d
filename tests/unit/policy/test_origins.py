"""Origins: canonical, equal when they are the same, and never an exception of another kind."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scapi.policy.origins import DEFAULT_PORTS, OriginError, parse_origin, reported_origin
from tests.support.strategies import hosts

schemes = st.sampled_from(sorted(DEFAULT_PORTS))
ports = st.one_of(st.none(), st.integers(0, 65535))
tails = st.one_of(st.just(""), st.from_regex(r"[/?#][a-z0-9/@:%().,*]*", fullmatch=True))


def written(scheme: str, host: str, port: int | None) -> str:
    return f"{scheme}://{host}" + ("" if port is None else f":{port}")


@given(schemes, hosts, ports, tails)
def test_canonical_form_is_a_fixed_point(scheme: str, host: str, port: int | None, tail: str) -> None:
    canonical = str(parse_origin(written(scheme, host, port) + tail))
    assert str(parse_origin(canonical)) == canonical
    assert reported_origin(canonical) == parse_origin(canonical)


@given(schemes, hosts, ports, tails, st.randoms(use_true_random=False), st.booleans())
def test_two_spellings_of_one_origin_are_equal(scheme, host, port, tail, random, zero) -> None:  # type: ignore[no-untyped-def]
    def shuffled(text: str) -> str:
        return "".join(random.choice((c.upper(), c)) for c in text)

    effective = DEFAULT_PORTS[scheme] if port is None else port
    left_out = effective == DEFAULT_PORTS[scheme] and random.random() < 0.5
    spelled_port = "" if left_out else f":{effective:05}" if zero else f":{effective}"
    other = f"{shuffled(scheme)}://{shuffled(host)}{spelled_port}{tail}"
    assert parse_origin(other) == parse_origin(written(scheme, host, port))


@given(schemes, hosts, ports, schemes, hosts, ports)
def test_equal_only_when_all_three_parts_are(s1, h1, p1, s2, h2, p2) -> None:  # type: ignore[no-untyped-def]
    one, two = parse_origin(written(s1, h1, p1)), parse_origin(written(s2, h2, p2))
    same = (one.scheme, one.host, one.port) == (two.scheme, two.host, two.port)
    assert (one == two) == same == (str(one) == str(two))


@given(schemes, hosts, ports, st.sampled_from([".", "x", "-", "0", "\u0430"]), st.booleans())
def test_look_alikes_are_not_equal(scheme: str, host: str, port: int | None, extra: str, before: bool) -> None:
    assume(not host.startswith("["))
    look_alike = extra + host if before else host + extra
    with contextlib.suppress(OriginError):
        assert parse_origin(written(scheme, look_alike, port)) != parse_origin(written(scheme, host, port))


@given(
    st.one_of(
        st.text(),
        st.text().map("https://".__add__),
        st.text(alphabet="htps:/.@[]0123456789af%\\*x-").map("http://".__add__),
    )
)
def test_any_text_is_an_origin_or_says_what_was_expected(text: str) -> None:
    try:
        origin = parse_origin(text)
    except OriginError:
        assert reported_origin(text) is None
    else:
        assert str(parse_origin(str(origin))) == str(origin)
        assert str(origin).isascii()
        assert not set(str(origin)) & set(" \t\n;,'\"*@\\?#%")


GOOD = {
    "http://a": "http://a",
    "HTTP://A:80": "http://a",
    "https://a:443/": "https://a",
    "https://a:80": "https://a:80",
    "http://a:0443": "http://a:443",
    "http://a:": "http://a",
    "http://a:0": "http://a:0",
    "http://a:65535/x": "http://a:65535",
    "http://127.0.0.1:8001/app/index.html": "http://127.0.0.1:8001",
    "http://[::1]:8000": "http://[::1]:8000",
    "http://[0:0:0:0:0:0:0:1]": "http://[::1]",
    "http://[2001:DB8::0:1]": "http://[2001:db8::1]",
    "http://[::ffff:1.2.3.4]": "http://[::ffff:102:304]",
    "https://bücher.example": "https://xn--bcher-kva.example",
    "https://a.example.": "https://a.example.",
    "https://a_b.example": "https://a_b.example",
    "https://a?x": "https://a",
    "https://a#x": "https://a",
}
BAD = [
    "", "a", "a.example", "//a", "ftp://a", "ws://a", "file:///a", "null", "*", "https://", "https:///a", "https://:443",
    "https://*", "https://*.a.example", "https://a b", "https://a\tb", "https://a,b", "https://a;b", "https://a'b",
    "https://user@a", "https://user:pw@a", "https://a:65536", "https://a:-1", "https://a:x", "https://a:8a", "https://a:80:80",
    "https://a:１", "https://a..b", "https://.a", "https://a%2eb", "https://a\\b", "https://a\\@b", "http://[::1", "http://::1",
    "http://[::1]x", "http://[g::1]", "http://[]", "http://[1.2.3.4]", "http://[fe80::1%25eth0]", "http://[fe80::1%eth0]",
    "http://1.2.3", "http://1.2.3.4.5", "http://256.1.1.1", "http://01.2.3.4", "http://1.2.3.4.", "http://12345",
    "http://a:" + "9" * 5000, "http://" + "9" * 5000, "https://\u2100.example", "https://\ud800.example",
]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical"), GOOD.items())
def test_good(text: str, canonical: str) -> None:
    assert str(parse_origin(text)) == canonical


@pytest.mark.parametrize("text", BAD, ids=lambda text: ascii(text)[:40])
def test_bad(text: str) -> None:
    with pytest.raises(OriginError, match=r"."):
        parse_origin(text)
    assert reported_origin(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.example", "an origin such as https://crm.example, beginning with http:// or https://"),
        ("https://a\\b", "an origin without a backslash"),
        ("https://user@a", "an origin without a user name: scheme, host and port only"),
        ("http://[::1", "an IPv6 address in brackets, such as http://[::1]:8080"),
        ("http://[g::1]", "an IPv6 address in brackets, such as http://[::1]:8080"),
        ("https://a:65536", "a port between 0 and 65535"),
        ("https://", "a host name after the scheme"),
        ("https://fa\u00df.example", "the punycode form (xn--...) of a host with ß, ς or a joiner"),
        ("https://\ud800.example", "a host name that has an ASCII (punycode) form"),
        ("https://*.a", "letters, digits, hyphens and dots; a wildcard in a host is not supported"),
        ("http://1.2.3", "an IPv4 address of four numbers, such as http://127.0.0.1:8001"),
    ],
)
def test_who_writes_the_configuration_is_told_what_was_expected(text: str, expected: str) -> None:
    with pytest.raises(OriginError) as told:
        parse_origin(text)
    assert str(told.value).endswith(expected)


@pytest.mark.parametrize("text", [text for text, canonical in GOOD.items() if text != canonical])
def test_a_browser_reports_canonical_forms_only(text: str) -> None:
    assert reported_origin(text) is None
