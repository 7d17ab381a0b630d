"""What a comparison with the reference found, one by one: each finding has cases of its own number."""

from __future__ import annotations

import re
from typing import Any

from tests.conformance.case import OPENED, OPENED_TOO, Ask, Case, Drive, Event, Fails, Step, tells
from tests.conformance.events import act, state_changed
from tests.conformance.situations import CAMPAIGN
from tests.conformance.stage import WARNING

MAY_DAY = 9_500_000
"""Seconds from the beginning of the tests' clock, in January, to a day in May."""
DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
FRACTION = re.compile(r"\d+\.\d+")
COLLEAGUE = {"type": "AGENT", "destination": "SIP_5001"}
NOT_BLOCKED = Fails("Error: This origin does not block the interaction.")
NO_LINK = Fails("Error: The link to the contact centre is lost.")


def _case(
    number: int,
    name: str,
    expected: str,
    situation: str,
    steps: tuple[Step, ...],
    events: tuple[Event, ...] | None = None,
    **more: Any,
) -> Case:
    return Case(f"fidelity/{number}:{name}", expected, situation, steps, events, **more)


def _next_record() -> Ask:
    return Ask("outbound.getPreviewRecord", (CAMPAIGN,))


def _link(state: str) -> Event:
    return "system", {"eventType": "REALTIME_CONNECTION", "state": state}


def _reschedule(date: str) -> Ask:
    return Ask("outbound.rescheduleRecord", ("2", 3, date, "CAMPAIGN"))


def cases() -> list[Case]:
    """In the order of the findings."""
    return [
        _case(
            1, "offset-of-the-day", "a date is read by the offset that the record was handed out with, daylight saving "
            "included", "started",
            (Drive("advance", {"seconds": MAY_DAY}), _next_record(), _next_record(), _reschedule("6/1/2027 10:00")),
            in_memory_only=True,
            shows={
                "interactions": (object, {"userData": {"GSW_TZ_NAME": "EST", "GSW_TZ_OFFSET": "-14400"}}),
                "records": (object, {"schedule": {"at": 1_811_858_400.0, "recordHandle": 3}}),
            },
        ),
        _case(
            2, "case-id", "CASE_OR_BUNDLE_ID_CHANGED beside CASE_ID_CHANGED", "talking",
            (Drive("attach", {"interactionId": "$it", "userData": {"IW_CaseUid": "case-2"}}),),
            (
                ("interaction", {"eventType": "CASE_ID_CHANGED", "caseId": "case-2", "previousCaseId": "$case"}),
                ("interaction", {"eventType": "CASE_COLLAPSED"}),
                ("interaction", {"eventType": "CASE_EXPANDED"}),
                ("interaction", {"eventType": "CASE_SELECTED", "selectedCaseId": "case-2"}),
                tells("CASE_OR_BUNDLE_ID_CHANGED", caseId="case-2"),
                tells("ATTACHED_DATA_CHANGED", caseId="case-2"),
            ),
        ),
        _case(
            3, "transferring", "a transfer passes through TRANSFERRING", "chatting",
            (Ask("interaction.singleStepTransfer", ("$it", COLLEAGUE)),),
            (
                tells("TRANSFER_COMPLETED", "TRANSFER_COMPLETED", previous="TRANSFERRING"),
                tells("REMOVED", "TRANSFER_COMPLETED"),
            ),
        ),
        _case(
            4, "out-of-service", "a telephone that is out of service", "idle", (Drive("device", {"inService": False}),),
            (("media", state_changed("OUT_OF_SERVICE", media="voice")), ("agent", state_changed("PARTIAL_READY"))),
        ),
        _case(
            4, "logout-dnd", "logged out with do not disturb on", "idle",
            (Ask("media.setState", ("voice", "Dnd")), Ask("media.setState", ("voice", "LogOff"))),
            (
                ("media", state_changed("DND_ON", media="voice")),
                ("agent", state_changed("PARTIAL_READY")),
                ("media", state_changed("LOGOUT_DND_ON", media="voice")),
            ),
        ),
        _case(
            4, "unknown", "a state that the contact centre does not know, until one is set", "idle",
            (Drive("forgetState", {"media": "chat"}), Ask("media.setState", ("chat", "Ready"))),
            (
                ("media", state_changed("UNKNOWN", media="chat")),
                ("agent", state_changed("PARTIAL_READY")),
                ("media", state_changed("READY", media="chat")),
                ("agent", state_changed("READY")),
            ),
        ),
        _case(
            5, "direction", "a call of the type UNKNOWN has the direction UNKNOWN", "idle",
            (Drive("ring", {"ani": "1", "callType": "UNKNOWN"}, "it"),),
            (
                tells("ADDED", "RINGING", direction="UNKNOWN", callType="UNKNOWN"),
                tells("RINGING", "RINGING", direction="UNKNOWN"),
            ),
        ),
        _case(
            6, "expanded", "RECORDS_RETRIEVED shows its case selected and not expanded", "started", (_next_record(),),
            (
                tells("ADDED", "PREVIEWING", "1"),
                tells("PREVIEWING", "PREVIEWING", "1"),
                *OPENED,
                tells("RECORDS_RETRIEVED", "PREVIEWING", "1", isCaseSelected=True, isCaseExpanded=False),
            ),
        ),
        _case(
            8, "unblock", "an origin that does not block cannot unblock", "released",
            (Ask("interaction.unblockMarkdone", ("$it",), NOT_BLOCKED),),
            unchanged=True,
        ),
        _case(
            10, "attempted", "whoever blocks mark done hears that it was tried", "blocked",
            (Ask("interaction.markdone", ("$it",), Fails(f"Error: {WARNING}")),),
            (("markdone", {"eventType": "ATTEMPTED", "interactionId": "$it", "caseId": "$case"}),),
        ),
        _case(
            11, "requests", "requests to the contact centre fail while the link is lost", "talking",
            (
                Drive("connection", {"state": "DISCONNECTED"}),
                Ask("voice.dial", ("5001",), NO_LINK),
                Ask("voice.hangUp", ("$it",), NO_LINK),
                Ask("agent.setState", ("NotReady",), NO_LINK),
                Ask("agent.getState", (), {"type": "READY"}),
            ),
            (_link("DISCONNECTED"),),
        ),
        _case(
            11, "down", "a link that is lost for a minute is down by itself", "idle",
            (
                Drive("connection", {"state": "DISCONNECTED"}),
                Drive("advance", {"seconds": 59}),
                Drive("advance", {"seconds": 2}),
            ),
            (_link("DISCONNECTED"), _link("DOWN")),
        ),
        _case(
            11, "meanwhile", "what happened while the link was lost is told when it is back", "talking",
            (
                Drive("connection", {"state": "DISCONNECTED"}),
                Drive("farEnd", {"interactionId": "$it", "action": "hangUp"}),
                Drive("connection", {"state": "RECONNECTED"}),
            ),
            (_link("DISCONNECTED"), _link("RECONNECTED"), tells("RELEASED", "IDLE", previous="TALKING")),
        ),
        _case(
            12, "chained-records", "dates and fractions of chained records are as in the sample", "pull",
            (
                Ask(
                    "outbound.getChainedRecords", ("$it",),
                    [{"records": [{"GSW_CUSTOM_DATE": DATE, "GSW_CUSTOM_AMOUNT": FRACTION}]}],
                ),
            ),
        ),
        _case(
            7, "state-name", "a failure names the parameter as the reference does", "idle",
            (
                Ask(
                    "agent.setState", (7,),
                    Fails(
                        "Error: The parameter 'stateOperationName' of 'agent.setState' must be a string that is not "
                        "empty, not a number."
                    ),
                ),
            ),
            (), unchanged=True,
        ),
        _case(
            7, "target-query", "a failure names the parameter as the reference does", "talking",
            (
                Ask(
                    "interaction.consult", ("$it", 7),
                    Fails(
                        "Error: The parameter 'targetQuery' of 'interaction.consult' must be a string, or an object "
                        "with type and destination, not a number."
                    ),
                ),
            ),
            (), unchanged=True,
        ),
        _case(
            9, "whole-number", "the id of an interaction may be a whole number", "talking",
            (Ask("interaction.getByInteractionId", (1,), {"interactionId": "1", "state": "TALKING"}),),
            (), unchanged=True,
        ),
        _case(
            9, "handle-text", "a record is named by the text that is in its data, too", "pull",
            (Ask("outbound.callPreviewRecord", ("$it", "$handle-text")),),
            changed=True,
        ),
        _case(
            13, "same-medium", "a consultation about an e-mail is by e-mail unless the target says otherwise",
            "email-accepted", (Ask("interaction.consult", ("$it", COLLEAGUE)),),
            (
                tells("ADDED", "ACCEPTED", "2", media="email", isConsultation=True, parentInteractionId="$it"),
                tells("ACCEPTED", "ACCEPTED", "2"),
                *OPENED_TOO,
            ),
        ),
        _case(
            14, "addresses", "relative addresses of a dialog and of an icon are those of the page that asks", "idle",
            (
                Ask("system.openDialog", ("form.html", {"label": "Form"}), str),
                Ask("system.popupToast", ({"title": "News", "iconUrl": "icons/news.png"},), str),
            ),
            shows={
                "dialogs": ({"url": re.compile(r"http://127\.0\.0\.1:\d+/form\.html")},),
                "toasts": ({"iconUrl": re.compile(r"http://127\.0\.0\.1:\d+/icons/news\.png")},),
            },
        ),
        _case(
            14, "no-icon", "a toast needs no icon", "idle",
            (Ask("system.popupToast", ({"title": "News"},), str),),
            shows={"toasts": ({"title": "News", "iconUrl": ""},)},
        ),
        _case(
            15, "width", "a toast is as wide as asked for", "idle",
            (Ask("system.popupToast", ({"title": "News", "width": 700},), str),),
            shows={"toasts": ({"width": 700},)},
        ),
        _case(
            16, "own-ids", "the ids of case and bundle may be set, and move the interaction", "talking",
            (Ask("interaction.setUserData", ("$it", {"IW_BundleUid": "bundle-2"})),),
            (
                tells("CASE_OR_BUNDLE_ID_CHANGED", userData={"IW_BundleUid": "bundle-2"}),
                tells("ATTACHED_DATA_CHANGED", userData={"IW_BundleUid": "bundle-2"}),
            ),
        ),
        _case(
            17, "click", "the click on a toast reaches the origin that asked for it", "toast",
            (Drive("pressToast", {"toastId": "$toast", "buttonIndex": 0}),),
            (("system", {"eventType": "CUSTOM_TOAST_BUTTON_CLICK", "customToastId": "$toast", "buttonIndex": 0}),),
            shows={"toasts": ()},
        ),
        _case(
            18, "person", "options of the person stand before those of the application; a list is an array", "idle",
            (
                Ask(
                    "configuration.getOption", (["CustomAPI/test.*"],),
                    {"CustomAPI": {"test.one": "of the person", "test.two": "2", "test.list": ("one", "two")}},
                ),
            ),
            (), unchanged=True, configuration="person",
        ),
        _case(
            19, "do-not-call", "a record that is marked do not call is not offered again", "not-to-call",
            (
                Ask("voice.hangUp", ("$it",)),
                Ask("interaction.markdone", ("$it",)),
            ),
            shows={"chains": {CAMPAIGN: {"chains": 10, "callbacks": ()}}},
        ),
        _case(
            19, "again", "a rescheduled record is offered again when it is due", "rescheduled",
            (
                Ask("voice.hangUp", ("$it",)),
                Ask("interaction.markdone", ("$it",)),
                Drive("advance", {"seconds": MAY_DAY}),
                _next_record(),
            ),
            in_memory_only=True,
            shows={"interactions": ({"userData": {"GSW_RECORD_HANDLE": "1", "GSW_ATTEMPTS": "1"}},)},
        ),
        _case(
            20, "party", "the desktop attaches number and party of a call", "idle",
            (Drive("ring", {"ani": "5001"}, "it"),),
            shows={
                "interactions": (
                    {"userData": {"PhoneNumber": "5001", "WWE_PARTY_5001": {"username": "ada.novak"}}},
                )
            },
        ),
        _case(
            20, "routing-based", "the desktop attaches what a routing point is to do", "idle",
            (Ask("voice.dial", ("9000",)),),
            shows={
                "interactions": (
                    {
                        "userData": {
                            "IW_RoutingBasedOriginEmployeeId": "SIP_5000",
                            "IW_RoutingBasedRequestType": "MakeCall",
                            "IW_RoutingBasedTargetId": "Main menu",
                            "IW_RoutingBasedTargetType": "ROUTING_POINT",
                        }
                    },
                )
            },
        ),
        _case(
            21, "log-out", "a supervisor logs the agent out", "idle", (Drive("logOut", {}),),
            (
                *(
                    ("media", state_changed("LOGOUT", media=name))
                    for name in ("voice", "email", "chat", "workitem", "outboundpreview")
                ),
                ("agent", state_changed("LOGOUT")),
            ),
        ),
        _case(
            22, "draft-consult", "a draft can be consulted about, too", "draft",
            (Ask("interaction.consult", ("$it", {**COLLEAGUE, "media": "voice"})), act("hangUp", "2")),
            (
                tells("ADDED", "DIALING", "2", callType="CONSULT", parentInteractionId="$it"),
                tells("DIALING", "DIALING", "2"),
                *OPENED_TOO,
                tells("RELEASED", "IDLE", "2"),
                tells("REMOVED", "IDLE", "2"),
            ),
        ),
    ]  # fmt: skip
