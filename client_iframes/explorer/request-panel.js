/* The requests by namespace, and a form for the chosen one. What is not granted is marked, and can be sent anyway. */

import { call, describe, send } from "./client.js";
import { byId, element, prettyJson } from "./dom.js";
import { newField } from "./fields.js";
import { allowed, known, watch } from "./permissions.js";
import { REQUESTS } from "./requests.js";

const RAW = "sendMessage"; // the entry for any request name at all
const list = byId("request-list");
const items = new Map(); // request name -> its button
const forms = new Map(); // request name -> its form, kept with what was typed
let chosen = "agent.get";

function build() {
  const groups = Map.groupBy(known(), (name) => name.split(".")[0]);
  const sections = [...[...groups].sort(), ["any request", [RAW]]];
  list.replaceChildren(
    ...sections.map(([title, names]) =>
      element("section", {}, element("h3", {}, title), names.map((name) => item(name, title))),
    ),
  );
  refresh();
}

function item(name, namespace) {
  const short = name.startsWith(`${namespace}.`) ? name.slice(namespace.length + 1) : name;
  const button = element(
    "button",
    { type: "button", "data-testid": `request:${name}`, title: name, onclick: () => choose(name) },
    short,
    element("span", { class: "spoken" }),
  );
  items.set(name, button);
  return button;
}

/** Marks, filters and makes the chosen request the one stop of the Tab key. */
function refresh() {
  const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const grant = document.querySelector("input[name=grant]:checked").value;
  for (const [name, button] of items) {
    const state = name === RAW ? "unknown" : allowed(name);
    const haystack = `${name} ${REQUESTS.get(name)?.help ?? ""}`.toLowerCase();
    button.dataset.allowed = state;
    button.lastElementChild.textContent = state === "no" ? ", not granted" : "";
    button.hidden = !words.every((word) => haystack.includes(word)) || (grant !== "all" && state !== grant);
    button.setAttribute("aria-current", String(name === chosen));
    button.tabIndex = name === chosen ? 0 : -1;
  }
  if (!visible().some((button) => button.tabIndex === 0) && visible().length) {
    visible()[0].tabIndex = 0;
  }
  for (const section of list.children) {
    section.hidden = ![...section.querySelectorAll("button")].some((button) => !button.hidden);
  }
}

const visible = () => [...items.values()].filter((button) => !button.hidden);

function choose(name) {
  chosen = name;
  if (!forms.has(name)) {
    forms.set(name, newForm(name));
  }
  byId("request-detail").replaceChildren(forms.get(name).node);
  forms.get(name).showAllowed();
  refresh();
}

function newForm(name) {
  const raw = !REQUESTS.has(name);
  const { help, fields } = REQUESTS.get(name) ?? {
    help: name === RAW ? "Sends any request name, known or not." : "A request that this explorer has no form for.",
    fields: [
      ...(name === RAW ? [{ name: "request", kind: "text", value: "agent.get" }] : []),
      { name: "parameters", kind: "json", value: "[]" },
    ],
  };
  const inputs = fields.map(newField);
  const warning = "Not granted to this origin: it is sent, and refused.";
  const refusal = element("p", { class: "not-granted", "data-testid": "not-granted" }, warning);
  const problem = element("p", { class: "problem", role: "alert", "data-testid": "problem" });
  const verdict = element("p", { class: "outcome", role: "status", "data-testid": "answer-verdict" });
  const answer = element("pre", { "data-testid": "answer", tabindex: "0", "aria-label": "Answer", hidden: true });
  const onsubmit = async (event) => {
    event.preventDefault();
    let values;
    try {
      values = inputs.map((input) => input.read());
      problem.textContent = "";
    } catch (error) {
      problem.textContent = error.message;
      return;
    }
    verdict.dataset.verdict = "waiting";
    verdict.textContent = "waiting";
    const [request, ...parameters] = name === RAW ? values : [name, ...values];
    const outcome = await (raw ? send(request, parameters[0]) : call(request, ...parameters));
    verdict.dataset.verdict = outcome.verdict;
    verdict.textContent = describe(outcome);
    answer.textContent = prettyJson(outcome.reply);
    answer.hidden = false;
  };
  const node = element(
    "form",
    { class: "request-form", "data-testid": "request-form", "data-request": name, novalidate: true, onsubmit },
    element("h3", { class: "wire" }, name),
    element("p", { class: "help" }, help),
    refusal,
    inputs.map((input) => input.node),
    problem,
    element("div", { class: "send-row" }, element("button", { class: "primary", "data-testid": "send" }, "Send"), verdict),
    answer,
  );
  return { node, showAllowed: () => (refusal.hidden = name === RAW || allowed(name) !== "no") };
}

/** Up, Down, Home and End walk through the list; from the filter box, Down enters it. */
function walk(event) {
  const buttons = visible();
  const here = buttons.indexOf(document.activeElement);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next !== undefined && buttons[next]) {
    event.preventDefault();
    buttons[next].focus();
  }
}

list.addEventListener("keydown", walk);
byId("filter").addEventListener("keydown", (event) => event.key === "ArrowDown" && walk(event));
byId("filter").addEventListener("input", refresh);
byId("grant-filter").addEventListener("change", refresh);
watch(() => {
  build();
  choose(chosen);
});
build();
choose(chosen);
