"""A server of Genesys Web Services over a fake host, and clients of it: REST and CometD without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from scapi.centre.scenario import parse_scenario
from scapi.gws.gws_server import GwsServer, Later
from scapi.gws.http_message import Request, Response
from scapi.gws.passwords import Cost
from scapi.gws.server_options import ServerOptions
from scapi.testing import FakeHost

PASSWORD = "correct horse"
BASE = "http://gws.example:8080"
CHEAP = Cost(2, 1, 1)
"""A scrypt that costs nothing, for tests that are about something else."""

SCENARIO = """
[agent]
username = "anna"
firstName = "Anna"
lastName = "Berg"
employeeId = "1001"
roles = ["ROLE_AGENT"]
memberOf = ["Sales"]

[[states]]
type = "READY"
operation = "Ready"
displayName = "Ready"

[[states]]
type = "NOT_READY"
operation = "NotReady"
displayName = "Not Ready"

[[states]]
type = "NOT_READY_ACTION_CODE"
operation = "Lunch"
displayName = "Out to Lunch"
code = "1512"

[[states]]
type = "NOT_READY_AFTER_CALLWORK"
operation = "Wrap"
displayName = "After Call Work"

[[states]]
type = "DND_ON"
operation = "Dnd"
displayName = "Do Not Disturb"

[[states]]
type = "LOGOUT"
operation = "LogOff"
displayName = "Log Out"

[[media]]
name = "voice"
number = "5001"
state = "Ready"

[[media]]
name = "chat"
state = "Ready"

[[agents]]
username = "boris"
firstName = "Boris"
lastName = "Holt"
employeeId = "1002"
number = "5002"
seated = true

[[agents]]
username = "carla"
firstName = "Carla"
lastName = "Diaz"
employeeId = "1003"
number = "5003"
roles = ["ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN"]
seated = true

[[queues]]
name = "Sales"
number = "8001"
"""


def new_server(host: FakeHost | None = None, scenario: str = SCENARIO, **options: Any) -> GwsServer:
    """A server over a fake host."""
    made = parse_scenario(scenario, "test.toml")
    server = GwsServer(host or FakeHost(), made, PASSWORD, ServerOptions(**options), CHEAP)

    def fail(request: Request, error: Exception) -> None:
        raise error

    server.when_failed = fail
    return server


class Agent:
    """A client of one user: has a cookie jar, sends requests, and listens with a CometD session of its own."""

    def __init__(self, server: GwsServer, host: FakeHost, name: str, password: str = PASSWORD) -> None:
        self.server = server
        self.host = host
        self.credentials = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()
        self.jar: dict[str, str] = {}
        self.client_id = ""
        self.csrf = ""
        self.advice: Mapping[str, Any] = {}
        self._later: Later | None = None
        self._heard: list[Any] = []

    # ── REST ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Response | Later:
        """One request, with the credentials as long as there is no cookie."""
        where, _, query = path.partition("?")
        sent = {"content-type": "application/json"} if body is not None else {}
        if self.jar:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        else:
            sent["authorization"] = self.credentials
        if self.csrf:
            sent["x-csrf-token"] = self.csrf
        pairs = dict(pair.partition("=")[::2] for pair in query.split("&") if pair)
        text = b"" if body is None else json.dumps(body).encode()
        request = Request(method, f"/api/v2{where}", pairs, {**sent, **headers}, text, BASE)
        answered = self.server.handle(request)
        if isinstance(answered, Response):
            self._keep(answered)
        return answered

    def response(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        answered = self.send(method, path, body, **headers)
        assert isinstance(answered, Response), "the answer is there at once"
        return answered

    def get(self, path: str) -> Any:
        """The body of a ``GET`` that must succeed."""
        response = self.response("GET", path)
        assert response.status == 200, response
        content = as_json(response.content)
        assert content["statusCode"] == 0
        return content

    def post(self, path: str, operation: str, **parameters: Any) -> Any:
        """The body of the answer to an operation, whatever it is."""
        return as_json(self.response("POST", path, {"operationName": operation, **parameters}).content)

    def do(self, path: str, operation: str, **parameters: Any) -> None:
        """An operation that must succeed."""
        answered = self.post(path, operation, **parameters)
        assert answered == {"statusCode": 0}, answered

    def _keep(self, response: Response) -> None:
        cookie = response.header("Set-Cookie")
        if cookie is not None:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.jar[name] = value
        self.csrf = response.header("X-CSRF-TOKEN") or self.csrf

    # ── what the agent has ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def device(self) -> str:
        """The path of the agent's device, below ``/me``."""
        return f"/me/devices/{self.get('/me/devices?fields=id')['devices'][0]['id']}"

    def log_in(self) -> Agent:
        """Begins the session on voice, and listens to everything."""
        self.do("/me", "StartContactCenterSession", channels=["voice"])
        self.listen("/v2/**")
        return self

    def dial(self, number: str, **parameters: Any) -> None:
        self.do(f"{self.device}/calls", "Dial", destination={"phoneNumber": number}, **parameters)

    @property
    def calls(self) -> list[Any]:
        """The calls, in order."""
        return list(self.get("/me/calls?fields=*")["calls"])

    def on_call(self, operation: str, index: int = 0, **parameters: Any) -> None:
        """An operation on one of the calls that must succeed."""
        self.do(f"/me/calls/{self.calls[index]['id']}", operation, **parameters)

    # ── CometD ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def meta(self, *messages: Mapping[str, Any], sub_path: str = "") -> Any:
        """Messages of Bayeux; gives the replies, or a :class:`Later`."""
        answered = self.send("POST", f"/notifications{sub_path}", list(messages))
        return answered if isinstance(answered, Later) else as_json(answered.content)

    def listen(self, *topics: str) -> None:
        """Shakes hands, subscribes, and connects for good."""
        shaken = self.meta(
            {"channel": "/meta/handshake", "version": "1.0", "supportedConnectionTypes": ["long-polling"]}
        )[0]
        assert shaken["successful"], shaken
        self.client_id = shaken["clientId"]
        for topic in topics:
            message = {"channel": "/meta/subscribe", "clientId": self.client_id, "subscription": topic}
            assert self.meta(message)[0]["successful"]
        self._connect()

    def heard(self) -> list[Any]:
        """What was told since this was last asked, in order."""
        self.host.advance(0)
        taken, self._heard = self._heard, []
        return taken

    def told(self, topic: str = "") -> list[Any]:
        """The data of it, of one topic or of all."""
        return [message["data"] for message in self.heard() if topic in ("", message["channel"])]

    def call_states(self) -> list[str]:
        """Type and state of every call message since this was last asked."""
        return [
            data["call"]["state"] if data["notificationType"] == "StatusChange" else data["notificationType"]
            for data in self.told("/v2/me/calls")
        ]

    def _connect(self) -> None:
        message = {"channel": "/meta/connect", "clientId": self.client_id, "connectionType": "long-polling"}
        answered = self.send("POST", "/notifications", [message])
        if isinstance(answered, Later):
            self._later = answered
            answered.response.when_settled(self._connected)
        else:
            self._connected(answered)

    def _connected(self, response: Response) -> None:
        *messages, reply = as_json(response.content)
        self._heard += messages
        self.advice = reply.get("advice", {})
        if reply["successful"]:
            self._connect()


def as_json(content: Any) -> Any:
    """A value as it is after its way over the network."""
    return json.loads(json.dumps(content))
