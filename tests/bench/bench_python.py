"""In a browser: what Python takes of one ``interaction.setUserData``, its reply and one event included, in the page.

All that Python does for the message is measured, from the call that the page makes into it until that returns: origin,
permission, limit, arguments, the contact centre, the event for the one client that listens, redaction, traffic log,
what other tabs and a reload would be told, and what is to be drawn; also the calls out of Python, of which the page's
half does nothing meanwhile. It is compared with what no host can do without: ``json.loads`` of the text that comes and
``json.dumps`` of the two that go. Both run in turns in the same interpreter.
"""

from __future__ import annotations

import statistics
from typing import Any

from tests.bench.browser import UNLIMITED, bench, call, compact, frame_at, middle
from tests.bench.inside import KEEP_ENTRY, run
from tools.benches import Row, compared, told

LABEL = "Data"
ROUNDS = 25
MESSAGES = 200
DATA = {f"key{number}": "some text of a case" for number in range(10)}
NO_POSTING = """() => {
  const { post, postAll } = workspaceBridge;
  self.bridgePosts = { post, postAll };
  Object.assign(workspaceBridge, { post() {}, postAll() {} });
}"""
POSTING = "() => { Object.assign(workspaceBridge, bridgePosts); }"
IN_THE_PAGE = """
import json
import time

ADDRESS, ORIGIN, INTERACTION, ROUNDS, MESSAGES = json.loads({arguments!r})
entry = boot._entry
posted = []


class Listening:
    def __init__(self, bridge):
        self._bridge = bridge

    def __getattr__(self, name):
        return getattr(self._bridge, name)

    def post(self, address, target_origin, text):
        posted.append(text)

    def postAll(self, addresses, target_origins, text):
        posted.extend([text] * len(addresses.splitlines()))


def texts(first):
    return [
        json.dumps({{
            "request": "interaction.setUserData", "parameters": [INTERACTION, {{"note": str(number)}}],
            "referenceId": str(number), "userAgent": "WWE Client", "protocolVersion": 2,
        }}, separators=(",", ":"))
        for number in range(first, first + MESSAGES)
    ]


def outgoing(incoming):
    host = entry._host
    bridge, host._bridge = host._bridge, Listening(host._bridge)
    posted.clear()
    for text in incoming:
        entry("message", ADDRESS, ORIGIN, text)
    host._bridge = bridge
    return [json.loads(text) for text in posted]


def workspace(incoming):
    began = time.perf_counter()
    for text in incoming:
        entry("message", ADDRESS, ORIGIN, text)
    return time.perf_counter() - began


def echo(incoming, outgoing):
    began = time.perf_counter()
    for text in incoming:
        json.loads(text)
    for message in outgoing:
        json.dumps(message)
    return time.perf_counter() - began


first = 1_000_000
told = outgoing(texts(first))
replies = [each for each in told if "referenceId" in each]
events = [each for each in told if each.get("event") == "interaction"]
if len(replies) != MESSAGES or len(events) != MESSAGES or any("errorMessage" in each for each in replies):
    raise SystemExit(f"{{len(replies)}} replies and {{len(events)}} events to {{MESSAGES}} messages: {{told[:2]}}")
times, bare = [], []
for number in range(1, ROUNDS + 1):
    incoming = texts(first + number * MESSAGES)
    times.append(workspace(incoming) / MESSAGES)
    bare.append(echo(incoming, told) / MESSAGES)
result = json.dumps([times, bare])
"""


def measure() -> tuple[list[float], list[float]]:
    """Seconds of a message in the workspace, and in the echo, round by round."""
    with bench({LABEL: "listening.html"}, UNLIMITED) as stage:
        page = stage.workspace(KEEP_ENTRY)
        client = frame_at(page, "/listening.html")
        interaction = call(page, "ring", {"ani": "+15550001", "userData": DATA})["interactionId"]
        client.evaluate("listening")
        (frame,) = call(page, "state")["frames"]
        arguments = compact([f"{frame['frameId']}/1", stage.clients, interaction, ROUNDS, MESSAGES])
        page.evaluate(NO_POSTING)
        found: Any = run(page, IN_THE_PAGE.format(arguments=arguments))
        page.evaluate(POSTING)
        times, bare = found
        return times, bare


def rows() -> list[Row]:
    times, bare = ([1e6 * each for each in found] for found in measure())
    median = statistics.median
    note = f"medians of {ROUNDS} rounds of {MESSAGES}; {middle(times)}, loads and dumps {middle(bare)}"
    metric = "setUserData, reply and one event, Python in the browser ÷ loads and dumps"
    return [compared(metric, median(times), median(bare), "us", note, limit=5)]


if __name__ == "__main__":
    told(rows())
