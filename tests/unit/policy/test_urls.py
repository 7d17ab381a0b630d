"""Addresses of clients and of the configuration."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.decisions import Reason
from scapi.policy.urls import icon_url, page_address, page_url, resolved

starts = st.sampled_from(
    ["http://", "https://", "HTTPS://", "javascript:", "data:", "data:image/", " https://", "java\tscript:", ""]
)


@given(starts, st.text())
def test_only_pages_are_pages(start: str, rest: str) -> None:
    url = start + rest
    decision = page_url(url)
    if decision.allowed:
        assert urlsplit(url).scheme in ("http", "https")
        assert url.isprintable()
        assert icon_url(url).allowed
    else:
        assert decision.reason is Reason.URL_NOT_ALLOWED
        assert decision.note


@pytest.mark.parametrize("url", ["http://", "https:///page", "http://?a=b", "http://[::1", "https://:8000/"])
def test_a_page_without_a_host_is_none(url: str) -> None:
    assert not page_url(url).allowed
    assert not icon_url(url).allowed


@pytest.mark.parametrize("url", ["http://[::1]:8000/", "https://crm.example", "HTTP://127.0.0.1:8001/a?b=$Agent.X$#c"])
def test_a_page_with_a_host_is_one(url: str) -> None:
    assert page_url(url).allowed


OWN = "http://localhost:8000"


@pytest.mark.parametrize(
    "url",
    [
        f"{OWN}/",
        f"{OWN}/index.html?x#y",
        "HTTP://LOCALHOST:8000",
        "http://localhost:8000\\x",
        "http://u@localhost:8000/",
        "http://%6cocalhost:8000/",
        "http://\uff4cocalhost:8000/",
    ],
)
def test_no_page_of_the_workspace_itself(url: str) -> None:
    decision = page_url(url, OWN)
    assert not decision.allowed
    assert decision.reason is Reason.URL_NOT_ALLOWED


@pytest.mark.parametrize("url", ["http://localhost:8001/", "https://localhost:8000/", "http://127.0.0.1:8000/"])
def test_another_origin_is_another_page(url: str) -> None:
    assert page_url(url, OWN).allowed


PAGE = "https://crm.example/apps/call.html?id=1"


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("form.html", "https://crm.example/apps/form.html"),
        ("/form.html", "https://crm.example/form.html"),
        ("../icons/i.png", "https://crm.example/icons/i.png"),
        ("?id=2", "https://crm.example/apps/call.html?id=2"),
        ("//cdn.example/i.png", "https://cdn.example/i.png"),
        ("\\\\cdn.example\\i.png", "https://cdn.example/i.png"),
        ("https://other.example/x", "https://other.example/x"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("java\tscript:alert(1)", "java\tscript:alert(1)"),
        (" form.html", " form.html"),
        ("//[", "//["),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
    ],
)
def test_relative_addresses_are_those_of_the_page_that_asks(address: str, meant: str) -> None:
    assert resolved(address, PAGE) == meant
    assert resolved(address, "") == address


def test_a_page_is_where_its_frame_is_as_long_as_it_is_on_that_site() -> None:
    assert page_address(PAGE, "https://crm.example") == PAGE
    assert page_address(PAGE, "https://moved.example") == "https://moved.example/"
    assert page_address("", "https://embedder.example") == "https://embedder.example/"
    assert page_address(PAGE, "null") == ""


@given(starts, st.text())
def test_what_is_resolved_is_a_page_of_a_site_or_refused(start: str, rest: str) -> None:
    decision = page_url(resolved(start + rest, PAGE), OWN)
    if decision.allowed:
        assert urlsplit(resolved(start + rest, PAGE)).scheme in ("http", "https")
