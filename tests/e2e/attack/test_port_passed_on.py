"""A port is given away, kept, or asked for by those who must not have one: it never carries more than its handshake."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask
from tests.e2e.sites import Sites

PASS_ON = """(origin) => window.frames[0].postMessage("a port", origin, [port])"""
PASS_TO_NEIGHBOUR = """(origin) => parent.frames[0].postMessage("a port", origin, [port])"""
USE = """() => {
    window.byPort = [];
    window.got = new Promise((resolve) => {
        window.addEventListener("message", ({ ports }) => {
            window.port = ports[0];
            port.onmessage = ({ data }) => byPort.push(data);
            resolve(true);
        });
    });
}"""
SEND = """([name, referenceId]) => port.postMessage(
    { request: name, parameters: [], referenceId, userAgent: "WWE Client", protocolVersion: 2 })"""


def with_port(workspace: AttackedWorkspace, url: str) -> tuple[str, Frame]:
    frame_id, frame = workspace.open_client(url)
    frame.evaluate("askForPort('0').then(takePort)")
    return frame_id, frame


def thief(workspace: AttackedWorkspace, sites: Sites, frame: Frame) -> Frame:
    """A page of an origin that is not listed, within the client, which has been given the client's port."""
    (inner,) = frame.child_frames
    inner.goto(sites.url("unlisted", "inner.html"))
    inner.evaluate(USE)
    frame.evaluate(PASS_ON, sites.origin("unlisted"))
    assert inner.evaluate("got")
    return inner


def test_whoever_has_it_may_do_what_the_handshake_may_and_no_more(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = with_port(workspace, sites.url("reader", "port.html"))
    inner = thief(workspace, sites, frame)
    for number, name in enumerate(("agent.get", "agent.setState")):
        inner.evaluate(SEND, [name, f"p{number}"])
    workspace.until(lambda: len(inner.evaluate("byPort")) == 2, "both answers")
    allowed, refused = inner.evaluate("byPort")
    assert "data" in allowed
    assert "not allowed" in refused["errorMessage"]
    entries = workspace.traffic(frame=frame_id, kind="request")
    assert {entry["origin"] for entry in entries} == {sites.origin("reader")}, "as the client that gave it away"


@pytest.mark.parametrize("site", ["second", "listed"])
def test_it_ends_with_the_document_that_asked_for_it(workspace: AttackedWorkspace, sites: Sites, site: str) -> None:
    _, keeper = workspace.open_client(sites.url("unlisted", "inner.html"), "Keeper")
    keeper.evaluate(USE)
    frame_id, frame = with_port(workspace, sites.url("listed", "port.html"))
    frame.evaluate(PASS_TO_NEIGHBOUR, sites.origin("unlisted"))
    assert keeper.evaluate("got")
    frame.goto(sites.url(site, "port.html"))
    frame.evaluate("askForPort('0').then(takePort)")
    keeper.evaluate(SEND, ["agent.getState", "stolen"])
    assert "data" in frame.evaluate("requestByPort('agent.get', '1')")
    assert workspace.traffic(frame=frame_id, request="agent.getState") == []
    assert [message for message in keeper.evaluate("byPort") if "messagePort" not in message] == []


def test_an_answer_comes_by_the_port_of_its_frame_only(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, one = with_port(workspace, sites.url("listed", "port.html"))
    _, other = with_port(workspace, sites.url("listed", "port.html"))
    assert "data" in one.evaluate("requestByPort('agent.get', 'mine')")
    assert "data" in other.evaluate("requestByPort('agent.get', 'yours')")
    assert [m["referenceId"] for m in one.evaluate("byPort") if "referenceId" in m] == ["mine"]
    assert [m["referenceId"] for m in other.evaluate("byPort") if "referenceId" in m] == ["yours"]


@pytest.mark.parametrize("number", ["1", "0", "99"])
def test_another_frames_port_cannot_be_named(workspace: AttackedWorkspace, sites: Sites, number: str) -> None:
    """Whatever a message says of frames and ports: who it is from is known from where it came."""
    victim_id, victim = with_port(workspace, sites.url("listed", "port.html"))
    attacker_id, attacker = with_port(workspace, sites.url("reader", "port.html"))
    attacker.evaluate(
        "(address) => port.postMessage({ request: 'agent.get', referenceId: 'x', frameId: address, port: address, "
        "address, ...client })",
        f"{victim_id}/{number}",
    )
    workspace.until(lambda: any(m.get("referenceId") == "x" for m in attacker.evaluate("byPort")), "the answer")
    assert not [m for m in victim.evaluate("byPort") if m.get("referenceId") == "x"]
    assert workspace.traffic(frame=attacker_id, referenceId="x")


def test_an_unlisted_client_gets_no_port_and_cannot_take_one(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("unlisted", "port.html"))
    frame.evaluate("send({ request: 'agent.get', messagePort: true, referenceId: '0', ...client })")
    assert "errorMessage" in frame.evaluate("reply('0')")
    frame.evaluate("send({ messagePort: 'taken', ...client })")
    workspace.until(lambda: len(workspace.traffic(frame=frame_id, direction="in")) == 2, "both messages")
    assert frame.evaluate("told") == []


def test_a_flood_by_the_port_is_held_back_as_one_by_the_window(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = with_port(workspace, sites.url("listed", "port.html"))
    _, other = workspace.open_client(sites.url("second", "raw.html"), "Other")
    frame.evaluate("() => { for (let n = 0; n < 20000; n += 1) port.postMessage({ noise: n }); }")
    assert "data" in ask(other, "agent.get", "0")
    workspace.seen(frame=frame_id, reason="TOO_MANY_MESSAGES")
