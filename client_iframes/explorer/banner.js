/* The top of the page: who we are, whether the host answers, and what this origin may do. */

import { call } from "./client.js";
import { byId, element } from "./dom.js";
import * as permissions from "./permissions.js";

const ATTEMPTS = 6; // of 10 s each, the library's own time limit: a host may still be starting

/**
 * Asks the host what this origin may do, until it answers. `isListed` decides where the answer is a failure: a host may
 * fail the question although the origin is listed.
 */
export async function check(isListed) {
  if (window.parent === window && !window.opener) {
    permissions.refuse("alone", "");
    return;
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const outcome = await call("system.getAllowedServices");
    if (outcome.verdict === "success") {
      permissions.grant(outcome.data);
      return;
    }
    if (outcome.verdict !== "no answer") {
      permissions.refuse((await isListed()) ? "unknown" : "none", outcome.text);
      return;
    }
    permissions.refuse("silent", outcome.text);
  }
}

/** Shows a change of the connection between host and contact centre: DISCONNECTED, RECONNECTED or DOWN. */
export function showConnection(state) {
  connection(state === "RECONNECTED" ? "connected" : "lost", state === "RECONNECTED" ? "Connected" : state);
}

function connection(state, text) {
  byId("connection").dataset.state = state;
  byId("connection").textContent = text;
}

export function showFacts() {
  byId("own-origin").textContent = location.origin;
  byId("frame-id").textContent = window.frameId ?? "none";
  byId("host-origin").textContent = window.genesys.wwe.service.hostOrigin ?? "not known";
}

function show(state) {
  const { granted, failure, status } = state;
  const total = permissions.known().length;
  const lacking = permissions.missing();
  const counted = `${granted.size} of ${total} requests`;
  const notNamed = lacking.length ? `${granted.size} of ${total}; only by name: ${lacking.join(", ")}` : counted;
  const [title, note] = {
    waiting: ["Waiting for the workspace", ""],
    all: ["All requests", notNamed],
    some: [counted, `${lacking.length} are refused here`],
    none: ["This origin is not listed: every request fails", failure],
    unknown: ["Listed, but it may not ask what it may do", failure],
    silent: ["No answer from the workspace", "It is still starting, or it ignores this page."],
    alone: ["No workspace around this page", "Open it as a client app of a workspace."],
  }[status];
  byId("banner").dataset.state = status;
  byId("banner-title").textContent = title;
  byId("banner-note").textContent = note;
  byId("banner-note").title = note;

  const answered = !["waiting", "silent", "alone"].includes(status);
  if (status === "none") {
    connection("lost", "Host refuses");
  } else {
    connection(answered ? "connected" : status, answered ? "Connected" : title);
  }
  byId("permissions-failure").textContent = failure;
  byId("permissions-failure").hidden = !failure;
  byId("granted-title").textContent = `Granted, ${granted.size}`;
  byId("granted").replaceChildren(...byNamespace([...granted]));
  byId("missing-title").textContent = answered ? `Missing, ${lacking.length} of ${total}` : `Not known, ${total}`;
  byId("missing").replaceChildren(...byNamespace(lacking));
  showFacts();
}

function byNamespace(names) {
  const groups = Map.groupBy(names, (name) => name.split(".")[0]);
  return [...groups].sort().map(([namespace, members]) =>
    element(
      "div",
      {},
      element("b", {}, namespace),
      element("p", {}, members.map((name) => element("code", {}, name.slice(namespace.length + 1)))),
    ),
  );
}

permissions.watch(show);
