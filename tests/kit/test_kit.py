"""Every button of the vendor's sample page, in a state in which it means something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from tests.kit.sample_page import SamplePage

Prepare = Callable[[SamplePage], None]


def nothing(_: SamplePage) -> None:
    """The scenario's start."""


def ringing(page: SamplePage) -> None:
    page.workspace.ring()


def talking(page: SamplePage) -> None:
    page.workspace.ring()
    page.send("voice.answer", "1")


def held(page: SamplePage) -> None:
    talking(page)
    page.send("voice.hold", "1")


def ended(page: SamplePage) -> None:
    talking(page)
    page.send("voice.hangUp", "1")


def recording(page: SamplePage) -> None:
    talking(page)
    page.send("voice.startCallRecording", "1")


def paused(page: SamplePage) -> None:
    recording(page)
    page.send("voice.pauseCallRecording", "1")


def consulting(page: SamplePage) -> None:
    talking(page)
    page.send("interaction.consult", "1", "5001", {}, {})
    page.workspace.call("farEnd", {"interactionId": "2", "action": "answer"})


def blocking(page: SamplePage) -> None:
    talking(page)
    page.send("interaction.blockMarkdone", "1", "Not yet")


def campaign(page: SamplePage) -> None:
    page.workspace.call("campaign", {"action": "load", "name": "CampaignSIP"})
    page.workspace.call("campaign", {"action": "start", "name": "CampaignSIP"})


def previewing(page: SamplePage) -> None:
    campaign(page)
    page.send("outbound.getPreviewRecord", "CampaignSIP")


def toast(page: SamplePage) -> None:
    page.send("system.popupToast", {"title": "A toast", "iconUrl": "", "buttons": ["One", "Two"]})


def view(page: SamplePage) -> None:
    page.send("system.updateViewInApplicationMenuBar", {"name": "view0", "label": "A view"})


SUCCEEDED = "SUCCEEDED"
BUTTONS: Mapping[str, tuple[Prepare, str]] = {
    "agent.get": (nothing, SUCCEEDED),
    "agent.getStateList": (nothing, SUCCEEDED),
    "agent.setState": (nothing, SUCCEEDED),
    "agent.getState": (nothing, SUCCEEDED),
    "media.getMediaList": (nothing, SUCCEEDED),
    "media.getMediaByName": (nothing, SUCCEEDED),
    "media.setState": (nothing, SUCCEEDED),
    "interaction.getInteractions": (talking, SUCCEEDED),
    "interaction.getByInteractionId": (talking, SUCCEEDED),
    "interaction.setUserData": (talking, SUCCEEDED),
    "interaction.deleteUserData": (talking, SUCCEEDED),
    # The sample has no real case id in its box.
    "interaction.selectCaseByCaseId": (talking, "Error: Case not found."),
    "interaction.markdone": (ended, SUCCEEDED),
    "interaction.blockMarkdone": (talking, SUCCEEDED),
    "interaction.unblockMarkdone": (blocking, SUCCEEDED),
    "interaction.accept": (ringing, SUCCEEDED),
    "interaction.reject": (ringing, SUCCEEDED),
    "interaction.singleStepTransfer": (talking, SUCCEEDED),
    "interaction.singleStepConference": (talking, SUCCEEDED),
    "interaction.consult": (talking, SUCCEEDED),
    "interaction.completeTransfer": (consulting, SUCCEEDED),
    "interaction.completeConference": (consulting, SUCCEEDED),
    "voice.dial": (nothing, SUCCEEDED),
    "voice.dialEx": (nothing, SUCCEEDED),
    "voice.answer": (ringing, SUCCEEDED),
    "voice.hold": (talking, SUCCEEDED),
    "voice.resume": (held, SUCCEEDED),
    "voice.hangUp": (talking, SUCCEEDED),
    "voice.startCallRecording": (talking, SUCCEEDED),
    "voice.stopCallRecording": (recording, SUCCEEDED),
    "voice.pauseCallRecording": (recording, SUCCEEDED),
    "voice.resumeCallRecording": (paused, SUCCEEDED),
    "sipEndpoint.muteMicrophone": (nothing, SUCCEEDED),
    "sipEndpoint.unmuteMicrophone": (nothing, SUCCEEDED),
    "sipEndpoint.muteSpeaker": (nothing, SUCCEEDED),
    "sipEndpoint.unmuteSpeaker": (nothing, SUCCEEDED),
    "email.create": (nothing, SUCCEEDED),
    "outbound.getCampaigns": (campaign, SUCCEEDED),
    "outbound.getPreviewRecord": (campaign, SUCCEEDED),
    "outbound.getChainedRecords": (previewing, SUCCEEDED),
    "outbound.getRecordFields": (previewing, SUCCEEDED),
    "outbound.updateRecordFields": (previewing, SUCCEEDED),
    "outbound.callPreviewRecord": (previewing, SUCCEEDED),
    "outbound.rejectPreviewRecord": (previewing, SUCCEEDED),
    "outbound.cancelPreviewRecord": (previewing, SUCCEEDED),
    "outbound.startDirectPushPreview": (nothing, SUCCEEDED),
    "outbound.stopDirectPushPreview": (nothing, SUCCEEDED),
    "outbound.rescheduleRecord": (previewing, SUCCEEDED),
    "outbound.cancelReschedule": (previewing, "Error: The record is not rescheduled."),
    "outbound.getListOfCallResults": (nothing, SUCCEEDED),
    # These need an active or completed call, and the sample names the preview.
    "outbound.setCallResult": (previewing, "Error: The interaction cannot be given a call result"),
    "outbound.getCallResult": (previewing, SUCCEEDED),
    "outbound.setDoNotCall": (previewing, "Error: The interaction cannot be marked do not call"),
    "outbound.removeDoNotCall": (previewing, "Error: The interaction cannot be marked do not call"),
    "system.triggerActivity": (nothing, SUCCEEDED),
    "system.getAllowedServices": (nothing, SUCCEEDED),
    "system.popupToast": (nothing, SUCCEEDED),
    "system.updateToast": (toast, SUCCEEDED),
    "system.closeToast": (toast, SUCCEEDED),
    "system.openDialog": (nothing, SUCCEEDED),
    "system.closeDialog": (nothing, SUCCEEDED),
    "system.updateViewInApplicationMenuBar": (nothing, SUCCEEDED),
    "system.closeViewInApplicationMenuBar": (view, SUCCEEDED),
    "system.amIVisible": (nothing, SUCCEEDED),
    "system.isFrameLeading": (nothing, SUCCEEDED),
    "system.isFrameFollowing": (nothing, SUCCEEDED),
    "system.isFrameNegotiating": (nothing, SUCCEEDED),
    "system.isFrameLeadingOrNegotiating": (nothing, SUCCEEDED),
    "system.isLastActiveFrame": (nothing, SUCCEEDED),
    "messenger.broadcastMessage": (nothing, SUCCEEDED),
    "configuration.getOption": (nothing, SUCCEEDED),
    "auth.getJwtToken": (nothing, SUCCEEDED),
}


# The sample proposes half an hour from now in the browser's time zone, which may be past in that of the record.
TYPED: Mapping[str, tuple[str, str]] = {
    "outbound.rescheduleRecord": (r'"\d+/\d+/\d+ \d+:\d+"', f'"{date.today() + timedelta(days=2):%m/%d/%Y} 10:30"'),
}
"""What a person would type in the box before Execute: a pattern, and what takes the place of what it fits."""


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_logs_the_documented_kind_of_result(name: str, sample_page: SamplePage) -> None:
    prepare, expected = BUTTONS[name]
    sample_page.reset()
    prepare(sample_page)
    word, result = sample_page.press(name, TYPED.get(name))
    assert result != "Request timeout"
    assert result["request"] == name
    assert result["userAgent"] == "WWE Server"
    if expected == SUCCEEDED:
        assert word == SUCCEEDED, result
    else:
        assert word == "FAILED", result
        assert result["errorMessage"].startswith(expected)


def test_every_button_of_the_page_is_in_the_table(sample_page: SamplePage) -> None:
    assert set(sample_page.buttons()) <= set(BUTTONS)


def test_its_six_subscriptions_receive_events(sample_page: SamplePage) -> None:
    workspace = sample_page.workspace
    sample_page.reset()
    sample_page.frame.get_by_role("button", name="Clear").click()
    campaign(sample_page)
    workspace.call("connection", {"state": "DISCONNECTED"})
    workspace.call("connection", {"state": "RECONNECTED"})
    sample_page.send("agent.setState", "NotReady")
    talking(sample_page)
    sample_page.send("interaction.blockMarkdone", "1", "Not yet")
    expected = {"agent", "interaction", "media", "outbound campaign", "system", "markdone"}
    workspace.until(lambda: expected <= sample_page.kinds_of_events(), "events of all six kinds")


def test_its_dialog_page_closes_itself(sample_page: SamplePage) -> None:
    workspace = sample_page.workspace
    sample_page.reset()
    word, result = sample_page.press("system.openDialog")
    assert (word, result["data"]) == (SUCCEEDED, "wweCustomDialog1")
    (dialog,) = workspace.state["dialogs"]
    assert dialog["label"] == "Custom Dialog Elena Brandt"
    frame = workspace.frame(dialog["frameId"])
    frame.get_by_role("button", name="Close Dialog").click()
    workspace.until(lambda: workspace.state["dialogs"] == [], "no dialog")
