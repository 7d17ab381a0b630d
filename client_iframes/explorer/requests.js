/*
 * The table of requests: what each does and the form fields of its arguments, in the order the library takes them.
 *
 * A field is {name, kind, value?, example?, suggest?, optional?}. `value` fills the form, `example` is only hinted at.
 */

const field = (kind) => (name, value, more) => ({ name, kind, value, ...more });
const text = field("text");
const number = field("number");
const json = field("json"); // any JSON value
const mixed = field("mixed"); // JSON if it begins like an object, an array or a quoted string, else the text itself
const choice = field("choice");
const optional = (kind, name, example) => ({ name, kind, example, optional: true });

const interaction = { name: "interactionId", kind: "interaction" };
const ids = [interaction];
const operation = text("stateOperationName", "NotReady", { suggest: "operations" });
const medium = text("name", "voice", { suggest: "media" });
const recordHandle = number("recordHandle", "1");
const userData = optional("json", "userData", '{"Segment": "Gold"}');
const extensions = optional("json", "extensions", '{"Key": "Value"}');
const target = mixed("targetQuery", '{"type": "AGENT", "destination": "SIP_5001"}', {
  hint: "a number, or {type, destination}",
});
const handOver = [interaction, target, userData, extensions];
const consultation = [{ name: "consultInteractionId", kind: "interaction" }];
const options = mixed("options", "interaction.case-data.frame-color", { hint: "a name, or an array of names" });
const toast = {
  title: "API Explorer",
  iconUrl: `${location.origin}/explorer/icon.svg`,
  subject: "A toast",
  message: "It was sent by a client app.",
  keyValues: { Segment: "Gold" },
  buttons: ["OK", "Later"],
};
const view = { name: "explorer-view", label: "3 waiting", labelColor: "#FFFFFF", backgroundColor: "#6A2C5C" };
const pretty = (value) => JSON.stringify(value, null, 2);

/** Request name -> {help, fields}. A Map, so that no name can reach anything else. */
export const REQUESTS = new Map(
  [
    ["agent.get", "The agent: names and identifiers."],
    ["agent.getState", "The agent's state over all media."],
    ["agent.getStateList", "The states that agent.setState accepts."],
    ["agent.setState", "Sets the agent's state on every medium.", operation],
    ["auth.getJwtToken", "A signed token of the session. The host's option has to name this request."],
    [
      "auth.getPureCloudToken",
      "A token of the cloud platform, where there is one.",
      optional("json", "forceNew", "true"),
    ],
    [
      "configuration.getOption",
      "The base value of one or several options; Section/option for another section.",
      options,
    ],
    ["configuration.getContextualOption", "The value of options for one interaction.", options, interaction],
    ["email.create", "Opens a new e-mail to this address.", text("destination", "customer@example.com"), userData],
    ["interaction.getInteractions", "Every interaction of the agent."],
    ["interaction.getByInteractionId", "One interaction; null if there is none of this id.", ...ids],
    ["interaction.getByBundleId", "The interactions of a bundle.", text("bundleId", "")],
    ["interaction.getByCaseId", "The interactions of a case.", text("caseId", "", { suggest: "cases" })],
    [
      "interaction.setUserData",
      "Writes attached data; keys that are there already are overwritten.",
      interaction,
      json("keyValues", '{"Segment": "Gold"}'),
    ],
    ["interaction.deleteUserData", "Deletes one key of the attached data.", interaction, text("key", "Segment")],
    [
      "interaction.selectCaseByCaseId",
      "Selects a case in the workspace; case events follow.",
      text("caseId", "", { suggest: "cases" }),
    ],
    ["interaction.accept", "Accepts a ringing or invited interaction.", ...ids],
    ["interaction.reject", "Rejects a ringing or invited interaction.", ...ids],
    ["interaction.markdone", "Marks an interaction done, which removes it.", ...ids],
    [
      "interaction.blockMarkdone",
      "Keeps the agent from marking done, with a warning to show.",
      interaction,
      text("warningMessage", "Save the form first."),
    ],
    ["interaction.unblockMarkdone", "Lifts the block.", ...ids],
    ["interaction.singleStepTransfer", "Transfers in one step.", ...handOver],
    ["interaction.singleStepConference", "Adds a party in one step.", ...handOver],
    ["interaction.consult", "Starts a consultation: a second interaction, which arrives by events.", ...handOver],
    ["interaction.completeTransfer", "Completes the transfer to the consulted party.", ...consultation],
    ["interaction.completeConference", "Brings the consulted party into the conversation.", ...consultation],
    ["media.getMediaList", "Every medium with its state."],
    ["media.getMediaByName", "One medium with its state.", medium],
    ["media.setState", "Sets the state of one medium.", medium, operation],
    [
      "messenger.broadcastMessage",
      "Sends to the other apps that subscribed to messenger:<channel>.",
      text("channel", "explorer"),
      json("message", '{"text": "Hello"}'),
    ],
    ["outbound.getCampaigns", "The campaigns that are loaded or running."],
    ["outbound.getPreviewRecord", "Asks for a record; it arrives by interaction events.", text("campaignName", "")],
    ["outbound.callPreviewRecord", "Dials a record of the chain.", interaction, recordHandle],
    ["outbound.rejectPreviewRecord", "Rejects a record.", { ...interaction, optional: true }],
    ["outbound.cancelPreviewRecord", "Cancels a record.", { ...interaction, optional: true }],
    ["outbound.startDirectPushPreview", "Asks for records to be pushed."],
    ["outbound.stopDirectPushPreview", "Asks for no more of them."],
    ["outbound.getListOfCallResults", "The call results by name, with their numbers."],
    ["outbound.setCallResult", "Sets the call result.", interaction, number("callResult", "33")],
    ["outbound.getCallResult", "The call result that was set.", ...ids],
    ["outbound.setDoNotCall", "Marks the record do not call.", ...ids],
    ["outbound.removeDoNotCall", "Takes do not call back.", ...ids],
    [
      "outbound.rescheduleRecord",
      "Schedules another call, in the record's time zone.",
      interaction,
      recordHandle,
      text("rescheduleDate", "12/31/2030 10:00"),
      choice("callbackType", "CAMPAIGN", { choices: ["CAMPAIGN", "PERSONAL"] }),
    ],
    ["outbound.cancelReschedule", "Takes the schedule back.", ...ids],
    ["outbound.getChainedRecords", "Every record of the chain.", ...ids],
    ["outbound.getRecordFields", "The fields of the record, with their types.", ...ids],
    [
      "outbound.updateRecordFields",
      "Changes fields of the record: all of them or none.",
      interaction,
      json("recordData", '{"GSW_FROM": "09:00"}'),
    ],
    ...microphoneAndSpeaker("sipEndpoint"),
    ["system.getAllowedServices", "The requests that this origin may send."],
    ["system.triggerActivity", "Counts as activity of the agent."],
    ["system.popupToast", "Shows a toast in the workspace; the reply is its id.", json("parameters", pretty(toast))],
    [
      "system.updateToast",
      "Changes a toast that is shown.",
      text("id", "wweCustomToast0"),
      json("parameters", pretty({ ...toast, message: "It was changed." })),
    ],
    ["system.closeToast", "Closes a toast.", text("id", "wweCustomToast0")],
    [
      "system.openDialog",
      "Opens a page in a dialog of the workspace; the reply is its id.",
      text("url", `${location.origin}/explorer/dialog.html?dialogId=$Dialog.Id$`),
      json("options", pretty({ label: "Dialog for $Agent.FullName$", width: "420px", height: "260px" })),
    ],
    ["system.closeDialog", "Closes a dialog.", text("dialogId", "wweCustomDialog1")],
    [
      "system.updateViewInApplicationMenuBar",
      "Adds a view to the workspace's bar, or changes it.",
      json("parameters", pretty(view)),
    ],
    ["system.closeViewInApplicationMenuBar", "Removes a view.", text("name", view.name)],
    ["system.amIVisible", "Whether this frame is visible to the agent."],
    ["system.isFrameLeading", "Whether this browser tab leads the session."],
    ["system.isFrameFollowing", "Whether this browser tab follows another one."],
    ["system.isFrameNegotiating", "Whether the tabs are electing a leader."],
    ["system.isFrameLeadingOrNegotiating", "Whether this tab leads, or may come to lead."],
    ["system.isLastActiveFrame", "Whether this tab was the last one in use."],
    ["voice.dial", "Calls a number.", text("destination", "5001"), userData],
    [
      "voice.dialEx",
      "Calls a number, with extensions for the switch.",
      text("destination", "5001"),
      userData,
      extensions,
    ],
    ["voice.answer", "Answers a ringing call.", ...ids],
    ["voice.hold", "Holds a call.", ...ids],
    ["voice.resume", "Resumes a held call.", ...ids],
    ["voice.hangUp", "Ends a call.", ...ids],
    ["voice.startCallRecording", "Starts the recording.", ...ids],
    ["voice.stopCallRecording", "Stops the recording.", ...ids],
    ["voice.pauseCallRecording", "Pauses the recording.", ...ids],
    ["voice.resumeCallRecording", "Resumes the recording.", ...ids],
    ...microphoneAndSpeaker("voice"),
  ].map(([name, help, ...fields]) => [name, { help, fields }]),
);

/** The six requests that exist under two namespaces; hosts treat both spellings as one request. */
function microphoneAndSpeaker(namespace) {
  return ["Microphone", "Speaker"].flatMap((device) => [
    [`${namespace}.mute${device}`, `Mutes the ${device.toLowerCase()}.`],
    [`${namespace}.unmute${device}`, `Unmutes the ${device.toLowerCase()}.`],
    [`${namespace}.is${device}Mute`, `Whether the ${device.toLowerCase()} is mute.`],
  ]);
}

/** Requests that a host grants only to an origin whose entry names them; without them, "all" is still all. */
export const MUST_BE_NAMED = new Set(["auth.getJwtToken"]);

/** Event name -> requests of which the origin needs one to receive it. */
export const EVENT_PERMISSIONS = new Map([
  ["agent", ["agent.get", "agent.getState"]],
  ["media", ["media.getMediaList", "media.getMediaByName"]],
  ["interaction", ["interaction.getInteractions", "interaction.getByInteractionId"]],
  ["markdone", ["interaction.getInteractions", "interaction.getByInteractionId"]],
  ["outbound", ["outbound.getCampaigns"]],
  ["system", []],
]);
