/* The driver of the page, without a page: no boot screen and no failure screen is needed for a call. */

import assert from "node:assert/strict";
import test from "node:test";

const asked = [];
let answer = "";
globalThis.self = globalThis.window = globalThis;
self.workspaceBridge = {
  ready: Promise.resolve(),
  ask(...what) {
    asked.push(what);
    return answer;
  },
};
await import("../../../host_page/driver.js");
const { workspace } = globalThis;

test("a call gives its data", async () => {
  answer = '{"data": {"a": 1}}';
  assert.deepEqual(await workspace.call("state"), { a: 1 });
  assert.deepEqual(asked.at(-1), ["call", "state", "{}"]);
});

test("a refusal is an error with its text", async () => {
  answer = '{"error": "There is no interaction 7."}';
  await assert.rejects(workspace.call("act", { interactionId: "7" }), { message: "There is no interaction 7." });
  answer = "";
  await assert.rejects(workspace.call("act"), /act failed inside the workspace/);
});

test("a call that another tab carries out waits for its answer, and each for its own", async () => {
  answer = '{"later": 1}';
  const first = workspace.call("ring");
  await new Promise(setImmediate);
  answer = '{"later": 2}';
  const second = workspace.call("ring");
  await new Promise(setImmediate);
  self.workspaceBridge.settleCall(2, '{"error": "No."}');
  self.workspaceBridge.settleCall(1, '{"data": {}}');
  self.workspaceBridge.settleCall(1, '{"data": {"twice": true}}');
  assert.deepEqual(await first, {});
  await assert.rejects(second, { message: "No." });
});

test("what is no call is refused before Python hears of it", async () => {
  const before = asked.length;
  await assert.rejects(workspace.call(5), TypeError);
  const cycle = {};
  cycle.self = cycle;
  await assert.rejects(workspace.call("ring", cycle), /must be JSON/);
  assert.equal(asked.length, before);
});

test("nobody puts another driver in its place", () => {
  assert.throws(() => {
    "use strict";
    globalThis.workspace = null;
  }, TypeError);
  assert.ok(Object.isFrozen(workspace));
});
