"""Which pages may read answers: those of listed origins, and no others. Source: reference, "CORS"."""

from __future__ import annotations

import pytest

from scapi.gws.cross_origin import CrossOrigin, origin_pattern
from scapi.gws.gws_server import GwsServer
from scapi.gws.http_message import Request, Response
from scapi.policy.origins import OriginError
from scapi.testing import FakeHost
from tests.support.gws import Agent, new_server

LISTED = CrossOrigin.of(["https://crm.example", "https://*.agents.example:8443"])
ALLOW = "Access-Control-Allow-Origin"


def preflight(options: CrossOrigin, origin: str) -> Response:
    request = Request("OPTIONS", "/api/v2/me", headers={"origin": origin, "access-control-request-method": "POST"})
    answered = options.preflight(request)
    assert answered is not None
    return options.mark(request, answered)


@pytest.mark.parametrize(
    "origin", ["https://crm.example", "https://eu.agents.example:8443", "https://a.b.agents.example:8443"]
)
def test_listed_origins(origin: str) -> None:
    response = preflight(LISTED, origin)
    assert response.status == 200
    assert response.header(ALLOW) == origin
    assert response.header("Access-Control-Allow-Credentials") == "true"
    assert response.header("Access-Control-Allow-Methods") == "GET,POST,PUT,DELETE,OPTIONS"
    assert "X-CSRF-TOKEN" in (response.header("Access-Control-Allow-Headers") or "")
    assert response.header("Access-Control-Expose-Headers") == "X-CSRF-HEADER,X-CSRF-TOKEN"
    assert response.header("Vary") == "Origin"


@pytest.mark.parametrize(
    "origin",
    [
        "", "null", "*", "https://evil.example", "http://crm.example", "https://crm.example:8443", "https://CRM.example",
        "https://crm.example.evil.example", "https://evilcrm.example", "https://crm.example/", "https://.agents.example:8443",
        "https://agents.example:8443", "https://evil-agents.example:8443", "https://eu.agents.example",
        "https://eu.agents.example:8443.evil.example", "https://x@eu.agents.example:8443",
    ],
)  # fmt: skip
def test_origins_that_are_not_listed_are_never_echoed(origin: str) -> None:
    response = preflight(LISTED, origin)
    assert response.header(ALLOW) is None
    assert response.header("Access-Control-Allow-Credentials") is None
    assert response.header("Access-Control-Allow-Headers") is None


def test_by_default_nobody(server: GwsServer) -> None:
    response = server.handle(Request("OPTIONS", "/api/v2/me", headers={"origin": "https://crm.example"}))
    assert isinstance(response, Response)
    assert [name for name, _ in response.headers] == ["Allow"]


@pytest.mark.parametrize(
    "entry",
    [
        "*", "https://*", "https://*.com", "https://*crm.example.com", "https://*.*.example.com", "*://a.b.example",
        "crm.example", "https://a*b.example",
    ],
)  # fmt: skip
def test_entries_that_admit_too_much_are_refused(entry: str) -> None:
    with pytest.raises(OriginError):
        origin_pattern(entry)


def test_every_answer_is_marked(host: FakeHost) -> None:
    server = new_server(host, cross_origin=LISTED)
    anna = Agent(server, host, "anna").log_in()
    origin = "https://crm.example"
    assert anna.response("GET", "/me", origin=origin).header(ALLOW) == origin
    assert anna.response("GET", "/nothing", origin=origin).header(ALLOW) == origin
    assert anna.response("GET", "/me", origin="https://evil.example").header(ALLOW) is None
    denied = server.handle(Request("GET", "/api/v2/me", headers={"origin": origin}))
    assert (denied.status, denied.header(ALLOW)) == (403, origin)  # type: ignore[union-attr]
