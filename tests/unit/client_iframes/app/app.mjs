/* An app that has the package among its own: what it imports is the one service of the page. */

import assert from "node:assert/strict";

const posted = [];
const listeners = [];
globalThis.window = {
  parent: { postMessage: (message, origin) => posted.push({ ...message, origin }) },
  addEventListener: (_, listener) => listeners.push(listener),
};
globalThis.document = { currentScript: null }; // as in every module

const { agent, default: service, subscribe, useHostOrigin } = await import("service-client-api");
assert.equal(service, window.genesys.wwe.service);
const namespaces = Object.entries(service).filter(([, member]) => member && typeof member === "object");
const exported = await import("service-client-api");
for (const [name, member] of namespaces) {
  assert.equal(exported[name], member, name);
}

useHostOrigin("http://host.example");
const asked = agent.get();
subscribe("interaction", () => {});
listeners.forEach((hear) =>
  hear({
    source: window.parent,
    origin: "http://host.example",
    ports: [],
    data: { request: "agent.get", referenceId: "0", data: { username: "ada" }, userAgent: "WWE Server" },
  }));
assert.equal((await asked).data.username, "ada");
assert.deepEqual(posted.map(({ origin }) => origin), ["http://host.example", "http://host.example"]);
console.log(namespaces.length);
process.exit(); // its time limits wait
