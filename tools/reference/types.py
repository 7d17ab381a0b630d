"""The types of what requests give, and of the data of events."""

from __future__ import annotations

from collections.abc import Mapping

from scapi.centre.agents import StateType
from scapi.centre.conversations import CallType, Direction, Recording
from scapi.protocol.parameters import Kind
from tools.reference.parameter_types import PARAMETER_TYPES
from tools.reference.shapes import Shape, one_of, optional, required

_ALIAS = "The same as `mediaState`."
_OF_A_STATE = (
    required("mediaState", one_of(StateType), "The new state."),
    required("type", "string", _ALIAS),
    optional("reason", "string", "The reason of a state that has one, as the agent reads it."),
    optional("reasonCode", "string", "Its code."),
)
RESULT_TYPES: Mapping[str, Shape] = {
    "Agent": Shape(
        "The agent.",
        (
            required("username", "string", "Unique for each agent."),
            required("firstname", "string"),
            required("lastname", "string"),
            required("employeeId", "string", "What is a target of the type `AGENT`."),
            required("roles", "string[]", "Such as `ROLE_AGENT`."),
        ),
    ),
    "State": Shape(
        "A state of the agent, or of a medium.",
        (
            required("type", one_of(StateType), "The kind of state."),
            required("displayName", "string", "What the agent reads."),
            required("operationName", "string", "What `setState` takes."),
        ),
    ),
    "Media": Shape(
        "A medium of the agent.",
        (
            required("name", "string", "`voice`, `email`, `chat`, `workitem`, `outboundpreview` or another."),
            required("media", "string", "The same."),
            required("state", "State"),
            optional("device", "Device", "The telephone, for `voice`."),
        ),
    ),
    "Device": Shape(
        "A telephone.",
        (
            required("number", "string", "The number that is configured."),
            optional("dynamicPhoneNumber", "string", "That of the telephone which the agent uses in its place."),
        ),
    ),
    "Interaction": Shape(
        "A call, chat, e-mail, work item, preview or whatever else the agent deals with.",
        (
            required("interactionId", "string", "Its id in this session, `1` and up."),
            required("caseId", "string", "The case that it belongs to; a UUID."),
            required("parentInteractionId", "string | null", "Of a consultation: what it is about."),
            required(
                "userData", "object", "The attached data that this origin may read; texts by key, some are objects."
            ),
            required("state", "string", "See [states](states.md)."),
            required("previousState", "string", "`UNKNOWN` at first."),
            required("parties", "Party[]", "Who else takes part."),
            required("interactionUUID", "string", "Its id at the contact centre."),
            required("isConsultation", "boolean"),
            required("isMainCaseInteraction", "boolean", "Whether it is the first of its case."),
            required("isCaseSelected", "boolean", "Whether the agent looks at its case."),
            required("isCaseExpanded", "boolean"),
            required("media", "string", "The name of its medium."),
            required("startDate", "number | null", "Milliseconds since 1970; `null` for a preview that is not called."),
            required("endDate", "number | null", "The same; `null` while it lives."),
            optional("callUuid", "string", "Of a call: the same as `interactionUUID`."),
            optional("direction", one_of(Direction), "Of a call."),
            optional("callType", one_of(CallType), "Of a call or a preview."),
            optional("ani", "string", "The caller's number."),
            optional("dnis", "string", "The number that was called."),
            optional("recordingState", one_of(Recording), "Of a call that is, or was, recorded."),
            optional("ronaCallState", '"REDIRECTED" | "NO_ANSWER"', "Why a call went that was not answered."),
            optional("connId", "string", "The id of the connection at the switch."),
            optional("contact", "Contact", "The customer, when known."),
            optional("capabilities", "string[]", "What can be done with an outbound one: `CALL`, `HANGUP` and so on."),
            optional("chainedRecords", "object[]", "With `RECORDS_RETRIEVED` only: the records of the chain."),
        ),
    ),
    "Party": Shape(
        "Somebody who takes part. Outside of the contact centre only the first four are known.",
        (
            required("name", "string"),
            required("identifier", "string", "The same as `phoneNumber`."),
            required("phoneNumber", "string", "The number, or the address."),
            required("type", "string", "`AGENT`, `EXTERNAL` and so on."),
            optional("username", "string"),
            optional("firstname", "string"),
            optional("lastname", "string"),
            optional("path", "string"),
        ),
    ),
    "Contact": Shape(
        "A customer.",
        (required("displayName", "string"), required("firstName", "string"), required("lastName", "string")),
    ),
    "Campaign": Shape(
        "A campaign; its members are decided here.",
        (
            required("name", "string"),
            required("description", "string"),
            required("mode", "string", "`Preview`, `PushPreview`, `DirectPushPreview` or another."),
            required("state", '"Loaded" | "Started"'),
            required("groupName", "string", "`campaign@group`."),
            required("applicationId", "number"),
        ),
    ),
    "Chain": Shape(
        "The records of one customer.",
        (
            required(
                "records",
                "object[]",
                "Fields by name, such as `GSW_RECORD_HANDLE` (number), `GSW_PHONE`, `GSW_FROM`, `GSW_UNTIL` (seconds "
                "of the day); dates as `YYYY-MM-DD HH:MM:SS`. The first one also has the ids of its case and bundle.",
            ),
        ),
    ),
    "Field": Shape(
        "A field of a record.",
        (
            required("name", "string", "Its name for `updateRecordFields`."),
            optional("displayName", "string", "What the agent reads."),
            optional("value", "string | number | boolean | null", "Dates as `MM/DD/YYYY HH:MM`, times as `HH:MM`."),
            required("isMandatory", "boolean"),
            required("isEditable", "boolean"),
            required("fieldType", '"int" | "float" | "char" | "var-char" | "date" | "time" | "bool" | "enum"'),
            required("valueType", '"string" | "number" | "boolean"', "What an update has to send."),
            optional("options", "object", "Of an enum: the labels by value."),
        ),
    ),
    "Token": Shape(
        "A signed token of the session.",
        (
            required("jwtToken", "string", "The token, with the agent in it."),
            required("expiration", "string", "Until when it is valid, ISO 8601 in UTC."),
        ),
    ),
}
EVENT_TYPES: Mapping[str, Shape] = {
    "AgentEvent": Shape(
        "`agent`: the state of the agent over all media.", (required("eventType", '"STATE_CHANGED"'), *_OF_A_STATE)
    ),
    "MediaEvent": Shape(
        "`media`: the state of one medium.",
        (
            required("eventType", '"STATE_CHANGED"'),
            required("media", "string", "Which."),
            required("name", "string", "The same."),
            *_OF_A_STATE,
        ),
    ),
    "InteractionEvent": Shape(
        "`interaction`, about one of them.",
        (
            required(
                "eventType", "string", "What has happened, such as `RINGING`; see [protocol](protocol.md#events)."
            ),
            required("media", "string", "The medium of the interaction."),
            required("interaction", "Interaction", "As it is now."),
        ),
    ),
    "CaseEvent": Shape(
        "`interaction`, about a case.",
        (
            required("eventType", '"CASE_EXPANDED" | "CASE_COLLAPSED" | "CASE_SELECTED" | "CASE_ID_CHANGED"'),
            optional("selectedCaseId", "string", "Which, but for `CASE_ID_CHANGED`."),
            optional("caseId", "string", "With `CASE_ID_CHANGED`: what it is now,"),
            optional("previousCaseId", "string", "and what it was."),
        ),
    ),
    "MarkdoneEvent": Shape(
        "`markdone`; its members are decided here.",
        (
            required("eventType", '"BLOCKED" | "UNBLOCKED" | "ATTEMPTED" | "DONE"'),
            required("interactionId", "string"),
            required("caseId", "string"),
        ),
    ),
    "OutboundEvent": Shape(
        "`outbound`: what becomes of a campaign.",
        (
            required("eventType", '"CampaignLoaded" | "CampaignUnloaded" | "CampaignStarted" | "CampaignStopped"'),
            required("campaign", "any", "Which."),
            optional("mode", "string", "With `CampaignStarted`."),
        ),
    ),
    "ToastEvent": Shape(
        "`system`, to the app that opened a toast.",
        (
            required("eventType", '"CUSTOM_TOAST_BUTTON_CLICK"'),
            required("customToastId", "string", "What `popupToast` gave."),
            required("buttonIndex", "number", "The place in `buttons`, from 0."),
        ),
    ),
    "ConnectionEvent": Shape(
        "`system`: the link to the contact centre.",
        (
            required("eventType", '"REALTIME_CONNECTION"'),
            required("state", '"DISCONNECTED" | "RECONNECTED" | "DOWN"', "`DOWN` after a minute of `DISCONNECTED`."),
        ),
    ),
    "FrameStateEvent": Shape(
        "`system`, without an `eventType`: what the browser tab is.",
        (required("frameState", '"LEADING" | "FOLLOWING" | "NEGOTIATING"'),),
    ),
}
TYPES: Mapping[str, Shape] = {**PARAMETER_TYPES, **RESULT_TYPES, **EVENT_TYPES}
EVENTS: Mapping[str, tuple[str, ...]] = {
    "agent": ("AgentEvent",),
    "media": ("MediaEvent",),
    "interaction": ("InteractionEvent", "CaseEvent"),
    "markdone": ("MarkdoneEvent",),
    "outbound": ("OutboundEvent",),
    "system": ("ToastEvent", "ConnectionEvent", "FrameStateEvent"),
}
"""The types of the data of each event."""
KINDS: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.NAME: "string, not empty",
    Kind.ID: "string or whole number",
    Kind.ID_OR_EMPTY: "string or whole number",
    Kind.NUMBER: "number",
    Kind.NUMERAL: "number, or a whole number as text",
    Kind.FLAG: "boolean",
    Kind.OBJECT: "object",
    Kind.TEXT_OR_TEXTS: "string or string[]",
    Kind.TARGET: "string or Target",
    Kind.ANY: "any",
}
PARAMETERS: Mapping[tuple[str, str], str] = {
    ("system.popupToast", "parameters"): "Toast",
    ("system.updateToast", "parameters"): "ToastChanges",
    ("system.openDialog", "options"): "DialogOptions",
    ("system.updateViewInApplicationMenuBar", "parameters"): "MenuBarView",
}
"""The types of objects that parameters are."""
_OPTIONS = "object"
RESULTS: Mapping[str, str] = {
    "agent.get": "Agent",
    "agent.getState": "State",
    "agent.getStateList": "State[]",
    "auth.getJwtToken": "Token",
    "configuration.getOption": _OPTIONS,
    "configuration.getContextualOption": _OPTIONS,
    "interaction.getInteractions": "Interaction[]",
    "interaction.getByInteractionId": "Interaction | null",
    "interaction.getByBundleId": "Interaction[]",
    "interaction.getByCaseId": "Interaction[]",
    "media.getMediaList": "Media[]",
    "media.getMediaByName": "Media",
    "outbound.getCampaigns": "Campaign[]",
    "outbound.getListOfCallResults": "object",
    "outbound.getCallResult": "number | null",
    "outbound.getChainedRecords": "Chain[]",
    "outbound.getRecordFields": "Field[]",
    "system.getAllowedServices": "string[]",
    "system.popupToast": "string",
    "system.openDialog": "string | null",
    "system.updateViewInApplicationMenuBar": "string",
    **dict.fromkeys(
        (
            *("system.updateToast", "system.closeToast", "system.closeDialog", "system.closeViewInApplicationMenuBar"),
            *("system.amIVisible", "system.isFrameLeading", "system.isFrameFollowing", "system.isFrameNegotiating"),
            *("system.isFrameLeadingOrNegotiating", "system.isLastActiveFrame"),
            *("voice.isMicrophoneMute", "voice.isSpeakerMute"),
        ),
        "boolean",
    ),
}
"""The type of what each request gives; one that is not here gives nothing."""
RESULT_NOTES: Mapping[str, str] = {
    "configuration.getOption": "Values by section and option: texts, or arrays of texts.",
    "configuration.getContextualOption": "Values by section and option: texts, or arrays of texts.",
    "outbound.getListOfCallResults": "Numbers by name, such as `ANSWER`: 33.",
    "system.popupToast": "The id of the toast.",
    "system.openDialog": "The id of the dialog; `null` without an address.",
    "system.updateViewInApplicationMenuBar": "The name of the view.",
    "system.getAllowedServices": "Names of requests.",
    **dict.fromkeys(
        ("system.updateToast", "system.closeToast", "system.closeDialog", "system.closeViewInApplicationMenuBar"),
        "`false` when there is none of this id that is the app's own.",
    ),
}
