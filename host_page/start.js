/*
 * The start of the page: the texts that Python starts from, and the boot screen with its steps.
 *
 * `<html data-step>` is what runs now: python, configuration, clients; before the first one, files are loaded.
 */
import { bridge } from "./border.js";
import { crashed } from "./failure.js";
import { withScenarios } from "./scenarios.js";

const SLOW_AFTER_S = 10;

const root = document.documentElement;
const started = performance.now();
const texts = fetch("/workspace.json").then((response) => {
  if (!response.ok) {
    throw new Error(`/workspace.json: ${response.status} ${response.statusText}`);
  }
  return response.text().then(withScenarios);
});
texts.catch(() => {}); // told when Python asks for it

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

  /** The start has come to this step. */
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
});

window.addEventListener("load", () => {
  if (root.dataset.step === undefined) {
    bridge.step("python");
  }
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
