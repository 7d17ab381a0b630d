"""What v2 has and this server has not yet is told by name; the documentation has the same table."""

from __future__ import annotations

import re

import pytest

from scapi.gws.gws_server import RESOURCES
from scapi.gws.http_message import Response
from scapi.gws.operation_table import BY_NAME
from scapi.gws.unserved import UNSERVED, Unserved
from tests.support.gws import Agent
from tools.paths import ROOT

PATHS = [
    (part, path.replace("{id}", "1") + more) for part in UNSERVED for path in part.paths for more in ("", "/", "/7/x")
]
OPERATIONS = [(part, path, name) for part in UNSERVED for path, name in part.operations]


def refusal(response: Response) -> tuple[int, int, str]:
    content = response.content
    assert isinstance(content, dict)
    assert isinstance(content["statusCode"], int)
    return response.status, content["statusCode"], str(content["statusMessage"])


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("part", "path"), PATHS, ids=[path for _, path in PATHS])
def test_resources(anna: Agent, part: Unserved, path: str, method: str) -> None:
    body = {"operationName": "Accept"} if method == "POST" else None
    said = f"{part.name}: a part of the API that this server does not serve yet."
    assert refusal(anna.response(method, path, body)) == (404, 6, said)


@pytest.mark.parametrize(("part", "path", "name"), OPERATIONS, ids=[name for _, _, name in OPERATIONS])
def test_operations(anna: Agent, part: Unserved, path: str, name: str) -> None:
    anna.dial("+4930123456")
    there = {"/me/devices/{id}": anna.device, "/me/calls/{id}": f"/me/calls/{anna.calls[0]['id']}"}[path]
    status, code, said = refusal(anna.response("POST", there, {"operationName": name}))
    assert (status, code) == (403, 3)
    assert said.startswith(f"{part.name}: a part of the API that this server does not serve yet.")
    assert name in said


def test_web_sockets(anna: Agent) -> None:
    response = anna.response("GET", "/notifications", connection="Upgrade", upgrade="websocket")
    assert refusal(response) == (405, 3, "Long polling is done by POST; WebSocket is not served yet.")


def test_topics_can_be_subscribed_to(anna: Agent) -> None:
    """A desktop subscribes to everything at once, and gives up when one of them is refused."""
    anna.listen(*(topic for part in UNSERVED for topic in part.topics))


@pytest.mark.parametrize("path", ["/shoes", "/me/chat", "/me/chatsy", "/users/1/workbin", "/users", "/", "/x/me/chats"])
def test_what_v2_has_not_is_no_such_thing(anna: Agent, path: str) -> None:
    response = anna.response("GET", path)
    assert path == "/users" or refusal(response) == (404, 6, "There is no such resource.")


def test_what_is_served_is_not_in_the_table() -> None:
    for part in UNSERVED:
        assert not [path for path in RESOURCES if path.startswith(part.paths)] or not part.paths
        assert not set(part.operations) & set(BY_NAME)


def test_the_documentation_has_the_same_table() -> None:
    text = (ROOT / "docs" / "gws.md").read_text(encoding="utf-8")
    table = text.partition("| comes later | resources")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [[re.findall(r"`([^`]+)`", cell) or cell.strip() for cell in line.split("|")[1:-1]] for line in table]
    assert rows == [
        [part.name, *(list(names) or "" for names in (part.paths, [name for _, name in part.operations], part.topics))]
        for part in UNSERVED
    ]
