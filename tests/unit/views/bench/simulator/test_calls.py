"""Every control of the simulator says its driver call, and that call does what the control does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from host_page.views.bench.simulator.calls import BUTTONS
from host_page.views.regions import Region
from host_page.views.ui_state import SimulatorTab
from scapi.driver import CALLS
from scapi.values import Failure
from tests.unit.views.html_reader import Element, Page
from tests.unit.views.stage import FULL, Stage

ONLY_LOOKS = frozenset(
    {
        *("sim-tab", "sim-fold", "sim-copy", "sim-copy-call", "sim-ring-form", "sim-scenario-choose"),
        *("sim-scenario-file", "sim-scenario-take", "bench", "bench-place"),
        *("sim-record-stop", "sim-record-form", "sim-record-copy", "sim-record-save"),
        *("sim-ring-edit", "sim-media-kind", "sim-say-edit", "sim-load-edit", "sim-open-edit"),
    }
)
"""Controls of the panel that ask nothing of the contact centre; the last are fields of forms, which say their call."""
_CODE = re.compile(r'await workspace\.call\("(\w+)"(?:, (.*))?\)', re.DOTALL)
Prepared = Callable[[Stage], object]


def parsed(code: str) -> tuple[str, dict[str, Any]]:
    found = _CODE.fullmatch(code)
    assert found, code
    return found[1], json.loads(found[2] or "{}")


def talking(stage: Stage) -> None:
    stage.talk()


def conference(stage: Stage) -> None:
    stage.run("join-conference", f"{stage.talk()} AGENT SIP_5001")


def chat(stage: Stage) -> None:
    stage.opened("chat")


def campaign(stage: Stage) -> None:
    stage.session.driver.call("campaign", {"action": "load", "name": "Spring", "mode": "PushPreview"})
    stage.session.driver.call("campaign", {"action": "start", "name": "Spring"})


def stopped(stage: Stage) -> None:
    stage.session.driver.call("campaign", {"action": "load", "name": "Spring", "mode": "PushPreview"})


def app(stage: Stage) -> None:
    stage.session.driver.call("openClient", {"label": "Mine", "url": f"{FULL}/"})


def by_hand(stage: Stage) -> None:
    stage.session.driver.call("clock", {"mode": "manual"})


SITUATIONS: Mapping[SimulatorTab, tuple[Prepared, ...]] = {
    SimulatorTab.CALLS: (Stage.ring, talking, conference, by_hand),
    SimulatorTab.MEDIA: (chat, lambda stage: stage.come_in("email")),
    SimulatorTab.CAMPAIGNS: (campaign, stopped),
    SimulatorTab.LINK: (talking,),
    SimulatorTab.APPS: (app,),
    SimulatorTab.SCENES: (talking,),
    SimulatorTab.RECORD: (talking,),
}


def controls(stage: Stage, tab: SimulatorTab) -> list[Element]:
    """Everything in the panel that does something."""
    stage.run("sim-tab", tab.value)
    return [each for each in Page(stage.html(Region.SIMULATOR)).elements if "data-action" in each.attributes]


def prepared(how: Prepared) -> Stage:
    stage = Stage()
    how(stage)
    return stage


def said() -> dict[str, tuple[Prepared, SimulatorTab, str, str]]:
    """What every control says, in every situation, once for each action and call."""
    found = {}
    for tab, ways in SITUATIONS.items():
        for how in ways:
            for control in controls(prepared(how), tab):
                action, arg = control.attributes["data-action"], control.attributes.get("data-arg", "")
                if action not in ONLY_LOOKS:
                    code = control.attributes.get("data-call", "")
                    found.setdefault(f"{action} {code}", (how, tab, arg, code))
    return found


SAID = said()


def test_every_control_says_a_call() -> None:
    assert {key for key, (_, _, _, code) in SAID.items() if not _CODE.fullmatch(code)} == set()
    assert {key.partition(" ")[0] for key in SAID} >= {
        *BUTTONS,
        "sim-ring",
        "sim-media",
        "sim-say",
        "sim-load",
        "sim-open",
    }


def report(stage: Stage) -> object:
    outcome = stage.session.driver.call("state", {})
    state = outcome.data  # type: ignore[union-attr]
    clock = stage.session.simulator.clock
    return state, clock.runs, clock.now(), stage.session.workspace.connection


FIELDS: Mapping[str, Mapping[str, str]] = {"sim-say": {"text": "Hello"}, "sim-open": {"url": f"{FULL}/x", "label": "X"}}
"""What is written in a form before it is sent; the others have their defaults."""


@pytest.mark.parametrize("key", sorted(SAID))
def test_the_call_does_what_the_control_does(key: str) -> None:
    how, tab, arg, code = SAID[key]
    action = key.partition(" ")[0]
    pressed, called = prepared(how), prepared(how)
    for stage in (pressed, called):
        stage.run("sim-tab", tab.value)
    fields = dict(FIELDS.get(action, {}))
    if fields:
        pressed.run(f"{action}-edit", arg, **fields)
        form = next(each for each in controls(pressed, tab) if each.attributes["data-action"] == action)
        code = form.attributes["data-call"]
    if action == "sim-media":
        fields = {name: getattr(pressed.ui.media, name) for name in ("media", "sender", "subject", "body")}
    elif action == "sim-load":
        fields = {"name": pressed.ui.campaign.name, "mode": pressed.ui.campaign.mode}
    pressed.run(action, arg, **fields)
    name, args = parsed(code)
    assert name in CALLS
    outcome = called.session.driver.call(name, args)
    assert report(pressed) == report(called)
    told = bool(pressed.ui.errors)
    assert told == isinstance(outcome, Failure)


def test_a_form_says_its_call_as_it_is_written(stage: Stage) -> None:
    assert parsed(Page(stage.html(Region.SIMULATOR)).text(data_testid="driver-call")) == (
        "ring",
        {"ani": "+47 22 00 11 22", "userData": {"Segment": "Silver", "AccountNo": "5120-4"}},
    )
    stage.run("sim-ring-edit", ani="5", dnis="", data="no pair", after="")
    assert "is not key=value" in Page(stage.html(Region.SIMULATOR)).text(data_testid="driver-call")
    stage.run("sim-ring-edit", ani="5", dnis="", data="a=b", after="20")
    page = Page(stage.html(Region.SIMULATOR))
    code = page.text(data_testid="driver-call")
    assert parsed(code) == ("ring", {"ani": "5", "userData": {"a": "b"}, "noAnswerAfter": 20.0})
    stage.run("sim-copy-call", page.one(data_testid="copy-call").attributes["data-arg"])
    assert stage.page.calls[-1] == ("copy", code)
    assert code in Page(stage.html(Region.SIMULATOR)).text(data_testid="copied-call")
    assert len(stage.session.workspace.interactions) == 0


def test_what_was_pressed_last_is_said(stage: Stage) -> None:
    call = stage.talk()
    stage.run("sim-far-end", f"{call} hangUp")
    assert parsed(Page(stage.html(Region.SIMULATOR)).text(data_testid="driver-call")) == (
        "farEnd",
        {"interactionId": call, "action": "hangUp"},
    )
    stage.run("sim-tab", "link")
    assert Page(stage.html(Region.SIMULATOR)).all(data_testid="driver-call") == []
