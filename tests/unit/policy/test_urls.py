"""Addresses of clients and of the configuration."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scapi.decisions import Reason
from scapi.policy.urls import icon_url, page_url

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
