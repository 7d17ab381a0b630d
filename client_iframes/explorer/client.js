/* Calls the library and says in one word what became of each call. */

import * as log from "./log.js";
import { allowed } from "./permissions.js";
import { REQUESTS } from "./requests.js";

const service = window.genesys.wwe.service;
const afterReply = [];

/** Calls back with each successful reply, whoever asked for it. */
export function watchReplies(watcher) {
  afterReply.push(watcher);
}

/** Sends a request by the library's own function and resolves to its outcome; a failure is an outcome as well. */
export function call(request, ...parameters) {
  if (!REQUESTS.has(request)) {
    return send(request, parameters);
  }
  const [namespace, method] = request.split(".");
  return outcomeOf(request, parameters, () => service[namespace][method](...parameters));
}

/** Sends any request name with any parameters. */
export function send(request, parameters) {
  return outcomeOf(request, parameters, () => service.sendMessage({ request, parameters }));
}

/** Subscribes to one event name. */
export function subscribe(event, handler) {
  return outcomeOf("subscribe", [event], () => service.subscribe(event, handler));
}

export function unsubscribe(handler) {
  service.unsubscribe(handler);
}

/** An outcome in one line. */
export function describe({ verdict, text, ms }) {
  return verdict === "success" ? `success, ${ms} ms` : `${verdict}: ${text}`;
}

async function outcomeOf(request, parameters, begin) {
  const entry = log.begin(request, parameters);
  const start = performance.now();
  let outcome;
  try {
    const reply = await begin();
    outcome = { verdict: "success", reply, data: reply.data, text: "" };
  } catch (error) {
    outcome = { verdict: verdictOf(request, error.message), reply: error.reply ?? error.message, text: error.message };
  }
  outcome.ms = Math.round((performance.now() - start) * 10) / 10;
  log.settle(entry, outcome);
  if (outcome.verdict === "success") {
    afterReply.forEach((watcher) => watcher(request, outcome.data));
  }
  return outcome;
}

function verdictOf(request, text) {
  if (text === "Request timeout") {
    return "no answer";
  }
  if (text.startsWith("The rate limit for the request")) {
    return "rate-limited";
  }
  return request !== "subscribe" && allowed(request) === "no" ? "refused" : "failed";
}
