"""Addresses that would run in the workspace's own origin, or that are no pages."""

from __future__ import annotations

import pytest

from scapi.configuration import parse_configuration
from scapi.policy.embedding import content_security_policy
from scapi.policy.urls import icon_url, page_url
from scapi.testing import new_session
from scapi.values import Failure
from tests.support.configurations import ALLOWED, configuration

BAD = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\tjavascript:alert(1)",
    " javascript:alert(1)",
    "\u0001javascript:alert(1)",
    "\x00https://crm.example",
    "jav&#x09;ascript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://crm.example/1",
    "file:///etc/passwd",
    "filesystem:https://crm.example/x",
    "about:blank",
    "about:srcdoc",
    "view-source:https://crm.example",
    "ws://crm.example",
    "ftp://crm.example",
    "//crm.example",
    "/index.html",
    "index.html",
    "",
    " ",
    "http:crm.example",
    "https:/crm.example",
    "https:\\\\crm.example",
    "https ://crm.example",
    "https://crm.example\n",
    " https://crm.example",
    "ht\u200btps://crm.example",
]


@pytest.mark.parametrize("url", BAD, ids=repr)
def test_no_page_is_opened(url: str) -> None:
    assert not page_url(url).allowed
    session = new_session(configuration(ALLOWED))
    outcome = session.driver.call("openClient", {"label": "x", "url": url})
    assert isinstance(outcome, Failure)
    assert len(session.frames) == 0


@pytest.mark.parametrize("url", [url for url in BAD if url.isprintable() and url == url.strip() and url], ids=repr)
@pytest.mark.parametrize("option", ["workspace.web-content", "interaction.web-content"])
def test_no_web_application_is_configured(url: str, option: str) -> None:
    text = configuration(
        ALLOWED, f"{option} = Bad, Good", sections=f"[Bad]\nurl={url}\n[Good]\nurl=https://crm.example"
    )
    session = new_session(text)
    assert [str(problem) for problem in session.problems if "http:// or https://" in problem.expected]
    session.driver.call("ring", {"ani": "1"})
    session.workspace.telephony.answer("1")
    assert [frame.url for frame in session.frames] == ["https://crm.example"]


@pytest.mark.parametrize("url", [url for url in BAD if not url.startswith("data:image/")], ids=repr)
def test_no_icon_is_shown(url: str) -> None:
    assert not icon_url(url).allowed


@pytest.mark.parametrize(
    "url", ["http://a", "https://crm.example/a?b=c#d", "HTTPS://CRM.example", "https://crm.example/a b"]
)
def test_pages(url: str) -> None:
    assert page_url(url).allowed
    assert icon_url(url).allowed


def test_icons_may_be_data() -> None:
    assert icon_url("data:image/png;base64,AAAA").allowed
    assert not page_url("data:image/png;base64,AAAA").allowed


def test_header_cannot_be_broken_out_of() -> None:
    origins = "https://a.example; script-src *, https://b.example\t(*), 'unsafe-inline', https://c.example (*)"
    policy = content_security_policy(parse_configuration(configuration(origins)))
    assert policy.count("script-src") == 1
    assert "unsafe-inline" not in policy
    assert policy.endswith("frame-ancestors https://b.example https://c.example")
