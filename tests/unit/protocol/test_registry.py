"""The registry has every request of the protocol, once."""

from __future__ import annotations

import pytest

from scapi.protocol.parameters import Kind
from scapi.protocol.registry import BY_SPELLING, REGISTRY, REQUEST_NAMES, canonical_name
from scapi.protocol.request_table import REQUESTS

DOCUMENTED = {
    "agent": "get getState getStateList setState",
    "auth": "getJwtToken getPureCloudToken",
    "configuration": "getOption getContextualOption",
    "email": "create",
    "interaction": "getInteractions getByInteractionId getByBundleId getByCaseId setUserData deleteUserData "
    "selectCaseByCaseId markdone blockMarkdone unblockMarkdone accept reject singleStepTransfer singleStepConference "
    "consult completeTransfer completeConference",
    "media": "getMediaList getMediaByName setState",
    "messenger": "broadcastMessage",
    "outbound": "getCampaigns getPreviewRecord callPreviewRecord rejectPreviewRecord cancelPreviewRecord "
    "startDirectPushPreview stopDirectPushPreview getListOfCallResults setCallResult getCallResult setDoNotCall "
    "removeDoNotCall rescheduleRecord cancelReschedule getChainedRecords getRecordFields updateRecordFields",
    "system": "getAllowedServices triggerActivity popupToast updateToast closeToast openDialog closeDialog "
    "updateViewInApplicationMenuBar closeViewInApplicationMenuBar amIVisible isFrameLeading isFrameFollowing "
    "isFrameNegotiating isFrameLeadingOrNegotiating isLastActiveFrame",
    "voice": "dial dialEx answer hold resume hangUp startCallRecording stopCallRecording pauseCallRecording "
    "resumeCallRecording isMicrophoneMute muteMicrophone unmuteMicrophone isSpeakerMute muteSpeaker unmuteSpeaker",
    "sipEndpoint": "isMicrophoneMute muteMicrophone unmuteMicrophone isSpeakerMute muteSpeaker unmuteSpeaker",
}


def test_every_documented_request_is_there_and_no_other() -> None:
    documented = {f"{namespace}.{name}" for namespace, names in DOCUMENTED.items() for name in names.split()}
    assert documented == REQUEST_NAMES
    assert len(REQUESTS) == len(REGISTRY) == len(documented) - 6


def test_both_names_of_microphone_and_speaker_are_one_request() -> None:
    for name in DOCUMENTED["sipEndpoint"].split():
        assert BY_SPELLING[f"sipEndpoint.{name}"] is BY_SPELLING[f"voice.{name}"]
        assert canonical_name(f"sipEndpoint.{name}") == f"voice.{name}"
    assert canonical_name("sipEndpoint.dial") is None
    assert canonical_name("constructor") is None


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.name)
def test_row(request_: object) -> None:
    request = BY_SPELLING[request_.name]  # type: ignore[attr-defined]
    assert request.namespace in DOCUMENTED
    assert request.documentation.endswith(".")
    names = [parameter.name for parameter in request.parameters]
    assert len(names) == len(set(names))
    optional = [parameter.optional for parameter in request.parameters]
    assert optional == sorted(optional) or request.name == "system.openDialog", "required ones come first"
    assert all(parameter.documentation.endswith(".") for parameter in request.parameters)


def test_only_the_token_must_be_named() -> None:
    assert [request.name for request in REQUESTS if request.must_be_named] == ["auth.getJwtToken"]


SIGNATURES = {
    "agent.setState": "stateOperationName",
    "configuration.getOption": "options",
    "configuration.getContextualOption": "options interactionId",
    "email.create": "destination userData",
    "interaction.blockMarkdone": "interactionId warningMessage",
    "interaction.completeConference": "consultInteractionId",
    "interaction.completeTransfer": "consultInteractionId",
    "interaction.consult": "interactionId targetQuery userData extensions",
    "interaction.deleteUserData": "interactionId key",
    "interaction.getByInteractionId": "interactionId",
    "interaction.selectCaseByCaseId": "caseId",
    "interaction.setUserData": "interactionId keyValues",
    "interaction.singleStepConference": "interactionId targetQuery userData extensions",
    "interaction.singleStepTransfer": "interactionId targetQuery userData extensions",
    "media.getMediaByName": "name",
    "media.setState": "name stateOperationName",
    "messenger.broadcastMessage": "channel message",
    "outbound.callPreviewRecord": "interactionId recordHandle",
    "outbound.getPreviewRecord": "campaignName",
    "outbound.rescheduleRecord": "interactionId recordHandle rescheduleDate callbackType",
    "outbound.setCallResult": "interactionId callResult",
    "outbound.updateRecordFields": "interactionId recordData",
    "system.closeDialog": "dialogId",
    "system.closeToast": "id",
    "system.closeViewInApplicationMenuBar": "name",
    "system.openDialog": "url options",
    "system.popupToast": "parameters",
    "system.updateToast": "id parameters",
    "system.updateViewInApplicationMenuBar": "parameters",
    "voice.dial": "destination userData",
    "voice.dialEx": "destination userData extensions",
    **dict.fromkeys(
        [
            "interaction.accept",
            "interaction.markdone",
            "interaction.reject",
            "interaction.unblockMarkdone",
            "outbound.cancelReschedule",
            "outbound.getCallResult",
            "outbound.getChainedRecords",
            "outbound.getRecordFields",
            "outbound.removeDoNotCall",
            "outbound.setDoNotCall",
            "voice.answer",
            "voice.hangUp",
            "voice.hold",
            "voice.pauseCallRecording",
            "voice.resume",
            "voice.resumeCallRecording",
            "voice.startCallRecording",
            "voice.stopCallRecording",
        ],
        "interactionId",
    ),
}
"""The parameters as the reference's signatures name them."""
NOT_IN_THE_REFERENCE = {
    "auth.getPureCloudToken", "interaction.getByBundleId", "interaction.getByCaseId",
    # Without a parameter in the reference; the published library sends the interaction.
    "outbound.cancelPreviewRecord", "outbound.rejectPreviewRecord",
}  # fmt: skip


def test_parameters_have_the_names_of_the_reference() -> None:
    found = {
        request.name: " ".join(parameter.name for parameter in request.parameters)
        for request in REQUESTS
        if request.parameters and request.name not in NOT_IN_THE_REFERENCE
    }
    assert found == SIGNATURES


def test_an_interaction_can_be_named_by_a_number_in_every_request() -> None:
    for request in REQUESTS:
        for parameter in request.parameters:
            if parameter.name in ("interactionId", "consultInteractionId"):
                assert parameter.kind in (Kind.ID, Kind.ID_OR_EMPTY), request.name
            if parameter.name == "recordHandle":
                assert parameter.kind is Kind.NUMERAL, request.name
