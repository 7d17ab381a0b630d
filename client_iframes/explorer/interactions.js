/* The live interactions: read once, then kept up to date by events; with the usual actions and the attached data. */

import { call, describe } from "./client.js";
import { byId, element } from "./dom.js";
import { allowed, watch as watchPermissions } from "./permissions.js";

const list = byId("interactions");
const interactions = new Map(); // interactionId -> the interaction as the host last told it
const rows = new Map(); // interactionId -> the parts of its row
const watchers = [];

// Which button fits which state; the others stay where they are, disabled.
const ENDED = ["IDLE", "COMPLETED", "CANCELED", "CANCELLED", "REJECTED", "REVOKED", "SENT"];
const VOICE_ACTIONS = [
  ["answer", "Answer", "voice.answer", (state) => state === "RINGING"],
  ["hang-up", "Hang up", "voice.hangUp", (state) => !ENDED.includes(state)],
  ["hold", "Hold", "voice.hold", (state) => state === "TALKING"],
  ["resume", "Resume", "voice.resume", (state) => state === "HELD"],
  ["mark-done", "Mark done", "interaction.markdone", (state) => ENDED.includes(state)],
];
const OTHER_ACTIONS = [
  ["accept", "Accept", "interaction.accept", (state) => state.startsWith("INVITED")],
  ["reject", "Reject", "interaction.reject", (state) => state.startsWith("INVITED")],
  ["mark-done", "Mark done", "interaction.markdone", (state) => !state.startsWith("INVITED")],
];

export const live = () => [...interactions.values()];

export function watch(watcher) {
  watchers.push(watcher);
}

/** One line for lists: "#1 voice TALKING 5001". */
export function label(interaction) {
  const { interactionId, media, state } = interaction;
  return [`#${interactionId}`, media, state, party(interaction)].filter(Boolean).join(" ");
}

/** Takes the answer of interaction.getInteractions. */
export function replaceAll(all) {
  const before = [...interactions.keys()];
  interactions.clear();
  all.forEach((interaction) => interactions.set(interaction.interactionId, interaction));
  changed(new Set([...before, ...interactions.keys()]));
}

/** Takes an interaction event; the events of cases carry no interaction. */
export function apply({ data }) {
  const interaction = data?.interaction;
  if (!interaction) {
    return;
  }
  if (data.eventType === "REMOVED") {
    interactions.delete(interaction.interactionId);
  } else {
    const media = interaction.media ?? data.media ?? interactions.get(interaction.interactionId)?.media;
    interactions.set(interaction.interactionId, { ...interaction, media });
  }
  changed([interaction.interactionId]);
}

/** Draws the rows of these interactions, and no other. */
function changed(ids) {
  for (const id of ids) {
    const interaction = interactions.get(id);
    if (interaction === undefined) {
      rows.get(id)?.node.remove();
      rows.delete(id);
      continue;
    }
    if (!rows.has(id)) {
      rows.set(id, newRow(id, isVoice(interaction)));
      list.prepend(rows.get(id).node);
    }
    fill(rows.get(id), interaction);
  }
  byId("interaction-count").textContent = String(interactions.size);
  byId("no-interactions").hidden = interactions.size > 0;
  watchers.forEach((watcher) => watcher());
}

/** A row is built once and then filled, so that nothing that is being typed or pointed at goes away. */
function newRow(id, voice) {
  const row = {
    name: element("strong", { class: "party" }),
    state: element("span", { class: "state" }),
    facts: element("p", { class: "row-facts" }),
    outcome: element("p", { class: "outcome", role: "status", "data-testid": "row-outcome" }),
    data: element("dl", { class: "data", "data-testid": "data" }),
    dataTitle: element("summary", { "data-testid": "data-title" }),
    lines: new Map(), // key -> what is shown of it, and its element
    buttons: [],
  };
  const act = async (request, ...parameters) => {
    const outcome = await call(request, ...parameters);
    row.outcome.dataset.verdict = outcome.verdict;
    row.outcome.textContent = `${request} ${describe(outcome)}`;
  };
  row.buttons = (voice ? VOICE_ACTIONS : OTHER_ACTIONS).map(([testid, title, request, fits]) => ({
    request,
    fits,
    node: element("button", { type: "button", "data-testid": testid, onclick: () => act(request, id) }, title),
  }));
  row.remove = (key) => act("interaction.deleteUserData", id, key);
  const key = element("input", { "data-testid": "data-key", "aria-label": "Key", placeholder: "Key", required: true });
  const value = element("input", { "data-testid": "data-value", "aria-label": "Value", placeholder: "Value" });
  row.edit = (oldKey, oldValue) => {
    key.value = oldKey;
    value.value = oldValue;
    value.focus();
  };
  const onsubmit = (event) => {
    event.preventDefault();
    act("interaction.setUserData", id, { [key.value]: value.value });
  };
  const set = element("button", { "data-testid": "data-set" }, "Set");
  row.buttons.push({ request: "interaction.setUserData", fits: () => true, node: set });
  const form = element("form", { class: "data-edit", onsubmit }, key, value, set);
  row.node = element(
    "li",
    { class: "interaction", "data-testid": `interaction:${id}` },
    element("div", { class: "row-head" }, row.name, row.state),
    row.facts,
    element("div", { class: "actions" }, row.buttons.map((button) => button.node).filter((node) => node !== set)),
    row.outcome,
    element("details", { open: true }, row.dataTitle, row.data, form),
  );
  return row;
}

function fill(row, interaction) {
  const { interactionId, state, media, direction, ani, dnis, callType, caseId } = interaction;
  row.node.dataset.state = state;
  row.node.dataset.media = media;
  row.name.textContent = party(interaction) || `Interaction ${interactionId}`;
  row.state.textContent = state;
  row.facts.textContent = [`#${interactionId}`, media, callType ?? direction, ani && `from ${ani}`, dnis && `to ${dnis}`]
    .filter(Boolean)
    .join(" · ");
  row.facts.title = caseId ? `Case ${caseId}` : "";
  row.buttons.forEach(({ node, fits }) => (node.disabled = !fits(state)));
  showAllowed(row);
  const data = Object.entries(interaction.userData ?? {});
  row.dataTitle.textContent = `Attached data, ${data.length}`;
  fillData(row, data);
}

/** A line of the data stays the same element as long as its value does. */
function fillData(row, data) {
  const lines = new Map();
  for (const [key, value] of data) {
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    const known = row.lines.get(key);
    lines.set(key, known?.shown === shown ? known : { shown, node: dataRow(row, key, shown) });
  }
  const nodes = [...lines.values()].map(({ node }) => node);
  if (nodes.length !== row.data.children.length || nodes.some((node, place) => node !== row.data.children[place])) {
    row.data.replaceChildren(...nodes);
  }
  row.lines = lines;
}

function dataRow(row, key, shown) {
  return element(
    "div",
    { "data-testid": "data-row", "data-name": key },
    element("dt", {}, key),
    element(
      "dd",
      {},
      dataButton("edit", `Edit ${key}`, shown, () => row.edit(key, shown)),
      dataButton("delete", `Delete ${key}`, "×", () => row.remove(key)),
    ),
  );
}

function dataButton(verb, title, text, onclick) {
  const attributes = { type: "button", class: "quiet", "data-testid": `data-${verb}`, title, onclick };
  return element("button", { ...attributes, "aria-label": verb === "edit" ? `${title}: ${text}` : title }, text);
}

function showAllowed(row) {
  row.buttons.forEach(({ node, request }) => {
    node.dataset.allowed = allowed(request);
    node.title = allowed(request) === "no" ? `${request} is not granted: it is sent, and refused` : request;
  });
}

const isVoice = (interaction) => interaction.media === undefined || interaction.media === "voice";

function party({ contact, parties, ani, dnis, direction }) {
  return contact?.displayName || parties?.[0]?.name || (direction === "OUT" ? dnis : ani);
}

watchPermissions(() => rows.forEach(showAllowed));
