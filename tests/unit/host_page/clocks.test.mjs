/* Running times: written into the text that is there, for a text that takes the place of another costs each observer. */

import assert from "node:assert/strict";
import test from "node:test";

globalThis.self = globalThis;
globalThis.workspaceBridge = {};
globalThis.document = { querySelectorAll: () => [], title: "" };
const { tick, writeTimes } = await import("../../../host_page/clocks.js");
const { setClock } = globalThis.workspaceBridge;

/** A time as the page has it: without a text at first, then with one; counts the texts that are put in. */
class TimeElement {
  dataset = { form: "duration", at: "100" };
  firstChild = null;
  added = 0;

  set textContent(text) {
    this.firstChild = { data: text };
    this.added += 1;
  }
}

const panel = (...elements) => ({ querySelectorAll: () => elements });

test("a time is put in once, and only its text changes from then on", () => {
  const element = new TimeElement();
  setClock(175, false);
  writeTimes(panel(element));
  const node = element.firstChild;
  assert.equal(node.data, "01:15");
  setClock(176, false);
  tick([panel(element)]);
  assert.equal(node.data, "01:16");
  assert.equal(element.firstChild, node);
  assert.equal(element.added, 1);
});
