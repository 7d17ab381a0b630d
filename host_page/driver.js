/*
 * The driver: `window.workspace.call(name, args)`, which gives a Promise of JSON. Calls wait until the page is ready.
 */
import { bridge } from "./border.js";

const calls = new Map(); // number -> what waits for the answer

Object.assign(bridge, {
  /** The answer of a driver call that another tab has carried out. */
  settleCall(number, text) {
    calls.get(number)?.(text);
    calls.delete(number);
  },
});

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
