"""What every request of the Service Client API comes to in front of v2: the documentation's table, row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from scapi.protocol.registry import REGISTRY
from scapi.testing import FakeHost
from tests.conformance.case import Fails
from tests.conformance.situations import SITUATIONS
from tests.conformance.stage import Stage
from tests.conformance.successes import SUCCESSES
from tests.support.conformance_setting import configurations, scenario
from tests.support.gws import new_server
from tests.support.gws_link import GwsLink
from tools.paths import ROOT

WORKS, FAILS, LATER = "works", "fails", "comes later"
AGENT = {"type": "AGENT", "destination": "SIP_5001"}

OTHERWISE: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "configuration.getContextualOption": ("talking", (["voice.*"], "$it")),
    "interaction.accept": ("ringing", ("$it",)),
    "interaction.reject": ("ringing", ("$it",)),
    "interaction.consult": ("talking", ("$it", AGENT, {"Key2": "c"})),
    "outbound.getCampaigns": ("idle", ()),
    "voice.dialEx": ("idle", ("+4930123456", {"Key1": "a"})),
    "voice.muteMicrophone": ("talking", ()),
    "voice.unmuteMicrophone": ("talking", ()),
}
"""Situation and arguments of requests that work in v2 under other conditions than in the catalogue."""
FAILING: Mapping[str, tuple[Any, ...]] = {
    "email.create": ("a@b.example",),
    "outbound.getPreviewRecord": ("Spring",),
    "outbound.startDirectPushPreview": (),
    "outbound.stopDirectPushPreview": (),
    "outbound.updateRecordFields": ("$it", {"a": "b"}),
    "outbound.callPreviewRecord": ("$it", 1),
    "outbound.setCallResult": ("$it", 1),
    "outbound.rescheduleRecord": ("$it", 1, "01/01/2031 10:00", "PERSONAL"),
    "voice.muteSpeaker": (),
    "voice.unmuteSpeaker": (),
}
"""Arguments of requests that fail, when they are another than a call."""


def verdicts() -> dict[str, str]:
    """The word of the table for each request; raises for one that stands there twice."""
    text = (ROOT / "docs" / "gws.md").read_text(encoding="utf-8")
    section = text.partition("| requests | in front of v2 |")[2].partition("\n\n")[0]
    found: dict[str, str] = {}
    for line in section.splitlines()[2:]:
        _, requests, verdict, *_ = line.split("|")
        for name in re.findall(r"`([^`]+)`", requests):
            if name in found:
                raise ValueError(f"{name} stands in two rows")
            found[name] = verdict.strip()
    return found


VERDICTS = verdicts()


def test_the_table_has_every_request_and_one_of_three_words() -> None:
    assert sorted(VERDICTS) == sorted(REGISTRY)
    assert set(VERDICTS.values()) == {WORKS, FAILS, LATER}


@pytest.fixture
def stage() -> Stage:
    """A workspace in front of a server, under the usual configuration of the catalogue."""
    host = FakeHost()
    configuration = configurations()["standard"]
    return Stage(GwsLink(server=new_server(host, scenario()), host=host, configuration=configuration))


@pytest.mark.parametrize("name", [name for name, verdict in VERDICTS.items() if verdict == WORKS])
def test_what_works(stage: Stage, name: str) -> None:
    situation, arguments = OTHERWISE.get(name, (SUCCESSES[name].situation, tuple(SUCCESSES[name].arguments)))
    SITUATIONS[situation](stage)
    expected = SUCCESSES[name].data
    if isinstance(expected, Fails):  # what every workspace says that has no such thing behind it
        assert stage.client().error(name, *stage.filled(arguments)) == expected.error
    else:
        stage.data(name, *stage.filled(arguments))


@pytest.mark.parametrize("name", [name for name, verdict in VERDICTS.items() if verdict != WORKS])
def test_what_does_not_work_says_so(stage: Stage, name: str) -> None:
    """With a call that is talked on, and arguments that are right: it is not they that are refused."""
    SITUATIONS["talking"](stage)
    text = stage.client().error(name, *stage.filled(FAILING.get(name, ("$it",))))
    assert text.startswith("Error: ")
    assert "must be" not in text
    assert "is unknown" not in text


@pytest.mark.parametrize(
    ("name", "arguments", "data"),
    [("outbound.getCampaigns", (), []), ("voice.isSpeakerMute", (), False)],
)
def test_what_works_with_nothing_to_give(stage: Stage, name: str, arguments: tuple[Any, ...], data: Any) -> None:
    assert stage.data(name, *arguments) == data


def test_what_v2_does_not_take_is_refused(stage: Stage) -> None:
    no_such_thing = "Error: This contact centre has no such operation."
    assert stage.client().error("voice.dialEx", "5001", None, {"a": "b"}) == no_such_thing
    assert stage.client().error("voice.muteMicrophone") == no_such_thing
