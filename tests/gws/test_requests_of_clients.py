"""What every request of the Service Client API comes to in front of v2, as the documentation's table says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from scapi.protocol.registry import REGISTRY
from tests.support.gws_link import GwsLink, GwsLinkClient
from tests.support.link import Site, ring
from tools.paths import ROOT

ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "email.create": ("a@b.example",),
    "outbound.getPreviewRecord": ("Spring",),
    "outbound.updateRecordFields": ("1", {"a": "b"}),
    "outbound.callPreviewRecord": ("1", 1),
    "outbound.setCallResult": ("1", 1),
    "outbound.rescheduleRecord": ("1", 1, "01/01/2031 10:00", "Personal"),
    "voice.dialEx": ("5001", None, {"a": "b"}),
}
CALL = ("1",)
FAILING = [
    "email.create", "outbound.getPreviewRecord", "outbound.callPreviewRecord", "outbound.rejectPreviewRecord",
    "outbound.cancelPreviewRecord", "outbound.getChainedRecords", "outbound.getRecordFields",
    "outbound.updateRecordFields", "outbound.getCallResult", "outbound.setCallResult", "outbound.setDoNotCall",
    "outbound.removeDoNotCall", "outbound.rescheduleRecord", "outbound.cancelReschedule",
    "outbound.startDirectPushPreview", "outbound.stopDirectPushPreview", "voice.muteSpeaker", "voice.unmuteSpeaker",
    "voice.dialEx",
]  # fmt: skip


def test_the_table_has_every_request_once() -> None:
    text = (ROOT / "docs" / "gws.md").read_text(encoding="utf-8")
    section = text.partition("## A workspace in front of it")[2].partition("\n## ")[0]
    first_cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = re.findall(r"`([a-z]+\.[A-Za-z]+)`", "".join(first_cells))
    assert sorted(named) == sorted(REGISTRY)


@pytest.fixture(scope="module")
def app() -> GwsLinkClient:
    """A client with a call that is talked on."""
    link = GwsLink()
    client = link.open(Site.ALLOWED)
    client.data("voice.answer", ring(link))
    return client


@pytest.mark.parametrize("name", FAILING)
def test_what_fails_says_why(app: GwsLinkClient, name: str) -> None:
    text = app.error(name, *ARGUMENTS.get(name, CALL if name.startswith("outbound.") else ()))
    assert text.startswith("Error: ")
    assert "is unknown" not in text


@pytest.mark.parametrize(
    ("name", "parameters", "data"),
    [
        ("outbound.getCampaigns", (), []),
        ("voice.isSpeakerMute", (), False),
        ("voice.isMicrophoneMute", (), False),
        ("voice.startCallRecording", CALL, None),
        ("voice.stopCallRecording", CALL, None),
        ("interaction.setUserData", ("1", {"Key1": "x"}), None),
        ("interaction.deleteUserData", ("1", "Key1"), None),
        ("system.triggerActivity", (), None),
    ],
)
def test_what_works(app: GwsLinkClient, name: str, parameters: tuple[Any, ...], data: Any) -> None:
    assert app.data(name, *parameters) == data
