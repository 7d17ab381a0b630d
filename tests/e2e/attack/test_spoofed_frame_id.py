"""A message that names the frame of another client: who sent it is decided by its window."""

from __future__ import annotations

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, heard, heard_events, subscribe
from tests.e2e.sites import Sites

NAMES = ["victim", '"embedder"', '""', '"__proto__"', '"constructor"', "0", "null", "{ toString: 1 }", "[victim]"]

SPOOF = """(victim) => {{
    const frameId = {name};
    send({{ request: "agent.setState", parameters: ["NotReady"], referenceId: "{reference}", userAgent: "WWE Client",
            frameId, frame: frameId, source: frameId, origin: "{origin}" }});
    return reply("{reference}");
}}"""


def test_the_permissions_are_those_of_the_sender(workspace: AttackedWorkspace, sites: Sites) -> None:
    victim_id, victim = workspace.open_client(sites.url("listed", "raw.html"))
    reader_id, reader = workspace.open_client(sites.url("reader", "raw.html"))
    for number, name in enumerate(NAMES):
        script = SPOOF.format(name=name, reference=number, origin=sites.origin("listed"))
        reply = reader.evaluate(script, victim_id)
        assert reply["errorMessage"] == "Error: The request 'agent.setState' is not allowed for this origin."
    requests = workspace.traffic(kind="request")
    assert {(entry["frame"], entry["origin"]) for entry in requests} == {(reader_id, sites.origin("reader"))}
    assert len(requests) == len(NAMES)
    identities = [message["frameId"] for message in heard(reader) if "frameId" in message]
    assert identities == [reader_id]
    assert heard(victim) == []
    assert workspace.state["agent"]["state"]["operationName"] == "Ready"


def test_a_subscription_cannot_be_ended_or_made_for_another(workspace: AttackedWorkspace, sites: Sites) -> None:
    victim_id, victim = workspace.open_client(sites.url("listed", "raw.html"))
    _, attacker = workspace.open_client(sites.url("second", "raw.html"))
    number = subscribe(victim, "0", "interaction")["subscriptionId"]
    reply = attacker.evaluate(
        """([frameId, data]) => {
            send({ event: "unsubscribe", data, referenceId: "0", userAgent: "WWE Client", frameId });
            send({ event: "subscribe", data: ["agent"], referenceId: "1", userAgent: "WWE Client", frameId });
            return reply("0");
        }""",
        [victim_id, number],
    )
    assert reply["errorMessage"] == "Error: Subscription not found."
    workspace.seen(2, kind="subscribe")
    assert workspace.subscriptions(victim_id) == ["interaction"]
    workspace.ring()
    workspace.until(lambda: heard_events(victim), "the victim's event")
    assert heard_events(attacker) == []
