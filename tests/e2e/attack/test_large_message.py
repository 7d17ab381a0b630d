"""Messages that are large, by length, by keys, or only once they are written as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Frame

from scapi.centre.simulator.members import MOST_BYTES
from scapi.protocol import errors
from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.attack.conftest import Opened, attack_configuration
from tests.e2e.sites import Sites

LARGE = {
    "5 MB of text": ("'x'.repeat(5e6)", "TEXT_TOO_LONG"),
    "5 MB of text in a key": ("{ ['x'.repeat(5e6)]: 1 }", "TEXT_TOO_LONG"),
    "5 MB in many texts": ("new Array(5000).fill('x'.repeat(1000))", "TEXT_TOO_LONG"),
    "5 MB of control characters": ("'\\u0001'.repeat(5e6)", "TEXT_TOO_LONG"),
    "a text that grows sixfold": ("'\\u0001'.repeat(2e5)", "TEXT_TOO_LONG"),
    "10,001 keys": ("Object.fromEntries(Array.from({ length: 10001 }, (_, i) => ['k' + i, i]))", "TOO_MANY_KEYS"),
    "10,001 keys in many objects": ("Array.from({ length: 10001 }, () => ({ k: 1 }))", "TOO_MANY_KEYS"),
    "5 MB of bytes": ("new Uint8Array(5e6)", "TOO_MANY_KEYS"),
    "an array without elements": ("new Array(2 ** 32 - 1)", "TEXT_TOO_LONG"),
    "a part that is shared": ("[...'x'.repeat(20)].reduce((inner) => [inner, inner], ['xx'])", "TOO_MANY_KEYS"),
    "10,001 elements": ("new Array(10001).fill(0)", "TOO_MANY_KEYS"),
    "250,000 empty arrays": ("Array.from({ length: 25e4 }, () => [])", "TOO_MANY_KEYS"),
    "matrices that write themselves": ("new Array(1000).fill(new DOMMatrix())", "TOO_MANY_KEYS"),
}
PLACES = ["value", "{ ...mine, parameters: ['1', { Shown: value }] }", "{ ...mine, referenceId: value }"]


@pytest.fixture
def patient(opened: Opened, sites: Sites) -> Iterator[AttackedWorkspace]:
    """A workspace that measures whatever comes: it is the limits that are seen here, not the time that they take."""
    lifted = "service-client-api.time-budget.measuring = 0\n"
    workspace = opened(attack_configuration(sites) + lifted)
    workspace.begin()
    yield workspace
    workspace.expect_unharmed()


def dropped(entries: list[dict[str, Any]]) -> int:
    """How many messages the entries tell of."""
    return sum(int(entry["note"].split()[0]) if entry.get("note") else 1 for entry in entries)


@pytest.mark.parametrize("what", LARGE)
def test_a_large_message_is_dropped_in_silence(patient: AttackedWorkspace, sites: Sites, what: str) -> None:
    workspace = patient
    value, reason = LARGE[what]
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    workspace.ring()
    before = workspace.visible_state()
    frame.evaluate(f"""() => {{
        const mine = {{ request: "interaction.setUserData", referenceId: "large", userAgent: "WWE Client" }};
        const value = {value};
        {"".join(f"send({place});" for place in PLACES)}
    }}""")
    assert "data" in ask(frame, "agent.getState", "after")
    # Drops are told together a few times a second; a busy machine may need more than one such span for them.
    workspace.until(lambda: dropped(workspace.traffic(frame=frame_id, reason=reason)) == len(PLACES), "all drops")
    assert {entry["verdict"] for entry in workspace.traffic(frame=frame_id, reason=reason)} == {"dropped"}
    assert [reply["referenceId"] for reply in workspace.replies(frame_id)] == ["after"]
    assert workspace.visible_state() == before


def set_shown(frame: Frame, call: str, reference: str, value: str) -> str:
    """Sets a key of the attached data; gives the error, empty when it was set."""
    reply = frame.evaluate(f"request('interaction.setUserData', '{reference}', ['{call}', {{ Shown: {value} }}])")
    return str(reply.get("errorMessage", ""))


@pytest.mark.parametrize("value", ["'x'.repeat(1e6)", "Object.fromEntries([...Array(9900).keys()].map((i) => [i, i]))"])
def test_what_is_just_within_the_limits_is_heard(workspace: AttackedWorkspace, sites: Sites, value: str) -> None:
    """It is answered, though it is more than the contact centre keeps with a call."""
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    call = workspace.ring()
    before = workspace.visible_state()
    assert set_shown(frame, call, "0", value) == errors.too_large("userData")
    assert workspace.visible_state() == before


def test_what_the_contact_centre_keeps_is_kept_whole(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    call = workspace.ring()
    kept = MOST_BYTES - 4096
    assert set_shown(frame, call, "0", f"'x'.repeat({kept})") == ""
    assert workspace.interaction(call)["userData"]["Shown"] == "x" * kept
