/* Requests whose waiting is ended by an AbortSignal: one end, nothing left behind. */

import assert from "node:assert/strict";
import test from "node:test";

import { newClient, settled } from "./host_double.mjs";

/** A signal that counts who listens to it. */
function counted() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set();
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (type, listener) => (listeners.add(listener), add(type, listener));
  signal.removeEventListener = (type, listener) => (listeners.delete(listener), remove(type, listener));
  return { signal, listeners, abort: (reason) => controller.abort(reason) };
}

test("an aborted request rejects with an AbortError, and a reply that comes late is not taken", async () => {
  const client = newClient();
  const { signal, listeners, abort } = counted();
  const promise = client.service.agent.get({ signal });
  assert.equal(listeners.size, 1);
  abort();
  await assert.rejects(promise, { name: "AbortError" });
  client.answer(0, { request: "agent.get", data: { username: "late" } });
  await assert.rejects(promise, { name: "AbortError" });
  assert.deepEqual([client.timers.size, listeners.size], [0, 0]);
});

test("the reason is the signal's own", async () => {
  const client = newClient();
  const controller = new AbortController();
  const promise = client.service.voice.hold("1", { signal: controller.signal });
  const reason = new Error("The customer has gone.");
  controller.abort(reason);
  await assert.rejects(promise, reason);
});

test("with a signal that is aborted already nothing is sent", async () => {
  const client = newClient();
  await assert.rejects(client.service.agent.get({ signal: AbortSignal.abort() }), { name: "AbortError" });
  assert.deepEqual([client.posted.length, client.timers.size], [0, 0]);
});

test("what ended before is not aborted, and its signal has no listener left", async () => {
  const client = newClient();
  const { signal, listeners, abort } = counted();
  const answered = client.service.agent.get({ signal });
  client.answer(0, { request: "agent.get", data: { username: "ada" } });
  const expired = client.service.agent.getState({ signal });
  client.expire();
  const uncopied = client.service.interaction.setUserData("1", { made: () => {} }, { signal });
  assert.equal(listeners.size, 0);
  abort();
  assert.equal((await answered).data.username, "ada");
  await assert.rejects(expired, { message: "Request timeout" });
  await assert.rejects(uncopied, { name: "ServiceClientError" });
});

test("unload leaves no listener", () => {
  const client = newClient();
  const { signal, listeners } = counted();
  client.service.agent.get({ signal });
  client.service.unload();
  assert.deepEqual([client.timers.size, listeners.size], [0, 0]);
});

test("one signal ends several requests, and no other one", async () => {
  const client = newClient();
  const controller = new AbortController();
  const { signal } = controller;
  const ended = [client.service.agent.get({ signal }), client.service.agent.getState({ signal })];
  const other = client.service.media.getMediaList();
  controller.abort();
  for (const promise of ended) {
    await assert.rejects(promise, { name: "AbortError" });
  }
  client.answer(2, { request: "media.getMediaList", data: [] });
  assert.equal((await other).data.length, 0);
});

test("options come after the arguments or in place of those that are left out, and are never sent", () => {
  const client = newClient();
  const { signal } = new AbortController();
  client.service.voice.dial("5001", { signal });
  client.service.voice.dial("5002", { Segment: "Gold" }, { signal });
  client.service.voice.dial("5003", () => {}, () => {}, { signal });
  client.service.agent.get(() => {}, { signal });
  client.service.interaction.setUserData("1", { signal: "green" });
  assert.deepEqual(
    client.posted.map(({ parameters }) => JSON.parse(JSON.stringify(parameters ?? null))),
    [["5001", null], ["5002", { Segment: "Gold" }], ["5003", null], null, ["1", { signal: "green" }]],
  );
});

test("with callbacks, failed is told once", async () => {
  const client = newClient();
  const controller = new AbortController();
  const told = [];
  client.service.agent.get(() => told.push("succeeded"), (...problem) => told.push(...problem), controller);
  client.service.sendMessage({ request: "agent.getState" }, () => told.push("succeeded"), null, controller);
  controller.abort();
  client.answer(0, { request: "agent.get" });
  client.answer(1, { request: "agent.getState" });
  await settled();
  assert.deepEqual(told, ["Request aborted"]);
});
