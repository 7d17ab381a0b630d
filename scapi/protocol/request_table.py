"""The table of requests: one row each.

Source: Service Client API Reference, "Methods" of each namespace; rows that the published client library does not send
say so with ``in_library=False``. The six requests for microphone and speaker are documented as ``voice.*`` and sent by
the library as ``sipEndpoint.*``.
"""

from __future__ import annotations

from dataclasses import dataclass

from scapi.protocol.parameters import Kind, Parameter, optional, required


@dataclass(frozen=True, slots=True)
class Permitted:
    """The name under which a request is allowed: all its spellings, and whether ``*`` is enough."""

    spellings: tuple[str, ...]
    must_be_named: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request a client may send.

    ``name`` is canonical: handlers, counters and the documentation use it. ``alias`` is the second spelling of the six
    requests for microphone and speaker, which share one permission and one counter with the first.
    """

    name: str
    documentation: str
    parameters: tuple[Parameter, ...] = ()
    alias: str | None = None
    must_be_named: bool = False
    in_library: bool = True

    @property
    def namespace(self) -> str:
        return self.name.partition(".")[0]

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name,) if self.alias is None else (self.name, self.alias)

    @property
    def permitted(self) -> Permitted:
        return Permitted(self.spellings, self.must_be_named)


INTERACTION = required("interactionId", Kind.ID, "The identifier of the interaction.")
LIVE_INTERACTION = required("interactionId", Kind.ID, "The identifier of a live interaction.")
INVITED = required("interactionId", Kind.ID, "The identifier of a ringing or invited interaction.")
CALL = required("interactionId", Kind.ID, "The identifier of the call.")
CONSULTATION = required("consultInteractionId", Kind.ID, "The identifier of the consultation.")
PREVIEW = required("interactionId", Kind.ID, "The identifier of the preview.")
ONLY_PREVIEW = optional(
    "interactionId", Kind.ID, "The identifier of the preview; may be left out when only one is open."
)
STATE_OPERATION = required("stateOperationName", Kind.NAME, "An operationName of the state list.")
CALL_DATA = optional("userData", Kind.OBJECT, "Attached data of the call.")
ADDED_DATA = optional("userData", Kind.OBJECT, "Attached data to add.")
EXTENSIONS = optional("extensions", Kind.OBJECT, "Extensions of the switch.")

REQUESTS: tuple[Request, ...] = (
    Request("agent.get", "The agent's attributes."),
    Request("agent.getState", "The agent's state over all media."),
    Request("agent.getStateList", "The states that the agent can be set to."),
    Request("agent.setState", "Sets the state of the agent on every medium.", (STATE_OPERATION,)),
    Request(
        "auth.getJwtToken",
        "A signed token of this session; must be granted by its name.",
        must_be_named=True,
    ),
    Request(
        "auth.getPureCloudToken",
        "Fails: there is no PureCloud behind this workspace.",
        (optional("forceNew", Kind.FLAG, "Whether a cached token is not good enough."),),
        in_library=False,
    ),
    Request(
        "configuration.getOption",
        "The base value of options.",
        (
            required(
                "options",
                Kind.TEXT_OR_TEXTS,
                "Option names; section/option for another section, * at the end of a word.",
            ),
        ),
    ),
    Request(
        "configuration.getContextualOption",
        "The value of options after the override by a routing strategy for an interaction.",
        (
            required("options", Kind.TEXT_OR_TEXTS, "As in getOption."),
            required("interactionId", Kind.ID, "The interaction in whose context the options are read."),
        ),
        in_library=False,
    ),
    Request(
        "email.create",
        "Opens a new, empty outgoing e-mail.",
        (
            required("destination", Kind.TEXT, "The address to write to."),
            optional("userData", Kind.OBJECT, "Attached data of the new e-mail."),
        ),
    ),
    Request("interaction.getInteractions", "All interactions of the agent."),
    Request(
        "interaction.getByInteractionId",
        "One interaction, null when there is none of this identifier.",
        (required("interactionId", Kind.ID_OR_EMPTY, "The identifier of the interaction."),),
    ),
    Request(
        "interaction.getByBundleId",
        "The interactions of a bundle; named by the permission keywords only, its result is decided here.",
        (required("bundleId", Kind.TEXT, "The identifier of the bundle."),),
        in_library=False,
    ),
    Request(
        "interaction.getByCaseId",
        "The interactions of a case; named by the permission keywords only, its result is decided here.",
        (required("caseId", Kind.TEXT, "The identifier of the case."),),
        in_library=False,
    ),
    Request(
        "interaction.setUserData",
        "Sets attached data on a live interaction.",
        (LIVE_INTERACTION, required("keyValues", Kind.OBJECT, "Keys to set; existing ones are overwritten.")),
    ),
    Request(
        "interaction.deleteUserData",
        "Deletes one key of the attached data.",
        (LIVE_INTERACTION, required("key", Kind.NAME, "The key to delete.")),
    ),
    Request(
        "interaction.selectCaseByCaseId",
        "Selects a case in the workspace; case events follow.",
        (required("caseId", Kind.NAME, "The identifier of the case."),),
    ),
    Request("interaction.markdone", "Marks an interaction done, which removes it.", (INTERACTION,)),
    Request(
        "interaction.blockMarkdone",
        "Keeps the interaction from being marked done.",
        (INTERACTION, required("warningMessage", Kind.TEXT, "What the agent is told instead.")),
    ),
    Request("interaction.unblockMarkdone", "Lifts the block.", (INTERACTION,)),
    Request("interaction.accept", "Accepts an interaction.", (INVITED,)),
    Request("interaction.reject", "Rejects an interaction.", (INVITED,)),
    Request(
        "interaction.singleStepTransfer",
        "Transfers an interaction in one step.",
        (INTERACTION, required("targetQuery", Kind.TARGET, "Where to transfer it."), ADDED_DATA, EXTENSIONS),
    ),
    Request(
        "interaction.singleStepConference",
        "Adds a party in one step.",
        (INTERACTION, required("targetQuery", Kind.TARGET, "Whom to add."), ADDED_DATA, EXTENSIONS),
    ),
    Request(
        "interaction.consult",
        "Starts a consultation, a second interaction.",
        (
            INTERACTION,
            required("targetQuery", Kind.TARGET, "Whom to consult; may name another media."),
            ADDED_DATA,
            EXTENSIONS,
        ),
    ),
    Request("interaction.completeTransfer", "Completes a transfer to the consulted party.", (CONSULTATION,)),
    Request("interaction.completeConference", "Joins the consulted party to the conversation.", (CONSULTATION,)),
    Request("media.getMediaList", "The media of the agent."),
    Request(
        "media.getMediaByName",
        "One medium.",
        (required("name", Kind.NAME, "The name of the medium."),),
    ),
    Request(
        "media.setState",
        "Sets the state of one medium.",
        (required("name", Kind.NAME, "The name of the medium."), STATE_OPERATION),
    ),
    Request(
        "messenger.broadcastMessage",
        "Sends a message to the other frames that are subscribed to messenger:<channel>.",
        (required("channel", Kind.NAME, "The channel."), optional("message", Kind.ANY, "What the others receive.")),
    ),
    Request("outbound.getCampaigns", "The agent's loaded and running campaigns."),
    Request(
        "outbound.getPreviewRecord",
        "Asks for a record of a pull preview campaign; it arrives by events.",
        (required("campaignName", Kind.NAME, "The name of the campaign."),),
    ),
    Request(
        "outbound.callPreviewRecord",
        "Dials a record.",
        (PREVIEW, required("recordHandle", Kind.NUMERAL, "The record of the chain to dial.")),
    ),
    Request("outbound.rejectPreviewRecord", "Rejects a record.", (ONLY_PREVIEW,)),
    Request("outbound.cancelPreviewRecord", "Cancels a record.", (ONLY_PREVIEW,)),
    Request("outbound.startDirectPushPreview", "Asks for direct push preview records."),
    Request("outbound.stopDirectPushPreview", "Asks for no more direct push preview records."),
    Request("outbound.getListOfCallResults", "The call results by name."),
    Request(
        "outbound.setCallResult",
        "Sets the call result of an active or completed call.",
        (
            INTERACTION,
            required("callResult", Kind.NUMERAL, "The number of the result; the reference calls it a string."),
        ),
    ),
    Request("outbound.getCallResult", "The call result that was set.", (INTERACTION,)),
    Request("outbound.setDoNotCall", "Marks the record do not call.", (INTERACTION,)),
    Request("outbound.removeDoNotCall", "Takes do not call back.", (INTERACTION,)),
    Request(
        "outbound.rescheduleRecord",
        "Schedules another call of a record.",
        (
            INTERACTION,
            required("recordHandle", Kind.NUMERAL, "The record of the chain."),
            required("rescheduleDate", Kind.NAME, "MM/DD/YYYY HH:MM in the time zone of the record."),
            required("callbackType", Kind.NAME, "CAMPAIGN or PERSONAL."),
        ),
    ),
    Request("outbound.cancelReschedule", "Takes the schedule back.", (INTERACTION,)),
    Request("outbound.getChainedRecords", "The records of the chain.", (INTERACTION,)),
    Request("outbound.getRecordFields", "The fields of the record.", (INTERACTION,)),
    Request(
        "outbound.updateRecordFields",
        "Changes fields of the record, all or none.",
        (INTERACTION, required("recordData", Kind.OBJECT, "Field names and values.")),
    ),
    Request("system.getAllowedServices", "The requests that this origin may send."),
    Request("system.triggerActivity", "Counts as activity of the agent."),
    Request(
        "system.popupToast",
        "Shows a toast.",
        (
            required(
                "parameters",
                Kind.OBJECT,
                "title, iconUrl, subject, message, keyValues, buttons, buttonShowDismiss, autoCloseTimeout, "
                "sendToMyMessage, width.",
            ),
        ),
    ),
    Request(
        "system.updateToast",
        "Changes a toast.",
        (
            required("id", Kind.TEXT, "The identifier of the toast."),
            required("parameters", Kind.OBJECT, "As in popupToast."),
        ),
    ),
    Request(
        "system.closeToast",
        "Closes a toast.",
        (required("id", Kind.TEXT, "The identifier of the toast."),),
    ),
    Request(
        "system.openDialog",
        "Opens a page in a dialog.",
        (optional("url", Kind.TEXT, "The page to show."), required("options", Kind.OBJECT, "label, width, height.")),
    ),
    Request(
        "system.closeDialog",
        "Closes a dialog.",
        (required("dialogId", Kind.TEXT, "The identifier of the dialog."),),
    ),
    Request(
        "system.updateViewInApplicationMenuBar",
        "Creates or changes a view in the menu bar.",
        (
            required(
                "parameters", Kind.OBJECT, "name, iconUrl, label, shortLabel, tooltip, labelColor, backgroundColor."
            ),
        ),
    ),
    Request(
        "system.closeViewInApplicationMenuBar",
        "Removes a view of the menu bar.",
        (required("name", Kind.TEXT, "The name of the view."),),
    ),
    Request("system.amIVisible", "Whether the asking frame is visible."),
    Request("system.isFrameLeading", "Whether this browser tab leads the session."),
    Request("system.isFrameFollowing", "Whether this browser tab follows another."),
    Request("system.isFrameNegotiating", "Whether the tabs are electing a leader."),
    Request("system.isFrameLeadingOrNegotiating", "Whether this tab leads, or may come to."),
    Request("system.isLastActiveFrame", "Whether this tab was the last active one."),
    Request(
        "voice.dial",
        "Calls a number as the team communicator does.",
        (required("destination", Kind.NAME, "The number to call."), CALL_DATA),
    ),
    Request(
        "voice.dialEx",
        "Calls a number with attached data and extensions.",
        (required("destination", Kind.NAME, "The number to call."), CALL_DATA, EXTENSIONS),
    ),
    Request("voice.answer", "Answers a ringing call.", (CALL,)),
    Request("voice.hangUp", "Releases a call.", (CALL,)),
    Request("voice.hold", "Holds a call.", (CALL,)),
    Request("voice.resume", "Resumes a held call.", (CALL,)),
    Request("voice.startCallRecording", "Starts the recording.", (CALL,)),
    Request("voice.stopCallRecording", "Stops the recording.", (CALL,)),
    Request("voice.pauseCallRecording", "Pauses the recording.", (CALL,)),
    Request("voice.resumeCallRecording", "Resumes the recording.", (CALL,)),
    Request(
        "voice.isMicrophoneMute",
        "Whether the microphone is mute.",
        alias="sipEndpoint.isMicrophoneMute",
    ),
    Request("voice.muteMicrophone", "Mutes the microphone.", alias="sipEndpoint.muteMicrophone"),
    Request("voice.unmuteMicrophone", "Unmutes the microphone.", alias="sipEndpoint.unmuteMicrophone"),
    Request("voice.isSpeakerMute", "Whether the speaker is mute.", alias="sipEndpoint.isSpeakerMute"),
    Request("voice.muteSpeaker", "Mutes the speaker.", alias="sipEndpoint.muteSpeaker"),
    Request("voice.unmuteSpeaker", "Unmutes the speaker.", alias="sipEndpoint.unmuteSpeaker"),
)
