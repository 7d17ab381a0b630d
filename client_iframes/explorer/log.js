/* The log: one entry per request (filled in when its reply comes) and one per event, newest first. */

import { byId, clockTime, element, prettyJson } from "./dom.js";

const LIMIT = 400;
const list = byId("log");
let opened = null; // the entry that was opened for being the newest, and closes when a newer one comes

/** Adds a request that waits for its reply. */
export function begin(request, parameters) {
  const entry = add("reply", request, "waiting", "");
  entry.preview.textContent = preview(parameters);
  if (!Array.isArray(parameters) || parameters.length > 0) {
    entry.body.append(block("Parameters", parameters));
  }
  return entry;
}

/** Fills in the reply. */
export function settle(entry, { verdict, ms, reply, text }) {
  entry.node.dataset.verdict = verdict;
  entry.verdict.textContent = verdict;
  entry.ms.textContent = `${ms} ms`;
  entry.preview.textContent = text || (reply.data === undefined ? entry.preview.textContent : preview(reply.data));
  entry.body.append(block("Reply", reply));
  open(entry);
}

export function event(message) {
  const entry = add("event", message.event, "event", "");
  const { eventType, interaction, mediaState, frameState } = message.data ?? {};
  entry.preview.textContent =
    [eventType, interaction && `#${interaction.interactionId} ${interaction.state}`, mediaState, frameState]
      .filter(Boolean)
      .join(" ") || preview(message.data);
  entry.body.append(block("Event", message));
  open(entry);
}

function add(kind, name, verdict, ms) {
  const entry = {
    verdict: element("span", { class: "verdict" }, verdict),
    ms: element("span", { class: "ms" }, ms),
    preview: element("span", { class: "preview" }),
    body: element("div", { class: "entry-body" }),
  };
  const summary = element(
    "summary",
    {},
    element("time", {}, clockTime(new Date())),
    entry.verdict,
    element("span", { class: "entry-name" }, name),
    entry.preview,
    entry.ms,
  );
  entry.details = element("details", {}, summary, entry.body);
  entry.node = element(
    "li",
    { "data-testid": "log-entry", "data-kind": kind, "data-name": name, "data-verdict": verdict },
    entry.details,
  );
  list.prepend(entry.node);
  while (list.children.length > LIMIT) {
    list.lastElementChild.remove();
  }
  count();
  return entry;
}

/** Shows the newest entry in full. An entry that was opened by hand stays open: only our own choice is taken back. */
function open(entry) {
  if (opened && opened !== entry.details && opened.contains(document.activeElement) === false) {
    opened.open = false;
  }
  entry.details.open = true;
  opened = entry.details;
}

function block(title, value) {
  return element("figure", {}, element("figcaption", {}, title), element("pre", {}, prettyJson(value)));
}

function preview(data) {
  const text = data === undefined || data?.length === 0 ? "" : JSON.stringify(data);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function count() {
  byId("log-count").textContent = String(list.children.length);
  byId("log-empty").hidden = list.children.length > 0;
}

byId("clear-log").addEventListener("click", () => {
  list.replaceChildren();
  opened = null;
  count();
});
byId("log-events").addEventListener("change", ({ target }) => list.classList.toggle("without-events", !target.checked));
