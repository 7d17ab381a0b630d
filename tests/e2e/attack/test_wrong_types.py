"""Every kind of value that a browser can hand to another window, in every place of a message.

The page lives, a message has at most one reply, and what failed has changed nothing.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard
from tests.e2e.sites import Sites

VALUES = [
    "undefined",
    "null",
    "NaN",
    "-Infinity",
    "-0",
    "1e308 * 10",
    "9007199254740993",
    "10n",
    "[10n]",
    "''",
    "'\\u0000'",
    "'\\ud800'",
    "'\\udc00\\ud800'",
    "'\\u202e\\u2028\\ufeff'",
    "{ '\\ud800': '\\udfff' }",
    "new String('x')",
    "new Number(1)",
    "new Boolean(false)",
    "Object(1n)",
    "new Date(0)",
    "new Date(NaN)",
    "/x/g",
    "new Map([[{}, 1], ['request', 'agent.get']])",
    "new Set([1, [2]])",
    "new Error('x')",
    "new DOMException('x')",
    "new Uint8Array(8)",
    "new BigUint64Array(2)",
    "new Float64Array([NaN])",
    "new DataView(new ArrayBuffer(8))",
    "new ArrayBuffer(8)",
    "new SharedArrayBufferOrNothing(8)",
    "new Blob(['x'])",
    "new File(['x'], 'x')",
    "new ImageData(1, 1)",
    "new DOMRect(1, 2, 3, 4)",
    "CYCLE",
    "[CYCLE]",
    "new Array(5)",
    "Object.assign([1], { extra: 2 })",
    "Object.create(null)",
    "Object.create({ inherited: 1 })",
    "[[], {}, [{}]]",
]
PRELUDE = """
    const CYCLE = { list: [] };
    CYCLE.list.push(CYCLE);
    const SharedArrayBufferOrNothing = globalThis.SharedArrayBuffer ?? ArrayBuffer;
"""
PLACES = {
    "the message": "VALUE",
    "the parameters": "{ request: 'voice.dial', parameters: VALUE, referenceId: 'a', ...mine }",
    "an argument": "{ request: 'voice.hold', parameters: [VALUE], referenceId: 'b', ...mine }",
    "two arguments": "{ request: 'interaction.setUserData', parameters: [VALUE, VALUE], referenceId: 'c', ...mine }",
    "the reference": "{ request: 'agent.getState', referenceId: VALUE, ...mine }",
    "the name": "{ request: VALUE, referenceId: 'd', ...mine }",
    "the event": "{ event: VALUE, data: ['agent'], referenceId: 'e', ...mine }",
    "the data": "{ event: 'unsubscribe', data: VALUE, referenceId: 'f', ...mine }",
    "the agent": "{ request: 'agent.get', referenceId: 'g', userAgent: VALUE }",
}
SEND = """(text) => {
    const mine = { userAgent: "WWE Client", protocolVersion: 2 };
    %s
    try {
        send(MESSAGE);
        return true;
    } catch {
        return false; // the browser itself refuses to hand it over
    }
}"""


def send(frame: Frame, place: str, value: str) -> bool:
    text = SEND.replace("MESSAGE", place.replace("VALUE", f"({value})"))
    return bool(frame.evaluate(text % PRELUDE))


@pytest.mark.parametrize("where", PLACES)
def test_every_value(workspace: AttackedWorkspace, sites: Sites, where: str) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.visible_state()
    for number, value in enumerate(VALUES):
        already = len(heard(frame))
        sent = send(frame, PLACES[where], value)
        assert "data" in ask(frame, "agent.get", f"after {number}"), "the page lives"
        replies = [message for message in heard(frame)[already:] if "frameId" not in message]
        assert len(replies) <= 1 + sent, f"{value}: at most one reply"
    assert workspace.visible_state() == before


KEPT = ["{}", "'\\ud800'", "new Map()", "{ k: '\\ud83d' }", "new Date(0)", "'\\u0000'"]


@pytest.mark.parametrize("value", KEPT)
def test_a_value_that_is_kept_and_given_to_others(workspace: AttackedWorkspace, sites: Sites, value: str) -> None:
    """Whatever is accepted can be read again, by the agent and by another client."""
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    _, other = workspace.open_client(sites.url("second", "raw.html"))
    call = workspace.ring()
    written = frame.evaluate(f"request('interaction.setUserData', '0', ['{call}', {{ Shown: {value} }}])")
    assert "errorMessage" not in written
    mine, theirs = (
        client.evaluate(
            """(call) => request('interaction.getByInteractionId', '1', [call]).then(
                ({ data }) => JSON.stringify(data.userData.Shown))""",
            call,
        )
        for client in (frame, other)
    )
    assert mine == theirs == frame.evaluate(f"JSON.stringify({value})")
    assert workspace.state["interactions"]
