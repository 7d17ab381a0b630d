"""What every request does when all is well, by hand: situation, arguments, data and events.

Source: Service Client API Reference, the methods of each namespace.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scapi.protocol.registry import BY_SPELLING
from tests.conformance.case import (
    NOTHING,
    OPENED,
    OPENED_TOO,
    Ask,
    Case,
    Event,
    Fails,
    case_event,
    tells,
    words_of,
)
from tests.conformance.situations import CAMPAIGN, words
from tests.conformance.stage import WARNING

AGENT = {"type": "AGENT", "destination": "SIP_5001"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STATE = {"type": str, "displayName": str, "operationName": str}
MEDIUM = {"name": str, "media": str, "state": STATE}
INTERACTION = {
    "interactionId": "$it",
    "caseId": "$case",
    "parentInteractionId": None,
    "userData": {"IW_CaseUid": "$case", "IW_BundleUid": UUID, "IWAttachedDataInformation": {}},
    "state": "TALKING",
    "previousState": "RINGING",
    "interactionUUID": str,
    "callUuid": str,
    "isConsultation": False,
    "isMainCaseInteraction": True,
    "isCaseSelected": True,
    "isCaseExpanded": True,
    "media": "voice",
    "direction": "IN",
    "callType": "INBOUND",
    "ani": "+4722001122",
    "dnis": "5000",
    "contact": {"displayName": "Marta Olsen", "firstName": "Marta", "lastName": "Olsen"},
    "parties": ({"name": str, "identifier": str, "phoneNumber": "+4722001122", "type": "EXTERNAL"},),
}
RECORD = {
    "GSW_RECORD_HANDLE": int,
    "GSW_CHAIN_ID": int,
    "GSW_PHONE": str,
    "GSW_CALL_RESULT": int,
    "GSW_FROM": int,
    "GSW_UNTIL": int,
    "GSW_TZ_NAME": str,
    "GSW_TZ_OFFSET": int,
    "GSW_CAMPAIGN_NAME": CAMPAIGN,
    "InteractionType": "Outbound",
    "InteractionSubtype": "OutboundNew",
}
FIELD = {"name": str, "isMandatory": bool, "isEditable": bool, "fieldType": str, "valueType": str}
CAMPAIGN_SHAPE = {
    "name": CAMPAIGN,
    "description": str,
    "mode": "Preview",
    "state": "Started",
    "groupName": re.compile(f"{CAMPAIGN}@.+"),
    "applicationId": int,
}
TOKEN = {
    "jwtToken": re.compile(r"[\w-]+\.[\w-]+\.[\w-]+"),
    "expiration": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"),
}
TOAST = {
    "title": "Order",
    "iconUrl": "https://crm.example/i.png",
    "message": "one\r\ntwo",
    "buttons": ["Open", "Later"],
}
READY = {"eventType": "STATE_CHANGED", "mediaState": "NOT_READY"}
MEDIA_NAMES = ("voice", "email", "chat", "workitem", "outboundpreview")
FRAME_COLOUR = "interaction.case-data.frame-color"
CALL_RESULTS = {
    "OK": 0,
    "BUSY": 6,
    "ANSWERING_MACHINE": 9,
    "UNKNOWN": 28,
    "ANSWER": 33,
    "DO_NOT_CALL": 51,
    "WRONG_NUMBER": 53,
}


@dataclass(frozen=True, slots=True)
class Success:
    """How one request succeeds; ``events`` are all that it causes."""

    situation: str
    arguments: Sequence[Any] = ()
    data: Any = NOTHING
    events: tuple[Event, ...] = ()


def _marked(event_type: str) -> Event:
    return "markdone", {"eventType": event_type, "interactionId": "$it", "caseId": "$case"}


def _recorded(state: str) -> tuple[Event, ...]:
    return (tells("CALL_RECORDING_STATE_CHANGED", "TALKING", recordingState=state),)


_DIALLED = (
    tells("ADDED", "DIALING", "1", "UNKNOWN", direction="OUT", callType="OUTBOUND", dnis="+4930123456"),
    tells("DIALING", "DIALING", "1", "UNKNOWN"),
    *OPENED,
)
_ATTACHED = (tells("ATTACHED_DATA_CHANGED", "TALKING", userData={"Key1": "b", "Key2": "c"}),)
_ALL_STATES = tuple(
    [("media", {**READY, "media": name, "name": name}) for name in MEDIA_NAMES]
    + [("agent", {**READY, "type": "NOT_READY"})]
)

SUCCESSES: Mapping[str, Success] = {
    "agent.get": Success(
        "idle", (), {"username": "elena.brandt", "firstname": "Elena", "lastname": "Brandt", "employeeId": "SIP_5000"}
    ),
    "agent.getState": Success("idle", (), {"type": "READY", "displayName": "Ready", "operationName": "Ready"}),
    "agent.getStateList": Success("idle", (), [STATE]),
    "agent.setState": Success("idle", ("NotReady",), NOTHING, _ALL_STATES),
    "auth.getJwtToken": Success("idle", (), TOKEN),
    "auth.getPureCloudToken": Success("idle", (), Fails("Error: There is no PureCloud behind this workspace.")),
    "configuration.getOption": Success(
        "idle",
        (["voice.*", "CustomAPI/test.*"],),
        {
            "interaction-workspace": {"voice.auto-answer": "false", "voice.auto-ring": "true"},
            "CustomAPI": {"test.one": "1", "test.two": "2"},
        },
    ),
    "configuration.getContextualOption": Success(
        "with-transaction",
        ([FRAME_COLOUR, "CustomAPI/test.*"], "$it"),
        {
            "interaction-workspace": {FRAME_COLOUR: "#FFD700"},
            "CustomAPI": {"test.one": "changed", "test.two": "2"},
        },
    ),
    "email.create": Success(
        "idle",
        ("priya.raman@mail.example", {"Key1": "a"}),
        NOTHING,
        (
            tells("ADDED", "CREATED", "1", "UNKNOWN", media="email", userData={"Key1": "a"}),
            tells("CREATED", "CREATED", "1"),
            *OPENED,
            tells("COMPOSING", "CREATED", "1"),
        ),
    ),
    "interaction.getInteractions": Success("talking", (), (INTERACTION,)),
    "interaction.getByInteractionId": Success("talking", ("$it",), INTERACTION),
    "interaction.getByBundleId": Success("talking", ("unknown",), ()),
    "interaction.getByCaseId": Success("talking", ("$case",), (INTERACTION,)),
    "interaction.setUserData": Success("talking", ("$it", {"Key1": "b", "Key2": "c"}), NOTHING, _ATTACHED),
    "interaction.deleteUserData": Success(
        "talking", ("$it", "Key1"), NOTHING, (tells("ATTACHED_DATA_CHANGED", "TALKING"),)
    ),
    "interaction.selectCaseByCaseId": Success(
        "two-calls",
        ("$other-case",),
        NOTHING,
        (
            case_event("CASE_COLLAPSED", "$case"),
            case_event("CASE_EXPANDED", "$case"),
            case_event("CASE_SELECTED", "$other-case"),
        ),
    ),
    "interaction.markdone": Success(
        "released", ("$it",), NOTHING, (tells("REMOVED", "IDLE", previous="TALKING"), _marked("DONE"))
    ),
    "interaction.blockMarkdone": Success("released", ("$it", WARNING), NOTHING, (_marked("BLOCKED"),)),
    "interaction.unblockMarkdone": Success("blocked", ("$it",), NOTHING, (_marked("UNBLOCKED"),)),
    "interaction.accept": Success(
        "item-invited",
        ("$it",),
        NOTHING,
        (tells("ACCEPTED", "ACCEPTED", previous="INVITED", media="workitem"), *OPENED),
    ),
    "interaction.reject": Success(
        "item-invited",
        ("$it",),
        NOTHING,
        (tells("REVOKED", "REVOKED", previous="INVITED"), tells("REMOVED", "REVOKED")),
    ),
    "interaction.singleStepTransfer": Success(
        "talking",
        ("$it", AGENT, {"Key1": "b", "Key2": "c"}, {}),
        NOTHING,
        (*_ATTACHED, tells("RELEASED", "IDLE", previous="TALKING")),
    ),
    "interaction.singleStepConference": Success(
        "talking",
        ("$it", AGENT, {"Key1": "b", "Key2": "c"}, {}),
        NOTHING,
        (
            *_ATTACHED,
            tells(
                "PARTY_CHANGED",
                "TALKING",
                parties=({"phoneNumber": "+4722001122"}, {"phoneNumber": "5001", "username": "ada.novak"}),
            ),
        ),
    ),
    "interaction.consult": Success(
        "talking",
        ("$it", AGENT, {"Key2": "c"}, {"NO_ANSWER_TIMEOUT": "10"}),
        NOTHING,
        (
            tells("HELD", "HELD", previous="TALKING"),
            tells(
                "ADDED",
                "DIALING",
                "2",
                "UNKNOWN",
                parentInteractionId="$it",
                caseId="$case",
                isConsultation=True,
                isMainCaseInteraction=False,
                callType="CONSULT",
                userData={"Key1": "a", "Key2": "c"},
                parties=(
                    {
                        "name": "5001",
                        "identifier": "5001",
                        "phoneNumber": "5001",
                        "type": "AGENT",
                        "username": "ada.novak",
                        "firstname": "Ada",
                        "lastname": "Novak",
                        "path": "/users/ada.novak",
                    },
                ),
            ),
            tells("DIALING", "DIALING", "2", "UNKNOWN"),
            *OPENED_TOO,
        ),
    ),
    "interaction.completeTransfer": Success(
        "consulting",
        ("$it",),
        NOTHING,
        (
            tells("RELEASED", "IDLE", previous="TALKING", isConsultation=True),
            tells("REMOVED", "IDLE"),
            tells("RELEASED", "IDLE", "$original", "HELD"),
        ),
    ),
    "interaction.completeConference": Success(
        "consulting",
        ("$it",),
        NOTHING,
        (
            tells("RELEASED", "IDLE", previous="TALKING", isConsultation=True),
            tells("REMOVED", "IDLE"),
            tells("ESTABLISHED", "TALKING", "$original", "HELD"),
            tells(
                "PARTY_CHANGED",
                "TALKING",
                "$original",
                parties=({"phoneNumber": "+4722001122"}, {"phoneNumber": "5001"}),
            ),
        ),
    ),
    "media.getMediaList": Success(
        "idle",
        (),
        ({**MEDIUM, "name": "voice", "device": {"number": "5000"}}, *({**MEDIUM, "name": n} for n in MEDIA_NAMES[1:])),
    ),
    "media.getMediaByName": Success("idle", ("chat",), {**MEDIUM, "name": "chat"}),
    "media.setState": Success(
        "idle",
        ("chat", "NotReady"),
        NOTHING,
        (
            ("media", {**READY, "media": "chat"}),
            ("agent", {"eventType": "STATE_CHANGED", "mediaState": "PARTIAL_READY", "type": "PARTIAL_READY"}),
        ),
    ),
    "messenger.broadcastMessage": Success(
        "idle", ("news", {"a": [1, None]}), NOTHING, (("messenger:news", {"a": (1, None)}),)
    ),
    "outbound.getCampaigns": Success("started", (), (CAMPAIGN_SHAPE,)),
    "outbound.getPreviewRecord": Success(
        "started",
        (CAMPAIGN,),
        NOTHING,
        (
            tells(
                "ADDED",
                "PREVIEWING",
                "1",
                "UNKNOWN",
                callType="OUTBOUND_PREVIEW",
                media="outboundpreview",
                startDate=None,
                endDate=None,
                capabilities=("CALL", "REJECT_RECORD", "CANCEL_RECORD"),
            ),
            tells("PREVIEWING", "PREVIEWING", "1", "UNKNOWN"),
            *OPENED,
            tells(
                "RECORDS_RETRIEVED",
                "PREVIEWING",
                "1",
                "UNKNOWN",
                chainedRecords=({**RECORD, "WWE_OUTBOUND_CAMP_TYPE": "PreviewRecord"}, RECORD),
            ),
        ),
    ),
    "outbound.callPreviewRecord": Success(
        "pull",
        ("$it", "$handle"),
        NOTHING,
        (
            tells("ADDED", "DIALING", "2", "UNKNOWN", callType="OUTBOUND", capabilities=("HANGUP",), media="voice"),
            tells("DIALING", "DIALING", "2", "UNKNOWN"),
            *OPENED_TOO,
            tells("REMOVED", "IDLE", capabilities=()),
        ),
    ),
    "outbound.rejectPreviewRecord": Success(
        "pull", ("$it",), NOTHING, (tells("STATE_CHANGE", "REJECTED", capabilities=("MARK_DONE",)),)
    ),
    "outbound.cancelPreviewRecord": Success(
        "pull", ("$it",), NOTHING, (tells("STATE_CHANGE", "CANCELED", capabilities=("MARK_DONE",)),)
    ),
    "outbound.startDirectPushPreview": Success("idle"),
    "outbound.stopDirectPushPreview": Success("idle"),
    "outbound.getListOfCallResults": Success("idle", (), CALL_RESULTS),
    "outbound.setCallResult": Success(
        "pull-talking",
        ("$it", 33),
        NOTHING,
        (tells("ATTACHED_DATA_CHANGED", "TALKING", userData={"GSW_CALL_RESULT": "33"}),),
    ),
    "outbound.getCallResult": Success("pull-talking", ("$it",), None),
    "outbound.setDoNotCall": Success("pull-talking", ("$it",)),
    "outbound.removeDoNotCall": Success("not-to-call", ("$it",)),
    "outbound.rescheduleRecord": Success("pull-talking", ("$it", "$handle", "6/5/2027 9:7", "PERSONAL")),
    "outbound.cancelReschedule": Success("rescheduled", ("$it",)),
    "outbound.getChainedRecords": Success(
        "pull", ("$it",), ({"records": ({**RECORD, "IW_CaseUid": "$case", "GSW_USER_EVENT": "PreviewRecord"}, RECORD)},)
    ),
    "outbound.getRecordFields": Success("pull", ("$it",), [FIELD]),
    "outbound.updateRecordFields": Success(
        "pull",
        ("$it", {"GSW_FROM": "9.15", "GSW_CUSTOM_STRING": "asked twice", "GSW_PHONE_TYPE": 4}),
        NOTHING,
        (
            tells(
                "ATTACHED_DATA_CHANGED",
                "PREVIEWING",
                userData={"GSW_FROM": "33300", "GSW_CUSTOM_STRING": "asked twice", "GSW_PHONE_TYPE": "4"},
            ),
        ),
    ),
    "system.getAllowedServices": Success("idle", (), [str]),
    "system.triggerActivity": Success("idle"),
    "system.popupToast": Success("idle", (TOAST,), "wweCustomToast0"),
    "system.updateToast": Success("toast", ("$toast", {"message": "changed"}), True),
    "system.closeToast": Success("toast", ("$toast",), True),
    "system.openDialog": Success(
        "idle",
        ("https://crm.example/?id=$Dialog.Id$", {"label": "For $Agent.FullName$", "width": "40%", "height": "430px"}),
        "wweCustomDialog1",
    ),
    "system.closeDialog": Success("dialog", ("$dialog",), True),
    "system.updateViewInApplicationMenuBar": Success(
        "idle", ({"name": "crm", "label": "CRM", "labelColor": "#0F0", "backgroundColor": "#abcde"},), "crm"
    ),
    "system.closeViewInApplicationMenuBar": Success("view", ("crm",), True),
    "system.amIVisible": Success("idle", (), bool),
    "system.isFrameLeading": Success("idle", (), True),
    "system.isFrameFollowing": Success("idle", (), False),
    "system.isFrameNegotiating": Success("idle", (), False),
    "system.isFrameLeadingOrNegotiating": Success("idle", (), True),
    "system.isLastActiveFrame": Success("idle", (), True),
    "voice.dial": Success("idle", ("+4930123456", {"Key1": "a"}), NOTHING, _DIALLED),
    "voice.dialEx": Success("idle", ("+4930123456", {"Key1": "a"}, {"AnswerTime": "9"}), NOTHING, _DIALLED),
    "voice.answer": Success(
        "ringing", ("$it",), NOTHING, (tells("ESTABLISHED", "TALKING", previous="RINGING"), *OPENED)
    ),
    "voice.hangUp": Success("talking", ("$it",), NOTHING, (tells("RELEASED", "IDLE", previous="TALKING"),)),
    "voice.hold": Success("talking", ("$it",), NOTHING, (tells("HELD", "HELD", previous="TALKING"),)),
    "voice.resume": Success("held", ("$it",), NOTHING, (tells("ESTABLISHED", "TALKING", previous="HELD"),)),
    "voice.startCallRecording": Success("talking", ("$it",), NOTHING, _recorded("RECORDING")),
    "voice.stopCallRecording": Success("recording", ("$it",), NOTHING, _recorded("STOPPED")),
    "voice.pauseCallRecording": Success("recording", ("$it",), NOTHING, _recorded("PAUSED")),
    "voice.resumeCallRecording": Success("paused", ("$it",), NOTHING, _recorded("RECORDING")),
    "voice.isMicrophoneMute": Success("idle", (), False),
    "voice.muteMicrophone": Success("idle"),
    "voice.unmuteMicrophone": Success("idle"),
    "voice.isSpeakerMute": Success("idle", (), False),
    "voice.muteSpeaker": Success("idle"),
    "voice.unmuteSpeaker": Success("idle"),
}


def expected_words(success: Success) -> str:
    """What is expected, for the documentation."""
    told = [f"`{name} {data['eventType']}`" for name, data in success.events if "eventType" in data]
    after = f"; then {', '.join(told)}" if told else ""
    when = "" if success.situation == "idle" else f"when {words(success.situation)}: "
    return f"{when}{words_of(success.data)}{after}"


OTHERWISE_WRITTEN: Mapping[str, tuple[str, Success]] = {
    "interaction.getByInteractionId": ("id-as-number", Success("talking", (1,), INTERACTION)),
    "interaction.setUserData": (
        "id-as-number", Success("talking", (1, {"Key1": "b", "Key2": "c"}), NOTHING, _ATTACHED),
    ),
    "voice.hold": ("id-as-number", Success("talking", (1,), NOTHING, (tells("HELD", "HELD", previous="TALKING"),))),
    "outbound.callPreviewRecord": (
        "handle-as-text",
        Success("pull", ("$it", "$handle-text"), NOTHING, SUCCESSES["outbound.callPreviewRecord"].events),
    ),
    "outbound.rescheduleRecord": (
        "handle-as-text", Success("pull-talking", ("$it", "$handle-text", "6/5/2027 9:7", "CAMPAIGN")),
    ),
}  # fmt: skip
"""The same with an id as a number, or with a handle as the text that GSW_RECORD_HANDLE is."""


def cases() -> list[Case]:
    """The success case of every spelling of every request, and those whose arguments can be written otherwise."""
    found = [
        Case(
            f"{name}/success:{label}",
            f"with the {label.replace('-as-', ' as a ')}: {expected_words(written)}",
            written.situation,
            (Ask(name, written.arguments, written.data),),
            written.events,
        )
        for name, (label, written) in OTHERWISE_WRITTEN.items()
    ]
    for spelling, request in BY_SPELLING.items():
        success = SUCCESSES[request.name]
        ask = Ask(spelling, success.arguments, success.data)
        case_id = f"{spelling}/success"
        found.append(Case(case_id, expected_words(success), success.situation, (ask,), success.events))
    return found
