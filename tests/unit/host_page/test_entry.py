"""What the page hands to Python, and what comes back."""

import json

import pytest

from tests.unit.host_page.conftest import StartedPage
from tests.unit.host_page.fake_bridge import FakeBridge


def posted(bridge: FakeBridge) -> list[dict[str, object]]:
    return [json.loads(text) for _, _, text in bridge.made("post")]


def test_a_message_is_answered_to_its_frame_and_origin(bridge: FakeBridge, started: StartedPage) -> None:
    started.request("frame1", "agent.get", "7")
    frame_id, origin, text = bridge.made("post")[0]
    assert (frame_id, origin) == ("frame1", "http://crm.example")
    assert json.loads(text)["referenceId"] == "7"


def test_a_message_of_an_unknown_window_gets_nothing(bridge: FakeBridge, started: StartedPage) -> None:
    started.request("", "agent.get")
    assert posted(bridge) == []
    (entry,) = started.call("traffic")["data"]
    assert entry["reason"] == "WINDOW_NOT_REGISTERED"


def test_what_waited_for_the_start_too_long_is_not_done_any_more(bridge: FakeBridge, started: StartedPage) -> None:
    message = {"request": "agent.get", "parameters": [], "referenceId": "0", "userAgent": "WWE Client"}
    started.boot("waited", "frame1", "http://crm.example", f"8900.5 {json.dumps(message)}")
    started.boot("waited", "frame1", "http://crm.example", f"9100 {json.dumps({**message, 'referenceId': '1'})}")
    replies = {reply["referenceId"]: reply for reply in posted(bridge) if "referenceId" in reply}
    assert "data" in replies["0"]
    assert "errorMessage" in replies["1"]


def test_a_page_that_fails_on_a_change_fails_no_request(
    bridge: FakeBridge, started: StartedPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a bug of the page")

    monkeypatch.setattr("host_page.changes.Changes.area", broken)
    message = {"request": "agent.setState", "parameters": ["NotReady"], "referenceId": "0", "userAgent": "WWE Client"}
    started.boot("message", "frame1", "http://crm.example", json.dumps(message))
    (reply,) = [reply for reply in posted(bridge) if "referenceId" in reply]
    assert "errorMessage" not in reply
    assert any("a bug of the page" in text for (text,) in bridge.made("logError"))


def test_the_page_is_told_whether_an_origin_is_listed(started: StartedPage) -> None:
    assert started.boot("listed", "http://crm.example", "", "") == "yes"
    for origin in ("http://evil.example", "null", ""):
        assert started.boot("listed", origin, "", "") == ""


def test_the_page_is_told_the_budgets_and_whom_to_silence(bridge: FakeBridge, started: StartedPage) -> None:
    assert bridge.made("limitTime") == [(200.0, 20.0)]
    for _ in range(10):
        started.request("frame1", "agent.get", origin="http://evil.example")
    (silence,) = bridge.made("silence")
    assert silence[:2] == ("frame1", "http://evil.example")
    assert 0 < silence[2] <= 60_000
    bridge.forget()
    started.call("reset")
    assert bridge.made("endSilences") == [()]


def test_drops_are_counted_and_recorded_once(started: StartedPage) -> None:
    started.request("frame1", "agent.get")
    lines = [["frame1", "http://crm.example", "TOO_MANY_MESSAGES", "", 4000]]
    started.boot("dropped", json.dumps(lines), "", "")
    entry = started.call("traffic")["data"][-1]
    assert (entry["verdict"], entry["reason"]) == ("dropped", "TOO_MANY_MESSAGES")
    assert "4000 times" in entry["note"]
    assert started.state["frames"][0]["heldBack"] == 4000


def test_a_driver_call_gives_data_or_an_error(started: StartedPage) -> None:
    assert started.call("traffic") == {"data": []}
    assert started.call("reset") == {"data": {}}
    assert "no driver call" in started.call("rset")["error"]


def test_a_timer_fires_once_and_not_after_it_was_stopped(bridge: FakeBridge, started: StartedPage) -> None:
    from host_page.browser_host import BrowserHost

    host = BrowserHost(bridge, lambda _, __: None, lambda _: False, lambda _: None)
    fired: list[str] = []
    host.call_later(1.5, lambda: fired.append("first"))
    cancel = host.call_later(2, lambda: fired.append("second"))
    assert bridge.made("startTimer")[-2:] == [(1, 1500.0), (2, 2000)]
    cancel()
    cancel()
    assert bridge.made("stopTimer") == [(2,)]
    for number in (1, 1, 2):
        host.timer_fired(number)
    assert fired == ["first"]


def test_an_unknown_kind_is_a_bug(started: StartedPage) -> None:
    with pytest.raises(KeyError):
        started.boot("__class__", "", "", "")


def test_an_action_of_no_name_does_nothing(bridge: FakeBridge, started: StartedPage) -> None:
    bridge.forget()
    started.boot("action", "__init__", "", "{}")
    assert bridge.calls == []


def test_a_chosen_file_and_a_saved_one_cross_the_border_as_base64(bridge: FakeBridge, started: StartedPage) -> None:
    started.call("email", files=[{"name": "in.bin", "base64": "AP8=", "type": "image/png"}])
    for action in ("accept", "reply"):
        started.call("act", interactionId="1", action=action)
    started.boot("action", "email-quoted-file", "2 in.bin", "{}")
    assert bridge.made("download") == [("in.bin", "image/png", "AP8=")]
    started.boot("action", "email-choose", "2", "{}")
    assert bridge.made("chooseFiles") == [("#files-2",)]
    chosen = {"name": "out.bin", "type": "", "size": "2", "first": "true", "data": "AP8="}
    started.boot("action", "email-attach", "2", json.dumps(chosen))
    files = started.call("readEmail", interactionId="2")["data"]["files"]
    assert files == [{"name": "out.bin", "size": 2, "type": "application/octet-stream"}]
