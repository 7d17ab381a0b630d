/*
 * What people attend to: that somebody is there at all, and what is pointed at or has the focus and must not go by itself.
 */
import { bridge } from "./border.js";

const ACTIVITY_MS = 1000; // how often Python is told that somebody is there
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];
const ATTENDED = "[data-hold]:is(:hover, :has(:focus-visible))"; // the focus that a click leaves behind is no attention

let told = 0;
let ready = false; // before that, nobody can be told
bridge.ready.then(() => (ready = true));
let held = new Map(); // id -> the action that lets go

for (const sign of SIGNS) {
  document.addEventListener(sign, () => {
    const now = performance.now();
    if (ready && (told === 0 || now - told >= ACTIVITY_MS)) {
      told = now;
      bridge.ask("activity");
    }
  }, { capture: true, passive: true });
}

/** `data-hold` and `data-release` name the actions, `data-arg` is their argument. */
function attend() {
  const attended = [...document.querySelectorAll(ATTENDED)].map(({ dataset }) => dataset);
  const now = new Map(attended.map(({ arg, release }) => [arg, release]));
  for (const { arg, hold } of attended) {
    if (!held.has(arg)) {
      bridge.ask("action", hold, arg, "{}");
    }
  }
  for (const [arg, release] of held) {
    if (!now.has(arg)) {
      bridge.ask("action", release, arg, "{}");
    }
  }
  held = now;
}

for (const change of ["pointerover", "pointerout", "focusin", "focusout"]) {
  document.addEventListener(change, () => ready && queueMicrotask(attend));
}

Object.assign(bridge, {
  /** Whether the page itself can be seen. */
  pageVisible: () => document.visibilityState === "visible",

  /** Whether the element that shows a frame can be seen: its panel, its tab, its dialog. */
  frameShown(frameId) {
    const wrapper = [...document.querySelectorAll(".frame")].find(({ dataset }) => dataset.frame === frameId);
    return wrapper !== undefined && !wrapper.hidden && wrapper.checkVisibility();
  },
});
