"""A recording is done again: as the script of a scenario, and as tests whose texts are what they should be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scapi.driven import DrivenSession
from scapi.driver.recorded_texts import javascript_test, python_test, scenario_text
from scapi.driver.recording import MOST_STEPS, Recorded, Recorder
from scapi.testing import Client, fake_host, new_session
from scapi.traffic import Kind
from scapi.values import Failure, Success
from tests.support.configurations import ALLOWED, configuration
from tests.support.recorded_test import imported, run_in_node

URL = "http://localhost:8000/"
ODD = 'say "hi" \\ {x}\n\x7f 😀 ©'


def recorded(session: DrivenSession) -> Recorder:
    """A recorder that has seen a session through a call, a chat and their ends."""
    recorder = Recorder()
    recorder.start(session.workspace.now)

    def call(name: str, args: dict[str, Any], after: float = 0.0) -> str:
        fake_host(session).advance(after)
        step = recorder.drove(session.workspace.now, name, args)
        outcome = session.driver.call(name, args)
        assert isinstance(outcome, Success), outcome
        recorder.made(step, outcome.data)
        data = outcome.data
        return str(data.get("interactionId")) if isinstance(data, dict) else ""

    first = call("ring", {"ani": "+1", "userData": {"Segment": "Gold", "Odd key!": ODD, "n": 1, "yes": True}})
    call("act", {"interactionId": first, "action": "accept"}, 4.0)
    second = call("chat", {"from": "a@b.example", "body": ODD, "history": ["one", "two"]}, 2.5)
    call("act", {"interactionId": second, "action": "accept"})
    call("customer", {"interactionId": second, "action": "say", "text": "Thank you"}, 1.0)
    call("act", {"interactionId": first, "action": "consult", "text": "5001"}, 1.0)
    call("farEnd", {"interactionId": "3", "action": "answer"}, 1.0)
    call("act", {"interactionId": first, "action": "setUserData", "userData": {"Reason": "Late"}})
    return recorder


def states_of(session: DrivenSession) -> list[tuple[str, str]]:
    return [(each.id, each.state.value) for each in session.workspace.interactions]


def report(session: DrivenSession) -> object:
    outcome = session.driver.call("state", {})
    assert isinstance(outcome, Success)
    state = outcome.data
    assert isinstance(state, dict)
    keys = ("interactionId", "state", "media", "ani", "userData", "parentInteractionId")
    return [
        {key: each.get(key) for key in keys if key != "userData"}
        | {"userData": {k: v for k, v in each["userData"].items() if not k.startswith("IW")}}
        for each in state["interactions"]
    ]


def test_a_scenario_of_the_recording_does_the_same() -> None:
    session = new_session()
    text = scenario_text(recorded(session).steps, "built-in")
    again = new_session(scenario=text)
    fake_host(again).advance(30)
    assert again.script.problems == ()
    assert report(again) == report(session)


def test_the_script_names_what_its_steps_make_and_says_when() -> None:
    written = tomllib.loads(scenario_text(recorded(new_session()).steps, "built-in", taken=("caller",)))
    assert written["extends"] == "built-in"
    steps = written["script"]
    assert [(each["at"], each["call"], each.get("name", "")) for each in steps[:3]] == [
        (0, "ring", "caller2"),
        (4, "act", ""),
        (6.5, "chat", "chat"),
    ]
    assert steps[0]["args"]["userData"]["Odd key!"] == ODD
    assert steps[1]["args"]["interactionId"] == "{caller2}"
    assert steps[-2]["args"]["interactionId"] == "3", "what no step has made keeps its id"


def test_a_python_test_of_the_recording_makes_the_same_calls(tmp_path: Path) -> None:
    session = new_session()
    recorder = recorded(session)
    text = python_test(recorder.steps, URL, states_of(session))
    again = new_session()
    _run_in_python(tmp_path, text, again)
    assert report(again) == report(session)


class Anything:
    """Whatever is expected of the page is so."""

    def to_have_attribute(self, *_: object, **__: object) -> None:
        pass


class FakePage:
    """The page of a recorded test, whose driver is that of a session without a browser."""

    def __init__(self, session: DrivenSession) -> None:
        self._session = session

    def goto(self, url: str) -> None:
        assert url == URL

    def locator(self, _: str) -> object:
        return None

    def evaluate(self, _: str, given: list[Any]) -> object:
        outcome = self._session.driver.call(given[0], given[1])
        assert isinstance(outcome, Success), outcome
        return outcome.data


def test_a_javascript_test_of_the_recording_makes_the_same_calls_when_it_runs(tmp_path: Path) -> None:
    session = new_session()
    recorder = recorded(session)
    again = new_session()
    done = run_in_node(tmp_path, javascript_test(recorder.steps, URL, states_of(session)), again)
    assert report(again) == report(session)
    assert done[:2] == [["goto", URL], ["expect", "html", "data-workspace", "ready", {"timeout": 60_000}]]
    calls = [(each[1], each[2]) for each in done if each[0] == "call"]
    assert calls[:2] == [("reset", {}), ("clock", {"mode": "manual"})]
    assert calls[-1] == ("state", {})
    assert [each for each in calls[2:-1] if each[0] != "advance"] == [(each.call, each.args) for each in recorder.steps]
    assert sum(args["seconds"] for call, args in calls if call == "advance") == recorder.steps[-1].at
    assert done[-1] == ["passed", "recorded"]


def test_a_javascript_test_fails_when_it_ends_otherwise(tmp_path: Path) -> None:
    session = new_session()
    text = javascript_test(recorded(session).steps, URL, [("1", "DIALING")])
    with pytest.raises(AssertionError, match="DIALING"):
        run_in_node(tmp_path, text, new_session())


def test_a_javascript_test_that_does_not_await_its_calls_is_found_out(tmp_path: Path) -> None:
    text = javascript_test(recorded(new_session()).steps, URL, [])
    with pytest.raises(AssertionError, match="call is not reached before call is awaited"):
        run_in_node(tmp_path, text.replace('await call("act"', 'call("act"'), new_session())


def sent_again() -> tuple[DrivenSession, Recorder]:
    """A recorder that has seen a request of an app sent again, twice, and once with other parameters."""
    session, recorder = new_session(configuration(ALLOWED)), Recorder()
    recorder.start(session.workspace.now)
    Client.opened(session, ALLOWED, 'My "app"').request("agent.setState", "NotReady")
    for parameters in (["NotReady"], ["NotReady"], ["Ready"]):
        recorder.drove(0.0, "waitForRequest", {"request": "agent.setState", "label": 'My "app"'}, "message 1")
        recorder.drove(0.0, "resend", {"seq": "message 1", "parameters": parameters})
    return session, recorder


def test_a_request_sent_again_is_sent_again_by_a_test_whatever_its_number_is(tmp_path: Path) -> None:
    _, recorder = sent_again()
    for number, run in enumerate((_run_in_python, run_in_node)):
        again = new_session(configuration(ALLOWED))
        client = Client.opened(again, ALLOWED, 'My "app"')
        client.request("agent.get")
        client.request("agent.setState", "AfterCallWork")
        write = javascript_test if number else python_test
        folder = tmp_path / str(number)
        folder.mkdir()
        run(folder, write(recorder.steps, URL, []), again)
        sent = [entry for entry in again.traffic.since(0) if entry.resent and entry.kind is Kind.REQUEST]
        assert [entry.request for entry in sent] == ["agent.setState"] * 3
        assert again.workspace.presence.state.operation == "Ready"


def _run_in_python(folder: Path, text: str, session: DrivenSession) -> None:
    test = imported(folder, text)
    test.expect = lambda _: Anything()
    test.test_recorded(FakePage(session))


def test_a_script_says_what_it_cannot_send_again() -> None:
    _, recorder = sent_again()
    text = scenario_text(recorder.steps, "built-in")
    assert text.count('# "agent.setState" of "My \\"app\\"" was sent again here, which a script cannot do.') == 3
    assert tomllib.loads(text) == {"extends": "built-in"}


def test_what_is_made_twice_has_one_name() -> None:
    steps = [Recorded(0.0, "pull", {}, "1"), Recorded(1.0, "pull", {}, "1")]
    assert javascript_test(steps, URL, []).count("const item = ") == 1
    names = [step.get("name") for step in tomllib.loads(scenario_text(steps, "built-in"))["script"]]
    assert names == ["item", None]


def test_a_step_that_failed_is_none_and_turning_the_clock_is_none() -> None:
    recorder = Recorder()
    assert recorder.drove(0.0, "ring", {"ani": "1"}) is None, "nothing is recorded"
    recorder.start(0.0)
    step = recorder.drove(1.0, "ring", {"ani": "1"})
    recorder.failed(step)
    assert recorder.drove(1.0, "advance", {"seconds": 1}) is None
    assert recorder.drove(1.0, "state", {}) is None
    assert recorder.steps == []
    recorder.left_out("files of a draft")
    recorder.left_out("files of a draft")
    assert recorder.without == ["files of a draft"]
    recorder.stop()
    assert recorder.drove(2.0, "ring", {"ani": "1"}) is None


def test_a_recording_has_an_end() -> None:
    recorder = Recorder()
    recorder.start(0.0)
    for _ in range(MOST_STEPS + 3):
        recorder.drove(0.0, "ring", {"ani": "1"})
    assert (len(recorder.steps), recorder.dropped) == (MOST_STEPS, 3)


def test_new_acts_of_the_driver_say_what_is_wrong() -> None:
    session = new_session()
    for args in (
        {"action": "setUserData", "interactionId": "1"},
        {"action": "callRecord", "interactionId": "1", "text": "one"},
        {"action": "createEmail"},
    ):
        session.driver.call("ring", {"ani": "1"})
        assert isinstance(session.driver.call("act", args), Failure)
    assert isinstance(session.driver.call("act", {"action": "mute"}), Success)
    assert isinstance(session.driver.call("act", {"action": "setState", "text": "NotReady", "media": "chat"}), Success)
    assert session.workspace.presence.medium("chat").state.operation == "NotReady"  # type: ignore[union-attr]
