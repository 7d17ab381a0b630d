"""Addresses of clients and of the configuration."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from scapi.policy.reasons import Reason
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
