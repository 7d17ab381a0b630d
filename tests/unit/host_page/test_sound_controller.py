"""What the page is asked to play, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.host_page.conftest import StartedPage
from tests.unit.host_page.fake_bridge import FakeBridge


def drawn(started: StartedPage) -> list[tuple[str, int]]:
    """What was asked since the last time, after the page is drawn."""
    started.boot("draw", "", "", "")
    asked = started.bridge.made("sound")
    started.bridge.forget()
    return asked


def act(started: StartedPage, name: str, arg: str = "", fields: str = "{}") -> None:
    started.boot("action", name, arg, fields)


def only_conversation(started: StartedPage) -> str:
    """The id of the only conversation of the agent: what the tabs of a session know it by."""
    entry = started.boot._entry
    assert entry is not None
    (interaction,) = entry._session.workspace.interactions
    return interaction.conversation.id


def test_the_ring_begins_once_and_ends(started: StartedPage) -> None:
    call = started.call("ring", ani="1")["data"]["interactionId"]
    assert drawn(started) == [("ring", 60)]
    started.call("ring", ani="2")
    assert drawn(started) == []
    act(started, "sound-silence")
    assert drawn(started) == [("stop", 60)]
    act(started, "accept", call)
    assert drawn(started) == []


def test_an_invitation_is_a_note(started: StartedPage) -> None:
    started.call("email", subject="Invoice")
    assert drawn(started) == [("note", 60)]
    assert drawn(started) == []


def test_a_new_volume_is_heard(started: StartedPage) -> None:
    act(started, "sound-volume", "", '{"value": "40"}')
    assert drawn(started) == [("note", 40)]
    started.call("ring", ani="1")
    drawn(started)
    act(started, "sound-volume", "", '{"value": "80"}')
    assert drawn(started) == [("ring", 80)]
    act(started, "sound-switch", "", '{"checked": "false"}')
    assert drawn(started) == [("stop", 80)]
    assert started.bridge.store["sound"] == "off 80"


def test_what_was_chosen_is_remembered(start: Callable[..., StartedPage], bridge: FakeBridge) -> None:
    bridge.store["sound"] = "off 80"
    started = start()
    started.call("ring", ani="1")
    assert drawn(started) == []
    act(started, "sound-switch", "", '{"checked": "true"}')
    assert drawn(started) == [("ring", 80)]


def test_a_tab_that_the_agent_comes_to_sounds_like_the_one_before(started: StartedPage, bridge: FakeBridge) -> None:
    started.call("ring", ani="1")
    drawn(started)
    started.boot("tab-active", "", "", "")
    assert drawn(started) == [("stop", 60)]
    # In the other tab the agent changes the volume, and silences the ring.
    bridge.store |= {"sound": "on 20", "silenced": only_conversation(started)}
    started.boot("tab-active", "yes", "", "")
    assert drawn(started) == []
    started.call("ring", ani="2")
    assert drawn(started) == [("ring", 20)]


def test_a_click_that_brings_the_agent_to_a_tab_counts_there(started: StartedPage, bridge: FakeBridge) -> None:
    started.boot("tab-active", "", "", "")
    started.call("ring", ani="1")
    drawn(started)
    started.boot("tab-active", "yes", "", "")
    act(started, "sound-silence")
    assert drawn(started) == []
    assert bridge.store["silenced"] == only_conversation(started)


def test_the_page_tells_that_it_is_kept_quiet_until_it_is_not(started: StartedPage, bridge: FakeBridge) -> None:
    for state, shown in (("yes", True), ("", False)):
        started.boot("sound-blocked", state, "", "")
        bridge.forget()
        started.boot("draw", "", "", "")
        ((_, html),) = [made for made in bridge.patched() if made[0] == "top"]
        assert ("Sound starts after a click" in html) is shown
