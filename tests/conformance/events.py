"""Every event of the API: what brings it about, and what comes with it, in order. Source: reference, "Events"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.conformance.case import (
    OPENED,
    OPENED_TOO,
    Ask,
    Case,
    Drive,
    Event,
    Fails,
    Step,
    Tab,
    case_event,
    tells,
)
from tests.conformance.situations import CAMPAIGN, words
from tests.conformance.stage import WARNING

AGENT = {"type": "AGENT", "destination": "SIP_5001"}
BUNDLE = re.compile("bundle-2")


def act(action: str, who: str = "$it", **args: Any) -> Drive:
    """The agent does something in the page."""
    return Drive("act", {"interactionId": who, "action": action, **args})


def customer(action: str, **args: Any) -> Drive:
    return Drive("customer", {"interactionId": "$it", "action": action, **args})


def far_end(action: str) -> Drive:
    return Drive("farEnd", {"interactionId": "$it", "action": action})


def refused(operation: str, step: Drive) -> tuple[Step, ...]:
    """The contact centre refuses what the agent then tries."""
    return Drive("refuse", {"operation": operation}), replace(step, fails=True)


def state_changed(state: str, **members: Any) -> Mapping[str, Any]:
    return {"eventType": "STATE_CHANGED", "mediaState": state, "type": state, **members}


def marked(event_type: str) -> Event:
    return "markdone", {"eventType": event_type, "interactionId": "$it", "caseId": "$case"}


def mark_done(*, media: str = "voice") -> tuple[Event, ...]:
    """What mark done of an interaction ends with."""
    return (tells("REMOVED", media=media), marked("DONE"))


ACCEPT = Ask("interaction.accept", ("$it",))
MARK_DONE = Ask("interaction.markdone", ("$it",))
BREAK = {"reason": "Break", "reasonCode": "1511"}
TOAST = "$toast"
PRESSED = "CUSTOM_TOAST_BUTTON_CLICK"
_Row = tuple[str, str, str, Step | tuple[Step, ...], tuple[Event, ...]]

ROWS: tuple[_Row, ...] = (
    # agent, media, markdone
    (
        "media/STATE_CHANGED", "a medium is set to a reason", "idle", Ask("media.setState", ("voice", "Break")),
        (
            ("media", state_changed("NOT_READY_ACTION_CODE", media="voice", name="voice", **BREAK)),
            ("agent", state_changed("PARTIAL_READY")),
        ),
    ),
    (
        "agent/STATE_CHANGED", "the agent takes a break on every medium", "idle", Ask("agent.setState", ("Break",)),
        (
            *(
                ("media", state_changed("NOT_READY_ACTION_CODE", media=name, **BREAK))
                for name in ("voice", "email", "chat", "workitem", "outboundpreview")
            ),
            ("agent", state_changed("NOT_READY_ACTION_CODE", **BREAK)),
        ),
    ),
    (
        "agent/STATE_CHANGED:same", "the agent is set to the state that is there", "idle",
        Ask("agent.setState", ("Ready",)), (),
    ),
    (
        "markdone/BLOCKED", "a client blocks mark done", "released",
        Ask("interaction.blockMarkdone", ("$it", WARNING)), (marked("BLOCKED"),),
    ),
    (
        "markdone/UNBLOCKED", "the client lifts the block", "blocked",
        Ask("interaction.unblockMarkdone", ("$it",)), (marked("UNBLOCKED"),),
    ),
    (
        "markdone/ATTEMPTED", "a client tries to mark done what is blocked", "blocked",
        Ask("interaction.markdone", ("$it",), Fails(f"Error: {WARNING}")), (marked("ATTEMPTED"),),
    ),
    ("markdone/DONE", "the agent marks a call done", "released", act("markDone"), mark_done()),
    # interactions of every kind
    (
        "interaction/ADDED", "a call comes in", "idle", Drive("ring", {"ani": "5001"}, "it"),
        (
            tells("ADDED", "RINGING", previous="UNKNOWN", callType="INTERNAL", direction="IN", ani="5001"),
            tells("RINGING", "RINGING", previous="UNKNOWN"),
        ),
    ),
    ("interaction/REMOVED", "an ended call is marked done", "released", MARK_DONE, mark_done()),
    (
        "interaction/ATTACHED_DATA_CHANGED", "the contact centre attaches data", "talking",
        Drive("attach", {"interactionId": "$it", "userData": {"Segment": "Gold"}}),
        (tells("ATTACHED_DATA_CHANGED", "TALKING", userData={"Key1": "a", "Segment": "Gold"}),),
    ),
    (
        "interaction/CASE_OR_BUNDLE_ID_CHANGED", "the contact centre moves a call to another bundle", "talking",
        Drive("attach", {"interactionId": "$it", "userData": {"IW_BundleUid": "bundle-2"}}),
        (
            tells("CASE_OR_BUNDLE_ID_CHANGED", userData={"IW_BundleUid": BUNDLE}),
            tells("ATTACHED_DATA_CHANGED", userData={"IW_BundleUid": BUNDLE}),
        ),
    ),
    (
        "interaction/CASE_ID_CHANGED", "the contact centre merges two cases", "two-calls",
        Drive("attach", {"interactionId": "$it", "userData": {"IW_CaseUid": "$other-case"}}),
        (
            ("interaction", {"eventType": "CASE_ID_CHANGED", "caseId": "$other-case", "previousCaseId": "$case"}),
            case_event("CASE_COLLAPSED", "$case"),
            case_event("CASE_EXPANDED", "$case"),
            case_event("CASE_SELECTED", "$other-case"),
            tells("CASE_OR_BUNDLE_ID_CHANGED", caseId="$other-case"),
            tells("ATTACHED_DATA_CHANGED", caseId="$other-case", isMainCaseInteraction=False),
        ),
    ),
    (
        "interaction/CONTACT_CHANGED", "the customer turns out to be somebody else", "talking",
        Drive("contact", {"interactionId": "$it", "contact": {"firstName": "Ola", "lastName": "Berg"}}),
        (tells("CONTACT_CHANGED", contact={"displayName": "Ola Berg", "firstName": "Ola", "lastName": "Berg"}),),
    ),
    (
        "interaction/NEW_MESSAGE", "the customer writes in a chat", "chatting", customer("say", text="Well?"),
        (tells("NEW_MESSAGE", "ACCEPTED", media="chat"),),
    ),
    (
        "interaction/NEW_MESSAGE:agent", "the agent writes in a chat", "chatting", act("say", text="Yes."),
        (tells("NEW_MESSAGE", "ACCEPTED", media="chat"),),
    ),
    (
        "interaction/ERROR", "the contact centre loses a work item", "item-accepted", customer("fail"),
        (tells("ERROR", "ERROR", previous="ACCEPTED"),),
    ),
    (
        "interaction/UNKNOWN", "something happens that has no name", "talking",
        Drive("happen", {"interactionId": "$it", "eventType": "UNKNOWN"}), (tells("UNKNOWN", "TALKING"),),
    ),
    # calls
    (
        "interaction/RINGING", "a call comes in", "idle", Drive("ring", {"ani": "+4930000000", "dnis": "8001"}, "it"),
        (
            tells("ADDED", "RINGING", previous="UNKNOWN", callType="INBOUND", ani="+4930000000", dnis="8001"),
            tells("RINGING", "RINGING", previous="UNKNOWN"),
        ),
    ),
    (
        "interaction/DIALING", "the agent's client dials a colleague", "idle", Ask("voice.dial", ("5001",)),
        (
            tells("ADDED", "DIALING", "1", "UNKNOWN", callType="INTERNAL", direction="OUT"),
            tells("DIALING", "DIALING", "1", "UNKNOWN"),
            *OPENED,
        ),
    ),
    (
        "interaction/ESTABLISHED", "the far end answers", "dialing", far_end("answer"),
        (tells("ESTABLISHED", "TALKING", previous="DIALING"),),
    ),
    (
        "interaction/ESTABLISHED:answered", "the agent accepts a ringing call", "ringing", act("accept"),
        (tells("ESTABLISHED", "TALKING", previous="RINGING"), *OPENED),
    ),
    (
        "interaction/ESTABLISHED:resumed", "a held call is taken back", "held", act("resume"),
        (tells("ESTABLISHED", "TALKING", previous="HELD"),),
    ),
    (
        "interaction/HELD", "the agent holds a call", "talking", act("hold"),
        (tells("HELD", "HELD", previous="TALKING"),),
    ),
    (
        "interaction/HELD:dialled", "dialling holds the established call first", "talking",
        Ask("voice.dial", ("5001",)),
        (
            tells("HELD", "HELD", previous="TALKING"),
            tells("ADDED", "DIALING", "2"),
            tells("DIALING", "DIALING", "2"),
            *OPENED_TOO,
        ),
    ),
    (
        "interaction/PARTY_CHANGED", "one of two other parties hangs up", "conference", far_end("hangUp"),
        (tells("PARTY_CHANGED", "TALKING", parties=({"phoneNumber": "5002", "type": "AGENT"},)),),
    ),
    (
        "interaction/RELEASED", "the far end hangs up", "talking", far_end("hangUp"),
        (tells("RELEASED", "IDLE", previous="TALKING"),),
    ),
    *(
        (
            f"interaction/RELEASED:{action}", f"a dialled call ends with {action}", "dialing", far_end(action),
            (tells("RELEASED", "IDLE", previous="DIALING"),),
        )
        for action in ("busy", "noAnswer", "hangUp")
    ),
    *(
        (
            f"interaction/RELEASED:rona-{rona}", what, "ringing", step,
            (
                tells("RELEASED", "IDLE", previous="RINGING", ronaCallState=rona),
                tells("REMOVED", "IDLE"),
            ),
        )
        for rona, what, step in (
            ("REDIRECTED", "a ringing call is taken back by the switch", far_end("noAnswer")),
            ("NO_ANSWER", "the caller gives up", far_end("hangUp")),
        )
    ),
    (
        "interaction/CALL_RECORDING_STATE_CHANGED", "the recording starts, pauses, goes on and stops", "talking",
        tuple(Ask(f"voice.{verb}CallRecording", ("$it",)) for verb in ("start", "pause", "resume", "stop")),
        tuple(
            tells("CALL_RECORDING_STATE_CHANGED", "TALKING", recordingState=state)
            for state in ("RECORDING", "PAUSED", "RECORDING", "STOPPED")
        ),
    ),
    (
        "interaction/CASE_SELECTED:consultation", "a consultation belongs to the case of its call", "talking",
        Ask("interaction.consult", ("$it", "5002")),
        (
            tells("HELD", "HELD"),
            tells("ADDED", "DIALING", "2", caseId="$case", parentInteractionId="$it"),
            tells("DIALING", "DIALING", "2"),
            *OPENED_TOO,
        ),
    ),
    # open media
    (
        "interaction/INVITED", "an e-mail comes in", "idle", Drive("email", {"subject": "Hello"}, "it"),
        (
            tells("ADDED", "INVITED", previous="UNKNOWN", media="email", userData={"Subject": "Hello"}),
            tells("INVITED", "INVITED", previous="UNKNOWN"),
        ),
    ),
    (
        "interaction/ACCEPTED", "a work item is accepted", "item-invited", ACCEPT,
        (tells("ACCEPTED", "ACCEPTED", previous="INVITED"), *OPENED),
    ),
    (
        "interaction/CREATED", "an outgoing e-mail is opened", "idle", Ask("email.create", ("a@crm.example",)),
        (
            tells("ADDED", "CREATED", "1", media="email"),
            tells("CREATED", "CREATED", "1"),
            *OPENED,
            tells("COMPOSING", "CREATED", "1"),
        ),
    ),
    (
        "interaction/COMPOSING", "an answer to an e-mail is begun", "email-accepted", act("reply"),
        (
            tells("ADDED", "CREATED", "2", caseId="$case", parentInteractionId="$it"),
            tells("CREATED", "CREATED", "2"),
            *OPENED_TOO,
            tells("COMPOSING", "CREATED", "2"),
        ),
    ),
    (
        "interaction/COMPOSING:resumed", "writing goes on with a saved draft", "draft-saved", act("compose"),
        (tells("COMPOSING", "CREATED", previous="SAVED"),),
    ),
    (
        "interaction/COMPLETED", "a work item is marked done", "item-accepted", MARK_DONE,
        (tells("COMPLETED", "COMPLETED", previous="ACCEPTED"), *mark_done(media="workitem")),
    ),
    (
        "interaction/REVOKED", "the contact centre takes an invitation back", "item-invited", customer("revoke"),
        (tells("REVOKED", "REVOKED", previous="INVITED"), tells("REMOVED", "REVOKED")),
    ),
    (
        "interaction/PULLED", "an e-mail is taken out of the workbin", "in-workbin", Drive("pull", {}, "it"),
        (
            tells("ADDED", "PULLED", previous="UNKNOWN", media="email"),
            tells("PULLED", "PULLED", previous="UNKNOWN"),
            *OPENED,
        ),
    ),
    (
        "interaction/PULL_FAILED", "pulling out of a queue fails", "email-accepted",
        Drive("happen", {"interactionId": "$it", "eventType": "PULL_FAILED"}), (tells("PULL_FAILED", "ACCEPTED"),),
    ),
    (
        "interaction/IN_QUEUE_FAILED", "the contact centre refuses to place an e-mail in a queue", "email-accepted",
        refused("placeInQueue", act("placeInQueue")), (tells("IN_QUEUE_FAILED", "ACCEPTED"),),
    ),
    (
        "interaction/IN_WORKBIN", "an e-mail is placed in the workbin", "email-accepted", act("placeInWorkbin"),
        (tells("IN_WORKBIN", "SAVED", previous="ACCEPTED"), tells("REMOVED", "SAVED")),
    ),
    (
        "interaction/IN_WORKBIN:draft", "a draft is saved and stays", "draft", act("save"),
        (tells("IN_WORKBIN", "SAVED", previous="CREATED"),),
    ),
    (
        "interaction/IN_WORKBIN_FAILED", "the contact centre refuses to place an e-mail in the workbin",
        "email-accepted", refused("placeInWorkbin", act("placeInWorkbin")), (tells("IN_WORKBIN_FAILED", "ACCEPTED"),),
    ),
    (
        "interaction/PULL_WORKBIN_FAILED", "the contact centre refuses to give an e-mail out of the workbin",
        "in-workbin", refused("pull", Drive("pull", {})),
        (tells("ADDED", "SAVED", "2"), tells("PULL_WORKBIN_FAILED", "SAVED", "2"), tells("REMOVED", "SAVED", "2")),
    ),
    (
        "interaction/INSERT_STANDARD_RESPONSE", "a standard response is inserted", "draft",
        act("insertResponse", text="Thanks"), (tells("INSERT_STANDARD_RESPONSE", "CREATED"),),
    ),
    (
        "interaction/INVITED_CONFERENCE", "a colleague invites to a chat", "idle",
        Drive("chat", {"from": "guest", "conference": True}, "it"),
        (
            tells("ADDED", "INVITED_CONFERENCE", previous="UNKNOWN", media="chat"),
            tells("INVITED_CONFERENCE", "INVITED_CONFERENCE", previous="UNKNOWN"),
        ),
    ),
    (
        "interaction/LEFT_CONFERENCE", "the agent leaves a chat with others", "chat-conference", act("leave"),
        (tells("LEFT_CONFERENCE", "LEFT_CONFERENCE", previous="ACCEPTED"), tells("REMOVED", "LEFT_CONFERENCE")),
    ),
    (
        "interaction/TRANSFER_COMPLETED", "an e-mail is transferred", "email-accepted",
        Ask("interaction.singleStepTransfer", ("$it", {"type": "AGENT_GROUP", "destination": "Back Office"})),
        (
            tells("TRANSFER_COMPLETED", "TRANSFER_COMPLETED", previous="TRANSFERRING"),
            tells("REMOVED", "TRANSFER_COMPLETED"),
        ),
    ),
    (
        "interaction/TRANSFER_COMPLETED:queue", "an e-mail is placed in a queue", "email-accepted", act("placeInQueue"),
        (
            tells("TRANSFER_COMPLETED", "TRANSFER_COMPLETED", previous="TRANSFERRING"),
            tells("REMOVED", "TRANSFER_COMPLETED"),
        ),
    ),
    (
        "interaction/TRANSFER_COMPLETED:consultation", "a chat is handed to the consulted colleague", "chat-consulting",
        Ask("interaction.completeTransfer", ("$it",)),
        (
            tells("ENDED", "IDLE", isConsultation=True),
            tells("REMOVED", "IDLE"),
            tells("TRANSFER_COMPLETED", "TRANSFER_COMPLETED", "$original"),
            tells("REMOVED", "TRANSFER_COMPLETED", "$original"),
        ),
    ),
    (
        "interaction/PARTY_CHANGED:chat", "the consulted colleague joins a chat", "chat-consulting",
        Ask("interaction.completeConference", ("$it",)),
        (
            tells("ENDED", "IDLE", isConsultation=True),
            tells("REMOVED", "IDLE"),
            tells("PARTY_CHANGED", "ACCEPTED", "$original", parties=({"name": "guest"}, {"name": "5001"})),
        ),
    ),
    # chat
    (
        "interaction/CANCELED", "an invitation is accepted in another session", "chat-invited", customer("take"),
        (tells("CANCELED", "REVOKED", previous="INVITED"), tells("REMOVED", "REVOKED")),
    ),
    (
        "interaction/ENDED", "the customer ends a chat", "chatting", customer("end"),
        (tells("ENDED", "IDLE", previous="ACCEPTED"),),
    ),
    (
        "interaction/ENDED:agent", "the agent ends a chat", "chatting", act("end"),
        (tells("ENDED", "IDLE", previous="ACCEPTED"),),
    ),
    (
        "interaction/JOIN_PENDING", "the agent joins a chat", "chat-invited", ACCEPT,
        (
            tells("JOIN_PENDING", "JOIN_PENDING", previous="INVITED"),
            *OPENED,
            tells("ACCEPTED", "ACCEPTED", previous="JOIN_PENDING"),
        ),
    ),
    (
        "interaction/JOIN_PENDING:history", "the agent joins a chat that has a history", "chat-with-history", ACCEPT,
        (
            tells("JOIN_PENDING", "JOIN_PENDING", previous="INVITED"),
            *OPENED,
            tells("ACCEPTED", "HISTORY_IN_PROGRESS", previous="JOIN_PENDING"),
            tells("NEW_MESSAGE", "HISTORY_DONE", previous="HISTORY_IN_PROGRESS"),
        ),
    ),
    (
        "interaction/JOIN_FAILED", "the agent cannot join a chat", "chat-unjoinable", ACCEPT,
        (
            tells("JOIN_PENDING", "JOIN_PENDING", previous="INVITED"),
            *OPENED,
            tells("JOIN_FAILED", "JOIN_FAILED", previous="JOIN_PENDING"),
        ),
    ),
    # outgoing e-mail
    (
        "interaction/CANCELLED", "a draft is given up", "draft", act("cancel"),
        (tells("CANCELLED", "CANCELLED", previous="CREATED"), tells("REMOVED", "CANCELLED")),
    ),
    (
        "interaction/SENT", "an e-mail is sent", "draft", act("send"),
        (tells("SENT", "SENT", previous="CREATED"), tells("REMOVED", "SENT")),
    ),
    # outbound preview; the rest is in the table
    (
        "interaction/PREVIEWING", "a pushed record is accepted", "push-invited", ACCEPT,
        (
            tells("PREVIEWING", "PREVIEWING", previous="INVITED"),
            *OPENED,
            tells("RECORDS_RETRIEVED", "PREVIEWING", previous="INVITED"),
        ),
    ),
    (
        "interaction/MARKDONE_APPLY", "the call of a record is marked done", "pull-released", MARK_DONE,
        (
            tells("MARKDONE_APPLY", "IDLE", callType="OUTBOUND", capabilities=("MARK_DONE",)),
            tells("REMOVED", "IDLE", callType="OUTBOUND", capabilities=()),
            marked("DONE"),
        ),
    ),
    (
        "interaction/STATE_CHANGE", "a record is cancelled", "pull", Ask("outbound.cancelPreviewRecord", ()),
        (tells("STATE_CHANGE", "CANCELED", previous="PREVIEWING", capabilities=("MARK_DONE",)),),
    ),
    (
        "interaction/RECORDS_RETRIEVED", "the agent asks for a record", "started",
        Ask("outbound.getPreviewRecord", (CAMPAIGN,)),
        (
            tells("ADDED", "PREVIEWING", "1", "UNKNOWN"),
            tells("PREVIEWING", "PREVIEWING", "1", "UNKNOWN"),
            *OPENED,
            tells(
                "RECORDS_RETRIEVED", "PREVIEWING", "1", "UNKNOWN", callType="OUTBOUND_PREVIEW", startDate=None,
                endDate=None, capabilities=("CALL", "REJECT_RECORD", "CANCEL_RECORD"),
                chainedRecords=({"GSW_USER_EVENT": "PreviewRecord"}, {"GSW_USER_EVENT": "ChainedRecord"}),
            ),
        ),
    ),
    # cases
    *(
        (
            f"interaction/{event_type}", "another case is selected", "two-calls",
            Ask("interaction.selectCaseByCaseId", ("$other-case",)),
            (
                case_event("CASE_COLLAPSED", "$case"),
                case_event("CASE_EXPANDED", "$case"),
                case_event("CASE_SELECTED", "$other-case"),
            ),
        )
        for event_type in ("CASE_COLLAPSED", "CASE_EXPANDED", "CASE_SELECTED")
    ),
    # outbound, system, messenger
    (
        "outbound/CampaignLoaded", "a campaign is loaded", "idle", Drive("campaign", {"action": "load", "name": "C"}),
        (("outbound", {"eventType": "CampaignLoaded", "campaign": "C"}),),
    ),
    (
        "outbound/CampaignStarted", "a campaign of another mode is started", "loaded",
        Drive("campaign", {"action": "start", "name": CAMPAIGN, "mode": "Predictive GVP"}),
        (("outbound", {"eventType": "CampaignStarted", "campaign": CAMPAIGN, "mode": "Predictive GVP"}),),
    ),
    (
        "outbound/CampaignStopped", "a campaign is stopped", "started",
        Drive("campaign", {"action": "stop", "name": CAMPAIGN}),
        (("outbound", {"eventType": "CampaignStopped", "campaign": CAMPAIGN}),),
    ),
    (
        "outbound/CampaignUnloaded", "a campaign is unloaded", "loaded",
        Drive("campaign", {"action": "unload", "name": CAMPAIGN}),
        (("outbound", {"eventType": "CampaignUnloaded", "campaign": CAMPAIGN}),),
    ),
    *(
        (
            f"system/CUSTOM_TOAST_BUTTON_CLICK:{index}", f"the agent presses the button at place {index}", "toast",
            Drive("pressToast", {"toastId": TOAST, "buttonIndex": index}),
            (("system", {"eventType": PRESSED, "customToastId": "wweCustomToast0", "buttonIndex": index}),),
        )
        for index in range(3)
    ),
    *(
        (
            f"system/REALTIME_CONNECTION:{state}", f"the link to the contact centre is {state}", "idle",
            Drive("connection", {"state": state}), (("system", {"eventType": "REALTIME_CONNECTION", "state": state}),),
        )
        for state in ("DISCONNECTED", "RECONNECTED", "DOWN")
    ),
    (
        "system/frameState", "the browser tab negotiates, follows and leads", "idle",
        (Tab("NEGOTIATING"), Tab("FOLLOWING"), Tab("LEADING")),
        tuple(("system", {"frameState": state}) for state in ("NEGOTIATING", "FOLLOWING", "LEADING")),
    ),
    (
        "messenger:news", "another client broadcasts", "idle", Ask("messenger.broadcastMessage", ("news", "hello")),
        (("messenger:news", "hello"),),
    ),
    (
        "messenger:other", "another client broadcasts on another channel", "idle",
        Ask("messenger.broadcastMessage", ("sport", "hello")), (),
    ),
)  # fmt: skip


def _steps(step: Step | tuple[Step, ...]) -> tuple[Step, ...]:
    return step if isinstance(step, tuple) else (step,)


def cases() -> list[Case]:
    """One case for each row."""
    return [
        Case(f"event/{name}", _expected(what, situation, events), situation, _steps(step), events)
        for name, what, situation, step, events in ROWS
    ]


def _expected(what: str, situation: str, events: tuple[Event, ...]) -> str:
    told = ", ".join(f"`{_shown(name, members)}`" for name, members in events) or "no event"
    when = "" if situation == "idle" else f"when {words(situation)}, and "
    return f"{when}{what}: {told}"


def _shown(name: str, members: Any) -> str:
    if not isinstance(members, Mapping):
        return name
    kind = members.get("eventType") or members.get("frameState")
    interaction = members.get("interaction")
    state = f" {interaction['state']}" if isinstance(interaction, Mapping) and "state" in interaction else ""
    return f"{name} {kind}{state}" if kind else name
