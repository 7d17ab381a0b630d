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

  set textContent(text) {
    this.firstChild = { data: text };
    this.added += 1;
  }
}

const panel = (...elements) => ({ querySelectorAll: (selector) => (selector === "[data-long]" ? [] : elements) });

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

/** A row of a long list, 50 pixels high, with its time; it counts how often it is asked where it is. */
class Row {
  time = new TimeElement();
  asked = 0;

  constructor(at) {
    this.at = at;
  }

  querySelectorAll() {
    return [this.time];
  }

  getBoundingClientRect() {
    this.asked += 1;
    return { top: 50 * this.at, bottom: 50 * this.at + 50 };
  }
}

globalThis.Element = class {};

test("of a long list the times in view are written, and the others when they come into view, and once a minute", () => {
  const rows = [0, 1, 2, 3, 4].map((at) => new Row(at));
  const list = Object.assign(new Element(), {
    children: rows,
    matches: () => true,
    getBoundingClientRect: () => ({ top: 0, bottom: 120 }),
  });
  const other = new TimeElement();
  const whole = [other, ...rows.map(({ time }) => time)];
  const side = {
    querySelectorAll: (selector) => (selector === "[data-long]" ? [list] : selector.includes(":not(") ? [other] : whole),
  };
  const at = (now, act) => {
    setClock(now, false);
    act();
    return whole.map(({ firstChild }) => firstChild?.data);
  };
  const tell = (skipped) => listeners.get("contentvisibilityautostatechange")({ target: rows[4], skipped });
  assert.deepEqual(at(101, () => writeTimes(side)), Array(6).fill("00:01"));
  tell(true);
  assert.deepEqual(at(102, () => tick([side])), ["00:02", "00:02", "00:02", "00:02", "00:01", "00:01"]);
  assert.equal(rows[4].asked, 0, "what is left out has no place either");
  rows.forEach((row) => (row.at -= 1));
  assert.deepEqual(at(103, () => listeners.get("scroll")({ target: list })), ["00:02", "00:02", "00:03", "00:03", "00:03", "00:01"]);
  assert.equal(at(104, () => tell(false)).at(-1), "00:04");
  assert.deepEqual(at(160, () => Array.from({ length: 60 }, () => tick([side]))), Array(6).fill("01:00"), "for who reads the page without looking at it");
});
