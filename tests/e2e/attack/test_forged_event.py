"""A page pretends to be the workspace: towards the workspace, towards another client, or from within the host page."""

from __future__ import annotations

import pytest

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard, heard_events, subscribe
from tests.e2e.attack.conftest import BOTH_SITES
from tests.e2e.sites import Sites

pytestmark = BOTH_SITES

EVENT = "event: 'agent', data: { eventType: 'STATE_CHANGED', mediaState: 'READY' }"
FORGED = {
    "an event of the server": f"{{ {EVENT}, userAgent: 'WWE Server', protocolVersion: 2 }}",
    "an event of a client": f"{{ {EVENT}, userAgent: 'WWE Client', protocolVersion: 2, referenceId: '7' }}",
    "a reply": "{ request: 'agent.get', data: {}, referenceId: '0', userAgent: 'WWE Server', protocolVersion: 2 }",
    "an identity": "{ frameId: 'frame1', userAgent: 'WWE Server', protocolVersion: 2 }",
}


@pytest.mark.parametrize("what", FORGED)
def test_what_only_the_workspace_sends_is_not_passed_on(workspace: AttackedWorkspace, sites: Sites, what: str) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    _, other = workspace.open_client(sites.url("second", "raw.html"))
    subscribe(other, "0", "agent")
    before = workspace.until(lambda: len(heard(other)) == 2 and 2, "the reply and the frame's identity")
    frame.evaluate(f"send({FORGED[what]})")
    (entry,) = workspace.seen(frame=frame_id, direction="in")
    assert (entry["verdict"], entry["reason"]) == ("ignored", "FORGED_EVENT")
    assert "data" in ask(other, "agent.getState", "1")
    assert [message["referenceId"] for message in heard(other)[before:]] == ["1"]
    assert heard(frame) == []


def test_a_client_does_not_take_events_of_its_neighbour(workspace: AttackedWorkspace, sites: Sites) -> None:
    """Neighbours can reach each other's window; the library listens to the workspace's alone."""
    _, attacker = workspace.open_client(sites.url("second", "raw.html"))
    _, client = workspace.open_client(sites.url("listed", "client.html"))
    client.evaluate("""() => {
        window.heard = [];
        return genesys.wwe.service.subscribe("agent", (event) => heard.push(event.data.mediaState));
    }""")
    attacker.evaluate(f"""() => {{
        for (let i = 0; i < parent.length; i += 1) {{
            parent.frames[i].postMessage({{ {EVENT}, userAgent: 'WWE Server', protocolVersion: 2 }}, "*");
        }}
    }}""")
    workspace.until(lambda: heard_events(attacker), "the forged event in the attacker's own frame")
    ask(attacker, "agent.setState", "0", "NotReady")
    workspace.until(lambda: client.evaluate("heard.length") > 0, "the true event")
    assert client.evaluate("heard") == ["NOT_READY"]


@pytest.mark.parametrize("source", ["window", "null", "document.querySelector('#frames iframe').contentWindow"])
def test_an_event_made_by_a_script_is_not_trusted(workspace: AttackedWorkspace, sites: Sites, source: str) -> None:
    _, client = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.visible_state()
    workspace.page.evaluate(
        f"""(origin) => {{
            const data = {{ request: "agent.setState", parameters: ["NotReady"], referenceId: "0",
                            userAgent: "WWE Client" }};
            const forged = new MessageEvent("message", {{ data, origin }});
            // Firefox makes none with the window of another origin of the same site as its source.
            Object.defineProperty(forged, "source", {{ value: {source} }});
            window.dispatchEvent(forged);
        }}""",
        sites.origin("listed"),
    )
    (entry,) = workspace.seen(reason="NOT_TRUSTED")
    assert (entry["verdict"], entry["origin"]) == ("ignored", sites.origin("listed"))
    assert workspace.visible_state() == before
    assert workspace.traffic(direction="out") == []
    assert heard(client) == []


def test_the_workspace_does_not_take_messages_of_its_own_window(workspace: AttackedWorkspace) -> None:
    workspace.page.evaluate("""() => {
        window.postMessage({ request: "agent.get", referenceId: "0", userAgent: "WWE Client" }, "*");
    }""")
    (entry,) = workspace.seen(reason="WINDOW_NOT_REGISTERED")
    assert entry["verdict"] == "ignored"
