/*
 * The failure screen, in place of a workspace that did not start. What fails later goes to the console.
 *
 * `<html data-workspace>` is "booting", then "ready" or "failed".
 */
import { bridge } from "./border.js";

const root = document.documentElement;

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

/** The start has failed; of what fails after it this makes nothing. */
export function crashed(error) {
  if (root.dataset.workspace === "booting" && !isEvaluated(error)) {
    const sentence = error?.message || String(error);
    const report = { title: "The workspace did not start", sentence, file: "", line: null, lines: [], expected: "" };
    bridge.fail(JSON.stringify({ ...report, details: error?.stack || sentence }));
  }
}

Object.assign(bridge, {
  /** Python tells why it cannot start: JSON with what the screen shows. */
  fail(text) {
    root.dataset.workspace = "failed";
    showFailure(JSON.parse(text));
  },

  logError(text) {
    console.error(text);
  },
});

document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("failure-copy").addEventListener("click", () => {
    bridge.copyText(document.getElementById("failure").innerText);
  });
});

window.addEventListener("error", ({ error, message, target }) => {
  const missing = target instanceof HTMLScriptElement;
  crashed(missing ? new Error(`${new URL(target.src).pathname} could not be loaded.`) : (error ?? message));
}, true);
window.addEventListener("unhandledrejection", ({ reason }) => crashed(reason));
