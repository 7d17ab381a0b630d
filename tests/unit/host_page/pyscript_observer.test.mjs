/* The watch that PyScript keeps over the page ends when Python is there; who watches from then on is left alone. */

import assert from "node:assert/strict";
import test from "node:test";

class Observer {
  watches = true;

  constructor(callback) {
    this.callback = callback;
  }

  disconnect() {
    this.watches = false;
  }
}

test("what watches the page before Python is there does so no longer", async () => {
  globalThis.self = globalThis;
  self.MutationObserver = Observer;
  let connect;
  self.workspaceBridge = { connected: new Promise((resolve) => (connect = resolve)) };
  await import("../../../host_page/pyscript_observer.js");
  const callback = () => {};
  const early = [new MutationObserver(callback), new MutationObserver(callback)];
  assert.ok(early.every((each) => each instanceof Observer && each.watches && each.callback === callback));
  connect();
  await null;
  assert.deepEqual(early.map(({ watches }) => watches), [false, false]);
  assert.equal(self.MutationObserver, Observer);
  assert.ok(new MutationObserver(callback).watches);
});
