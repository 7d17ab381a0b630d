"""Attached data that clients may not read: left out of all they get, whatever way it takes."""

from __future__ import annotations

import json

import pytest

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard, subscribe
from tests.e2e.sites import Sites

SECRET = "what only the agent may see"
DATA = {
    "Shown": {"userData": {"Secret": SECRET, "Shown": "inner"}},
    "Secret": SECRET,
    "secret": SECRET,
    "Shown ": SECRET,
    "Also shown": "outer",
    "userData": {"Hidden": SECRET, "Shown": [{"userData": {"Secret": SECRET}}]},
}
READS = [
    ("interaction.getInteractions", lambda _: []),
    ("interaction.getByInteractionId", lambda shown: [shown["interactionId"]]),
    ("interaction.getByCaseId", lambda shown: [shown["caseId"]]),
    ("interaction.getByBundleId", lambda shown: [shown["userData"]["IW_BundleUid"]]),
]


@pytest.mark.parametrize("site", ["listed", "reader"])
def test_replies_and_events(workspace: AttackedWorkspace, sites: Sites, site: str) -> None:
    frame_id, frame = workspace.open_client(sites.url(site, "raw.html"))
    _, other = workspace.open_client(sites.url("second", "raw.html"))
    subscribe(frame, "events", "interaction", "markdone")
    call = workspace.ring(userData=DATA)
    shown = workspace.interaction(call)
    for name, parameters in READS:
        ask(frame, name, name, *parameters(shown))
    ask(other, "interaction.setUserData", "0", call, {"Secret": SECRET, "Also shown": "changed"})
    ask(other, "voice.answer", "1", call)
    ask(other, "voice.hangUp", "2", call)
    ask(other, "interaction.markdone", "3", call)
    workspace.until(lambda: workspace.traffic(frame=frame_id, kind="event", event="markdone"), "the last event")
    workspace.until(lambda: any(m.get("event") == "markdone" for m in heard(frame)), "the last event at the client")

    text = json.dumps(heard(frame))
    assert SECRET not in text
    assert "Secret" not in text
    assert "Hidden" not in text
    assert '"Also shown": "changed"' in text
    assert '"Shown": "inner"' in text
    redacted = workspace.traffic(frame=frame_id, reason="KEYS_LEFT_OUT")
    assert {"request", "event"} <= {entry["kind"] for entry in redacted}
    assert all("Secret" in entry["leftOut"] for entry in redacted)


def test_the_agent_sees_all_of_it(workspace: AttackedWorkspace) -> None:
    call = workspace.ring(userData=DATA)
    assert {key: workspace.interaction(call)["userData"][key] for key in DATA} == DATA


def test_clients_talk_to_each_other_as_they_like(workspace: AttackedWorkspace, sites: Sites) -> None:
    _, frame = workspace.open_client(sites.url("listed", "raw.html"))
    _, other = workspace.open_client(sites.url("second", "raw.html"))
    subscribe(other, "0", "messenger:news")
    ask(frame, "messenger.broadcastMessage", "0", "news", {"userData": DATA})
    event = workspace.until(
        lambda: next((m for m in heard(other) if m.get("event") == "messenger:news"), None), "the message"
    )
    assert event["data"] == {"userData": DATA}
