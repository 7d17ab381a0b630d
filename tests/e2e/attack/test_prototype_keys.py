"""Keys that mean something to JavaScript's objects, in every place where a client can put one."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Error

from tests.e2e.attack.attacked_workspace import AttackedWorkspace, ask, heard_events, subscribe
from tests.e2e.sites import Sites

KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "toJSON", "then", "length", "valueOf"]
POLLUTED = "() => [({}).polluted, Object.polluted, [].polluted, Object.prototype.hasOwnProperty.call({}, 'toString')]"


def expect_clean(workspace: AttackedWorkspace) -> None:
    assert workspace.page.evaluate(POLLUTED) == [None, None, None, False]


@pytest.mark.parametrize("key", KEYS)
def test_user_data(workspace: AttackedWorkspace, sites: Sites, key: str) -> None:
    _, writer = workspace.open_client(sites.url("listed", "raw.html"))
    _, reader = workspace.open_client(sites.url("second", "raw.html"))
    subscribe(reader, "0", "interaction")
    call = workspace.ring()
    value = json.dumps({"Shown": {key: {"polluted": "yes"}}, key: {"polluted": "yes"}})
    reply = writer.evaluate(
        "([call, value]) => request('interaction.setUserData', '0', [call, JSON.parse(value)])", [call, value]
    )
    assert "errorMessage" not in reply
    text = workspace.page.evaluate(
        """(call) => workspace.call("state").then(({ interactions }) =>
            JSON.stringify(interactions.find(({ interactionId }) => interactionId === call).userData))""",
        call,
    )
    assert json.loads(text)[key] == {"polluted": "yes"}, "the agent sees a key like any other"
    workspace.until(lambda: len(workspace.traffic(kind="event", eventType="ATTACHED_DATA_CHANGED")) == 1, "the event")
    shown = workspace.until(
        lambda: reader.evaluate("""(key) => {
            const event = events("interaction").find(({ data }) => data.eventType === "ATTACHED_DATA_CHANGED");
            return event && { own: Object.hasOwn(event.data.interaction.userData.Shown, key),
                              polluted: ({}).polluted };
        }""", key),
        "the event at the other client",
    )  # fmt: skip
    assert shown["own"] is True
    assert shown.get("polluted") is None
    deleted = ask(writer, "interaction.deleteUserData", "1", call, key)
    assert "errorMessage" not in deleted
    assert key not in workspace.interaction(call)["userData"]
    expect_clean(workspace)


def test_names(workspace: AttackedWorkspace, sites: Sites) -> None:
    """Of a request, an event, a channel, a medium, an interaction, an option, a toast."""
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    before = workspace.visible_state()
    for key in KEYS:
        assert ask(frame, key, f"0{key}")["errorMessage"] == f"Error: The request '{key}' is unknown."
        assert isinstance(subscribe(frame, f"1{key}", key, f"messenger:{key}")["subscriptionId"], int)
        assert "errorMessage" not in ask(frame, "messenger.broadcastMessage", f"2{key}", key, {"a": 1})
        assert ask(frame, "media.getMediaByName", f"3{key}", key)["errorMessage"] == "Error: Media not found."
        assert ask(frame, "interaction.getByInteractionId", f"4{key}", key)["data"] is None
        assert ask(frame, "configuration.getOption", f"5{key}", f"{key}/{key}")["data"] == {}
        assert ask(frame, "system.closeToast", f"6{key}", key)["data"] is False
    assert workspace.visible_state() == before
    assert heard_events(frame) == []
    assert len(workspace.replies(frame_id)) == 7 * len(KEYS)
    expect_clean(workspace)


def test_an_envelope_of_such_keys(workspace: AttackedWorkspace, sites: Sites) -> None:
    frame_id, frame = workspace.open_client(sites.url("listed", "raw.html"))
    frame.evaluate("""() => {
        const envelope = '"request": "agent.get", "referenceId": "0", "userAgent": "WWE Client"';
        send(JSON.parse(`{ ${envelope}, "__proto__": { "polluted": 1 }, "constructor": { "prototype": {} } }`));
        send(JSON.parse('{ "__proto__": { "request": "agent.get", "userAgent": "WWE Client" } }'));
        send(JSON.parse('{ "request": "agent.get", "referenceId": { "__proto__": 1 }, "userAgent": "WWE Client" }'));
    }""")
    assert "data" in frame.evaluate("reply('0')")
    (entry,) = workspace.seen(frame=frame_id, reason="NOT_OURS")
    assert entry["verdict"] == "ignored"
    workspace.until(lambda: len(workspace.replies(frame_id)) == 2, "both replies")
    echoed = workspace.until(
        lambda: frame.evaluate("JSON.stringify(received.at(-1).referenceId)"), "the reference as it was sent"
    )
    assert echoed == '{"__proto__":1}'
    expect_clean(workspace)


def test_the_driver_has_its_own_calls_only(workspace: AttackedWorkspace) -> None:
    for name in KEYS:
        with pytest.raises(Error, match=name):
            workspace.call(name)
