"""The scenarios that come along: each can be read, and its whole script runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scapi.centre.records import CampaignMode, FieldType
from scapi.centre.scenario import Scenario, parse_scenario
from scapi.testing import BUILT_IN_SCENARIO, Client, fake_host, new_session
from scapi.values import Success
from tests.support.configurations import ALLOWED, configuration

SCENARIOS = {path.stem: path for path in sorted(BUILT_IN_SCENARIO.parent.glob("*.toml"))}


def read(name: str) -> Scenario:
    return parse_scenario(SCENARIOS[name].read_text(encoding="utf-8"), f"{name}.toml")


def test_names() -> None:
    assert set(SCENARIOS) == {"built-in", "sales-day", "help-desk", "stress-day"}


@pytest.mark.parametrize("path", SCENARIOS.values(), ids=list(SCENARIOS))
def test_the_whole_script_runs(path: Path) -> None:
    session = new_session(configuration(ALLOWED), path.read_text(encoding="utf-8"))
    client = Client.opened(session, ALLOWED)
    client.subscribe("interaction")
    script = session.simulator.scenario.script
    last = max((step.at for step in script), default=0)
    session.simulator.clock.advance(last + 1)
    assert session.script.problems == ()
    arrivals = [step for step in script if step.call in ("ring", "email", "chat", "workitem", "pushPreview")]
    added = [event for event in client.events if event["data"]["eventType"] == "ADDED"]
    assert len(added) == len(arrivals)
    session.reset()
    assert fake_host(session).timers <= 1, "the script waits for its first step again, and nothing else does"


def test_the_page_clock_moves_the_script() -> None:
    session = new_session(configuration(ALLOWED), SCENARIOS["sales-day"].read_text(encoding="utf-8"))
    assert len(session.workspace.interactions) == 0
    fake_host(session).advance(10)
    assert [each.state for each in session.workspace.interactions] == ["RINGING"]


def test_sales_day() -> None:
    scenario = read("sales-day")
    assert {campaign.mode for campaign in scenario.campaigns} == set(CampaignMode)
    assert all(campaign.loaded and campaign.started for campaign in scenario.campaigns)
    renewals = scenario.campaigns[0].calling_list
    assert {field.type for field in renewals.fields} == set(FieldType)
    assert any(field.mandatory and not field.editable for field in renewals.fields)
    assert any(not field.mandatory and field.editable for field in renewals.fields)
    chains = [record.chain for record in renewals.records]
    assert chains.count(1) == 3
    assert {"ACT", "CET", "EST", "GMT"} == set(scenario.time_zones)
    assert {record.time_zone for record in renewals.records} - set(scenario.time_zones) == {"GST"}


def test_a_callback_in_darwin() -> None:
    session = new_session(configuration(ALLOWED), SCENARIOS["sales-day"].read_text(encoding="utf-8"))
    client = Client.opened(session, ALLOWED)
    record: Any = None
    for number in range(1, 4):
        client.data("outbound.getPreviewRecord", "Renewals")
        record = client.data("outbound.getChainedRecords", str(number))[0]["records"][0]
    assert record["GSW_TZ_NAME"] == "ACT"
    client.data("outbound.rescheduleRecord", "3", record["GSW_RECORD_HANDLE"], "7/15/2027 9:0", "CAMPAIGN")
    content = session.workspace.interactions.get("3").conversation.content  # type: ignore[union-attr]
    assert content.schedule.at % 86_400 == 23.5 * 3600, "half past eleven the evening before, UTC"  # type: ignore[union-attr]


def test_help_desk() -> None:
    scenario = read("help-desk")
    assert {medium.name for medium in scenario.media} >= {"chat", "email", "workitem", "complaint"}
    assert scenario.email_address == "help@workspace.example"
    assert len(scenario.responses) == 3
    assert any("history" in step.args for step in scenario.script)
    assert any("files" in step.args for step in scenario.script)


def test_help_desk_has_two_agents() -> None:
    session = new_session(configuration(ALLOWED), SCENARIOS["help-desk"].read_text(encoding="utf-8"))

    def report(agent: str) -> Any:
        outcome = session.driver.call("state", {"agent": agent})
        assert isinstance(outcome, Success)
        return outcome.data

    def calls(agent: str) -> list[tuple[str, str]]:
        return [(each["ani"], each["state"]) for each in report(agent)["interactions"] if each["media"] == "voice"]

    caller = "+442079460177"
    seen = []
    for seconds in (304, 1, 3, 4, 4):
        session.simulator.clock.advance(seconds)
        seen.append((calls("SIP_5100"), calls("SIP_5002")))
    assert seen == [
        ([], []),
        ([], [(caller, "RINGING")]),
        ([], [(caller, "TALKING")]),
        ([(caller, "RINGING")], [(caller, "IDLE")]),
        ([(caller, "RINGING")], []),
    ]
    session.simulator.clock.advance(1_000)
    assert session.script.problems == ()
    assert session.store.export()["script"][""].run == len(session.simulator.scenario.script)
    assert report("SIP_5100")["agent"]["state"]["type"] == "READY"
    assert report("SIP_5002")["agent"]["state"]["type"] == "NOT_READY"


def test_stress_day() -> None:
    script = read("stress-day").script
    assert sum(step.call in ("ring", "email", "chat", "workitem") for step in script) == 200
    assert SCENARIOS["stress-day"].stat().st_size < 5_000
