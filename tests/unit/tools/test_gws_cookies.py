"""Cookies of a server behind the page: what the browser is told of them, and what the server gets back."""

import pytest

from tools.gws_cookies import CookiePlace

PLACE = CookiePlace(8000, "/gws/")


def test_no_script_reads_them_and_no_other_site_sends_them() -> None:
    given = PLACE.given("JSESSIONID=abc; Path=/; SameSite=None; Domain=example; Secure")
    assert given == "JSESSIONID-8000=abc; Path=/gws/; HttpOnly; SameSite=Strict"


def test_with_tls_they_never_go_without() -> None:
    given = CookiePlace(443, "/gws/", tls=True).given("JSESSIONID=abc")
    assert given == "JSESSIONID-443=abc; Path=/gws/; HttpOnly; SameSite=Strict; Secure"


def test_embedded_they_are_kept_for_the_embedding_site_alone() -> None:
    given = CookiePlace(8000, "/gws/", embedded=True).given("JSESSIONID=abc; HttpOnly")
    assert given == "JSESSIONID-8000=abc; Path=/gws/; HttpOnly; SameSite=None; Secure; Partitioned"


def test_the_server_can_take_one_back() -> None:
    given = PLACE.given("JSESSIONID=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT")
    assert given is not None
    assert "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" in given


@pytest.mark.parametrize("header", ["", "nothing", "=value; Path=/"])
def test_what_is_no_cookie(header: str) -> None:
    assert PLACE.given(header) is None


def test_the_server_gets_its_own_and_no_others() -> None:
    """Ports of one host share their cookies: those of another workspace, and of anything else, stay behind."""
    sent = "JSESSIONID-8000=mine; JSESSIONID-8010=other; JSESSIONID=bare; route-8000=a=b; x"
    assert PLACE.taken(sent) == "JSESSIONID=mine; route=a=b"
    assert PLACE.taken("") == ""
