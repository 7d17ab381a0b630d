/*
 * Marks on controls that no template makes: what needs the contact centre is disabled while the link is lost, and what
 * has been asked for says that it waits. So neither renders anything anew.
 */
import { bridge } from "./border.js";

const MARKABLE = "[data-action], [data-needs-link]";
const MARKED = "[data-marked]";

let needs = new Set(); // actions that need the link
let lost = false;
let waiting = new Set(); // "action argument" of what has not been answered

function mark(element) {
  const { action, arg = "", needsLink } = element.dataset;
  const cut = lost && (needsLink !== undefined || needs.has(action));
  const waits = waiting.has(`${action} ${arg}`);
  if ((!cut && !waits) || element.ariaDisabled === "true") {
    return; // disabled by its template: that stays
  }
  element.dataset.marked = "";
  element.ariaDisabled = "true";
  if (cut) {
    element.dataset.link = "lost";
  }
  if (waits) {
    element.ariaBusy = "true";
  }
}

function unmark(element) {
  delete element.dataset.marked;
  delete element.dataset.link;
  element.ariaDisabled = null;
  element.ariaBusy = null;
}

/** Marks what is in an element that was rendered; rendering has taken the marks away. */
export function markWithin(root) {
  if (!lost && waiting.size === 0) {
    return;
  }
  if (root.matches?.(MARKABLE)) {
    mark(root);
  }
  root.querySelectorAll(MARKABLE).forEach(mark);
}

Object.assign(bridge, {
  /** The actions that need the link to the contact centre: JSON, their names. */
  setActions(text) {
    needs = new Set(JSON.parse(text));
  },

  /** `text` is JSON: {lost, waiting: ["action argument"]}. */
  setMarks(text) {
    const given = JSON.parse(text);
    lost = given.lost;
    waiting = new Set(given.waiting);
    document.querySelectorAll(MARKED).forEach(unmark);
    markWithin(document);
  },
});
