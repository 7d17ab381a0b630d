"""Headers that keep an app from being framed, or its browser from asking again: named, with what to do."""

from __future__ import annotations

import asyncio
import http.server
import re
import runpy
import threading
from pathlib import Path
from typing import Any

import pytest

from tools.app_answers import ask
from tools.app_headers import NOBODY, Findings, PageAnswer, findings
from tools.paths import ROOT

HOST = "http://localhost:8000"
APP = "http://127.0.0.1:9001/"
FRESH = ("Cache-Control", "no-store")


def told(*headers: tuple[str, str], status: int = 200, framed: bool = True) -> Findings:
    return findings(PageAnswer(status, headers), APP, HOST, framed=framed)


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("X-Frame-Options", "ALLOW-FROM http://localhost:8000"),),
        (("Content-Security-Policy", "default-src 'self'"),),
        (("Content-Security-Policy", "frame-ancestors *"),),
        (("Content-Security-Policy", "Frame-Ancestors HTTP://LOCALHOST:8000"),),
        (("Content-Security-Policy", "frame-ancestors 'self' localhost:8000"),),
        (("Content-Security-Policy", "frame-ancestors http://localhost:*"),),
        (("Content-Security-Policy", "frame-ancestors http:"),),
        (("Content-Security-Policy", "frame-ancestors http://localhost:8000/"),),
        (("Content-Security-Policy", "frame-ancestors *; frame-ancestors 'none'"),),
        (("X-Frame-Options", "DENY"), ("Content-Security-Policy", "frame-ancestors http://localhost:8000")),
    ],
)
def test_what_lets_the_host_frame_it_is_no_finding(headers: tuple[tuple[str, str], ...]) -> None:
    assert told(FRESH, *headers) == Findings()


@pytest.mark.parametrize("value", ["DENY", "SAMEORIGIN", "sameorigin", "SAMEORIGIN, DENY"])
def test_x_frame_options_are_named(value: str) -> None:
    text = told(FRESH, ("x-frame-options", value)).framing
    assert f"X-Frame-Options: {value}." in text
    assert f"Content-Security-Policy: frame-ancestors {HOST} besides" in text


@pytest.mark.parametrize(
    "sources",
    [
        "'none'",
        "'self'",
        "https:",
        "https://localhost:8000",
        "http://localhost",
        "http://localhost:8001",
        "http://crm.example http://127.0.0.1:8000",
        "*.localhost:8000",
    ],
)
def test_frame_ancestors_without_the_host_are_named(sources: str) -> None:
    text = told(FRESH, ("Content-Security-Policy", f"default-src 'self'; frame-ancestors {sources}")).framing
    assert f"frame-ancestors {sources}. Add {HOST} there." in text


def test_each_policy_has_to_admit_the_host() -> None:
    two = (("Content-Security-Policy", "frame-ancestors *"), ("Content-Security-Policy", "frame-ancestors 'self'"))
    assert "'self'" in told(FRESH, *two).framing
    assert "'self'" in told(FRESH, ("Content-Security-Policy", "frame-ancestors *, frame-ancestors 'self'")).framing
    assert "and nothing after it" in told(FRESH, ("Content-Security-Policy", "frame-ancestors")).framing


def test_a_wildcard_admits_hosts_below_it_and_http_admits_https() -> None:
    policy = [("Content-Security-Policy", "frame-ancestors http://*.crm.example"), FRESH]
    for host, admitted in (("https://a.crm.example", True), ("https://crm.example", False)):
        assert (findings(PageAnswer(200, policy), APP, host).framing == "") is admitted


def test_a_window_of_its_own_is_not_framed() -> None:
    assert told(FRESH, ("X-Frame-Options", "DENY"), framed=False) == Findings()


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("Cache-Control", "no-cache"), ("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT")),
        (("Cache-Control", "public, Max-Age=0, must-revalidate"),),
        (("Cache-Control", "private"), ("Cache-Control", "no-store")),
        (("Pragma", "no-cache"),),
    ],
)
def test_a_page_that_is_asked_for_again_is_no_finding(headers: tuple[tuple[str, str], ...]) -> None:
    assert told(*headers) == Findings()


@pytest.mark.parametrize(
    ("header", "named"),
    [
        (("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT"), "it has Last-Modified, and no header Cache-Control"),
        (("Cache-Control", "public, max-age=3600"), "Cache-Control: public, max-age=3600"),
        (("Cache-Control", "immutable"), "Cache-Control: immutable"),
        (("Expires", "Mon, 01 Jan 2035 00:00:00 GMT"), "Expires: Mon, 01 Jan 2035 00:00:00 GMT"),
    ],
)
def test_what_keeps_old_pages_is_named(header: tuple[str, str], named: str) -> None:
    text = told(header).caching
    assert named in text
    assert text.endswith("Send Cache-Control: no-store while you write the app.")


def test_a_failure_is_told_alone_and_what_says_nothing_of_the_page_is_no_finding() -> None:
    assert told(("X-Frame-Options", "DENY"), status=404).told == (
        "It has no such page: its server answers 404 (Not Found).",
    )
    assert told(status=503).reaching == "Its server has failed: it answers 503 (Service Unavailable)."
    assert told(status=599).reaching == "Its server has failed: it answers 599."
    for status in (302, 401, 403, 429):
        assert told(("X-Frame-Options", "DENY"), status=status) == Findings()
    assert findings(NOBODY, APP, HOST).reaching.startswith("Nothing answers there:")
    assert findings(None, APP, HOST) == Findings()


def documented(beginning: str) -> str:
    """The example in Python of the documentation that begins like this."""
    text = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    (found,) = (code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if code.startswith(beginning))
    return str(found)


def run_example(folder: Path, example: str) -> dict[str, Any]:
    """What an example has defined."""
    file = folder / "example.py"
    file.write_text(example)
    return runpy.run_path(str(file))


def test_the_server_of_the_documentation_is_without_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index.html").write_text("")
    example, _, end = documented("from http.server").partition('ThreadingHTTPServer(("127.0.0.1", 9001), Server)')
    assert end.strip() == ".serve_forever()"
    made = run_example(tmp_path, example)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made["Server"]) as server:
        monkeypatch.setattr(made["Server"], "log_message", lambda *_: None)
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        answer = ask(address)
        server.shutdown()
    assert answer is not None
    assert findings(answer, address, HOST) == Findings()


def test_the_application_of_the_documentation_is_without_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index.html").write_text("")
    made = run_example(tmp_path, documented("from starlette"))
    sent: list[dict[str, Any]] = []

    async def asked() -> None:
        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b"", "root_path": ""}
        await made["app"](scope, receive, send)

    asyncio.run(asked())
    headers = tuple((name.decode(), value.decode()) for name, value in sent[0]["headers"])
    assert findings(PageAnswer(sent[0]["status"], headers), APP, HOST) == Findings()
