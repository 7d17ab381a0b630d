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

/** A panel whose only part has these times. */
const panel = (...elements) => {
  const part = { querySelectorAll: () => elements, hasAttribute: () => false };
  return { ...part, children: [part] };
};

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
  nextElementSibling = null;

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
  const rows = Array.from({ length: 500 }, (_, at) => new Row(at));
  rows.forEach((row, at) => (row.nextElementSibling = rows[at + 1] ?? null));
  const list = Object.assign(new Element(), {
    children: rows,
    hasAttribute: (name) => name === "data-long",
    getBoundingClientRect: () => ({ top: 0, bottom: 120 }),
  });
  const other = new TimeElement();
  const times = rows.map(({ time }) => time);
  const side = { ...panel(other, ...times), children: [list, ...panel(other).children] };
  const shown = (now, act) => {
    setClock(now, false);
    act();
    return (at) => times[at].firstChild.data;
  };
  const written = (text) => times.filter(({ firstChild }) => firstChild.data === text).length;
  shown(101, () => writeTimes(side));
  assert.equal(written("00:01"), 500);
  shown(102, () => tick([side]));
  assert.deepEqual([other.firstChild.data, written("00:02"), times[2].firstChild.data], ["00:02", 3, "00:02"]);
  assert.ok(rows.reduce((sum, { asked }) => sum + asked, 0) < 20, "most rows are not asked where they are");
  rows.forEach((row) => (row.at -= 400));
  const later = shown(103, () => listeners.get("scroll")({ target: list }));
  assert.deepEqual([399, 400, 402, 403].map(later), ["00:01", "00:03", "00:03", "00:01"]);
  rows.forEach((row) => (row.at -= 98));
  shown(104, () => tick([side]));
  assert.deepEqual([497, 498, 499].map(later), ["00:01", "00:04", "00:04"]);
  shown(160, () => Array.from({ length: 60 }, () => tick([side])));
  assert.equal(written("01:00"), 500, "for who reads the page without looking at it");
});
