/* What this origin may do, as the host told it. One state, read by every panel. */

import { MUST_BE_NAMED, REQUESTS } from "./requests.js";

const MICROPHONE_OR_SPEAKER = /^(?:voice|sipEndpoint)\.(.*(?:Microphone|Speaker).*)$/;
const watchers = [];

/**
 * `status`: waiting, all, some, none (the origin is not listed), unknown (listed, but it may not ask), silent (no
 * answer) or alone (no host around this page). `failure` is the host's own text.
 */
let state = { status: "waiting", granted: new Set(), failure: "" };

export const current = () => state;

export function watch(watcher) {
  watchers.push(watcher);
}

/** Every request there is: those of the table, and those that this host grants beyond it. */
export const known = () => [...new Set([...REQUESTS.keys(), ...state.granted])];

export const missing = () => known().filter((name) => !state.granted.has(name));

/** "yes", "no" or "unknown"; a name that is no request at all is unknown to a host that lists us. */
export function allowed(name) {
  if (state.status === "all" || state.status === "some") {
    return state.granted.has(name) ? "yes" : REQUESTS.has(name) ? "no" : "unknown";
  }
  return state.status === "none" ? "no" : "unknown";
}

export function grant(names) {
  const granted = new Set(names.flatMap(spellings));
  const lacking = [...REQUESTS.keys()].filter((name) => !granted.has(name) && !MUST_BE_NAMED.has(name));
  change({ status: lacking.length === 0 ? "all" : "some", granted, failure: "" });
}

export function refuse(status, failure) {
  change({ status, granted: new Set(), failure });
}

/** The microphone and speaker requests have two names and one permission; a host may tell either or both. */
function spellings(name) {
  const match = MICROPHONE_OR_SPEAKER.exec(name);
  return match ? [`voice.${match[1]}`, `sipEndpoint.${match[1]}`] : [name];
}

function change(next) {
  state = next;
  watchers.forEach((watcher) => watcher(state));
}
