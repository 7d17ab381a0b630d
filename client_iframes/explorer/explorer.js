/* Puts the panels together: asks what may be done, listens, reads what is there, and lets the agent's tools work. */

import { check, showFacts } from "./banner.js";
import { call, describe, watchReplies } from "./client.js";
import { byId, element } from "./dom.js";
import { listen, listenToAll } from "./events.js";
import { live, replaceAll, watch } from "./interactions.js";
import { allowed, current } from "./permissions.js";
import "./request-panel.js";

const operations = new Set(["Ready", "NotReady"]); // the names of reasons differ by site: learned from the host's list
const media = new Set(["voice", "email", "chat", "workitem", "outboundpreview"]);

async function start() {
  await check(() => listen("interaction"));
  if (["all", "some", "unknown"].includes(current().status)) {
    await listenToAll();
    if (allowed("interaction.getInteractions") !== "no") {
      await call("interaction.getInteractions");
    }
  }
}

async function dial(event) {
  event.preventDefault();
  const outcome = await call("voice.dial", byId("dial-number").value.trim());
  byId("dial-outcome").dataset.verdict = outcome.verdict;
  byId("dial-outcome").textContent = describe(outcome);
}

function learn(request, data) {
  if (request === "interaction.getInteractions") {
    replaceAll(data ?? []);
  } else if (request === "agent.getStateList") {
    data.forEach((state) => operations.add(state.operationName));
  } else if (request === "media.getMediaList") {
    data.forEach((medium) => media.add(medium.name));
  }
  suggest("operations", operations);
  suggest("media", media);
}

function suggest(id, values) {
  const list = byId(id);
  const known = [...list.children].map(({ value }) => value);
  if (known.length !== values.size || known.some((value) => !values.has(value))) {
    list.replaceChildren(...[...values].map((value) => element("option", { value })));
  }
}

function showTab(name) {
  byId("panels").dataset.tab = name;
  for (const button of document.querySelectorAll(".tabs button")) {
    button.setAttribute("aria-current", String(button.dataset.tab === name));
  }
}

byId("dial").addEventListener("submit", dial);
byId("refresh").addEventListener("click", () => call("interaction.getInteractions"));
byId("check-again").addEventListener("click", start);
document.querySelectorAll(".tabs button").forEach((tab) => tab.addEventListener("click", () => showTab(tab.dataset.tab)));
window.addEventListener("message", showFacts); // The host tells the frame's identity in a message of its own.
watchReplies(learn);
watch(() => suggest("cases", new Set(live().map((interaction) => interaction.caseId).filter(Boolean))));

showFacts();
start();
