/* What was spoken is forgotten some lines at a time: each removal has the browser lay out the lines that are left. */

import assert from "node:assert/strict";
import test, { mock } from "node:test";

mock.timers.enable({ apis: ["setTimeout"] });
let now = 0;
const lines = [];
let removals = 0;
let moments = new Set();

globalThis.self = globalThis;
globalThis.localStorage = { getItem: () => null };
self.workspaceBridge = {};
Object.defineProperty(globalThis, "performance", { value: { now: () => now } });
globalThis.document = {
  documentElement: { dataset: {} },
  createElement: () => ({
    remove() {
      lines.splice(lines.indexOf(this), 1);
      removals += 1;
      moments.add(now);
    },
  }),
  getElementById: () => ({ append: (line) => lines.push(line) }),
};
await import("../../../host_page/page.js");

function pass(milliseconds) {
  for (const end = now + milliseconds; now < end; mock.timers.tick(1)) {
    now += 1;
  }
}

test("lines are there for ten seconds, and go together", () => {
  for (let number = 0; number < 20; number += 1) {
    workspaceBridge.announce("polite", `Change ${number}`);
    pass(450);
  }
  assert.equal(lines.length, 20);
  pass(12500);
  assert.equal(lines.length, 0);
  assert.ok(moments.size <= 6, `${moments.size} times something was removed`);
  workspaceBridge.announce("log", "Later");
  pass(9990);
  assert.equal(lines.length, 1, "long enough to be spoken");
  pass(20);
  assert.equal(lines.length, 0);
});

test("of more than can be spoken the newest are there", () => {
  for (let number = 0; number < 200; number += 1) {
    workspaceBridge.announce("polite", `Change ${number}`);
    pass(50);
  }
  assert.deepEqual(lines.map(({ textContent }) => textContent), Array.from({ length: 30 }, (_, n) => `Change ${170 + n}`));
});
