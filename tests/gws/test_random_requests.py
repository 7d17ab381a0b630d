"""Whatever is asked, in whatever order: an answer in the envelope, no traceback, and 500 only with code 4."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scapi.centre.conversations import FarEndVerb
from scapi.gws.gws_server import RESOURCES, Later
from scapi.gws.http_message import Response
from scapi.gws.operation_table import OPERATIONS
from scapi.gws.status import Status
from scapi.testing import FakeHost
from tests.support.gws import Agent, new_server
from tests.support.strategies import json_values

NAMES = [*sorted({row.name for row in OPERATIONS.values()}), "Ready", "NotReady", "AfterCallWork", "Offline", "Lunch"]
NUMBERS = ["5001", "5002", "5003", "8001", "+4930123456", "", " ", "x"]
PARAMETERS: dict[str, Any] = {
    "destination": st.one_of(st.sampled_from([{"phoneNumber": each} for each in NUMBERS]), st.sampled_from(NUMBERS)),
    "userData": st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    "digits": st.sampled_from(["1", "*#", "", "x"]),
    "key": st.text(max_size=5),
    "participant": st.sampled_from(NUMBERS),
    "channels": st.lists(st.sampled_from(["voice", "chat", "fax"]), max_size=3),
    "oldPassword": st.text(max_size=12),
    "newPassword": st.text(max_size=12),
    "consultCallUri": st.text(max_size=10),
    "otherCallUri": st.text(max_size=10),
    "wrapUpTime": st.text(max_size=3),
}
BODIES = st.one_of(
    st.builds(
        lambda name, given: {"operationName": name, **given},
        st.sampled_from(NAMES),
        st.fixed_dictionaries({}, optional=PARAMETERS),
    ),
    json_values,
)
TEMPLATES = st.sampled_from(sorted(RESOURCES))
METHODS = st.sampled_from(["GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
QUERIES = st.sampled_from(
    ["", "?fields=*", "?fields=id,x", "?subresources=*", "?limit=1&offset=9", "?limit=a&type=User"]
)
STEP = st.tuples(
    st.sampled_from(["anna", "boris", "carla"]), METHODS, TEMPLATES, st.integers(0, 3), QUERIES, BODIES, st.booleans()
)


def envelope(response: Response) -> None:
    """Raises where an answer is not as the reference says."""
    json.dumps(response.content, allow_nan=False).encode()
    if response.content is None:
        assert response.status == 200
        return
    content = response.content
    assert isinstance(content, dict)
    status = Status(content["statusCode"])
    if status in (Status.SUCCESS, Status.PARTIAL_SUCCESS):
        assert response.status == 200
    else:
        assert set(content) == {"statusCode", "statusMessage"}
        assert 400 <= response.status < 500 or (response.status, status) == (500, Status.INTERNAL_ERROR)


@given(steps=st.lists(STEP, max_size=25))
def test_requests_to_every_resource(steps: list[tuple[str, str, str, int, str, Any, bool]]) -> None:
    host = FakeHost()
    server = new_server(host)
    agents = {name: Agent(server, host, name).log_in() for name in ("anna", "boris", "carla")}
    for name, method, template, index, query, body, far in steps:
        agent, user = agents[name], server.state.roster.named(name)
        assert user is not None
        ids = [user.device_id, user.id, "voice", *(line.call_id for line in server.state.line(user)._known.values())]
        path = template.replace("{id}", ids[(index - 1) % len(ids)])
        response = agent.send(method, path + query, body)
        assert not isinstance(response, Later)
        envelope(response)
        if far:
            for leg in tuple(server.centre.board.legs):
                server.centre.far_end(leg.id, FarEndVerb.ANSWER)
        host.advance(1)
        if response.status == 200 and isinstance(body, dict) and body.get("operationName") == "EndContactCenterSession":
            agents[name] = Agent(server, host, name).log_in()
    for agent in agents.values():
        json.dumps(agent.heard(), allow_nan=False)


@given(messages=st.one_of(json_values, st.lists(st.fixed_dictionaries(
    {"channel": st.sampled_from(["/meta/handshake", "/meta/connect", "/meta/subscribe", "/meta/unsubscribe",
                                 "/meta/disconnect", "/v2/me", "", "/meta"])},
    optional={"clientId": json_values, "subscription": json_values, "ext": json_values, "advice": json_values,
              "id": json_values, "supportedConnectionTypes": st.just(["long-polling"])},
), max_size=4)))  # fmt: skip
def test_messages_of_every_kind(messages: Any) -> None:
    host = FakeHost()
    server = new_server(host)
    agent = Agent(server, host, "anna")
    agent.listen("/v2/**")
    text = json.dumps(messages).replace('"clientId": null', f'"clientId": "{agent.client_id}"')
    response = agent.send("POST", "/notifications", json.loads(text))
    if isinstance(response, Response):
        assert response.status in ((415,) if messages is None else (200, 400))
        json.dumps(response.content, allow_nan=False)
    host.advance(60)


@given(path=st.text(max_size=40), query=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2))
def test_paths_of_every_kind(path: str, query: dict[str, str]) -> None:
    host = FakeHost()
    agent = Agent(new_server(host), host, "anna")
    response = agent.send("GET", f"/{path.replace('?', '')}")
    assert isinstance(response, Response)
    if response.status != 200:
        envelope(response)
