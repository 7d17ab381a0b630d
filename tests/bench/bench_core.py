"""Message handling in the core, in memory, against a bare JSON echo of the same texts.

The echo decodes what a client sent and encodes what it got, which no host can do without; the ratio says what parsing,
policy, handling, redaction and logging cost on top. Both run in turns, so that a busy machine slows down both.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

from scapi.centre.scenario import parse_scenario
from scapi.configuration import parse_configuration
from scapi.driven import DrivenSession
from scapi.frames import Level
from scapi.values import Json
from tools.benches import Row, compared, told
from tools.pageless_host import PagelessHost
from tools.paths import BUILT_IN_SCENARIO

ORIGIN = "https://crm.example.com"
CONFIGURATION = f"[interaction-workspace]\nservice-client-api.accepted-web-content-origins = {ORIGIN}\n"
ROUNDS = 25
MESSAGES = 200
SUBSCRIBERS = (10, 50)


class Client:
    """A session with a listed client in one frame and two calls that carry data."""

    def __init__(self) -> None:
        self.host = PagelessHost()
        scenario = parse_scenario(BUILT_IN_SCENARIO.read_text(encoding="utf-8"))
        self.session = DrivenSession(self.host, parse_configuration(CONFIGURATION), scenario)
        self.frame = self.open_frame()
        self._reference = 0
        self.call("ring", ani="+15550001", userData={f"key{number}": "some text of a case" for number in range(10)})
        self.call("ring", ani="+15550002")
        (interaction, *_) = json.loads(self.replies([self.request("interaction.getInteractions")])[0])["data"]
        self.interaction_id: str = interaction["interactionId"]

    def open_frame(self) -> str:
        return self.session.client_frames.open_client("Bench", f"{ORIGIN}/", Level.WORKSPACE).id

    def call(self, name: str, **arguments: Json) -> None:
        self.session.driver.call(name, arguments)

    def request(self, name: str, *parameters: object) -> str:
        return self._message(request=name, parameters=parameters)

    def subscribe(self, frame: str, *events: str) -> None:
        self.session.service.receive(frame, ORIGIN, self._message(event="subscribe", data=events))

    def replies(self, texts: Sequence[str]) -> list[str]:
        """Everything that goes out while these texts come in."""
        self.host.posted.clear()
        for text in texts:
            self.session.service.receive(self.frame, ORIGIN, text)
        return list(self.host.posted)

    def _message(self, **content: object) -> str:
        self._reference += 1
        envelope = {"referenceId": self._reference, "userAgent": "WWE Client", "protocolVersion": 2}
        return json.dumps(content | envelope)


def seconds(action: Callable[[], object]) -> float:
    """Of the processor."""
    started = time.thread_time()
    action()
    return time.thread_time() - started


def echo(incoming: Sequence[str], outgoing: Sequence[object]) -> None:
    """What remains of a host that does nothing."""
    for text in incoming:
        json.loads(text)
    for reply in outgoing:
        json.dumps(reply)


def measure(metric: str, client: Client, request: Callable[[int], str]) -> Row:
    """The time of one message against the echo, medians over the rounds."""
    times: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        incoming = [request(number) for number in range(MESSAGES)]
        times.append(seconds(partial(client.replies, incoming)) / MESSAGES)
        outgoing = [json.loads(text) for text in client.host.posted]
        failed = [reply for reply in outgoing if "errorMessage" in reply]
        if failed or len(outgoing) < MESSAGES:
            raise SystemExit(f"{metric}: expected {MESSAGES} answers, got {len(outgoing)}, failed {failed[:1]}")
        bare.append(seconds(partial(echo, incoming, outgoing)) / MESSAGES)
    note = f"in memory, against loads and dumps alone, median of {ROUNDS} rounds of {MESSAGES}"
    return compared(metric, statistics.median(times) * 1e6, statistics.median(bare) * 1e6, "us", note)


def rows() -> list[Row]:
    client = Client()
    found = [measure("agent.get", client, lambda _: client.request("agent.get"))]
    found.append(measure("getInteractions", client, lambda _: client.request("interaction.getInteractions")))

    def write(number: int) -> str:
        return client.request("interaction.setUserData", client.interaction_id, {"note": str(number)})

    opened = 0
    for subscribers in SUBSCRIBERS:
        for _ in range(subscribers - opened):
            client.subscribe(client.open_frame(), "interaction")
        opened = subscribers
        found.append(measure(f"agent.get, {subscribers} subscribers", client, lambda _: client.request("agent.get")))
        found.append(measure(f"setUserData, {subscribers} subscribers", client, write))
    return found


if __name__ == "__main__":
    told(rows())
