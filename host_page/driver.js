/*
 * The start of the page, and the driver: `window.workspace.call(name, args)`, which gives a Promise of JSON.
 *
 * `<html data-workspace>` is "booting", then "ready" or "failed". Calls of the driver wait until the page is ready.
 */
import { bridge } from "./border.js";

const calls = new Map(); // number -> what waits for the answer

const SLOW_AFTER_S = 10;

const root = document.documentElement;
const started = performance.now();
const texts = fetch("/workspace.json").then((response) => {
  if (!response.ok) {
    throw new Error(`/workspace.json: ${response.status} ${response.statusText}`);
  }
  return response.text();
});
texts.catch(() => {}); // told when Python asks for it

/** Fills the elements of the failure screen; texts only, whatever they hold. */
function showFailure({ title, sentence, file, line, lines, expected, details, start, more = [] }) {
  const put = (name, text) => {
    for (const element of document.querySelectorAll(`[data-failure="${name}"]`)) {
      element.textContent = text;
      element.hidden = text === "";
    }
  };
  put("title", title);
  put("sentence", sentence);
  put("place", file ? (line ? `${file}, line ${line}` : file) : "");
  put("expected", expected);
  put("details", details);
  const list = document.querySelector('[data-failure="lines"]');
  list.replaceChildren(
    ...lines.map(({ number, text, marked }) => {
      const row = document.createElement("li");
      row.value = number;
      row.textContent = text;
      row.classList.toggle("marked", marked);
      return row;
    }),
  );
  list.hidden = lines.length === 0;
  const others = document.querySelector('[data-failure="more"]');
  others.replaceChildren(...more.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  others.hidden = more.length === 0;
  if (start !== undefined) {
    Object.assign(document.getElementById("failure-start"), { textContent: start.text, href: start.search });
  }
}

/**
 * Whether an error is of something that a tool evaluates in the page: the page's policy refuses strings, and that of a
 * test which waits for one is no failure of the start.
 */
function isEvaluated(error) {
  const stack = String(error?.stack ?? "");
  return !stack.includes("/assets/") && (error instanceof EvalError || /<anonymous>:\d|UtilityScript|\beval\b/.test(stack));
}

function crashed(error) {
  if (root.dataset.workspace === "booting" && !isEvaluated(error)) {
    const sentence = error?.message || String(error);
    const report = { title: "The workspace did not start", sentence, file: "", line: null, lines: [], expected: "" };
    bridge.fail(JSON.stringify({ ...report, details: error?.stack || sentence }));
  }
}

/** After a while the boot screen says how long the running step has taken; a start that hangs says so for ever. */
function tellSlowness() {
  const seconds = Math.round((performance.now() - started) / 1000);
  const slow = root.dataset.workspace === "booting" && seconds >= SLOW_AFTER_S;
  for (const element of document.querySelectorAll("[data-boot-slow]")) {
    element.hidden = !slow;
    element.textContent = slow ? `${seconds} s so far.` : "";
  }
  if (root.dataset.workspace !== "booting") {
    clearInterval(watchdog);
  }
}

const watchdog = setInterval(tellSlowness, 1000);

Object.assign(bridge, {
  /** The text of `/workspace.json`, when it has come. */
  startTexts: texts,

  /** The start has come to this step: python, configuration, clients; before the first one, files are loaded. */
  step(name) {
    root.dataset.step = name;
  },

  /** What Python started from: the snapshot, or the packages when the snapshot could not be used, and why. */
  startedFrom(what, why = "") {
    root.dataset.start = what;
    if (why !== "") {
      const note = `The quick start failed, so this one takes a few seconds more: ${why}.`;
      console.warn(note);
      for (const element of document.querySelectorAll("[data-boot-note]")) {
        element.hidden = false;
        element.textContent = note;
      }
    }
  },

  fail(text) {
    root.dataset.workspace = "failed";
    showFailure(JSON.parse(text));
  },

  /** The answer of a driver call that another tab has carried out. */
  settleCall(number, text) {
    calls.get(number)?.(text);
    calls.delete(number);
  },

  logError(text) {
    console.error(text);
  },
});

window.addEventListener("load", () => {
  if (root.dataset.step === undefined) {
    bridge.step("python");
  }
});
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("failure-copy").addEventListener("click", () => {
    bridge.copyText(document.getElementById("failure").innerText);
  });
});

/** Starts the workspace; brings what Python finds missing, and starts it then. */
async function start() {
  await bridge.connected;
  const text = await texts;
  if (bridge.ask("start", text, location.search) === "time-zones") {
    await bridge.addTimeZones();
    if (bridge.ask("start", text, location.search) === "time-zones") {
      throw new Error("The time zones have been brought, and Python does not find them.");
    }
  }
}

start().catch(crashed);
bridge.ready.then(() => {
  root.dataset.workspace = "ready";
});

window.addEventListener("error", ({ error, message, target }) => {
  const missing = target instanceof HTMLScriptElement;
  crashed(missing ? new Error(`${new URL(target.src).pathname} could not be loaded.`) : (error ?? message));
}, true);
window.addEventListener("unhandledrejection", ({ reason }) => crashed(reason));

async function call(name, args = {}) {
  if (typeof name !== "string") {
    throw new TypeError(`The name of a driver call must be a string, not ${typeof name}.`);
  }
  let text;
  try {
    text = JSON.stringify(args) ?? "{}";
  } catch (error) {
    throw new TypeError(`The arguments of ${name} must be JSON: ${error.message}`);
  }
  await bridge.ready;
  const answer = bridge.ask("call", name, text);
  if (answer === "") {
    throw new Error(`${name} failed inside the workspace; the console says why.`);
  }
  let { data, error, later } = JSON.parse(answer);
  if (later !== undefined) {
    // The tab that leads the session carries the call out.
    ({ data, error } = JSON.parse(await new Promise((resolve) => calls.set(later, resolve))));
  }
  if (error !== undefined) {
    throw new Error(error);
  }
  return data;
}

Object.defineProperty(window, "workspace", { value: Object.freeze({ call }), enumerable: true });
