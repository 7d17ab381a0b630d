// Made by `.venv/bin/python -m tools.generated_docs`; changes belong into its sources.

/** An object whose keys are data: attached data, fields of a record, values of options. */
export interface Dictionary {
  [key: string]: any;
}

/** What may follow the arguments of a request, or its callbacks. */
export interface RequestOptions {
  /** Ends the waiting: the promise is rejected with its reason, by default an `AbortError`. The host hears nothing. */
  signal?: AbortSignal;
}

/** The answer of a request that did what it was asked. */
export interface Reply<Result> {
  request: string;
  data: Result;
  userAgent: "WWE Server";
  protocolVersion: number;
}

/** The answer of a request that failed; or the bare text `Request timeout` or `Request aborted`. */
export type Problem = string | { request?: string; errorMessage: string };

/** What the promise of a request is rejected with, but for one that was aborted. */
export interface ServiceClientError extends Error {
  name: "ServiceClientError";
  reply: Problem;
}

export type Succeeded<Result> = (reply: Reply<Result>) => void;
export type Failed = (problem: Problem) => void;

/** The last arguments of a request that gives no promise. */
export type Callbacks<Result> = [succeeded: Succeeded<Result>, failed?: Failed | null, requestOptions?: RequestOptions];

/** What `system.popupToast` shows. */
export interface Toast {
  /** The first line, at most 500 characters. */
  title: string;
  /** Its address, `http`, `https` or `data:image/`, may be relative to the page; one of ours by default. */
  iconUrl?: string;
  /** A line below the title, at most 1000 characters. */
  subject?: string;
  /** The text, at most 5000 characters; line breaks are kept. */
  message?: string;
  /** Pairs shown below the text: at most 50, 5000 characters together. */
  keyValues?: Dictionary;
  /** Texts of at most 10 buttons; drawn in the order 2, 3, …, N, 1. Their events carry the place in this array, from 0. Without any there is OK. */
  buttons?: string[];
  /** Show (0), which brings the app to the front, and Dismiss (1) instead. */
  buttonShowDismiss?: boolean;
  /** Milliseconds after which it closes, while nobody points at it; 0 is never, the default. */
  autoCloseTimeout?: number;
  /** Whether it is kept among the messages as well. */
  sendToMyMessage?: boolean;
  /** Pixels, from 120; wins over `service-client-api.toast.width`. */
  width?: number;
}

/** What `system.updateToast` changes; what is left out stays. `buttons` replace Show and Dismiss. */
export interface ToastChanges {
  /** The first line. */
  title?: string;
  /** Its address, `http`, `https` or `data:image/`, may be relative to the page; one of ours by default. */
  iconUrl?: string;
  /** A line below the title, at most 1000 characters. */
  subject?: string;
  /** The text, at most 5000 characters; line breaks are kept. */
  message?: string;
  /** Pairs shown below the text: at most 50, 5000 characters together. */
  keyValues?: Dictionary;
  /** Texts of at most 10 buttons; drawn in the order 2, 3, …, N, 1. Their events carry the place in this array, from 0. Without any there is OK. */
  buttons?: string[];
  /** Show (0), which brings the app to the front, and Dismiss (1) instead. */
  buttonShowDismiss?: boolean;
}

/** How `system.openDialog` shows its page. Placeholders as in the address. */
export interface DialogOptions {
  /** The title, `Dialog` by default. */
  label?: string;
  /** Such as `"430px"`, or `"40%"` of the page. */
  width?: string;
  /** The same. */
  height?: string;
}

/** A view in the menu bar; `label` or `iconUrl` is needed. The same name again changes it. */
export interface MenuBarView {
  /** By what the app knows it. */
  name: string;
  /** The text. */
  label?: string;
  /** Address of an icon of 16 pixels square. */
  iconUrl?: string;
  /** The text in a narrow window, when there is no icon. */
  shortLabel?: string;
  /** What is told of it when it is pointed at. */
  tooltip?: string;
  /** `#RRGGBB`; one that cannot be read is not applied. */
  labelColor?: string;
  /** `#RRGGBB`. */
  backgroundColor?: string;
}

/** Whom to reach. A text alone is a `CUSTOM_CONTACT` with that destination. */
export interface Target {
  /** What is reached. */
  type: "AGENT" | "AGENT_GROUP" | "SKILL" | "INTERACTION_QUEUE" | "ROUTING_POINT" | "CUSTOM_CONTACT";
  /** The employee id of an agent, the number of a custom contact, the name of anything else. */
  destination: string;
  /** For `consult` only: another medium than that of the interaction. */
  media?: string;
}

/** The agent. */
export interface Agent {
  /** Unique for each agent. */
  username: string;
  firstname: string;
  lastname: string;
  /** What is a target of the type `AGENT`. */
  employeeId: string;
  /** Such as `ROLE_AGENT`. */
  roles: string[];
}

/** A state of the agent, or of a medium. */
export interface State {
  /** The kind of state. */
  type: "LOGOUT" | "READY" | "PARTIAL_READY" | "NOT_READY" | "NOT_READY_ACTION_CODE" | "NOT_READY_AFTER_CALLWORK" | "NOT_READY_AFTER_CALLWORK_ACTION_CODE" | "DND_ON" | "OUT_OF_SERVICE" | "LOGOUT_DND_ON" | "UNKNOWN";
  /** What the agent reads. */
  displayName: string;
  /** What `setState` takes. */
  operationName: string;
}

/** A medium of the agent. */
export interface Media {
  /** `voice`, `email`, `chat`, `workitem`, `outboundpreview` or another. */
  name: string;
  /** The same. */
  media: string;
  state: State;
  /** The telephone, for `voice`. */
  device?: Device;
}

/** A telephone. */
export interface Device {
  /** The number that is configured. */
  number: string;
  /** That of the telephone which the agent uses in its place. */
  dynamicPhoneNumber?: string;
}

/** A call, chat, e-mail, work item, preview or whatever else the agent deals with. */
export interface Interaction {
  /** Its id in this session, `1` and up. */
  interactionId: string;
  /** The case that it belongs to; a UUID. */
  caseId: string;
  /** Of a consultation: what it is about. */
  parentInteractionId: string | null;
  /** The attached data that this origin may read; texts by key, some are objects. */
  userData: Dictionary;
  /** See states. */
  state: string;
  /** `UNKNOWN` at first. */
  previousState: string;
  /** Who else takes part. */
  parties: Party[];
  /** Its id at the contact centre. */
  interactionUUID: string;
  isConsultation: boolean;
  /** Whether it is the first of its case. */
  isMainCaseInteraction: boolean;
  /** Whether the agent looks at its case. */
  isCaseSelected: boolean;
  isCaseExpanded: boolean;
  /** The name of its medium. */
  media: string;
  /** Milliseconds since 1970; `null` for a preview that is not called. */
  startDate: number | null;
  /** The same; `null` while it lives. */
  endDate: number | null;
  /** Of a call: the same as `interactionUUID`. */
  callUuid?: string;
  /** Of a call. */
  direction?: "IN" | "OUT" | "UNKNOWN";
  /** Of a call or a preview. */
  callType?: "INTERNAL" | "INBOUND" | "OUTBOUND" | "CONSULT" | "OUTBOUND_PREVIEW" | "OUTBOUND_PUSH_PREVIEW" | "UNKNOWN";
  /** The caller's number. */
  ani?: string;
  /** The number that was called. */
  dnis?: string;
  /** Of a call that is, or was, recorded. */
  recordingState?: "STOPPED" | "RECORDING" | "PAUSED";
  /** Why a call went that was not answered. */
  ronaCallState?: "REDIRECTED" | "NO_ANSWER";
  /** The id of the connection at the switch. */
  connId?: string;
  /** The customer, when known. */
  contact?: Contact;
  /** What can be done with an outbound one: `CALL`, `HANGUP` and so on. */
  capabilities?: string[];
  /** With `RECORDS_RETRIEVED` only: the records of the chain. */
  chainedRecords?: Dictionary[];
}

/** Somebody who takes part. Outside of the contact centre only the first four are known. */
export interface Party {
  name: string;
  /** The same as `phoneNumber`. */
  identifier: string;
  /** The number, or the address. */
  phoneNumber: string;
  /** `AGENT`, `EXTERNAL` and so on. */
  type: string;
  username?: string;
  firstname?: string;
  lastname?: string;
  path?: string;
}

/** A customer. */
export interface Contact {
  displayName: string;
  firstName: string;
  lastName: string;
}

/** A campaign; its members are decided here. */
export interface Campaign {
  name: string;
  description: string;
  /** `Preview`, `PushPreview`, `DirectPushPreview` or another. */
  mode: string;
  state: "Loaded" | "Started";
  /** `campaign@group`. */
  groupName: string;
  applicationId: number;
}

/** The records of one customer. */
export interface Chain {
  /** Fields by name, such as `GSW_RECORD_HANDLE` (number), `GSW_PHONE`, `GSW_FROM`, `GSW_UNTIL` (seconds of the day); dates as `YYYY-MM-DD HH:MM:SS`. The first one also has the ids of its case and bundle. */
  records: Dictionary[];
}

/** A field of a record. */
export interface Field {
  /** Its name for `updateRecordFields`. */
  name: string;
  /** What the agent reads. */
  displayName?: string;
  /** Dates as `MM/DD/YYYY HH:MM`, times as `HH:MM`. */
  value?: string | number | boolean | null;
  isMandatory: boolean;
  isEditable: boolean;
  fieldType: "int" | "float" | "char" | "var-char" | "date" | "time" | "bool" | "enum";
  /** What an update has to send. */
  valueType: "string" | "number" | "boolean";
  /** Of an enum: the labels by value. */
  options?: Dictionary;
}

/** A signed token of the session. */
export interface Token {
  /** The token, with the agent in it. */
  jwtToken: string;
  /** Until when it is valid, ISO 8601 in UTC. */
  expiration: string;
}

/** `agent`: the state of the agent over all media. */
export interface AgentEvent {
  eventType: "STATE_CHANGED";
  /** The new state. */
  mediaState: "LOGOUT" | "READY" | "PARTIAL_READY" | "NOT_READY" | "NOT_READY_ACTION_CODE" | "NOT_READY_AFTER_CALLWORK" | "NOT_READY_AFTER_CALLWORK_ACTION_CODE" | "DND_ON" | "OUT_OF_SERVICE" | "LOGOUT_DND_ON" | "UNKNOWN";
  /** The same as `mediaState`. */
  type: string;
  /** The reason of a state that has one, as the agent reads it. */
  reason?: string;
  /** Its code. */
  reasonCode?: string;
}

/** `media`: the state of one medium. */
export interface MediaEvent {
  eventType: "STATE_CHANGED";
  /** Which. */
  media: string;
  /** The same. */
  name: string;
  /** The new state. */
  mediaState: "LOGOUT" | "READY" | "PARTIAL_READY" | "NOT_READY" | "NOT_READY_ACTION_CODE" | "NOT_READY_AFTER_CALLWORK" | "NOT_READY_AFTER_CALLWORK_ACTION_CODE" | "DND_ON" | "OUT_OF_SERVICE" | "LOGOUT_DND_ON" | "UNKNOWN";
  /** The same as `mediaState`. */
  type: string;
  /** The reason of a state that has one, as the agent reads it. */
  reason?: string;
  /** Its code. */
  reasonCode?: string;
}

/** `interaction`, about one of them. */
export interface InteractionEvent {
  /** What has happened, such as `RINGING`; see protocol. */
  eventType: string;
  /** The medium of the interaction. */
  media: string;
  /** As it is now. */
  interaction: Interaction;
}

/** `interaction`, about a case. */
export interface CaseEvent {
  eventType: "CASE_EXPANDED" | "CASE_COLLAPSED" | "CASE_SELECTED" | "CASE_ID_CHANGED";
  /** Which, but for `CASE_ID_CHANGED`. */
  selectedCaseId?: string;
  /** With `CASE_ID_CHANGED`: what it is now, */
  caseId?: string;
  /** and what it was. */
  previousCaseId?: string;
}

/** `markdone`; its members are decided here. */
export interface MarkdoneEvent {
  eventType: "BLOCKED" | "UNBLOCKED" | "ATTEMPTED" | "DONE";
  interactionId: string;
  caseId: string;
}

/** `outbound`: what becomes of a campaign. */
export interface OutboundEvent {
  eventType: "CampaignLoaded" | "CampaignUnloaded" | "CampaignStarted" | "CampaignStopped";
  /** Which. */
  campaign: any;
  /** With `CampaignStarted`. */
  mode?: string;
}

/** `system`, to the app that opened a toast. */
export interface ToastEvent {
  eventType: "CUSTOM_TOAST_BUTTON_CLICK";
  /** What `popupToast` gave. */
  customToastId: string;
  /** The place in `buttons`, from 0. */
  buttonIndex: number;
}

/** `system`: the link to the contact centre. */
export interface ConnectionEvent {
  eventType: "REALTIME_CONNECTION";
  /** `DOWN` after a minute of `DISCONNECTED`. */
  state: "DISCONNECTED" | "RECONNECTED" | "DOWN";
}

/** `system`, without an `eventType`: what the browser tab is. */
export interface FrameStateEvent {
  frameState: "LEADING" | "FOLLOWING" | "NEGOTIATING";
}

export interface Events {
  agent: AgentEvent;
  media: MediaEvent;
  interaction: InteractionEvent | CaseEvent;
  markdone: MarkdoneEvent;
  outbound: OutboundEvent;
  system: ToastEvent | ConnectionEvent | FrameStateEvent;
}

export interface Namespaces {
  agent: {
    /** The agent's attributes. */
    get(requestOptions?: RequestOptions): Promise<Reply<Agent>>;
    get(...rest: Callbacks<Agent>): void;
    /** The agent's state over all media. */
    getState(requestOptions?: RequestOptions): Promise<Reply<State>>;
    getState(...rest: Callbacks<State>): void;
    /** The states that the agent can be set to. */
    getStateList(requestOptions?: RequestOptions): Promise<Reply<State[]>>;
    getStateList(...rest: Callbacks<State[]>): void;
    /**
     * Sets the state of the agent on every medium.
     * @param stateOperationName An operationName of the state list.
     */
    setState(stateOperationName: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    setState(stateOperationName: string, ...rest: Callbacks<void>): void;
  };
  auth: {
    /** A signed token of this session; must be granted by its name. */
    getJwtToken(requestOptions?: RequestOptions): Promise<Reply<Token>>;
    getJwtToken(...rest: Callbacks<Token>): void;
    /**
     * Fails: there is no PureCloud behind this workspace.
     * @param forceNew Whether a cached token is not good enough.
     */
    getPureCloudToken(forceNew?: boolean | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    getPureCloudToken(requestOptions: RequestOptions): Promise<Reply<void>>;
    getPureCloudToken(forceNew: boolean | null | undefined, ...rest: Callbacks<void>): void;
    getPureCloudToken(...rest: Callbacks<void>): void;
  };
  configuration: {
    /**
     * The base value of options.
     * @param options Option names; section/option for another section, * at the end of a word.
     * @returns Values by section and option: texts, or arrays of texts.
     */
    getOption(options: string | readonly string[], requestOptions?: RequestOptions): Promise<Reply<Dictionary>>;
    getOption(options: string | readonly string[], ...rest: Callbacks<Dictionary>): void;
    /**
     * The value of options after the override by a routing strategy for an interaction.
     * @param options As in getOption.
     * @param interactionId The interaction in whose context the options are read.
     * @returns Values by section and option: texts, or arrays of texts.
     */
    getContextualOption(options: string | readonly string[], interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<Dictionary>>;
    getContextualOption(options: string | readonly string[], interactionId: string | number, ...rest: Callbacks<Dictionary>): void;
  };
  email: {
    /**
     * Opens a new, empty outgoing e-mail.
     * @param destination The address to write to.
     * @param userData Attached data of the new e-mail.
     */
    create(destination: string, userData?: Dictionary | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    create(destination: string, requestOptions: RequestOptions): Promise<Reply<void>>;
    create(destination: string, userData: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    create(destination: string, ...rest: Callbacks<void>): void;
  };
  interaction: {
    /** All interactions of the agent. */
    getInteractions(requestOptions?: RequestOptions): Promise<Reply<Interaction[]>>;
    getInteractions(...rest: Callbacks<Interaction[]>): void;
    /**
     * One interaction, null when there is none of this identifier.
     * @param interactionId The identifier of the interaction.
     */
    getByInteractionId(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<Interaction | null>>;
    getByInteractionId(interactionId: string | number, ...rest: Callbacks<Interaction | null>): void;
    /**
     * The interactions of a bundle; named by the permission keywords only, its result is decided here.
     * @param bundleId The identifier of the bundle.
     */
    getByBundleId(bundleId: string, requestOptions?: RequestOptions): Promise<Reply<Interaction[]>>;
    getByBundleId(bundleId: string, ...rest: Callbacks<Interaction[]>): void;
    /**
     * The interactions of a case; named by the permission keywords only, its result is decided here.
     * @param caseId The identifier of the case.
     */
    getByCaseId(caseId: string, requestOptions?: RequestOptions): Promise<Reply<Interaction[]>>;
    getByCaseId(caseId: string, ...rest: Callbacks<Interaction[]>): void;
    /**
     * Sets attached data on a live interaction.
     * @param interactionId The identifier of a live interaction.
     * @param keyValues Keys to set; existing ones are overwritten.
     */
    setUserData(interactionId: string | number, keyValues: Dictionary, requestOptions?: RequestOptions): Promise<Reply<void>>;
    setUserData(interactionId: string | number, keyValues: Dictionary, ...rest: Callbacks<void>): void;
    /**
     * Deletes one key of the attached data.
     * @param interactionId The identifier of a live interaction.
     * @param key The key to delete.
     */
    deleteUserData(interactionId: string | number, key: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    deleteUserData(interactionId: string | number, key: string, ...rest: Callbacks<void>): void;
    /**
     * Selects a case in the workspace; case events follow.
     * @param caseId The identifier of the case.
     */
    selectCaseByCaseId(caseId: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    selectCaseByCaseId(caseId: string, ...rest: Callbacks<void>): void;
    /**
     * Marks an interaction done, which removes it.
     * @param interactionId The identifier of the interaction.
     */
    markdone(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    markdone(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Keeps the interaction from being marked done.
     * @param interactionId The identifier of the interaction.
     * @param warningMessage What the agent is told instead.
     */
    blockMarkdone(interactionId: string | number, warningMessage: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    blockMarkdone(interactionId: string | number, warningMessage: string, ...rest: Callbacks<void>): void;
    /**
     * Lifts the block.
     * @param interactionId The identifier of the interaction.
     */
    unblockMarkdone(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    unblockMarkdone(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Accepts an interaction.
     * @param interactionId The identifier of a ringing or invited interaction.
     */
    accept(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    accept(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Rejects an interaction.
     * @param interactionId The identifier of a ringing or invited interaction.
     */
    reject(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    reject(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Transfers an interaction in one step.
     * @param interactionId The identifier of the interaction.
     * @param targetQuery Where to transfer it.
     * @param userData Attached data to add.
     * @param extensions Extensions of the switch.
     */
    singleStepTransfer(interactionId: string | number, targetQuery: string | Target, userData?: Dictionary | null, extensions?: Dictionary | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    singleStepTransfer(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, requestOptions: RequestOptions): Promise<Reply<void>>;
    singleStepTransfer(interactionId: string | number, targetQuery: string | Target, requestOptions: RequestOptions): Promise<Reply<void>>;
    singleStepTransfer(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, extensions: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    singleStepTransfer(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    singleStepTransfer(interactionId: string | number, targetQuery: string | Target, ...rest: Callbacks<void>): void;
    /**
     * Adds a party in one step.
     * @param interactionId The identifier of the interaction.
     * @param targetQuery Whom to add.
     * @param userData Attached data to add.
     * @param extensions Extensions of the switch.
     */
    singleStepConference(interactionId: string | number, targetQuery: string | Target, userData?: Dictionary | null, extensions?: Dictionary | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    singleStepConference(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, requestOptions: RequestOptions): Promise<Reply<void>>;
    singleStepConference(interactionId: string | number, targetQuery: string | Target, requestOptions: RequestOptions): Promise<Reply<void>>;
    singleStepConference(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, extensions: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    singleStepConference(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    singleStepConference(interactionId: string | number, targetQuery: string | Target, ...rest: Callbacks<void>): void;
    /**
     * Starts a consultation, a second interaction.
     * @param interactionId The identifier of the interaction.
     * @param targetQuery Whom to consult; may name another media.
     * @param userData Attached data to add.
     * @param extensions Extensions of the switch.
     */
    consult(interactionId: string | number, targetQuery: string | Target, userData?: Dictionary | null, extensions?: Dictionary | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    consult(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, requestOptions: RequestOptions): Promise<Reply<void>>;
    consult(interactionId: string | number, targetQuery: string | Target, requestOptions: RequestOptions): Promise<Reply<void>>;
    consult(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, extensions: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    consult(interactionId: string | number, targetQuery: string | Target, userData: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    consult(interactionId: string | number, targetQuery: string | Target, ...rest: Callbacks<void>): void;
    /**
     * Completes a transfer to the consulted party.
     * @param consultInteractionId The identifier of the consultation.
     */
    completeTransfer(consultInteractionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    completeTransfer(consultInteractionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Joins the consulted party to the conversation.
     * @param consultInteractionId The identifier of the consultation.
     */
    completeConference(consultInteractionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    completeConference(consultInteractionId: string | number, ...rest: Callbacks<void>): void;
  };
  media: {
    /** The media of the agent. */
    getMediaList(requestOptions?: RequestOptions): Promise<Reply<Media[]>>;
    getMediaList(...rest: Callbacks<Media[]>): void;
    /**
     * One medium.
     * @param name The name of the medium.
     */
    getMediaByName(name: string, requestOptions?: RequestOptions): Promise<Reply<Media>>;
    getMediaByName(name: string, ...rest: Callbacks<Media>): void;
    /**
     * Sets the state of one medium.
     * @param name The name of the medium.
     * @param stateOperationName An operationName of the state list.
     */
    setState(name: string, stateOperationName: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    setState(name: string, stateOperationName: string, ...rest: Callbacks<void>): void;
  };
  messenger: {
    /**
     * Sends a message to the other frames that are subscribed to messenger:<channel>.
     * @param channel The channel.
     * @param message What the others receive.
     */
    broadcastMessage(channel: string, message?: any | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    broadcastMessage(channel: string, requestOptions: RequestOptions): Promise<Reply<void>>;
    broadcastMessage(channel: string, message: any | null | undefined, ...rest: Callbacks<void>): void;
    broadcastMessage(channel: string, ...rest: Callbacks<void>): void;
  };
  outbound: {
    /** The agent's loaded and running campaigns. */
    getCampaigns(requestOptions?: RequestOptions): Promise<Reply<Campaign[]>>;
    getCampaigns(...rest: Callbacks<Campaign[]>): void;
    /**
     * Asks for a record of a pull preview campaign; it arrives by events.
     * @param campaignName The name of the campaign.
     */
    getPreviewRecord(campaignName: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    getPreviewRecord(campaignName: string, ...rest: Callbacks<void>): void;
    /**
     * Dials a record.
     * @param interactionId The identifier of the preview.
     * @param recordHandle The record of the chain to dial.
     */
    callPreviewRecord(interactionId: string | number, recordHandle: number | string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    callPreviewRecord(interactionId: string | number, recordHandle: number | string, ...rest: Callbacks<void>): void;
    /**
     * Rejects a record.
     * @param interactionId The identifier of the preview; may be left out when only one is open.
     */
    rejectPreviewRecord(interactionId?: string | number | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    rejectPreviewRecord(requestOptions: RequestOptions): Promise<Reply<void>>;
    rejectPreviewRecord(interactionId: string | number | null | undefined, ...rest: Callbacks<void>): void;
    rejectPreviewRecord(...rest: Callbacks<void>): void;
    /**
     * Cancels a record.
     * @param interactionId The identifier of the preview; may be left out when only one is open.
     */
    cancelPreviewRecord(interactionId?: string | number | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    cancelPreviewRecord(requestOptions: RequestOptions): Promise<Reply<void>>;
    cancelPreviewRecord(interactionId: string | number | null | undefined, ...rest: Callbacks<void>): void;
    cancelPreviewRecord(...rest: Callbacks<void>): void;
    /** Asks for direct push preview records. */
    startDirectPushPreview(requestOptions?: RequestOptions): Promise<Reply<void>>;
    startDirectPushPreview(...rest: Callbacks<void>): void;
    /** Asks for no more direct push preview records. */
    stopDirectPushPreview(requestOptions?: RequestOptions): Promise<Reply<void>>;
    stopDirectPushPreview(...rest: Callbacks<void>): void;
    /**
     * The call results by name.
     * @returns Numbers by name, such as `ANSWER`: 33.
     */
    getListOfCallResults(requestOptions?: RequestOptions): Promise<Reply<Dictionary>>;
    getListOfCallResults(...rest: Callbacks<Dictionary>): void;
    /**
     * Sets the call result of an active or completed call.
     * @param interactionId The identifier of the interaction.
     * @param callResult The number of the result; the reference calls it a string.
     */
    setCallResult(interactionId: string | number, callResult: number | string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    setCallResult(interactionId: string | number, callResult: number | string, ...rest: Callbacks<void>): void;
    /**
     * The call result that was set.
     * @param interactionId The identifier of the interaction.
     */
    getCallResult(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<number | null>>;
    getCallResult(interactionId: string | number, ...rest: Callbacks<number | null>): void;
    /**
     * Marks the record do not call.
     * @param interactionId The identifier of the interaction.
     */
    setDoNotCall(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    setDoNotCall(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Takes do not call back.
     * @param interactionId The identifier of the interaction.
     */
    removeDoNotCall(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    removeDoNotCall(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Schedules another call of a record.
     * @param interactionId The identifier of the interaction.
     * @param recordHandle The record of the chain.
     * @param rescheduleDate MM/DD/YYYY HH:MM in the time zone of the record.
     * @param callbackType CAMPAIGN or PERSONAL.
     */
    rescheduleRecord(interactionId: string | number, recordHandle: number | string, rescheduleDate: string, callbackType: string, requestOptions?: RequestOptions): Promise<Reply<void>>;
    rescheduleRecord(interactionId: string | number, recordHandle: number | string, rescheduleDate: string, callbackType: string, ...rest: Callbacks<void>): void;
    /**
     * Takes the schedule back.
     * @param interactionId The identifier of the interaction.
     */
    cancelReschedule(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    cancelReschedule(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * The records of the chain.
     * @param interactionId The identifier of the interaction.
     */
    getChainedRecords(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<Chain[]>>;
    getChainedRecords(interactionId: string | number, ...rest: Callbacks<Chain[]>): void;
    /**
     * The fields of the record.
     * @param interactionId The identifier of the interaction.
     */
    getRecordFields(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<Field[]>>;
    getRecordFields(interactionId: string | number, ...rest: Callbacks<Field[]>): void;
    /**
     * Changes fields of the record, all or none.
     * @param interactionId The identifier of the interaction.
     * @param recordData Field names and values.
     */
    updateRecordFields(interactionId: string | number, recordData: Dictionary, requestOptions?: RequestOptions): Promise<Reply<void>>;
    updateRecordFields(interactionId: string | number, recordData: Dictionary, ...rest: Callbacks<void>): void;
  };
  sipEndpoint: {
    /** Whether the microphone is mute. */
    isMicrophoneMute(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isMicrophoneMute(...rest: Callbacks<boolean>): void;
    /** Mutes the microphone. */
    muteMicrophone(requestOptions?: RequestOptions): Promise<Reply<void>>;
    muteMicrophone(...rest: Callbacks<void>): void;
    /** Unmutes the microphone. */
    unmuteMicrophone(requestOptions?: RequestOptions): Promise<Reply<void>>;
    unmuteMicrophone(...rest: Callbacks<void>): void;
    /** Whether the speaker is mute. */
    isSpeakerMute(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isSpeakerMute(...rest: Callbacks<boolean>): void;
    /** Mutes the speaker. */
    muteSpeaker(requestOptions?: RequestOptions): Promise<Reply<void>>;
    muteSpeaker(...rest: Callbacks<void>): void;
    /** Unmutes the speaker. */
    unmuteSpeaker(requestOptions?: RequestOptions): Promise<Reply<void>>;
    unmuteSpeaker(...rest: Callbacks<void>): void;
  };
  system: {
    /**
     * The requests that this origin may send.
     * @returns Names of requests.
     */
    getAllowedServices(requestOptions?: RequestOptions): Promise<Reply<string[]>>;
    getAllowedServices(...rest: Callbacks<string[]>): void;
    /** Counts as activity of the agent. */
    triggerActivity(requestOptions?: RequestOptions): Promise<Reply<void>>;
    triggerActivity(...rest: Callbacks<void>): void;
    /**
     * Shows a toast.
     * @param parameters title, iconUrl, subject, message, keyValues, buttons, buttonShowDismiss, autoCloseTimeout, sendToMyMessage, width.
     * @returns The id of the toast.
     */
    popupToast(parameters: Toast, requestOptions?: RequestOptions): Promise<Reply<string>>;
    popupToast(parameters: Toast, ...rest: Callbacks<string>): void;
    /**
     * Changes a toast.
     * @param id The identifier of the toast.
     * @param parameters As in popupToast.
     * @returns `false` when there is none of this id that is the app's own.
     */
    updateToast(id: string, parameters: ToastChanges, requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    updateToast(id: string, parameters: ToastChanges, ...rest: Callbacks<boolean>): void;
    /**
     * Closes a toast.
     * @param id The identifier of the toast.
     * @returns `false` when there is none of this id that is the app's own.
     */
    closeToast(id: string, requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    closeToast(id: string, ...rest: Callbacks<boolean>): void;
    /**
     * Opens a page in a dialog.
     * @param url The page to show.
     * @param options label, width, height.
     * @returns The id of the dialog; `null` without an address.
     */
    openDialog(url: string | null | undefined, options: DialogOptions, requestOptions?: RequestOptions): Promise<Reply<string | null>>;
    openDialog(url: string | null | undefined, options: DialogOptions, ...rest: Callbacks<string | null>): void;
    /**
     * Closes a dialog.
     * @param dialogId The identifier of the dialog.
     * @returns `false` when there is none of this id that is the app's own.
     */
    closeDialog(dialogId: string, requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    closeDialog(dialogId: string, ...rest: Callbacks<boolean>): void;
    /**
     * Creates or changes a view in the menu bar.
     * @param parameters name, iconUrl, label, shortLabel, tooltip, labelColor, backgroundColor.
     * @returns The name of the view.
     */
    updateViewInApplicationMenuBar(parameters: MenuBarView, requestOptions?: RequestOptions): Promise<Reply<string>>;
    updateViewInApplicationMenuBar(parameters: MenuBarView, ...rest: Callbacks<string>): void;
    /**
     * Removes a view of the menu bar.
     * @param name The name of the view.
     * @returns `false` when there is none of this id that is the app's own.
     */
    closeViewInApplicationMenuBar(name: string, requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    closeViewInApplicationMenuBar(name: string, ...rest: Callbacks<boolean>): void;
    /** Whether the asking frame is visible. */
    amIVisible(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    amIVisible(...rest: Callbacks<boolean>): void;
    /** Whether this browser tab leads the session. */
    isFrameLeading(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isFrameLeading(...rest: Callbacks<boolean>): void;
    /** Whether this browser tab follows another. */
    isFrameFollowing(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isFrameFollowing(...rest: Callbacks<boolean>): void;
    /** Whether the tabs are electing a leader. */
    isFrameNegotiating(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isFrameNegotiating(...rest: Callbacks<boolean>): void;
    /** Whether this tab leads, or may come to. */
    isFrameLeadingOrNegotiating(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isFrameLeadingOrNegotiating(...rest: Callbacks<boolean>): void;
    /** Whether this tab was the last active one. */
    isLastActiveFrame(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isLastActiveFrame(...rest: Callbacks<boolean>): void;
  };
  voice: {
    /**
     * Calls a number as the team communicator does.
     * @param destination The number to call.
     * @param userData Attached data of the call.
     */
    dial(destination: string, userData?: Dictionary | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    dial(destination: string, requestOptions: RequestOptions): Promise<Reply<void>>;
    dial(destination: string, userData: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    dial(destination: string, ...rest: Callbacks<void>): void;
    /**
     * Calls a number with attached data and extensions.
     * @param destination The number to call.
     * @param userData Attached data of the call.
     * @param extensions Extensions of the switch.
     */
    dialEx(destination: string, userData?: Dictionary | null, extensions?: Dictionary | null, requestOptions?: RequestOptions): Promise<Reply<void>>;
    dialEx(destination: string, userData: Dictionary | null | undefined, requestOptions: RequestOptions): Promise<Reply<void>>;
    dialEx(destination: string, requestOptions: RequestOptions): Promise<Reply<void>>;
    dialEx(destination: string, userData: Dictionary | null | undefined, extensions: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    dialEx(destination: string, userData: Dictionary | null | undefined, ...rest: Callbacks<void>): void;
    dialEx(destination: string, ...rest: Callbacks<void>): void;
    /**
     * Answers a ringing call.
     * @param interactionId The identifier of the call.
     */
    answer(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    answer(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Releases a call.
     * @param interactionId The identifier of the call.
     */
    hangUp(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    hangUp(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Holds a call.
     * @param interactionId The identifier of the call.
     */
    hold(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    hold(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Resumes a held call.
     * @param interactionId The identifier of the call.
     */
    resume(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    resume(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Starts the recording.
     * @param interactionId The identifier of the call.
     */
    startCallRecording(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    startCallRecording(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Stops the recording.
     * @param interactionId The identifier of the call.
     */
    stopCallRecording(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    stopCallRecording(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Pauses the recording.
     * @param interactionId The identifier of the call.
     */
    pauseCallRecording(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    pauseCallRecording(interactionId: string | number, ...rest: Callbacks<void>): void;
    /**
     * Resumes the recording.
     * @param interactionId The identifier of the call.
     */
    resumeCallRecording(interactionId: string | number, requestOptions?: RequestOptions): Promise<Reply<void>>;
    resumeCallRecording(interactionId: string | number, ...rest: Callbacks<void>): void;
    /** Whether the microphone is mute. */
    isMicrophoneMute(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isMicrophoneMute(...rest: Callbacks<boolean>): void;
    /** Mutes the microphone. */
    muteMicrophone(requestOptions?: RequestOptions): Promise<Reply<void>>;
    muteMicrophone(...rest: Callbacks<void>): void;
    /** Unmutes the microphone. */
    unmuteMicrophone(requestOptions?: RequestOptions): Promise<Reply<void>>;
    unmuteMicrophone(...rest: Callbacks<void>): void;
    /** Whether the speaker is mute. */
    isSpeakerMute(requestOptions?: RequestOptions): Promise<Reply<boolean>>;
    isSpeakerMute(...rest: Callbacks<boolean>): void;
    /** Mutes the speaker. */
    muteSpeaker(requestOptions?: RequestOptions): Promise<Reply<void>>;
    muteSpeaker(...rest: Callbacks<void>): void;
    /** Unmutes the speaker. */
    unmuteSpeaker(requestOptions?: RequestOptions): Promise<Reply<void>>;
    unmuteSpeaker(...rest: Callbacks<void>): void;
  };
}

export type EventName = keyof Events | `messenger:${string}`;

export type EventMessage<Name extends EventName> = Name extends keyof Events
  ? { event: Name; data: Events[Name]; userAgent: "WWE Server"; protocolVersion: number }
  : { event: Name; data: any; userAgent: "WWE Server"; protocolVersion: number };

export interface Service extends Namespaces {
  /** Sends any request, such as `{ request: "agent.get" }`. */
  sendMessage(message: Dictionary, requestOptions?: RequestOptions): Promise<Reply<any>>;
  sendMessage(message: Dictionary, ...rest: Callbacks<any>): void;
  /** Calls `handler` with each event of these names; a later subscription to a name replaces an earlier one. */
  subscribe<Name extends EventName>(
    names: Name | readonly Name[],
    handler: (message: EventMessage<Name>) => void,
    context?: unknown,
  ): Promise<{ subscriptionId: number }>;
  /** Ends every subscription that was made with this very function. */
  unsubscribe(handler: (message: any) => void): void;
  /** Talks to that window, for a page that embeds the workspace. */
  targetWWEWindow(target: Window): void;
  /** Talks to a host of this origin alone. Throws for what is no origin. */
  useHostOrigin(origin: string): void;
  /** Stops listening and forgets what is under way. */
  unload(): void;
  /** Set it to a function to receive the host's plain texts. */
  onMessage: ((text: string) => void) | null;
  /** The origin that messages go to; `null` until it is known. */
  readonly hostOrigin: string | null;
}

declare const service: Service;
export default service;

export declare const agent: Service["agent"];
export declare const auth: Service["auth"];
export declare const configuration: Service["configuration"];
export declare const email: Service["email"];
export declare const interaction: Service["interaction"];
export declare const media: Service["media"];
export declare const messenger: Service["messenger"];
export declare const outbound: Service["outbound"];
export declare const sipEndpoint: Service["sipEndpoint"];
export declare const system: Service["system"];
export declare const voice: Service["voice"];
export declare const sendMessage: Service["sendMessage"];
export declare const subscribe: Service["subscribe"];
export declare const unsubscribe: Service["unsubscribe"];
export declare const targetWWEWindow: Service["targetWWEWindow"];
export declare const useHostOrigin: Service["useHostOrigin"];
export declare const unload: Service["unload"];

declare global {
  interface Window {
    genesys: { wwe: { service: Service } };
    frameId?: string;
  }
  var genesys: Window["genesys"];
}
