/* Subscriptions, one switch each, and the messenger. */

import { showConnection } from "./banner.js";
import { call, describe, subscribe, unsubscribe } from "./client.js";
import { byId, element } from "./dom.js";
import { apply } from "./interactions.js";
import * as log from "./log.js";
import { allowed, current, watch } from "./permissions.js";
import { EVENT_PERMISSIONS } from "./requests.js";

const handlers = new Map(); // event name -> the function that was subscribed: unsubscribe goes by the function
const switches = new Map(); // event name -> its checkbox

/** Switches a subscription on and says whether the host took it. */
export async function listen(name) {
  if (handlers.has(name)) {
    return true;
  }
  const handler = (message) => receive(message);
  handlers.set(name, handler);
  const outcome = await subscribe(name, handler);
  if (outcome.verdict !== "success") {
    handlers.delete(name);
  }
  const text = outcome.verdict === "success" ? "subscribed" : describe(outcome);
  showOutcome(`${name} ${text}`, outcome.verdict);
  showSwitches();
  return outcome.verdict === "success";
}

export function listenToAll() {
  return Promise.all([...EVENT_PERMISSIONS.keys()].map(listen));
}

function stop(name) {
  unsubscribe(handlers.get(name));
  handlers.delete(name);
  showOutcome(`${name} unsubscribed`, "success");
  showSwitches();
}

function receive(message) {
  log.event(message);
  if (message.event === "interaction") {
    apply(message);
  } else if (message.data?.eventType === "REALTIME_CONNECTION") {
    showConnection(message.data.state);
  }
}

function showOutcome(text, verdict) {
  byId("events-outcome").dataset.verdict = verdict;
  byId("events-outcome").textContent = text;
}

function channelName() {
  return `messenger:${byId("channel").value.trim()}`;
}

function showSwitches() {
  for (const [name, box] of switches) {
    const needed = EVENT_PERMISSIONS.get(name);
    const unlisted = current().status === "none";
    const deaf = unlisted || (needed.length > 0 && needed.every((request) => allowed(request) === "no"));
    box.checked = handlers.has(name);
    box.parentElement.dataset.allowed = deaf ? "no" : "yes";
    box.parentElement.title = deaf ? `Nothing arrives without ${needed.join(" or ") || "being listed"}` : "";
  }
  byId("channel-toggle").checked = handlers.has(channelName());
}

function switchFor(name) {
  const onchange = () => (box.checked ? listen(name) : stop(name));
  const box = element("input", { type: "checkbox", "data-testid": `subscribe:${name}`, onchange });
  switches.set(name, box);
  return element("label", { class: "toggle" }, box, ` ${name}`);
}

byId("toggles").append(...[...EVENT_PERMISSIONS.keys()].map(switchFor));
byId("channel").addEventListener("input", showSwitches);
byId("channel-toggle").addEventListener("change", ({ target }) => (target.checked ? listen : stop)(channelName()));
byId("messenger").addEventListener("submit", async (event) => {
  event.preventDefault();
  const message = { text: byId("broadcast-text").value };
  const outcome = await call("messenger.broadcastMessage", byId("channel").value.trim(), message);
  showOutcome(`Broadcast ${describe(outcome)}`, outcome.verdict);
});
watch(showSwitches);
