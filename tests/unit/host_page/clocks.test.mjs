/*
 * Running times: written into the text that is there, for a text that takes the place of another costs each observer. What
 * the browser leaves out is not written each second.
 */

import assert from "node:assert/strict";
import test from "node:test";

globalThis.self = globalThis;
globalThis.workspaceBridge = {};
const listeners = new Map();
globalThis.document = {
  querySelectorAll: () => [],
  title: "",
  addEventListener: (type, listener) => listeners.set(type, listener),
};
const { tick, writeTimes } = await import("../../../host_page/clocks.js");
const { setClock } = globalThis.workspaceBridge;

/** A time as the page has it: without a text at first, then with one; counts the texts that are put in. */
class TimeElement {
  dataset = { form: "duration", at: "100" };
  firstChild = null;
  added = 0;
  row = null;

  /** The row of a long list that it is in, if any. */
  closest() {
    return this.row;
  }

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

/** A row of a long list with its time; the list and the row find it. */
function rowWithTime() {
  const element = new TimeElement();
  element.row = panel(element);
  return [element.row, element];
}

test("a time that the browser leaves out is written when it comes into view, and once a minute", () => {
  const tell = (target, skipped) => listeners.get("contentvisibilityautostatechange")({ target, skipped });
  const [row, element] = rowWithTime();
  const [, inView] = rowWithTime();
  const list = panel(element, inView);
  const at = (now, act) => {
    setClock(now, false);
    act();
    return [element, inView].map(({ firstChild }) => firstChild.data);
  };
  assert.deepEqual(at(101, () => tick([list])), ["00:01", "00:01"]);
  tell(row, true);
  assert.deepEqual(at(102, () => tick([list])), ["00:01", "00:02"]);
  assert.deepEqual(at(103, () => tell(row, false)), ["00:03", "00:02"]);
  assert.deepEqual(at(104, () => tick([list])), ["00:04", "00:04"]);
  tell(row, true);
  const [minute] = at(160, () => Array.from({ length: 60 }, () => tick([list])));
  assert.equal(minute, "01:00", "for who reads the page without looking at it");
});
